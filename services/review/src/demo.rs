//! The demo: an issued plan of invented posts and plans under way, registers, interpretations, and an officer for every role.
//! Days count from the day of seeding, so that a demo started in any year has open posts.

mod interpreted;
mod under_way;

use chrono::{Datelike, Days, NaiveDate};
use domain::recommender::Recommender;
use domain::{
    Category, ChangeKind, CreditCode, Department, DepartmentId, DepartmentKind, EmployingUnit, Mode, OfficerId,
    Policies, Post, PostCondition, PostId, RecommenderId, RecommenderTier, Role, Seat, Sector, Text, UnitId, UnitKind,
    UnitRef,
};
use kit::auth::totp::SECRET_BYTES;
use kit::{By, DeskError, Fault, House, Keys, Once};
use serde::Deserialize;

use crate::interpretations::desk::Interpretations;
use crate::officers::Officers;
use crate::officers::store::Account;
use crate::planning::desk::Planning;
use crate::plans::desk::{IssuedPlan, IssuedPost, Plans};
use crate::recommenders::desk::Recommenders;
use crate::registers::desk::Registers;

const DEPARTMENTS: &str = include_str!("../demo/departments.toml");
const UNITS: &str = include_str!("../demo/units.toml");
const POSTS: &str = include_str!("../demo/posts.toml");
const OFFICERS: &str = include_str!("../demo/officers.toml");
const RECOMMENDERS: &str = include_str!("../demo/recommenders.toml");
const CATALOGUE: &str = include_str!("../demo/catalogue.toml");

/// The password of every demo officer; the second factor differs.
pub const PASSWORD: &str = "yincai-demo-2026";

#[derive(Deserialize)]
struct DepartmentFile {
    department: Vec<DemoDepartment>,
}

#[derive(Deserialize)]
struct DemoDepartment {
    code: String,
    name: Text,
    kind: DepartmentKind,
    credit_code: CreditCode,
}

#[derive(Deserialize)]
struct UnitFile {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    code: String,
    name: Text,
    kind: UnitKind,
    credit_code: CreditCode,
    /// By its code.
    department: String,
    address: Text,
    contact: Text,
}

#[derive(Deserialize)]
struct PostFile {
    post: Vec<DemoPost>,
}

#[derive(Deserialize)]
struct DemoPost {
    number: String,
    title: Text,
    unit: String,
    sector: Sector,
    mode: Mode,
    wanted: u16,
    need: Text,
    duties: Text,
    conditions: Vec<PostCondition>,
    basis: Vec<Category>,
    pay: Text,
    place: Text,
    special_quota: bool,
    opens_in: i64,
    closes_in: Option<i64>,
}

#[derive(Deserialize)]
struct OfficerFile {
    officer: Vec<DemoOfficer>,
}

/// An officer of the demo, as its sign-in list shows them.
#[derive(Deserialize)]
pub struct DemoOfficer {
    pub login: String,
    pub name: Text,
    pub office: Text,
    pub role: Role,
    pub seat: Option<Seat>,
    pub unit: Option<String>,
    pub department: Option<String>,
}

