//! What comes after submitting: what is asked for, a correction, a withdrawal, a rejection looked at again, and the end.

use std::sync::Arc;
use std::time::Duration;

use browser::people::CONTINUE;
use browser::{Driver, Window};
use domain::Language;
use serde_json::Value;
use tests::applicant::{Applicant, receipt};
use tests::officer::StaffMember;
use tests::{Ahead, Page, Town};

use super::{either, on_a_phone};

/// Past every term that is asked for here, and past every session.
const A_MONTH: Duration = Duration::from_secs(31 * 24 * 3600);
const SUBMIT: &str = "main button.btn[name=do][value=submit]";

/// Somebody who filed for the hospital's post; the receipt.
async fn files(town: &Town, language: Language) -> (Applicant, String) {
    let person = town.applicant("林知远", "lin@example.com", language);
    let list = person.open_signed_in(town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&list).await);
    (person, receipt)
}

async fn case(town: &Town, officer: &StaffMember, receipt: &str) -> Page {
    let decidable = async || officer.find(receipt).await.filter(|case| case.body.contains("name=\"ruling\""));
    town.until("the case in hand", decidable).await
}

async fn returns(town: &Town, officer: &StaffMember, receipt: &str, asks: &[(&str, &str)]) {
    let case = case(town, officer, receipt).await;
    let fields = [("ruling", "return"), ("to", "applicant"), ("return_reason", "papers-missing"), ("days", "5")];
    officer.browser.send(&case, &[&fields, asks].concat()).await.is_ok();
}

/// Opens the page again and again until this is on it.
async fn finds(town: &Town, window: &Window, language: Language, path: &str, css: &str) {
    let shown = async || {
        window.open(language, path).await;
        (!window.find_all(css).await.is_empty()).then_some(())
    };
    town.until(css, shown).await;
}

/// Answers what is asked, in time and after it, corrects, and withdraws.
async fn is_asked(language: Language) {
    let ahead = Ahead::default();
    let (town, driver) = (Town::at("", Arc::new(ahead.clone())).await, Driver::start());
    let seat = on_a_phone(&town, &driver, language);
    let (person, receipt) = files(&town, language).await;
    let status = format!("/track/{receipt}");
    let unit = town.officer("unit-hospital", language).await;
    let items = [
        ("items.0.shows", "10(4)"),
        ("items.0.name", "学位证书第2页"),
        ("items.1.shows", "identity"),
        ("items.1.name", "护照首页"),
    ];
    returns(&town, &unit, &receipt, &items).await;

    let window = seat.signs_in_again(&status, &person.mail).await;
    finds(&town, &window, language, &status, "main a[href$='/items/2']").await;
    window.press("main a[href$='/items/2']").await;
    window.fill("words", "护照正在换发，下周能交。").await;
    window.press("main button.btn").await;
    window.shows("护照正在换发，下周能交。").await;
    window.press("main a[href*='/evidence']").await;
    let file = town.data.join("第2页.pdf");
    std::fs::write(&file, b"%PDF-1.7\n1 0 obj\n").expect("written");
    window.attach("form:has([name=item][value='1']) [name=file]", &file).await;
    window.press("form:has([name=item][value='1']) button.btn").await;
    window.shows("第2页.pdf").await;
    window.open(language, &format!("{status}/correct/check")).await;
    window.press(SUBMIT).await;
    window.shows(either(language, "您已补正", "You sent a correction")).await;
    case(&town, &unit, &receipt).await.shows("第2页.pdf").shows("护照正在换发，下周能交。");

    let again = [("sections[]", "person"), ("items.0.shows", "identity"), ("items.0.name", "护照首页")];
    returns(&town, &unit, &receipt, &again).await;
    finds(&town, &window, language, &status, "main a[href*='/items/']").await;
    window.press("main a[href*='/items/']").await;
    window.fill("words", "换好了，见附件。").await;
    ahead.advance(A_MONTH);
    window.press("main button.btn").await;
    seat.proves(&window, &person.mail).await;
    window.shows("换好了，见附件。").await;
    window.press("main button.btn").await;
    window.shows(either(language, "期限已过", "The last day has passed")).await;
    window.open(language, &format!("{status}/correct/person")).await;
    window.fill("phone", "+86 139 1111 2222").await;
    window.press(CONTINUE).await;
    window.open(language, &format!("{status}/correct/check")).await;
    window.shows("+86 139 1111 2222").await;
    window.press(SUBMIT).await;
    let code = town.code_ahead("unit-hospital", A_MONTH);
    let unit = StaffMember::sign_in(town.browser(language), "unit-hospital", &code).await;
    let late = either(language, "期限过后才答复", "Answered after the time limit");
    case(&town, &unit, &receipt).await.shows("换好了，见附件。").shows(late);

    window.open(language, &format!("{status}/withdraw")).await;
    window.press("main button.btn").await;
    window.shows(either(language, "您已撤回申报", "You have withdrawn")).await;
    window.close().await;
}

