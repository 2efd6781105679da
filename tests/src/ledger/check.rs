//! Holds a ledger against the books, invariant by invariant. It finds what is wrong; it never waits for what may yet come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::case::Step;
use domain::{CaseId, OfficerId, Receipt, Text, UnitId};
use sea_orm::prelude::Uuid;

use super::books::{Books, Case, Deed, Log, Nomination, Post, Told};
use super::{Act, Entry, Finding, Outcome};
use crate::town::SERVICES;

/// Which act an event causes where, as the audit trail there names it. Events without a row cause one in some cases only.
const EFFECTS: [(&str, &str, &str); 13] = [
    ("yincai.catalogue-part.v1", "portal", "catalogue.receive"),
    ("yincai.catalogue-issued.v1", "portal", "catalogue.publish"),
    ("yincai.register-changed.v1", "portal", "units.follow"),
    ("yincai.interpretation-published.v1", "portal", "interpretation.follow"),
    ("yincai.case-moved.v1", "portal", "nomination.follow"),
    ("yincai.nomination-submitted.v1", "review", "case.open"),
    ("yincai.nomination-corrected.v1", "review", "case.correct"),
    ("yincai.hand-over-answered.v1", "review", "case.hand-over"),
    ("yincai.nomination-withdrawn.v1", "review", "case.withdraw"),
    ("yincai.event-parked.v1", "review", "parked.note"),
    ("yincai.event-released.v1", "review", "parked.strike"),
    ("yincai.letter-ended.v1", "review", "letter.follow"),
    ("yincai.letter-due.v1", "notify", "accept-letter"),
];
/// The acts that lead a case on, as the audit trail of review names them.
const ACTS: [&str; 12] = [
    "case.correct",
    "case.hand-over",
    "case.contest",
    "case.withdraw",
    "case.pass",
    "case.return",
    "case.remind",
    "case.hear-reminder",
    "case.propose",
    "case.reply",
    "case.reject",
    "case.reconsider",
];
const SUBMITTED: &str = "yincai.nomination-submitted.v1";
const RECEIVED: &str = "nomination-received";

/// Everything that is wrong, sorted. A mail that came again under its one Message-ID is one mail to whoever reads it: the
/// letters whose mails may do so are named, where a mail server's answer was lost or the program ended before it was stored.
pub fn check(ledger: &[Entry], books: &Books, mails_may_repeat: &BTreeSet<String>) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in ledger {
        answers(entry, &mut found);
    }
    nominations(ledger, books, &mut found);
    passes(ledger, books, &mut found);
    ways(books, &mut found);
    places(books, &mut found);
    for producer in SERVICES {
        log(producer, &books.services[producer], &mut found);
        for consumer in SERVICES.into_iter().filter(|consumer| *consumer != producer) {
            takes(books, producer, consumer, &mut found);
        }
    }
    letters(books, mails_may_repeat, &mut found);
    found.extend(books.bare.iter().map(|(service, table)| Finding::Bare { service, table: table.clone() }));
    found.extend(books.trails.iter().map(|what| Finding::Trail { what: what.clone() }));
    found.sort();
    found.dedup();
    found
}

fn answers(entry: &Entry, found: &mut Vec<Finding>) {
    match &entry.outcome {
        Outcome::Done(first) if entry.again.iter().any(|again| again != first) => {
            found.push(Finding::AnsweredTwice { key: entry.key.clone() });
        }
        Outcome::Open => found.push(Finding::Unanswered { key: entry.key.clone() }),
        Outcome::Done(_) | Outcome::Refused(_) => {}
    }
}

