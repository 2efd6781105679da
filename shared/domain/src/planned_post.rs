//! A post on its way into the plan (Article 12): drafted by its unit, reviewed by two departments, then in the plan.
//! Until it is handed in anything may stand in it; handed in it is read whole.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::case::MOST_WORDS;
use crate::ids::{DepartmentId, PlanId, PostId, UnitId};
use crate::plan::Plan;
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::plan_way::{PlanWay, at_one_hand, over};
use crate::policy::Policy;
use crate::post_change::PostChange;
use crate::post_input::PostInput;
use crate::refusal::Refusal;
use crate::register::EmployingUnit;
use crate::stage::Step;
use crate::typed;
use crate::unit::UnitKind;
use crate::wording::{self, Flag};

/// Flagged wording that a person let stand, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptWording {
    pub flags: Vec<Flag>,
    pub reason: String,
    pub step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedPost {
    pub id: PostId,
    pub plan: PlanId,
    pub unit: UnitId,
    /// The department that supervises the unit.
    pub department: Option<DepartmentId>,
    /// What it does to the catalogue.
    #[serde(default)]
    pub change: PostChange,
    pub input: PostInput,
    /// The decisions on flagged wording, in their order.
    pub kept: Vec<KeptWording>,
    pub way: PlanWay,
    /// What it said when it was returned, while it is away: that is taken up again where the return is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_as: Option<PostInput>,
    /// 1 when begun, one more with each act.
    pub version: i64,
}

impl PlannedPost {
    /// A unit begins it.
    pub fn begin(
        id: PostId,
        plan: PlanId,
        unit: &EmployingUnit,
        change: PostChange,
        input: PostInput,
        on: NaiveDate,
    ) -> PlannedPost {
        let way = PlanWay::begin(PlanHand::Drafting, on);
        let (unit, department) = (unit.unit.id, unit.department_id);
        PlannedPost { id, plan, unit, department, change, input, kept: Vec::new(), way, returned_as: None, version: 1 }
    }

    /// With its unit, and handed in already or not.
    pub fn is_draft(&self) -> bool {
        self.way.hand() == Some(PlanHand::Drafting) && !self.way.is_returned()
    }

    /// Handed in and not dealt with: the plan waits for it.
    pub fn is_under_way(&self) -> bool {
        self.way.hand().is_some() && !self.is_draft()
    }

    /// The hand that may act on it now: its own, or once it is in the plan that of the plan.
    pub fn hand(&self, plan: &Plan) -> Option<PlanHand> {
        if self.way.is_through() { plan.hand() } else { self.way.hand() }
    }

    /// The unit writes it, whole or half; what is wrong is said when it is handed in.
    pub fn save(self, step: &Step, unit: Option<UnitId>, input: PostInput) -> Result<PlannedPost, Vec<Refusal>> {
        self.is_of(unit)?;
        if self.way.turn_of(step)? != PlanHand::Drafting {
            return Err(vec![Refusal::stage("post-not-with-the-unit").under(CLAUSE)]);
        }
        if self.change.closes() {
            return Err(vec![Refusal::stage("closing-is-not-written").under(CLAUSE)]);
        }
        input.is_bounded()?;
        Ok(PlannedPost { input, version: self.version + 1, ..self })
    }

    /// Flagged wording that nobody has decided on.
    pub fn undecided(&self) -> Vec<Flag> {
        if self.change.closes() {
            return Vec::new();
        }
        let decided = |flag: &Flag| self.kept.iter().any(|kept| kept.flags.contains(flag));
        wording::flags(&self.input).into_iter().filter(|flag| !decided(flag)).collect()
    }

    /// The hand whose turn it is passes it on: the unit hands it in, the last of its own hands takes it into the plan.
    /// `wording` is why flagged wording stands as it is. Once the municipal department has made the plan nothing comes into it
    /// but what was returned by name, or a post would be issued that neither the group nor the prefecture has seen.
    pub fn pass(
        self,
        step: Step,
        plan: &Plan,
        unit: Option<UnitId>,
        kind: UnitKind,
        wording: Option<String>,
    ) -> Result<PlannedPost, Vec<Refusal>> {
        let hand = self.way.turn_of(&step)?;
        at_one_hand(self.way.taken(), &step, hand)?;
        plan.hand().ok_or_else(over)?;
        if !plan.takes_posts() && !self.way.is_returned() {
            return Err(vec![Refusal::stage("plan-takes-no-posts").under(CLAUSE)]);
        }
        let mut kept = self.kept.clone();
        if hand == PlanHand::Drafting {
            self.is_of(unit)?;
            kept.extend(self.hand_in(&step, kind, wording)?);
        }
        let next = hand.next().filter(|next| *next <= PlanHand::DepartmentReview);
        let way = self.way.pass(step, next)?;
        Ok(PlannedPost { way, kept, returned_as: None, version: self.version + 1, ..self })
    }

    /// It is whole, and what is flagged in it was decided on; a closing says why instead.
    fn hand_in(
        &self,
        step: &Step,
        kind: UnitKind,
        wording: Option<String>,
    ) -> Result<Option<KeptWording>, Vec<Refusal>> {
        if self.change.closes() {
            return match &step.words {
                Some(words) if !words.trim().is_empty() => Ok(None),
                _ => Err(vec![Refusal::content("closing-without-words").under(CLAUSE).at("/words")]),
            };
        }
        self.input.read(kind, Policy::standard())?;
        let flags = self.undecided();
        if flags.is_empty() {
            return Ok(None);
        }
        let mut refused = Vec::new();
        let reason = wording.and_then(|words| typed::lines(&words, MOST_WORDS, "/wording", &mut refused));
        let Some(reason) = reason else {
            let words: Vec<_> = flags.iter().map(|flag| flag.word.as_str()).collect();
            let undecided = Refusal::content("wording-undecided").under(crate::Clause::article(9));
            refused.push(undecided.with("words", words.join(" / ")).at("/wording"));
            return Err(refused);
        };
        Ok(Some(KeptWording { flags, reason, step: step.clone() }))
    }

    pub(crate) fn is_of(&self, unit: Option<UnitId>) -> Result<(), Refusal> {
        if unit == Some(self.unit) { Ok(()) } else { Err(Refusal::seat("post-of-another-unit").under(CLAUSE)) }
    }
}
