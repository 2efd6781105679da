//! Every page of the applicant, rendered from samples in both languages.

use askama::Template;
use chrono::NaiveDate;
use contract::{Consent, Voice};
use domain::nomination::{Nomination, Origin, Stage, Target};
use domain::unit::UnitKind;
use domain::{
    Category, ConsentKind, DegreeInput, FilingInput, Hand, Language, Mode, NominationId, PersonId, Policy, Post,
    PostId, PublicStage, Question, Readings, Receipt, Refusal, Relationship, Sector, Task, Text, UnitId, UnitRef,
};
use kit::{At, Form, Frame, Instant, Walked};
use uuid::Uuid;

mod cases;

pub use cases::{contested, waiting};

use self::cases::{cases, proposed, way};
use super::asking::QuestionPage;
use super::check::CheckPage;
use super::closed::ClosedPage;
use super::consents;
use super::contest::ContestPage;
use super::degrees::DegreesPage;
use super::discard::DiscardPage;
use super::hand_over::HandOverPage;
use super::item::{ItemPage, ItemRow};
use super::receipt::ReceiptPage;
use super::room::{Paper, Shut};
use super::start::{Act, Linked, StartPage};
use super::status::StatusPage;
use super::tasks::TasksPage;
use super::track::TrackPage;
use super::withdraw::WithdrawPage;
use crate::nominations::about::About;
use crate::nominations::progress::{Milestone, Progress};
use crate::nominations::store::{Kept, Placed};
use crate::words;

const MAIL: &str = "zhouxingzhix@example.com";

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn about() -> About {
    About::Post { post: Box::new(post()) }
}

/// To a unit, and to the Party organisation before and after it found one.
fn abouts() -> [About; 4] {
    let unit = post().unit;
    [
        about(),
        About::Unit { unit: unit.clone() },
        About::PartyOrganisation { unit: None },
        About::PartyOrganisation { unit: Some(unit) },
    ]
}

pub fn post() -> Post {
    let same = |zh: &str, en: &str| Text::new(zh, en);
    Post {
        id: PostId::from(Uuid::nil()),
        number: "2026-037".into(),
        title: same("心血管内科学科带头人", "Lead physician in cardiology"),
        unit: UnitRef {
            id: UnitId::from(Uuid::nil()),
            name: same("伊宁市人民医院", "Yining People’s Hospital"),
            kind: UnitKind::PublicInstitution,
            department: same("伊宁市卫生健康委员会", "Yining Municipal Health Commission"),
            contact: same("人事科0999-0000002", "Personnel Office 0999-0000002"),
        },
        sector: Sector::ScienceEducationCultureHealth,
        mode: Mode::OpenRecruitment,
        wanted: 1,
        need: same("博士", "Doctor"),
        duties: same("甲", "a"),
        conditions: Vec::new(),
        basis: vec![Category::H4, Category::H5],
        pay: same("面议", "by agreement"),
        pay_band: None,
        place: same("伊宁市", "Yining"),
        special_quota: true,
        quota: Some(1),
        opens_on: day("2026-10-01"),
        closes_on: Some(day("2026-12-08")),
        issued: None,
    }
}

fn filing() -> FilingInput {
    let degree = |level: &str, year: &str| DegreeInput {
        level: level.into(),
        school: "兰州大学".into(),
        discipline: "临床医学".into(),
        study_form: if level == "master" { String::new() } else { "full-time".into() },
        year: year.into(),
        month: "6".into(),
        ..DegreeInput::default()
    };
    let mut filing = FilingInput {
        name: "周行之".into(),
        phone: "+86 139 0000 0000".into(),
        education: vec![degree("master", "20221"), degree("bachelor", "2018")],
        standing: vec!["patent-utility-model".into()],
        claimed: vec!["10(4)".into(), "10(5)".into()],
        consents: vec!["review".into()],
        sector: "science-education-culture-health".into(),
        ..FilingInput::default()
    };
    filing.document.kind = "citizen-id".into();
    filing.title.level = "associate-senior".into();
    filing
}

pub fn receipt() -> Receipt {
    Receipt::new(2026, [9, 12, 3, 30, 7, 21, 18, 2, 25, 14])
}

fn consents_given() -> Vec<Consent> {
    let at = 1_791_792_180_000_000;
    vec![Consent { purpose: ConsentKind::Review, unit: None, version: ConsentKind::Review.version(), at }]
}

