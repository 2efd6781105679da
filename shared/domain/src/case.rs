//! A case: one candidate's way from nomination to official reply (Articles 13 and 14).
//! Pure: callers bring the date and the storage; the hands' roles are the table of `hand`.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Due};
use crate::category::Category;
use crate::clause::Clause;
use crate::hand::{Act, Hand, Holder};
use crate::ids::{CaseId, UnitId};
use crate::policy::Policy;
use crate::public_stage::PublicStage;
use crate::reason::Reason;
use crate::receipt::Receipt;
use crate::refusal::Refusal;
pub use crate::stage::{DocumentNumber, OfficialReply, Rejection, Stage, Step};
use crate::typed;

/// The most characters of words that accompany an act.
pub const MOST_WORDS: usize = 2000;

/// The reviewers' record of a nomination; both carry one receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub receipt: Receipt,
    /// The employing unit; none for a nomination to the Party organisation until a unit takes it.
    pub unit: Option<UnitId>,
    pub stage: Stage,
    /// 1 when filed, one more with each act: what a page was shown, and the store's lock.
    pub version: i64,
}

/// What an act did, for those who have to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Taking a case up moves it from screening to screening.
    Moved {
        from: Hand,
        to: Hand,
    },
    Replied {
        reply: OfficialReply,
    },
    Rejected {
        at: Hand,
        rejection: Rejection,
    },
    Withdrawn {
        on: NaiveDate,
        reason: Option<String>,
    },
}

impl Case {
    /// Article 16: a nomination has arrived.
    pub fn file(id: CaseId, receipt: Receipt, unit: Option<UnitId>, on: NaiveDate) -> Case {
        Case { id, receipt, unit, stage: Stage::Filed { on }, version: 1 }
    }

    /// Whose turn it is; none once the case is finished.
    pub fn hand(&self) -> Option<Hand> {
        self.stage.hand()
    }

    /// The act that takes the case on; its words are `policy.act(…)`.
    pub fn next_act(&self) -> Option<Act> {
        self.stage.next_act()
    }

    pub fn public_stage(&self) -> PublicStage {
        self.stage.public_stage()
    }

    /// By when the present holder has promised to be done: working days since it got the case.
    pub fn due(&self, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        let days = policy.promised_days(self.hand()?);
        self.stage.held_since().map(|since| calendar.add_working_days(since, days))
    }

    /// Articles 13 and 14: the hand whose turn it is passes the case on. `unit` is the officer's own.
    /// The last hand does not pass on, it replies.
    pub fn pass(self, step: Step, unit: Option<UnitId>) -> Result<(Case, Happened), Refusal> {
        let from = self.turn_of(&step, unit)?;
        let step = Step { words: spoken(step.words, "/words")?, ..step };
        let stage = match self.stage {
            Stage::Filed { on } => Stage::Screening { filed_on: on, taken_up: step },
            Stage::Screening { filed_on, taken_up } => Stage::Intention { filed_on, taken_up, screened: step },
            Stage::Intention { filed_on, taken_up, screened } => {
                Stage::RecommendationOpinion { filed_on, taken_up, screened, intention: step }
            }
            Stage::RecommendationOpinion { filed_on, taken_up, screened, intention } => {
                Stage::GroupApproval { filed_on, taken_up, screened, intention, opinion: step }
            }
            Stage::GroupApproval { filed_on, taken_up, screened, intention, opinion } => {
                Stage::PrefectureReview { filed_on, taken_up, screened, intention, opinion, approval: step }
            }
            Stage::PrefectureReview { .. } => return Err(Refusal::stage("reply-instead").under(Clause::article(14))),
            Stage::Replied { .. } | Stage::Rejected { .. } | Stage::Withdrawn { .. } => return Err(finished()),
        };
        let to = stage.hand().ok_or_else(finished)?;
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Moved { from, to }))
    }

    /// Article 14: the prefecture reviewed it and replies, with a document number and the clause it rests on.
    pub fn reply(
        self,
        step: Step,
        number: DocumentNumber,
        rests_on: Option<Category>,
    ) -> Result<(Case, Happened), Refusal> {
        let hand = self.hand().ok_or_else(finished)?;
        if hand != Hand::PrefectureReview && step.role == hand.role() {
            return Err(not_there_yet());
        }
        self.turn_of(&step, None)?;
        let step = Step { words: spoken(step.words, "/words")?, ..step };
        let reply = OfficialReply { number, rests_on, step };
        let stage = Stage::Replied { filed_on: self.stage.filed_on(), steps: self.steps_taken(), reply: reply.clone() };
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Replied { reply }))
    }

    /// A person decides not to go on, with a reason of the catalogue; free words are shown as written.
    /// `unit` is the officer's own.
    pub fn reject(
        self,
        step: Step,
        unit: Option<UnitId>,
        reason: Reason,
        words: Option<String>,
    ) -> Result<(Case, Happened), Refusal> {
        let at = self.turn_of(&step, unit)?;
        if !reason.may_be_given_at(at) {
            let hand = Policy::standard().hand(at).clone();
            return Err(Refusal::content("reason-of-another-hand")
                .under(at.clause())
                .with_text("hand", hand)
                .at("/reason"));
        }
        let rejection = Rejection { reason, words: spoken(words, "/words")?, step };
        let stage = Stage::Rejected {
            filed_on: self.stage.filed_on(),
            steps: self.steps_taken(),
            at,
            rejection: rejection.clone(),
        };
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Rejected { at, rejection }))
    }

    /// The applicant withdraws; possible until the reply (open point O12).
    pub fn withdraw(self, on: NaiveDate, reason: Option<String>) -> Result<(Case, Happened), Refusal> {
        self.hand().ok_or_else(finished)?;
        let reason = spoken(reason, "/reason")?;
        let stage =
            Stage::Withdrawn { filed_on: self.stage.filed_on(), steps: self.steps_taken(), on, reason: reason.clone() };
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Withdrawn { on, reason }))
    }

    /// The hand whose turn it is, if this step is its to take.
    fn turn_of(&self, step: &Step, unit: Option<UnitId>) -> Result<Hand, Refusal> {
        let hand = self.hand().ok_or_else(finished)?;
        if step.role != hand.role() {
            let role = Policy::standard().role(hand.role()).clone();
            return Err(Refusal::seat("turn-of-another-role").under(hand.clause()).with_text("role", role));
        }
        if hand.holder() == Holder::EmployingUnit && self.unit.is_some() && self.unit != unit {
            return Err(Refusal::seat("case-of-another-unit").under(hand.clause()));
        }
        if step.on < self.stage.since() {
            return Err(Refusal::content("step-before-the-last").with("since", self.stage.since()).at("/on"));
        }
        Ok(hand)
    }

    fn steps_taken(&self) -> Vec<Step> {
        self.stage.steps().into_iter().map(|(_, step)| step.clone()).collect()
    }
}

fn finished() -> Refusal {
    Refusal::stage("case-finished").under(Clause::article(14))
}

fn not_there_yet() -> Refusal {
    Refusal::stage("not-at-the-prefecture").under(Clause::article(14))
}

fn spoken(words: Option<String>, at: &str) -> Result<Option<String>, Refusal> {
    let mut refused = Vec::new();
    let words = words.and_then(|words| typed::lines(&words, MOST_WORDS, at, &mut refused));
    refused.pop().map_or(Ok(words), Err)
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
