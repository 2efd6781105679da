//! Cases that come back: to the applicant for correction, to an earlier hand, and those that first seek a unit
//! (Articles 13, 14 and 16), by page and by API.

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::applicant::receipt;
use tests::filings::{case_of, files, filing, passes};
use tests::{Page, StaffMember, Town};

async fn waiting(town: &Town, officer: &StaffMember, receipt: &str) -> Page {
    town.until("the case in the inbox", async || officer.find(receipt).await).await
}

fn subject(mail: &serde_json::Value) -> &str {
    mail["subject"].as_str().expect("a subject")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_corrected_goes_back_to_an_earlier_hand_and_is_replied_to() {
    let town = Town::new().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = waiting(&town, &unit, &receipt).await;

    let incomplete = unit.browser.send(&case, &[("ruling", "return"), ("days", "x"), ("to_applicant", "缺背面")]).await;
    assert_eq!(incomplete.status, 422);
    incomplete.shows("缺背面").shows("value=\"x\"");
    let returned = [
        ("ruling", "return"),
        ("to", "applicant"),
        ("return_reason", "papers-unclear"),
        ("sections[]", "past"),
        ("days", "5"),
        ("to_applicant", "资格证书缺背面。"),
    ];
    let agreed = unit.browser.send(&incomplete, &[&[("ruling", "agree")], &returned[1..]].concat()).await;
    assert_eq!(agreed.status, 422, "what is filled in for a return is not done as an agreement");
    agreed.shows("选的是同意，又填了退回或者不同意的内容").shows("资格证书缺背面。");
    let beside = unit.browser.send(&agreed, &[&returned[..], &[("words", "看过原件。")]].concat()).await;
    assert_eq!(beside.status, 422, "an opinion that is not kept is not thrown away unsaid");
    beside.shows("href=\"#words\"").shows("意见只在同意时写进档案").shows("看过原件。").shows("资格证书缺背面。");
    let asked = unit.browser.send(&beside, &[&returned[..], &[("words", "")]].concat()).await;
    asked.is_ok().shows("已退回").shows("资格证书缺背面。");
    let letters = town.mails_when(&person.mail, 3).await;
    assert!(
        subject(&letters[0]).starts_with("请您补正") && subject(&letters[0]).contains(&receipt),
        "{:?}",
        letters[0]
    );
    assert!(letters[0]["text"].as_str().is_some_and(|text| text.contains("资格证书缺背面。")), "{:?}", letters[0]);

    person
        .browser
        .open(&format!("/track/{receipt}"))
        .await
        .is_ok()
        .shows("<h1>等您补正</h1>")
        .shows("资格证书缺背面。");
    let form = person.browser.open(&format!("/track/{receipt}/correct")).await;
    form.is_ok().shows("资格证书缺背面。");
    person.asks(&form, "person").await.is_ok().shows("value=\"林知远\"");
    form.shows(&format!("<a href=\"/track/{receipt}/correct#past\">学历和经历</a>")).shows("id=\"past\"");
    let mut typed = person.filing();
    typed.retain(|(name, _)| !name.starts_with("title."));
    typed.extend([("title.level", "associate-senior".to_owned()), ("title.name", "副主任医师".to_owned())]);
    let wrong = typed.iter().map(|(name, value)| match *name {
        "phone" => (*name, "12".to_owned()),
        _ => (*name, value.clone()),
    });
    let refused = person.submits_with(&form, &wrong.collect::<Vec<_>>()).await;
    assert_eq!(refused.status, 422);
    refused.shows("value=\"林知远\"").shows("href=\"#phone\"");
    let corrected = person.submits_with(&refused, &typed).await;
    corrected.is_ok().shows("您已补正");
    let letters = town.mails_when(&person.mail, 4).await;
    assert!(subject(&letters[0]).starts_with("已收到您的补正"), "{:?}", letters[0]);
    let again = person.browser.open(&format!("/track/{receipt}/correct")).await;
    assert!(!again.path.ends_with("/correct"), "nothing is asked any more");

    let case = town
        .until("the second revision", async || unit.find(&receipt).await.filter(|case| case.body.contains("第2版")));
    let case = case.await;
    case.shows("<ins>副主任医师").shows("<b>补正</b>").shows("退回1次");
    unit.passes(&case, "看过").await;
    for words in ["谈成", "推荐"] {
        let case = waiting(&town, &unit, &receipt).await;
        unit.passes(&case, words).await;
    }

    let secretary = town.officer("secretary", Language::Zh).await;
    let case = waiting(&town, &secretary, &receipt).await;
    let back = [("ruling", "return"), ("to", "recommendation-opinion"), ("return_reason", "opinion-incomplete")];
    secretary.browser.send(&case, &back).await.is_ok().shows("等");
    let case = waiting(&town, &unit, &receipt).await;
    case.shows("意见不完整").shows("处理好了，送回提出退回的环节");
    unit.passes(&case, "补全了").await;
    let case = waiting(&town, &secretary, &receipt).await;
    case.shows("退回1次").shows("协调小组同意");
    secretary.passes(&case, "同意").await;
    let prefecture = town.officer("prefecture", Language::Zh).await;
    let case = waiting(&town, &prefecture, &receipt).await;
    prefecture.passes(&case, "同意").await.shows("按《办法》数据");

    let letters = town.mails_when(&person.mail, 9).await;
    assert!(subject(&letters[0]).contains("批复"), "{:?}", letters[0]);
    person.browser.open(&format!("/track/{receipt}")).await.is_ok().shows("〕1号").shows("您已补正");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nomination_to_the_party_organisation_reaches_a_unit_only_when_the_applicant_agrees() {
    let town = Town::new().await;
    let person = town.applicant("Nguyễn Thị Ánh", "anh@example.com", Language::En);
    let (hospital, justice) = (town.unit("People’s Hospital").await, town.unit("Justice Bureau").await);
    person.browser.open("/nominate").await.is_ok().shows("/en/nominate/organisation").shows("People’s Hospital");
    let form = person.open_signed_in(&town, "/nominate/organisation", 0).await;
    let consents = person.asks(&form, "consents").await;
    assert!(!consents.shows("value=\"review\"").body.contains("value=\"hand-over\""), "no unit is known yet");
    let slip = person.submits(&form).await;
    slip.is_ok().shows("Your nomination has arrived").shows("Organisation Department");
    let receipt = receipt(&slip);

    let secretary = town.officer("secretary", Language::En).await;
    let doctor = town.officer("unit-hospital", Language::En).await;
    let lawyer = town.officer("unit-justice", Language::En).await;
    let case = waiting(&town, &secretary, &receipt).await;
    case.shows("Organisation Department").shows("Employing unit, not found yet");
    let unchosen = secretary.browser.send(&case, &[("ruling", "agree"), ("unit", "")]).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("href=\"#unit\"");
    let proposing = [("ruling", "agree"), ("unit", &*justice), ("to_applicant", "They want a lawyer.")];
    secretary.browser.send(&unchosen, &proposing).await.is_ok().shows("Unit proposed");
    let letters = town.mails_when(&person.mail, 3).await;
    assert!(subject(&letters[0]).contains("have your papers?"), "{:?}", letters[0]);
    assert!(letters[0]["text"].as_str().is_some_and(|text| text.contains("They want a lawyer.")));
    assert!(lawyer.find(&receipt).await.is_none(), "nothing reaches a unit before the applicant agreed");

    let asks = person.browser.open(&format!("/track/{receipt}/unit")).await;
    asks.is_ok().shows("Justice Bureau").shows("They want a lawyer.");
    let unanswered = person.browser.send(&asks, &[]).await;
    assert_eq!(unanswered.status, 422);
    person.browser.send(&unanswered, &[("answer", "refused")]).await.is_ok().shows("You answered");
    let case = waiting(&town, &secretary, &receipt).await;
    case.shows("Applicant did not agree");
    let again = secretary.browser.send(&case, &[("ruling", "agree"), ("unit", &*justice)]).await;
    assert_eq!(again.status, 422);
    secretary.browser.send(&again, &[("ruling", "agree"), ("unit", &*hospital)]).await.is_ok();
    let asks = town.until("the second question", async || {
        let asks = person.browser.open(&format!("/track/{receipt}/unit")).await;
        (asks.path.ends_with("/unit") && asks.body.contains("People’s Hospital")).then_some(asks)
    });
    let asks = asks.await;
    person.browser.send(&asks, &[("answer", "agreed")]).await.is_ok();

    let case = waiting(&town, &doctor, &receipt).await;
    case.shows("Without a post").shows("Applicant agreed");
    assert!(lawyer.find(&receipt).await.is_none());
    for _ in 0..4 {
        let case = waiting(&town, &doctor, &receipt).await;
        doctor.passes(&case, "yes").await;
    }
    let case = waiting(&town, &secretary, &receipt).await;
    secretary.passes(&case, "yes").await;
    let prefecture = town.officer("prefecture", Language::En).await;
    let case = waiting(&town, &prefecture, &receipt).await;
    prefecture.passes(&case, "yes").await;
    let replied = town.until("the reply", async || {
        let status = person.browser.open(&format!("/track/{receipt}")).await;
        status.body.contains("〕1号").then_some(status)
    });
    replied.await.shows("People’s Hospital").shows("to the Party organisation");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_api_a_case_is_returned_corrected_and_every_revision_kept() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let unit = town.officer_api("unit-hospital").await;
    let filed = files(&town, &applicant).await;
    let case = case_of(&town, &unit, &filed).await;
    passes(&unit, &case).await;
    let (case, mine) = (format!("/api/review/v1/cases/{case}"), format!("/api/portal/v1/nominations/{}", filed.id));

    let early = applicant.change(Method::POST, &format!("{mine}/correction"), "\"v2\"", &json!({})).await;
    assert!(early.status == 409 || early.status == 412, "{:#}", early.body);
    let (seen, returning) = (unit.version_of(&case).await, format!("{case}/return"));
    let nothing = json!({ "to": "applicant", "reason": "papers-unclear" });
    let refused = unit.change(Method::POST, &returning, &seen, &nothing).await.is(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/sections");
    let nobody = json!({ "to": "prefecture-review", "reason": "check-again" });
    unit.change(Method::POST, &returning, &seen, &nobody).await.is(422);
    let asked =
        json!({ "to": "applicant", "reason": "papers-unclear", "sections": ["past"], "days": 3, "words": "缺背面" });
    unit.change(Method::POST, &returning, &seen, &asked).await.is(200);
    unit.change(Method::POST, &returning, &seen, &asked).await.is(412);

    town.until("the question", async || {
        let told = applicant.get(&mine).await.is(200);
        (told.body["progress"]["asked"]["words"] == "缺背面").then_some(())
    })
    .await;
    let mut better = filing("王芳");
    better["title"] = json!({ "name": "副主任医师", "level": "associate-senior" });
    let path = format!("{mine}/filing");
    applicant.act(&mine, Method::PUT, &path, &better).await.is(200);
    let half = applicant.get(&mine).await.is(200);
    assert_eq!(half.body["correction"]["title"]["name"], "副主任医师");
    assert_eq!(half.body["filing"]["title"]["name"], "", "what was filed stands until the correction is sent");
    let sent = applicant.change(Method::POST, &format!("{mine}/correction"), half.version(), &json!({})).await.is(200);
    assert_eq!(sent.body["revision"], 2);

    town.until("the correction", async || {
        let told = unit.get(&case).await.is(200);
        (told.body["revision"] == 2 && told.body["stage"] == "under-review").then_some(())
    })
    .await;
    let kept = unit.get(&format!("{case}/revisions")).await.is(200);
    let titles: Vec<_> = (0..2).map(|at| kept.body["items"][at]["filing"]["title"]["name"].clone()).collect();
    assert_eq!(titles, ["", "副主任医师"]);
    let told = unit.get(&case).await.is(200);
    assert_eq!(told.body["returns"][0]["answer"]["kind"], "corrected");
    assert_eq!(told.body["hand"], "screening", "back at the hand that returned it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_case_can_be_withdrawn_and_a_late_correction_is_told_so() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let unit = town.officer_api("unit-hospital").await;
    let filed = files(&town, &applicant).await;
    let id = case_of(&town, &unit, &filed).await;
    let (case, mine) = (format!("/api/review/v1/cases/{id}"), format!("/api/portal/v1/nominations/{}", filed.id));
    let asked = json!({ "to": "applicant", "reason": "details-wanted", "sections": ["who"] });
    unit.act(&case, Method::POST, &format!("{case}/return"), &asked).await.is(200);
    let reason = json!({ "reason": "conditions-not-met" });
    let early = unit.act(&case, Method::POST, &format!("{case}/rejection"), &reason).await.is(409);
    assert_eq!(early.text("code"), "term-runs");
    town.until("the question", async || {
        let told = applicant.get(&mine).await.is(200);
        told.body["progress"]["asked"].is_object().then_some(())
    })
    .await;
    passes(&unit, &id).await;
    town.until("that it went on", async || {
        let told = applicant.get(&mine).await.is(200);
        told.body["progress"]["asked"].is_null().then_some(())
    })
    .await;
    let late = applicant.act(&mine, Method::POST, &format!("{mine}/correction"), &json!({})).await.is(409);
    assert_eq!(late.text("code"), "nothing-to-correct");

    unit.act(&case, Method::POST, &format!("{case}/return"), &asked).await.is(200);
    let withdrawal = format!("{mine}/withdrawal");
    let withdrawn = town.until("the withdrawal", async || {
        let answer = applicant.act(&mine, Method::POST, &withdrawal, &json!({})).await;
        (answer.status == 200).then_some(())
    });
    withdrawn.await;
    town.until("the end of the case", async || {
        let told = unit.get(&case).await.is(200);
        (told.body["stage"] == "withdrawn").then_some(())
    })
    .await;
    let told = applicant.get(&mine).await.is(200);
    assert_eq!(
        (told.body["progress"]["stage"].as_str(), told.body["progress"]["asked"].is_null()),
        (Some("withdrawn"), true)
    );
}