pub fn kept(stage: Stage, progress: Option<Progress>) -> Kept {
    Kept {
        nomination: Nomination {
            id: NominationId::from(Uuid::nil()),
            origin: Origin::SelfNomination,
            target: Target::Post(PostId::from(Uuid::nil())),
            stage,
        },
        person: PersonId::from(Uuid::nil()),
        about: about(),
        correction: None,
        consents: consents_given(),
        filing: filing(),
        progress,
        version: 3,
        saved: Instant(1_791_792_180_000_000),
        submitted: Some(Instant(1_791_792_180_000_000)),
        readings: Vec::new(),
    }
}

pub fn submitted() -> Stage {
    Stage::Submitted { receipt: receipt(), on: day("2026-10-12"), revision: 1, policy: "2026-1".to_owned() }
}

fn withdrawn() -> Stage {
    Stage::Withdrawn { receipt: receipt(), on: day("2026-10-14"), reason: None, policy: "2026-1".to_owned() }
}

fn paper(language: Language, about: About, kept: Option<Kept>, receipt: Option<Receipt>) -> Paper {
    let (frame, today) = (Frame::sample(language, "/nominate/2026-037?saved=1"), day("2026-11-24"));
    let (say, mail) = (words::say(language), MAIL.to_owned());
    Paper {
        frame,
        say,
        mail,
        about,
        kept,
        receipt,
        today,
        policy: Policy::standard(),
        readings: Readings::default(),
        shut: None,
    }
}

fn draft(about: &About) -> Kept {
    let nomination = Nomination { target: about.target(), ..kept(Stage::Draft, None).nomination };
    Kept { nomination, about: about.clone(), ..kept(Stage::Draft, None) }
}

/// One with everything wrong that can be, beside what was saved elsewhere.
fn question(paper: &Paper, question: Question) -> [(&'static str, askama::Result<String>); 3] {
    let filled = || Form::filled(&paper.typed()).expect("a form");
    let sheet = |form| QuestionPage::new(paper, question, form).expect("a page");
    let mut refused = filled().refused(&paper.refused(), paper.frame.language());
    consents::beside_each(&mut refused, paper);
    [
        ("question", sheet(filled()).render()),
        ("question-refused", sheet(refused).render()),
        ("question-elsewhere", sheet(Form::empty()).beside(paper, question).render()),
    ]
}

fn tasks(language: Language) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    let said = ["陈明", "Ann Lee"].map(|name| (name.to_owned(), "十年的同事".to_owned()));
    let voices = said.map(|(name, why)| Voice { name, recommender: None, relationship: Relationship::Colleague, why });
    for about in abouts() {
        let fresh = paper(language, about.clone(), None, None);
        let begun = paper(language, about.clone(), Some(draft(&about)), None);
        let asked = cases().into_iter().find(|(name, _, _)| *name == "waiting").expect("a case").1;
        let corrected = paper(language, about, Some(asked), Some(receipt()));
        for paper in [&fresh, &begun, &corrected] {
            pages.push(("tasks", TasksPage::new(paper, &[], 90, Some(Instant(1_791_792_180_000_000))).render()));
            pages.extend(CheckPage::new(paper, &[], Form::empty()).map(|page| ("check", page.render())));
            pages.extend(DiscardPage::new(paper, &[], &voices).map(|page| ("discard", page.render())));
            pages.push(("degrees", DegreesPage::new(paper).render()));
            let questions = Task::ALL.into_iter().flat_map(|task| task.questions(&paper.typed()));
            pages.extend(questions.flat_map(|one| question(paper, one)));
        }
    }
    pages.into_iter().map(|(name, page)| (name, page.expect("a page"))).collect()
}

