//! What an officer is shown of a plan and of its posts, by API.

use chrono::NaiveDate;
use domain::plan::seats;
use domain::wording::{self, Flag};
use domain::{
    AskedSeat, Calendar, Concern, DepartmentId, Entitled, KeptWording, Language, OpenPointId, OvertakenOpinion,
    Permission, Plan, PlanHand, PlanId, PlanWay, PlannedPost, Policies, Policy, PostChange, PostId, PostInput, Seat,
    SeatOpinion, Step, Text, UnitId, UnitRef, concerns,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::posts::Shown;

/// A plan in a list.
#[derive(Serialize, ToSchema)]
pub struct PlanItem {
    pub id: PlanId,
    pub year: i32,
    pub title: Text,
    /// The issued catalogue that it amends; absent for the plan of a year.
    pub amends: Option<PlanId>,
    /// Whose turn it is; absent where it is issued or refused.
    pub hand: Option<PlanHand>,
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<NaiveDate>,
    /// The number it was issued under.
    #[schema(example = "伊州人才〔2027〕1号")]
    pub document: Option<String>,
    pub version: i64,
}

/// A plan, whole but for its posts, which are a list of their own.
#[derive(Serialize, ToSchema)]
pub struct PlanView {
    #[serde(flatten)]
    pub item: PlanItem,
    /// The version of the policy that it was opened under and keeps.
    #[schema(example = "2026-1")]
    pub policy: String,
    #[schema(value_type = String, format = Date)]
    pub drafts_by: NaiveDate,
    pub way: PlanWay,
    pub opinions: Vec<SeatOpinion>,
    /// Those of the rounds before a return to the group or to a hand before it, the first round first.
    pub earlier_opinions: Vec<Vec<SeatOpinion>>,
    /// What seats said in this round of a post that was changed since: they are asked again.
    pub overtaken_opinions: Vec<OvertakenOpinion>,
    /// The seats that speak, and whether the opinion of each is waited for.
    pub seats: Vec<AskedSeatView>,
    /// The further seats that the secretary asked, and why.
    pub asked: Vec<AskedSeat>,
    /// Who declared a conflict of interest, and what it is.
    pub conflicts: Vec<Step>,
}

/// A post of a plan in its list.
#[derive(Serialize, ToSchema)]
pub struct PlannedPostItem {
    pub id: PostId,
    pub unit_id: UnitId,
    pub unit: String,
    pub title: String,
    /// What it does to the catalogue.
    pub change: PostChange,
    /// Whose turn it is on the post itself; absent where it is in the plan or refused.
    pub hand: Option<PlanHand>,
    pub in_plan: bool,
    /// By when that hand promised to be done; absent of a draft, which the plan waits for until `drafts_by`.
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<NaiveDate>,
    /// What of it concerns which seat of the coordination group.
    pub concerns: Vec<Concern>,
    pub version: i64,
}

/// A seat, and whether a plan waits for its opinion: something in the plan concerns it, or the secretary asked it.
#[derive(Serialize, ToSchema)]
pub struct AskedSeatView {
    pub seat: Seat,
    pub asked: bool,
}

/// A post of a plan, whole.
#[derive(Serialize, ToSchema)]
pub struct PlannedPostView {
    #[serde(flatten)]
    pub item: PlannedPostItem,
    pub plan: PlanId,
    /// The municipal department that reviews it; absent where any of them does.
    pub municipal_id: Option<DepartmentId>,
    pub post: PostInput,
    pub way: PlanWay,
    /// What may shut people out and is not decided on yet.
    pub flags: Vec<Flag>,
    /// The decisions on flagged wording.
    pub kept: Vec<KeptWording>,
    /// Where Articles 7 and 8 are silent on the mode: the open point that lets it be.
    pub open_point: Option<OpenPointId>,
    /// What would follow for whoever is introduced to it, in any case or on further conditions (Articles 19 to 21); empty while it
    /// states no mode.
    pub entitlements: Vec<Entitled>,
}

impl PlanItem {
    pub fn of(plan: &Plan, policy: &Policy) -> PlanItem {
        PlanItem {
            id: plan.id,
            year: plan.year,
            title: plan.title.clone(),
            amends: plan.amends,
            hand: plan.hand(),
            due: plan_due(plan, policy),
            document: plan.document.as_ref().map(ToString::to_string),
            version: plan.version,
        }
    }
}

impl PlanView {
    pub fn of(plan: &Plan, policy: &Policy) -> PlanView {
        PlanView {
            item: PlanItem::of(plan, policy),
            policy: plan.policy.clone(),
            drafts_by: plan.drafts_by,
            way: plan.way.clone(),
            opinions: plan.opinions.clone(),
            earlier_opinions: plan.earlier_opinions.clone(),
            overtaken_opinions: plan.overtaken.clone(),
            seats: seats().map(|seat| AskedSeatView { seat, asked: plan.is_asked(seat) }).collect(),
            asked: plan.asked.clone(),
            conflicts: plan.conflicts.clone(),
        }
    }
}

impl PlannedPostItem {
    /// `policy` is that of its plan.
    pub fn of(post: &PlannedPost, unit: Option<&UnitRef>, policy: &Policy, language: Language) -> PlannedPostItem {
        PlannedPostItem {
            id: post.id,
            unit_id: post.unit,
            unit: unit.map_or_else(String::new, |unit| unit.name.say(language).to_owned()),
            title: title(post, language).to_owned(),
            change: post.change,
            hand: post.way.hand(),
            in_plan: post.way.is_through(),
            due: due(post, policy),
            concerns: unit.map_or_else(Vec::new, |unit| concerns(post, unit.kind, policy)),
            version: post.version,
        }
    }
}

impl PlannedPostView {
    pub fn of(shown: &Shown, on: NaiveDate, language: Language) -> PlannedPostView {
        let Shown { post, unit, policy, .. } = shown;
        PlannedPostView {
            item: PlannedPostItem::of(post, Some(&unit.unit), policy, language),
            plan: post.plan,
            municipal_id: post.municipal,
            post: post.input.clone(),
            way: post.way.clone(),
            flags: if post.is_draft() { wording::flags(&post.input) } else { post.undecided() },
            kept: post.kept.clone(),
            open_point: open_point(shown),
            entitlements: post.follows(unit.unit.kind, on, policy),
        }
    }
}

/// Article 7 or 8 says nothing of the mode: open point O11.
pub fn open_point(shown: &Shown) -> Option<OpenPointId> {
    let permission = shown.post.input.permission(shown.unit.unit.kind, shown.policy);
    (permission == Some(Permission::Silent)).then_some(OpenPointId::O11)
}

pub fn unit_of<'a>(units: &'a [UnitRef], post: &PlannedPost) -> Option<&'a UnitRef> {
    units.iter().find(|unit| unit.id == post.unit)
}

