//! The guide to each service of the public door (办事指南, Articles 4, 13 to 16 and 19 to 24), from `guides.toml`: for whom it is, on
//! which clauses, what it takes, how it goes, by when, and what comes of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::clause::Clause;
use crate::code::coded;
use crate::hand::Holder;
use crate::policy::Policy;
use crate::text::Text;

coded! {
    /// A service of the public door.
    GuideTo {
        Nomination = "nomination",
        Referral = "referral",
        Correction = "correction",
        Withdrawal = "withdrawal",
        Reconsideration = "reconsideration",
        Entitlements = "entitlements",
        OwnData = "own-data",
    }
}

coded! {
    /// By when something comes of it.
    GuideTerm {
        /// The city's promise for all hands of a case together.
        Case = "case",
        /// The city's term after a rejection.
        Asking = "asking",
        /// The day that stands in the letter.
        Asked = "asked",
        AtOnce = "at-once",
        None = "none",
    }
}

/// What is said of a service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    pub name: Text,
    /// Empty where the Measures say nothing of it.
    pub basis: Vec<Clause>,
    pub whom: Text,
    /// What to have at hand, beside the evidence of the items claimed.
    pub papers: Vec<Text>,
    /// Empty: the hands of a case.
    #[serde(default)]
    pub steps: Vec<Text>,
    pub term: GuideTerm,
    pub result: Text,
    /// Where it is done, without the language.
    pub to: String,
}

static GUIDES: LazyLock<BTreeMap<GuideTo, Guide>> =
    LazyLock::new(|| toml::from_str(include_str!("../guides.toml")).expect("guides.toml is checked by its test"));

impl GuideTo {
    pub fn guide(self) -> &'static Guide {
        &GUIDES[&self]
    }
}

impl Guide {
    /// Whether it goes through the hands of a case, and wants the evidence of what is claimed.
    pub fn is_of_a_case(&self) -> bool {
        self.steps.is_empty()
    }

    /// Working days, where the policy has a number of them: the city's promise, not the Measures.
    pub fn days(&self, policy: &Policy) -> Option<u16> {
        match self.term {
            GuideTerm::Case => Some(Holder::USUAL.map(|holder| policy.promised_days(holder.first_hand())).iter().sum()),
            GuideTerm::Asking => Some(policy.asking_days()),
            GuideTerm::Asked | GuideTerm::AtOnce | GuideTerm::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand::Hand;

    #[test]
    fn each_service_has_its_guide_in_both_languages() {
        assert_eq!(GUIDES.keys().copied().collect::<Vec<_>>(), GuideTo::ALL);
        for guide in GUIDES.values() {
            let said = [&guide.name, &guide.whom, &guide.result].into_iter().chain(&guide.papers).chain(&guide.steps);
            for text in said {
                assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{}", guide.name.en);
            }
            assert!(guide.to.starts_with('/'), "{}", guide.name.en);
            for clause in &guide.basis {
                assert!(Policy::standard().article(*clause).is_some(), "{clause}");
            }
        }
    }

    #[test]
    fn terms_are_those_of_the_policy() {
        let policy = Policy::standard();
        let days = |to: GuideTo| to.guide().days(policy);
        assert_eq!(days(GuideTo::Reconsideration), Some(policy.asking_days()));
        assert!(days(GuideTo::Nomination) > Some(policy.promised_days(Hand::ALL[0])), "of all hands together");
        assert_eq!(days(GuideTo::Correction), None);
    }
}
