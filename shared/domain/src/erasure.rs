//! What stays of a case whose applicant was erased: what an archive of decisions needs, and nothing that the applicant
//! wrote. The name stays with an official reply alone, which is a document of its own.

use crate::case::Case;
use crate::stage::Stage;

impl Case {
    /// Without the applicant's own words; the decisions and the words of officers stay.
    pub fn erased(mut self) -> Case {
        match &mut self.stage {
            Stage::Withdrawn { reason, .. } => *reason = None,
            Stage::Contested { reconsideration, .. } => reconsideration.words = None,
            _ => {}
        }
        if let Some(over) = &mut self.reconsidered {
            over.words = None;
        }
        self
    }

    /// Whether the applicant's name stays with it.
    pub fn keeps_the_name(&self) -> bool {
        matches!(self.stage, Stage::Replied { .. })
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{CaseId, UnitId};
    use crate::receipt::Receipt;

    #[test]
    fn what_the_applicant_wrote_is_gone_and_what_happened_is_not() {
        let on: NaiveDate = "2026-10-12".parse().expect("a date");
        let unit = Some(UnitId::from(Uuid::nil()));
        let case = Case::file(CaseId::from(Uuid::nil()), Receipt::new(2026, [3; 10]), unit, on, "2026-1");
        let (gone, _) = case.withdraw(on, Some("另有安排".to_owned())).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        let erased = gone.clone().erased();
        assert!(matches!(&erased.stage, Stage::Withdrawn { reason: None, .. }));
        assert_eq!((erased.receipt, erased.public_stage()), (gone.receipt, gone.public_stage()));
        assert!(!erased.keeps_the_name());
    }
}
