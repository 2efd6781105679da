//! A post as the catalogue tells it (Article 12): who wants whom, how, under which conditions and clauses.
//! Only an issued plan publishes one; what lies before that belongs to the reviewers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::asked::Asked;
use crate::category::Category;
use crate::clause::Clause;
use crate::ids::{PostId, UnitId};
use crate::mode::Mode;
use crate::money::MoneyBand;
use crate::refusal::Refusal;
use crate::sector::Sector;
use crate::text::Text;
use crate::unit::UnitKind;

/// A post of the issued catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Post {
    pub id: PostId,
    /// The number in the catalogue, such as `2026-037`.
    pub number: String,
    pub title: Text,
    pub unit: UnitRef,
    /// Article 3.
    pub sector: Sector,
    /// Article 6.
    pub mode: Mode,
    /// How many people are wanted.
    pub wanted: u16,
    /// One line: what is needed.
    pub need: Text,
    /// Paragraphs separated by an empty line.
    pub duties: Text,
    pub conditions: Vec<PostCondition>,
    /// The items of Articles 10 and 11 the post is open under.
    pub basis: Vec<Category>,
    pub pay: Text,
    /// What the words of the pay say, a year before tax; absent where it is agreed, or was stated in words alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_band: Option<MoneyBand>,
    pub place: Text,
    /// Whether it takes a place of the special staffing quota, Article 17.
    pub special_quota: bool,
    /// How many places of the quota it takes; absent where it takes none, or was issued before their number was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u16>,
    #[schema(value_type = String, format = Date)]
    pub opens_on: NaiveDate,
    /// The last day for nominations; none: until filled.
    #[schema(value_type = Option<String>, format = Date)]
    pub closes_on: Option<NaiveDate>,
    /// The issue that said this of it; absent before it is issued, and where the catalogue came before this was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<IssuedUnder>,
}

/// What a post was issued under, and keeps whatever is issued after (Article 29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IssuedUnder {
    #[schema(example = "伊州人才〔2026〕6号")]
    pub document: String,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    /// The version of the policy that its plan was opened under; empty where it is not known.
    #[schema(example = "2026-1")]
    pub policy: String,
}

/// The employing unit of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitRef {
    pub id: UnitId,
    pub name: Text,
    /// Article 4.
    pub kind: UnitKind,
    /// Its supervising department.
    pub department: Text,
    /// Office and telephone.
    pub contact: Text,
}

/// One condition of the post, Article 9; without a clause it is the post's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostCondition {
    pub label: Text,
    pub words: Text,
    pub clause: Option<Clause>,
    /// What of it can be held against facts; the words hold, and may say more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Asked>,
}

impl Post {
    /// The first and the last day are both open.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.opens_on <= on && self.closes_on.is_none_or(|last| on <= last)
    }

    /// Since when it is what it is to the public: it opened, or was issued or amended after that.
    pub fn news_on(&self) -> NaiveDate {
        self.issued.as_ref().map_or(self.opens_on, |issued| issued.on.max(self.opens_on))
    }

    /// The version of the policy that it was issued under and keeps; empty where that is not known.
    pub fn policy(&self) -> &str {
        self.issued.as_ref().map_or("", |issued| &issued.policy)
    }

    /// Article 12: the issued plan says how many people a post is for; one more wants an amendment of it first.
    pub fn has_a_place_left(&self, replied: u64) -> Result<(), Refusal> {
        if replied < u64::from(self.wanted) {
            return Ok(());
        }
        let filled = Refusal::stage("post-filled").under(Clause::article(12));
        Err(filled.with("number", &self.number).with("wanted", self.wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use uuid::Uuid;

    fn same(words: &str) -> Text {
        Text::new(words, words)
    }

    fn post() -> Post {
        Post {
            id: PostId::from(Uuid::nil()),
            number: "2026-037".into(),
            title: same("lead physician"),
            unit: UnitRef {
                id: UnitId::from(Uuid::nil()),
                name: same("hospital"),
                kind: UnitKind::PublicInstitution,
                department: same("health"),
                contact: same("0999-0000000"),
            },
            sector: Sector::ScienceEducationCultureHealth,
            mode: Mode::OpenRecruitment,
            wanted: 1,
            need: same("doctor"),
            duties: same("a\n\nb"),
            conditions: Vec::new(),
            basis: vec![Category::H4],
            pay: same("by rank"),
            pay_band: None,
            place: same("Yining"),
            special_quota: true,
            quota: Some(1),
            opens_on: "2026-10-01".parse().expect("a date"),
            closes_on: Some("2026-11-27".parse().expect("a date")),
            issued: None,
        }
    }

    #[test]
    fn a_post_is_open_from_its_first_to_its_last_day() {
        let open_on = |day: &str| post().is_open(day.parse().expect("a date"));
        assert_eq!(["2026-09-30", "2026-10-01", "2026-11-27", "2026-11-28"].map(open_on), [false, true, true, false]);
        assert!(Post { closes_on: None, ..post() }.is_open("2030-01-01".parse().expect("a date")));
    }

    fn issued_on(day: &str) -> IssuedUnder {
        let on = day.parse().expect("a date");
        IssuedUnder { document: "伊州人才〔2026〕6号".to_owned(), on, policy: "2026-1".to_owned() }
    }

    #[test]
    fn a_post_is_news_when_it_opens_and_when_it_is_issued_anew_after_that() {
        let news = |issued: Option<&str>| Post { issued: issued.map(issued_on), ..post() }.news_on().to_string();
        assert_eq!([None, Some("2026-09-01")].map(news), ["2026-10-01", "2026-10-01"]);
        assert_eq!(news(Some("2026-11-05")), "2026-11-05");
    }

    #[test]
    fn a_post_has_as_many_places_as_are_wanted() {
        let two = Post { wanted: 2, ..post() };
        assert_eq!([0, 1].map(|replied| two.has_a_place_left(replied)), [Ok(()), Ok(())]);
        let filled = two.has_a_place_left(2).expect_err("no third");
        assert_eq!((filled.code(), filled.clause()), ("post-filled", Some(Clause::article(12))));
    }

    #[test]
    fn a_post_survives_the_way_out_and_back() {
        let band = MoneyBand { from: Money::yuan(120_000), to: Money::yuan(180_000) };
        let issued = Post { issued: Some(issued_on("2026-09-25")), ..post() };
        for post in [post(), Post { pay_band: Some(band), ..post() }, Post { quota: None, ..post() }, issued] {
            let written = toml::to_string(&post).expect("writes");
            assert_eq!(toml::from_str::<Post>(&written).expect("reads"), post);
        }
    }
}
