//! The days of a post that is on its way into the plan (Article 12): one whose last day has passed would be ratified and issued,
//! and nobody would ever find it in the catalogue. Held against the day of the act and the year of the plan.

use chrono::{Datelike, NaiveDate};

use crate::plan::Plan;
use crate::plan_hand::CLAUSE;
use crate::planned_post::PlannedPost;
use crate::post_change::ChangeKind;
use crate::refusal::Refusal;
use crate::text::{Language, Text};
use crate::typed;

impl PlannedPost {
    /// What is wrong with its days, were it issued on this one. Days that cannot be read are told when the post is read.
    pub fn untimely(&self, plan: &Plan, on: NaiveDate) -> Vec<Refusal> {
        let mut refused = Vec::new();
        if self.change.closes() {
            return refused;
        }
        let (first, last) = opening_days(plan, on);
        // What is in the catalogue may have opened in an earlier year already.
        let is_new = self.change.kind() == ChangeKind::Added;
        if let Some(opens) = day(&self.input.opens_on)
            && (opens > last || is_new && opens < first)
        {
            let refusal = Refusal::content("opens-outside-the-plan").with("year", plan.year);
            refused.push(refusal.with("first", first).with("last", last).under(CLAUSE).at("/opens_on"));
        }
        if day(&self.input.closes_on).is_some_and(|closes| closes < on) {
            refused.push(Refusal::content("closes-in-the-past").with("today", on).under(CLAUSE).at("/closes_on"));
        }
        refused
    }
}

impl Plan {
    /// None of the posts that it would issue on this day is past its last day or opens outside the years that it can open in.
    pub fn is_timely(&self, posts: &[PlannedPost], on: NaiveDate) -> Result<(), Refusal> {
        let chosen = posts.iter().filter(|post| post.way.is_through());
        let untimely: Vec<_> = chosen.filter(|post| !post.untimely(self, on).is_empty()).collect();
        if untimely.is_empty() {
            return Ok(());
        }
        let all = |language: Language| {
            let names: Vec<_> = untimely.iter().map(|post| named(post, language)).collect();
            names.join(if language == Language::Zh { "；" } else { "; " })
        };
        let posts = Text::new(all(Language::Zh), all(Language::En));
        Err(Refusal::stage("posts-untimely").under(CLAUSE).with_text("posts", posts))
    }
}

/// The days on which a post of the plan can open. A plan is made, and can be issued, in the year before its own; the catalogue
/// that it becomes can be amended until the next one follows, which may be later than the year's end.
fn opening_days(plan: &Plan, on: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = NaiveDate::from_ymd_opt(plan.year - 1, 1, 1).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(plan.year.max(on.year()), 12, 31).unwrap_or(NaiveDate::MAX);
    (first, last)
}

/// Its title, and its days.
fn named(post: &PlannedPost, language: Language) -> String {
    let (title, opens, closes) = (&post.input.title, post.input.opens_on.trim(), post.input.closes_on.trim());
    let closes = |none: &'static str| if closes.is_empty() { none.to_owned() } else { closes.to_owned() };
    match language {
        Language::Zh => format!("{}（{opens}至{}）", title.zh.trim(), closes("招满")),
        Language::En => format!("{} ({opens} to {})", title.en.trim(), closes("until filled")),
    }
}

fn day(written: &str) -> Option<NaiveDate> {
    typed::day(written, "", &mut Vec::new())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{OfficerId, PlanId, PostId};
    use crate::plan_hand::PlanHand;
    use crate::plan_way::{PlanStage, PlanWay};
    use crate::policy::Policy;
    use crate::post_change::PostChange;
    use crate::post_input::tests::whole;
    use crate::role::Role;
    use crate::stage::Step;

    fn on(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    fn plan() -> Plan {
        let name = Text::new("某", "Somebody");
        let step = Step::new(OfficerId::from(Uuid::nil()), Role::Secretary, name, on("2026-11-26"), None);
        let (id, title) = (PlanId::from(Uuid::nil()), Text::new("计划", "Plan"));
        Plan::open(id, 2027, title, on("2026-12-31"), step, Policy::standard()).expect("opened")
    }

    fn post(change: PostChange, opens: &str, closes: &str) -> PlannedPost {
        let mut input = whole();
        (input.opens_on, input.closes_on) = (opens.to_owned(), closes.to_owned());
        let way = PlanWay::begin(PlanHand::Drafting, on("2026-11-26"));
        let (id, unit) = (Uuid::nil().into(), Uuid::nil().into());
        PlannedPost {
            id,
            plan: PlanId::from(Uuid::nil()),
            unit,
            department: None,
            municipal: None,
            change,
            input,
            kept: Vec::new(),
            way,
            returned_as: None,
            version: 1,
        }
    }

    fn told(post: &PlannedPost, today: &str) -> Vec<(&'static str, String)> {
        let refused = post.untimely(&plan(), on(today));
        refused.iter().map(|refusal| (refusal.code(), refusal.pointer().unwrap_or("").to_owned())).collect()
    }

    #[test]
    fn the_last_day_itself_is_in_time_and_the_day_after_is_not() {
        let closing = post(PostChange::Added, "2027-01-04", "2027-03-31");
        assert!(told(&closing, "2027-03-31").is_empty());
        assert_eq!(told(&closing, "2027-04-01"), [("closes-in-the-past", "/closes_on".to_owned())]);
        assert!(told(&post(PostChange::Added, "2027-01-04", ""), "2027-12-31").is_empty(), "open until filled");
        let target = PostId::from(Uuid::from_u128(7));
        let closed = post(PostChange::Closed { post: target }, "2027-01-04", "2027-03-31");
        assert!(told(&closed, "2027-04-01").is_empty(), "it leaves the catalogue anyway");
    }

    #[test]
    fn a_post_opens_in_the_year_of_its_plan_or_the_one_in_which_it_is_made() {
        let target = PostChange::Changed { post: PostId::from(Uuid::from_u128(7)) };
        for (change, opens, today, is_wrong) in [
            (PostChange::Added, "2026-01-01", "2026-11-26", false),
            (PostChange::Added, "2025-12-31", "2026-11-26", true),
            (PostChange::Added, "2027-12-31", "2026-11-26", false),
            (PostChange::Added, "2028-01-01", "2026-11-26", true),
            (PostChange::Added, "2028-01-01", "2028-01-01", false),
            (target, "2025-12-31", "2026-11-26", false),
            (target, "2072-01-01", "2026-11-26", true),
        ] {
            let expected: &[_] = if is_wrong { &[("opens-outside-the-plan", "/opens_on".to_owned())] } else { &[] };
            assert_eq!(told(&post(change, opens, ""), today), expected, "{opens} {today}");
        }
    }

    #[test]
    fn what_cannot_be_issued_any_more_is_named() {
        let mut late = post(PostChange::Added, "2027-01-04", "2027-03-31");
        let draft = late.clone();
        late.way.stage = PlanStage::Through { step: plan().opened };
        let posts = [late, draft];
        assert_eq!(plan().is_timely(&posts, on("2027-03-31")), Ok(()));
        let refused = plan().is_timely(&posts, on("2027-04-01")).expect_err("the post has ended");
        assert_eq!((refused.code(), refused.clause()), ("posts-untimely", Some(CLAUSE)));
        for language in Language::ALL {
            let said = refused.say(language);
            assert_eq!(said.matches("2027-03-31").count(), 1, "the draft stays behind: {said}");
        }
    }
}
