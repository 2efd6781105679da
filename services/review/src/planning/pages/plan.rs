//! One plan on one page: its hands, its posts, what the seats said, and the next act as a form.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use domain::plan::seats;
use domain::{Concern, Plan, PlanHand, PlannedPost, Policy, Post, PostId, Seat, Step, UnitRef, concerns};
use kit::html::{Choice, Form, Frame, Say};
use kit::{At, Fault, Walked};

use super::act::{ActShown, Beside, Entry, HandShown, OpinionRow, PostRow, Teller, newest_first};
use super::{PLANS, ROWS, unit_choices};
use crate::officers::Officer;
use crate::planning::paging::desk::SeatPlace;
use crate::planning::seats::desk::may_ask;
use crate::planning::{desk, view};
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
    /// How many there are in all.
    counted: String,
    beside: Beside,
    log: Vec<Entry>,
    act: Option<ActShown>,
    /// What keeps the officer from the act though it is theirs, and who takes it instead.
    barred: String,
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
    /// The further seats that the officer can ask.
    asks: Vec<Choice>,
    version: i64,
    /// Whether the officer can begin a post of a unit, for which one in somebody's place, which there are to choose from, the
    /// posts that can be copied, and in an amendment those of the catalogue.
    drafts: bool,
    drafts_for: String,
    drafting_units: Vec<Choice>,
    earlier: Vec<Choice>,
    in_force: Vec<Choice>,
}

/// A plan with what belongs to it, as far as the officer may see it.
pub struct Whole<'a> {
    /// As whom the officer acts on it.
    pub acting: &'a Officer,
    pub plan: &'a Plan,
    /// The version that the plan was opened under.
    pub policy: &'static Policy,
    /// How many of the posts are with the officer.
    pub with_me: usize,
    /// With how many of them a step was taken just now.
    pub stepped: Option<u16>,
    pub posts: &'a [PlannedPost],
    /// From which place on they are shown.
    pub at: At<SeatPlace>,
    pub units: &'a [UnitRef],
    /// The units that the officer can begin a post for, and what they issued before.
    pub drafted_for: &'a [UnitRef],
    pub earlier: &'a [Post],
    /// What they wrote in plans that were refused.
    pub refused: &'a [PlannedPost],
    /// The catalogue that it amends, and the posts of those units in it.
    pub amends: Option<&'a Issue>,
    pub in_force: &'a [Post],
}