/// The seats that something in these posts concerns.
pub fn seats_concerned(units: &[UnitRef], posts: &[PlannedPost], policy: &Policy) -> Vec<Seat> {
    let with_kind = posts.iter().filter_map(|post| Some((post, unit_of(units, post)?.kind)));
    domain::seats_concerned(with_kind, policy)
}

/// In the reader's language, or in the other while it is written in one only.
pub fn title(post: &PlannedPost, language: Language) -> &str {
    let title = &post.input.title;
    let (own, other) = match language {
        Language::Zh => (&title.zh, &title.en),
        Language::En => (&title.en, &title.zh),
    };
    if own.trim().is_empty() { other.trim() } else { own.trim() }
}

/// By the policy that the plan was opened under; a draft is waited for by its plan alone.
pub fn due(post: &PlannedPost, policy: &Policy) -> Option<NaiveDate> {
    let due = post.way.due(Calendar::standard(), policy).filter(|_| !post.is_draft());
    due.map(|due| due.date)
}

pub fn plan_due(plan: &Plan, policy: &Policy) -> Option<NaiveDate> {
    plan.due(Calendar::standard(), policy).map(|due| due.date)
}

/// The policy that the plan of a post was opened under, where its plan is one of these.
pub fn policy_of<'a>(policies: &'a Policies, plans: &[Plan], post: &PlannedPost) -> &'a Policy {
    let plan = plans.iter().find(|plan| plan.id == post.plan);
    policies.of(plan.map_or("", |plan| plan.policy.as_str()))
}
