//! What a post and a plan show alike: the next act as a form, where it stands among its hands, and what happened to it.

use chrono::NaiveDate;
use domain::{
    Calendar, Concern, Language, Plan, PlanHand, PlanOpinion, PlanReason, PlanReturn, PlanStage, PlanWay, PlannedPost,
    Policy, Seat, SeatOpinion, Step, UnitRef,
};
use kit::html::{Choice, Frame, Say, date};
use kit::{At, Fault, Place, Walked};

use super::POSTS;
use crate::planning::view;

/// The next act.
pub struct ActShown {
    pub heading: String,
    /// What becomes of the posts first; empty where nothing does.
    pub first: String,
    pub version: i64,
    /// Whether the officer passes it on here, or only returns or refuses it.
    pub agrees: bool,
    /// Whether a seat can object.
    pub objects: bool,
    /// Whether the officer can decide against it.
    pub refuses: bool,
    /// Whether the officer can take back a return.
    pub recalls: bool,
    pub back_to: Vec<Choice>,
    pub reasons: Vec<Choice>,
}

pub struct HandShown {
    pub state: &'static str,
    pub name: String,
    pub who: String,
    pub when: String,
}

/// When something happened: the day, and on one day the version that it led to; 0 where that was not kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    on: NaiveDate,
    version: i64,
}

impl Moment {
    fn of(step: &Step) -> Moment {
        Moment { on: step.on, version: step.version }
    }
}

pub struct Entry {
    pub when: date::When,
    pub kind: String,
    pub words: String,
    pub said: String,
}

/// What a seat said, or that it has not spoken yet.
pub struct OpinionRow {
    pub seat: String,
    pub mark: &'static str,
    pub opinion: String,
    pub said: String,
    /// What concerns the seat, where that is told.
    pub about: String,
}

impl OpinionRow {
    pub fn new(say: &Say, seat: Seat, opinions: &[SeatOpinion]) -> OpinionRow {
        let given = opinions.iter().find(|given| given.seat == seat);
        let (mark, code) = match given.map(|given| given.opinion) {
            Some(PlanOpinion::Agrees) => ("met", "agrees"),
            Some(PlanOpinion::Objects) => ("not", "objects"),
            None => ("wait", "waits"),
        };
        OpinionRow {
            seat: Policy::standard().seat(seat).say(say.language()).to_owned(),
            mark,
            opinion: say.owned(format!("plan-opinion-{code}")),
            said: given.and_then(|given| given.step.words.clone()).unwrap_or_default(),
            about: String::new(),
        }
    }
}

/// A post in a list.
pub struct PostRow {
    pub to: String,
    pub title: String,
    pub unit: String,
    pub stands: String,
    pub due: String,
    pub late: bool,
    /// What of it concerns the reader's seat.
    pub about: String,
}

impl PostRow {
    pub fn of(frame: &Frame, teller: &Teller, post: &PlannedPost, units: &[UnitRef]) -> PostRow {
        let title = view::title(post, teller.language);
        let unit = view::unit_of(units, post).map_or("", |unit| unit.name.say(teller.language));
        let (due, late) = teller.due(post);
        PostRow {
            to: frame.to(format!("{POSTS}/{}", post.id)),
            title: if title.is_empty() { teller.say.owned("post-untitled") } else { title.to_owned() },
            unit: unit.to_owned(),
            stands: teller.stands(&post.way, "post-in-plan"),
            due,
            late,
            about: String::new(),
        }
    }
}

/// The pages of a list of posts before and after the one that is shown.
pub struct Beside {
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Beside {
    pub fn of<T, P: Place + Clone>(frame: &Frame, path: &str, shown: &Walked<T, P>) -> Result<Beside, Fault> {
        let turned = |at: At<P>| Ok::<_, Fault>(frame.to(format!("{path}?cursor={}#posts", frame.cursor(&at)?)));
        Ok(Beside {
            before: shown.before.clone().map(|place| turned(At::Before(place))).transpose()?,
            after: shown.after.clone().map(|place| turned(At::After(place))).transpose()?,
        })
    }
}

/// What both pages are made with.
#[derive(Clone, Copy)]
pub struct Teller {
    pub say: Say,
    pub language: Language,
    pub today: NaiveDate,
    /// The version that the plan was opened under.
    pub policy: &'static Policy,
}

impl Teller {
    pub fn hand(&self, hand: PlanHand) -> String {
        let row = self.policy.plan_hands().iter().find(|row| row.code == hand.code());
        row.map_or_else(|| hand.code().to_owned(), |row| row.name.say(self.language).to_owned())
    }

    pub fn day(&self, on: NaiveDate) -> String {
        date::day(on, self.language).words
    }

    pub fn act(&self, hand: PlanHand, version: i64, agrees: bool, back_to: &[PlanHand]) -> ActShown {
        let reason = |reason: PlanReason| Choice::new(reason.code(), reason.words().say(self.language));
        ActShown {
            heading: self.hand(hand),
            first: String::new(),
            version,
            agrees,
            objects: false,
            refuses: true,
            recalls: false,
            back_to: back_to.iter().map(|hand| Choice::new(hand.code(), self.hand(*hand))).collect(),
            reasons: PlanReason::ALL.map(reason).into(),
        }
    }

    /// When it is due where it is, and whether that day has passed; then also since how long.
    pub fn due(&self, post: &PlannedPost) -> (String, bool) {
        self.due_on(view::due(post, self.policy))
    }

    /// The same of a plan.
    pub fn plan_due(&self, plan: &Plan) -> (String, bool) {
        self.due_on(view::plan_due(plan, self.policy))
    }

