//! What seats said of a post that came back otherwise (Article 12): it stays on record as said of the text before, and they are asked again.
//! Only those speak again whose own matter is another one now; what the others said holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::PostId;
use crate::plan::{Plan, SeatOpinion};
use crate::plan_hand::PlanHand;
use crate::seat::Seat;

/// An opinion that was given on the earlier text of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OvertakenOpinion {
    #[serde(flatten)]
    pub given: SeatOpinion,
    /// The post that came back otherwise.
    pub post: PostId,
    /// The day on which it did.
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
}

impl Plan {
    /// The post came back on this day with something else in it that concerns these seats. Those that had spoken are asked again,
    /// for which the plan is with the group again; nothing changes where none had.
    pub fn ask_again(self, post: PostId, seats: &[Seat], on: NaiveDate) -> Plan {
        let Plan { opinions, mut overtaken, mut concerned, way, .. } = self;
        let (earlier, opinions): (Vec<_>, Vec<_>) = opinions.into_iter().partition(|given| seats.contains(&given.seat));
        if earlier.is_empty() {
            return Plan { opinions, overtaken, concerned, way, ..self };
        }
        // Where it asks all, it goes on asking all.
        if !concerned.is_empty() {
            let spoke = earlier.iter().map(|given| given.seat);
            let new: Vec<_> = spoke.filter(|seat| !concerned.contains(seat)).collect();
            concerned.extend(new);
        }
        overtaken.extend(earlier.into_iter().map(|given| OvertakenOpinion { given, post, on }));
        let way = match way.hand() {
            Some(hand) if hand > PlanHand::GroupReview => way.back_with_the_group(on),
            _ => way,
        };
        Plan { opinions, overtaken, concerned, way, version: self.version + 1, ..self }
    }

    /// Whether the seat spoke in this round and is asked again.
    pub fn was_overtaken(&self, seat: Seat) -> bool {
        let spoke_since = self.opinions.iter().any(|given| given.seat == seat);
        !spoke_since && self.overtaken.iter().any(|earlier| earlier.given.seat == seat)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::plan::PlanOpinion;
    use crate::plan::tests::{concluded, included, returning, step};
    use crate::role::Role;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a date");

    fn changed(plan: Plan, seats: &[Seat]) -> Plan {
        plan.ask_again(Uuid::nil().into(), seats, DAY)
    }

    fn speaks(plan: Plan, seat: Seat) -> Plan {
        plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken")
    }

    #[test]
    fn a_seat_whose_matter_changed_speaks_again_and_what_it_said_before_stays_on_record() {
        let plan = changed(concluded(), &[Seat::Finance]);
        assert_eq!((plan.hand(), plan.opinions.len()), (Some(PlanHand::GroupReview), 5));
        assert!(plan.was_overtaken(Seat::Finance) && !plan.was_overtaken(Seat::Education));
        assert_eq!((plan.overtaken[0].given.opinion, plan.overtaken[0].on), (PlanOpinion::Agrees, DAY));
        let kept: Plan = serde_json::from_value(serde_json::to_value(&plan).expect("JSON")).expect("a plan");
        assert_eq!(kept, plan);
        let early = plan.clone().pass(step(Role::Secretary), &[included()]).expect_err("the group has it");
        assert_eq!(early.code(), "turn-of-another-role");
        let other = plan.clone().opine(step(Role::SeatMember), Seat::Education, PlanOpinion::Objects);
        assert_eq!(other.expect_err("its word holds").code(), "seat-spoke-before");
        let plan = speaks(plan, Seat::Finance);
        assert_eq!((plan.hand(), plan.opinions.len(), plan.overtaken.len()), (Some(PlanHand::Conclusion), 6, 1));
        assert!(!plan.was_overtaken(Seat::Finance));
        assert!(plan.pass(step(Role::Secretary), &[included()]).is_ok());
    }

    #[test]
    fn nothing_changes_where_no_seat_had_spoken() {
        let plan = concluded().concerning(vec![Seat::Finance]);
        assert_eq!(changed(plan.clone(), &[Seat::Organisation]), plan);
        assert_eq!(changed(plan.clone(), &[]), plan);
        let asked = changed(plan, &[Seat::Housing]);
        assert!(asked.is_asked(Seat::Housing), "whoever spoke unasked is asked now");
    }

    #[test]
    fn a_plan_that_is_past_the_group_goes_by_it_again() {
        let posts = [included()];
        let forward = concluded().pass(step(Role::Secretary), &posts).expect("concluded");
        let asked = changed(forward.clone(), &[Seat::Finance]);
        assert_eq!(asked.hand(), Some(PlanHand::GroupReview));
        let concluded = speaks(asked, Seat::Finance).pass(step(Role::Secretary), &posts).expect("concluded again");
        assert_eq!(concluded.hand(), Some(PlanHand::PrefectureReview));

        let to_conclude = forward.clone().send_back(step(Role::PrefectureReviewer), returning(PlanHand::Conclusion));
        let heard = speaks(changed(to_conclude.expect("returned"), &[Seat::Finance]), Seat::Finance);
        assert_eq!((heard.hand(), heard.way.is_returned()), (Some(PlanHand::Conclusion), true));

        let ratifying = forward.pass(step(Role::PrefectureReviewer), &posts).expect("put forward");
        let back = ratifying.send_back(step(Role::PrefectureRatifier), returning(PlanHand::PrefectureReview));
        let asked = changed(back.expect("returned"), &[Seat::Finance]);
        assert_eq!(asked.hand(), Some(PlanHand::GroupReview));
        let heard = speaks(asked, Seat::Finance);
        assert_eq!(heard.hand(), Some(PlanHand::PrefectureReview), "whoever it was returned to has it again");
        let answered = heard.pass(step(Role::PrefectureReviewer), &posts).expect("answered");
        assert_eq!(answered.hand(), Some(PlanHand::Ratification));
    }
}
