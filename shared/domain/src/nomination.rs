//! A nomination: the portal's record of somebody who applies, themselves or through another (Article 16).
//! What was filled in is a `Filing`; the reviewers' record of the same receipt is a `Case`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::filing::ConsentKind;
use crate::ids::{NominationId, PostId, UnitId};
use crate::policy::Policy;
use crate::receipt::Receipt;
use crate::refusal::Refusal;
use crate::typed;

/// The most characters of a reason for withdrawing.
pub const MOST_REASON: usize = 500;

coded! {
    /// Who brought the nomination, Article 16.
    Origin {
        SelfNomination = "self-nomination",
        Referral = "referral",
    }
}

/// Where it goes, Article 16: to a post, to a unit, or to the Party organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "to", content = "id", rename_all = "kebab-case")]
pub enum Target {
    Post(PostId),
    Unit(UnitId),
    PartyOrganisation,
}

impl Target {
    /// Whether somebody can turn to it now. `open` is what the catalogue says of a post (Article 12) and the register of a
    /// unit; the Party organisation always can be turned to (Article 16).
    pub fn takes(self, open: bool) -> Result<(), Refusal> {
        match self {
            Target::Post(_) if !open => Err(Refusal::stage("post-not-open").under(Clause::article(12))),
            Target::Unit(_) if !open => Err(Refusal::stage("unit-closed").under(Clause::article(16))),
            Target::Post(_) | Target::Unit(_) | Target::PartyOrganisation => Ok(()),
        }
    }

    /// What a person agrees to when they submit. Whoever turns to the Party organisation has no unit yet that could
    /// have the papers: that consent is asked for once one is proposed.
    pub fn consents(&self) -> &'static [ConsentKind] {
        match self {
            Target::Post(_) | Target::Unit(_) => &ConsentKind::ALL,
            Target::PartyOrganisation => &[ConsentKind::Review, ConsentKind::Mail],
        }
    }
}

/// Where the nomination stands at the portal; the way of the case is told beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    Draft,
    Submitted {
        receipt: Receipt,
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        /// Of the filing: 1, and one more with each correction.
        #[serde(default = "first")]
        revision: u32,
        /// The version of the policy that it was submitted under, and keeps with every correction (Article 29).
        #[serde(default)]
        policy: String,
    },
    Withdrawn {
        receipt: Receipt,
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        reason: Option<String>,
        /// As it was submitted under.
        #[serde(default)]
        policy: String,
    },
}

fn first() -> u32 {
    1
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    pub id: NominationId,
    pub origin: Origin,
    pub target: Target,
    pub stage: Stage,
}

/// What an act did, for those who have to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    Submitted { receipt: Receipt, on: NaiveDate },
    Corrected { receipt: Receipt, revision: u32 },
    Withdrawn { receipt: Receipt, on: NaiveDate, reason: Option<String> },
}

impl Nomination {
    pub fn draft(id: NominationId, origin: Origin, target: Target) -> Nomination {
        Nomination { id, origin, target, stage: Stage::Draft }
    }

    pub fn receipt(&self) -> Option<Receipt> {
        match &self.stage {
            Stage::Draft => None,
            Stage::Submitted { receipt, .. } | Stage::Withdrawn { receipt, .. } => Some(*receipt),
        }
    }

    /// The version of the policy that it was submitted under; none while it is a draft, which goes by the one in force.
    pub fn policy(&self) -> Option<&str> {
        match &self.stage {
            Stage::Draft => None,
            Stage::Submitted { policy, .. } | Stage::Withdrawn { policy, .. } => Some(policy),
        }
    }

    /// Whether it stands in the way of another one of the same person to the same place (Article 16): until the reply. A post
    /// is filled by its reply, so that nobody is nominated for it anew; a unit or the Party organisation can be turned to again.
    /// `replied`: the official reply was issued, as the portal has been told.
    pub fn bars_another(&self, replied: bool) -> bool {
        match (&self.stage, self.target) {
            (Stage::Withdrawn { .. }, _) => false,
            (Stage::Draft | Stage::Submitted { .. }, Target::Post(_)) => true,
            (Stage::Draft | Stage::Submitted { .. }, Target::Unit(_) | Target::PartyOrganisation) => !replied,
        }
    }