/// Is rejected, has it looked at again, takes a copy of everything, and erases it.
async fn ends(language: Language) {
    let (town, driver) = (Town::new().await, Driver::start());
    let seat = on_a_phone(&town, &driver, language);
    let (person, receipt) = files(&town, language).await;
    let status = format!("/track/{receipt}");
    let unit = town.officer("unit-hospital", language).await;
    let rejected = case(&town, &unit, &receipt).await;
    unit.rejects(&rejected, "conditions-not-met", "从业年限不够。").await;

    let window = seat.signs_in_again(&status, &person.mail).await;
    finds(&town, &window, language, &status, "main a[href$='/reconsideration']").await;
    window.shows("从业年限不够。").await;
    window.press("main a[href$='/reconsideration']").await;
    window.fill("words", "年限见第3页。").await;
    window.press("main button.btn").await;
    window.shows("年限见第3页。").await;
    let secretary = town.officer("secretary", language).await;
    let contested = town.until("the request", async || secretary.find(&receipt).await).await;
    let upholds = [("conclusion", "upheld"), ("to_applicant", "看过第3页。")];
    secretary.browser.send(&contested, &upholds).await.is_ok();
    let second = async || {
        window.open(language, &status).await;
        window.words().await.contains("看过第3页。").then_some(())
    };
    town.until("the second decision", second).await;
    window.shows("从业年限不够。").await;

    window.open(language, "/own-data").await;
    window.shows(&receipt).await;
    let export = window.read(&window.attribute("main a[download]", "href").await).await;
    let export: Value = serde_json::from_str(&export).expect("JSON");
    assert_eq!(export["nominations"][0]["nomination"]["receipt"], receipt);
    assert_eq!(export["nominations"][0]["nomination"]["filing"]["name"], person.name);
    window.press("main a[href$='/own-data/erasure']").await;
    window.press("main button.btn").await;
    assert!(!window.find_all(".errors a[href='#sure']").await.is_empty(), "{}", window.words().await);
    window.fill("sure", "yes").await;
    window.press("main button.btn").await;
    window.shows(either(language, "已经删除", "Deleted")).await;
    window.open(language, "/track").await;
    assert!(window.path().await.contains("/sign-in"));
    window.close().await;
    let gone = async || {
        let page = unit.browser.follow(&rejected.path).await;
        (!page.body.contains("林知远")).then_some(page)
    };
    town.until("the erasure at the unit", gone).await.is_ok().shows(&receipt);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn asked_in_time_and_late_and_withdrawn_in_chinese() {
    is_asked(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn asked_in_time_and_late_and_withdrawn_in_english() {
    is_asked(Language::En).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn rejected_twice_and_erased_in_chinese() {
    ends(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn rejected_twice_and_erased_in_english() {
    ends(Language::En).await;
}
