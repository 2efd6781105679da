//! Recommenders: registered offices that bring talent (Article 4), ranked every year and rewarded (Article 26).
//! Not a referrer, who is anybody that recommends somebody (Article 16).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::ids::RecommenderId;
use crate::money::Money;
use crate::open_point::OpenPointId;
use crate::refusal::Refusal;
use crate::text::{Text, TextInput};
use crate::typed;

/// Characters of an office or a unit.
const MOST: usize = 120;
const LAST_NUMBER: u16 = 9_999;

coded! {
    /// Which offices are recommenders; the first is number one.
    RecommenderTier {
        PartySecretary = "party-secretary",
        CityLeadership = "city-leadership",
        UnitHead = "unit-head",
        TownshipHead = "township-head",
    }
}

/// Article 26: paid once for a recommended person who made an important contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecommendationAward {
    pub name: Text,
    pub clause: Clause,
    pub amount: Money,
    pub condition: Text,
    /// How often, and who pays.
    pub open_point: OpenPointId,
}

/// A recommender as it is entered: an office, whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommenderEntry {
    pub number: u16,
    pub tier: RecommenderTier,
    pub title: Text,
    pub unit: Text,
}

/// A recommender of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recommender {
    pub id: RecommenderId,
    /// 1 is the secretary of the city Party committee.
    pub number: u16,
    pub tier: RecommenderTier,
    /// The office that is held.
    pub title: Text,
    /// Where.
    pub unit: Text,
    /// Since when it is closed; absent while it is not.
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_on: Option<NaiveDate>,
    pub version: i64,
}

/// A recommender as it stands beside somebody's words: as it was called when it was named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecommenderRef {
    pub id: RecommenderId,
    pub number: u16,
    /// The office that is held.
    pub title: Text,
    /// Where.
    pub unit: Text,
}

/// A recommender as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecommenderInput {
    #[schema(example = "27")]
    pub number: String,
    /// A tier of Article 4, by its code.
    #[schema(example = "unit-head")]
    pub tier: String,
    /// The office that is held.
    pub title: TextInput,
    pub unit: TextInput,
}

impl RecommenderInput {
    pub fn of(kept: &Recommender) -> RecommenderInput {
        RecommenderInput {
            number: kept.number.to_string(),
            tier: kept.tier.code().to_owned(),
            title: TextInput::of(&kept.title),
            unit: TextInput::of(&kept.unit),
        }
    }

    /// Article 4: number one is the secretary of the city Party committee, and nobody else.
    pub fn read(&self) -> Result<RecommenderEntry, Vec<Refusal>> {
        let mut refused = Vec::new();
        let number = number(&self.number);
        if number.is_none() {
            let refusal = Refusal::content("number-out-of-range").with("least", 1).with("most", LAST_NUMBER);
            refused.push(refusal.at("/number"));
        }
        let tier = typed::chosen(
            &self.tier,
            RecommenderTier::from_code,
            "/tier",
            Refusal::content("tier-missing"),
            &mut refused,
        );
        if let (Some(number), Some(tier)) = (number, tier)
            && (number == 1) != (tier == RecommenderTier::PartySecretary)
        {
            refused.push(Refusal::content("recommender-number-one").under(Clause::article(4)).at("/number"));
        }
        let title = self.title.read(MOST, "/title", &mut refused);
        let unit = self.unit.read(MOST, "/unit", &mut refused);
        match (number, tier, title, unit) {
            (Some(number), Some(tier), Some(title), Some(unit)) if refused.is_empty() => {
                Ok(RecommenderEntry { number, tier, title, unit })
            }
            _ => Err(refused),
        }
    }
}

/// A recommender's number as somebody types it.
pub fn number(typed: &str) -> Option<u16> {
    typed::half_width(typed).parse().ok().filter(|number| (1..=LAST_NUMBER).contains(number))
}

impl RecommenderRef {
    pub fn of(kept: &Recommender) -> RecommenderRef {
        let Recommender { id, number, title, unit, .. } = kept;
        RecommenderRef { id: *id, number: *number, title: title.clone(), unit: unit.clone() }
    }
}

impl RecommenderEntry {
    pub fn kept(self, id: RecommenderId, version: i64) -> Recommender {
        let RecommenderEntry { number, tier, title, unit } = self;
        Recommender { id, number, tier, title, unit, closed_on: None, version }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(number: &str, tier: &str) -> Result<RecommenderEntry, Vec<&'static str>> {
        let words = || TextInput { zh: "书记".to_owned(), en: "Secretary".to_owned() };
        let (number, tier) = (number.to_owned(), tier.to_owned());
        let read = RecommenderInput { number, tier, title: words(), unit: words() }.read();
        read.map_err(|refused| refused.iter().map(Refusal::code).collect())
    }

    #[test]
    fn number_one_is_the_party_secretary_and_nobody_else() {
        assert!(typed("1", "party-secretary").is_ok() && typed("２", "unit-head").is_ok());
        assert_eq!(typed("1", "unit-head"), Err(vec!["recommender-number-one"]));
        assert_eq!(typed("2", "party-secretary"), Err(vec!["recommender-number-one"]));
        assert_eq!(typed("0", "palace"), Err(vec!["number-out-of-range", "not-a-choice"]));
        assert_eq!(
            ["２３", " 23 ", "0", "-1", "10000", "23a"].map(number),
            [Some(23), Some(23), None, None, None, None]
        );
    }
}
