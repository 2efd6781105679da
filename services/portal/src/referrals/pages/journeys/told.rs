//! Who is told what by letter: `told.toml` says so for each event of a nomination's life, and these stories hold it to that, by
//! the letters as they are owed. Every letter there is has its row, and so has every event that concerns a person.

use std::collections::BTreeMap;

use contract::Event;
use contract::event::{Asked, CaseMoved, Outcome, Reconsidered, RegisterChanged, ReminderAsked};
use domain::{Calendar, Conclusion, Hand, PublicStage, Reason, Receipt, ReturnReason, Section};
use serde_json::Value;

use super::*;
use crate::nominations::pages::samples;

mod ended;

const NOMINATE: &str = "/nominate/2026-037";
const SECOND: &str = "wang.fang@example.org";
/// Somebody who recommends as well.
const LI: &str = "li@example.com";

/// What a nomination ends by: told of whoever filed alone and of whoever was recommended.
const CLOSING: [&str; 5] =
    ["case-moved-rejected", "case-moved-upheld", "case-moved-replied", "nomination-withdrawn", "person-erased"];

/// What concerns nobody who is introduced: the catalogue, the registers, letters themselves, and the operators' own.
const OF_NOBODY: [&str; 10] = [
    "catalogue-part",
    "catalogue-issued",
    "interpretation-published",
    "blanked",
    "letter-due",
    "event-parked",
    "event-released",
    "retry-asked",
    "letter-ended",
    "resend-asked",
];

#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    what: String,
    /// What was heard and told, by the names of the contract.
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    person: Vec<String>,
    #[serde(default)]
    referrer: Vec<String>,
}

fn table() -> BTreeMap<String, Vec<Row>> {
    toml::from_str(include_str!("../../../../told.toml")).expect("told.toml")
}

/// Of an event's type what changes from one to the other, and how a case ended where it tells so.
fn name(event: &Event) -> String {
    let written = serde_json::to_value(event).expect("JSON");
    let told = written["type"].as_str().expect("a type");
    let ending = match event {
        Event::CaseMoved(CaseMoved { outcome: Some(outcome), reconsidered, .. }) => match (outcome, reconsidered) {
            (Outcome::Replied { .. }, _) => "-replied",
            (Outcome::Rejected { .. }, None) => "-rejected",
            (Outcome::Rejected { .. }, Some(_)) => "-upheld",
            (Outcome::Withdrawn, _) => "-withdrawn",
        },
        _ => "",
    };
    format!("{}{ending}", told.trim_start_matches("yincai.").trim_end_matches(".v1"))
}

/// What was written to each of the two, step by step.
struct Told<'a> {
    door: &'a Door,
    /// Events that were seen at an earlier step.
    seen: usize,
    /// What review told already.
    heard: i64,
    rows: Vec<Row>,
}

impl Told<'_> {
    fn by(door: &Door) -> Told<'_> {
        Told { door, seen: 0, heard: 2, rows: Vec::new() }
    }

    async fn after(&mut self, what: &str) {
        self.step(what, None).await;
    }

    async fn hears(&mut self, event: Event, what: &str) {
        self.heard += 1;
        let heard = name(&event);
        self.door.hear(self.heard, event).await;
        self.step(what, Some(heard)).await;
    }

    /// Lets day after day pass until something is told.
    async fn next(&mut self, what: &str) {
        for _ in 0..20 {
            self.door.later(DAY).await;
            if self.door.told().await.len() > self.seen {
                break;
            }
        }
        self.step(what, None).await;
    }

    async fn step(&mut self, what: &str, heard: Option<String>) {
        let events = self.door.told().await;
        let fresh = &events[..events.len() - self.seen];
        let letters: Vec<_> = fresh.iter().rev().filter_map(|event| self.door.letter(event)).collect();
        let (referrer, person): (Vec<_>, Vec<_>) =
            letters.iter().partition(|addressed| [CHEN, LI].contains(&&*addressed.to));
        let names = |some: Vec<&Addressed>| some.iter().map(|one| one.letter.name().to_owned()).collect();
        let told = fresh.iter().rev().map(name).filter(|name| !OF_NOBODY.contains(&name.as_str()));
        self.rows.push(Row {
            what: what.to_owned(),
            events: heard.into_iter().chain(told).collect(),
            person: names(person),
            referrer: names(referrer),
        });
        self.seen = events.len();
    }

    fn holds(self, story: &str) {
        assert_eq!(self.rows, table().remove(story).expect("a story"), "{story}");
    }
}

