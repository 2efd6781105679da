//! The policy as a value: the facts, names and readings of one version's `measures*.toml` (all articles).
//! Whoever evaluates is handed one, found among the `policies`; `standard` is for names that are nobody's decision.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::arrival::Arrival;
use crate::body::{Body, BodyRow};
use crate::category::Category;
use crate::clause::Clause;
use crate::hand::{Act, Hand, Holder};
use crate::mode::{Mode, Permission};
use crate::open_point::{OpenPoint, OpenPointId};
use crate::plan_hand::PlanHand;
use crate::policies::Policies;
use crate::public_stage::PublicStage;
use crate::recommender::RecommenderTier;
use crate::role::Role;
use crate::seat::Seat;
use crate::sector::Sector;
use crate::text::Text;
use crate::unit::UnitKind;

/// One version of the policy data.
#[derive(Clone, Debug)]
pub struct Policy {
    way: Way,
    pub(crate) arrival: Arrival,
    open_points: Vec<OpenPoint>,
}

/// `measures.toml`: the edition, all articles in short, and what leads to the reply.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Way {
    policy: Edition,
    replaces: Replaced,
    #[serde(rename = "article")]
    articles: Vec<ArticleRow>,
    sector: BTreeMap<Sector, Text>,
    mode: BTreeMap<Mode, ModeRow>,
    unit_kind: BTreeMap<UnitKind, Text>,
    recommender_tier: BTreeMap<RecommenderTier, Text>,
    body: BTreeMap<Body, BodyRow>,
    seat: BTreeMap<Seat, Text>,
    role: BTreeMap<Role, Text>,
    public_stage: BTreeMap<PublicStage, Text>,
    category: BTreeMap<Category, CategoryRow>,
    hand: BTreeMap<Hand, Text>,
    act: BTreeMap<Act, Text>,
    holder: BTreeMap<Holder, Text>,
    promise: BTreeMap<Holder, u16>,
    reconsideration: ReconsiderationRow,
    #[serde(rename = "plan-hand")]
    plan_hands: Vec<PlanHandRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ReconsiderationRow {
    asking_days: u16,
}

/// `measures-open.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Open {
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

/// Article 29: what lapsed when the Measures came into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    pub title: Text,
    /// The number of the document.
    pub document: String,
    pub clause: Clause,
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
    /// Working days: the city's promise, not the Measures.
    pub days: u16,
}

/// The files of one version.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// `measures.toml`.
    pub measures: &'a str,
    /// `measures-arrival.toml`.
    pub arrival: &'a str,
    /// `measures-open.toml`.
    pub open: &'a str,
}

impl Policy {
    /// A version from its files; the error names the line that cannot be read.
    pub fn read(Written { measures, arrival, open }: Written) -> Result<Policy, toml::de::Error> {
        let Open { open_points } = toml::from_str(open)?;
        Ok(Policy { way: toml::from_str(measures)?, arrival: toml::from_str(arrival)?, open_points })
    }

