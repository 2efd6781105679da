//! Why a case is rejected (Articles 9 to 14): a person picks a reason, its words and remedy reach the applicant.
//! Free words may be added; they are shown as written. A `Refusal` is the software's and something else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::clause::Clause;
use crate::code::coded;
use crate::hand::Hand;
use crate::text::Text;

coded! {
    /// A reason of the catalogue `reasons.toml`.
    Reason {
        DisciplineDiffers = "discipline-differs",
        ConditionsNotMet = "conditions-not-met",
        CategoryNotShown = "category-not-shown",
        PostFilled = "post-filled",
        NoUnitFound = "no-unit-found",
        ScreeningNotPassed = "screening-not-passed",
        NoIntentionReached = "no-intention-reached",
        GroupNotApproved = "group-not-approved",
        PrefectureNotApproved = "prefecture-not-approved",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    clause: Clause,
    words: Text,
    remedy: Text,
    /// The hands that may give it; every hand when left out.
    #[serde(default)]
    hands: Vec<Hand>,
}

static ROWS: LazyLock<BTreeMap<Reason, Row>> =
    LazyLock::new(|| toml::from_str(include_str!("../reasons.toml")).expect("reasons.toml is checked by its test"));

impl Reason {
    pub fn clause(self) -> Clause {
        ROWS[&self].clause
    }

    /// What the applicant is told.
    pub fn words(self) -> &'static Text {
        &ROWS[&self].words
    }

    /// What the applicant can do now.
    pub fn remedy(self) -> &'static Text {
        &ROWS[&self].remedy
    }

    /// Whether this hand may give it: what one hand decides, another does not say.
    pub fn may_be_given_at(self, hand: Hand) -> bool {
        let hands = &ROWS[&self].hands;
        hands.is_empty() || hands.contains(&hand)
    }

    /// The reasons that a page offers at this hand.
    pub fn offered_at(hand: Hand) -> Vec<Reason> {
        Reason::ALL.into_iter().filter(|reason| reason.may_be_given_at(hand)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_row_and_each_row_its_reason() {
        assert_eq!(ROWS.keys().copied().collect::<Vec<_>>(), Reason::ALL);
    }

    #[test]
    fn every_hand_has_reasons_and_only_its_own_decisions() {
        for hand in Hand::ALL {
            assert!(Reason::offered_at(hand).len() >= 2, "{hand}");
        }
        assert!(!Reason::PrefectureNotApproved.may_be_given_at(Hand::GroupApproval));
        assert_eq!(Reason::DisciplineDiffers.clause(), Clause::article(9));
    }
}
