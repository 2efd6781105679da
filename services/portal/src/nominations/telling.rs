//! What happened to a nomination, as review is told it, and the letters the applicant is owed.
//! The portal keeps the address and the language current, so it owes the letters, also those about the case.

use chrono::{Datelike, NaiveDate};
use contract::event::{
    ApplicantReminded, HandOverAnswered, NominationCorrected, NominationSubmitted, NominationWithdrawn,
    ReconsiderationAsked, VoiceAdded,
};
use contract::letter::{
    CaseMoved, CaseRejected, CaseReopened, CaseReplied, CorrectionAsked, CorrectionReceived, CorrectionReminder,
    DraftReminder, HandOverAsked, HandOverReminder, NominationReceived, NominationWithdrawn as Withdrawn,
    ReconsiderationReceived, RejectionUpheld,
};
use contract::{Consent, Dossier, Event, Letter, Voice};
use domain::calendar::{Calendar, Due};
use domain::{
    Category, Conclusion, Hand, HandOverAnswer, Language, NominationId, Policy, Receipt, RequestedItem, Section, Shows,
    Target, UnitId, term,
};
use kit::html::date;
use kit::{Fault, House, Instant};

use super::about::About;
use super::progress::{Asked, Ending, Progress};
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

pub fn corrected(house: &House, dossier: &Dossier, on: NaiveDate) -> Result<Event, Fault> {
    Ok(Event::NominationCorrected(NominationCorrected {
        receipt: dossier.receipt,
        revision: dossier.revision,
        on,
        dossier: house.keys.seal_for("review", dossier)?,
    }))
}

pub fn hand_over_answered(
    receipt: Receipt,
    unit: UnitId,
    answer: HandOverAnswer,
    on: NaiveDate,
    consent: Option<Consent>,
) -> Event {
    Event::HandOverAnswered(HandOverAnswered { receipt, unit, answer, on, consent })
}

pub fn voice_added(house: &House, receipt: Receipt, voice: &Voice) -> Result<Event, Fault> {
    Ok(Event::VoiceAdded(VoiceAdded { receipt, voice: house.keys.seal_for("review", voice)? }))
}

pub fn reconsideration_asked(
    house: &House,
    receipt: Receipt,
    on: NaiveDate,
    words: Option<String>,
) -> Result<Event, Fault> {
    let words = words.map(|words| house.keys.seal_for("review", &words)).transpose()?;
    Ok(Event::ReconsiderationAsked(ReconsiderationAsked { receipt, on, words }))
}

/// That a reminder went by itself.
pub fn reminded(receipt: Receipt, on: NaiveDate) -> Event {
    Event::ApplicantReminded(ApplicantReminded { receipt, on })
}

pub fn withdrawn(house: &House, receipt: Receipt, on: NaiveDate, reason: Option<String>) -> Result<Event, Fault> {
    let reason = reason.map(|reason| house.keys.seal_for("review", &reason)).transpose()?;
    Ok(Event::NominationWithdrawn(NominationWithdrawn { receipt, on, reason }))
}

/// The receipt by mail.
pub fn received(house: &House, dossier: &Dossier, about: &About, policy: &Policy) -> Result<Event, Fault> {
    let language = dossier.language;
    let first = match about.target() {
        Target::PartyOrganisation => Hand::Routing,
        Target::Post(_) | Target::Unit(_) => Hand::Screening,
    };
    let due = Calendar::standard().add_working_days(dossier.filed_on, policy.promised_days(first));
    let letter = Letter::NominationReceived(NominationReceived {
        person: dossier.filing.name.trim().to_owned(),
        receipt: dossier.receipt.to_string(),
        post: about.title(language).to_owned(),
        unit: about.receiver(language).to_owned(),
        clauses: clauses(&dossier.filing.claimed, language),
        due: by_day(Some(due), language),
        routed: first == Hand::Routing,
        link: track(house, language, dossier.receipt),
    });
    owed(house, dossier.mail.clone(), language, letter)
}

pub fn withdrawal_kept(house: &House, by: &Applicant, kept: &Kept, receipt: Receipt) -> Result<Event, Fault> {
    let language = by.language;
    let letter = Letter::NominationWithdrawn(Withdrawn {
        person: kept.filing.name.trim().to_owned(),
        receipt: receipt.to_string(),
        post: kept.about.title(language).to_owned(),
        unit: kept.about.receiver(language).to_owned(),
        link: track(house, language, receipt),
    });
    owed(house, by.mail.clone(), language, letter)
}

