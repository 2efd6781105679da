//! A row of a list of cases.

use chrono::NaiveDate;
use domain::case::Stage;
use domain::{Answer, Calendar, Case, Consented, Language};
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
    let proposed = match &case.stage {
        Stage::Proposed { proposal, .. } => {
            let reminded = proposal.reminders.last().and_then(|reminder| reminder.step());
            Some(reminded.unwrap_or(&proposal.step))
        }
        _ => None,
    };
    let recalled = case.proposals.last().and_then(|proposal| match &proposal.answer {
        Some(Consented::Recalled { step }) => Some(step),
        _ => None,
    });
    let decided = case.reconsidered.as_ref().and_then(|again| again.decision.as_ref()).map(|decision| &decision.step);
    let way = steps.last().map(|(_, step)| *step);
    let latest = [way, returned, done, proposed, recalled, decided].into_iter().flatten();
    let applicant = from_applicant(case);
    match latest.max_by_key(|step| step.version).filter(|step| step.version > applicant || case.hand().is_none()) {
        Some(step) => {
            say.with("before", &[("name", step.name(language).into()), ("day", day(step.on, language).into())])
        }
        None => say.with("before-applicant", &[("day", day(case.since(), language).into())]),
    }
}

/// The version of the case that the applicant's latest act led to; 0 where they only filed.
fn from_applicant(case: &Case) -> i64 {
    let corrected = case.returns.iter().filter_map(|returned| match &returned.answer {
        Some(Answer::Corrected { version, .. }) => Some(*version),
        _ => None,
    });
    let consented = case.proposals.iter().filter_map(|proposal| match &proposal.answer {
        Some(Consented::Agreed { version, .. } | Consented::Refused { version, .. }) => Some(*version),
        _ => None,
    });
    let open = match &case.stage {
        Stage::Contested { reconsideration, .. } => Some(reconsideration),
        _ => None,
    };
    let contested = open.into_iter().chain(&case.reconsidered).map(|again| again.version);
    corrected.chain(consented).chain(contested).max().unwrap_or_default()
}

fn day(on: NaiveDate, language: Language) -> String {
    date::day(on, language).words
}
