//! A catalogue of any size, the same each time, issued the way every catalogue is: review tells it by event.

use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use contract::Event;
use contract::event::{CatalogueIssued, CataloguePart, LARGEST_PART};
use domain::{Category, Clause, Mode, Post, PostCondition, PostId, Sector, Text, UnitId, UnitKind, UnitRef};
use kit::{By, Clock, House, Settings, SystemClock, SystemRng};
use uuid::Uuid;

/// Posts close from here on, so that they are open whenever the bench runs.
pub const TODAY: &str = "2026-01-01";
const LAST_DAY: &str = "2099-12-31";

const TITLES: [(&str, &str); 8] = [
    ("心血管内科医师", "Cardiologist"),
    ("果品贮藏保鲜工程师", "Engineer for fruit storage"),
    ("生物制药研发主管", "Head of biopharmaceutical research"),
    ("高中物理教师", "Teacher of physics"),
    ("水资源调度工程师", "Engineer for water management"),
    ("跨境物流经理", "Manager of cross-border logistics"),
    ("城市规划师", "Town planner"),
    ("畜牧兽医研究员", "Researcher in veterinary medicine"),
];

pub fn posts(count: usize) -> impl Iterator<Item = Post> {
    let last: NaiveDate = LAST_DAY.parse().expect("a date");
    (0..count).map(move |number| {
        let of = |length: usize| number.wrapping_mul(7919) % length;
        let (zh, en) = TITLES[of(TITLES.len())];
        let text = |zh: String, en: String| Text { zh, en };
        let unit = of(400);
        Post {
            id: PostId::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)),
            number: format!("2026-{number:06}"),
            title: text(format!("{zh}{number}"), format!("{en} {number}")),
            unit: UnitRef {
                id: UnitId::from(Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + unit as u128)),
                name: text(format!("伊宁市第{unit}样本单位"), format!("Sample unit {unit} of Yining")),
                kind: UnitKind::ALL[of(UnitKind::ALL.len())],
                department: text("伊宁市样本主管部门".to_owned(), "A sample department".to_owned()),
                contact: text("人事科0999-0000000".to_owned(), "Personnel office 0999-0000000".to_owned()),
            },
            sector: Sector::ALL[of(Sector::ALL.len())],
            mode: Mode::ALL[of(Mode::ALL.len())],
            wanted: 1 + of(5) as u16,
            need: text("博士，或副高级以上职称".to_owned(), "Doctor, or associate senior title or higher".to_owned()),
            duties: text(
                "承担本专业的日常工作和带教。\n\n参加科研项目，形成可以推广的成果。\n\n工作地点在伊宁市。".repeat(3),
                "Does the daily work of the field and teaches.\n\nJoins research that others can use.\n\nWorks in Yining.".repeat(3),
            ),
            conditions: vec![PostCondition {
                label: text("学历或职称".to_owned(), "Degree or title".to_owned()),
                words: text("博士学位".to_owned(), "A doctorate".to_owned()),
                clause: Some(Clause::of(10, 4)),
            }],
            basis: vec![Category::ALL[of(Category::ALL.len())]],
            pay: text("面议".to_owned(), "By agreement".to_owned()),
            place: text("伊宁市".to_owned(), "Yining".to_owned()),
            special_quota: number.is_multiple_of(3),
            opens_on: TODAY.parse().expect("a date"),
            closes_on: Some(last - Days::new(of(3000) as u64)),
        }
    })
}

/// Puts the issued catalogue into review's outbox in the folder, from where the product takes it to the public.
pub async fn issue(data: &Path, count: usize) {
    let rng = Arc::new(SystemRng);
    let text = format!("data = {data:?}\n");
    let settings = Settings::given(&yincai::defaults(), &text, &*rng).expect("settings");
    let clock = Arc::new(SystemClock);
    let today = clock.today();
    let review = yincai::SERVICES.into_iter().find(|service| service.name() == "review").expect("review");
    let house = House::open(review.name(), clock, rng, Arc::new(settings)).await.expect("a house");
    house.migrate(review).await.expect("tables");
    let issue = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000);
    let posts: Vec<Post> = posts(count).collect();
    let parts: Vec<CataloguePart> = posts
        .chunks(LARGEST_PART)
        .zip(1..)
        .map(|(posts, part)| CataloguePart { issue, part, posts: posts.to_vec() })
        .collect();
    let issued = CatalogueIssued {
        issue,
        title: Text { zh: "样本岗位目录".to_owned(), en: "A sample catalogue".to_owned() },
        document: "样本〔2026〕1号".to_owned(),
        issued_on: today,
        parts: u32::try_from(parts.len()).expect("few parts"),
        hash: kit::digest(&parts).expect("a digest"),
    };
    let mut act = house.act(&By::service("bench"), "plan.issue", issue).await.expect("begun");
    for event in parts.into_iter().map(Event::CataloguePart).chain([Event::CatalogueIssued(issued)]) {
        act.tell("plan/bench", event).await.expect("told");
    }
    act.commit(&()).await.expect("committed");
}