/// That the rejection is looked at again, by whom and by when.
pub fn reconsideration_received(
    house: &House,
    by: &Applicant,
    kept: &Kept,
    receipt: Receipt,
    (hand, policy): (Hand, &Policy),
    today: NaiveDate,
) -> Result<Event, Fault> {
    let language = by.language;
    let due = Calendar::standard().add_working_days(today, policy.promised_days(hand));
    let letter = Letter::ReconsiderationReceived(ReconsiderationReceived {
        person: kept.filing.name.trim().to_owned(),
        receipt: receipt.to_string(),
        post: kept.about.title(language).to_owned(),
        unit: kept.about.receiver(language).to_owned(),
        holder: holder(hand, &kept.about, language),
        due: by_day(Some(due), language),
        link: track(house, language, receipt),
    });
    owed(house, by.mail.clone(), language, letter)
}

/// The receipt of a correction, and which hand it goes back to.
pub fn correction_received(house: &House, dossier: &Dossier, kept: &Kept, hand: Hand) -> Result<Event, Fault> {
    let language = dossier.language;
    let letter = Letter::CorrectionReceived(CorrectionReceived {
        person: dossier.filing.name.trim().to_owned(),
        receipt: dossier.receipt.to_string(),
        post: kept.about.title(language).to_owned(),
        unit: kept.about.receiver(language).to_owned(),
        revision: dossier.revision.to_string(),
        holder: holder(hand, &kept.about, language),
        link: track(house, language, dossier.receipt),
    });
    owed(house, dossier.mail.clone(), language, letter)
}

/// That a draft ends soon.
pub fn draft_reminder(
    house: &House,
    kept: &Kept,
    ends: Instant,
    mail: String,
    language: Language,
) -> Result<Event, Fault> {
    let letter = Letter::DraftReminder(DraftReminder {
        person: kept.filing.name.trim().to_owned(),
        target: crate::referrals::telling::target(&kept.about, language),
        until: date::full(ends.date(), language).words,
        link: letters::link(house, language, &kept.about.form()),
    });
    owed(house, mail, language, letter)
}

/// That what is asked has not come, and its term ends soon or has passed; `sent` are the numbers of the items that files came for.
pub fn reminder(
    house: &House,
    kept: &Kept,
    sent: &[u16],
    today: NaiveDate,
    mail: String,
    language: Language,
) -> Result<Option<Event>, Fault> {
    let (Some(receipt), Some(progress)) = (kept.nomination.receipt(), &kept.progress) else {
        return Ok(None);
    };
    let (person, link) = (kept.filing.name.trim().to_owned(), track(house, language, receipt));
    let (receipt, due) = (receipt.to_string(), by_day(progress.due, language));
    let late = progress.due.is_some_and(|due| due.date < today);
    let letter = match &progress.asked {
        None => return Ok(None),
        Some(Asked::Correction { sections, .. }) => {
            let open = kept.requested().iter().filter(|item| !item.is_answered(kept.said(), sent));
            Letter::CorrectionReminder(CorrectionReminder {
                items: open.map(|item| self::item(item, language)).collect(),
                person,
                receipt,
                post: kept.about.title(language).to_owned(),
                unit: kept.about.receiver(language).to_owned(),
                parts: parts(sections, language),
                due,
                late,
                link: format!("{link}/correct"),
            })
        }
        Some(Asked::HandOver { unit, .. }) => Letter::HandOverReminder(HandOverReminder {
            person,
            receipt,
            unit: unit.name.say(language).to_owned(),
            due,
            late,
            link: format!("{link}/unit"),
        }),
    };
    owed(house, mail, language, letter).map(Some)
}