    /// Article 16: the nomination goes to those who review it; `open` as in [`Target::takes`], `policy` is the one in force.
    pub fn submit(
        self,
        receipt: Receipt,
        today: NaiveDate,
        open: bool,
        policy: &Policy,
    ) -> Result<(Nomination, Happened), Refusal> {
        if self.stage != Stage::Draft {
            return Err(Refusal::stage("already-submitted").under(Clause::article(16)));
        }
        self.target.takes(open)?;
        let policy = policy.version().to_owned();
        let stage = Stage::Submitted { receipt, on: today, revision: first(), policy };
        Ok((Nomination { stage, ..self }, Happened::Submitted { receipt, on: today }))
    }

    /// Whether files may be added and taken off: until it is submitted, and while it is `asked` for more.
    pub fn takes_evidence(&self, asked: bool) -> Result<(), Refusal> {
        match self.stage {
            Stage::Draft => Ok(()),
            Stage::Submitted { .. } if asked => Ok(()),
            Stage::Submitted { .. } | Stage::Withdrawn { .. } => {
                Err(Refusal::stage("evidence-closed").under(Clause::article(13)))
            }
        }
    }

    /// Articles 13 and 14: the next revision goes to those who asked for it. `asked`: a return to the applicant is
    /// open, as the portal has been told.
    pub fn correct(self, asked: bool) -> Result<(Nomination, Happened), Refusal> {
        match self.stage {
            Stage::Submitted { receipt, on, revision, policy } if asked => {
                let revision = revision + 1;
                let stage = Stage::Submitted { receipt, on, revision, policy };
                Ok((Nomination { stage, ..self }, Happened::Corrected { receipt, revision }))
            }
            _ => Err(Refusal::stage("nothing-to-correct").under(Clause::article(14))),
        }
    }

