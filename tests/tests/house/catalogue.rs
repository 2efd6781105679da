//! The numbers of the catalogue: whatever is chosen, the page, the API, the CSV and the workbook list the same posts in the
//! same order, and every count is what a plain recount of the posts gives.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use domain::{Category, Language, Mode, Sector, UnitKind};
use kit::Clock;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use tests::{Ahead, Town};

/// A filter's name and one of its codes.
type Chosen = (&'static str, String);

/// Words of titles. No row of the table of synonyms and no name of the Measures holds one, so a post has it where its own texts do.
const WORDS: [&str; 11] = ["指导", "质量", "工艺", "自动", "运营", "社区", "诊断", "试验", "动物", "防控", "主任"];

/// Rows of a page of the list.
const ON_A_PAGE: usize = 20;

/// Everything that can be chosen, with all units of the posts.
fn choices(posts: &[Value]) -> Vec<Chosen> {
    let units: BTreeSet<String> = posts.iter().map(|post| text(&post["unit"]["id"]).to_owned()).collect();
    let all: [(&str, Vec<String>); 8] = [
        ("sector", Sector::ALL.map(|one| one.code().to_owned()).into()),
        ("mode", Mode::ALL.map(|one| one.code().to_owned()).into()),
        ("kind", UnitKind::ALL.map(|one| one.code().to_owned()).into()),
        ("unit", units.into_iter().collect()),
        ("degree", ["bachelor", "master", "doctor", "unnamed"].map(str::to_owned).into()),
        ("category", Category::ALL.map(|one| one.code().to_owned()).into()),
        ("pay", ["under-100k", "100k-200k", "200k-300k", "from-300k", "unstated"].map(str::to_owned).into()),
        ("closing", ["week", "month", "until-filled"].map(str::to_owned).into()),
    ];
    all.into_iter().flat_map(|(name, codes)| codes.into_iter().map(move |code| (name, code))).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Whether a post is under that choice, told from what the API says of the post alone.
fn is_under(post: &Value, (name, code): &Chosen, today: NaiveDate) -> bool {
    match *name {
        "sector" | "mode" => text(&post[name]) == code,
        "kind" => text(&post["unit"]["kind"]) == code,
        "unit" => text(&post["unit"]["id"]) == code,
        "category" => post["basis"].as_array().is_some_and(|basis| basis.iter().any(|one| text(one) == code)),
        "degree" => degree(post) == code,
        "pay" => pay(post) == code,
        "closing" => match post["closes_on"].as_str() {
            None => code == "until-filled",
            Some(day) => {
                let days = (day.parse::<NaiveDate>().expect("a day") - today).num_days();
                code == "week" && days <= 7 || code == "month" && days <= 30
            }
        },
        other => panic!("no filter {other}"),
    }
}

fn degree(post: &Value) -> &'static str {
    let conditions = post["conditions"].as_array().expect("conditions").iter().map(|one| text(&one["words"]["zh"]));
    let words = conditions.chain([text(&post["need"]["zh"])]).collect::<Vec<_>>().join("/");
    let lowest =
        [("bachelor", "学士"), ("bachelor", "本科"), ("master", "硕士"), ("master", "研究生"), ("doctor", "博士")];
    lowest.into_iter().find(|(_, name)| words.contains(name)).map_or("unnamed", |(code, _)| code)
}

fn pay(post: &Value) -> &'static str {
    let words = text(&post["pay"]["zh"]);
    let after = |name: &str| {
        let digits: String = words.split(name).nth(1)?.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let year = after("年薪").map(|ten_thousands| ten_thousands * 10_000);
    match year.or(after("每月约").map(|month| month * 12)) {
        None => "unstated",
        Some(..100_000) => "under-100k",
        Some(..200_000) => "100k-200k",
        Some(..300_000) => "200k-300k",
        Some(_) => "from-300k",
    }
}

/// Whether the word stands anywhere in what a search reads of the post.
fn holds(post: &Value, word: &str) -> bool {
    let own = ["title", "need", "duties", "pay", "place"].map(|field| &post[field]);
    let conditions = post["conditions"].as_array().expect("conditions").iter().map(|one| &one["words"]);
    let texts = own.into_iter().chain([&post["unit"]["name"], &post["unit"]["department"]]).chain(conditions);
    texts.into_iter().any(|words| text(&words["zh"]).contains(word))
}

/// The posts that a choice lets through when the filter `lifted` is not looked at.
fn through<'a>(posts: &[&'a Value], chosen: &[Chosen], lifted: &str, today: NaiveDate) -> Vec<&'a Value> {
    let names: BTreeSet<&str> = chosen.iter().map(|(name, _)| *name).filter(|name| *name != lifted).collect();
    let passes = |post: &&Value| {
        let under = |name: &&str| chosen.iter().any(|one| one.0 == *name && is_under(post, one, today));
        names.iter().all(under)
    };
    posts.iter().copied().filter(passes).collect()
}

fn numbers<'a>(posts: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    posts.into_iter().map(|post| text(&post["number"]).to_owned()).collect()
}