/// Each nomination is there once with all that follows from it, or not at all.
fn nominations(ledger: &[Entry], books: &Books, found: &mut Vec<Finding>) {
    let rows: BTreeMap<String, &Nomination> = books.nominations.iter().map(|row| (row.id.to_string(), row)).collect();
    let mut asked = BTreeSet::new();
    for entry in ledger {
        match (&entry.act, &entry.outcome) {
            (Act::Draft, Outcome::Done(id)) if !rows.contains_key(id) => {
                found.push(Finding::Lost { what: "draft", of: id.clone() });
            }
            (Act::Submit { nomination, .. }, outcome) => {
                let there = rows.get(nomination).and_then(|row| row.receipt.clone());
                match (outcome, &there) {
                    (Outcome::Done(receipt), there) if there.as_ref() != Some(receipt) => {
                        found.push(Finding::Lost { what: "nomination", of: receipt.clone() });
                    }
                    (Outcome::Done(_) | Outcome::Open, Some(_)) => {
                        asked.insert(nomination.clone());
                    }
                    _ => {}
                }
                if matches!(outcome, Outcome::Done(_)) {
                    times("key", &entry.key, keyed(&books.services["portal"], "nomination.submit", &entry.key), found);
                }
            }
            _ => {}
        }
    }
    for row in &books.nominations {
        let Some(receipt) = row.receipt.clone() else { continue };
        if !asked.contains(&row.id.to_string()) {
            found.push(Finding::Unasked { what: "nomination", of: receipt.clone() });
        }
        if row.stage == "draft" {
            found.push(Finding::Lost { what: "submission", of: receipt.clone() });
        }
        follows(row, &receipt, books, found);
    }
    for Case { receipt, nomination, .. } in &books.cases {
        if !books.nominations.iter().any(|row| row.id == *nomination && row.receipt.as_ref() == Some(receipt)) {
            found.push(Finding::Unasked { what: "case", of: receipt.clone() });
        }
    }
}

/// What a submitted nomination leaves: its audit row, its event, its case and its letter.
fn follows(row: &Nomination, receipt: &str, books: &Books, found: &mut Vec<Finding>) {
    let portal = &books.services["portal"];
    let (id, subject) = (row.id.to_string(), format!("nomination/{}", row.id));
    let audited = portal.deeds.iter().filter(|deed| deed.deed == "nomination.submit" && deed.subject == id).count();
    times("audit row", receipt, audited, found);
    let told = portal.told.iter().filter(|told| told.subject == subject);
    times("event", receipt, told.clone().filter(|told| told.kind == SUBMITTED).count(), found);
    times("case", receipt, books.cases.iter().filter(|case| case.receipt == receipt).count(), found);
    let owed: Vec<&Told> = told.filter(|told| told.letter.as_deref() == Some(RECEIVED)).collect();
    times("letter", receipt, owed.len(), found);
}

/// A pass that was acknowledged was made, and none that nobody asked for.
fn passes(ledger: &[Entry], books: &Books, found: &mut Vec<Finding>) {
    let review = &books.services["review"];
    let mut asked: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in ledger {
        let Act::Pass { case } = &entry.act else { continue };
        let (done, open) = asked.entry(case).or_default();
        match entry.outcome {
            Outcome::Done(_) => {
                *done += 1;
                times("key", &entry.key, keyed(review, "case.pass", &entry.key), found);
            }
            Outcome::Open => *open += 1,
            Outcome::Refused(_) => {}
        }
    }
    for (case, (done, open)) in asked {
        let made = review.deeds.iter().filter(|deed| deed.deed == "case.pass" && deed.subject == case).count();
        if made < done {
            found.push(Finding::Lost { what: "pass", of: case.to_owned() });
        } else if made > done + open {
            found.push(Finding::Doubled { what: "pass", of: case.to_owned(), times: made });
        }
    }
}

fn keyed(log: &Log, deed: &str, key: &str) -> usize {
    log.keys.iter().filter(|(of, known)| of == deed && known == key).count()
}

fn times(what: &'static str, of: &str, times: usize, found: &mut Vec<Finding>) {
    match times {
        0 => found.push(Finding::Lost { what, of: of.to_owned() }),
        1 => {}
        _ => found.push(Finding::Doubled { what, of: of.to_owned(), times }),
    }
}

