//! An applicant's way through these pages, from the sign-in to the withdrawal, as the doors answer it.

use std::time::Duration;

use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE};
use actix_web::test::{TestRequest, init_service};
use contract::Event;
use contract::event::{Asked, CaseMoved, Outcome, Reconsidered};
use domain::{Calendar, Conclusion, Hand, PublicStage, Reason, Receipt, ReturnReason, Section};
use futures_util::future::LocalBoxFuture;
use serde_json::Value;

use super::door::{Browser, Door, Page, WANG};

const FORM: &str = "/nominate/2026-037";

const DAY: u64 = 24 * 3600;
const PERSON: &str = "/nominate/2026-037/person";

const FILING: [(&str, &str); 15] = [
    ("name", "买买提·吐尔逊"),
    ("phone", "+86 139 0000 0000"),
    ("document.kind", "passport"),
    ("document.number", "E12345678"),
    ("document.country", "CN"),
    ("education.0.level", "doctor"),
    ("education.0.school", "兰州大学"),
    ("education.0.discipline", "临床医学"),
    ("education.0.study_form", "full-time"),
    ("education.0.year", "2021"),
    ("claimed[]", "10(4)"),
    ("remark", "甲\r\n乙"),
    ("consents[]", "review"),
    ("consents[]", "hand-over"),
    ("consents[]", "mail"),
];

macro_rules! browser {
    ($door:ident, $call:ident, $browser:ident) => {
        let $door = Door::open().await;
        let server = init_service($door.product.app()).await;
        let $call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
            Box::pin(async { Page::of(request.send_request(&server).await).await })
        };
        let mut $browser = Browser::new(&$call);
    };
}

#[path = "agreed.rs"]
mod agreed;
#[path = "written.rs"]
mod written;

#[actix_web::test]
async fn a_nomination_is_drafted_refused_submitted_and_withdrawn() {
    browser!(door, call, wang);
    let list = wang.enter(&door, WANG, FORM).await;
    for said in ["申报心血管内科学科带头人", "开始填：姓名和电话", "90天没有改动", "填好任何一项后可以上传"]
    {
        assert!(list.body.contains(said), "{said}: {}", list.body);
    }

    let asks = wang.open(PERSON).await;
    let left = wang.send(PERSON, &asks, &[("name", "买买提·吐尔逊"), ("phone", "12"), ("do", "leave")]).await;
    assert_eq!((left.status, left.location.as_str()), (303, "/nominate/2026-037?saved=1"), "half an answer is saved");
    let list = wang.open(&left.location).await;
    assert!(list.body.contains("已保存。") && list.body.contains("填到一半"), "{}", list.body);

    let asks = wang.open(PERSON).await;
    let refused = wang.send(PERSON, &asks, &[("name", "买买提·吐尔逊"), ("phone", "34"), ("do", "continue")]).await;
    assert_eq!(refused.status, 422);
    for kept in ["value=\"买买提·吐尔逊\"", "href=\"#phone\"", "value=\"34\""] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    assert!(wang.open(PERSON).await.body.contains("value=\"34\""), "what was refused is saved");

    let check = wang.open("/nominate/2026-037/check").await;
    let incomplete = wang.send("/nominate/2026-037/check", &check, &[("do", "submit")]).await;
    assert_eq!(incomplete.status, 422);
    for said in ["href=\"#education.0.level\"", "id=\"education.0.level\"", "href=\"#phone\"", "有误："] {
        assert!(incomplete.body.contains(said), "{said}: {}", incomplete.body);
    }

    let submitted = wang.files(FORM, &FILING).await;
    assert_eq!(submitted.status, 303, "{}", submitted.body);
    let receipt = submitted.location.strip_prefix("/receipts/").expect("a receipt").to_owned();
    assert!(wang.open(&submitted.location).await.body.contains(&receipt));
    for gone in [FORM, PERSON, "/nominate/2026-037/check"] {
        assert_eq!(wang.open(gone).await.location, format!("/track/{receipt}"), "{gone}");
    }

    let status = wang.open(&format!("/track/{}", receipt.to_lowercase())).await;
    assert!(status.body.contains("<h1>已收到，等伊宁市人民医院审查</h1>"), "{}", status.body);
    let asks = wang.open(&format!("/track/{receipt}/withdraw")).await;
    let withdrawn = wang.send(&format!("/track/{receipt}/withdraw"), &asks, &[("reason", "")]).await;
    assert_eq!(withdrawn.location, format!("/track/{receipt}"), "{}", withdrawn.body);
    assert!(wang.open(&withdrawn.location).await.body.contains("<h1>您已撤回申报</h1>"));
    assert_eq!(wang.open(FORM).await.status, 200, "the post can be nominated for again");
}

