//! The annual plan (Article 12): posts that came through the first hands, then reviewed, concluded, ratified as a whole.
//! Pure: callers bring the date and the storage. Only a ratified plan is issued, and nothing else is.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{Calendar, Due};
use crate::code::coded;
use crate::ids::{OfficerId, PlanId};
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::plan_reason::PlanReason;
use crate::plan_rounds::OvertakenOpinion;
use crate::plan_way::{PlanReturn, PlanReturning, PlanWay, acts_at, at_one_hand, over, said};
use crate::planned_post::PlannedPost;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::stage::{DocumentNumber, Step};
use crate::text::Text;

coded! {
    /// What a seat says of the plan, on what concerns it.
    PlanOpinion {
        Agrees = "agrees",
        Objects = "objects",
    }
}

/// The opinion of a seat; a seat is an office, and this person spoke for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatOpinion {
    pub seat: Seat,
    pub opinion: PlanOpinion,
    pub step: Step,
}

/// A seat that the secretary asked though nothing concerns it, and in the words of the step why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskedSeat {
    pub seat: Seat,
    pub step: Step,
}

/// The plan of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Plan {
    pub id: PlanId,
    pub year: i32,
    /// The issued catalogue that it amends; none for the plan of a year itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<PlanId>,
    pub title: Text,
    /// The version of the policy that it was opened under (Article 29).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// Until when units are asked to hand in their posts. It ends nothing by itself: late ones come in until the municipal
    /// department has made the plan, which is a person's act.
    #[schema(value_type = String, format = Date)]
    pub drafts_by: NaiveDate,
    pub opened: Step,
    pub way: PlanWay,
    /// Those of the present round, in the order in which they came.
    pub opinions: Vec<SeatOpinion>,
    /// Those of the rounds before it, the first round first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_opinions: Vec<Vec<SeatOpinion>>,
    /// What seats of the present round said of a post that was changed since, in that order: they are asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overtaken: Vec<OvertakenOpinion>,
    /// The seats that something in it concerns; none where it went to the group before that was looked at: then all are asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerned: Vec<Seat>,
    /// The further seats that the secretary asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<AskedSeat>,
    /// Those who said that they have an interest in it, each with what it is: they take no part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Step>,
    /// The number it was issued under.
    pub document: Option<DocumentNumber>,
    /// 1 when opened, one more with each act.
    pub version: i64,
}

impl SeatOpinion {
    /// A seat speaks once, and says why where it objects; `before` is what was said so far.
    pub(crate) fn give(
        before: &[SeatOpinion],
        seat: Seat,
        opinion: PlanOpinion,
        step: Step,
    ) -> Result<SeatOpinion, Refusal> {
        if before.iter().any(|given| given.seat == seat) {
            return Err(Refusal::stage("seat-spoke-before"));
        }
        let step = said(step)?;
        if opinion == PlanOpinion::Objects && step.words.is_none() {
            return Err(Refusal::content("objection-without-words").at("/words"));
        }
        Ok(SeatOpinion { seat, opinion, step })
    }
}

impl Plan {
    /// The years that a plan can be opened for on this day. Once issued it takes the place of the catalogue in force, so that a
    /// slip of the pen would end every post that is open until filled.
    pub fn years(on: NaiveDate) -> RangeInclusive<i32> {
        on.year()..=on.year() + 1
    }

    /// The secretary opens the plan of a year; from now on units draft their posts in it.
    pub fn open(
        id: PlanId,
        year: i32,
        title: Text,
        drafts_by: NaiveDate,
        step: Step,
        policy: &Policy,
    ) -> Result<Plan, Refusal> {
        if drafts_by < step.on {
            return Err(Refusal::content("drafts-by-past").under(CLAUSE).at("/drafts_by"));
        }
        let way = PlanWay::begin(PlanHand::DepartmentReview, step.on);
        Ok(Plan {
            id,
            year,
            amends: None,
            title,
            policy: policy.version().to_owned(),
            drafts_by,
            opened: Step { version: 1, ..step },
            way,
            opinions: Vec::new(),
            earlier_opinions: Vec::new(),
            overtaken: Vec::new(),
            concerned: Vec::new(),
            asked: Vec::new(),
            conflicts: Vec::new(),
            document: None,
            version: 1,
        })
    }