fn receipt(submitted: &Page) -> Receipt {
    Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt")
}

fn moved(door: &Door, receipt: Receipt, stage: PublicStage, hand: Option<Hand>) -> CaseMoved {
    CaseMoved {
        receipt,
        stage,
        hand,
        since: door.house.clock.today(),
        due: None,
        unit: None,
        asked: None,
        outcome: None,
        reconsidered: None,
    }
}

fn rejected(door: &Door, receipt: Receipt) -> CaseMoved {
    let outcome = Some(Outcome::Rejected { at: Hand::Screening, reason: Reason::DisciplineDiffers, words: None });
    CaseMoved { outcome, ..moved(door, receipt, PublicStage::NotSuccessful, None) }
}

async fn contests(browser: &mut Browser<'_>, receipt: Receipt) {
    let path = format!("/track/{receipt}/reconsideration");
    let asks = browser.open(&path).await;
    let sent = browser.send(&path, &asks, &[("words", "专业是相近的。")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

#[test]
fn every_letter_has_a_row() {
    let told: Vec<String> =
        table().into_values().flatten().flat_map(|row| [row.person, row.referrer].concat()).collect();
    for name in Letter::NAMES {
        assert!(told.iter().any(|told| told == name), "nobody is told {name}");
    }
}

#[actix_web::test]
async fn whoever_was_recommended_is_told_everything_and_the_referrer_what_is_theirs() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let mut told = Told::by(&door);
    recommends(&door, &mut chen, CHEN, &[]).await;
    told.after("somebody recommends, and confirms their address").await;
    door.later(DAY * 8).await;
    told.after("a week without an answer").await;
    let mut wang = Browser::new(&call);
    let accepted = accepts(&door, &mut wang, "milestones").await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    told.after("the person accepts").await;
    let receipt = receipt(&wang.files(NOMINATE, &FILING).await);
    told.after("the nomination is submitted").await;

    let at = |stage, hand| moved(&door, receipt, stage, Some(hand));
    let moved = |stage, hand| Event::CaseMoved(at(stage, hand));
    told.hears(moved(PublicStage::Received, Hand::Screening), "the first hand has it").await;
    told.hears(moved(PublicStage::UnderReview, Hand::GroupApproval), "another holder has it").await;
    let sections = vec![Section::Evidence];
    let asked = Some(Asked::Correction { reason: ReturnReason::PapersMissing, sections, words: None, items: None });
    let due = Some(Calendar::standard().add_working_days(door.house.clock.today(), 10));
    let returned = CaseMoved { asked, due, ..at(PublicStage::WaitingForYou, Hand::GroupApproval) };
    told.hears(Event::CaseMoved(returned), "a correction is asked for").await;
    door.later(DAY).await;
    let on = door.house.clock.today();
    told.hears(Event::ReminderAsked(ReminderAsked { receipt, on }), "an officer has the person reminded").await;
    told.next("the term is near").await;
    wang.enter(&door, WANG, "/track").await;
    told.after("the person signs in").await;
    let check = format!("/track/{receipt}/correct/check");
    let asks = wang.open(&check).await;
    let corrected = wang.send(&check, &asks, &[("do", "submit")]).await;
    assert_eq!(corrected.status, 303, "{}", corrected.body);
    told.after("the correction is sent").await;

    let rejected = rejected(&door, receipt);
    told.hears(Event::CaseMoved(rejected.clone()), "it is rejected").await;
    contests(&mut wang, receipt).await;
    told.after("the person asks for a second look").await;
    let reconsidered = Some(Reconsidered { by: Hand::GroupApproval, conclusion: Conclusion::Upheld, words: None });
    told.hears(Event::CaseMoved(CaseMoved { reconsidered, ..rejected }), "the rejection stands").await;
    told.holds("recommended");
}

#[actix_web::test]
async fn a_referrer_is_told_of_a_no_and_nobody_else() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let mut told = Told::by(&door);
    recommends(&door, &mut chen, CHEN, &[]).await;
    told.after("somebody recommends, and confirms their address").await;
    let (mut wang, link) = (Browser::new(&call), link(&door).await);
    let page = wang.open(&link).await;
    wang.send(&link, &page, &[("do", "decline"), ("reason", "unknown-referrer")]).await;
    told.after("the person declines").await;
    told.holds("declined");
}

#[actix_web::test]
async fn whoever_filed_alone_is_told_to_the_reply() {
    let door = Door::open().await;
    browser!(door, call, wang);
    let mut told = Told::by(&door);
    wang.enter(&door, WANG, NOMINATE).await;
    told.after("the person signs in").await;
    let receipt = receipt(&wang.files(NOMINATE, &FILING).await);
    told.after("the nomination is submitted").await;

    let unit = samples::post().unit;
    let asked = Some(Asked::HandOver { unit: unit.id, words: None });
    let register = RegisterChanged { units: vec![unit], closed: Vec::new(), recommenders: Vec::new() };
    told.hears(Event::RegisterChanged(register), "a unit is entered").await;
    let proposed = moved(&door, receipt, PublicStage::WaitingForYou, Some(Hand::Routing));
    let due = Some(Calendar::standard().add_working_days(door.house.clock.today(), 10));
    told.hears(Event::CaseMoved(CaseMoved { asked, due, ..proposed }), "a unit is proposed").await;
    door.later(DAY).await;
    let on = door.house.clock.today();
    told.hears(Event::ReminderAsked(ReminderAsked { receipt, on }), "an officer has the person reminded").await;
    told.next("the term is near").await;
    wang.enter(&door, WANG, "/track").await;
    told.after("the person signs in again").await;
    let path = format!("/track/{receipt}/unit");
    let asks = wang.open(&path).await;
    assert_eq!(wang.send(&path, &asks, &[("answer", "agreed")]).await.status, 303);
    told.after("the person agrees that it has the papers").await;
    is_rejected_and_replied_to(&mut told, &mut wang, receipt).await;
    told.holds("alone");
}

/// From a rejection over the second look at it to the reply.
async fn is_rejected_and_replied_to(told: &mut Told<'_>, wang: &mut Browser<'_>, receipt: Receipt) {
    let door = told.door;
    told.hears(Event::CaseMoved(rejected(door, receipt)), "it is rejected").await;
    contests(wang, receipt).await;
    told.after("the person asks for a second look").await;
    let reconsidered = Some(Reconsidered { by: Hand::GroupApproval, conclusion: Conclusion::Reopened, words: None });
    let reopened = moved(door, receipt, PublicStage::UnderReview, Some(Hand::Screening));
    told.hears(Event::CaseMoved(CaseMoved { reconsidered, ..reopened }), "the rejection is lifted").await;
    let outcome = Some(Outcome::Replied { number: "伊州人才批〔2026〕12号".to_owned(), rests_on: None });
    let replied = moved(door, receipt, PublicStage::Replied, None);
    told.hears(Event::CaseMoved(CaseMoved { outcome, ..replied }), "the official reply is there").await;
}

#[actix_web::test]
async fn another_recommendation_of_what_was_filed_is_told_to_the_hands() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    assert_eq!(accepts(&door, &mut wang, "milestones").await.status, 303);
    wang.files(NOMINATE, &FILING).await;
    chen.cookies.clear();
    let mut told = Told::by(&door);
    told.after("somebody recommended, and the person submitted").await;
    recommends(&door, &mut chen, LI, &[]).await;
    told.after("somebody else recommends, and confirms their address").await;
    let accepted = accepts(&door, &mut wang, "milestones").await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    told.after("the person accepts that too").await;
    told.holds("voices");
}