    /// Possible until the official reply, and after a rejection there is nothing left to withdraw (open point O12).
    /// `replied`: the case is finished, as the portal has been told.
    pub fn withdraw(
        self,
        on: NaiveDate,
        reason: Option<String>,
        replied: bool,
    ) -> Result<(Nomination, Happened), Refusal> {
        let Stage::Submitted { receipt, policy, .. } = self.stage else {
            return Err(Refusal::stage("nothing-to-withdraw").under(Clause::article(16)));
        };
        if replied {
            return Err(Refusal::stage("already-decided").under(Clause::article(14)));
        }
        let mut refused = Vec::new();
        let reason = reason.and_then(|words| typed::lines(&words, MOST_REASON, "/reason", &mut refused));
        if let Some(refusal) = refused.pop() {
            return Err(refusal);
        }
        let stage = Stage::Withdrawn { receipt, on, reason: reason.clone(), policy };
        Ok((Nomination { stage, ..self }, Happened::Withdrawn { receipt, on, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    fn receipt() -> Receipt {
        Receipt::new(2026, [9; 10])
    }

    fn draft(target: Target) -> Nomination {
        Nomination::draft(NominationId::from(Uuid::nil()), Origin::SelfNomination, target)
    }

    fn to_a_post() -> Target {
        Target::Post(PostId::from(Uuid::nil()))
    }

    fn submitted() -> Nomination {
        draft(to_a_post())
            .submit(receipt(), day("2026-10-12"), true, Policy::standard())
            .unwrap_or_else(|refusal| panic!("{refusal:?}"))
            .0
    }

    fn code<T>(outcome: Result<T, Refusal>) -> Option<&'static str> {
        outcome.err().map(|refusal| refusal.code())
    }

    #[test]
    fn a_closed_post_or_unit_takes_no_nomination_but_the_party_organisation_does() {
        let to_a_unit = draft(Target::Unit(UnitId::from(Uuid::nil())));
        assert_eq!(
            code(to_a_unit.submit(receipt(), day("2026-10-12"), false, Policy::standard())),
            Some("unit-closed")
        );
        assert_eq!(
            code(draft(to_a_post()).submit(receipt(), day("2026-10-12"), false, Policy::standard())),
            Some("post-not-open")
        );
        let open = draft(Target::PartyOrganisation).submit(receipt(), day("2026-10-12"), false, Policy::standard());
        assert!(matches!(open, Ok((_, Happened::Submitted { .. }))));
    }

    #[test]
    fn it_is_submitted_once() {
        assert_eq!(
            code(submitted().submit(receipt(), day("2026-10-13"), true, Policy::standard())),
            Some("already-submitted")
        );
        assert_eq!(submitted().receipt(), Some(receipt()));
    }

    #[test]
    fn it_is_corrected_only_when_asked_and_each_time_by_one_revision_more() {
        assert_eq!(code(submitted().correct(false)), Some("nothing-to-correct"));
        assert_eq!(code(draft(to_a_post()).correct(true)), Some("nothing-to-correct"));
        let mut nomination = submitted();
        for expected in 2..5 {
            let (next, happened) = nomination.correct(true).unwrap_or_else(|refusal| panic!("{refusal:?}"));
            assert_eq!(happened, Happened::Corrected { receipt: receipt(), revision: expected });
            nomination = next;
        }
        let (gone, _) =
            nomination.withdraw(day("2026-10-14"), None, false).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert_eq!(code(gone.correct(true)), Some("nothing-to-correct"));
    }

    #[test]
    fn nobody_agrees_beforehand_to_a_unit_that_is_not_known() {
        assert!(!Target::PartyOrganisation.consents().contains(&ConsentKind::HandOver));
        assert_eq!(to_a_post().consents(), ConsentKind::ALL);
    }

    #[test]
    fn it_is_withdrawn_before_the_reply_and_not_after() {
        assert_eq!(code(submitted().withdraw(day("2026-10-14"), None, true)), Some("already-decided"));
        assert_eq!(code(draft(to_a_post()).withdraw(day("2026-10-14"), None, false)), Some("nothing-to-withdraw"));
        let (gone, _) = submitted()
            .withdraw(day("2026-10-14"), Some(" ".into()), false)
            .unwrap_or_else(|refusal| panic!("{refusal:?}"));
        assert!(matches!(gone.stage, Stage::Withdrawn { reason: None, .. }));
        assert_eq!(code(gone.withdraw(day("2026-10-15"), None, false)), Some("nothing-to-withdraw"));
    }

    #[test]
    fn after_the_reply_a_unit_or_the_party_organisation_can_be_turned_to_again_and_the_post_cannot() {
        let unit = Target::Unit(UnitId::from(Uuid::nil()));
        for (target, after) in [(to_a_post(), true), (unit, false), (Target::PartyOrganisation, false)] {
            let (filed, _) = draft(target)
                .submit(receipt(), day("2026-10-12"), true, Policy::standard())
                .unwrap_or_else(|refusal| panic!("{refusal:?}"));
            assert_eq!((filed.bars_another(false), filed.bars_another(true)), (true, after), "{target:?}");
            let (gone, _) =
                filed.withdraw(day("2026-10-14"), None, false).unwrap_or_else(|refusal| panic!("{refusal:?}"));
            assert!(!gone.bars_another(false), "{target:?}");
        }
    }

    #[test]
    fn a_target_is_stored_with_its_kind() {
        let written = toml::to_string(&to_a_post()).expect("writes");
        assert!(written.contains("to = \"post\""), "{written}");
        assert_eq!(toml::from_str::<Target>(&written).expect("reads"), to_a_post());
        assert_eq!(toml::from_str::<Target>("to = 'party-organisation'").expect("reads"), Target::PartyOrganisation);
    }
}