#[actix_web::test]
async fn pressed_twice_an_answer_is_saved_and_a_nomination_submitted_once() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let asks = wang.open(PERSON).await;
    let typed = [("name", "王芳"), ("phone", "+86 139 0000 0000"), ("do", "continue")];
    for _ in 0..2 {
        assert_eq!(wang.send(PERSON, &asks, &typed).await.location, "/nominate/2026-037/document");
    }
    let first = wang.files(FORM, &FILING).await;
    assert!(first.location.starts_with("/receipts/YC26-"), "{}", first.body);
}

#[actix_web::test]
async fn what_was_typed_outlives_the_session() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let document = "/nominate/2026-037/document";
    let asks = wang.open(document).await;
    wang.cookies.remove("yincai_applicant");
    let typed = [("document.kind", "passport"), ("document.number", "E12345678"), ("do", "continue")];
    let asks = wang.send(document, &asks, &typed).await;
    assert!(asks.status == 200 && asks.body.contains("您填的都留着"), "{}", asks.body);
    assert!(!asks.body.contains("E12345678"));

    let asks = wang.send("/sign-in", &asks, &[("mail", WANG)]).await;
    let linked = wang.open("/sign-in/code").await;
    assert_eq!(linked.hidden("back").as_deref(), Some(document), "by the letter's link: {}", linked.body);
    assert!(linked.body.contains("回到那一页填数字") && linked.hidden("kept").is_none(), "{}", linked.body);
    let empty = wang.send("/sign-in/code", &asks, &[("code", " ")]).await;
    assert!(empty.status == 422 && empty.body.contains(">填邮件里的6位数字</a>"), "{}", empty.body);
    let wrong = wang.send("/sign-in/code", &asks, &[("code", "１２")]).await;
    assert!(wrong.status == 422 && wrong.hidden("kept").is_some(), "{}", wrong.body);
    let code = door.code().await;
    let typed = format!(" {} {}", &code[..3], &code[3..]);
    let signed_in = wang.send("/sign-in/code", &wrong, &[("code", &typed)]).await;
    assert_eq!((signed_in.status, signed_in.location.as_str()), (307, document), "{}", signed_in.body);

    let back = wang.send(document, &wrong, &[("code", &typed)]).await;
    for kept in ["刚才填写的内容已放回", "value=\"E12345678\"", "value=\"passport\" selected"] {
        assert!(back.body.contains(kept), "{kept}: {}", back.body);
    }
    assert!(!wang.open(document).await.body.contains("E12345678"), "nothing is saved before the person presses");
    assert!(wang.files(FORM, &FILING).await.location.starts_with("/receipts/YC26-"));
}

#[actix_web::test]
async fn two_tabs_clash_at_one_question_and_nowhere_else() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let (one, other) = (wang.open(PERSON).await, wang.open(PERSON).await);
    let elsewhere = wang.open("/nominate/2026-037/work").await;
    wang.send(PERSON, &one, &[("name", "王芳"), ("do", "leave")]).await;
    let saved = wang.send("/nominate/2026-037/work", &elsewhere, &[("work.employer", "医院"), ("do", "leave")]).await;
    assert_eq!(saved.status, 303, "another question is not in the way: {}", saved.body);

    let told = wang.send(PERSON, &other, &[("name", "王方"), ("do", "leave")]).await;
    assert!(told.status == 422 && told.body.contains("在别的地方改过"), "{}", told.body);
    assert!(told.body.contains("value=\"王方\"") && told.body.contains("<bdi>王芳</bdi>"), "both are shown");
    assert!(wang.open(PERSON).await.body.contains("value=\"王芳\""));
    assert_eq!(wang.send(PERSON, &told, &[("name", "王方"), ("do", "leave")]).await.status, 303);
    assert!(wang.open(PERSON).await.body.contains("value=\"王方\""));
    assert!(wang.open("/nominate/2026-037/work").await.body.contains("value=\"医院\""));
}

