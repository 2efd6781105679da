//! The policy as a value: the facts, names and readings of `measures.toml` in one version (Articles 1 to 12, 14, 16, 28, 29).
//! Whoever evaluates is handed one; `standard` is the version this program carries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::clause::Clause;
use crate::hand::{Act, Hand, Holder};
use crate::mode::{Mode, Permission};
use crate::open_point::{OpenPoint, OpenPointId};
use crate::public_stage::PublicStage;
use crate::role::Role;
use crate::seat::Seat;
use crate::sector::Sector;
use crate::text::Text;
use crate::unit::UnitKind;

/// One version of the policy data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    policy: Edition,
    #[serde(rename = "article")]
    articles: Vec<ArticleRow>,
    sector: BTreeMap<Sector, Text>,
    mode: BTreeMap<Mode, ModeRow>,
    unit_kind: BTreeMap<UnitKind, Text>,
    seat: BTreeMap<Seat, Text>,
    role: BTreeMap<Role, Text>,
    public_stage: BTreeMap<PublicStage, Text>,
    category: BTreeMap<Category, CategoryRow>,
    hand: BTreeMap<Hand, Text>,
    act: BTreeMap<Act, Text>,
    holder: BTreeMap<Holder, Text>,
    promise: BTreeMap<Holder, u16>,
    #[serde(rename = "plan-hand")]
    plan_hands: Vec<PlanHandRow>,
    #[serde(rename = "open-point")]
    open_points: Vec<OpenPoint>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    title: Text,
    issuer: Text,
    version: String,
    effective_from: NaiveDate,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeRow {
    name: Text,
    #[serde(default)]
    named: BTreeMap<UnitKind, Clause>,
    #[serde(default)]
    contradicted: BTreeMap<UnitKind, Clause>,
}

/// An article in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleRow {
    pub article: Clause,
    pub heading: Text,
    pub summary: Text,
}

/// An item of Article 10 or 11 in our own words, and the evidence it wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryRow {
    pub name: Text,
    pub summary: Text,
    pub evidence: Text,
}

/// A hand of the annual plan, Article 12.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanHandRow {
    pub code: String,
    pub name: Text,
    pub role: Role,
}

static STANDARD: LazyLock<Policy> =
    LazyLock::new(|| toml::from_str(include_str!("../measures.toml")).expect("measures.toml is checked by its test"));

