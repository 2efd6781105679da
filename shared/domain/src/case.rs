//! A case: one candidate's way from nomination to official reply (Articles 13, 14 and 16).
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
use crate::reconsideration::{Decision, Reconsideration};
use crate::refusal::Refusal;
use crate::returned::{Addressee, Answer, Return, Returning};
use crate::routing::{Consented, HandOverAnswer, Proposal, nothing_proposed};
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

    /// The day on which the present holder got it; none once the case is finished.
    pub fn held_since(&self) -> Option<NaiveDate> {
        self.held(&self.stage)
    }

    fn held(&self, stage: &Stage) -> Option<NaiveDate> {
        let holder = stage.hand()?.holder();
        let held = match stage {
            Stage::Contested { reconsideration, .. } => return Some(reconsideration.asked_on),
            Stage::Returned { back, returned } if !returned.leaves_the_holder() => return self.held(back),
            Stage::Returned { returned, .. } => returned.step.on,
            Stage::Proposed { proposal, .. } => proposal.step.on,
            _ => match holder {
                Holder::OrganisationDepartment | Holder::EmployingUnit => {
                    let routed = self.proposals.last().and_then(|last| last.answer.as_ref());
                    routed.map_or_else(|| stage.filed_on(), Consented::on)
                }
                Holder::CoordinationGroup | Holder::Prefecture => stage.since(),
            },
        };
        Some(self.reopened_on().map_or(held, |opened| held.max(opened)))
    }

    fn reopened_on(&self) -> Option<NaiveDate> {
        self.reconsidered.as_ref().and_then(Reconsideration::reopened_on)
    }

    /// By when the present holder has promised to be done, or the applicant is to answer: working days since it
    /// got the case. While the case was away from the holder, the holder's days stood still.
    pub fn due(&self, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        let hand = self.hand()?;
        if self.stage.waits_for_applicant() {
            return self.answer_due(calendar);
        }
        let since = self.held_since()?;
        let away = |returned: &&Return| {
            returned.at.holder() == hand.holder() && returned.step.on >= since && returned.leaves_the_holder()
        };
        let days = |returned: &Return| match &returned.answer {
            Some(answer) => calendar.working_days_between(returned.step.on, answer.on()),
            None => 0,
        };
        let stood_still: i32 = self.returns.iter().filter(away).map(days).sum();
        let promised = policy.promised_days(hand).saturating_add(u16::try_from(stood_still).unwrap_or_default());
        Some(calendar.add_working_days(since, promised))
    }

    /// By when the applicant is to answer, which is as many days as an officer gave; none while nothing is asked.
    fn answer_due(&self, calendar: &Calendar) -> Option<Due> {
        match &self.stage {
            Stage::Proposed { proposal, .. } => Some(proposal.due(calendar)),
            Stage::Returned { returned, .. } => returned.due(calendar),
            _ => None,
        }
    }

    /// Articles 13 and 14: the hand whose turn it is passes the case on, or sends it back to the hand that returned
    /// it; while it waits for the applicant, the hand goes on without. `unit` is the officer's own.
    /// The first hand of a routed case proposes instead, and the last replies. What the unit recommends it writes.
    pub fn pass(self, step: Step, unit: Option<UnitId>) -> Result<(Case, Happened), Refusal> {
        let from = self.turn_of(&step, unit)?;
        let step = self.taken(step)?;
        let Case { mut returns, mut proposals, .. } = self;
        let stage = match self.stage {
            Stage::Routing { .. } => return Err(Refusal::stage("propose-instead").under(Clause::article(16))),
            Stage::Proposed { filed_on, proposal } => {
                proposals.push(Proposal { answer: Some(Consented::Recalled { step }), ..proposal });
                Stage::Routing { filed_on }
            }
            Stage::Returned { back, returned } => {
                let answer = match returned.to {
                    Addressee::Applicant { .. } => Answer::Recalled { step },
                    Addressee::Hand { .. } => Answer::Done { step },
                };
                returns.push(Return { answer: Some(answer), ..returned });
                *back
            }
            Stage::PrefectureReview { .. } => return Err(Refusal::stage("reply-instead").under(Clause::article(14))),
            Stage::RecommendationOpinion { .. } if step.words.is_none() => {
                return Err(Refusal::content("opinion-missing").under(Clause::article(14)).at("/words"));
            }
            before => before.passed(step),
        };
        let to = stage.hand().ok_or_else(finished)?;
        Ok((Case { stage, returns, proposals, version: self.version + 1, ..self }, Happened::Moved { from, to }))
    }

    /// Article 16: the Organisation Department proposes a unit; the applicant is asked. The step's words are for them.
    pub fn propose(self, step: Step, unit: UnitId) -> Result<(Case, Happened), Refusal> {
        self.turn_of(&step, None)?;
        let Stage::Routing { filed_on } = self.stage else {
            return Err(Refusal::stage("not-with-the-department").under(Clause::article(16)));
        };
        if self.proposals.iter().any(|proposal| proposal.was_refused(unit)) {
            return Err(Refusal::content("unit-refused-before").under(Clause::article(16)).at("/unit"));
        }
        let step = self.taken(step)?;
        let proposal = Proposal { unit, step, reminders: Vec::new(), answer: None };
        let stage = Stage::Proposed { filed_on, proposal: proposal.clone() };
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Proposed { proposal }))
    }

    /// Article 16: the applicant lets the proposed unit have the case, or does not.
    pub fn hand_over(self, unit: UnitId, said: HandOverAnswer, on: NaiveDate) -> Result<(Case, Happened), Refusal> {
        let version = self.version + 1;
        let Case { mut proposals, .. } = self;
        let (filed_on, proposal) = match self.stage {
            Stage::Proposed { filed_on, proposal } if proposal.unit == unit => (filed_on, proposal),
            _ => return Err(nothing_proposed()),
        };
        let (stage, of, answer) = match said {
            HandOverAnswer::Agreed => (Stage::Filed { on: filed_on }, Some(unit), Consented::Agreed { on, version }),
            HandOverAnswer::Refused => (Stage::Routing { filed_on }, None, Consented::Refused { on, version }),
        };
        proposals.push(Proposal { answer: Some(answer), ..proposal });
        let to = stage.hand().ok_or_else(finished)?;
        let case = Case { unit: of, stage, proposals, version, ..self };
        Ok((case, Happened::Moved { from: Hand::Routing, to }))
    }

    /// Open point O12: each hand may return the case, to the applicant or to an earlier hand. Returning what was only
    /// filed takes it up.
    pub fn send_back(
        self,
        step: Step,
        unit: Option<UnitId>,
        returning: Returning,
    ) -> Result<(Case, Happened), Refusal> {
        let at = self.turn_of(&step, unit)?;
        if self.stage.waits_for_applicant() {
            return Err(waits());
        }
        let Returning { to, reason, words } = returning;
        let to = to.counted_on(self.returns.iter().map(|earlier| earlier.items().len()).sum());
        to.check(at)?;
        if !reason.may_be_given_to(&to) {
            return Err(Refusal::content("reason-of-another-return").under(at.clause()).at("/reason"));
        }
        let (words, step) = (spoken(words, "/words")?, self.taken(step)?);
        let back = Box::new(match self.stage {
            Stage::Filed { on } => Stage::Screening { filed_on: on, taken_up: step.clone() },
            other => other,
        });
        let returned = Return { at, to, reason, words, step, reminders: Vec::new(), answer: None };
        let stage = Stage::Returned { back, returned: returned.clone() };
        Ok((Case { stage, version: self.version + 1, ..self }, Happened::Returned { returned }))
    }

    /// The applicant sent a further revision. A case that waited for it goes back to the hand that returned it; in one
    /// that went on or ended meanwhile, the revision counts and nothing moves.
    pub fn correct(self, revision: u32, on: NaiveDate) -> Result<(Case, Happened), Refusal> {
        if revision != self.revision + 1 {
            return Err(Refusal::stage("revision-out-of-order").under(Clause::article(14)));
        }
        let version = self.version + 1;
        let Case { mut returns, .. } = self;
        let stage = match self.stage {
            Stage::Returned { back, returned } if matches!(returned.to, Addressee::Applicant { .. }) => {
                let late = returned.due(Calendar::standard()).is_some_and(|due| on > due.date);
                let answer = Answer::Corrected { revision, on, version, late };
                returns.push(Return { answer: Some(answer), ..returned });
                *back
            }
            other => other,
        };
        Ok((Case { stage, returns, revision, version, ..self }, Happened::Corrected { revision }))
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
        if self.stage.waits_for_applicant() {
            return Err(waits());
        }
        let step = self.taken(step)?;
        let reply = OfficialReply { number, rests_on, policy: self.policy.clone(), step };
        let stage = Stage::Replied { filed_on: self.stage.filed_on(), steps: self.steps_taken(), reply: reply.clone() };
        Ok((self.ended(stage), Happened::Replied { reply }))
    }

    /// A person decides not to go on, with a reason of the catalogue; free words are shown as written. Whoever asked
    /// the applicant for something waits until the term has passed. `unit` is the officer's own.
    pub fn reject(
        self,
        step: Step,
        unit: Option<UnitId>,
        reason: Reason,
        words: Option<String>,
    ) -> Result<(Case, Happened), Refusal> {
        let at = self.turn_of(&step, unit)?;
        if self.stage.waits_for_applicant()
            && let Some(due) = self.answer_due(Calendar::standard())
            && step.on <= due.date
        {
            return Err(Refusal::stage("term-runs").under(at.clause()).with("day", due.date));
        }
        if !reason.may_be_given_at(at) {
            let hand = Policy::standard().hand(at).clone();
            return Err(Refusal::content("reason-of-another-hand")
                .under(at.clause())
                .with_text("hand", hand)
                .at("/reason"));
        }
        let policy = self.policy.clone();
        let rejection = Rejection { reason, words: spoken(words, "/words")?, policy, step: self.taken(step)? };
        let stage = Stage::Rejected {
            filed_on: self.stage.filed_on(),
            steps: self.steps_taken(),
            at,
            rejection: rejection.clone(),
        };
        Ok((self.ended(stage), Happened::Rejected { at, rejection }))
    }

    /// The applicant withdraws; possible until the reply (open point O12).
    pub fn withdraw(self, on: NaiveDate, reason: Option<String>) -> Result<(Case, Happened), Refusal> {
        self.hand().ok_or_else(finished)?;
        let reason = spoken(reason, "/reason")?;
        let stage =
            Stage::Withdrawn { filed_on: self.stage.filed_on(), steps: self.steps_taken(), on, reason: reason.clone() };
        Ok((self.ended(stage), Happened::Withdrawn { on, reason }))
    }

    /// The case at its last stage; what was open stays on record without an answer.
    fn ended(self, stage: Stage) -> Case {
        let Case { mut returns, mut proposals, mut reconsidered, .. } = self;
        returns.extend(self.stage.open_returns().into_iter().rev().cloned());
        match self.stage {
            Stage::Proposed { proposal, .. } => proposals.push(proposal),
            Stage::Contested { reconsideration, .. } => reconsidered = Some(reconsideration),
            _ => {}
        }
        Case { stage, returns, proposals, reconsidered, version: self.version + 1, ..self }
    }

    /// The hand whose turn it is, if this step is its to take.
    pub(crate) fn turn_of(&self, step: &Step, unit: Option<UnitId>) -> Result<Hand, Refusal> {
        let hand = self.hand().ok_or_else(finished)?;
        self.acts_at(hand, step)?;
        if let Stage::Contested { .. } = self.stage {
            return Err(Refusal::stage("reconsider-instead").under(hand.clause()));
        }
        if hand.holder() == Holder::EmployingUnit && self.unit.is_some() && self.unit != unit {
            return Err(Refusal::seat("case-of-another-unit").under(hand.clause()));
        }
        Ok(hand)
    }

    /// Whether this step is one of the hand's role, and not before the last one.
    pub(crate) fn acts_at(&self, hand: Hand, step: &Step) -> Result<(), Refusal> {
        if step.role != hand.role() {
            let role = Policy::standard().role(hand.role()).clone();
            return Err(Refusal::seat("turn-of-another-role").under(hand.clause()).with_text("role", role));
        }
        if step.on < self.since() {
            return Err(Refusal::content("step-before-the-last").with("since", self.since()).at("/on"));
        }
        Ok(())
    }

    /// The step as it is kept.
    pub(crate) fn taken(&self, step: Step) -> Result<Step, Refusal> {
        Ok(Step { words: spoken(step.words, "/words")?, version: self.version + 1, ..step })
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

fn waits() -> Refusal {
    Refusal::stage("waits-for-the-applicant").under(Clause::article(14))
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