#[actix_web::test]
async fn degrees_are_added_changed_and_taken_off() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let all = "/nominate/2026-037/education";
    assert_eq!(wang.open(all).await.location, "/nominate/2026-037/degree-1");
    for (number, school) in [("1", "兰州大学"), ("2", "伊犁师范大学")] {
        let path = format!("/nominate/2026-037/degree-{number}");
        let (asks, place) = (wang.open(&path).await, if number == "1" { 0 } else { 1 });
        let name = |field: &str| format!("education.{place}.{field}");
        let (level, at, discipline) = (name("level"), name("school"), name("discipline"));
        let (form, year) = (name("study_form"), name("year"));
        let typed = [
            (level.as_str(), "master"),
            (&at, school),
            (&discipline, "临床医学"),
            (&form, "full-time"),
            (&year, "2019"),
            ("do", "continue"),
        ];
        assert_eq!(wang.send(&path, &asks, &typed).await.location, all);
    }
    let both = wang.open(all).await;
    assert!(both.body.contains("兰州大学") && both.body.contains("伊犁师范大学"), "{}", both.body);
    assert_eq!(wang.send(all, &both, &[("do", "more")]).await.location, "/nominate/2026-037/degree-3");
    assert_eq!(wang.send(all, &both, &[("do", "continue")]).await.location, "/nominate/2026-037/placement");
    let second = wang.open("/nominate/2026-037/degree-2").await;
    wang.send("/nominate/2026-037/degree-2", &second, &[("do", "remove")]).await;
    let one = wang.open(all).await;
    assert!(one.body.contains("兰州大学") && !one.body.contains("伊犁师范大学"), "{}", one.body);
    assert_eq!(wang.open("/nominate/2026-037/degree-11").await.status, 404);
}

#[actix_web::test]
async fn a_change_from_the_last_page_leads_back_to_it() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let asks = wang.open(PERSON).await;
    wang.send(PERSON, &asks, &[("name", "王芳"), ("do", "leave")]).await;
    let check = wang.open("/nominate/2026-037/check").await;
    assert!(check.body.contains("href=\"/nominate/2026-037/person?from=check\""), "{}", check.body);
    let asks = wang.open(&format!("{PERSON}?from=check")).await;
    let typed = [("name", "王芳"), ("phone", "+86 139 0000 0000"), ("do", "continue")];
    assert_eq!(wang.send(PERSON, &asks, &typed).await.location, "/nominate/2026-037/check");
}

#[actix_web::test]
async fn the_last_page_marks_a_refused_answer_and_leads_to_its_question_before_anybody_submits() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let (achievements, last) = ("/nominate/2026-037/achievements", "/nominate/2026-037/check");
    let asks = wang.open(achievements).await;
    assert_eq!(wang.send(achievements, &asks, &[("orcid", "0000-0001"), ("do", "continue")]).await.status, 422);
    let check = wang.open(last).await;
    let question = format!("{achievements}?from=check");
    let leads = format!("<span class=\"err\"><a href=\"{question}#orcid\">");
    for said in ["<title>有误：", "href=\"#orcid\"", "id=\"orcid\"", "<bdi>0000-0001</bdi>", &leads, "您填的都还在"]
    {
        assert!(check.status == 200 && check.body.contains(said), "{said}: {}", check.body);
    }
    let asks = wang.open(&question).await;
    assert!(asks.body.contains("value=\"0000-0001\"") && asks.body.contains("id=\"orcid-e\""), "{}", asks.body);
    let mended = wang.send(achievements, &asks, &[("orcid", "0000-0002-1825-0097"), ("do", "continue")]).await;
    assert_eq!(mended.location, last, "{}", mended.body);
    assert!(!wang.open(last).await.body.contains("href=\"#orcid\""));
}

#[actix_web::test]
async fn a_new_draft_begins_with_what_was_submitted_last_but_for_the_consents() {
    browser!(door, call, wang);
    let list = wang.enter(&door, WANG, FORM).await;
    assert!(!list.body.contains("用上次提交的填"), "nothing was submitted yet");
    assert_eq!(wang.files(FORM, &FILING).await.status, 303);
    let organisation = "/nominate/organisation";
    let list = wang.open(organisation).await;
    assert!(list.body.contains("用上次提交的填"), "{}", list.body);
    let filled = wang.send("/nominate/organisation/fill", &list, &[]).await;
    assert_eq!(filled.location, "/nominate/organisation?filled=1", "{}", filled.body);
    let again = wang.send("/nominate/organisation/fill", &list, &[]).await;
    assert_eq!(again.status, 303, "pressed twice, done once");
    let list = wang.open(&filled.location).await;
    assert!(list.body.contains("已照上次提交的填好") && !list.body.contains("用上次提交的填"), "{}", list.body);
    let asked = |step: &str| format!("{organisation}/{step}");
    assert!(wang.open(&asked("document")).await.body.contains("value=\"E12345678\""));
    assert!(!wang.open(&asked("consents")).await.body.contains(" checked"));
    assert!(!wang.open(&asked("clauses")).await.body.contains("乙</textarea>"));
}

/// How many letters of that name are owed.
async fn letters(door: &Door, name: &str) -> usize {
    door.letters().await.iter().filter(|addressed| addressed.letter.name() == name).count()
}