    /// The secretary opens an amendment of an issued catalogue: it goes through the same hands and is issued like a plan.
    pub fn amend(
        id: PlanId,
        amends: PlanId,
        year: i32,
        title: Text,
        drafts_by: NaiveDate,
        step: Step,
        policy: &Policy,
    ) -> Result<Plan, Refusal> {
        Ok(Plan { amends: Some(amends), ..Plan::open(id, year, title, drafts_by, step, policy)? })
    }

    pub fn hand(&self) -> Option<PlanHand> {
        self.way.hand()
    }

    /// Somebody who acts at a hand of the plan has an interest in it, and from now on no part.
    pub fn declare_conflict(self, step: Step) -> Result<Plan, Refusal> {
        self.hand().ok_or_else(over)?;
        if !PlanHand::is_acted_by(step.role) {
            return Err(Refusal::seat("no-hand-of-the-plan").under(CLAUSE));
        }
        self.lets_act(step.by, step.in_place_of)?;
        let step = said(self.numbered(step))?;
        if step.words.is_none() {
            return Err(Refusal::content("conflict-without-words").under(CLAUSE).at("/words"));
        }
        let Plan { mut conflicts, .. } = self;
        conflicts.push(step);
        Ok(Plan { conflicts, version: self.version + 1, ..self })
    }

    /// Whoever declared a conflict of interest acts neither on the plan nor on a post in it, and nobody acts in their place: whom
    /// they chose would decide for them. `in_place_of` is who is away.
    pub fn lets_act(&self, by: OfficerId, in_place_of: Option<OfficerId>) -> Result<(), Refusal> {
        let has_interest = |officer: OfficerId| self.conflicts.iter().any(|declared| declared.by == officer);
        if has_interest(by) {
            return Err(Refusal::seat("in-conflict").under(CLAUSE));
        }
        match in_place_of.is_some_and(has_interest) {
            true => Err(Refusal::seat("in-place-of-conflict").under(CLAUSE)),
            false => Ok(()),
        }
    }

    /// The same at this hand: whoever took another of the plan, one of the two in somebody's place, does not take it.
    pub fn lets_take(&self, by: OfficerId, in_place_of: Option<OfficerId>, hand: PlanHand) -> Result<(), Refusal> {
        self.lets_act(by, in_place_of)?;
        at_one_hand(self.taken(), by, in_place_of, hand)
    }

    /// The hand whose turn it is, if this step is its to take.
    fn turn_of(&self, step: &Step) -> Result<PlanHand, Refusal> {
        let hand = self.way.turn_of(step)?;
        self.lets_take(step.by, step.in_place_of, hand)?;
        Ok(hand)
    }

    /// The step with the version that it leads to.
    fn numbered(&self, step: Step) -> Step {
        Step { version: self.version + 1, ..step }
    }

    /// The steps at its hands so far, and what the seats said.
    pub(crate) fn taken(&self) -> impl Iterator<Item = (PlanHand, &Step)> + Clone {
        let overtaken = self.overtaken.iter().map(|earlier| &earlier.given);
        let spoke = self.earlier_opinions.iter().flatten().chain(&self.opinions).chain(overtaken);
        self.way.taken().chain(spoke.map(|given| (PlanHand::GroupReview, &given.step)))
    }

    /// By when the hand that has it promised to be done. The days of the municipal department begin when the units have drafted.
    pub fn due(&self, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        let from = if self.takes_posts() { self.drafts_by.max(self.way.since) } else { self.way.since };
        self.way.due_from(from, calendar, policy)
    }

    /// Whether posts may be begun, handed in and passed on in it: until the municipal department has made the plan.
    pub fn takes_posts(&self) -> bool {
        self.hand() == Some(PlanHand::DepartmentReview) && !self.way.is_returned()
    }

    /// The hand whose turn it is passes the plan on. The group passes it by its opinions, the last hand by ratifying it. What a
    /// hand after the group returned to one before it goes by the group on its way back: each seat speaks on the plan as it is
    /// now (open point O12), since the posts may be others than those that it spoke on.
    pub fn pass(self, step: Step, posts: &[PlannedPost]) -> Result<Plan, Refusal> {
        let hand = self.turn_of(&step)?;
        match hand {
            PlanHand::GroupReview => return Err(Refusal::stage("opine-instead").under(CLAUSE)),
            PlanHand::Ratification => return Err(Refusal::stage("ratify-instead").under(CLAUSE)),
            _ => {}
        }
        self.is_ready(posts)?;
        let step = self.numbered(step);
        let is_past_the_group = |at: PlanHand| at > PlanHand::GroupReview && hand < PlanHand::GroupReview;
        match self.way.open_return() {
            Some(returned) if is_past_the_group(returned.at) => {
                Ok(Plan { way: self.way.pass_onward(step)?, version: self.version + 1, ..self })
            }
            _ => Ok(Plan { way: self.way.pass(step, hand.next())?, version: self.version + 1, ..self }),
        }
    }