/// Positions without a gap, each subject counted from 1, and in the order of its positions.
fn log(producer: &'static str, log: &Log, found: &mut Vec<Finding>) {
    let mut positions: Vec<i64> = log.told.iter().filter_map(|told| told.position).collect();
    positions.sort_unstable();
    for (place, position) in (1..).zip(&positions) {
        if *position != place {
            found.push(Finding::Miscounted { what: "log", of: producer.to_owned(), sequence: place });
            break;
        }
    }
    if positions.len() < log.told.len() {
        let by = i64::try_from(log.told.len() - positions.len()).unwrap_or(i64::MAX);
        found.push(Finding::Behind { service: producer, producer, by });
    }
    for events in log.told.chunk_by(|one, next| one.subject == next.subject) {
        let subject = &events[0].subject;
        for (sequence, event) in (1..).zip(events) {
            if event.sequence != sequence {
                found.push(Finding::Miscounted { what: "subject", of: format!("{producer} {subject}"), sequence });
                break;
            }
        }
        if !events.is_sorted_by_key(|event| event.position.unwrap_or(i64::MAX)) {
            found.push(Finding::OutOfOrder { service: producer, subject: subject.clone() });
        }
    }
}

/// What one service took of what another told: all of it, once and in order.
fn takes(books: &Books, producer: &'static str, consumer: &'static str, found: &mut Vec<Finding>) {
    let (log, taker) = (&books.services[producer], &books.services[consumer]);
    let behind = log.last() - taker.read.get(producer).copied().unwrap_or_default();
    if behind != 0 {
        found.push(Finding::Behind { service: consumer, producer, by: behind });
    }
    if taker.parked > 0 {
        found.push(Finding::Parked { service: consumer, events: taker.parked });
    }
    for events in log.told.chunk_by(|one, next| one.subject == next.subject) {
        let (subject, last) = (&events[0].subject, events[events.len() - 1].sequence);
        if behind == 0 && taker.taken.get(&(producer.to_owned(), subject.clone())).copied() != Some(last) {
            found.push(Finding::Miscounted { what: "inbox", of: format!("{consumer} {subject}"), sequence: last });
        }
    }
    let actor = format!("service/{producer}");
    for (kind, _, deed) in EFFECTS.into_iter().filter(|(_, service, _)| *service == consumer) {
        let told: Vec<&Told> = log.told.iter().filter(|told| told.kind == kind).collect();
        let did: Vec<&Deed> = taker.deeds.iter().filter(|did| did.deed == deed && did.actor == actor).collect();
        effects(consumer, &told, &did, deed, found);
    }
}

/// The trace of the request goes with the event into the act that it causes, and tells them apart.
fn effects(consumer: &'static str, told: &[&Told], did: &[&Deed], deed: &str, found: &mut Vec<Finding>) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, did) in did.iter().enumerate() {
        places.entry(&did.trace).or_default().push(place);
    }
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for told in told {
        *asked.entry(&told.trace).or_default() += 1;
        if asked[&*told.trace] > places.get(&*told.trace).map_or(0, Vec::len) {
            let (event, subject) = (told.kind.clone(), told.subject.clone());
            found.push(Finding::Dropped { service: consumer, event, subject });
        }
    }
    for (trace, places) in &places {
        let more = places.len().saturating_sub(asked.get(trace).copied().unwrap_or_default());
        if more > 0 {
            found.push(Finding::Repeated { service: consumer, deed: deed.to_owned(), times: more });
        }
    }
    for events in told.chunk_by(|one, next| one.subject == next.subject) {
        // Several with one trace cannot be told apart.
        let only = |told: &&Told| places.get(&*told.trace).filter(|places| places.len() == 1).map(|places| places[0]);
        let taken: Vec<usize> = events.iter().filter_map(only).collect();
        if !taken.is_sorted() {
            found.push(Finding::OutOfOrder { service: consumer, subject: events[0].subject.clone() });
        }
    }
}