#[test]
fn every_event_has_a_row() {
    let schema = serde_json::to_value(<Event as utoipa::PartialSchema>::schema()).expect("a schema");
    let types = schema["oneOf"].as_array().into_iter().flatten();
    let types: Vec<_> = types.filter_map(|one| one["properties"]["type"]["enum"][0].as_str()).collect();
    assert!(types.len() > OF_NOBODY.len(), "{schema:#}");
    let rows: Vec<String> = table().into_values().flatten().flat_map(|row| row.events).collect();
    for told in types {
        let told = told.trim_start_matches("yincai.").trim_end_matches(".v1");
        assert_ne!(OF_NOBODY.contains(&told), rows.iter().any(|row| row == told), "{told}");
    }
}

#[test]
fn every_end_is_told_of_whoever_filed_alone_and_of_whoever_was_recommended() {
    let told = table();
    for way in ["alone", "recommended"] {
        let stories = || told.iter().filter(|(story, _)| story.starts_with(way));
        let events: Vec<_> = stories().flat_map(|(_, rows)| rows).flat_map(|row| &row.events).collect();
        for closing in CLOSING {
            assert!(events.iter().any(|event| *event == closing), "{way}: {closing}");
        }
    }
}

#[actix_web::test]
async fn what_happens_to_an_account_is_told_to_each_of_its_addresses() {
    let door = Door::open().await;
    browser!(door, call, wang);
    let mut told = Told::by(&door);
    let person = format!("{NOMINATE}/person");
    let asks = wang.enter(&door, WANG, &person).await;
    wang.send(&person, &asks, &[("name", "买买提·吐尔逊"), ("do", "leave")]).await;
    told.after("the person signs in and begins a draft").await;
    door.later(DAY * 77).await;
    told.after("nobody goes on with the draft").await;
    let asks = wang.enter(&door, WANG, "/addresses").await;
    let asked = wang.send("/addresses", &asks, &[("mail", SECOND)]).await;
    assert_eq!(asked.location, "/addresses/code", "{}", asked.body);
    told.after("a second address is asked for").await;
    let code = door.letters().await.into_iter().find_map(|addressed| match addressed.letter {
        Letter::AddressCode(letter) => Some(letter.code),
        _ => None,
    });
    let asks = wang.open(&asked.location).await;
    wang.send(&asked.location, &asks, &[("code", &code.expect("a code"))]).await;
    told.after("it is added").await;
    let asks = wang.open("/own-data/erasure").await;
    wang.send("/own-data/erasure", &asks, &[("sure", "yes")]).await;
    told.after("the person erases themselves").await;
    told.holds("account");
}

#[actix_web::test]
async fn whoever_is_recommended_finds_it_in_their_own_data_before_they_answer() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let asks = wang.enter(&door, WANG, "/addresses").await;
    wang.send("/addresses", &asks, &[("mail", "w@example.org")]).await;
    for path in ["/own-data", "/en/own-data", "/own-data/export"] {
        let told = wang.open(path).await;
        for said in ["陈明", "买买提·吐尔逊", "十年的同事，介入手术做得最好", "w@example.org"] {
            assert!(told.body.contains(said), "{said}: {}", told.body);
        }
        assert!(!told.body.contains(CHEN) && !told.body.contains('⟦'), "{}", told.body);
    }
    let export: Value = serde_json::from_str(&wang.open("/own-data/export").await.body).expect("JSON");
    assert_eq!(export["invitations"][0]["mail"], WANG);
    let mut li = Browser::new(&call);
    assert!(!li.enter(&door, "li@example.com", "/own-data").await.body.contains("陈明"));
}
