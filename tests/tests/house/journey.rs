//! One nomination goes all the way by page, from the public list to the reply in the mailbox, in both languages.

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::applicant::receipt;
use tests::filings::{case_of, files, passes};
use tests::{Page, StaffMember, Town};

/// What somebody reads on the way, in their language.
struct Words {
    received: &'static str,
    replied_subject: &'static str,
    post_missing_name: &'static str,
}

const ZH: Words =
    Words { received: "已收到您的申报", replied_subject: "批复", post_missing_name: "有误：" };

const EN: Words =
    Words { received: "Your nomination has arrived", replied_subject: "reply", post_missing_name: "Error: " };

fn words(language: Language) -> Words {
    match language {
        Language::Zh => ZH,
        Language::En => EN,
    }
}

/// The officer who acts at each hand, for a post of the hospital.
struct Hands {
    unit: StaffMember,
    secretary: StaffMember,
    prefecture: StaffMember,
}

impl Hands {
    async fn of(town: &Town, language: Language) -> Hands {
        Hands {
            unit: town.officer("unit-hospital", language).await,
            secretary: town.officer("secretary", language).await,
            prefecture: town.officer("prefecture", language).await,
        }
    }

    /// The officers in the order of their acts.
    fn in_turn(&self) -> [&StaffMember; 6] {
        [&self.unit, &self.unit, &self.unit, &self.unit, &self.secretary, &self.prefecture]
    }
}

async fn waiting(town: &Town, officer: &StaffMember, receipt: &str) -> Page {
    town.until("the case in the inbox", async || officer.find(receipt).await).await
}