    /// Whom its posts concern as they are now.
    pub fn concerning(self, concerned: Vec<Seat>) -> Plan {
        Plan { concerned, ..self }
    }

    /// Open point O12: whether the opinion of the seat is waited for, since something concerns it or the secretary asked it.
    pub fn is_asked(&self, seat: Seat) -> bool {
        let further = self.asked.iter().any(|asked| asked.seat == seat);
        seats().any(|one| one == seat) && (further || self.concerned.is_empty() || self.concerned.contains(&seat))
    }

    /// After the group: each seat that the posts concern as they are now has spoken. One that was returned since may concern
    /// others than before. A plan that asks all waited for all. What was returned to a hand after the secretary goes back as it
    /// is: only the hand that gets it back can send it where a seat is asked.
    pub fn has_heard(&self, concerned: &[Seat]) -> Result<(), Refusal> {
        let heard = |seat: &Seat| self.opinions.iter().any(|given| given.seat == *seat);
        let goes_back = self.way.is_returned() && self.hand() > Some(PlanHand::Conclusion);
        let is_after = self.hand().is_some_and(|hand| hand > PlanHand::GroupReview) && !goes_back;
        match concerned.iter().find(|seat| !heard(seat)) {
            Some(seat) if is_after && !self.concerned.is_empty() => {
                let name = Policy::standard().seat(*seat).clone();
                Err(Refusal::stage("seat-not-heard").under(CLAUSE).with_text("seat", name))
            }
            _ => Ok(()),
        }
    }

    /// The secretary asks a further seat, and says why. What all had spoken on waits with the group again, and so does what was
    /// returned to the secretary, who answers the return afterwards.
    pub fn ask(self, step: Step, seat: Seat) -> Result<Plan, Refusal> {
        acts_at(&step, PlanHand::Conclusion)?;
        self.lets_take(step.by, step.in_place_of, PlanHand::Conclusion)?;
        let hand = self.hand();
        if !self.may_be_asked_about() {
            return Err(Refusal::stage("not-with-the-group").under(CLAUSE));
        }
        if self.is_asked(seat) || !seats().any(|one| one == seat) {
            return Err(Refusal::content("seat-asked-before").under(CLAUSE).at("/seat"));
        }
        let step = said(self.numbered(step))?;
        if step.words.is_none() {
            return Err(Refusal::content("asking-without-words").under(CLAUSE).at("/words"));
        }
        let spoke = self.opinions.iter().any(|given| given.seat == seat);
        let way =
            if hand == Some(PlanHand::Conclusion) && !spoke { self.way.back_with_the_group(step.on) } else { self.way };
        let Plan { mut asked, .. } = self;
        asked.push(AskedSeat { seat, step });
        Ok(Plan { asked, way, version: self.version + 1, ..self })
    }

    /// Whether a further seat can be asked now: while the group or the secretary has it.
    pub fn may_be_asked_about(&self) -> bool {
        let to_others = |returned: &PlanReturn| returned.to != PlanHand::Conclusion;
        let is_with_others = self.way.open_return().is_some_and(to_others);
        matches!(self.hand(), Some(PlanHand::GroupReview | PlanHand::Conclusion)) && !is_with_others
    }

    /// A seat gives its opinion. Once every seat that is asked has, the secretary concludes, or the hand that returned it has it back.
    pub fn opine(self, step: Step, seat: Seat, opinion: PlanOpinion) -> Result<Plan, Refusal> {
        if self.turn_of(&step)? != PlanHand::GroupReview {
            return Err(Refusal::stage("not-with-the-group").under(CLAUSE));
        }
        let step = self.numbered(step);
        let given = SeatOpinion::give(&self.opinions, seat, opinion, step).map_err(|refusal| refusal.under(CLAUSE))?;
        let step = Step { words: None, ..given.step.clone() };
        let Plan { mut opinions, .. } = self;
        opinions.push(given);
        let plan = Plan { opinions, version: self.version + 1, ..self };
        let spoke = |seat: Seat| plan.opinions.iter().any(|given| given.seat == seat);
        if !seats().filter(|seat| plan.is_asked(*seat)).all(spoke) {
            return Ok(plan);
        }
        let way = match plan.way.open_return() {
            Some(returned) if returned.asks_the_group => plan.way.pass_onward(step)?,
            _ => plan.way.pass(step, Some(PlanHand::Conclusion))?,
        };
        Ok(Plan { way, ..plan })
    }

