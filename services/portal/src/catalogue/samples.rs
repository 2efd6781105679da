//! What the catalogue's pages are tested with: every state of them in both languages.

use std::sync::Arc;

use askama::Template;
use chrono::{Days, NaiveDate};
use domain::{
    Category, Clause, DegreeLevel, Holder, Language, Mode, Post, PostCondition, PostId, Requirement, Sector, Text,
    TitleLevel, UnitId, UnitKind, UnitRef,
};
use kit::{At, Frame};
use uuid::Uuid;

use super::asked::Asked;
use super::index::Index;
use super::one::PostPage;
use super::posts::{Found, PostsPage};
use super::shelf::Shelf;
use super::store::Issue;

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");

pub fn post() -> Post {
    let own = |zh: &str, en: &str, clause, requirement| PostCondition {
        label: Text::new("条件", "Condition"),
        words: Text::new(zh, en),
        clause,
        requirement,
    };
    let doctor = Requirement::Degree { at_least: DegreeLevel::Doctor };
    let five_years = Requirement::Years { at_least: 5 };
    let either = domain::Asked::AnyOf {
        any_of: vec![
            Requirement::Degree { at_least: DegreeLevel::Master },
            Requirement::Title { at_least: TitleLevel::Intermediate },
        ],
    };
    Post {
        id: PostId::from(Uuid::nil()),
        number: "2026-037".into(),
        title: Text::new("心血管内科学科带头人", "Lead physician in cardiology"),
        unit: UnitRef {
            id: UnitId::from(Uuid::nil()),
            name: Text::new("伊宁市人民医院", "Yining People’s Hospital"),
            kind: UnitKind::PublicInstitution,
            department: Text::new("伊宁市卫生健康委员会", "Yining Municipal Health Commission"),
            contact: Text::new("人事科0999-0000002", "Personnel Office 0999-0000002"),
        },
        sector: Sector::ScienceEducationCultureHealth,
        mode: Mode::OpenRecruitment,
        wanted: 1,
        need: Text::new("博士，或副主任医师以上职称", "Doctor, or associate chief physician"),
        duties: Text::new(
            "带起心血管内科。\n\n每年带出2名医师。",
            "Build the department.\n\nTrain two physicians a year.",
        ),
        conditions: vec![
            own("临床医学博士", "Doctorate in clinical medicine", Some(Clause::of(10, 4)), Some(doctor.into())),
            own("三级医院工作5年以上", "Five years in a tertiary hospital", None, Some(five_years.into())),
            own("硕士，或中级职称", "Master, or an intermediate title", None, Some(either)),
            own("热爱这项工作", "Loves the work", None, None),
        ],
        basis: vec![Category::H4, Category::H5],
        pay: Text::new("国家规定的工资", "State pay scale"),
        pay_band: None,
        place: Text::new("解放西路", "Jiefang West Road"),
        special_quota: true,
        quota: Some(1),
        opens_on: TODAY - Days::new(30),
        closes_on: Some(TODAY + Days::new(3)),
        issued: None,
    }
}

fn issue() -> Issue {
    Issue {
        id: Uuid::nil(),
        title: Text::new("2026年度岗位目录", "Catalogue of posts, 2026"),
        document: "伊州人才〔2026〕6号".into(),
        issued_on: TODAY - Days::new(60),
        policy: "2026-1".into(),
    }
}

fn numbered(number: u32, post: Post) -> Post {
    Post { id: PostId::from(Uuid::from_u128(number.into())), number: format!("2026-{number:03}"), ..post }
}

/// The page of what is found among the posts, two on a page.
fn posts_page(language: Language, query: &[(&str, &str)], posts: &[Post], issue: Option<Issue>) -> String {
    let query: Vec<_> = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let shelf = Shelf::of(issue, TODAY, Index::of(posts, TODAY), domain::Policies::standard());
    let asked = Asked::of(&query, Ok(At::Start));
    let reached = shelf.index.seek(&asked.filter).expect("reached");
    let found = Found::of(&asked, &shelf, reached, 2).expect("found");
    rendered(&PostsPage::of(Frame::sample(language, "/posts"), &asked, found).expect("a page"))
}

