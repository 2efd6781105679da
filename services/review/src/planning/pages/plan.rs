//! One plan on one page: its hands, its posts, what the seats said, and the next act as a form.

use askama::Template;
use chrono::NaiveDate;
use domain::plan::seats;
use domain::{Plan, PlanHand, PlannedPost, Policy, Post, Step, UnitRef};
use kit::html::{Choice, Form, Frame, Say};

use super::PLANS;
use super::act::{ActShown, Entry, HandShown, OpinionRow, PostRow, Teller, newest_first};
use crate::officers::Officer;
use crate::planning::desk;
use crate::plans::desk::Issue;
use crate::words;

#[derive(Template)]
#[template(path = "planning/templates/plan.html")]
pub struct PlanPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    title: String,
    path: String,
    stands: String,
    due: String,
    late: bool,
    document: String,
    drafts_by: String,
    hands: Vec<HandShown>,
    open: Vec<String>,
    opinions: Vec<OpinionRow>,
    posts: Vec<PostRow>,
    log: Vec<Entry>,
    act: Option<ActShown>,
    /// Where one step is taken with several posts, where there are such.
    steps: Option<String>,
    /// What was done with several posts just now.
    stepped: String,
    /// The title and number of the catalogue that it amends.
    amends: String,
    /// The version of the policy that it was opened under.
    policy: String,
    /// Who takes no part in it, and why.
    conflicts: Vec<Entry>,
    /// Whether the officer can say the same.
    declares: bool,
    version: i64,
    /// Whether the officer's unit can begin a post, the ones that it can copy, and in an amendment those of the catalogue.
    drafts: bool,
    earlier: Vec<Choice>,
    in_force: Vec<Choice>,
}

/// A plan with what belongs to it, as far as the officer may see it.
pub struct Whole<'a> {
    /// As whom the officer acts on it.
    pub acting: &'a Officer,
    pub plan: &'a Plan,
    /// How many of the posts are with the officer.
    pub with_me: usize,
    /// With how many of them a step was taken just now.
    pub stepped: Option<u16>,
    pub posts: &'a [PlannedPost],
    pub units: &'a [UnitRef],
    /// What the officer's unit issued before.
    pub earlier: &'a [Post],
    /// The catalogue that it amends, and the unit's posts in it.
    pub amends: Option<&'a Issue>,
    pub in_force: &'a [Post],
}

impl PlanPage {
    pub fn new(frame: Frame, officer: Officer, whole: Whole, today: NaiveDate, form: Form) -> PlanPage {
        let language = frame.language();
        let Whole { acting, plan, with_me, stepped, posts, units, earlier, amends, in_force } = whole;
        let say = words::say(language);
        let teller = Teller { say: words::say(language), language, today };
        let (due, late) = teller.due(&plan.way);
        let act = plan.hand().filter(|_| desk::is_turn(acting, plan)).map(|hand| {
            let back_to = if plan.way.is_returned() { &[] } else { hand.may_return_the_plan_to() };
            let act = teller.act(hand, plan.version, true, back_to);
            ActShown { objects: hand == PlanHand::GroupReview, ..act }
        });
        let drafts = plan.takes_posts() && officer.unit.is_some() && officer.role == PlanHand::Drafting.role();
        let copied =
            |post: &Post| Choice::new(post.id.to_string(), format!("{} {}", post.number, post.title.say(language)));
        PlanPage {
            title: plan.title.say(language).to_owned(),
            path: format!("{PLANS}/{}", plan.id),
            stands: teller.stands(&plan.way, "plan-issued"),
            due,
            late,
            document: plan.document.as_ref().map(ToString::to_string).unwrap_or_default(),
            drafts_by: say.with("plan-drafts-by", &[("day", teller.day(plan.drafts_by).into())]),
            hands: PlanHand::ALL.map(|hand| hand_of(&teller, plan, hand)).into(),
            open: teller.open(&plan.way),
            opinions: opinions(&teller, plan),
            posts: posts.iter().map(|post| PostRow::of(&frame, &teller, post, units)).collect(),
            log: log(&teller, plan),
            act,
            steps: (with_me > 0).then(|| say.with("steps-to", &[("count", with_me.into())])),
            stepped: stepped.map_or_else(String::new, |count| say.with("steps-done", &[("count", count.into())])),
            conflicts: plan.conflicts.iter().map(|step| conflict(&teller, step)).collect(),
            declares: desk::may_declare(&officer, plan),
            version: plan.version,
            drafts,
            earlier: if drafts { earlier.iter().map(copied).collect() } else { Vec::new() },
            in_force: if drafts { in_force.iter().map(copied).collect() } else { Vec::new() },
            policy: match plan.policy.as_str() {
                "" => String::new(),
                version => say.with("plan-policy", &[("version", version.into())]),
            },
            amends: amends.map_or_else(String::new, |issue| {
                let title = issue.title.say(language);
                say.with("plan-amends", &[("title", title.into()), ("document", issue.document.as_str().into())])
            }),
            officer: Some(officer),
            form,
            say,
            frame,
        }
    }
}

fn conflict(teller: &Teller, step: &Step) -> Entry {
    let (_, entry) = teller.entry(step, "plan-recused", teller.say.it("plan-no-part"), step.words.as_ref());
    entry
}

/// The first two hands are those of the posts; the plan begins at the third.
fn hand_of(teller: &Teller, plan: &Plan, hand: PlanHand) -> HandShown {
    let shown = teller.shown(hand, &plan.way);
    match hand {
        PlanHand::Drafting | PlanHand::Supervision => {
            let state = if plan.takes_posts() { "" } else { "done" };
            HandShown { state, when: teller.say.it("plan-by-post"), ..shown }
        }
        _ => shown,
    }
}

fn log(teller: &Teller, plan: &Plan) -> Vec<Entry> {
    let title = plan.title.say(teller.language).to_owned();
    let mut log = vec![teller.entry(&plan.opened, "plan-log-opened", title, None)];
    for given in &plan.opinions {
        let seat = Policy::standard().seat(given.seat).say(teller.language).to_owned();
        let kind = format!("plan-opinion-{}", given.opinion.code());
        log.push(teller.entry(&given.step, &kind, seat, given.step.words.as_ref()));
    }
    log.extend(teller.log(&plan.way));
    newest_first(log)
}

/// What each seat said in this round; those that have not spoken too, once the plan is with the group.
fn opinions(teller: &Teller, plan: &Plan) -> Vec<OpinionRow> {
    if plan.opinions.is_empty() && plan.hand() != Some(PlanHand::GroupReview) {
        return Vec::new();
    }
    seats().map(|seat| OpinionRow::new(&teller.say, seat, &plan.opinions)).collect()
}
