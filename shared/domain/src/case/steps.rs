//! What is done with a case: passed on, proposed, returned, corrected, replied, rejected, withdrawn (Articles 13, 14 and 16).
//! Each step takes the case and gives back the new one with what happened, or refuses.

use chrono::NaiveDate;

use super::{Case, DocumentNumber, Happened, OfficialReply, Rejection, Stage, Step, spoken};
use crate::calendar::Calendar;
use crate::category::Category;
use crate::clause::Clause;
use crate::hand::{Hand, Holder};
use crate::ids::UnitId;
use crate::policy::Policy;
use crate::reason::Reason;
use crate::refusal::Refusal;
use crate::returned::{Addressee, Answer, Return, Returning};
use crate::routing::{Consented, HandOverAnswer, Proposal, nothing_proposed};

impl Case {
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
                let late =
                    returned.due(Calendar::standard()).is_some_and(|due| on > due.holds_until(Calendar::standard()));
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
            && let Some(last) = self.answer_due(Calendar::standard()).map(|due| due.holds_until(Calendar::standard()))
            && step.on <= last
        {
            return Err(Refusal::stage("term-runs").under(at.clause()).with("day", last));
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