/// The page of a search before the posts' words can be looked for.
fn awaiting_page(language: Language, posts: &[Post]) -> String {
    let query = [("q", "心血管"), ("mode", "transfer")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let (asked, shelf) = (
        Asked::of(&query, Ok(At::Start)),
        Shelf::of(Some(issue()), TODAY, Index::wordless(posts, TODAY), domain::Policies::standard()),
    );
    let found = Found::awaiting(&asked, &shelf).expect("reached");
    rendered(&PostsPage::of(Frame::sample(language, "/posts"), &asked, found).expect("a page"))
}

/// Full, filtered, with nothing found, before the first issue, searched, and before anything can be searched.
fn posts_pages(language: Language) -> Vec<String> {
    let water = Post { sector: Sector::Water, mode: Mode::Transfer, ..post() };
    let posts = [
        numbered(37, post()),
        numbered(38, Post { closes_on: None, ..post() }),
        numbered(40, Post { closes_on: None, ..water }),
    ];
    let chosen = [("sector", "water"), ("sector", "tourism"), ("mode", "transfer"), ("kind", "magic")];
    vec![
        posts_page(language, &[("sort", "closing")], &posts, Some(issue())),
        posts_page(language, &chosen, &posts, Some(issue())),
        posts_page(language, &[("mode", "transfer"), ("kind", "organ")], &posts, Some(issue())),
        posts_page(language, &[], &[], Some(issue())),
        posts_page(language, &[], &[], None),
        posts_page(language, &[("mode", "transfer"), ("q", "心血管 天文"), ("sort", "newest")], &posts, Some(issue())),
        posts_page(language, &[("q", "cardiology")], &posts, Some(issue())),
        awaiting_page(language, &posts),
    ]
}

fn post_page(language: Language, post: &Post, shelf: &Shelf) -> String {
    let (frame, similar) = (Frame::sample(language, "/posts/2026-037"), [Arc::new(numbered(38, post.clone()).into())]);
    rendered(&PostPage::of(frame, &post.clone().into(), &similar, shelf).expect("a page"))
}

/// Open, open until filled, over, not open yet.
fn post_pages(language: Language) -> [String; 4] {
    let over = Post { closes_on: Some(TODAY - Days::new(1)), special_quota: false, quota: None, ..post() };
    let later = Post { opens_on: TODAY + Days::new(1), ..post() };
    let shelf = Shelf::of(Some(issue()), TODAY, Index::of(&[post()], TODAY), domain::Policies::standard());
    [post(), Post { closes_on: None, ..post() }, over, later].map(|post| post_page(language, &post, &shelf))
}

fn rendered(page: &impl Template) -> String {
    let words = page.render().expect("a page");
    assert!(
        !words.contains('⟦'),
        "{}",
        words.split('⟦').nth(1).unwrap_or_default().chars().take(40).collect::<String>()
    );
    words
}

#[test]
fn the_list_has_its_words_in_both_languages() {
    for language in Language::ALL {
        assert!(posts_pages(language).iter().all(|page| !page.contains('⟦')));
    }
}

#[test]
fn the_list_says_how_long_a_post_is_open() {
    let page = posts_pages(Language::Zh).swap_remove(0);
    for words in [
        "<p class=\"sub\">现开放3个岗位，招3人</p>",
        "岗位目录：3个岗位 - ",
        "<a href=\"/posts/2026-037\">心血管内科学科带头人</a>",
        "<span class=\"cl\">第十条（四）（五）</span>",
        "<b class=\"soon\">还有3天</b>",
        "<b>长期有效</b> <span class=\"nb\">招满为止</span>",
        "\" rel=\"next\"",
        "<meta property=\"og:title\" content=\"岗位目录：3个岗位\">",
        "<meta property=\"og:url\" content=\"https://talent.example/posts\">",
        "<a href=\"/posts.xlsx",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let page = posts_pages(Language::En).swap_remove(0);
    assert!(page.contains("<h2 id=\"found\">3 posts, 3 places</h2>") && page.contains(">Fri 27 Nov</time>"));
}

#[test]
fn each_filter_can_be_removed_alone() {
    let page = posts_pages(Language::En).swap_remove(1);
    for href in ["/en/posts?sector=tourism&#38;mode=transfer", "/en/posts?sector=water&#38;sector=tourism", "/en/posts"]
    {
        assert!(page.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(page.contains("Water and hydropower or Tourism, Transfer, 1 post"));
    assert!(page.contains("One part of the address could not be read"));
}

#[test]
fn an_empty_list_says_what_to_loosen() {
    let page = posts_pages(Language::Zh).swap_remove(2);
    assert!(page.contains("<a href=\"/posts?mode=transfer\">去掉“党政机关”有1个</a>"));
    assert!(!page.contains("去掉“调动”"), "nothing would be gained");
    assert!(page.contains("全部去掉有3个"));
    let page = posts_pages(Language::Zh).swap_remove(5);
    let rest = "/posts?q=%E5%BF%83%E8%A1%80%E7%AE%A1&#38;mode=transfer&#38;sort=newest";
    assert!(page.contains(&format!("<a href=\"{rest}\">去掉“天文”有1个</a>")), "{page}");
    assert!(page.contains("<a href=\"/posts?mode=transfer&#38;sort=newest\">去掉“心血管 天文”有1个</a>"));
    assert!(!page.contains("去掉“心血管”有"), "nothing would be gained");
}

#[test]
fn a_search_says_what_it_looks_for_and_in_which_order() {
    let page = posts_pages(Language::En).swap_remove(6);
    for words in [
        "name=\"q\" type=\"search\" value=\"cardiology\"",
        "“cardiology”, 3 posts",
        "<b>Best match</b>",
        "<a href=\"/en/posts?q=cardiology&#38;sort=closing\">Closing soonest</a>",
        "<li><a href=\"/en/posts\">“cardiology”</a></li>",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_search_that_cannot_be_done_yet_keeps_what_was_typed_and_offers_the_list() {
    let page = posts_pages(Language::Zh).swap_remove(7);
    for words in [
        "<h2 id=\"found\">搜索还在准备</h2>",
        "name=\"q\" type=\"search\" value=\"心血管\"",
        "<a href=\"/posts?q=%E5%BF%83%E8%A1%80%E7%AE%A1&#38;mode=transfer\">再搜一次</a>",
        "<a href=\"/posts?mode=transfer\">去掉“心血管”有1个</a>",
        "<a href=\"/posts\">全部去掉有3个</a>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("没有符合的岗位") && !page.contains("个岗位 - "), "nothing was counted");
}

#[test]
fn a_post_says_what_it_asks_and_who_decides() {
    post_pages(Language::En);
    let [page, ..] = post_pages(Language::Zh);
    let hands = page.split("<ol class=\"hands\">").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a list");
    let who = hands.split("<li><b>").skip(1).filter_map(|hand| hand.split("</b>").next());
    let zh = |holder: Holder| domain::Policy::standard().holder(holder).say(Language::Zh);
    let others = [zh(Holder::CoordinationGroup), zh(Holder::Prefecture)];
    assert_eq!(who.collect::<Vec<_>>(), [&["伊宁市人民医院"], &others[..]].concat(), "{hands}");
    for words in [
        "<title>心血管内科学科带头人，伊宁市人民医院 - ",
        "href=\"/nominate/2026-037\">申报这个岗位</a>",
        "<a href=\"/measures/10#10(4)\">第十条（四）</a>",
        "<br>岗位要求",
        "<dd class=\"cl\">用人单位写明</dd>",
        "<b class=\"nb\">5万—20万元</b><br>服务满5年后给，多少看各人的条件。",
        "<a href=\"/measures/21#21(10)\">第二十一条（十）第1项</a>",
        "<p class=\"note\">要看：配偶没有工作；由财政统发出钱</p>",
        "<span class=\"cl\"><a href=\"/measures/17\">第十七条</a></span>",
        "20个工作日，<span class=\"cl\"><a href=\"/measures/13\">第十三条</a></span>、<span class=\"cl\"><a href=\"/measures/14\">第十四条</a></span>",
        "<a href=\"tel:+869990000002\">0999-0000002</a>",
        "打印自https://talent.example/posts/2026-037，2026年11月24日的内容。",
        "<a href=\"/posts/2026-037.ics\" download>截止时间（ICS）</a>",
        "<link rel=\"canonical\" href=\"https://talent.example/posts/2026-037\">",
        "<script type=\"application/ld+json\">{\"@type\":\"JobPosting\",\"@context\":\"https://schema.org/\"",
        "<h3><a href=\"/posts/2026-038\">",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_post_promises_what_its_mode_and_unit_bring_and_nothing_else() {
    let shelf = Shelf::of(None, TODAY, Index::of(&[post()], TODAY), domain::Policies::standard());
    let page = |post: Post| post_page(Language::Zh, &post, &shelf);
    let hired = page(post());
    assert!(hired.contains("国家规定的工资") && !hired.contains("医疗费个人部分") && !hired.contains("协商的工资"));
    let special = page(Post { mode: Mode::SpecialAppointment, ..post() });
    assert!(special.contains("医疗费个人部分") && special.contains("特殊报酬") && !special.contains("同等医疗待遇"));
}

#[test]
fn nobody_is_asked_to_nominate_for_a_post_that_is_not_open() {
    let [_, _, over, later] = post_pages(Language::En);
    assert!(!over.contains("/nominate/") && over.contains("This post closed on 23 November 2026"));
    assert!(!over.contains("Special quota"));
    assert!(!later.contains("/nominate/") && later.contains("takes nominations from 25 November 2026"));
}