struct Reading<'a> {
    town: &'a Town,
    word: Option<&'static str>,
    chosen: &'a [Chosen],
    /// None: the usual order.
    sort: Option<&'static str>,
}

impl Reading<'_> {
    /// As pages have it: a pair for each choice.
    fn pairs(&self) -> String {
        let chosen = self.chosen.iter().map(|(name, code)| format!("{name}={code}"));
        chosen.chain(self.word_and_order()).collect::<Vec<_>>().join("&")
    }

    fn word_and_order(&self) -> impl Iterator<Item = String> {
        let word = self.word.map(|word| format!("q={word}"));
        word.into_iter().chain(self.sort.map(|sort| format!("sort={sort}")))
    }

    /// As the API has it: the codes of a filter together.
    fn together(&self) -> String {
        let names: BTreeSet<&str> = self.chosen.iter().map(|(name, _)| *name).collect();
        let codes = |name: &str| {
            let codes = self.chosen.iter().filter(|one| one.0 == name).map(|(_, code)| code.as_str());
            format!("{name}={}", codes.collect::<Vec<_>>().join(","))
        };
        names.into_iter().map(codes).chain(self.word_and_order()).collect::<Vec<_>>().join("&")
    }

    async fn listed(&self) -> Vec<Value> {
        let list = format!("/api/portal/v1/posts?limit=200&{}", self.together());
        let page = self.town.api(Language::Zh).get(&list).await.is(200).body;
        page["items"].as_array().expect("items").clone()
    }

    async fn counted(&self) -> Value {
        let counts = format!("/api/portal/v1/post-counts?{}", self.together());
        self.town.api(Language::Zh).get(&counts).await.is(200).body
    }

    async fn bytes(&self, path: &str) -> Vec<u8> {
        let answer = reqwest::get(format!("{}{path}?{}", self.town.url, self.pairs())).await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.expect("bytes").to_vec()
    }

    async fn csv(&self) -> Vec<String> {
        let bytes = self.bytes("/posts.csv").await;
        let mut rows = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).expect("a mark"));
        rows.records().map(|row| row.expect("a row")[0].to_owned()).collect()
    }

    async fn xlsx(&self) -> Vec<String> {
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(self.bytes("/posts.xlsx").await)).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("a range");
        let first = |row: &[Data]| row[0].to_string();
        sheet.rows().skip(1).map(first).collect()
    }

    async fn page(&self) -> String {
        String::from_utf8(self.bytes("/posts").await).expect("text")
    }
}

/// The numbers of the posts that the page lists.
fn rows(page: &str) -> Vec<String> {
    let rows = page.split("<li class=\"post\">").skip(1);
    let number = |row: &str| row.split("href=\"/posts/").nth(1)?.split('"').next().map(str::to_owned);
    rows.map(|row| number(row).expect("a link to the post")).collect()
}

/// The count that a page shows beside a choice; none where it does not offer it.
fn shown(page: &str, (name, code): &Chosen) -> Option<usize> {
    let box_of_it = format!("name=\"{name}\" value=\"{code}\"");
    let label = page.split("<label class=\"facet\">").find(|label| label.contains(&box_of_it))?;
    label.split("<i></i>").nth(1)?.split('<').next()?.parse().ok()
}