#[actix_web::test]
async fn a_draft_is_deleted_when_asked_or_when_nobody_goes_on_with_it() {
    browser!(door, call, wang);
    let asks_who = "/nominate/organisation/person";
    wang.enter(&door, WANG, asks_who).await;
    let begins = async |browser: &mut Browser<'_>| {
        let asks = browser.open(asks_who).await;
        browser.send(asks_who, &asks, &[("name", "王芳"), ("do", "leave")]).await;
    };
    begins(&mut wang).await;
    let asks = wang.open("/nominate/organisation/discard").await;
    let gone = wang.send("/nominate/organisation/discard", &asks, &[]).await;
    assert_eq!(gone.location, "/track?discarded=1", "{}", gone.body);
    let track = wang.open(&gone.location).await;
    assert!(track.body.contains("草稿已经删除") && !track.body.contains("接着填"), "{}", track.body);
    assert!(!wang.open(asks_who).await.body.contains("王芳"));

    begins(&mut wang).await;
    door.later(Duration::from_secs(60 * DAY)).await;
    wang.cookies.clear();
    wang.enter(&door, WANG, asks_who).await;
    begins(&mut wang).await;
    door.later(Duration::from_secs(60 * DAY)).await;
    wang.cookies.clear();
    assert!(wang.enter(&door, WANG, asks_who).await.body.contains("王芳"), "it was touched meanwhile");
    assert_eq!(letters(&door, "draft-reminder").await, 0);
    door.later(Duration::from_secs(17 * DAY)).await;
    assert_eq!(letters(&door, "draft-reminder").await, 1, "13 days before the end");
    door.later(Duration::from_secs(14 * DAY)).await;
    assert_eq!(letters(&door, "draft-reminder").await, 1);
    wang.cookies.clear();
    assert!(!wang.enter(&door, WANG, asks_who).await.body.contains("王芳"), "nobody touched it for 90 days");
}

#[actix_web::test]
async fn a_draft_that_was_sent_a_file_is_reminded_of_before_its_own_end_and_once() {
    browser!(door, call, wang);
    let asks_who = "/nominate/organisation/person";
    wang.enter(&door, WANG, asks_who).await;
    let asks = wang.open(asks_who).await;
    wang.send(asks_who, &asks, &[("name", "王芳"), ("do", "leave")]).await;
    door.later(Duration::from_secs(60 * DAY)).await;
    wang.cookies.clear();
    wang.enter(&door, WANG, asks_who).await;
    let export: Value = serde_json::from_str(&wang.open("/own-data/export").await.body).expect("JSON");
    let draft = export["nominations"][0]["nomination"]["id"].as_str().expect("an id");
    let sent = TestRequest::post().uri(&format!("/api/portal/v1/nominations/{draft}/evidence?shows=other&name=a.pdf"));
    let token = format!("Bearer {}", wang.cookies["yincai_applicant"]);
    let sent = sent.insert_header((AUTHORIZATION, token)).insert_header((CONTENT_TYPE, "application/pdf"));
    let added = call(sent.set_payload("%PDF-1.7\n")).await;
    assert_eq!(added.status, 201, "{}", added.body);

    door.later(Duration::from_secs(17 * DAY)).await;
    assert_eq!(letters(&door, "draft-reminder").await, 0, "it ends in 73 days");
    door.later(Duration::from_secs(60 * DAY)).await;
    assert_eq!(letters(&door, "draft-reminder").await, 1, "13 days before the end");
    door.later(Duration::from_secs(12 * DAY)).await;
    assert_eq!(letters(&door, "draft-reminder").await, 1);
}

#[actix_web::test]
async fn a_receipt_is_nobody_elses() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let track = submitted.location.replace("/receipts/", "/track/");
    let mut li = Browser::new(&call);
    li.enter(&door, "li@example.com", "/track").await;
    for path in
        [submitted.location.as_str(), &track, &format!("{track}/withdraw"), "/track/YC26-00000-00000-0", "/track/x"]
    {
        assert_eq!(li.open(path).await.status, 404, "{path}");
    }
    assert_eq!(li.open("/nominate/2026-999").await.status, 404);
    assert_eq!(wang.open(&track).await.status, 200);
}

