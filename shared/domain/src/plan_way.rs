//! The way of a post or of a plan through the hands of Article 12: passed on, returned to a named hand and back to the
//! hand that returned it, refused by a person, or through. One mechanism for both; who may act is the table of `plan_hand`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{Calendar, Due};
use crate::case::spoken;
use crate::ids::OfficerId;
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::plan_reason::PlanReason;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::stage::Step;

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum PlanStage {
    With {
        hand: PlanHand,
    },
    /// With an earlier hand; afterwards it goes back to the one that returned it.
    Returned {
        /// Whether it was through its own hands already, as a post that is in the plan.
        was_through: bool,
        returned: Box<PlanReturn>,
    },
    /// Through all its hands: a post is in the plan, a plan is ratified.
    Through {
        step: Step,
    },
    Refused {
        at: PlanHand,
        reason: PlanReason,
        words: Option<String>,
        step: Step,
    },
}

/// A hand that passed it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Passed {
    pub hand: PlanHand,
    pub step: Step,
}

/// A return that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanReturn {
    /// The hand that returned it, and that gets it back.
    pub at: PlanHand,
    pub to: PlanHand,
    pub reason: PlanReason,
    /// Free words, shown as written.
    pub words: Option<String>,
    pub step: Step,
    /// The seat that returned it, where it was one of the group's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Seat>,
    /// The hands that have passed it on since, where it goes through another before it is back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub onward: Vec<Passed>,
    /// Whether the group has it before it is answered: a further seat is asked, or one once more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_the_group: bool,
    /// How the last of them sent it back; absent while it is away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Step>,
    /// How whoever returned it took that back, where nobody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<Step>,
}

impl PlanReturn {
    /// The hand that has it now, or had it last.
    pub fn hand(&self) -> PlanHand {
        if self.asks_the_group {
            return PlanHand::GroupReview;
        }
        let onward = self.onward.last().and_then(|passed| passed.hand.next());
        // The group has it in between for a hand after it too.
        onward.map_or(self.to, |next| next.max(self.to))
    }
}

/// A return as an officer states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanReturning {
    pub to: PlanHand,
    pub reason: PlanReason,
    pub words: Option<String>,
}

/// The way so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanWay {
    #[serde(flatten)]
    pub stage: PlanStage,
    /// In their order.
    pub passed: Vec<Passed>,
    /// The returns that are over, in their order.
    pub returns: Vec<PlanReturn>,
    /// Since when it is where it is.
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
}

/// A stand-in takes no second hand of the same way, neither before nor after; `taken` are the steps so far. `in_place_of` is who
/// is away.
pub fn at_one_hand<'a>(
    taken: impl Iterator<Item = (PlanHand, &'a Step)> + Clone,
    by: OfficerId,
    in_place_of: Option<OfficerId>,
    hand: PlanHand,
) -> Result<(), Refusal> {
    let own = taken.filter(|(_, taken)| taken.by == by);
    let stands_in = in_place_of.is_some() || own.clone().any(|(_, taken)| taken.in_place_of.is_some());
    match stands_in && own.into_iter().any(|(at, _)| at != hand) {
        true => Err(Refusal::seat("two-hands-of-a-plan").under(CLAUSE)),
        false => Ok(()),
    }
}

impl PlanWay {
    pub fn begin(hand: PlanHand, on: NaiveDate) -> PlanWay {
        PlanWay { stage: PlanStage::With { hand }, passed: Vec::new(), returns: Vec::new(), since: on }
    }

    /// The steps at its hands so far: passed on, returned, answered.
    pub fn taken(&self) -> impl Iterator<Item = (PlanHand, &Step)> + Clone {
        let returns = self.returns.iter().chain(self.open_return());
        let onward = returns.clone().flat_map(|returned| &returned.onward);
        let answered = returns.clone().filter_map(|returned| Some((returned.hand(), returned.answer.as_ref()?)));
        let passed = self.passed.iter().chain(onward).map(|passed| (passed.hand, &passed.step));
        passed.chain(returns.map(|returned| (returned.at, &returned.step))).chain(answered)
    }

    /// Whose turn it is; none where it is through or refused.
    pub fn hand(&self) -> Option<PlanHand> {
        match &self.stage {
            PlanStage::With { hand } => Some(*hand),
            PlanStage::Returned { returned, .. } => Some(returned.hand()),
            PlanStage::Through { .. } | PlanStage::Refused { .. } => None,
        }
    }

    pub fn is_through(&self) -> bool {
        matches!(self.stage, PlanStage::Through { .. })
    }

    pub fn is_refused(&self) -> bool {
        matches!(self.stage, PlanStage::Refused { .. })
    }

    /// Whether it is back with an earlier hand.
    pub fn is_returned(&self) -> bool {
        matches!(self.stage, PlanStage::Returned { .. })
    }

    /// By when the hand that has it promised to be done.
    pub fn due(&self, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        self.due_from(self.since, calendar, policy)
    }

    /// The same, its days beginning on this one.
    pub(crate) fn due_from(&self, day: NaiveDate, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        let days = policy.plan_days(self.hand()?);
        Some(calendar.add_working_days(day, days))
    }

    /// The hand whose turn it is, if this step is its to take.
    pub fn turn_of(&self, step: &Step) -> Result<PlanHand, Refusal> {
        let hand = self.hand().ok_or_else(over)?;
        acts_at(step, hand)?;
        Ok(hand)
    }

