//! People find the right post: the table of `tests/search-cases.toml`, through the API and on the page.

use domain::Language;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use tests::town::Town;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    search: String,
    first: Option<String>,
    #[serde(default)]
    found: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    nothing: bool,
}

async fn found(town: &Town, search: &str) -> Vec<String> {
    let query = url_of("/api/portal/v1/posts?limit=200", search);
    let listed = town.api(Language::Zh).get(&query).await.is(200).body;
    let number = |post: &Value| {
        let number = post["number"].as_str().expect("a number");
        number.rsplit('-').next().expect("a part").to_owned()
    };
    listed["items"].as_array().expect("items").iter().map(number).collect()
}

fn url_of(list: &str, search: &str) -> String {
    let query = reqwest::Url::parse_with_params("http://x", [("q", search)]).expect("an address");
    let joined = if list.contains('?') { '&' } else { '?' };
    format!("{list}{joined}{}", query.query().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_search_of_the_table_finds_what_it_should() {
    let Cases { case: cases } = toml::from_str(include_str!("../../search-cases.toml")).expect("the table");
    assert!(cases.len() >= 100);
    let town = Town::new().await;
    let mut wrong = Vec::new();
    for Case { search, first, found: expected, never, nothing } in cases {
        let found = found(&town, &search).await;
        let mut complain = |what: String| wrong.push(format!("{search}: {what}, found {found:?}"));
        if let Some(first) = first.filter(|first| found.first() != Some(first)) {
            complain(format!("{first} is not first"));
        }
        for number in expected.iter().filter(|number| !found.contains(number)) {
            complain(format!("{number} is missing"));
        }
        for number in never.iter().filter(|number| found.contains(number)) {
            complain(format!("{number} does not belong there"));
        }
        if nothing && !found.is_empty() {
            complain("nothing was to be found".to_owned());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_finds_nothing_says_what_to_leave_out() {
    let town = Town::new().await;
    let reader = town.browser(Language::Zh);
    let page = reader.open(&url_of("/posts?sector=water", "苹果 栽培")).await;
    page.is_ok().shows("没有符合的岗位").shows("去掉“水利水电”有").shows("去掉“苹果 栽培”有");
    let page = reader.open(&url_of("/posts", "苹果 天文台")).await;
    page.is_ok().shows("去掉“天文台”有").shows("全部去掉有");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_walked_page_by_page_and_back() {
    let town = Town::new().await;
    let api = town.api(Language::Zh);
    for list in ["q=%E7%A1%95%E5%A3%AB", "q=%E7%A1%95%E5%A3%AB&sort=closing", "sort=newest", "sort=closing"] {
        let list = format!("/api/portal/v1/posts?{list}");
        let whole = numbers(&api.get(&format!("{list}&limit=200")).await.is(200).body);
        assert!(whole.len() > 20, "{list}: {whole:?}");
        let mut last = api.get(&format!("{list}&limit=7")).await.is(200).body;
        let mut forth = numbers(&last);
        while let Some(next) = last["next"].as_str() {
            last = api.get(&format!("{list}&limit=7&cursor={next}")).await.is(200).body;
            forth.extend(numbers(&last));
        }
        assert_eq!(forth, whole, "{list}");
        let mut back = numbers(&last);
        while let Some(prev) = last["prev"].as_str() {
            last = api.get(&format!("{list}&limit=7&cursor={prev}")).await.is(200).body;
            back = [numbers(&last), back].concat();
        }
        assert_eq!(back, whole, "{list}, backwards");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_searched_for_is_told() {
    let town = Town::new().await;
    let api = town.api(Language::En);
    for (query, code) in [
        (url_of("/api/portal/v1/posts", "？！"), "nothing-to-search"),
        (url_of("/api/portal/v1/posts", &"长".repeat(101)), "too-long"),
        ("/api/portal/v1/posts?sort=relevance".to_owned(), "code-unknown"),
        ("/api/portal/v1/posts?pay=much".to_owned(), "code-unknown"),
    ] {
        let problem = api.get(&query).await.is(422).body;
        assert_eq!(problem["code"], code, "{problem}");
    }
    let page = town.browser(Language::En).open(&url_of("/posts", &"horse ".repeat(100))).await;
    page.is_ok().shows("Ili horse");
    town.browser(Language::En).open("/posts?q=%00%FF&sort=size").await;
}

fn numbers(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|post| post["number"].as_str().expect("a number").to_owned()).collect()
}

/// Anything that somebody types is answered: found or not, never with a fault.
#[test]
fn no_words_break_the_search() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let town = runtime.block_on(Town::new());
    let typed = prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9\"*+()?~:^\\\\/&|! -]{0,120}",
        "[医师硕士规划畜牧城乡的 　，。A-Z]{0,60}",
        "\\PC{0,40}",
    ];
    let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(words in typed)| {
        let query = url_of("/api/portal/v1/posts", &words);
        let answer = runtime.block_on(town.api(Language::Zh).get(&query));
        prop_assert!([200, 422].contains(&answer.status), "{words:?}: {}", answer.status);
        let page = runtime.block_on(reqwest::get(format!("{}{}", town.url, url_of("/posts", &words)))).expect("a page");
        prop_assert_eq!(page.status(), 200, "{:?}", words);
    });
}
