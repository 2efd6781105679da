//! A list stands before its words can be looked for, and what is shown is never an older issue's.

use actix_web::test::{TestRequest, init_service};
use actix_web::web::{Data, ServiceConfig};
use contract::event::{CatalogueIssued, CataloguePart, LARGEST_PART};
use contract::{Envelope, Event};
use domain::{Policies, Post, PostId, Text};
use kit::{At, DeskError, Heard, Mounted, Product, Running};

use super::super::desk::Catalogue;
use super::super::order::Order;
use super::super::samples::post;
use super::super::search::Query;
use super::*;
use crate::Portal;
use crate::nominations::pages::door::{Door, Page};

/// How often somebody looks again who is shown the old issue while the new one is indexed.
const LOOKS: usize = 20;

/// The public door with nothing but a catalogue in it.
struct CatalogueAlone(Catalogue);

#[async_trait::async_trait]
impl Running for CatalogueAlone {
    fn furnish(&self, routes: &mut ServiceConfig) {
        routes.app_data(Data::new(self.0.clone()));
    }

    async fn hear(&self, _heard: Heard) -> Result<(), DeskError> {
        Ok(())
    }

    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }
}

fn searching(words: &str) -> Filter {
    Filter::of(Query::read(words), [])
}

/// How many posts are found in it; none where nothing can be looked for yet.
fn found(shelf: &Shelf, filter: &Filter) -> Option<i64> {
    match shelf.index.seek(filter) {
        Ok(reached) => Some(reached.total().posts),
        Err(DeskError::Preparing(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

async fn wordless(house: &House) -> Shelf {
    let issue = store::current(house.reader()).await.expect("read");
    make(house, issue, house.clock.today(), Policies::standard()).await.expect("a shelf")
}

/// Another issue, with posts of these titles, numbered from there on, in the place of all others.
async fn issue(door: &Door, first: usize, titles: &[&str]) {
    let (issue, today) = (door.house.ids.next(), door.house.clock.today());
    let titled = |(place, title): (usize, &&str)| {
        let (id, words) = (PostId::from(door.house.ids.next()), Text::new(*title, ""));
        Post { id, number: format!("2026-{:03}", first + place), title: words.clone(), duties: words, ..post() }
    };
    let part = CataloguePart { issue, part: 1, posts: titles.iter().enumerate().map(titled).collect() };
    let hash = kit::digest(&vec![part.clone()]).expect("a hash");
    let (title, document) = (Text::new("目录", "Catalogue"), "伊州人才〔2026〕7号".to_owned());
    let policy = "2026-1".to_owned();
    door.hear(3, Event::CataloguePart(part)).await;
    door.hear(
        4,
        Event::CatalogueIssued(CatalogueIssued { issue, title, document, issued_on: today, policy, parts: 1, hash }),
    )
    .await;
}

/// What the review service told, as it is heard.
fn heard(door: &Door, position: i64, event: Event) -> Heard {
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id: door.house.ids.next(),
        source: "review".to_owned(),
        subject: "catalogue".to_owned(),
        sequence: position,
        time: door.house.clock.now().rfc3339(),
        trace: String::new(),
        event,
    };
    Heard::alone(envelope, position)
}

/// The numbers of the whole list, read by pages, as a process reads them that looks into the database when it has to.
async fn numbers(catalogue: &Catalogue, door: &Door) -> Vec<String> {
    door.clock.advance(LOOKED_AT_EVERY);
    let shelf = catalogue.shelf().await.expect("a shelf");
    let reached = shelf.index.seek(&Filter::default()).expect("reached");
    let (mut numbers, mut at) = (Vec::new(), At::Start);
    loop {
        let page = reached.page(Order::Closing, &at, 200).expect("listed");
        numbers.extend(page.items.iter().map(|post| post.number.clone()));
        match page.after {
            Some(place) => at = At::After(place),
            None => return numbers,
        }
    }
}

#[actix_web::test]
async fn an_issue_in_parts_is_shown_whole_or_not_at_all() {
    let door = Door::open().await;
    let (taking, reading) = (
        Catalogue::new(door.house.clone(), Policies::standard()),
        Catalogue::new(door.house.clone(), Policies::standard()),
    );
    let (issue, title) = (door.house.ids.next(), Text::new("目录", "Catalogue"));
    let numbered =
        |place: u32| Post { id: PostId::from(door.house.ids.next()), number: format!("2026-{place:03}"), ..post() };
    let posts: Vec<Post> = (101..=550).map(numbered).collect();
    let part = |(posts, part): (&[Post], u32)| CataloguePart { issue, part, posts: posts.to_vec() };
    let parts: Vec<CataloguePart> = posts.chunks(LARGEST_PART).zip(1..).map(part).collect();
    assert_eq!(parts.len(), 3);
    let hash = kit::digest(&parts).expect("a digest");
    let (document, issued_on, policy) = ("7号".to_owned(), door.house.clock.today(), "2026-1".to_owned());
    let issued = CatalogueIssued { issue, title, document, issued_on, policy, parts: 3, hash };
    let publish = async |position: i64| {
        taking.publish(&heard(&door, position, Event::CatalogueIssued(issued.clone())), &issued).await
    };

    let old = vec![post().number];
    let seen = async || [numbers(&taking, &door).await, numbers(&reading, &door).await];
    for (position, part) in (3..).zip(&parts) {
        assert_eq!(seen().await, [&*old; 2], "before part {}", part.part);
        assert!(matches!(publish(100 + position).await, Err(DeskError::Missing)), "part {} is not there", part.part);
        assert_eq!(seen().await, [&*old; 2], "nothing of an issue that lacks a part is shown");
        let told = heard(&door, position, Event::CataloguePart(part.clone()));
        taking.receive(&told, part).await.expect("received");
    }
    assert_eq!(seen().await, [&*old; 2], "all parts are there and the issue is not told");
    publish(6).await.expect("published");
    let new: Vec<String> = posts.iter().map(|post| post.number.clone()).collect();
    assert_eq!(numbers(&taking, &door).await, new);
    let mut read = numbers(&reading, &door).await;
    for _ in 0..LOOKS {
        if read != old {
            break;
        }
        read = numbers(&reading, &door).await;
    }
    assert_eq!(read, new);
}

#[actix_web::test]
async fn a_post_of_an_issue_that_is_not_whole_is_behind_no_door() {
    let door = Door::open().await;
    let catalogue = Catalogue::new(door.house.clone(), Policies::standard());
    let product =
        Product::new(&door.house, vec![Mounted::new(&Portal::STANDARD, Arc::new(CatalogueAlone(catalogue.clone())))]);
    let product = product.expect("a product");
    let server = init_service(product.app()).await;
    let get = async |path: &str| {
        Page::of(actix_web::test::call_service(&server, TestRequest::get().uri(path).to_request()).await).await
    };
    let (issue, today, title) =
        (door.house.ids.next(), door.house.clock.today(), Text::new("天文研究员", "Astronomer"));
    let numbered = |number: &str| {
        let id = PostId::from(door.house.ids.next());
        Post { id, number: number.to_owned(), title: title.clone(), ..post() }
    };
    let numbers = ["2026-101", "2026-102"];
    let part = |(number, part): (&str, u32)| CataloguePart { issue, part, posts: vec![numbered(number)] };
    let parts: Vec<CataloguePart> = numbers.into_iter().zip(1..).map(part).collect();
    let hash = kit::digest(&parts).expect("a digest");
    let (document, policy) = ("7号".to_owned(), "2026-1".to_owned());
    let issued = CatalogueIssued { issue, title, document, issued_on: today, policy, parts: 2, hash };
    let publish = async |position: i64| {
        catalogue.publish(&heard(&door, position, Event::CatalogueIssued(issued.clone())), &issued).await
    };
    let lists =
        ["/posts", "/posts.atom", "/posts.csv", "/sitemap.xml", "/api/portal/v1/posts", "/posts?q=%E5%A4%A9%E6%96%87"];
    let own = |number: &str| {
        ["/posts/{}", "/en/posts/{}", "/posts/{}.ics", "/api/portal/v1/posts/{}"].map(|path| path.replace("{}", number))
    };
    for (position, part) in (3..).zip(&parts) {
        catalogue.receive(&heard(&door, position, Event::CataloguePart(part.clone())), part).await.expect("received");
        if position == 3 {
            assert!(matches!(publish(9).await, Err(DeskError::Missing)), "a part lacks");
        }
        door.clock.advance(LOOKED_AT_EVERY);
        for number in numbers {
            for path in lists {
                let page = get(path).await;
                assert!(page.status == 200 && !page.body.contains(number), "{path} after part {}", part.part);
            }
            for path in own(number) {
                assert_eq!(get(&path).await.status, 404, "{path} after part {}", part.part);
            }
        }
    }
    publish(5).await.expect("published");
    for number in numbers {
        for path in lists {
            assert!(get(path).await.body.contains(number), "{path} has {number}");
        }
        for path in own(number) {
            let page = get(&path).await;
            assert!(page.status == 200 && page.body.contains(number), "{path}");
        }
    }
}

#[actix_web::test]
async fn posts_are_listed_before_their_words_can_be_looked_for() {
    let door = Door::open().await;
    let shelf = Arc::new(wordless(&door.house).await);
    let version = shelf.version().to_owned();
    assert_eq!((found(&shelf, &Filter::default()), found(&shelf, &searching("心血管"))), (Some(1), None));
    word(shelf.clone()).await.expect("words");
    assert_eq!((found(&shelf, &searching("心血管")), found(&shelf, &searching("天文"))), (Some(1), Some(0)));
    assert_ne!(shelf.version(), version, "what was made without the words would be shown for ever");
}

#[actix_web::test]
async fn a_search_waits_for_the_words_and_finds_what_the_newest_issue_has() {
    let door = Door::open().await;
    let shelves = Shelves::under(Policies::standard());
    let first = shelves.look(&door.house).await.expect("a shelf");
    assert_eq!(first.seek(&searching("心血管")).await.expect("found").total().posts, 1);
    issue(&door, 100, &["天文研究员"]).await;
    door.clock.advance(LOOKED_AT_EVERY);
    let next = shelves.look(&door.house).await.expect("a shelf");
    assert_ne!(first.version(), next.version());
    for (words, posts) in [("天文", 1), ("心血管", 0)] {
        assert_eq!(next.seek(&searching(words)).await.expect("found").total().posts, posts, "{words}");
    }
}

#[actix_web::test]
async fn posts_that_are_not_at_hand_are_read_in_their_place() {
    let door = Door::open().await;
    let titles = ["甲", "乙", "丙", "丁", "戊", "己"];
    // As text the thousandth would stand before the one before it.
    issue(&door, 997, &titles).await;
    let catalogue = Catalogue::new(door.house.clone(), Policies::standard());
    let shelf = catalogue.shelf().await.expect("a shelf");
    let reached = shelf.index.seek(&Filter::default()).expect("reached");
    for (order, expected) in [(Order::Closing, titles), (Order::Newest, titles)] {
        let listed = reached.page(order, &At::Start, 20).expect("listed");
        assert_eq!(listed.items.iter().map(|post| &*post.title.zh).collect::<Vec<_>>(), expected);
    }
    let after = reached.page(Order::Closing, &At::Start, 2).expect("listed").after.expect("more");
    let next = reached.page(Order::Closing, &At::After(after), 3).expect("listed");
    assert_eq!(next.items.iter().map(|post| &*post.title.zh).collect::<Vec<_>>(), titles[2..5]);
    for (place, title) in titles.iter().enumerate() {
        let post = shelf.index.post(&format!("2026-{}", 997 + place)).expect("read");
        assert_eq!(post.as_ref().map(|post| post.title.zh.as_str()), Some(*title));
    }
    for number in ["2026-199", "2026-996", "2026-1003", ""] {
        assert!(shelf.index.post(number).expect("read").is_none(), "{number}");
    }
}

#[actix_web::test]
async fn words_of_another_issue_never_come_to_a_shelf() {
    let door = Door::open().await;
    let shelf = Arc::new(wordless(&door.house).await);
    issue(&door, 100, &["天文研究员"]).await;
    assert_eq!(found(&shelf, &searching("天文")), None);
    word(shelf.clone()).await.expect("words");
    assert_eq!((found(&shelf, &searching("天文")), found(&shelf, &searching("心血管"))), (Some(0), Some(1)));
}

#[actix_web::test]
async fn while_the_words_are_made_ready_the_list_is_shown_and_a_search_says_so() {
    let door = Door::open().await;
    let shelf = Arc::new(wordless(&door.house).await);
    let shelves = Shelves::under(Policies::standard());
    *shelves.stood.write().expect("unbroken") = Some((door.house.clock.now(), shelf.clone()));
    let catalogue = Catalogue::standing_on(door.house.clone(), shelves);
    let alone = Arc::new(CatalogueAlone(catalogue));
    let product = Product::new(&door.house, vec![Mounted::new(&Portal::STANDARD, alone)]).expect("a product");
    let server = init_service(product.app()).await;
    let get = async |path: &str| {
        let answer = actix_web::test::call_service(&server, TestRequest::get().uri(path).to_request()).await;
        let again = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
        (Page::of(answer).await, again)
    };
    let number = post().number;
    for path in
        ["/posts", "/posts?sort=newest", "/posts.atom", "/posts.csv", "/sitemap.xml", &format!("/posts/{number}")]
    {
        assert_eq!(get(path).await.0.status, 200, "{path}");
    }
    let (page, again) = get("/posts?q=%E5%BF%83%E8%A1%80%E7%AE%A1&mode=transfer").await;
    assert_eq!((page.status, again.as_deref()), (503, Some("5")));
    for words in [
        "搜索还在准备",
        "value=\"心血管\"",
        "name=\"mode\" value=\"transfer\" checked",
        "<a href=\"/posts\">全部去掉有1个</a>",
    ] {
        assert!(page.body.contains(words), "{words}\n{}", page.body);
    }
    for path in ["/api/portal/v1/posts?q=cardiology", "/api/portal/v1/post-counts?q=cardiology"] {
        let (answer, again) = get(path).await;
        assert_eq!((answer.status, again.as_deref()), (503, Some("5")), "{path}");
        assert!(answer.body.contains("\"code\":\"preparing\""), "{}", answer.body);
    }
    word(shelf.clone()).await.expect("words");
    assert_eq!(get("/posts?q=%E5%BF%83%E8%A1%80%E7%AE%A1").await.0.status, 200);
}