    /// The whole plan goes back to an earlier hand. A return to the group or before it begins a new round of opinions; those of
    /// the round before stay on record.
    pub fn send_back(self, step: Step, returning: PlanReturning) -> Result<Plan, Refusal> {
        let at = self.turn_of(&step)?;
        let anew = returning.to <= PlanHand::GroupReview;
        let step = self.numbered(step);
        let way = self.way.send_back(step, at, at.may_return_the_plan_to(), None, returning)?;
        let Plan { mut opinions, mut earlier_opinions, .. } = self;
        if anew && !opinions.is_empty() {
            earlier_opinions.push(std::mem::take(&mut opinions));
        }
        Ok(Plan { way, opinions, earlier_opinions, version: self.version + 1, ..self })
    }

    /// A person decides against the whole plan: each hand but the group, whose seats speak each on what concerns it (Article 5).
    /// What a seat has against the plan is its opinion, which the secretary reads and who concludes decides on.
    pub fn refuse(self, step: Step, reason: PlanReason, words: Option<String>) -> Result<Plan, Refusal> {
        let at = self.turn_of(&step)?;
        if !at.may_refuse_the_plan() {
            return Err(Refusal::stage("object-instead").under(CLAUSE));
        }
        let step = self.numbered(step);
        Ok(Plan { way: self.way.refuse(step, at, reason, words)?, version: self.version + 1, ..self })
    }

    /// Article 12: the prefecture's leading group ratifies; the catalogue is issued under this number.
    pub fn ratify(self, step: Step, number: DocumentNumber, posts: &[PlannedPost]) -> Result<Plan, Refusal> {
        if self.turn_of(&step)? != PlanHand::Ratification {
            return Err(Refusal::stage("not-ready-to-ratify").under(CLAUSE));
        }
        self.is_ready(posts)?;
        self.is_timely(posts, step.on)?;
        let step = self.numbered(step);
        let way = self.way.pass(step, None)?;
        Ok(Plan { way, document: Some(number), version: self.version + 1, ..self })
    }

    /// What would hold the hand that has it up, were it to pass the plan on that day: its posts, a seat that has not spoken on what
    /// concerns it, at the last hand the days of its posts. Nothing holds up a seat, which speaks whatever becomes of the posts.
    pub fn can_go_on(&self, posts: &[PlannedPost], concerned: &[Seat], on: NaiveDate) -> Result<(), Refusal> {
        let Some(hand) = self.hand().filter(|hand| *hand != PlanHand::GroupReview) else { return Ok(()) };
        self.has_heard(concerned)?;
        self.is_ready(posts)?;
        if hand == PlanHand::Ratification { self.is_timely(posts, on) } else { Ok(()) }
    }

    /// At least one post is in it, and none that was handed in is still with somebody.
    fn is_ready(&self, posts: &[PlannedPost]) -> Result<(), Refusal> {
        let under_way = posts.iter().filter(|post| post.is_under_way()).count();
        if under_way > 0 {
            return Err(Refusal::stage("posts-under-way").under(CLAUSE).with("count", under_way));
        }
        if !posts.iter().any(|post| post.way.is_through()) {
            return Err(Refusal::stage("plan-without-posts").under(CLAUSE));
        }
        Ok(())
    }
}

/// The seats that speak: all but the secretary's own, who concludes.
pub fn seats() -> impl Iterator<Item = Seat> {
    Seat::ALL.into_iter().filter(|seat| *seat != Seat::Organisation)
}

#[cfg(test)]
#[path = "plan_conflict_tests.rs"]
mod conflict_tests;
#[cfg(test)]
#[path = "plan_hearing_tests.rs"]
mod hearing_tests;
#[cfg(test)]
#[path = "plan_tests.rs"]
pub(crate) mod tests;