/// Where nobody is taken: with a draft, and with what was typed just now where none is kept.
fn closed(language: Language) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    let unit = About::Unit { unit: post().unit };
    for (about, shut) in [(about(), Shut::Closed), (about(), Shut::Unlisted), (unit, Shut::Closed)] {
        let shut = |kept| Paper { shut: Some(shut), ..paper(language, about.clone(), kept, None) };
        let (bare, drafted) = (shut(None), shut(Some(draft(&about))));
        for question in Task::ALL.into_iter().flat_map(|task| task.questions(&filing())) {
            let typed = ClosedPage::new(&bare).with(question, &filing(), about.target().consents());
            pages.push(("closed-typed", typed.render()));
        }
        pages.push(("closed", ClosedPage::new(&bare).render()));
        pages.push(("closed-draft", ClosedPage::new(&drafted).render()));
        let refused = Form::empty().refused(&[Refusal::stage("post-not-open")], language);
        pages.extend(CheckPage::new(&drafted, &[], refused).map(|page| ("closed-check", page.render())));
        pages.extend(DiscardPage::new(&drafted, &[], &[]).map(|page| ("closed-discard", page.render())));
    }
    pages.push(("closed-gone", ClosedPage::gone(Frame::sample(language, "/nominate/2026-037"), "2026-037").render()));
    pages.into_iter().map(|(name, page)| (name, page.expect("a page"))).collect()
}

fn pages(language: Language) -> Vec<(&'static str, String)> {
    let frame = |path: &str| Frame::sample(language, path);
    let fresh = kept(submitted(), None);
    let receipt = receipt().to_string();
    let withdraw = |form: Form| WithdrawPage::new(frame("/track"), &fresh, receipt.clone(), form);
    let decided = Form::empty().refused(&[Refusal::stage("already-decided")], language);
    let track = |listed: Vec<Kept>, limit: u16| {
        let placed = |kept: &Kept| Placed(kept.nomination.id.uuid());
        TrackPage::new(frame("/track"), Walked::of(listed, &At::Start, limit, placed), MAIL).expect("a page")
    };
    let listed: Vec<Kept> = cases().into_iter().map(|(_, kept, _)| kept).chain([kept(Stage::Draft, None)]).collect();
    let mut pages = vec![
        (
            "receipt",
            ReceiptPage::new(
                frame("/receipts"),
                &fresh,
                &[],
                (receipt.clone(), day("2026-10-12")),
                MAIL,
                Policy::standard(),
            )
            .render(),
        ),
        ("track", track(listed.clone(), 50).render()),
        ("track-more", track(listed, 1).render()),
        ("track-none", track(Vec::new(), 50).render()),
        ("withdraw", withdraw(Form::empty()).render()),
        ("withdraw-refused", WithdrawPage { moved: true, ..withdraw(decided) }.render()),
    ];
    let (_, rejected, today) = cases().into_iter().find(|(name, _, _)| *name == "rejected").expect("a case");
    let long = Form::empty().refused(&[Refusal::content("too-long").at("/words")], language);
    for form in [Form::empty(), long] {
        let asks = ContestPage::new(frame("/track"), &rejected, form, day(today), Policy::standard())
            .expect("can be asked for");
        pages.push(("contest", asks.render()));
    }
    pages.push(("start", StartPage::new(frame("/nominate"), &[post().unit], Act::Nominate).render()));
    pages.push(("start-refer", StartPage::new(frame("/refer"), &[post().unit], Act::Refer).render()));
    let linked = Linked { number: "23\"".to_owned(), known: None, said: "<b>23号推荐员</b>".to_owned() };
    let start = StartPage::new(frame("/refer?recommender=23"), &[post().unit], Act::Refer);
    pages.push(("start-recommender", StartPage { recommender: Some(linked), ..start }.render()));
    pages.push(("start-empty", StartPage::new(frame("/nominate"), &[], Act::Nominate).render()));
    let asked = kept(submitted(), Some(proposed()));
    let answer = || HandOverPage::new(frame("/track"), &asked, Form::empty(), day("2026-10-20")).expect("asks");
    let missing = Form::empty().refused(&[Refusal::content("hand-over-answer-missing").at("/answer")], language);
    pages.push(("hand-over", answer().render()));
    pages.push(("hand-over-refused", HandOverPage { form: missing, ..answer() }.render()));
    let (_, waits, today) = cases().into_iter().find(|(name, _, _)| *name == "waiting").expect("a case");
    let long = Form::empty().refused(&[Refusal::content("too-long").at("/words")], language);
    for form in [Form::empty(), long] {
        pages.push(("item", ItemPage::new(frame("/track"), &waits, 1, form, day(today)).expect("asked").render()));
    }
    pages.push((
        "proposed",
        StatusPage::new(frame("/track"), &asked, &[], MAIL, day("2026-10-12"), (day("2026-10-20"), Policy::standard()))
            .render(),
    ));
    for about in abouts() {
        let nomination = Nomination { target: about.target(), ..fresh.nomination.clone() };
        let of = |progress| Kept { nomination: nomination.clone(), about: about.clone(), progress, ..fresh.clone() };
        let (today, filed) = (day("2026-10-20"), day("2026-10-12"));
        pages.push((
            "open-receipt",
            ReceiptPage::new(frame("/receipts"), &of(None), &[], (receipt.clone(), filed), MAIL, Policy::standard())
                .render(),
        ));
        pages.push((
            "open-withdraw",
            WithdrawPage::new(frame("/track"), &of(None), receipt.clone(), Form::empty()).render(),
        ));
        for progress in
            [None, Some(proposed()), Some(proposed().answered(today)), Some(way(&[(Hand::Screening, "2026-10-16")]))]
        {
            pages.push((
                "open-status",
                StatusPage::new(frame("/track"), &of(progress), &[], MAIL, filed, (today, Policy::standard())).render(),
            ));
        }
        pages.push((
            "open-track",
            track(
                vec![
                    of(None),
                    Kept { nomination: Nomination { stage: Stage::Draft, ..nomination.clone() }, ..of(None) },
                ],
                50,
            )
            .render(),
        ));
    }
    for (name, kept, today) in cases() {
        let page =
            StatusPage::new(frame("/track"), &kept, &[], MAIL, day("2026-10-12"), (day(today), Policy::standard()));
        pages.push((name, page.render()));
    }
    let rendered = pages.into_iter().map(|(name, page)| (name, page.expect("a page")));
    rendered.chain(tasks(language)).chain(closed(language)).collect()
}