async fn goes_all_the_way(language: Language) {
    let town = Town::new().await;
    let words = words(language);
    let person = town.applicant("林知远", "lin@example.com", language);
    let number = town.hospital_post().await;
    person.browser.open("/posts").await.is_ok().shows(&number);
    person.browser.open(&format!("/posts/{number}")).await.is_ok().shows(&format!("/nominate/{number}"));

    let list = person.open_signed_in(&town, &format!("/nominate/{number}"), 0).await;
    let asks = person.asks(&list, "person").await;
    let refused = person.browser.send(&asks, &[("name", "林知远"), ("phone", "12"), ("do", "continue")]).await;
    assert_eq!(refused.status, 422);
    refused.shows(words.post_missing_name).shows("value=\"林知远\"").shows("value=\"12\"").shows("href=\"#phone\"");
    let slip = person.submits(&list).await;
    slip.is_ok().shows(words.received);
    let receipt = receipt(&slip);
    let letters = town.mails_when(&person.mail, 2).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains(&receipt)));

    let hands = Hands::of(&town, language).await;
    for officer in hands.in_turn() {
        let case = waiting(&town, officer, &receipt).await;
        case.is_ok().shows("林知远").shows("10(4)").shows("ABCD1234EFGH5678").shows("0000-0002-1825-0097");
        officer.passes(&case, "同意").await;
    }

    let letters = town.mails_when(&person.mail, 6).await;
    let subject = letters[0]["subject"].as_str().expect("a subject");
    assert!(subject.contains(words.replied_subject) && subject.contains(&receipt), "{subject}");
    assert!(letters[0]["text"].as_str().is_some_and(|text| text.contains("〕1号")), "{:?}", letters[0]);
    let status = person.browser.open(&format!("/track/{receipt}")).await;
    status.is_ok().shows("〕1号");
    let mailbox = person.browser.open("/dev/mail?to=lin@example.com").await;
    mailbox.is_ok().shows(subject);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nomination_goes_all_the_way_in_chinese() {
    goes_all_the_way(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nomination_goes_all_the_way_in_english() {
    goes_all_the_way(Language::En).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_candidate_is_told_why_and_cannot_withdraw_any_more() {
    let town = Town::new().await;
    let person = town.applicant("王芳", "wang@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);

    let asked_before = person.browser.open(&format!("/track/{receipt}/withdraw")).await;
    asked_before.is_ok().shows("name=\"reason\"");
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = waiting(&town, &unit, &receipt).await;
    let refused = unit.browser.send(&case, &[("ruling", "refuse"), ("to_applicant", "介入例数不够。")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("介入例数不够。").shows("href=\"#reason\"");
    unit.rejects(&refused, "conditions-not-met", "介入例数不够。").await;

    let letters = town.mails_when(&person.mail, 3).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains("不予同意")));
    assert!(letters[0]["text"].as_str().is_some_and(|text| text.contains("介入例数不够。")));
    let status = person.browser.open(&format!("/track/{receipt}")).await;
    status.is_ok().shows("介入例数不够。").shows("第九条");
    let track = format!("/track/{receipt}");
    let late = person.browser.send(&asked_before, &[("reason", "另有安排")]).await;
    assert_eq!((late.status, &late.path), (200, &track), "the decision is shown, and nothing is withdrawn");
    assert!(late.shows("介入例数不够。").body.contains("不予同意") && !late.body.contains("已撤回"), "{}", late.body);
    let asked_again = person.browser.open(&format!("{track}/withdraw")).await;
    assert_eq!((asked_again.status, &asked_again.path), (200, &track), "there is nothing to ask any more");
    town.until("the case among what has ended", async || {
        let ended = unit.browser.open("/staff?due=ended").await;
        ended.is_ok().body.contains(&receipt).then_some(())
    })
    .await;
    assert_eq!(town.mails(&person.mail).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_nomination_waits_for_nobody() {
    let town = Town::new().await;
    let person = town.applicant("Nguyễn Thị Ánh", "anh@example.com", Language::En);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::En).await;
    let case = waiting(&town, &unit, &receipt).await;

    let asked = person.browser.open(&format!("/track/{receipt}/withdraw")).await;
    person.browser.send(&asked, &[("reason", "Another offer")]).await.is_ok();
    let letters = town.mails_when(&person.mail, 3).await;
    assert!(letters[0]["subject"].as_str().is_some_and(|subject| subject.contains("withdrawn")));
    town.until("the case gone from the inbox", async || unit.find(&receipt).await.is_none().then_some(())).await;
    let ended = unit.browser.open("/staff?due=ended").await;
    ended.is_ok().shows(&receipt);
    unit.browser.follow(&case.path).await.is_ok().shows("Another offer");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_acts_and_looks_only_where_the_hand_is_theirs() {
    let town = Town::new().await;
    let person = town.applicant("王芳", "wang@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = waiting(&town, &unit, &receipt).await;

    let other = town.officer("unit-justice", Language::Zh).await;
    assert_eq!(other.browser.follow(&case.path).await.status, 404);
    let auditor = town.officer("auditor", Language::Zh).await;
    let read = auditor.browser.follow(&case.path).await;
    read.is_ok().shows("王芳");
    assert!(!read.body.contains("name=\"ruling\""));
    let forced = auditor.browser.send_to(&case.path, &read, &[("ruling", "agree"), ("version", "1")]).await;
    assert_eq!(forced.status, 422, "{}", forced.body);
    assert!(unit.find(&receipt).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_officers_pages_the_older_is_told_that_the_case_changed() {
    let town = Town::new().await;
    let person = town.applicant("王芳", "wang@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = waiting(&town, &unit, &receipt).await;
    let again = unit.browser.follow(&case.path).await;
    unit.passes(&case, "收下").await;
    let resent = unit.browser.send(&case, &[("ruling", "agree"), ("words", "收下")]).await;
    assert_eq!(resent.status, 200, "the same form sent twice is one act: {}", resent.body);
    let late = unit.browser.send(&again, &[("ruling", "agree"), ("words", "我也收下")]).await;
    assert_eq!(late.status, 422);
    late.shows("我也收下").shows("以后有了变化");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_without_its_clause_is_refused_and_one_that_says_none_is_given() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let filed = files(&town, &town.applicant_api("wang@example.com", 0).await).await;
    let id = case_of(&town, &unit, &filed).await;
    for _ in 0..4 {
        passes(&unit, &id).await;
    }
    passes(&town.officer_api("secretary").await, &id).await;
    let prefecture = town.officer_api("prefecture").await;
    let case = format!("/api/review/v1/cases/{id}");
    let (seen, reply) = (prefecture.version_of(&case).await, format!("{case}/reply"));
    let unsaid = prefecture.change(Method::POST, &reply, &seen, &json!({ "words": "同意" })).await.is(422);
    let at = &unsaid.body["errors"][0]["pointer"];
    assert_eq!((unsaid.text("code"), at), ("rests-on-unknown", &json!("/rests_on")), "{:#}", unsaid.body);
    prefecture.change(Method::POST, &reply, &seen, &json!({ "rests_on": null })).await.is(200);
    let told = prefecture.get(&case).await.is(200);
    assert_eq!((told.text("stage"), &told.body["stage_facts"]["reply"]["rests_on"]), ("replied", &json!(null)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_for_one_is_given_to_one() {
    let town = Town::new().await;
    let [unit, secretary] = [town.officer_api("unit-hospital").await, town.officer_api("secretary").await];
    let prefecture = town.officer_api("prefecture").await;
    for (mail, status) in [("one@example.com", 200), ("two@example.com", 409)] {
        let filed = files(&town, &town.applicant_api(mail, 0).await).await;
        let id = case_of(&town, &unit, &filed).await;
        for _ in 0..4 {
            passes(&unit, &id).await;
        }
        passes(&secretary, &id).await;
        let case = format!("/api/review/v1/cases/{id}");
        let seen = prefecture.get(&case).await.is(200).version().to_owned();
        let reply = json!({ "rests_on": "10(4)" });
        let replied = prefecture.change(Method::POST, &format!("{case}/reply"), &seen, &reply).await.is(status);
        if status == 409 {
            assert_eq!((replied.text("code"), replied.text("article")), ("post-filled", "12"));
            assert_eq!(prefecture.get(&case).await.is(200).version(), seen, "the case waits as it was");
        }
    }
}
