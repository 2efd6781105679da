//! The hands of a case as the applicant sees them: received, the three holders, the reply; with the days of each.

use chrono::NaiveDate;
use domain::{Hand, Holder, Policy, PublicStage, Target};
use kit::html::{Say, date};

use super::dated::Dated;
use super::status::Place;
use crate::nominations::progress::Progress;
use crate::nominations::store::Kept;

pub struct HandView {
    /// For `data-s`.
    pub state: &'static str,
    pub who: String,
    pub what: String,
    pub when: Dated,
    /// Whether it came back to this hand from a later one.
    pub returned: bool,
    /// Whether the case was rejected here.
    pub rejected: bool,
}

/// The time one holder had the case without a break.
struct Run {
    holder: Holder,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// Since when the present holder has it.
pub fn held_since(progress: &Progress) -> Option<NaiveDate> {
    runs(progress).pop().filter(|run| run.to.is_none()).map(|run| run.from)
}

fn runs(progress: &Progress) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for place in progress.way.iter().filter(|place| place.stage != PublicStage::Received) {
        let holder = place.hand.map(Hand::holder);
        let open = runs.last_mut().filter(|run| run.to.is_none());
        match open {
            Some(run) if Some(run.holder) == holder => continue,
            Some(run) => run.to = Some(place.since),
            None => {}
        }
        runs.extend(holder.map(|holder| Run { holder, from: place.since, to: None }));
    }
    runs
}

/// `policy` is the one that it was submitted under.
pub fn all(say: &Say, kept: &Kept, policy: &Policy, place: &Place, filed_on: NaiveDate) -> Vec<HandView> {
    let runs = kept.progress.as_ref().map(runs).unwrap_or_default();
    let row = Rows { say, kept, policy, place, runs: &runs };
    let mut rows = vec![row.received(filed_on)];
    rows.extend(holders(kept).iter().filter_map(|holder| row.of_holder(*holder)));
    rows.extend(row.last());
    rows
}

/// The Organisation Department comes first where somebody filed to the Party organisation.
fn holders(kept: &Kept) -> &'static [Holder] {
    match kept.nomination.target {
        Target::PartyOrganisation => &Holder::ALL,
        Target::Post(_) | Target::Unit(_) => &Holder::USUAL,
    }
}

struct Rows<'a> {
    say: &'a Say,
    kept: &'a Kept,
    policy: &'a Policy,
    place: &'a Place<'a>,
    runs: &'a [Run],
}

impl Rows<'_> {
    fn received(&self, filed_on: NaiveDate) -> HandView {
        let state = if matches!(self.place, Place::Received) { "now" } else { "done" };
        self.view(state, "hand-received", self.say.owned("hand-received.what"), self.on(filed_on))
    }

    /// After a rejection or a withdrawal only those who had it are shown.
    fn of_holder(&self, holder: Holder) -> Option<HandView> {
        let key = format!("hand-{}", holder.code());
        let unit = match self.kept.about.unit() {
            Some(unit) => unit.name.say(self.say.language()).to_owned(),
            None => self.say.owned("receipt-a-unit"),
        };
        let what = self.say.with(format!("{key}.what"), &[("unit", unit.into())]);
        let run = self.runs.iter().rfind(|run| run.holder == holder);
        let now = self.runs.last().filter(|run| run.to.is_none()).map(|run| run.holder);
        let days = self.policy.promised_days(holder.first_hand());
        let to_come = || Dated::new(&self.say.with("hand-days", &[("days", days.into())]), &[]);
        match (run, self.place) {
            (Some(run), Place::At { .. }) if now == Some(holder) => {
                let returned = self.runs.iter().any(|other| other.holder > holder);
                Some(HandView { returned, ..self.view("now", &key, what, self.since(run)) })
            }
            (_, Place::At { .. } | Place::Received) if now.is_none_or(|now| now < holder) => {
                Some(self.view("todo", &key, what, to_come()))
            }
            (Some(run), Place::Rejected { at, .. }) if at.holder() == holder => {
                let rejected = self.view("done", &key, what, self.between(run));
                Some(HandView { rejected: true, ..rejected })
            }
            (Some(run), _) => Some(self.view("done", &key, what, self.between(run))),
            (None, _) => None,
        }
    }

    fn last(&self) -> Option<HandView> {
        match self.place {
            Place::Received | Place::At { .. } => {
                let when = Dated::new(&self.say.owned("hand-reply.when"), &[]);
                Some(self.view("todo", "hand-reply", self.say.owned("hand-reply.what"), when))
            }
            Place::Replied { number, on, .. } => {
                Some(self.view("done", "hand-reply", (*number).to_owned(), self.on(*on)))
            }
            Place::Withdrawn { on } => {
                Some(self.view("done", "hand-withdrawn", self.say.owned("hand-withdrawn.what"), self.on(*on)))
            }
            Place::Rejected { .. } => None,
        }
    }

    fn view(&self, state: &'static str, key: &str, what: String, when: Dated) -> HandView {
        HandView { state, who: self.say.owned(key), what, when, returned: false, rejected: false }
    }

    fn on(&self, day: NaiveDate) -> Dated {
        let day = date::day(day, self.say.language());
        Dated::new(&day.words, &[&day])
    }

    fn since(&self, run: &Run) -> Dated {
        let language = self.say.language();
        let from = date::day(run.from, language);
        let Some(due) = self.kept.progress.as_ref().and_then(|progress| progress.due) else {
            return Dated::new(&self.say.with("hand-since", &[("from", (&from.words).into())]), &[&from]);
        };
        let by = date::day(due.date, language);
        let arguments = [("from", (&from.words).into()), ("due", (&by.words).into())];
        let key = if due.estimated { "hand-since-due-estimated" } else { "hand-since-due" };
        Dated::new(&self.say.with(key, &arguments), &[&from, &by])
    }

    fn between(&self, run: &Run) -> Dated {
        let to = run.to.unwrap_or(run.from);
        if to == run.from {
            return self.on(to);
        }
        let language = self.say.language();
        let (from, to) = (date::day(run.from, language), date::day(to, language));
        let arguments = [("from", (&from.words).into()), ("to", (&to.words).into())];
        Dated::new(&self.say.with("hand-between", &arguments), &[&from, &to])
    }
}