#[test]
fn every_page_is_said_in_both_languages() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            assert!(!page.contains('⟦') && !page.contains(MAIL), "{name}: {page}");
            assert!(!page.contains("<b>资格证书") && !page.contains("<i>请答复"), "{name}: words are no markup");
        }
    }
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept() {
    let paper = paper(Language::Zh, about(), Some(draft(&about())), None);
    let page = |one| {
        let [_, (_, refused), _] = question(&paper, one);
        refused.expect("a page")
    };
    for (one, expected) in [
        (Question::Degree(0), "<title>有误：您的最高学位 - 申报心血管内科学科带头人"),
        (Question::Degree(0), "<a href=\"#education.0.study_form\">"),
        (Question::Degree(0), "<input type=\"radio\" id=\"education.0.study_form\""),
        (
            Question::Degree(0),
            "value=\"20221\" aria-label=\"年\" aria-invalid=\"true\" aria-describedby=\"education.0.year-h education.0.year-e\"",
        ),
        (Question::Consents, "<a href=\"#consents.mail\">同意用电子邮件通知您进度，才能提交</a>"),
        (
            Question::Consents,
            "id=\"consents.mail\" name=\"consents[]\" value=\"mail\" aria-invalid=\"true\" aria-describedby=\"consents.mail-e\"",
        ),
        (Question::Consents, "name=\"consents[]\" value=\"review\" checked"),
        (Question::Clauses, "name=\"claimed[]\" value=\"10(5)\" checked"),
    ] {
        assert!(page(one).contains(expected), "{expected} is missing in {}", page(one));
    }
    assert!(!page(Question::Consents).contains("id=\"consents.review-e\""));
}

#[test]
fn the_list_says_how_each_task_stands_and_leads_to_what_is_open() {
    let begun = paper(Language::Zh, about(), Some(draft(&about())), None);
    let page = TasksPage::new(&begun, &[], 90, None);
    let marks: Vec<&str> = page.groups.iter().flat_map(|group| &group.rows).map(|row| row.mark).collect();
    let (who, past) = (["done", "half"], ["half", "todo", "done", "done"]);
    assert_eq!(marks, [who.as_slice(), &past, &["done", "done", "todo"], &["half", "wait"]].concat());
    assert_eq!(page.next.0, "/nominate/2026-037/document");
    let fresh = TasksPage::new(&paper(Language::Zh, about(), None, None), &[], 90, None);
    assert_eq!((fresh.next.1.as_str(), fresh.discard.is_none()), ("开始填：姓名和电话", true));
}