impl PlanPage {
    pub fn new(frame: Frame, officer: Officer, whole: Whole, today: NaiveDate, form: Form) -> Result<PlanPage, Fault> {
        let language = frame.language();
        let Whole {
            acting,
            plan,
            policy,
            with_me,
            stepped,
            posts,
            at,
            units,
            drafted_for,
            earlier,
            refused,
            amends,
            in_force,
        } = whole;
        let say = words::say(language);
        let teller = Teller { say: words::say(language), language, today, policy };
        let (due, late) = teller.plan_due(plan);
        let concerned = concerned(posts, units, policy);
        let about = |(post, concerns): &(&PlannedPost, Vec<Concern>)| {
            (post.id, teller.about(concerns.iter().filter(|one| Some(one.seat) == acting.seat)))
        };
        let about: BTreeMap<PostId, String> = concerned.iter().map(about).collect();
        let place = |post: &&PlannedPost| SeatPlace {
            unconcerned: acting.seat.is_some() && about.get(&post.id).is_none_or(String::is_empty),
            id: post.id.uuid(),
        };
        let mut ordered: Vec<_> = posts.iter().collect();
        ordered.sort_by_key(place);
        let shown = Walked::within(ordered, &at, ROWS, place);
        let row = |post: &&PlannedPost| PostRow {
            about: about.get(&post.id).cloned().unwrap_or_default(),
            ..PostRow::of(&frame, &teller, post, units)
        };
        let asks = match may_ask(&officer, plan) || may_ask(acting, plan) {
            true => seats().filter(|seat| !plan.is_asked(*seat)).map(|seat| seat_choice(seat, &teller)).collect(),
            false => Vec::new(),
        };
        let act = plan.hand().filter(|_| desk::may_act(acting, plan)).map(|hand| {
            let back_to = if plan.way.is_returned() { &[] } else { hand.may_return_the_plan_to() };
            let act = teller.act(hand, plan.version, true, back_to);
            let heading = match acting.seat.filter(|_| hand == PlanHand::GroupReview) {
                // Somebody can speak for two seats, one of them in another's place.
                Some(seat) => {
                    let seat = policy.seat(seat).say(language);
                    format!("{}{}{seat}", act.heading, say.it("catalogue-colon"))
                }
                None => say.with("plan-act", &[("hand", act.heading.as_str().into())]),
            };
            // What was refused just now is told above the form.
            let held_up = plan.can_go_on(posts, &view::seats_concerned(units, posts, policy), today).err();
            let first = held_up.filter(|_| !form.failed());
            let first = first.map_or_else(String::new, |refusal| refusal.say(language));
            ActShown {
                heading,
                first,
                objects: hand == PlanHand::GroupReview,
                refuses: hand.may_refuse_the_plan(),
                ..act
            }
        });
        let copied =
            |post: &Post| Choice::new(post.id.to_string(), format!("{} {}", post.number, post.title.say(language)));
        let in_place = |unit: &&UnitRef| officer.unit != Some(unit.id) && drafted_for.len() == 1;
        let drafts_for = drafted_for
            .first()
            .filter(in_place)
            .map_or_else(String::new, |unit| say.with("draft-for", &[("unit", unit.name.say(language).into())]));
        let refused = refused.iter().map(|post| {
            let title = match view::title(post, language) {
                "" => say.owned("post-untitled"),
                title => title.to_owned(),
            };
            Choice::new(post.id.to_string(), say.with("post-of-refused", &[("title", title.into())]))
        });
        Ok(PlanPage {
            title: plan.title.say(language).to_owned(),
            path: format!("{PLANS}/{}", plan.id),
            stands: teller.stands(&plan.way, "plan-issued"),
            due,
            late,
            document: plan.document.as_ref().map(ToString::to_string).unwrap_or_default(),
            drafts_by: say.with("plan-drafts-by", &[("day", teller.day(plan.drafts_by).into())]),
            hands: PlanHand::ALL.map(|hand| hand_of(&teller, plan, hand)).into(),
            open: teller.open(&plan.way),
            opinions: opinions(&teller, plan, &concerned),
            posts: shown.items.iter().map(row).collect(),
            counted: say.with("plan-posts-counted", &[("count", posts.len().into())]),
            beside: Beside::of(&frame, &format!("{PLANS}/{}", plan.id), &shown)?,
            log: log(&teller, plan),
            act,
            barred: desk::barred(acting, plan).map_or_else(String::new, |refusal| refusal.say(language)),
            steps: (with_me > 0).then(|| say.with("steps-to", &[("count", with_me.into())])),
            stepped: stepped.map_or_else(String::new, |count| say.with("steps-done", &[("count", count.into())])),
            conflicts: plan.conflicts.iter().map(|step| conflict(&teller, step)).collect(),
            declares: desk::may_declare(&officer, plan),
            asks,
            version: plan.version,
            drafts: !drafted_for.is_empty(),
            drafts_for,
            drafting_units: unit_choices(drafted_for, language),
            earlier: earlier.iter().map(copied).chain(refused).collect(),
            in_force: in_force.iter().map(copied).collect(),
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
        })
    }
}

fn seat_choice(seat: Seat, teller: &Teller) -> Choice {
    Choice::new(seat.code(), teller.policy.seat(seat).say(teller.language))
}

fn conflict(teller: &Teller, step: &Step) -> Entry {
    let (_, entry) = teller.entry(step, "plan-recused", teller.say.owned("plan-no-part"), step.words.as_ref());
    entry
}