/// What the applicant is written when the public stage or the holder changed; a withdrawal was confirmed already.
/// `reconsidered` is whether the second decision is told just now: the case may move again on the same day.
pub fn news(
    house: &House,
    kept: &Kept,
    policy: &Policy,
    (before, progress): (Option<&Progress>, &Progress),
    reconsidered: bool,
    (mail, language): (String, Language),
) -> Result<Option<Event>, Fault> {
    let Some(receipt) = kept.nomination.receipt() else {
        return Ok(None);
    };
    let about = &kept.about;
    let person = kept.filing.name.trim().to_owned();
    let title = about.title(language).to_owned();
    let unit = about.receiver(language).to_owned();
    let link = track(house, language, receipt);
    let holder = |hand: Hand| holder(hand, about, language);
    let receipt = receipt.to_string();
    if let (Some(asked), Some(hand)) = (&progress.asked, progress.hand) {
        let (post, due) = (title, by_day(progress.due, language));
        let letter = match asked {
            Asked::Correction { reason, sections, words, items } => Letter::CorrectionAsked(CorrectionAsked {
                items: items.iter().map(|wanted| item(wanted, language)).collect(),
                person,
                receipt,
                post,
                unit,
                holder: holder(hand),
                reason: reason.words().say(language).to_owned(),
                clause: reason.clause().say(language),
                remedy: reason.remedy().say(language).to_owned(),
                parts: parts(sections, language),
                words: words.clone().unwrap_or_default(),
                due,
                link: format!("{link}/correct"),
            }),
            Asked::HandOver { unit, words } => Letter::HandOverAsked(HandOverAsked {
                person,
                receipt,
                unit: unit.name.say(language).to_owned(),
                words: words.clone().unwrap_or_default(),
                due,
                link: format!("{link}/unit"),
            }),
        };
        return owed(house, mail, language, letter).map(Some);
    }
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
        (Some(Ending::Rejected { at, reason, words }), _) => match progress.decided_last(Conclusion::Upheld) {
            Some(second) => Letter::RejectionUpheld(RejectionUpheld {
                person,
                receipt,
                post: title,
                unit,
                holder: holder(second.by),
                reason: reason.words().say(language).to_owned(),
                clause: reason.clause().say(language),
                words: second.words.clone().unwrap_or_default(),
                link,
            }),
            None => Letter::CaseRejected(CaseRejected {
                person,
                receipt,
                post: title,
                unit,
                holder: holder(*at),
                reason: reason.words().say(language).to_owned(),
                clause: reason.clause().say(language),
                remedy: reason.remedy().say(language).to_owned(),
                contest: by_day(kept.can_contest(progress.since, policy).ok().map(|(_, _, last)| last), language),
                words: words.clone().unwrap_or_default(),
                link,
            }),
        },
        (None, Some(hand)) => match progress.decided(Conclusion::Reopened).filter(|_| reconsidered) {
            Some(second) => Letter::CaseReopened(CaseReopened {
                person,
                receipt,
                post: title,
                unit,
                by: holder(second.by),
                holder: holder(hand),
                words: second.words.clone().unwrap_or_default(),
                due: by_day(progress.due, language),
                link,
            }),
            None => Letter::CaseMoved(CaseMoved {
                person,
                receipt,
                post: title,
                unit,
                holder: holder(hand),
                doing: words::say(language).owned(format!("letter-doing-{}", hand.code())),
                due: by_day(progress.due, language),
                taken_back: before.is_some_and(|before| progress.is_taken_back(before)),
                link,
            }),
        },
    };
    owed(house, mail, language, letter).map(Some)
}

/// Who has it, as a sentence names them: the employing unit is a particular one.
fn holder(hand: Hand, about: &About, language: Language) -> String {
    match hand.holder() {
        domain::Holder::EmployingUnit => about.receiver(language).to_owned(),
        other => words::say(language).owned(format!("letter-holder-{}", other.code())),
    }
}

/// The parts to be corrected, in a row.
pub fn parts(sections: &[Section], language: Language) -> String {
    let named = sections.iter().map(|section| part(*section, language));
    let between = match language {
        Language::Zh => "、",
        Language::En => "; ",
    };
    named.collect::<Vec<_>>().join(between)
}

/// What one of them is called.
pub fn part(section: Section, language: Language) -> String {
    term("section", section.code()).map_or_else(|| section.code().to_owned(), |name| name.say(language).to_owned())
}

/// An item that is asked for, with what it is to show.
fn item(item: &RequestedItem, language: Language) -> String {
    let shows = to_show(item.shows, language);
    words::say(language).with("letter-item", &[("name", (&item.name).into()), ("shows", shows.into())])
}

/// What an item is to show, in a few words.
pub fn to_show(shows: Shows, language: Language) -> String {
    match shows {
        Shows::Clause(category) => category.clause().say(language),
        Shows::Identity | Shows::Other => words::say(language).owned(format!("evidence-{}", shows.code())),
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
    cited.collect::<Vec<_>>().join(&words::say(language).owned("measures-between"))
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