impl Policy {
    pub fn standard() -> &'static Policy {
        &STANDARD
    }

    pub fn title(&self) -> &Text {
        &self.policy.title
    }

    pub fn issuer(&self) -> &Text {
        &self.policy.issuer
    }

    /// Ours, such as `2026-1`: decisions keep it.
    pub fn version(&self) -> &str {
        &self.policy.version
    }

    /// The first day on which this version of the data holds.
    pub fn effective_from(&self) -> NaiveDate {
        self.policy.effective_from
    }

    pub fn articles(&self) -> &[ArticleRow] {
        &self.articles
    }

    pub fn article(&self, article: Clause) -> Option<&ArticleRow> {
        self.articles.iter().find(|row| row.article.number() == article.number())
    }

    pub fn sector(&self, sector: Sector) -> &Text {
        &self.sector[&sector]
    }

    pub fn mode(&self, mode: Mode) -> &Text {
        &self.mode[&mode].name
    }

    /// Articles 7 and 8, with the reading of open point O11.
    pub fn permission(&self, mode: Mode, kind: UnitKind) -> Permission {
        let row = &self.mode[&mode];
        match row.contradicted.get(&kind) {
            Some(clause) => Permission::Contradicted(*clause),
            None if row.named.contains_key(&kind) => Permission::Named,
            None => Permission::Silent,
        }
    }

    /// The clause of Article 7 or 8 that names the mode for this kind of unit; none where they are silent.
    pub fn named_by(&self, mode: Mode, kind: UnitKind) -> Option<Clause> {
        self.mode[&mode].named.get(&kind).copied()
    }

    pub fn unit_kind(&self, kind: UnitKind) -> &Text {
        &self.unit_kind[&kind]
    }

    pub fn seat(&self, seat: Seat) -> &Text {
        &self.seat[&seat]
    }

    pub fn role(&self, role: Role) -> &Text {
        &self.role[&role]
    }

    pub fn public_stage(&self, stage: PublicStage) -> &Text {
        &self.public_stage[&stage]
    }

    pub fn category(&self, category: Category) -> &CategoryRow {
        &self.category[&category]
    }

    pub fn hand(&self, hand: Hand) -> &Text {
        &self.hand[&hand]
    }

    pub fn holder(&self, holder: Holder) -> &Text {
        &self.holder[&holder]
    }

    /// What an officer does with this act: the words of its button.
    pub fn act(&self, act: Act) -> &Text {
        &self.act[&act]
    }

    /// The words of the act by which this hand passes a case on.
    pub fn next_act(&self, hand: Hand) -> &Text {
        self.act(hand.next_act())
    }

    /// Working days that the holder of this hand has for all its hands together: the city's promise, not the Measures.
    pub fn promised_days(&self, hand: Hand) -> u16 {
        self.promise[&hand.holder()]
    }

    /// The hands of the annual plan, Article 12, in order.
    pub fn plan_hands(&self) -> &[PlanHandRow] {
        &self.plan_hands
    }

    pub fn open_point(&self, id: OpenPointId) -> &OpenPoint {
        self.open_points.iter().find(|point| point.id == id).expect("every open point has its row: a test sees to it")
    }

    pub fn open_points(&self) -> &[OpenPoint] {
        &self.open_points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each_has_its_row<K: Ord + Copy + std::fmt::Debug, V>(all: &[K], rows: &BTreeMap<K, V>) {
        assert_eq!(rows.keys().copied().collect::<Vec<_>>(), all, "one row each, and no other");
    }

    #[test]
    fn each_variant_has_its_row_and_each_row_its_variant() {
        let policy = Policy::standard();
        each_has_its_row(&Sector::ALL, &policy.sector);
        each_has_its_row(&Mode::ALL, &policy.mode);
        each_has_its_row(&UnitKind::ALL, &policy.unit_kind);
        each_has_its_row(&Seat::ALL, &policy.seat);
        each_has_its_row(&Role::ALL, &policy.role);
        each_has_its_row(&PublicStage::ALL, &policy.public_stage);
        each_has_its_row(&Category::ALL, &policy.category);
        each_has_its_row(&Hand::ALL, &policy.hand);
        each_has_its_row(&Act::ALL, &policy.act);
        each_has_its_row(&Holder::ALL, &policy.holder);
        each_has_its_row(&Holder::ALL, &policy.promise);
        let ids: Vec<_> = policy.open_points.iter().map(|point| point.id).collect();
        assert_eq!(ids, OpenPointId::ALL);
        let articles: Vec<u8> = policy.articles.iter().map(|row| row.article.number()).collect();
        assert_eq!(articles, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16]);
        assert_eq!(Sector::ALL.len(), 27);
    }

    fn is_chinese(c: char) -> bool {
        matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
    }

    /// Walks every `{ zh, en }` of a data file.
    fn walk(path: &str, value: &toml::Value, seen: &mut usize) {
        match value {
            toml::Value::Table(table) => {
                if let (Some(toml::Value::String(zh)), Some(toml::Value::String(en))) =
                    (table.get("zh"), table.get("en"))
                {
                    *seen += 1;
                    assert!(zh.chars().any(is_chinese), "{path}: no Chinese in {zh:?}");
                    assert!(!en.trim().is_empty() && !en.chars().any(is_chinese), "{path}: not English: {en:?}");
                    assert_eq!(zh.trim(), zh, "{path}");
                    assert_eq!(en.trim(), en, "{path}");
                }
                for (key, inner) in table {
                    walk(&format!("{path}.{key}"), inner, seen);
                }
            }
            toml::Value::Array(rows) => rows.iter().for_each(|inner| walk(path, inner, seen)),
            _ => {}
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for (file, written) in [
            ("measures", include_str!("../measures.toml")),
            ("refusals", include_str!("../refusals.toml")),
            ("reasons", include_str!("../reasons.toml")),
            ("returns", include_str!("../returns.toml")),
            ("evaluation", include_str!("../evaluation.toml")),
        ] {
            let value: toml::Table = toml::from_str(written).expect(file);
            let mut seen = 0;
            walk(file, &toml::Value::Table(value), &mut seen);
            assert!(seen > 5, "{file}: {seen}");
        }
    }

    #[test]
    fn the_text_of_the_measures_is_not_copied() {
        for row in Policy::standard().articles() {
            assert!(row.summary.zh.chars().count() < 90, "{}: a summary is short", row.article);
        }
    }
}
