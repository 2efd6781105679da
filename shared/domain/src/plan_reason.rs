//! Why a post or a plan is returned or rejected (Articles 7 to 9, 12 and 17): a person picks a reason of `plan-reasons.toml`.
//! Free words may be added; they are shown as written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::clause::Clause;
use crate::code::coded;
use crate::text::Text;

coded! {
    /// A reason of the catalogue `plan-reasons.toml`.
    PlanReason {
        ConditionsUnclear = "conditions-unclear",
        WordingUnfair = "wording-unfair",
        ModeUnfit = "mode-unfit",
        QuotaLacking = "quota-lacking",
        MoneyLacking = "money-lacking",
        NotNeeded = "not-needed",
        OpinionLacking = "opinion-lacking",
        PlanIncomplete = "plan-incomplete",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    clause: Clause,
    words: Text,
    remedy: Text,
}

static ROWS: LazyLock<BTreeMap<PlanReason, Row>> = LazyLock::new(|| {
    toml::from_str(include_str!("../plan-reasons.toml")).expect("plan-reasons.toml is checked by its test")
});

impl PlanReason {
    pub fn clause(self) -> Clause {
        ROWS[&self].clause
    }

    /// What whoever it is returned to is told.
    pub fn words(self) -> &'static Text {
        &ROWS[&self].words
    }

    /// What they are to do.
    pub fn remedy(self) -> &'static Text {
        &ROWS[&self].remedy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_row_and_each_row_its_reason() {
        assert_eq!(ROWS.keys().copied().collect::<Vec<_>>(), PlanReason::ALL);
        assert_eq!(PlanReason::QuotaLacking.clause(), Clause::article(17));
    }
}