#[derive(Deserialize)]
struct RecommenderFile {
    recommender: Vec<DemoRecommender>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoRecommender {
    number: u16,
    tier: RecommenderTier,
    title: Text,
    unit: Text,
}

#[derive(Deserialize)]
struct CatalogueFile {
    catalogue: Catalogue,
}

#[derive(Deserialize)]
struct Catalogue {
    title: Text,
    document_prefix: String,
    serial: u32,
    issued_in: i64,
}

pub fn officers() -> Vec<DemoOfficer> {
    read::<OfficerFile>(OFFICERS).officer
}

/// The secret of a demo officer's second factor: another one in every data folder.
pub fn secret(keys: &Keys, login: &str) -> [u8; SECRET_BYTES] {
    let mac = keys.derive(&format!("demo/{login}")).mac(b"second factor");
    *mac.first_chunk().expect("a mac is longer than a secret")
}

/// Fills an empty house; what an earlier start left undone is done now.
pub async fn seed(
    house: &House,
    registers: &Registers,
    plans: &Plans,
    planning: &Planning,
    accounts: &Officers,
) -> Result<(), DeskError> {
    let by = By::service(house.service);
    // Two processes may begin at once.
    let once = |key: &str| by.once(Once::Key { key: format!("demo/{key}"), digest: String::new() });
    let today = house.clock.today();
    if registers.is_empty().await? {
        let departments = departments(house);
        registers.fill(&once("registers"), &departments, &units(house, &departments)?).await?;
        kit::crash_point!("seed.registers");
    }
    if plans.is_empty().await? {
        let issued = plan(house, &own_units(registers).await?, today, planning.policies())?;
        plans.issue(&once("plan"), &issued).await?;
        kit::crash_point!("seed.plan");
    }
    let mut hash = None;
    for demo in officers() {
        if accounts.find_by_login(&demo.login).await?.is_some() {
            continue;
        }
        let hash = match &hash {
            Some(hash) => String::clone(hash),
            None => hash.insert(accounts.hash(PASSWORD).await?).clone(),
        };
        let unit = match &demo.unit {
            None => None,
            Some(code) => {
                Some(registers.unit_by_code(code).await?.ok_or_else(|| Fault::new(format!("no unit {code}")))?)
            }
        };
        let department = match &demo.department {
            None => None,
            Some(code) => {
                let found = registers.department_by_code(code).await?;
                Some(found.ok_or_else(|| Fault::new(format!("no department {code}")))?)
            }
        };
        let account = Account {
            id: OfficerId::from(house.ids.next()),
            secret: secret(&house.keys, &demo.login),
            login: demo.login,
            name: demo.name,
            office: demo.office,
            role: demo.role,
            seat: demo.seat,
            unit,
            department,
            password: hash,
            last_step: None,
            locked: false,
            version: 1,
        };
        accounts.hire(&once(&account.login), &account).await?;
        kit::crash_point!("seed.officer");
    }
    if planning.is_empty().await? {
        let plans = under_way::plans(house, registers, plans, planning.policies(), accounts).await?;
        planning.seed(&once("annual-plan"), &plans).await?;
    }
    Ok(())
}

/// Fills the register of recommenders and the interpretations, after the officers.
pub async fn seed_articles(
    house: &House,
    recommenders: &Recommenders,
    interpretations: &Interpretations,
    accounts: &Officers,
) -> Result<(), DeskError> {
    let by = By::service(house.service);
    let once = |key: &str| by.once(Once::Key { key: format!("demo/{key}"), digest: String::new() });
    if recommenders.list().await?.is_empty() {
        recommenders.fill(&once("recommenders"), &registered(house)).await?;
    }
    if interpretations.is_empty().await? {
        let drafted = interpreted::interpretations(house, accounts).await?;
        interpretations.seed(&once("interpretations"), &drafted).await?;
    }
    Ok(())
}

fn registered(house: &House) -> Vec<Recommender> {
    let kept = |demo: DemoRecommender| {
        let DemoRecommender { number, tier, title, unit } = demo;
        let id = RecommenderId::from(house.ids.next());
        Recommender { id, number, tier, title, unit, closed_on: None, version: 1 }
    };
    read::<RecommenderFile>(RECOMMENDERS).recommender.into_iter().map(kept).collect()
}

fn departments(house: &House) -> Vec<(String, Department)> {
    let department = |demo: DemoDepartment| {
        let DemoDepartment { code, name, kind, credit_code } = demo;
        let (id, credit_code) = (DepartmentId::from(house.ids.next()), Some(credit_code));
        (code, Department { id, name, kind, credit_code, closed_on: None, version: 1 })
    };
    read::<DepartmentFile>(DEPARTMENTS).department.into_iter().map(department).collect()
}

fn units(house: &House, departments: &[(String, Department)]) -> Result<Vec<(String, EmployingUnit)>, Fault> {
    let unit = |unit: Unit| {
        let Unit { code, name, kind, credit_code, department, address, contact } = unit;
        let of = departments.iter().find(|(of, _)| *of == department);
        let (_, of) = of.ok_or_else(|| Fault::new(format!("unit {code} of no department")))?;
        let id = UnitId::from(house.ids.next());
        let kept = EmployingUnit {
            unit: UnitRef { id, name, kind, department: of.name.clone(), contact },
            department_id: Some(of.id),
            municipal_id: None,
            credit_code: Some(credit_code),
            address,
            closed_on: None,
            version: 1,
        };
        Ok((code, kept))
    };
    read::<UnitFile>(UNITS).unit.into_iter().map(unit).collect()
}

/// The demo's units as the register has them, by their codes.
async fn own_units(registers: &Registers) -> Result<Vec<(String, UnitRef)>, DeskError> {
    let mut units = Vec::new();
    for Unit { code, .. } in read::<UnitFile>(UNITS).unit {
        let id = registers.unit_by_code(&code).await?.ok_or_else(|| Fault::new(format!("no unit {code}")))?;
        units.push((code, registers.unit(id).await?.unit));
    }
    Ok(units)
}

fn plan(
    house: &House,
    units: &[(String, UnitRef)],
    today: NaiveDate,
    policies: &Policies,
) -> Result<IssuedPlan, Fault> {
    let Catalogue { title, document_prefix, serial, issued_in } = read::<CatalogueFile>(CATALOGUE).catalogue;
    let year = today.year();
    let added = |post| IssuedPost { change: ChangeKind::Added, post };
    let posts = read::<PostFile>(POSTS).post.into_iter().map(|demo| post(house, units, year, today, demo).map(added));
    let issued_on = days_from(today, issued_in);
    Ok(IssuedPlan {
        id: house.ids.next(),
        year,
        title: Text::new(title.zh.replace("{year}", &year.to_string()), title.en.replace("{year}", &year.to_string())),
        document: format!("{document_prefix}〔{year}〕{serial}号"),
        issued_on,
        policy: policies.in_force(issued_on).version().to_owned(),
        amends: None,
        posts: posts.collect::<Result<_, _>>()?,
    })
}

fn post(
    house: &House,
    units: &[(String, UnitRef)],
    year: i32,
    today: NaiveDate,
    demo: DemoPost,
) -> Result<Post, Fault> {
    let unit = units.iter().find(|(code, _)| *code == demo.unit);
    let (_, unit) = unit.ok_or_else(|| Fault::new(format!("post {} of no unit", demo.number)))?;
    Ok(Post {
        id: PostId::from(house.ids.next()),
        number: format!("{year}-{}", demo.number),
        title: demo.title,
        unit: unit.clone(),
        sector: demo.sector,
        mode: demo.mode,
        wanted: demo.wanted,
        need: demo.need,
        duties: demo.duties,
        conditions: demo.conditions,
        basis: demo.basis,
        pay: demo.pay,
        pay_band: None,
        place: demo.place,
        special_quota: demo.special_quota,
        quota: demo.special_quota.then_some(demo.wanted),
        opens_on: days_from(today, demo.opens_in),
        closes_on: demo.closes_in.map(|days| days_from(today, days)),
        issued: None,
    })
}

fn days_from(day: NaiveDate, days: i64) -> NaiveDate {
    let apart = Days::new(days.unsigned_abs());
    if days < 0 { day - apart } else { day + apart }
}

fn read<T: serde::de::DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).expect("the demo's files are checked by their test")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use domain::{Policy, mode::Permission};

    #[test]
    fn the_demo_shows_every_sector_kind_mode_and_role() {
        let posts = read::<PostFile>(POSTS).post;
        let units = read::<UnitFile>(UNITS).unit;
        assert!(posts.len() >= 80 && units.len() >= 12);
        assert_eq!(posts.iter().map(|post| post.sector).collect::<BTreeSet<_>>(), Sector::ALL.into());
        assert_eq!(posts.iter().map(|post| post.mode).collect::<BTreeSet<_>>(), Mode::ALL.into());
        assert_eq!(officers().iter().map(|officer| officer.role).collect::<BTreeSet<_>>(), Role::ALL.into());
        for kind in UnitKind::ALL {
            assert!(units.iter().filter(|unit| unit.kind == kind).count() >= 2, "{kind}");
        }
        read::<CatalogueFile>(CATALOGUE);
        let tiers: BTreeSet<_> = read::<RecommenderFile>(RECOMMENDERS).recommender.iter().map(|one| one.tier).collect();
        assert_eq!(tiers, RecommenderTier::ALL.into());
    }

    #[test]
    fn no_post_of_the_demo_contradicts_articles_7_and_8() {
        let units = read::<UnitFile>(UNITS).unit;
        for post in read::<PostFile>(POSTS).post {
            let unit = units.iter().find(|unit| unit.code == post.unit).expect("its unit");
            let permission = Policy::standard().permission(post.mode, unit.kind);
            assert!(!matches!(permission, Permission::Contradicted(_)), "{}", post.number);
        }
    }
}