    /// The latest version of this program, for what the Measures themselves are told by: names, articles, guides. What was made
    /// under a version is computed and decided by that one, which [`Policies::of`] finds.
    pub fn standard() -> &'static Policy {
        Policies::standard().latest()
    }

    pub fn title(&self) -> &Text {
        &self.way.policy.title
    }

    pub fn issuer(&self) -> &Text {
        &self.way.policy.issuer
    }

    /// Ours, such as `2026-1`: decisions keep it.
    pub fn version(&self) -> &str {
        &self.way.policy.version
    }

    /// The first day on which this version of the data holds.
    pub fn effective_from(&self) -> NaiveDate {
        self.way.policy.effective_from
    }

    /// Article 29.
    pub fn replaces(&self) -> &Replaced {
        &self.way.replaces
    }

    pub fn articles(&self) -> &[ArticleRow] {
        &self.way.articles
    }

    pub fn article(&self, article: Clause) -> Option<&ArticleRow> {
        self.way.articles.iter().find(|row| row.article.number() == article.number())
    }

    pub fn sector(&self, sector: Sector) -> &Text {
        &self.way.sector[&sector]
    }

    pub fn mode(&self, mode: Mode) -> &Text {
        &self.way.mode[&mode].name
    }

    /// Articles 7 and 8, with the reading of open point O11.
    pub fn permission(&self, mode: Mode, kind: UnitKind) -> Permission {
        let row = &self.way.mode[&mode];
        match row.contradicted.get(&kind) {
            Some(clause) => Permission::Contradicted(*clause),
            None if row.named.contains_key(&kind) => Permission::Named,
            None => Permission::Silent,
        }
    }

    /// The clause of Article 7 or 8 that names the mode for this kind of unit; none where they are silent.
    pub fn named_by(&self, mode: Mode, kind: UnitKind) -> Option<Clause> {
        self.way.mode[&mode].named.get(&kind).copied()
    }

    pub fn unit_kind(&self, kind: UnitKind) -> &Text {
        &self.way.unit_kind[&kind]
    }

    /// Article 4.
    pub fn recommender_tier(&self, tier: RecommenderTier) -> &Text {
        &self.way.recommender_tier[&tier]
    }

    pub fn body(&self, body: Body) -> &BodyRow {
        &self.way.body[&body]
    }

    pub fn seat(&self, seat: Seat) -> &Text {
        &self.way.seat[&seat]
    }

    pub fn role(&self, role: Role) -> &Text {
        &self.way.role[&role]
    }

    pub fn public_stage(&self, stage: PublicStage) -> &Text {
        &self.way.public_stage[&stage]
    }

    pub fn category(&self, category: Category) -> &CategoryRow {
        &self.way.category[&category]
    }

    pub fn hand(&self, hand: Hand) -> &Text {
        &self.way.hand[&hand]
    }

    pub fn holder(&self, holder: Holder) -> &Text {
        &self.way.holder[&holder]
    }

    /// What an officer does with this act: the words of its button.
    pub fn act(&self, act: Act) -> &Text {
        &self.way.act[&act]
    }

    /// The words of the act by which this hand passes a case on.
    pub fn next_act(&self, hand: Hand) -> &Text {
        self.act(hand.next_act())
    }

    /// Working days that the holder of this hand has for all its hands together: the city's promise, not the Measures.
    pub fn promised_days(&self, hand: Hand) -> u16 {
        self.way.promise[&hand.holder()]
    }

    /// Working days after a rejection within which it can be asked to be looked at again: the city's term, not the Measures.
    pub fn asking_days(&self) -> u16 {
        self.way.reconsideration.asking_days
    }

    /// The hands of the annual plan, Article 12, in order.
    pub fn plan_hands(&self) -> &[PlanHandRow] {
        &self.way.plan_hands
    }

    /// Working days that a hand of the plan has.
    pub fn plan_days(&self, hand: PlanHand) -> u16 {
        self.plan_hands().iter().find(|row| row.code == hand.code()).map_or(0, |row| row.days)
    }

    pub fn open_point(&self, id: OpenPointId) -> &OpenPoint {
        self.open_points.iter().find(|point| point.id == id).expect("every open point has its row: a test sees to it")
    }

    pub fn open_points(&self) -> &[OpenPoint] {
        &self.open_points
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::clause::LAST_ARTICLE;
    use crate::policies::WRITTEN;

    pub(crate) fn each_has_its_row<K: Ord + Copy + std::fmt::Debug, V>(all: &[K], rows: &BTreeMap<K, V>) {
        assert_eq!(rows.keys().copied().collect::<Vec<_>>(), all, "one row each, and no other");
    }

    #[test]
    fn each_variant_has_its_row_and_each_row_its_variant() {
        Policies::standard().all().for_each(has_its_rows);
    }

    fn has_its_rows(policy: &Policy) {
        each_has_its_row(&Sector::ALL, &policy.way.sector);
        each_has_its_row(&Mode::ALL, &policy.way.mode);
        each_has_its_row(&UnitKind::ALL, &policy.way.unit_kind);
        each_has_its_row(&RecommenderTier::ALL, &policy.way.recommender_tier);
        each_has_its_row(&Body::ALL, &policy.way.body);
        each_has_its_row(&Seat::ALL, &policy.way.seat);
        each_has_its_row(&Role::ALL, &policy.way.role);
        each_has_its_row(&PublicStage::ALL, &policy.way.public_stage);
        each_has_its_row(&Category::ALL, &policy.way.category);
        each_has_its_row(&Hand::ALL, &policy.way.hand);
        each_has_its_row(&Act::ALL, &policy.way.act);
        each_has_its_row(&Holder::ALL, &policy.way.holder);
        each_has_its_row(&Holder::ALL, &policy.way.promise);
        let ids: Vec<_> = policy.open_points.iter().map(|point| point.id).collect();
        assert_eq!(ids, OpenPointId::ALL);
        let articles: Vec<u8> = policy.articles().iter().map(|row| row.article.number()).collect();
        assert_eq!(articles, (1..=LAST_ARTICLE).collect::<Vec<_>>());
        assert_eq!(Sector::ALL.len(), 27);
    }

    /// Article 12: the prefecture Party committee’s leading group, not the prefecture’s.
    #[test]
    fn who_ratifies_the_catalogue_is_named_in_full() {
        let policy = Policy::standard();
        let body = &policy.body(Body::PrefectureLeadingGroup).name.zh;
        let hand = policy.plan_hands().last().expect("the last hand");
        assert_eq!(hand.code, PlanHand::Ratification.code());
        for name in [&hand.name.zh, &policy.role(Role::PrefectureRatifier).zh] {
            assert!(name.starts_with(body.as_str()), "{name}");
        }
    }

    /// Open point O5: what is national are the disciplines and the laboratories.
    #[test]
    fn the_technology_centres_of_10_2_are_not_called_national() {
        let policy = Policy::standard();
        let article = policy.article(Clause::article(10)).expect("Article 10");
        for text in [&policy.category(Category::H2).name, &article.summary] {
            let (_, national) = text.zh.split_once("国家级").expect("what is national");
            assert!(!national.split(['，', '；']).next().unwrap_or_default().contains("中心"), "{}", text.zh);
            assert!(text.zh.contains("技术中心") && text.en.contains("technology centres"), "{}", text.en);
        }
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
        let versions = WRITTEN.iter().flat_map(|written| {
            [("measures", written.measures), ("measures-arrival", written.arrival), ("measures-open", written.open)]
        });
        let others = [
            ("entitled", include_str!("../entitled.toml")),
            ("refusals", include_str!("../refusals.toml")),
            ("reasons", include_str!("../reasons.toml")),
            ("returns", include_str!("../returns.toml")),
            ("plan-reasons", include_str!("../plan-reasons.toml")),
            ("evaluation", include_str!("../evaluation.toml")),
            ("held", include_str!("../held.toml")),
        ];
        for (file, written) in versions.chain(others) {
            let value: toml::Table = toml::from_str(written).expect(file);
            let mut seen = 0;
            walk(file, &toml::Value::Table(value), &mut seen);
            assert!(seen > 5, "{file}: {seen}");
        }
    }

    #[test]
    fn the_text_of_the_measures_is_not_copied() {
        for row in Policies::standard().all().flat_map(Policy::articles) {
            assert!(row.summary.zh.chars().count() < 90, "{}: a summary is short", row.article);
        }
    }
}