    fn due_on(&self, due: Option<NaiveDate>) -> (String, bool) {
        let Some(due) = due else {
            return (String::new(), false);
        };
        match Calendar::standard().days_late(due, self.today) {
            Some(days) => {
                let past = [("day", self.day(due).into()), ("days", days.into())];
                (self.say.with("due-past", &past), true)
            }
            None => (self.say.with("due", &[("day", self.day(due).into())]), false),
        }
    }

    /// One of the hands: who took the step, whose turn it is, what is to come.
    pub fn shown(&self, hand: PlanHand, way: &PlanWay) -> HandShown {
        let step = way.passed.iter().rfind(|passed| passed.hand == hand).map(|passed| &passed.step);
        let is_now = way.hand() == Some(hand);
        let when = match step {
            _ if is_now => self.say.with("since", &[("day", self.day(way.since).into())]),
            Some(step) => {
                let name = step.name(self.language);
                self.say.with("by-on", &[("name", name.into()), ("day", self.day(step.on).into())])
            }
            None => String::new(),
        };
        let state = match step {
            _ if is_now => "now",
            Some(_) => "done",
            None => "todo",
        };
        let who = self.policy.role(hand.role()).say(self.language).to_owned();
        HandShown { state, name: self.hand(hand), who, when }
    }

    /// Where it stands, in words.
    pub fn stands(&self, way: &PlanWay, through: &str) -> String {
        match &way.stage {
            PlanStage::With { hand } => self.say.with("plan-with", &[("hand", self.hand(*hand).into())]),
            PlanStage::Returned { returned, .. } => self.say.with(
                "plan-returned-to",
                &[("hand", self.hand(returned.hand()).into()), ("at", self.hand(returned.at).into())],
            ),
            PlanStage::Through { .. } => self.say.owned(through),
            PlanStage::Refused { at, .. } => self.say.with("plan-refused-at", &[("hand", self.hand(*at).into())]),
        }
    }

    /// What waits for an answer, or ended it: the reason, what is to be done, and the officer's words.
    pub fn open(&self, way: &PlanWay) -> Vec<String> {
        let (reason, remedy, words) = match &way.stage {
            PlanStage::Returned { returned, .. } => (returned.reason, Some(returned.reason.remedy()), &returned.words),
            PlanStage::Refused { reason, words, .. } => (*reason, None, words),
            PlanStage::With { .. } | PlanStage::Through { .. } => return Vec::new(),
        };
        let told = [Some(reason.words()), remedy].into_iter().flatten().map(|text| text.say(self.language).to_owned());
        told.chain(words.iter().cloned()).collect()
    }

    /// What concerns a seat, each thing once and with its clause.
    pub fn about<'a>(&self, concerns: impl IntoIterator<Item = &'a Concern>) -> String {
        let mut told: Vec<String> = Vec::new();
        for one in concerns {
            let arguments =
                [("what", one.what.say(self.language).into()), ("clause", one.clause.say(self.language).into())];
            let words = self.say.with("plan-concern", &arguments);
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told.join(&*self.say.it("comma"))
    }

    /// Everything that happened on the way.
    pub fn log(&self, way: &PlanWay) -> Vec<(Moment, Entry)> {
        let mut log = Vec::new();
        for passed in &way.passed {
            log.push(self.entry(&passed.step, "log-moved", self.hand(passed.hand), passed.step.words.as_ref()));
        }
        for returned in way.returns.iter().chain(way.open_return()) {
            log.extend(self.returned(returned));
        }
        if let PlanStage::Refused { at, reason, words, step } = &way.stage {
            let told = format!("{}{}{}", self.hand(*at), self.say.it("comma"), reason.words().say(self.language));
            log.push(self.entry(step, "log-rejected", told, words.as_ref()));
        }
        log
    }

    fn returned(&self, returned: &PlanReturn) -> Vec<(Moment, Entry)> {
        let onward = returned.onward.iter();
        let onward = onward.map(|one| self.entry(&one.step, "log-moved", self.hand(one.hand), one.step.words.as_ref()));
        let reason = returned.reason.words().say(self.language);
        let told =
            self.say.with("log-returned-words", &[("to", self.hand(returned.to).into()), ("reason", reason.into())]);
        let asked = self.entry(&returned.step, "log-returned", told, returned.words.as_ref());
        let sent_back = || self.say.owned("log-sent-back");
        let answer = returned.answer.as_ref();
        let answer = answer.map(|step| self.entry(step, "log-moved", sent_back(), step.words.as_ref()));
        let recalled = returned.recalled.as_ref();
        let recalled =
            recalled.map(|step| self.entry(step, "log-return-recalled", self.hand(returned.at), step.words.as_ref()));
        std::iter::once(asked).chain(onward).chain(answer).chain(recalled).collect()
    }

    pub fn entry(&self, step: &Step, kind: &str, what: String, said: Option<&String>) -> (Moment, Entry) {
        let role = self.policy.role(step.role).say(self.language);
        let words = self.say.with(
            "log-step",
            &[("name", step.name(self.language).into()), ("role", role.into()), ("act", what.into())],
        );
        let when = date::full(step.on, self.language);
        (Moment::of(step), Entry { when, kind: self.say.owned(kind), words, said: said.cloned().unwrap_or_default() })
    }
}

/// The newest first; what happened on one day by its version, and where that was not kept in the order in which it was told.
pub fn newest_first(mut log: Vec<(Moment, Entry)>) -> Vec<Entry> {
    log.reverse();
    log.sort_by_key(|(moment, _)| std::cmp::Reverse(*moment));
    log.into_iter().map(|(_, entry)| entry).collect()
}