#[actix_web::test]
async fn a_rejected_person_reads_why_and_can_nominate_again() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let today = door.house.clock.today();
    let opened = CaseMoved {
        receipt,
        stage: PublicStage::Received,
        hand: Some(Hand::Screening),
        since: today,
        due: None,
        unit: None,
        asked: None,
        outcome: None,
        reconsidered: None,
    };
    door.hear(3, Event::CaseMoved(opened.clone())).await;
    let outcome = Some(Outcome::Rejected { at: Hand::Screening, reason: Reason::DisciplineDiffers, words: None });
    let moved = CaseMoved { stage: PublicStage::NotSuccessful, hand: None, outcome, ..opened };
    door.hear(4, Event::CaseMoved(moved)).await;

    let status = wang.open(&format!("/track/{receipt}")).await;
    for said in ["<h1>伊宁市人民医院不予同意</h1>", Reason::DisciplineDiffers.words().zh.as_str(), "第九条"]
    {
        assert!(status.body.contains(said), "{said}: {}", status.body);
    }
    assert!(!status.body.contains("/withdraw"));
    assert_eq!(wang.open(FORM).await.status, 200);
}

#[actix_web::test]
async fn a_rejection_is_contested_once_and_both_decisions_stand_on_the_page() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let receipt = Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt");
    let today = door.house.clock.today();
    let outcome = Some(Outcome::Rejected { at: Hand::Screening, reason: Reason::DisciplineDiffers, words: None });
    let rejected = CaseMoved {
        receipt,
        stage: PublicStage::NotSuccessful,
        hand: None,
        since: today,
        due: None,
        unit: None,
        asked: None,
        outcome,
        reconsidered: None,
    };
    door.hear(3, Event::CaseMoved(rejected.clone())).await;

    let contest = format!("/track/{receipt}/reconsideration");
    let asks = wang.open(&contest).await;
    assert!(asks.status == 200 && asks.body.contains("只有一次"), "{}", asks.body);
    let sent = wang.send(&contest, &asks, &[("words", "专业是相近的。")]).await;
    assert_eq!((sent.status, sent.location), (303, format!("/track/{receipt}")));
    let status = wang.open(&format!("/track/{receipt}")).await;
    for said in ["<h1>在复核：工作协调小组</h1>", "专业是相近的。", "您申请复核"] {
        assert!(status.body.contains(said), "{said}: {}", status.body);
    }
    let letter = door.letters().await.into_iter().next().expect("a letter").letter;
    assert!(matches!(letter, contract::Letter::ReconsiderationReceived(_)));
    assert_eq!(wang.open(&contest).await.status, 303, "once");

    let reconsidered = Some(Reconsidered { by: Hand::GroupApproval, conclusion: Conclusion::Upheld, words: None });
    door.hear(4, Event::CaseMoved(CaseMoved { reconsidered, ..rejected })).await;
    let status = wang.open(&format!("/track/{receipt}")).await;
    for said in ["<h1>伊宁市人民医院不予同意</h1>", "维持原决定", "专业是相近的。"] {
        assert!(status.body.contains(said), "{said}: {}", status.body);
    }
    assert_eq!(wang.open(&contest).await.status, 303, "once, and no more");
    let letter = door.letters().await.into_iter().next().expect("a letter").letter;
    assert!(matches!(letter, contract::Letter::RejectionUpheld(_)));
}

#[actix_web::test]
async fn a_correction_is_reminded_of_twice_before_its_term_ends() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, FORM).await;
    let submitted = wang.files(FORM, &FILING).await;
    let today = door.house.clock.today();
    let sections = vec![Section::Evidence];
    let asked = Asked::Correction { reason: ReturnReason::PapersMissing, sections, words: None, items: None };
    let returned = CaseMoved {
        receipt: Receipt::parse(&submitted.location.replace("/receipts/", "")).expect("a receipt"),
        stage: PublicStage::WaitingForYou,
        hand: Some(Hand::Screening),
        since: today,
        due: Some(Calendar::standard().add_working_days(today, 10)),
        unit: None,
        asked: Some(asked),
        outcome: None,
        reconsidered: None,
    };
    door.hear(3, Event::CaseMoved(returned)).await;
    let mut told = Vec::new();
    for days in [7, 2, 3, 2, 30] {
        door.later(Duration::from_secs(days * DAY)).await;
        told.push(letters(&door, "correction-reminder").await);
    }
    assert_eq!(told, [0, 1, 1, 2, 2], "four working days before the eighth of December, and one");
}

#[actix_web::test]
async fn a_session_ends_when_asked() {
    browser!(door, call, wang);
    let list = wang.enter(&door, WANG, "/track").await;
    assert!(list.body.contains("您还没有申报过"), "{}", list.body);
    assert_eq!(wang.send("/sign-out", &list, &[]).await.status, 303);
    assert!(!wang.cookies.contains_key("yincai_applicant"));
    assert_eq!(wang.open("/track").await.location, "/sign-in?back=%2Ftrack");
}
