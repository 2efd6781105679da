//! An issued plan of three posts, which the documents and events of an issue are tested with.

use domain::{Category, ChangeKind, Mode, Post, PostCondition, PostId, Sector, Text, UnitId, UnitKind, UnitRef};
use uuid::Uuid;

use super::desk::{IssuedPlan, IssuedPost};

pub fn same(words: &str) -> Text {
    Text::new(words, words)
}

pub fn post(unit: u128, number: &str) -> Post {
    let name = same(&format!("unit {unit}"));
    Post {
        id: PostId::from(Uuid::from_u128(7)),
        number: number.to_owned(),
        title: same("=1+1"),
        unit: UnitRef {
            id: UnitId::from(Uuid::from_u128(unit)),
            name: name.clone(),
            kind: UnitKind::Organ,
            department: name.clone(),
            contact: name,
        },
        sector: Sector::ModernLivestock,
        mode: Mode::Transfer,
        wanted: 2,
        need: same("doctor"),
        duties: same("all"),
        conditions: vec![PostCondition {
            label: same("degree"),
            words: same("doctor"),
            clause: None,
            requirement: None,
        }],
        basis: vec![Category::ALL[0], Category::ALL[1]],
        pay: same("by agreement"),
        pay_band: None,
        place: same("Yining"),
        special_quota: true,
        quota: Some(1),
        opens_on: "2027-03-01".parse().expect("a day"),
        closes_on: None,
        issued: None,
    }
}

pub fn plan() -> IssuedPlan {
    IssuedPlan {
        id: Uuid::nil(),
        year: 2027,
        title: same("Plan"),
        document: "伊州人才〔2027〕1号".to_owned(),
        issued_on: "2027-02-01".parse().expect("a day"),
        policy: "2026-1".to_owned(),
        amends: None,
        posts: [(1, "2027-001"), (2, "2027-002"), (1, "2027-003")].map(|(unit, number)| added(unit, number)).into(),
    }
}

fn added(unit: u128, number: &str) -> IssuedPost {
    IssuedPost { change: ChangeKind::Added, post: post(unit, number) }
}
