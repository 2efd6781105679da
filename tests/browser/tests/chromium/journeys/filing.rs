//! Filing with all that comes between: wrong answers at each question, a pause, a night's sleep, a restart.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use browser::people::{CONTINUE, answers};
use browser::{Driver, Window};
use domain::Language;
use tests::applicant::Applicant;
use tests::{Ahead, Town};

use super::{either, on_a_phone};

/// Longer than a session lasts.
const A_NIGHT: Duration = Duration::from_secs(25 * 3600);

/// What is typed wrong first, each at a question of its own.
const WRONG: [(&str, &str); 5] = [
    ("phone", "12"),
    ("document.number", "?"),
    ("education.0.year", "1700"),
    ("work.years", "many"),
    ("orcid", "0000-0002-1825-0098"),
];
/// The question that is refused when nothing is chosen; the post answers the others.
const UNANSWERED: &str = "consents";

/// Answers every question wrongly first, and is at the last page in the end; the questions at which something was refused. What
/// is only chosen from a list, or may be left open, cannot be answered wrongly. `lies` is a file that is not what it is called.
async fn errs_at_each_step(window: &Window, person: &Applicant, list: &str, lies: &Path) -> Vec<String> {
    let mut refused = Vec::new();
    window.follow(&format!("{list}/person")).await;
    loop {
        let path = window.path().await;
        let question = path.rsplit('/').next().unwrap_or_default().to_owned();
        if question == "check" {
            return refused;
        }
        if question == "evidence" {
            window.attach("main [name=file]", lies).await;
            window.press("main form:has([name=file]) button.btn").await;
            assert!(!window.find_all(".errors a").await.is_empty(), "{question}: {}", window.words().await);
            refused.push(question);
            window.follow(&format!("{list}/consents")).await;
            continue;
        }
        let mut wrong = None;
        for (name, value) in WRONG {
            if !window.find_all(&format!("main [name='{name}']")).await.is_empty() {
                window.fill(name, value).await;
                wrong = Some((name, value));
            }
        }
        if wrong.is_some() || question == UNANSWERED {
            window.press(CONTINUE).await;
            assert!(window.path().await.ends_with(&question), "{question} was taken");
            assert!(!window.find_all(".errors a").await.is_empty(), "{question}: {}", window.words().await);
            if let Some((name, value)) = wrong {
                assert_eq!(window.attribute(&format!("main [name='{name}']"), "value").await, value);
            }
            refused.push(question);
        }
        answers(window, person).await;
    }
}

async fn with_all_that_comes_between(language: Language) {
    let ahead = Ahead::default();
    let (town, driver) = (Town::at("", Arc::new(ahead.clone())).await, Driver::start());
    let seat = on_a_phone(&town, &driver, language);
    let person = town.applicant("Мұхтар Әуезов", "mukhtar@example.com", language);
    let list = format!("/nominate/{}", town.hospital_post().await);

    let window = seat.signs_in(&list, &person.mail).await;
    window.open(language, &format!("{list}/person")).await;
    window.fill("name", &person.name).await;
    window.press("main button[name=do][value=leave]").await;
    window.close().await;

    let window = seat.signs_in_again(&list, &person.mail).await;
    window.open(language, &format!("{list}/person")).await;
    assert_eq!(window.attribute("main [name=name]", "value").await, person.name, "it was saved");
    window.fill("phone", "+7 701 000 00 00").await;
    ahead.advance(A_NIGHT);
    window.press(CONTINUE).await;
    seat.proves(&window, &person.mail).await;
    assert_eq!(
        window.attribute("main [name=phone]", "value").await,
        "+7 701 000 00 00",
        "the session slept, not the form"
    );

    let here = window.path().await;
    let list = here.split('?').next().unwrap_or_default().trim_end_matches("/person");
    let lies = town.data.join("证书.pdf");
    std::fs::write(&lies, "MZ").expect("written");
    let refused = errs_at_each_step(&window, &person, list, &lies).await;
    assert_eq!(refused.len(), WRONG.len() + 2, "{refused:?}");
    window.press("main button.btn[name=do][value=submit]").await;
    window.shows(either(language, "收到", "receipt")).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn with_all_that_comes_between_in_chinese() {
    with_all_that_comes_between(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn with_all_that_comes_between_in_english() {
    with_all_that_comes_between(Language::En).await;
}

async fn a_server_is_killed_under_a_half_typed_page(language: Language) {
    let (mut town, driver) = (Town::apart().await, Driver::start());
    let person = town.applicant("林知远", "lin@example.com", language);
    let list = format!("/nominate/{}", town.hospital_post().await);
    let window = on_a_phone(&town, &driver, language).signs_in(&list, &person.mail).await;
    window.follow(&format!("{list}/person")).await;
    window.fill("name", &person.name).await;
    window.fill("phone", "+86 139 0000 0000").await;
    town.kill_and_start().await;
    window.press(CONTINUE).await;
    assert!(window.path().await.ends_with("/document"), "{}", window.words().await);
    window.fill("document.kind", "passport").await;
    window.fill("document.number", "E12345678").await;
    window.fill("document.country", "CN").await;
    window.press(CONTINUE).await;
    town.kill_and_start().await;
    window.follow(&format!("{list}/document")).await;
    assert_eq!(window.attribute("main [name='document.number']", "value").await, "E12345678");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_server_that_is_killed_under_a_half_typed_page_loses_nothing_in_chinese() {
    a_server_is_killed_under_a_half_typed_page(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_server_that_is_killed_under_a_half_typed_page_loses_nothing_in_english() {
    a_server_is_killed_under_a_half_typed_page(Language::En).await;
}
