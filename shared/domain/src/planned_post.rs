//! A post on its way into the plan (Article 12): drafted by its unit, reviewed by two departments, then in the plan.
//! Until it is handed in anything may stand in it; handed in it is read whole.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::case::MOST_WORDS;
use crate::entitled::{Entitled, would_follow};
use crate::ids::{DepartmentId, OfficerId, PlanId, PostId, UnitId};
use crate::mode::Mode;
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

/// Flagged wording that a person let stand, and why. It holds for the texts that the person read: one that is changed is asked
/// about again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptWording {
    pub flags: Vec<Flag>,
    /// The texts as they were, each once; none in a decision from before they were kept, which holds for the same word at the
    /// same place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<KeptText>,
    pub reason: String,
    pub step: Step,
}

/// A text with flagged wording, as it was decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptText {
    /// Where it stands: a JSON Pointer into the post.
    #[schema(example = "/need/zh")]
    pub at: String,
    #[schema(example = "限男性，狱警")]
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedPost {
    pub id: PostId,
    pub plan: PlanId,
    pub unit: UnitId,
    /// The department that supervises the unit.
    pub department: Option<DepartmentId>,
    /// The municipal department that reviews it; absent where any of them does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipal: Option<DepartmentId>,
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
        PlannedPost {
            id,
            plan,
            unit: unit.unit.id,
            department: unit.department_id,
            municipal: unit.municipal_id,
            change,
            input,
            kept: Vec::new(),
            way,
            returned_as: None,
            version: 1,
        }
    }

    /// Its unit is under other departments from now on: it goes to them.
    pub fn under_those_of(self, unit: &EmployingUnit) -> PlannedPost {
        let (department, municipal) = (unit.department_id, unit.municipal_id);
        PlannedPost { department, municipal, version: self.version + 1, ..self }
    }

    /// Whether it is in the line of this municipal department; who belongs to none reviews those of every line.
    pub fn is_in_line_of(&self, department: Option<DepartmentId>) -> bool {
        self.municipal.zip(department).is_none_or(|(reviews, own)| reviews == own)
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

    /// Whoever took a hand of it, one of the two in somebody's place, takes no other; once it is in the plan, nor whoever took one
    /// of the plan. `in_place_of` is who is away.
    pub fn lets_take(
        &self,
        plan: &Plan,
        by: OfficerId,
        in_place_of: Option<OfficerId>,
        hand: PlanHand,
    ) -> Result<(), Refusal> {
        let of_plan = self.way.is_through().then(|| plan.taken());
        at_one_hand(self.way.taken().chain(of_plan.into_iter().flatten()), by, in_place_of, hand)
    }

    /// The unit writes it, whole or half; what is wrong is said when it is handed in.
    pub fn save(
        self,
        step: &Step,
        plan: &Plan,
        unit: Option<UnitId>,
        input: PostInput,
    ) -> Result<PlannedPost, Vec<Refusal>> {
        plan.lets_act(step.by, step.in_place_of)?;
        self.is_of(unit)?;
        if self.way.turn_of(step)? != PlanHand::Drafting {
            return Err(vec![Refusal::stage("post-not-with-the-unit").under(CLAUSE)]);
        }
        if self.change.closes() {
            return Err(vec![Refusal::stage("closing-is-not-written").under(CLAUSE)]);
        }
        self.lets_take(plan, step.by, step.in_place_of, PlanHand::Drafting)?;
        input.is_bounded()?;
        Ok(PlannedPost { input, version: self.version + 1, ..self })
    }

    /// Flagged wording that nobody has decided on as it stands.
    pub fn undecided(&self) -> Vec<Flag> {
        if self.change.closes() {
            return Vec::new();
        }
        let texts = self.input.texts();
        let is_same = |kept: &KeptText| texts.iter().any(|(at, text)| *at == kept.at && text.trim() == kept.text);
        let decided = |flag: &Flag| {
            let of_it = |kept: &&KeptWording| kept.flags.contains(flag);
            let as_it_is = |kept: &KeptWording| kept.texts.iter().filter(|text| text.at == flag.at).all(is_same);
            self.kept.iter().filter(of_it).any(as_it_is)
        };
        wording::flags(&self.input).into_iter().filter(|flag| !decided(flag)).collect()
    }

    /// What would follow for whoever is introduced to it (Articles 19 to 21), in any case or on further conditions; nothing while
    /// it states no mode, nor of one that is closed. `unit` is the kind of its unit.
    pub fn follows(&self, unit: UnitKind, on: NaiveDate, policy: &Policy) -> Vec<Entitled> {
        let mode = Mode::from_code(self.input.mode.trim()).filter(|_| !self.change.closes());
        mode.map_or_else(Vec::new, |mode| would_follow(mode, unit, on, policy))
    }

    /// The hand whose turn it is passes it on: the unit hands it in, the last of its own hands takes it into the plan.
    /// `wording` is why flagged wording stands as it is. Once the municipal department has made the plan nothing comes into it
    /// but what was returned by name, or a post would be issued that neither the group nor the prefecture has seen. `policy` is that
    /// of the plan.
    pub fn pass(
        self,
        step: Step,
        plan: &Plan,
        unit: Option<UnitId>,
        kind: UnitKind,
        wording: Option<String>,
        policy: &Policy,
    ) -> Result<PlannedPost, Vec<Refusal>> {
        let hand = self.way.turn_of(&step)?;
        self.lets_take(plan, step.by, step.in_place_of, hand)?;
        plan.hand().ok_or_else(over)?;
        let step = self.numbered(step);
        if !plan.takes_posts() && !self.way.is_returned() {
            return Err(vec![Refusal::stage("plan-takes-no-posts").under(CLAUSE)]);
        }
        let mut kept = self.kept.clone();
        if hand == PlanHand::Drafting {
            self.is_of(unit)?;
            kept.extend(self.hand_in(&step, plan, kind, wording, policy)?);
        }
        let next = hand.next().filter(|next| *next <= PlanHand::DepartmentReview);
        let way = self.way.pass(step, next)?;
        Ok(PlannedPost { way, kept, returned_as: None, version: self.version + 1, ..self })
    }

    /// It is whole and in time, and what is flagged in it was decided on; a closing says why instead.
    fn hand_in(
        &self,
        step: &Step,
        plan: &Plan,
        kind: UnitKind,
        wording: Option<String>,
        policy: &Policy,
    ) -> Result<Option<KeptWording>, Vec<Refusal>> {
        if self.change.closes() {
            return match &step.words {
                Some(words) if !words.trim().is_empty() => Ok(None),
                _ => Err(vec![Refusal::content("closing-without-words").under(CLAUSE).at("/words")]),
            };
        }
        let mut refused = self.input.read(kind, policy).err().unwrap_or_default();
        refused.extend(self.untimely(plan, step.on));
        if !refused.is_empty() {
            return Err(refused);
        }
        let flags = self.undecided();
        if flags.is_empty() {
            return Ok(None);
        }
        let reason = wording.and_then(|words| typed::lines(&words, MOST_WORDS, "/wording", &mut refused));
        let Some(reason) = reason else {
            let words: Vec<_> = flags.iter().map(|flag| flag.word.as_str()).collect();
            let undecided = Refusal::content("wording-undecided").under(crate::Clause::article(9));
            refused.push(undecided.with("words", words.join(" / ")).at("/wording"));
            return Err(refused);
        };
        let texts = self.input.texts().into_iter().filter(|(at, _)| flags.iter().any(|flag| flag.at == *at));
        let texts = texts.map(|(at, text)| KeptText { at, text: text.trim().to_owned() }).collect();
        Ok(Some(KeptWording { flags, texts, reason, step: step.clone() }))
    }

    /// The step with the version that it leads to.
    pub(crate) fn numbered(&self, step: Step) -> Step {
        Step { version: self.version + 1, ..step }
    }

    pub(crate) fn is_of(&self, unit: Option<UnitId>) -> Result<(), Refusal> {
        if unit == Some(self.unit) { Ok(()) } else { Err(Refusal::seat("post-of-another-unit").under(CLAUSE)) }
    }
}
