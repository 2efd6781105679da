//! A row of a list of cases.

use chrono::NaiveDate;
use domain::{Answer, Calendar, Language};
use kit::html::{Frame, Say, date};

use super::case::named;
use crate::cases::about::About;
use crate::cases::store::Listed;

/// A case in a row.
pub struct Row {
    pub due: String,
    pub late: bool,
    pub lateness: String,
    pub to: String,
    pub name: String,
    pub receipt: String,
    pub act: String,
    pub post: String,
    pub unit: String,
    pub clauses: String,
    pub used: String,
    pub before: String,
}

impl Row {
    pub fn new(frame: &Frame, say: &Say, listed: &Listed, about: &About, today: NaiveDate) -> Row {
        let (policy, calendar, language) = (about.policy, Calendar::standard(), frame.language());
        let case = &listed.case;
        let late = listed.due.and_then(|due| calendar.days_late(due, today));
        let used = case.used(calendar, policy, today).map(|(used, promised)| format!("{used}/{promised}"));
        Row {
            due: listed.due.map_or_else(|| day(case.since(), language), |due| day(due, language)),
            late: late.is_some(),
            lateness: late.map_or_else(String::new, |days| say.with("late-by", &[("days", days.into())])),
            to: frame.to(format!("/staff/cases/{}", case.id)),
            name: named(&listed.extract.name, say),
            receipt: case.receipt.to_string(),
            act: match case.next_act() {
                Some(_) if case.stage.waits_for_applicant() => say.owned("waits-for-applicant"),
                Some(act) => policy.act(act).say(language).to_owned(),
                None => policy.public_stage(case.public_stage()).say(language).to_owned(),
            },
            post: about.title(say),
            unit: about.unit(language),
            clauses: listed.extract.claimed.join(" "),
            used: used.unwrap_or_default(),
            before: before(say, listed, language),
        }
    }
}

/// Who had it before, and until when.
fn before(say: &Say, listed: &Listed, language: Language) -> String {
    let case = &listed.case;
    let steps = case.stage.steps();
    let open = case.stage.open_returns();
    let returned = open.first().map(|returned| {
        let reminded = returned.reminders.last().and_then(|reminder| reminder.step());
        reminded.unwrap_or(&returned.step)
    });
    let done = case.returns.last().and_then(|returned| match &returned.answer {
        Some(Answer::Done { step } | Answer::Recalled { step }) => Some(step),
        _ => None,
    });
    let latest = steps.last().map(|(_, step)| *step).into_iter().chain(returned).chain(done);
    match latest.max_by_key(|step| step.version).filter(|step| step.version == case.version || case.hand().is_none()) {
        Some(step) => {
            say.with("before", &[("name", step.name(language).into()), ("day", day(step.on, language).into())])
        }
        None => say.with("before-applicant", &[("day", day(case.since(), language).into())]),
    }
}

fn day(on: NaiveDate, language: Language) -> String {
    date::day(on, language).words
}
