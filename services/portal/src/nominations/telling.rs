//! What happened to a nomination, as review is told it, and the letters the applicant is owed.
//! The portal keeps the address and the language current, so it owes the letters, also those about the case.

use chrono::{Datelike, NaiveDate};
use contract::event::{NominationSubmitted, NominationWithdrawn};
use contract::letter::{CaseMoved, CaseRejected, CaseReplied, NominationReceived, NominationWithdrawn as Withdrawn};
use contract::{Dossier, Event, Letter};
use domain::calendar::{Calendar, Due};
use domain::{Category, Hand, Language, NominationId, Policy, Post, Receipt};
use kit::{Fault, House};

use super::progress::{Ending, Progress};
use super::store::Kept;
use crate::accounts::Applicant;
use crate::{letters, words};

/// The subject under which everything about one nomination is told, in order.
pub fn subject(id: NominationId) -> String {
    format!("nomination/{id}")
}

pub fn submitted(house: &House, dossier: &Dossier) -> Result<Event, Fault> {
    Ok(Event::NominationSubmitted(NominationSubmitted {
        nomination: dossier.nomination,
        receipt: dossier.receipt,
        post: dossier.post,
        dossier: house.keys.seal_for("review", dossier)?,
    }))
}

pub fn withdrawn(house: &House, receipt: Receipt, on: NaiveDate, reason: Option<String>) -> Result<Event, Fault> {
    let reason = reason.map(|reason| house.keys.seal_for("review", &reason)).transpose()?;
    Ok(Event::NominationWithdrawn(NominationWithdrawn { receipt, on, reason }))
}

/// The receipt by mail.
pub fn received(house: &House, dossier: &Dossier, post: &Post) -> Result<Event, Fault> {
    let language = dossier.language;
    let days = Policy::standard().promised_days(Hand::Screening);
    let due = Calendar::standard().add_working_days(dossier.filed_on, days);
    let letter = Letter::NominationReceived(NominationReceived {
        person: dossier.filing.name.trim().to_owned(),
        receipt: dossier.receipt.to_string(),
        post: post.title.say(language).to_owned(),
        unit: post.unit.name.say(language).to_owned(),
        clauses: clauses(&dossier.filing.claimed, language),
        due: by_day(Some(due), language),
        link: track(house, language, dossier.receipt),
    });
    owed(house, dossier.mail.clone(), language, letter)
}

pub fn withdrawal_kept(house: &House, by: &Applicant, kept: &Kept, receipt: Receipt) -> Result<Event, Fault> {
    let language = by.language;
    let letter = Letter::NominationWithdrawn(Withdrawn {
        person: kept.filing.name.trim().to_owned(),
        receipt: receipt.to_string(),
        post: kept.about.title.say(language).to_owned(),
        unit: kept.about.unit.name.say(language).to_owned(),
        link: track(house, language, receipt),
    });
    owed(house, by.mail.clone(), language, letter)
}

/// What the applicant is written when the public stage or the holder changed; a withdrawal was confirmed already.
pub fn news(
    house: &House,
    kept: &Kept,
    progress: &Progress,
    mail: String,
    language: Language,
) -> Result<Option<Event>, Fault> {
    let Some(receipt) = kept.nomination.receipt() else {
        return Ok(None);
    };
    let post = &kept.about;
    let person = kept.filing.name.trim().to_owned();
    let title = post.title.say(language).to_owned();
    let unit = post.unit.name.say(language).to_owned();
    let link = track(house, language, receipt);
    let holder = |hand: Hand| holder(hand, post, language);
    let receipt = receipt.to_string();
    let letter = match (&progress.ending, progress.hand) {
        (Some(Ending::Withdrawn), _) | (None, None) => return Ok(None),
        (Some(Ending::Replied { number, rests_on }), _) => Letter::CaseReplied(CaseReplied {
            person,
            receipt,
            post: title,
            unit,
            number: number.clone(),
            clause: rests_on.map(|category| category.clause().say(language)).unwrap_or_default(),
            link,
        }),
        (Some(Ending::Rejected { at, reason, words }), _) => Letter::CaseRejected(CaseRejected {
            person,
            receipt,
            post: title,
            unit,
            holder: holder(*at),
            reason: reason.words().say(language).to_owned(),
            clause: reason.clause().say(language),
            remedy: reason.remedy().say(language).to_owned(),
            words: words.clone().unwrap_or_default(),
            link,
        }),
        (None, Some(hand)) => Letter::CaseMoved(CaseMoved {
            person,
            receipt,
            post: title,
            unit,
            holder: holder(hand),
            doing: words::say(language).it(format!("letter-doing-{}", hand.code())),
            due: by_day(progress.due, language),
            link,
        }),
    };
    owed(house, mail, language, letter).map(Some)
}

/// Who has it, as a sentence names them: the employing unit is a particular one.
fn holder(hand: Hand, post: &Post, language: Language) -> String {
    match hand.holder() {
        domain::Holder::EmployingUnit => post.unit.name.say(language).to_owned(),
        other => words::say(language).it(format!("letter-holder-{}", other.code())),
    }
}

fn owed(house: &House, to: String, language: Language, letter: Letter) -> Result<Event, Fault> {
    letters::owed(house, to, language, letter, None)
}

fn track(house: &House, language: Language, receipt: Receipt) -> String {
    letters::link(house, language, &format!("/track/{receipt}"))
}

fn clauses(claimed: &[String], language: Language) -> String {
    let cited = claimed.iter().filter_map(|code| Category::from_code(code)).map(|claim| claim.clause().say(language));
    let separator = match language {
        Language::Zh => "、",
        Language::En => ", ",
    };
    cited.collect::<Vec<_>>().join(separator)
}

fn by_day(due: Option<Due>, language: Language) -> String {
    let Some(due) = due else {
        return String::new();
    };
    let day = match language {
        Language::Zh => format!("{}月{}日", due.date.month(), due.date.day()),
        Language::En => due.date.format("%-d %B").to_string(),
    };
    if due.estimated { words::say(language).with("letter-day-estimated", &[("day", day.into())]) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_of_an_estimated_day_that_it_is_one() {
        let due = |estimated| Some(Due { date: NaiveDate::from_ymd_opt(2031, 3, 8).expect("a day"), estimated });
        assert_eq!(by_day(due(true), Language::Zh), "估计3月8日");
        assert_eq!(by_day(due(true), Language::En), "8 March (estimated)");
        assert_eq!(by_day(due(false), Language::En), "8 March");
        assert_eq!(by_day(None, Language::Zh), "");
    }
}