/// A case has as many versions as acts led it on, and where it was only passed on it stands where that many passes lead.
fn ways(books: &Books, found: &mut Vec<Finding>) {
    for case in &books.cases {
        let id = case.id.to_string();
        let deeds = books.services["review"].deeds.iter().filter(|deed| deed.subject == id);
        let acts: Vec<&str> = deeds.map(|deed| &*deed.deed).filter(|deed| ACTS.contains(deed)).collect();
        let off = case.version != 1 + i64::try_from(acts.len()).unwrap_or(i64::MAX)
            || acts.iter().all(|act| *act == "case.pass") && stage_after(acts.len(), case) != Some(case.stage.clone());
        if off {
            let (receipt, stage) = (case.receipt.clone(), case.stage.clone());
            found.push(Finding::OffTheWay { receipt, stage, version: case.version, acts: acts.len() });
        }
    }
}

/// No post has more official replies than the issued catalogue has places for it.
fn places(books: &Books, found: &mut Vec<Finding>) {
    for Post { id, number, wanted } in &books.posts {
        let replied = books.cases.iter().filter(|case| case.target == *id && case.stage == "replied").count();
        if i64::try_from(replied).unwrap_or(i64::MAX) > *wanted {
            found.push(Finding::Overfilled { post: number.clone(), wanted: *wanted, replied });
        }
    }
}

/// The name of the stage to which so many passes lead this case; none where they lead nowhere.
fn stage_after(passes: usize, case: &Case) -> Option<String> {
    let (day, receipt) = (NaiveDate::default(), Receipt::parse(&case.receipt).ok()?);
    let mut led = domain::Case::file(CaseId::from(case.id), receipt, case.unit.map(UnitId::from), day, "");
    for _ in 0..passes {
        let step = Step::new(OfficerId::from(Uuid::nil()), led.hand()?.role(), Text::new("", ""), day, None);
        let unit = led.unit;
        (led, _) = led.pass(step, unit).ok()?;
    }
    serde_json::to_value(&led.stage).ok()?["stage"].as_str().map(str::to_owned)
}

/// Every letter that is owed is there once and has arrived, and nothing arrives that is not owed.
fn letters(books: &Books, mails_may_repeat: &BTreeSet<String>, found: &mut Vec<Finding>) {
    let told = ["portal", "review"].into_iter().flat_map(|service| &books.services[service].told);
    let owed: BTreeSet<Uuid> = told.filter(|told| told.letter.is_some()).map(|told| told.id).collect();
    let kept: BTreeSet<Uuid> = books.letters.iter().map(|letter| letter.id).collect();
    found.extend(owed.difference(&kept).map(|id| Finding::Lost { what: "letter", of: id.to_string() }));
    found.extend(kept.difference(&owed).map(|id| Finding::Unasked { what: "letter", of: id.to_string() }));
    let mut mails: BTreeMap<&str, usize> = BTreeMap::new();
    for (letter, _) in &books.mails {
        *mails.entry(letter).or_default() += 1;
    }
    for letter in &books.letters {
        let (of, times) = (letter.id.to_string(), mails.remove(&*letter.id.to_string()).unwrap_or_default());
        match (&*letter.stage, times) {
            ("handed-over", 0) => found.push(Finding::Lost { what: "mail", of }),
            ("handed-over", 1) | ("superseded" | "expired" | "suppressed", _) => {}
            ("handed-over", _) if mails_may_repeat.contains(&of) => {}
            ("handed-over", times) => found.push(Finding::Doubled { what: "mail", of, times }),
            (stage, _) => {
                found.push(Finding::Stuck { letter: format!("{} {of}", letter.name), stage: stage.to_owned() })
            }
        }
    }
    found.extend(mails.into_keys().map(|of| Finding::Unasked { what: "mail", of: of.to_owned() }));
}
