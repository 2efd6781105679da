//! A case: one candidate's way from nomination to official reply (Articles 13, 14 and 16). What is done with it is in `steps`,
//! until when in `due`.
//! Pure: callers bring the date and the storage; the hands' roles are the table of `hand`.

mod due;
mod steps;

use chrono::NaiveDate;

use crate::hand::{Act, Hand};
use crate::ids::{CaseId, UnitId};
use crate::public_stage::PublicStage;
use crate::receipt::Receipt;
use crate::reconsideration::{Decision, Reconsideration};
use crate::refusal::Refusal;
use crate::returned::{Answer, Return};
use crate::routing::{Consented, Proposal};
pub use crate::stage::{DocumentNumber, OfficialReply, Rejection, Stage, Step};
use crate::typed;

/// The most characters of words that accompany an act.
pub const MOST_WORDS: usize = 2000;

/// The reviewers' record of a nomination; both carry one receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub receipt: Receipt,
    /// The employing unit; none for a nomination to the Party organisation until the applicant agrees to one.
    pub unit: Option<UnitId>,
    pub stage: Stage,
    /// The returns that are over, in their order; those still open are in the stage.
    pub returns: Vec<Return>,
    /// The proposals that are over, in their order; one still open is in the stage.
    pub proposals: Vec<Proposal>,
    /// The rejection that was looked at again; while it is looked at, it is in the stage.
    pub reconsidered: Option<Reconsideration>,
    /// The version of the policy that it was filed under, and keeps to its end (Article 29).
    pub policy: String,
    /// Of what was filed: 1, and one more with each correction.
    pub revision: u32,
    /// 1 when filed, one more with each act: what a page was shown, and the store's lock.
    pub version: i64,
}

/// What an act did, for those who have to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Taking a case up moves it from screening to screening; going on without an answer, from a hand to itself.
    Moved {
        from: Hand,
        to: Hand,
    },
    /// The applicant is asked whether a unit may have it.
    Proposed {
        proposal: Proposal,
    },
    Returned {
        returned: Return,
    },
    /// An officer has the applicant reminded of what is asked.
    Reminded {
        on: NaiveDate,
    },
    /// A revision arrived. It waited for it, or had gone on already.
    Corrected {
        revision: u32,
    },
    Replied {
        reply: OfficialReply,
    },
    Rejected {
        at: Hand,
        rejection: Rejection,
    },
    /// The applicant asks for the rejection to be looked at again.
    Contested {
        reconsideration: Reconsideration,
    },
    /// The second decision was made.
    Reconsidered {
        at: Hand,
        rejection: Rejection,
        decision: Decision,
    },
    Withdrawn {
        on: NaiveDate,
        reason: Option<String>,
    },
}

impl Case {
    /// Article 16: a nomination has arrived; without a unit it is the Organisation Department's to route. `policy` is the version
    /// that it was filed under.
    pub fn file(id: CaseId, receipt: Receipt, unit: Option<UnitId>, on: NaiveDate, policy: &str) -> Case {
        let stage = match unit {
            Some(_) => Stage::Filed { on },
            None => Stage::Routing { filed_on: on },
        };
        let (returns, proposals, policy) = (Vec::new(), Vec::new(), policy.to_owned());
        Case { id, receipt, unit, stage, returns, proposals, reconsidered: None, policy, revision: 1, version: 1 }
    }

    /// Whose turn it is; who has to see to it while it waits for the applicant; none once the case is finished.
    pub fn hand(&self) -> Option<Hand> {
        self.stage.hand()
    }

    /// The act that takes the case on; its words are `policy.act(…)`.
    pub fn next_act(&self) -> Option<Act> {
        self.stage.next_act()
    }

    /// The hands of this case: only one that nobody's unit had at first is routed.
    pub fn way(&self) -> impl Iterator<Item = Hand> {
        let routed = self.unit.is_none() || !self.proposals.is_empty();
        Hand::ALL.into_iter().filter(move |hand| routed || *hand != Hand::Routing)
    }

    /// The units that the applicant was or is asked about.
    pub fn units_proposed(&self) -> impl Iterator<Item = UnitId> {
        let open = match &self.stage {
            Stage::Proposed { proposal, .. } => Some(proposal),
            _ => None,
        };
        self.proposals.iter().chain(open).map(|proposal| proposal.unit)
    }

    pub fn public_stage(&self) -> PublicStage {
        let untouched = self.returns.is_empty() && self.proposals.is_empty() && self.reconsidered.is_none();
        match &self.stage {
            Stage::Filed { .. } | Stage::Routing { .. } if untouched => PublicStage::Received,
            Stage::Replied { .. } => PublicStage::Replied,
            Stage::Rejected { .. } => PublicStage::NotSuccessful,
            Stage::Withdrawn { .. } => PublicStage::Withdrawn,
            stage if stage.waits_for_applicant() => PublicStage::WaitingForYou,
            _ => PublicStage::UnderReview,
        }
    }

    /// The day on which the present stage began, or came back to.
    pub fn since(&self) -> NaiveDate {
        let returned = self.returns.last().and_then(|last| last.answer.as_ref()).map(Answer::on);
        let routed = self.proposals.last().and_then(|last| last.answer.as_ref()).map(Consented::on);
        let decided = self.reconsidered.as_ref().and_then(Reconsideration::decided_on);
        [returned, routed, decided].into_iter().flatten().fold(self.stage.since(), NaiveDate::max)
    }
}

pub(crate) fn spoken(words: Option<String>, at: &str) -> Result<Option<String>, Refusal> {
    let mut refused = Vec::new();
    let words = words.and_then(|words| typed::lines(&words, MOST_WORDS, at, &mut refused));
    refused.pop().map_or(Ok(words), Err)
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "returned_tests.rs"]
mod return_tests;
