//! The way of a letter: one event, one letter, one mail, and an end that is known.

use std::time::Duration;

use contract::event::Trouble;
use contract::{Event, Language};
use kit::{Clock, DeskError, Held, Keys, Service};
use mail_parser::{MessageParser, MimeHeaders};

use super::office::{Office, heard};
use super::samples;
use crate::Notify;
use crate::letters::delivery::{Met, Outcome, Stage};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn received() -> contract::Letter {
    samples::named("nomination-received", Language::Zh)
}

#[tokio::test]
async fn a_letter_becomes_a_mail_that_reads_back() {
    let office = Office::open().await;
    let id = office.owed(received()).told().await;
    office.round().await;
    let bytes = std::fs::read(office.house.settings.data.join(format!("mail/{id}.eml"))).expect("a mail");
    let mail = MessageParser::default().parse(&bytes).expect("parsed");
    assert_eq!(mail.subject(), Some("已收到您的申报（YC26-7K3QF-92XMA-W）"));
    assert_eq!(mail.message_id(), Some(format!("{id}@yincai.example").as_str()));
    assert_eq!(mail.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(mail.date().map(|date| date.to_timestamp()), Some(1_795_487_400));
    let from = mail.from().and_then(|from| from.first()).expect("a sender");
    assert_eq!((from.name(), from.address()), (Some("伊宁市引才"), Some("noreply@yincai.example")));
    assert!(mail.reply_to().is_some());
    assert_eq!(mail.content_type().and_then(|kind| kind.subtype()), Some("alternative"));
    assert!(mail.body_text(0).expect("a text part").contains("王芳，您好："));
    assert!(mail.body_html(0).expect("an HTML part").contains("<h1"));
    let [mail] = office.mails().await.try_into().expect("one mail");
    assert_eq!(
        (mail.id, mail.to.as_str(), mail.at.rfc3339()),
        (id, "wang.fang@example.com", "2026-11-24T02:30:00Z".to_owned())
    );
    assert_eq!(mail.links, ["http://127.0.0.1:8080/track/YC26-7K3QF-92XMA-W"]);
    assert!(matches!(office.delivery(id).await.stage, Stage::HandedOver { .. }));
}

#[tokio::test]
async fn an_event_that_comes_twice_makes_one_letter() {
    let office = Office::open().await;
    let (id, due) = (office.house.ids.next(), office.owed(received()).due());
    let event = heard(id, Event::LetterDue(due.clone()));
    office.desk.accept(&event, &due).await.expect("accepted");
    office.round().await;
    office.desk.accept(&event, &due).await.expect("accepted before");
    office.round().await;
    assert_eq!(office.mails().await.len(), 1);
    assert_eq!(office.delivery(id).await.attempts, 1);
}

#[tokio::test]
async fn a_program_that_ends_before_the_outcome_doubles_nothing() {
    let office = Office::open().await;
    let id = office.owed(received()).told().await;
    let delivery = office.desk.attempt(id, &Held::alone()).await.expect("recorded").expect("due");
    assert_eq!(office.desk.bring(&delivery).await.expect("handed over"), Outcome::HandedOver);
    let before = office.mails().await;
    let office = office.reopen().await;
    assert!(matches!(office.delivery(id).await.stage, Stage::Sending { .. }));
    office.pass(MINUTE);
    office.round().await;
    let after = office.mails().await;
    assert_eq!(after.len(), 1);
    assert_eq!((&after[0].html, &after[0].at), (&before[0].html, &before[0].at));
    let delivery = office.delivery(id).await;
    assert_eq!(delivery.attempts, 2);
    assert!(matches!(delivery.stage, Stage::HandedOver { .. }));
}

#[tokio::test]
async fn a_program_that_ends_before_handing_over_loses_nothing() {
    let office = Office::open().await;
    let id = office.owed(received()).told().await;
    office.desk.attempt(id, &Held::alone()).await.expect("recorded");
    let office = office.reopen().await;
    office.round().await;
    assert_eq!(office.mails().await.len(), 1);
}

#[tokio::test]
async fn a_letter_that_expired_is_not_sent() {
    let office = Office::open().await;
    let id = office.owed(samples::named("mail-code", Language::Zh)).expiring_in(10 * MINUTE).told().await;
    office.pass(10 * MINUTE);
    office.round().await;
    assert!(office.mails().await.is_empty());
    let delivery = office.delivery(id).await;
    assert!(matches!(delivery.stage, Stage::Expired { .. }));
    assert_eq!(delivery.attempts, 0);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_tried_again() {
    let office = Office::open().await;
    let folder = office.house.settings.data.join("mail");
    std::fs::write(&folder, "in the way").expect("a file where the folder belongs");
    assert!(office.desk.ready().await.is_err());
    let id = office.owed(received()).told().await;
    office.round().await;
    let Stage::Waiting { trouble: Some(_), .. } = office.delivery(id).await.stage else {
        panic!("it does not wait");
    };
    std::fs::remove_file(&folder).expect("out of the way");
    office.round().await;
    assert!(office.mails().await.is_empty(), "before its minute had passed");
    office.pass(MINUTE);
    office.round().await;
    assert_eq!(office.mails().await.len(), 1);
    assert_eq!(office.delivery(id).await.attempts, 2);
    office.desk.ready().await.expect("ready");
}

#[tokio::test]
async fn after_three_days_of_faults_it_has_failed_and_says_why() {
    let office = Office::open().await;
    std::fs::write(office.house.settings.data.join("mail"), "in the way").expect("a file");
    let id = office.owed(received()).told().await;
    for _ in 0..80 {
        office.round().await;
        office.pass(HOUR);
    }
    let delivery = office.delivery(id).await;
    let Stage::Failed { why, .. } = &delivery.stage else {
        panic!("it goes on: {delivery:?}");
    };
    assert!(why.trouble == Some(Trouble::Own) && why.words.contains("mail"), "{why:?}");
    assert!((14..=16).contains(&delivery.attempts), "{}", delivery.attempts);
}

#[tokio::test]
async fn a_letter_asked_for_again_is_tried_as_often_as_a_new_one() {
    let office = Office::open().await;
    std::fs::write(office.house.settings.data.join("mail"), "in the way").expect("a file");
    let id = office.owed(received()).told().await;
    for _ in 0..80 {
        office.round().await;
        office.pass(HOUR);
    }
    let failed = office.delivery(id).await;
    assert!(matches!(failed.stage, Stage::Failed { .. }), "{failed:?}");
    office.desk.resend(&kit::By::service("test"), id, failed.version, "邮件服务器修好了").await.expect("asked for");
    for (attempts, pause) in [(1, MINUTE), (2, MINUTE * 5)] {
        office.round().await;
        let delivery = office.delivery(id).await;
        assert_eq!(delivery.attempts, failed.attempts + attempts, "what was tried before stays told");
        assert_eq!(delivery.stage.at(), office.clock.now().plus(pause));
        office.pass(pause);
    }
}

#[tokio::test]
async fn a_stage_is_counted_before_the_first_letter_reaches_it() {
    let office = Office::open().await;
    let counted = async || {
        let readings = office.desk.readings().await.expect("readings");
        let of = |stage: &str| readings.iter().find(|reading| reading.labels[0].1 == stage);
        ["handed-over", "failed", "expired"].map(|stage| of(stage).map(|reading| reading.value))
    };
    assert_eq!(counted().await, [Some(0); 3]);
    office.owed(received()).to("nobody").told().await;
    office.round().await;
    assert_eq!(counted().await, [Some(0), Some(1), Some(0)]);
}

#[tokio::test]
async fn an_address_that_is_none_fails_at_once_and_stops_nobody() {
    let office = Office::open().await;
    let bad = office.owed(received()).to("nobody").told().await;
    office.owed(received()).told().await;
    office.round().await;
    assert_eq!(office.mails().await.len(), 1);
    let Stage::Failed { why, .. } = office.delivery(bad).await.stage else {
        panic!("it goes on");
    };
    assert_eq!(why, Met::new(Trouble::Own, "the address is none"));
}

#[tokio::test]
async fn a_letter_sealed_for_another_service_is_put_aside() {
    let office = Office::open().await;
    let due = office.owed(received()).sealed_for("review");
    let event = heard(office.house.ids.next(), Event::LetterDue(due.clone()));
    assert!(matches!(office.desk.accept(&event, &due).await, Err(DeskError::NotAllowed)));
}

#[tokio::test]
async fn what_rests_cannot_be_read() {
    let office = Office::open().await;
    office.owed(received()).told().await;
    let stored = office.stored().await;
    assert!(stored.windows(5).any(|window| window == b"recei"), "it is no database that was looked at");
    for secret in ["wang.fang@example.com", "王芳"] {
        assert!(!stored.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} is in it");
    }
}

#[tokio::test]
async fn the_service_sends_as_soon_as_it_hears() {
    let office = Office::open().await;
    let running = Notify.open(office.house.clone()).expect("open");
    let event = heard(office.house.ids.next(), Event::LetterDue(office.owed(received()).due()));
    let hear_and_look = async {
        tokio::task::yield_now().await;
        running.hear(event).await.expect("heard");
        while office.mails().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let soon = async { tokio::time::timeout(Duration::from_secs(3), hear_and_look).await.expect("soon") };
    tokio::select! {
        () = running.work(Held::alone()) => panic!("work ended"),
        () = soon => {}
    }
}

#[tokio::test]
async fn a_newer_code_takes_the_place_of_one_that_waits() {
    let office = Office::open().await;
    let code = || samples::named("mail-code", Language::Zh);
    let older = office.owed(code()).told().await;
    let others = office.owed(code()).to("li.lei@example.com").told().await;
    let received = office.owed(received()).told().await;
    let newer = office.owed(code()).told().await;
    assert!(matches!(office.delivery(older).await.stage, Stage::Superseded { .. }));
    office.round().await;
    for id in [others, received, newer] {
        assert!(matches!(office.delivery(id).await.stage, Stage::HandedOver { .. }));
    }
    assert_eq!(office.mails().await.len(), 3);
}

#[tokio::test]
async fn a_newer_code_takes_the_place_of_none_to_another_mailbox() {
    let office = Office::open().await;
    let code = || samples::named("mail-code", Language::Zh);
    let other = office.owed(code()).to("Élodie@example.com").told().await;
    let older = office.owed(code()).to("élodie@example.com").told().await;
    office.owed(code()).to("élodie@Example.COM").told().await;
    assert!(matches!(office.delivery(other).await.stage, Stage::Waiting { .. }));
    assert!(matches!(office.delivery(older).await.stage, Stage::Superseded { .. }));
}

#[tokio::test]
async fn a_letter_sent_again_is_the_same_mail_and_needs_a_reason() {
    let office = Office::open().await;
    let id = office.owed(received()).told().await;
    let by = kit::By::service("test");
    let again = async |reason: &str| {
        let seen = office.delivery(id).await.version;
        office.desk.resend(&by, id, seen, reason).await
    };
    let code = |refused: DeskError| match refused {
        DeskError::Refused(refusals) => refusals[0].code().to_owned(),
        other => panic!("{other}"),
    };
    assert_eq!(code(again("为什么不").await.expect_err("under way")), "letter-under-way");
    office.round().await;
    let bytes = || std::fs::read(office.house.settings.data.join(format!("mail/{id}.eml"))).expect("a mail");
    let first = bytes();
    assert_eq!(code(again("  ").await.expect_err("no reason")), "resending-reason");
    assert_eq!(code(again(&"长".repeat(201)).await.expect_err("too long")), "too-long");
    let delivery = again("收件人说没有看到").await.expect("asked for");
    assert!(matches!(delivery.stage, Stage::Waiting { .. }));
    office.pass(HOUR);
    office.round().await;
    let delivery = office.delivery(id).await;
    assert_eq!((delivery.attempts, delivery.reason.as_deref()), (2, Some("收件人说没有看到")));
    assert_eq!(bytes(), first);
}

#[tokio::test]
async fn some_time_after_its_end_nothing_is_left_of_what_a_letter_said() {
    let office = Office::open().await;
    let id = office.owed(received()).told().await;
    office.round().await;
    office.desk.blank(&kit::By::service("test"), id).await.expect("blanked");
    assert!(
        crate::letters::store::sealed(office.house.reader(), id)
            .await
            .expect("a row")
            .is_some_and(|sealed| sealed.is_empty())
    );
    assert!(office.house.person_key(office.house.reader(), id).await.expect("read").is_none(), "its key goes with it");
    let seen = office.delivery(id).await.version;
    let again = office.desk.resend(&kit::By::service("test"), id, seen, "再来").await;
    assert!(matches!(again, Err(DeskError::Refused(refusals)) if refusals[0].code() == "letter-gone"));
}

#[tokio::test]
async fn whoever_is_erased_leaves_no_letter_and_no_key_but_of_what_is_on_its_way() {
    let office = Office::open().await;
    let sent = office.owed(received()).told().await;
    let others = office.owed(received()).to("li.lei@example.com").told().await;
    office.round().await;
    let waits = office.owed(received()).told().await;
    let keys = Keys::new(office.house.settings.master, office.house.rng.clone(), "portal");
    let mail = keys.seal_for("notify", &"Wang.Fang@example.com".to_owned()).expect("sealed");
    let event = heard(office.house.ids.next(), Event::LetterDue(office.owed(received()).due()));
    office.desk.erase(&event, office.house.ids.next().into(), &mail).await.expect("erased");
    for (id, kept) in [(sent, false), (others, true), (waits, true)] {
        let reader = office.house.reader();
        let content = crate::letters::store::sealed(reader, id).await.expect("a row").expect("a letter");
        let key = office.house.person_key(reader, id).await.expect("read");
        assert_eq!((!content.is_empty(), key.is_some()), (kept, kept));
    }
}

#[tokio::test]
async fn a_name_cannot_begin_another_header() {
    let office = Office::open().await;
    let contract::Letter::NominationReceived(letter) = received() else { panic!("another letter") };
    let person = "王芳\r\nBcc: other@example.com\r\n\r\nX".to_owned();
    let letter = contract::letter::NominationReceived { person, ..letter };
    let id = office.owed(contract::Letter::NominationReceived(letter)).told().await;
    office.round().await;
    let bytes = std::fs::read(office.house.settings.data.join(format!("mail/{id}.eml"))).expect("a mail");
    let mail = MessageParser::default().parse(&bytes).expect("parsed");
    assert!(mail.bcc().is_none() && mail.headers().iter().filter(|header| header.name() == "Bcc").count() == 0);
    let to = mail.to().and_then(|to| to.first()).expect("a recipient");
    assert_eq!(to.address(), Some("wang.fang@example.com"));
}
