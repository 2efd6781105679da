//! A catalogue of any size, the same each time: straight in the portal's tables, or issued the way every catalogue is,
//! where review tells it by event.

use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use contract::Event;
use contract::event::{CatalogueIssued, CataloguePart, LARGEST_PART};
use domain::{
    Category, Clause, Mode, Post, PostCondition, PostId, PostNumber, Sector, Text, UnitId, UnitKind, UnitRef,
};
use kit::{By, House, ListDigest, Settings, SystemClock, SystemRng};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::words::{DUTIES, NEEDS, RANKS, SUBJECTS, UNITS, Words};

/// Every post is open from some day before this one to some day far ahead, so that all are open whenever the bench runs.
pub const TODAY: &str = "2026-01-01";
const LAST_DAY: &str = "2099-12-31";
/// What the product writes for a post that is open until filled.
pub const NEVER: &str = "9999-12-31";
const ISSUE: Uuid = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000);
const TITLE: Words = ("样本岗位目录", "A sample catalogue");
const DOCUMENT: &str = "样本〔2026〕1号";
const UNIT_COUNT: usize = 400;
const SENTENCES: usize = 5;

pub fn posts(count: usize) -> impl Iterator<Item = Post> {
    (0..count).map(post)
}

fn post(number: usize) -> Post {
    let of = |purpose: u64, length: usize| pick(number, purpose, length);
    let (subject, rank, need) = (SUBJECTS[of(1, SUBJECTS.len())], RANKS[of(2, RANKS.len())], NEEDS[of(3, NEEDS.len())]);
    let duties: Vec<Words> = (0..SENTENCES).map(|line| DUTIES[of(10 + line as u64, DUTIES.len())]).collect();
    let (today, last): (NaiveDate, NaiveDate) = (day(TODAY), day(LAST_DAY));
    let until_filled = of(4, 5) == 0;
    Post {
        id: PostId::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)),
        number: format!("2026-{number:06}"),
        title: Text::new(format!("{}{}", subject.0, rank.0), format!("{} {}", rank.1, subject.1)),
        unit: unit(of(5, UNIT_COUNT)),
        sector: Sector::ALL[of(6, Sector::ALL.len())],
        mode: Mode::ALL[of(7, Mode::ALL.len())],
        wanted: 1 + of(8, 5) as u16,
        need: Text::new(need.0, need.1),
        duties: Text::new(
            duties.iter().map(|line| line.0).collect::<Vec<_>>().join("\n\n"),
            duties.iter().map(|line| line.1).collect::<Vec<_>>().join("\n\n"),
        ),
        conditions: vec![PostCondition {
            label: Text::new("学历或职称", "Degree or title"),
            words: Text::new(format!("{}相关专业，{}", subject.0, need.0), format!("In {}; {}", subject.1, need.1)),
            clause: Some(Clause::of(10, 4)),
            requirement: None,
        }],
        basis: vec![Category::ALL[of(9, Category::ALL.len())]],
        pay: Text::new(
            "由用人单位与本人商定，年薪14万—20万元（税前）",
            "By agreement, 140,000 to 200,000 yuan a year before tax",
        ),
        pay_band: None,
        place: Text::new("伊宁市", "Yining"),
        special_quota: number.is_multiple_of(3),
        quota: number.is_multiple_of(3).then_some(1),
        opens_on: today - Days::new(of(20, 300) as u64),
        closes_on: (!until_filled).then(|| last - Days::new(of(21, 3000) as u64)),
        issued: None,
    }
}

fn unit(number: usize) -> UnitRef {
    let (zh, en) = UNITS[number % UNITS.len()];
    UnitRef {
        id: UnitId::from(Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + number as u128)),
        name: Text::new(format!("伊宁市第{number}{zh}"), format!("Yining {en} No. {number}")),
        kind: UnitKind::ALL[number % UnitKind::ALL.len()],
        department: Text::new("伊宁市样本主管部门", "A sample department"),
        contact: Text::new("人事科0999-0000000", "Personnel Office 0999-0000000"),
    }
}

fn day(words: &str) -> NaiveDate {
    words.parse().expect("a date")
}

/// A number below the length, the same each time for a post and a purpose and as good as any other (SplitMix64).
fn pick(post: usize, purpose: u64, length: usize) -> usize {
    let seed = (post as u64).wrapping_mul(64).wrapping_add(purpose).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) % length as u64) as usize
}

/// Puts the catalogue straight into the portal's tables in the folder, as they are once an issue was taken in.
pub async fn fill(data: &Path, count: usize) {
    drop(house(data, "portal", "").await);
    let mut db = Connection::open(data.join("portal.db")).expect("the portal's database");
    let tx = db.transaction().expect("begun");
    let mut insert = tx
        .prepare(
            "INSERT INTO posts (id, number, sorted, sector, mode, unit_kind, wanted, opens, closes, post)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .expect("prepared");
    for post in posts(count) {
        let closes = post.closes_on.map_or_else(|| NEVER.to_owned(), |day| day.to_string());
        insert
            .execute(params![
                post.id.uuid().as_bytes(),
                post.number,
                PostNumber::sorted(&post.number),
                post.sector.code(),
                post.mode.code(),
                post.unit.kind.code(),
                post.wanted,
                post.opens_on.to_string(),
                closes,
                serde_json::to_string(&post).expect("JSON"),
            ])
            .expect("inserted");
    }
    drop(insert);
    tx.execute(
        "INSERT INTO catalogue_issues (id, title_zh, title_en, document, issued_on, hash, current)
         VALUES (?, ?, ?, ?, ?, '', 1)",
        params![ISSUE.as_bytes(), TITLE.0, TITLE.1, DOCUMENT, TODAY],
    )
    .expect("inserted");
    tx.commit().expect("committed");
}

/// Puts the issued catalogue into review's outbox in the folder, from where the product takes it to the public; how many
/// parts it has.
pub async fn issue(data: &Path, count: usize) -> u32 {
    let house = house(data, "review", "").await;
    let mut act = house.act(&By::service("bench"), "plan.issue", ISSUE).await.expect("begun");
    let (mut posts, mut parts, mut digest) = (posts(count), 0, ListDigest::default());
    loop {
        let some: Vec<Post> = posts.by_ref().take(LARGEST_PART).collect();
        if some.is_empty() {
            break;
        }
        parts += 1;
        let part = CataloguePart { issue: ISSUE, part: parts, posts: some };
        digest.add(&serde_json::to_string(&part).expect("JSON"));
        act.tell("plan/bench", Event::CataloguePart(part)).await.expect("told");
    }
    let (title, document) = (Text::new(TITLE.0, TITLE.1), DOCUMENT.to_owned());
    let (policy, hash) = (domain::Policy::standard().version().to_owned(), digest.done());
    let issued = CatalogueIssued { issue: ISSUE, title, document, issued_on: day(TODAY), policy, parts, hash };
    act.tell("plan/bench", Event::CatalogueIssued(issued)).await.expect("told");
    act.commit(&()).await.expect("committed");
    parts
}

/// A service's house in the folder, with its tables; nobody is at work in it.
pub async fn house(data: &Path, service: &str, settings: &str) -> House {
    let rng = Arc::new(SystemRng);
    let text = format!("data = {data:?}\n{settings}");
    let settings = Settings::given(&yincai::defaults(), &text, &*rng).expect("settings");
    let service = yincai::SERVICES.into_iter().find(|one| one.name() == service).expect("a service");
    let house = House::open(service.name(), Arc::new(SystemClock), rng, Arc::new(settings)).await.expect("a house");
    house.migrate(service).await.expect("tables");
    house
}