#[test]
fn an_answer_about_a_unit_is_kept_for_that_unit_alone() {
    let asked = kept(submitted(), Some(proposed()));
    let shown = |unit: String| {
        let left = Form::left(vec![("unit".to_owned(), unit), ("answer".to_owned(), "agreed".to_owned())]);
        let page = HandOverPage::new(Frame::sample(Language::Zh, "/track"), &asked, left, day("2026-10-20"));
        page.expect("asks").render().expect("a page")
    };
    assert!(shown(post().unit.id.to_string()).contains(" checked"));
    assert!(!shown(Uuid::max().to_string()).contains(" checked"));
}

#[test]
fn an_item_is_answered_by_a_file_or_by_words_and_nothing_else_can_be_answered() {
    let (_, waits, today) = cases().into_iter().find(|(name, _, _)| *name == "waiting").expect("a case");
    let marks = |sent: &[u16]| {
        let rows = ItemRow::all(&Frame::sample(Language::En, "/track"), &waits, sent);
        rows.iter().map(|row| row.mark).collect::<Vec<_>>()
    };
    assert_eq!(marks(&[]), ["todo", "done", "todo"]);
    assert_eq!(marks(&[3]), ["todo", "done", "done"]);
    let asks = |number| ItemPage::new(Frame::sample(Language::En, "/track"), &waits, number, Form::empty(), day(today));
    assert!(asks(3).is_some() && asks(4).is_none());
    let (_, corrected, _) = cases().into_iter().find(|(name, _, _)| *name == "corrected").expect("a case");
    assert!(corrected.requested().is_empty() && corrected.said().len() == 1, "what was said stays");
}

#[test]
fn a_personal_link_leads_on_with_its_number_and_says_nothing_but_words() {
    let pages = pages(Language::Zh);
    let (_, start) = pages.iter().find(|(name, _)| *name == "start-recommender").expect("a sample");
    for kept in ["href=\"/refer/organisation?recommender=23%22\"", "value=\"23&#34;\"", "&#60;b&#62;23号推荐员"] {
        assert!(start.contains(kept), "{kept}: {start}");
    }
}

#[test]
fn the_heading_says_who_has_it() {
    let heading = |wanted: &str| {
        let (_, kept, today) = cases().into_iter().find(|(name, _, _)| *name == wanted).expect("a case");
        let frame = Frame::sample(Language::Zh, "/track");
        StatusPage::new(frame, &kept, &[], MAIL, day("2026-10-12"), (day(today), Policy::standard())).heading
    };
    assert_eq!(heading("fresh"), "已收到，等伊宁市人民医院审查");
    assert_eq!(heading("group"), "工作协调小组正在审批");
    assert_eq!(heading("rejected"), "工作协调小组不予同意");
    assert_eq!(heading("withdrawn-late"), "您已撤回申报");
    assert_eq!(heading("waiting"), "等您补正");
    assert_eq!(heading("contested"), "在复核：州党委组织部");
    assert_eq!(heading("upheld"), "工作协调小组不予同意");
    assert_eq!(heading("reopened"), "工作协调小组正在审批");
    assert_eq!(heading("corrected"), "伊宁市人民医院正在审查");
}

#[test]
fn a_case_that_came_back_is_shown_with_the_hand_that_has_it_now() {
    let (_, kept, _) = cases().into_iter().find(|(name, _, _)| *name == "returned").expect("a case");
    let place = super::status::Place::of(&kept);
    let hands = super::hands::all(&words::say(Language::Zh), &kept, Policy::standard(), &place, day("2026-10-12"));
    let states: Vec<_> = hands.iter().map(|hand| (hand.state, hand.returned)).collect();
    assert_eq!(states, [("done", false), ("now", true), ("todo", false), ("todo", false), ("todo", false)]);
}

#[test]
fn the_days_of_a_holder_run_from_when_it_got_the_case() {
    let milestone = |hand, since| Milestone {
        stage: PublicStage::UnderReview,
        hand: Some(hand),
        since: day(since),
        answered: false,
    };
    let mut progress = way(&[]);
    progress.way.push(milestone(Hand::Screening, "2026-10-13"));
    progress.way.push(milestone(Hand::Intention, "2026-10-20"));
    assert_eq!(super::hands::held_since(&progress), Some(day("2026-10-13")));
}