#[test]
fn every_form_of_a_list_agrees_with_a_plain_recount() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let clock = Ahead::at_noon();
    let town = runtime.block_on(Town::at("", Arc::new(clock.clone())));
    let today = clock.today();
    let whole = Reading { town: &town, word: None, chosen: &[], sort: Some("closing") };
    let posts = runtime.block_on(whole.listed());
    assert!(posts.len() >= 80);
    let all = choices(&posts);
    for word in WORDS {
        assert!(posts.iter().any(|post| text(&post["title"]["zh"]).contains(word)), "no title has {word}");
    }
    let config = ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() };
    let picked = proptest::collection::vec(any::<Index>(), 0..6);
    let (words, sorts) =
        (proptest::option::weighted(0.4, select(WORDS.to_vec())), select(vec![Some("closing"), Some("newest"), None]));
    proptest!(config, |(picked in picked, word in words, sort in sorts)| {
        let mut chosen: Vec<Chosen> = picked.iter().map(|one| one.get(&all).clone()).collect();
        chosen.sort();
        chosen.dedup();
        let reading = Reading { town: &town, word, chosen: &chosen, sort };
        let posts: Vec<&Value> = posts.iter().filter(|post| word.is_none_or(|word| holds(post, word))).collect();
        let mut expected = through(&posts, &chosen, "", today);
        if sort == Some("newest") {
            let news = |post: &Value| text(&post["opens_on"]).max(text(&post["issued"]["on"])).to_owned();
            expected.sort_by_key(|post| std::cmp::Reverse(news(post)));
        }
        let mut expected = numbers(expected);
        runtime.block_on(async {
            let listed = numbers(&reading.listed().await);
            if word.is_some() && sort.is_none() {
                // How well a post fits is the search's own; which posts do is not.
                let mut found = listed.clone();
                found.sort();
                expected.sort();
                prop_assert_eq!(&found, &expected);
                expected = listed;
            } else {
                prop_assert_eq!(listed, expected.clone());
            }
            prop_assert_eq!(reading.csv().await, expected.clone());
            prop_assert_eq!(reading.xlsx().await, expected.clone());
            let (counted, page) = (reading.counted().await, reading.page().await);
            prop_assert_eq!(counted["posts"].as_u64(), Some(expected.len() as u64));
            let heading = format!("<h2 id=\"found\">{}个岗位", expected.len());
            prop_assert!(page.contains(&heading), "{}", heading);
            prop_assert_eq!(rows(&page), expected.iter().take(ON_A_PAGE).cloned().collect::<Vec<_>>());
            for one in &all {
                let lifted = through(&posts, &chosen, one.0, today);
                let count = lifted.into_iter().filter(|post| is_under(post, one, today)).count();
                let facets = counted["facets"].as_array().expect("facets");
                let facet = facets.iter().find(|facet| facet["facet"] == one.0).expect("a facet");
                let told = facet["choices"].as_array().expect("choices").iter().find(|told| told["code"] == one.1.as_str());
                prop_assert_eq!(told.map_or(0, |told| told["posts"].as_u64().unwrap_or(u64::MAX)), count as u64, "{:?}", one);
                if let Some(shown) = shown(&page, one) {
                    prop_assert_eq!(shown, count, "{:?} on the page", one);
                }
            }
            Ok(())
        })?;
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_that_engines_are_told_of_says_what_it_is_and_which_address_is_its_own() {
    let town = Town::new().await;
    let map = town.browser(Language::Zh).follow("/sitemap.xml").await;
    let addresses: Vec<&str> = map.body.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    for wanted in ["/posts", "/en/check", "/measures/19", "/en/guides/nomination", "/interpretations", "/en/nominate"] {
        assert!(addresses.iter().any(|address| address.ends_with(wanted)), "{wanted}: {addresses:?}");
    }
    for address in addresses {
        let path = address.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        let path = path.expect("a path");
        let page = town.browser(Language::Zh).follow(path).await;
        let said = |property: &str| page.between(&format!("<meta property=\"og:{property}\" content=\""), "\"");
        assert!(page.status == 200 && page.path == path && !page.body.contains("content=\"noindex\""), "{address}");
        assert_eq!(said("url"), Some(address), "{path}");
        assert_eq!(page.between("<link rel=\"canonical\" href=\"", "\""), Some(address), "{path}");
        let title = page.between("<title>", "</title>").expect("a title");
        assert!(said("title").is_some_and(|named| !named.is_empty() && title.starts_with(named)), "{path}: {title}");
        let description = page.between("<meta name=\"description\" content=\"", "\"");
        assert!(description.is_some_and(|words| !words.is_empty()) && said("description") == description, "{path}");
        let locales = if path.starts_with("/en/") { ["en_GB", "zh_CN"] } else { ["zh_CN", "en_GB"] };
        assert_eq!([said("locale"), said("locale:alternate")], locales.map(Some), "{path}");
        assert_eq!(said("type"), Some("website"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_or_taken_away_is_told_once_and_not_sent_again() {
    let town = Town::new().await;
    let number = town.hospital_post().await;
    let (feed, calendar) = ("/posts.atom?sector=water".to_owned(), format!("/posts/{number}.ics"));
    let paths = [
        "/posts.csv",
        "/posts.xlsx",
        "/sitemap.xml",
        "/robots.txt",
        "/en/posts.csv",
        "/posts",
        "/measures",
        "/measures/10",
        "/guides",
        "/guides/nomination",
        "/interpretations",
        "/check",
        "/en/check",
        "/api/portal/v1/posts",
        "/api/portal/v1/post-counts",
        "/api/portal/v1/guides",
        "/api/portal/v1/interpretations",
        "/api/portal/v1/units",
    ];
    let post = [format!("/posts/{number}"), format!("/api/portal/v1/posts/{number}"), feed, calendar];
    let client = reqwest::Client::new();
    for path in paths.map(str::to_owned).into_iter().chain(post) {
        // What comes over the bus in a town's first moments makes another tag.
        town.until(&path, async || {
            let answer = client.get(format!("{}{path}", town.url)).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{path}");
            let tag = answer.headers()["etag"].clone();
            assert!(!answer.bytes().await.expect("bytes").is_empty(), "{path}");
            let again = client.get(format!("{}{path}", town.url)).header("If-None-Match", tag).send().await;
            (again.expect("an answer").status() == 304).then_some(())
        })
        .await;
    }
    let map = reqwest::get(format!("{}/sitemap.xml", town.url)).await.expect("a map").text().await.expect("text");
    assert!(map.contains(&format!("/en/posts/{number}</loc>")) && map.contains("/measures/10"));
    for nothing in ["/posts/nothing.ics", "/sitemaps/1.xml", "/sitemaps/one.xml"] {
        assert_eq!(client.get(format!("{}{nothing}", town.url)).send().await.expect("an answer").status(), 404);
    }
}
