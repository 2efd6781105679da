//! An applicant's way through these pages, from the sign-in to the withdrawal, as the doors answer it.

use actix_web::test::{TestRequest, init_service};
use contract::Event;
use contract::event::{CaseMoved, Outcome};
use domain::{Hand, PublicStage, Reason, Receipt};
use futures_util::future::LocalBoxFuture;

use super::door::{Browser, Door, Page, WANG};

const FORM: &str = "/nominate/2026-037";

const FILING: [(&str, &str); 13] = [
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
    ("education.1.school", ""),
    ("claimed[]", "10(4)"),
    ("remark", "甲\r\n乙"),
];

fn filing(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    FILING.iter().chain(more).copied().collect()
}

const CONSENTS: [(&str, &str); 4] =
    [("consents[]", "review"), ("consents[]", "hand-over"), ("consents[]", "mail"), ("do", "submit")];

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

#[actix_web::test]
async fn a_nomination_is_drafted_refused_submitted_and_withdrawn() {
    browser!(door, call, wang);
    let form = wang.enter(&door, WANG, FORM).await;
    assert!(form.body.contains("申报心血管内科学科带头人") && form.hidden("version").is_none(), "{}", form.body);

    let saved = wang.send(FORM, &form, &[("name", "买买提·吐尔逊"), ("do", "save")]).await;
    assert_eq!((saved.status, saved.location.as_str()), (303, "/nominate/2026-037?saved=1"));
    let form = wang.open(&saved.location).await;
    assert!(form.body.contains("value=\"买买提·吐尔逊\"") && form.body.contains("已保存。"), "{}", form.body);

    let refused = wang.send(FORM, &form, &filing(&[("do", "submit")])).await;
    assert_eq!(refused.status, 422);
    for kept in ["value=\"兰州大学\"", "href=\"#consents.mail\"", "甲\r\n乙</textarea>", "value=\"CN\" selected"]
    {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    assert!(wang.open(FORM).await.body.contains("value=\"兰州大学\""), "what was refused is saved");

    let submitted = wang.send(FORM, &refused, &filing(&CONSENTS)).await;
    assert_eq!(submitted.status, 303, "{}", submitted.body);
    let receipt = submitted.location.strip_prefix("/receipts/").expect("a receipt").to_owned();
    let again = wang.send(FORM, &refused, &filing(&CONSENTS)).await;
    assert_eq!(again.location, submitted.location, "pressed twice, done once");
    assert!(wang.open(&submitted.location).await.body.contains(&receipt));
    assert_eq!(wang.open(FORM).await.location, format!("/track/{receipt}"));

    let status = wang.open(&format!("/track/{}", receipt.to_lowercase())).await;
    assert!(status.body.contains("<h1>已收到，等伊宁市人民医院审查</h1>"), "{}", status.body);
    let asks = wang.open(&format!("/track/{receipt}/withdraw")).await;
    let withdrawn = wang.send(&format!("/track/{receipt}/withdraw"), &asks, &[("reason", "")]).await;
    assert_eq!(withdrawn.location, format!("/track/{receipt}"), "{}", withdrawn.body);
    assert!(wang.open(&withdrawn.location).await.body.contains("<h1>您已撤回申报</h1>"));
    assert_eq!(wang.open(FORM).await.status, 200, "the post can be nominated for again");
}

#[actix_web::test]
async fn what_was_typed_outlives_the_session() {
    browser!(door, call, wang);
    let form = wang.enter(&door, WANG, FORM).await;
    wang.cookies.remove("yincai_applicant");
    let asks = wang.send(FORM, &form, &filing(&CONSENTS)).await;
    assert!(asks.status == 200 && asks.body.contains("您填的都留着"), "{}", asks.body);
    assert!(!asks.body.contains("E12345678"));

    let asks = wang.send("/sign-in", &asks, &[("mail", WANG)]).await;
    let wrong = wang.send("/sign-in/code", &asks, &[("code", "１２")]).await;
    assert!(wrong.status == 422 && wrong.hidden("kept").is_some(), "{}", wrong.body);
    let code = door.code().await;
    let typed = format!(" {} {}", &code[..3], &code[3..]);
    let signed_in = wang.send("/sign-in/code", &wrong, &[("code", &typed)]).await;
    assert_eq!((signed_in.status, signed_in.location.as_str()), (307, FORM), "{}", signed_in.body);

    let form = wang.send(FORM, &wrong, &[("code", &typed)]).await;
    for kept in ["您刚才填的都在下面", "value=\"E12345678\"", "name=\"consents[]\" value=\"mail\" checked"] {
        assert!(form.body.contains(kept), "{kept}: {}", form.body);
    }
    assert!(wang.send(FORM, &form, &filing(&CONSENTS)).await.location.starts_with("/receipts/YC26-"));
}

#[actix_web::test]
async fn a_second_tab_overwrites_only_knowingly() {
    browser!(door, call, wang);
    let one = wang.enter(&door, WANG, FORM).await;
    let other = wang.open(FORM).await;
    wang.send(FORM, &one, &[("name", "王芳"), ("do", "save")]).await;
    let told = wang.send(FORM, &other, &[("name", "王方"), ("do", "save")]).await;
    assert!(told.status == 422 && told.body.contains("在别的地方改过"), "{}", told.body);
    assert!(told.body.contains("value=\"王方\"") && told.hidden("version").as_deref() == Some("1"));
    assert!(wang.open(FORM).await.body.contains("value=\"王芳\""));
    assert_eq!(wang.send(FORM, &told, &[("name", "王方"), ("do", "save")]).await.status, 303);
    assert!(wang.open(FORM).await.body.contains("value=\"王方\""));
}

#[actix_web::test]
async fn a_receipt_is_nobody_elses() {
    browser!(door, call, wang);
    let form = wang.enter(&door, WANG, FORM).await;
    let submitted = wang.send(FORM, &form, &filing(&CONSENTS)).await;
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
    let form = wang.enter(&door, WANG, FORM).await;
    let submitted = wang.send(FORM, &form, &filing(&CONSENTS)).await;
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
async fn a_session_ends_when_asked() {
    browser!(door, call, wang);
    let list = wang.enter(&door, WANG, "/track").await;
    assert!(list.body.contains("您还没有申报过"), "{}", list.body);
    assert_eq!(wang.send("/sign-out", &list, &[]).await.status, 303);
    assert!(!wang.cookies.contains_key("yincai_applicant"));
    assert_eq!(wang.open("/track").await.location, "/sign-in?back=%2Ftrack");
}