/// The first two hands are those of the posts; the plan begins at the third.
fn hand_of(teller: &Teller, plan: &Plan, hand: PlanHand) -> HandShown {
    let shown = teller.shown(hand, &plan.way);
    match hand {
        PlanHand::Drafting | PlanHand::Supervision => {
            let state = if plan.takes_posts() { "" } else { "done" };
            HandShown { state, when: teller.say.owned("plan-by-post"), ..shown }
        }
        _ => shown,
    }
}

fn log(teller: &Teller, plan: &Plan) -> Vec<Entry> {
    let title = plan.title.say(teller.language).to_owned();
    let mut log = vec![teller.entry(&plan.opened, "plan-log-opened", title, None)];
    let rounds = plan.earlier_opinions.iter().chain(std::iter::once(&plan.opinions));
    for (number, given) in (1..).zip(rounds).flat_map(|(number, round)| round.iter().map(move |given| (number, given)))
    {
        let seat = teller.policy.seat(given.seat).say(teller.language);
        let told = match plan.earlier_opinions.is_empty() {
            true => seat.to_owned(),
            false => teller.say.with("plan-round", &[("seat", seat.into()), ("number", number.into())]),
        };
        let kind = format!("plan-opinion-{}", given.opinion.code());
        log.push(teller.entry(&given.step, &kind, told, given.step.words.as_ref()));
    }
    for earlier in &plan.overtaken {
        let given = &earlier.given;
        let seat = teller.policy.seat(given.seat).say(teller.language);
        let told = teller.say.with("plan-opinion-earlier-text", &[("seat", seat.into())]);
        let kind = format!("plan-opinion-{}", given.opinion.code());
        log.push(teller.entry(&given.step, &kind, told, given.step.words.as_ref()));
    }
    for asked in &plan.asked {
        let seat = teller.policy.seat(asked.seat).say(teller.language).to_owned();
        log.push(teller.entry(&asked.step, "plan-seat-asked", seat, asked.step.words.as_ref()));
    }
    log.extend(teller.log(&plan.way));
    newest_first(log)
}

/// What each seat said in this round and what concerns it; those that have not spoken too, once the plan is with the group.
fn opinions(teller: &Teller, plan: &Plan, concerned: &[(&PlannedPost, Vec<Concern>)]) -> Vec<OpinionRow> {
    if plan.opinions.is_empty() && plan.hand() != Some(PlanHand::GroupReview) {
        return Vec::new();
    }
    let row = |seat: Seat| {
        let row = OpinionRow::new(&teller.say, seat, &plan.opinions);
        let own = concerned.iter().flat_map(|(_, concerns)| concerns).filter(|one| one.seat == seat);
        let is_silent = plan.opinions.iter().all(|given| given.seat != seat);
        match plan.is_asked(seat) {
            false if is_silent => OpinionRow {
                mark: "",
                opinion: teller.say.owned("plan-seat-unconcerned"),
                said: teller.say.owned("plan-seat-unconcerned.why"),
                ..row
            },
            _ if plan.was_overtaken(seat) => {
                OpinionRow { about: teller.about(own), said: teller.say.owned("plan-opinion-overtaken"), ..row }
            }
            _ => OpinionRow { about: teller.about(own), ..row },
        }
    };
    seats().map(row).collect()
}

/// What of the posts in the plan concerns whom.
fn concerned<'a>(posts: &'a [PlannedPost], units: &[UnitRef], policy: &Policy) -> Vec<(&'a PlannedPost, Vec<Concern>)> {
    let of = |post: &'a PlannedPost| {
        let kind = view::unit_of(units, post).map(|unit| unit.kind);
        (post, kind.map_or_else(Vec::new, |kind| concerns(post, kind, policy)))
    };
    posts.iter().filter(|post| !post.is_draft() && !post.way.is_refused()).map(of).collect()
}