    /// On to `next`, or through where there is none; what was returned goes back to the hand that returned it.
    pub fn pass(self, step: Step, next: Option<PlanHand>) -> Result<PlanWay, Refusal> {
        let hand = self.turn_of(&step)?;
        let step = said(step)?;
        let PlanWay { mut passed, mut returns, .. } = self;
        let on = step.on;
        let stage = match self.stage {
            PlanStage::Returned { was_through, returned } => {
                let stage = match was_through {
                    true => PlanStage::Through { step: step.clone() },
                    false => PlanStage::With { hand: returned.at },
                };
                returns.push(PlanReturn { answer: Some(step), ..*returned });
                stage
            }
            _ => {
                passed.push(Passed { hand, step: step.clone() });
                next.map_or(PlanStage::Through { step }, |hand| PlanStage::With { hand })
            }
        };
        Ok(PlanWay { stage, passed, returns, since: on })
    }

    /// What was returned goes on to the next hand before it is back with the one that returned it.
    pub(crate) fn pass_onward(self, step: Step) -> Result<PlanWay, Refusal> {
        let hand = self.turn_of(&step)?;
        let step = said(step)?;
        let since = step.on;
        let PlanStage::Returned { was_through, mut returned } = self.stage else {
            return Err(over());
        };
        returned.onward.push(Passed { hand, step });
        returned.asks_the_group = false;
        Ok(PlanWay { stage: PlanStage::Returned { was_through, returned }, since, ..self })
    }

    /// Returned by `at` to one of these hands. What came back to a hand is answered before it is returned further.
    pub fn send_back(
        self,
        step: Step,
        at: PlanHand,
        to: &[PlanHand],
        seat: Option<Seat>,
        returning: PlanReturning,
    ) -> Result<PlanWay, Refusal> {
        acts_at(&step, at)?;
        if self.is_returned() {
            return Err(Refusal::stage("answer-the-return").under(CLAUSE));
        }
        if !to.contains(&returning.to) {
            return Err(Refusal::content("no-earlier-hand").under(CLAUSE).at("/to"));
        }
        let (step, was_through) = (said(step)?, self.is_through());
        let PlanReturning { to, reason, words } = returning;
        let words = spoken(words, "/words")?;
        let returned = PlanReturn {
            at,
            to,
            reason,
            words,
            step,
            seat,
            onward: Vec::new(),
            asks_the_group: false,
            answer: None,
            recalled: None,
        };
        let since = returned.step.on;
        Ok(PlanWay { stage: PlanStage::Returned { was_through, returned: Box::new(returned) }, since, ..self })
    }

    /// Whoever returned it takes that back: it is where it was.
    pub(crate) fn recall(self, step: Step) -> Result<PlanWay, Refusal> {
        let PlanStage::Returned { was_through, returned } = self.stage else {
            return Err(Refusal::stage("nothing-to-recall").under(CLAUSE));
        };
        acts_at(&step, returned.at)?;
        let (step, mut returns) = (said(step)?, self.returns);
        let since = step.on;
        let stage = match was_through {
            true => PlanStage::Through { step: step.clone() },
            false => PlanStage::With { hand: returned.at },
        };
        returns.push(PlanReturn { recalled: Some(step), ..*returned });
        Ok(PlanWay { stage, returns, since, passed: self.passed })
    }

    /// A seat is asked, a further one or once more: the group has it again, with what was said so far. What was returned stays so,
    /// and is afterwards with whoever it was returned to.
    pub(crate) fn back_with_the_group(self, on: NaiveDate) -> PlanWay {
        let stage = match self.stage {
            PlanStage::Returned { was_through, returned } => {
                let returned = Box::new(PlanReturn { asks_the_group: true, ..*returned });
                PlanStage::Returned { was_through, returned }
            }
            _ => PlanStage::With { hand: PlanHand::GroupReview },
        };
        PlanWay { stage, since: on, ..self }
    }

    /// A person at this hand decides against it.
    pub fn refuse(
        self,
        step: Step,
        at: PlanHand,
        reason: PlanReason,
        words: Option<String>,
    ) -> Result<PlanWay, Refusal> {
        acts_at(&step, at)?;
        let PlanWay { mut returns, .. } = self;
        match self.stage {
            PlanStage::Refused { .. } => return Err(over()),
            PlanStage::Returned { returned, .. } => returns.push(*returned),
            PlanStage::With { .. } | PlanStage::Through { .. } => {}
        }
        let (step, words) = (said(step)?, spoken(words, "/words")?);
        let since = step.on;
        Ok(PlanWay { stage: PlanStage::Refused { at, reason, words, step }, returns, since, ..self })
    }

    /// The return that waits for an answer.
    pub fn open_return(&self) -> Option<&PlanReturn> {
        match &self.stage {
            PlanStage::Returned { returned, .. } => Some(returned.as_ref()),
            _ => None,
        }
    }
}

/// That whoever acts is in the role of this hand.
pub fn acts_at(step: &Step, hand: PlanHand) -> Result<(), Refusal> {
    if step.role == hand.role() {
        return Ok(());
    }
    let role = Policy::standard().role(hand.role()).clone();
    Err(Refusal::seat("turn-of-another-role").under(CLAUSE).with_text("role", role))
}

pub(crate) fn over() -> Refusal {
    Refusal::stage("plan-step-over").under(CLAUSE)
}

/// The step as it is kept.
pub(crate) fn said(step: Step) -> Result<Step, Refusal> {
    Ok(Step { words: spoken(step.words, "/words")?, ..step })
}
