//! Every page of a case in every stage and both languages, without a word missing.

use askama::Template;
use contract::{Dossier, Evidence, FileKind, Original, StoredFile, Voice};
use domain::case::{DocumentNumber, Step};
use domain::{
    Addressee, Asked, Calendar, Case, CaseId, Category, Conclusion, EvidenceId, FilingInput, Hand, HandOverAnswer,
    ItemAnswer, Language, Mode, NominationId, OfficerId, PersonId, Policy, Post, PostCondition, PostId, Readings,
    Reason, Receipt, RecommenderId, RecommenderRef, Relationship, RequestedItemInput, Requirement, ReturnReason,
    Returning, Role, Section, Sector, Shows, Text, TitleLevel, UnitId, UnitKind, UnitRef, evaluate, requested,
};
use kit::Walked;
use kit::html::{Form, Frame};
use uuid::Uuid;

use super::act::beside_its_own_fields;
use super::case::{CasePage, Whole};
use super::inbox::{InboxPage, Tab};
use super::row::Row;
use crate::cases::about::About;
use crate::cases::alike::Alike;
use crate::cases::desk::Counts;
use crate::cases::finding::pages::FindPage;
use crate::cases::store::{CasePlace, FoundPlace, Listed, Opened, Revision};
use crate::officers::Officer;
use crate::planning::desk::Waiting;
use crate::words;

fn day(written: &str) -> chrono::NaiveDate {
    written.parse().expect("a date")
}

fn both(words: &str) -> Text {
    Text::new(words, words)
}

fn asked(words: &str, requirement: Option<Asked>) -> PostCondition {
    PostCondition { label: both("Condition"), words: both(words), clause: None, requirement }
}

fn either() -> Option<Asked> {
    let title = Requirement::Title { at_least: TitleLevel::Senior };
    Asked::of(vec![Requirement::Years { at_least: 5 }, title])
}

fn post() -> Post {
    Post {
        id: PostId::from(Uuid::nil()),
        number: "2026-037".to_owned(),
        title: both("Cardiology"),
        unit: UnitRef {
            id: UnitId::from(Uuid::nil()),
            name: both("Hospital"),
            kind: UnitKind::PublicInstitution,
            department: both("Health"),
            contact: both("0999"),
        },
        sector: Sector::ScienceEducationCultureHealth,
        mode: Mode::OpenRecruitment,
        wanted: 1,
        need: both("Doctor"),
        duties: both("Work"),
        conditions: vec![asked("Physiology", either()), asked("Patience", None)],
        basis: vec![Category::H4],
        pay: both("Pay"),
        pay_band: None,
        place: both("Place"),
        special_quota: true,
        quota: Some(1),
        opens_on: day("2026-10-01"),
        closes_on: None,
        issued: None,
    }
}

fn filing() -> FilingInput {
    serde_json::from_value(serde_json::json!({
        "name": "买买提·吐尔逊", "phone": "13900000000",
        "document": {"kind": "passport", "number": "E12345678", "country": "CN"},
        "education": [{"level": "doctor", "school": "兰州大学", "discipline": "临床医学", "study_form": "full-time", "year": "2021"}],
        "work": {"employer": "医院", "position": "医师", "position_level": "staff", "years": "5"},
        "standing": ["patent-invention"], "placement": "placed", "claimed": ["10(4)"], "remark": "<b>附言</b>",
        "sector": "water", "consents": ["review", "hand-over", "mail"]
    }))
    .expect("a filing")
}

fn certificate() -> Evidence {
    let (id, sha256, key) = (Uuid::from_u128(7), "00".repeat(32), "11".repeat(32));
    let made_of = Some(Original { kind: FileKind::Png, size: 8_600_000 });
    let file =
        StoredFile { id, kind: FileKind::Jpeg, size: 300_000, sha256, key, scanned: false, pages: None, made_of };
    let (label, name) = ("第<1>页".to_owned(), "شەھادەتنامە.png".to_owned());
    Evidence { id: EvidenceId::from(id), shows: Shows::Clause(Category::H4), item: Some(1), label, name, file }
}

fn opened(case: Case) -> Opened {
    let (filing, filed_on) = (filing(), day("2026-10-12"));
    let dossier = Dossier {
        nomination: NominationId::from(Uuid::nil()),
        person: PersonId::from(Uuid::nil()),
        receipt: case.receipt,
        post: case.unit.map(|_| post().id),
        unit: None,
        revision: case.revision,
        mail: "mai@example.com".to_owned(),
        language: Language::Zh,
        shown: evaluate(&filing.facts_so_far(filed_on), filed_on, Policy::standard(), &Readings::default()),
        filing,
        filed_on,
        policy: "2026-1".to_owned(),
        readings: Vec::new(),
        consents: Vec::new(),
        evidence: vec![certificate()],
        answers: vec![ItemAnswer { number: 2, words: "<i>学校还没有发</i>".to_owned() }],
        voices: vec![Voice {
            name: "陈明".to_owned(),
            recommender: Some(RecommenderRef {
                id: RecommenderId::from(Uuid::nil()),
                number: 23,
                title: Text::new("院长", "President"),
                unit: Text::new("伊宁市人民医院", "Yining People’s Hospital"),
            }),
            relationship: Relationship::Colleague,
            why: "十年的同事，<b>介入</b>做得最好".to_owned(),
        }],
    };
    Opened { due: Some(day("2026-11-10")), case, dossier }
}

fn step(role: Role) -> Step {
    let words = Some("看过原件".to_owned());
    Step::new(OfficerId::from(Uuid::nil()), role, Text::new("张怀民", "Zhang Huaimin"), day("2026-10-14"), words)
}

/// To the applicant, with words that are not markup.
fn returning() -> Returning {
    let item = |shows: &str, name: &str| RequestedItemInput { shows: shows.to_owned(), name: name.to_owned() };
    let items = requested::read(&[item("10(4)", "学位证书<b>第2页</b>"), item("identity", "护照")]).expect("items");
    let to = Addressee::applicant(vec![Section::Past], 10, items);
    Returning { to, reason: ReturnReason::PapersUnclear, words: Some("<i>背面</i>".to_owned()) }
}

fn about(case: &Case) -> About {
    let unit = case.unit.map(|_| post().unit);
    About { post: unit.is_some().then(post), unit, proposed: vec![post().unit], policy: Policy::standard() }
}

/// As it was filed, and after a correction of the title and the telephone.
fn revisions(case: &Case) -> Vec<Revision> {
    let first = opened(case.clone()).dossier;
    let mut second = first.clone();
    second.revision = 2;
    second.filing.title.name = "副主任医师".to_owned();
    second.filing.remark = String::new();
    second.filing.phone = "13900000001".to_owned();
    [first, second].map(|dossier| Revision { on: day("2026-10-12"), dossier }).into()
}

/// The case at every stage that it can be in.
fn stages() -> Vec<Case> {
    let unit = Some(post().unit.id);
    let filed = Case::file(CaseId::from(Uuid::nil()), Receipt::new(2026, [7; 10]), unit, day("2026-10-12"), "2026-1");
    let mut stages = vec![filed];
    for role in [Role::UnitOfficer, Role::UnitOfficer, Role::UnitOfficer, Role::UnitOfficer, Role::Secretary] {
        let last = stages[stages.len() - 1].clone();
        stages.push(last.pass(step(role), unit).expect("passed on").0);
    }
    let last = stages[stages.len() - 1].clone();
    let number = DocumentNumber::parse("伊州人才批〔2026〕1号").expect("a number");
    stages.push(last.reply(step(Role::PrefectureReviewer), number, Some(Category::H4)).expect("replied").0);
    let words = Some("例数不够".to_owned());
    let rejected = stages[0].clone().reject(step(Role::UnitOfficer), unit, Reason::ConditionsNotMet, words);
    let rejected = rejected.expect("rejected").0;
    let contested = rejected
        .clone()
        .contest(day("2026-10-20"), Some("<i>例数够了</i>".to_owned()), Policy::standard())
        .expect("contested")
        .0;
    let second = |conclusion| {
        let other = Step { by: OfficerId::from(Uuid::max()), on: day("2026-10-21"), ..step(Role::Secretary) };
        contested.clone().reconsider(other, conclusion, Some("<b>看过</b>".to_owned())).expect("decided").0
    };
    stages.extend([rejected, second(Conclusion::Upheld), second(Conclusion::Reopened), contested.clone()]);
    stages.push(stages[1].clone().withdraw(day("2026-10-20"), Some("另有安排".to_owned())).expect("withdrawn").0);
    let asked = stages[3].clone().send_back(step(Role::UnitOfficer), unit, returning()).expect("returned").0;
    stages.push(asked.clone());
    stages.push(asked.clone().correct(2, day("2026-10-15")).expect("corrected").0);
    stages.push(asked.clone().correct(2, day("2026-12-15")).expect("corrected late").0);
    let reminded = asked.remind(Step { on: day("2026-10-19"), ..step(Role::UnitOfficer) }, unit);
    stages.push(reminded.expect("reminded").0.reminded(day("2026-10-22")).expect("it waits"));
    let to = Addressee::Hand { hand: Hand::RecommendationOpinion };
    let earlier = Returning { to, reason: ReturnReason::OpinionIncomplete, words: None };
    stages.push(stages[4].clone().send_back(step(Role::Secretary), None, earlier).expect("returned").0);
    let routing = Case::file(CaseId::from(Uuid::nil()), Receipt::new(2026, [7; 10]), None, day("2026-10-12"), "2026-1");
    let proposed = routing.clone().propose(step(Role::Secretary), post().unit.id).expect("proposed").0;
    let agreed = proposed.clone().hand_over(post().unit.id, HandOverAnswer::Agreed, day("2026-10-15"));
    let reminded = proposed.clone().remind(Step { on: day("2026-10-19"), ..step(Role::Secretary) }, None);
    stages.extend([routing, proposed, agreed.expect("agreed").0, reminded.expect("reminded").0]);
    stages
}

fn officer(role: Role) -> Officer {
    Officer { unit: Some(post().unit.id), ..Officer::sample(role) }
}

fn whole(page: &impl Template) -> String {
    let page = page.render().expect("rendered");
    assert!(!page.contains('⟦'), "{page}");
    page
}

fn alike() -> [Alike; 1] {
    [Alike { id: CaseId::from(Uuid::from_u128(9)), receipt: Receipt::new(2026, [9; 10]) }]
}

/// A case in every stage, as lists have it.
pub(in crate::cases) fn listed() -> Vec<(Listed, About)> {
    stages().into_iter().map(|case| (opened(case.clone()).listed(), about(&case))).collect()
}

#[test]
fn every_stage_of_a_case_is_shown_in_both_languages_to_each_who_acts() {
    for language in Language::ALL {
        for case in stages() {
            for role in [Role::UnitOfficer, Role::Secretary, Role::PrefectureReviewer, Role::Auditor] {
                let frame = Frame::sample(language, "/staff/cases/x");
                let turn = case.hand().is_some_and(|hand| hand.role() == role) && !is_own_decision(&case);
                let (seen, about, revisions) = (opened(case.clone()), about(&case), revisions(&case));
                let (alike, readings, today) = (&alike()[..], &Readings::default(), day("2026-11-24"));
                let seen = Whole { opened: &seen, about: &about, revisions: &revisions, alike, readings, today };
                let page = whole(&CasePage::new(frame, officer(role), seen, &[post().unit], Form::empty()));
                assert!(page.contains("<ins>") && page.contains("<del>"), "{page}");
                let other = &alike[0];
                assert!(page.contains(&format!("/staff/cases/{}\">{}</a>", other.id, other.receipt)), "{page}");
                let stated = match language {
                    Language::Zh => "自称23号推荐员，伊宁市人民医院院长",
                    Language::En => "as stated, recommender No. 23, President, Yining People’s Hospital",
                };
                assert!(page.contains(stated), "{page}");
                assert_eq!(page.contains("name=\"ruling\""), turn, "{role} at {:?}", case.hand());
                let words = page.contains("Physiology") && page.contains("Patience");
                assert_eq!(words, about.post.is_some(), "the conditions of a post stand beside what was filed");
                let link = format!("/evidence/{}\" download><bdi>شەھادەتنامە.png", Uuid::from_u128(7));
                assert!(page.contains(&link) && page.contains("第&#60;1&#62;页") && page.contains("293 KB"), "{page}");
                assert!(!page.contains(&"11".repeat(32)));
                assert!(page.contains("买买提·吐尔逊") && page.contains("&#60;b&#62;附言"), "{page}");
                assert!(
                    !page.contains("E12345678") && !page.contains("1390000000") && !page.contains("mai@example.com")
                );
            }
        }
    }
}

#[test]
fn what_was_asked_for_item_by_item_stands_with_what_came_for_it_and_when() {
    for (case, state) in
        stages().into_iter().filter(|case| !asked_of(case).is_empty()).zip(["等申报人答复", "已答复", "期限过后才答复"])
    {
        let frame = Frame::sample(Language::Zh, "/staff/cases/x");
        let (seen, about, revisions) = (opened(case.clone()), about(&case), revisions(&case));
        let (alike, readings, today) = (&alike()[..], &Readings::default(), day("2026-12-24"));
        let seen = Whole { opened: &seen, about: &about, revisions: &revisions, alike, readings, today };
        let page = whole(&CasePage::new(frame, officer(Role::UnitOfficer), seen, &[], Form::empty()));
        for expected in ["学位证书&#60;b&#62;第2页", "护照", state, "&#60;i&#62;学校还没有发"] {
            assert!(page.contains(expected), "{expected} is missing in {page}");
        }
    }
}

#[test]
fn a_page_and_a_list_tell_one_number_of_days_used_and_are_late_from_the_day_after_the_due_day_on() {
    let unit = Some(post().unit.id);
    let asked = stages().swap_remove(1).send_back(step(Role::UnitOfficer), unit, returning()).expect("returned").0;
    let case = asked.correct(2, day("2026-10-21")).expect("corrected").0;
    let due = case.due(Calendar::standard(), Policy::standard()).expect("a day").date;
    let promised = Policy::standard().promised_days(Hand::Screening);
    for (today, late) in [(due, false), (due.succ_opt().expect("a day"), true)] {
        let frame = Frame::sample(Language::Zh, "/staff/cases/x");
        let (seen, about, revisions) = (opened(case.clone()), about(&case), revisions(&case));
        let listed = Opened { due: Some(due), ..opened(case.clone()) }.listed();
        let row = Row::new(&frame, &words::say(Language::Zh), &listed, &about, today);
        let readings = &Readings::default();
        let seen = Whole { opened: &seen, about: &about, revisions: &revisions, alike: &[], readings, today };
        let page = whole(&CasePage::new(frame, officer(Role::UnitOfficer), seen, &[], Form::empty()));
        assert_eq!((row.late, page.contains("<b class=\"soon\">")), (late, late), "{today}: {page}");
        if !late {
            assert_eq!(row.used, format!("{promised}/{promised}"), "the days with the applicant are not the unit's");
            assert!(page.contains(&format!("已用{promised}个工作日，限{promised}个")), "{page}");
        }
    }
}

/// Every officer here is the one who rejected: another one looks at it again.
fn is_own_decision(case: &Case) -> bool {
    matches!(case.stage, domain::case::Stage::Contested { .. })
}

fn asked_of(case: &Case) -> Vec<domain::RequestedItem> {
    let returns = case.returns.iter().chain(case.stage.open_returns());
    returns.flat_map(|returned| returned.items().to_vec()).collect()
}

#[test]
fn every_part_of_the_inbox_is_shown_in_both_languages() {
    for language in Language::ALL {
        for tab in ["", "late", "today", "soon", "later", "applicant", "others", "ended"].map(Tab::from_code) {
            let items = listed();
            let place = || Some(CasePlace { day: "2026-11-24".to_owned(), id: Uuid::nil() });
            for listed in [Walked { items, before: place(), after: place() }, Walked::default()] {
                let counts = Counts { under_way: Vec::new(), ended: 3 };
                let frame = Frame::sample(language, "/staff");
                let waiting = Waiting { plans: 1, posts: 2 };
                let secretary = officer(Role::Secretary);
                let page = InboxPage::new(frame, secretary, tab, &counts, listed, day("2026-11-24"), waiting);
                whole(&page.expect("a page"));
            }
        }
    }
}

/// The inbox of this officer, in Chinese.
fn inbox(officer: Officer, items: Vec<(Listed, About)>, before: Option<CasePlace>) -> String {
    let (counts, waiting) = (Counts { under_way: Vec::new(), ended: 0 }, Waiting::default());
    let (frame, listed) = (Frame::sample(Language::Zh, "/staff"), Walked { items, before, after: None });
    let page = InboxPage::new(frame, officer, Tab::All, &counts, listed, day("2026-11-24"), waiting);
    whole(&page.expect("a page"))
}

/// A case as a list has it, under an id of its own.
fn listed_as(case: Case, id: u128) -> (Listed, About) {
    let case = Case { id: CaseId::from(Uuid::from_u128(id)), ..case };
    let about = about(&case);
    (opened(case).listed(), about)
}

fn contested() -> Case {
    stages().into_iter().find(is_own_decision).expect("a contested case")
}

#[test]
fn a_group_of_the_inbox_is_counted_only_where_all_of_it_is_on_the_page() {
    let place = CasePlace { day: "2026-11-09".to_owned(), id: Uuid::nil() };
    let items = || vec![listed_as(stages().swap_remove(0), 1)];
    for (before, heading) in [(None, "已逾期1件"), (Some(place), "已逾期")] {
        let page = inbox(officer(Role::UnitOfficer), items(), before);
        assert!(page.contains(&format!("scope=\"rowgroup\">{heading}</th>")), "{page}");
    }
}

#[test]
fn the_next_case_is_none_in_which_the_officer_is_the_one_who_rejected() {
    let next = |id: u128| format!("class=\"btn\" href=\"/staff/cases/{}\"", Uuid::from_u128(id));
    let filed = stages().swap_remove(0);
    let page = inbox(officer(Role::Secretary), vec![listed_as(contested(), 1), listed_as(filed, 2)], None);
    assert!(page.contains(&next(2)) && !page.contains(&next(1)), "{page}");
    let other = Officer { id: OfficerId::from(Uuid::from_u128(5)), ..officer(Role::Secretary) };
    assert!(inbox(other, vec![listed_as(contested(), 1)], None).contains(&next(1)));
    assert!(!inbox(officer(Role::Secretary), vec![listed_as(contested(), 1)], None).contains("办理下一件"));
}

#[test]
fn a_row_names_the_officer_who_had_it_before_and_the_applicant_where_they_had() {
    let unit = Some(post().unit.id);
    let receipt = Receipt::new(2026, [7; 10]);
    let routing = Case::file(CaseId::from(Uuid::nil()), receipt, None, day("2026-10-12"), "2026-1");
    let proposed = routing.clone().propose(step(Role::Secretary), post().unit.id).expect("proposed").0;
    let answered = |answer| proposed.clone().hand_over(post().unit.id, answer, day("2026-10-15")).expect("answered").0;
    let recalled = proposed.clone().pass(step(Role::Secretary), None).expect("recalled").0;
    let second = Step { by: OfficerId::from(Uuid::max()), on: day("2026-10-21"), ..step(Role::Secretary) };
    let reopened = contested().reconsider(second, Conclusion::Reopened, None).expect("reopened").0;
    let asked = stages().swap_remove(1).send_back(step(Role::UnitOfficer), unit, returning()).expect("returned").0;
    let corrected = asked.clone().correct(2, day("2026-10-15")).expect("corrected").0;
    let went_on = asked.clone().pass(step(Role::UnitOfficer), unit).expect("went on").0;
    let late = went_on.clone().correct(2, day("2026-10-16")).expect("corrected").0;
    let (officer, applicant) = ("张怀民，", "申报人，");
    let cases = [
        (routing, applicant),
        (answered(HandOverAnswer::Agreed), applicant),
        (answered(HandOverAnswer::Refused), applicant),
        (proposed.clone(), officer),
        (recalled, officer),
        (contested(), applicant),
        (reopened, officer),
        (asked, officer),
        (corrected, applicant),
        (went_on, officer),
        (late, officer),
    ];
    for (case, who) in cases {
        let (frame, about) = (Frame::sample(Language::Zh, "/staff"), about(&case));
        let listed = opened(case.clone()).listed();
        let row = Row::new(&frame, &words::say(Language::Zh), &listed, &about, day("2026-11-24"));
        assert!(row.before.starts_with(who), "{} at {:?}", row.before, case.stage);
    }
}

/// What one correction changed, as the unit's officer is shown it.
fn corrected(change: impl Fn(&mut Dossier)) -> String {
    let case = stages().swap_remove(1);
    let first = opened(case.clone()).dossier;
    let mut second = Dossier { revision: 2, ..first.clone() };
    change(&mut second);
    let revisions = [first, second.clone()].map(|dossier| Revision { on: day("2026-10-12"), dossier });
    let (seen, about) = (Opened { due: None, case: case.clone(), dossier: second }, about(&case));
    let (frame, readings, today) =
        (Frame::sample(Language::Zh, "/staff/cases/x"), &Readings::default(), day("2026-11-24"));
    let seen = Whole { opened: &seen, about: &about, revisions: &revisions, alike: &[], readings, today };
    let page = whole(&CasePage::new(frame, officer(Role::UnitOfficer), seen, &[], Form::empty()));
    let (_, changed) = page.split_once("第2版").expect("the second revision");
    changed.split("</section>").next().expect("a section").to_owned()
}

#[test]
fn a_correction_of_evidence_answers_contact_or_country_alone_is_no_correction_of_nothing() {
    assert!(corrected(|_| ()).contains("没有改动"));
    let (old, new) = (EvidenceId::from(Uuid::from_u128(7)), EvidenceId::from(Uuid::from_u128(8)));
    let replaced = corrected(|dossier| dossier.evidence[0].id = new);
    let link = |id: EvidenceId| format!("/evidence/{id}\" download><bdi>شەھادەتنامە.png");
    let (before, after) = replaced.split_once("<ins>").expect("what came");
    assert!(before.contains("交来的材料") && before.contains("<del>") && before.contains(&link(old)), "{before}");
    assert!(after.contains(&link(new)) && after.contains("第&#60;1&#62;页") && after.contains("10(4)"), "{after}");
    let gone = corrected(|dossier| dossier.evidence.clear());
    assert!(gone.contains(&link(old)) && gone.contains("已删去"), "{gone}");
    let said = corrected(|dossier| dossier.answers.push(ItemAnswer { number: 3, words: "下周能交".to_owned() }));
    assert!(said.contains("对逐项要的材料的说明") && said.contains("下周能交"), "{said}");
    assert!(!said.contains("学校还没有发"), "what stays as it was is no change: {said}");
    let moved = corrected(|dossier| dossier.filing.document.country = "KZ".to_owned());
    assert!(moved.contains("中国") && moved.contains("哈萨克斯坦"), "{moved}");
    let reached = corrected(|dossier| dossier.mail = "another@example.org".to_owned());
    assert!(reached.contains("<del>") && reached.contains("<ins>"), "{reached}");
}

#[test]
fn an_opinion_is_written_only_where_it_is_kept() {
    let page = |case: &Case, role, units: &[UnitRef], form| {
        let (seen, about, readings) = (opened(case.clone()), about(case), &Readings::default());
        let today = day("2026-11-24");
        let seen = Whole { opened: &seen, about: &about, revisions: &[], alike: &[], readings, today };
        whole(&CasePage::new(Frame::sample(Language::Zh, "/staff/cases/x"), officer(role), seen, units, form))
    };
    let field = "name=\"words\"";
    let (filed, receipt) = (stages().swap_remove(0), Receipt::new(2026, [7; 10]));
    let plain = page(&filed, Role::UnitOfficer, &[], Form::empty());
    assert!(plain.contains("class=\"agreeing\"") && plain.contains(field), "{plain}");
    let refused = page(&filed, Role::UnitOfficer, &[], Form::empty().wrong("words", "写在别处"));
    assert!(!refused.contains("class=\"agreeing\"") && refused.contains(field), "what is wrong is not hidden");
    let routing = Case::file(CaseId::from(Uuid::nil()), receipt, None, day("2026-10-12"), "2026-1");
    assert!(!page(&routing, Role::Secretary, &[post().unit], Form::empty()).contains(field));
}

#[test]
fn what_is_wrong_with_words_stands_at_the_field_that_they_were_written_in() {
    let field = |typed: &[(&str, &str)]| {
        let typed = typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let form = beside_its_own_fields(Form::typed(typed).wrong("words", "太长"));
        form.errors[0].name.clone().expect("a field")
    };
    assert_eq!(field(&[("ruling", "agree"), ("unit", "x"), ("to_applicant", "长")]), "to_applicant");
    assert_eq!(field(&[("ruling", "agree"), ("words", "长")]), "words");
    assert_eq!(field(&[("ruling", "refuse"), ("to_applicant", "长")]), "to_applicant");
    assert_eq!(field(&[("ruling", "return"), ("words", "看过原件")]), "words", "an opinion beside a return");
}

#[test]
fn what_was_found_and_that_nothing_was_are_shown_in_both_languages() {
    for language in Language::ALL {
        let page = || {
            let typed = Form::typed(vec![("words".to_owned(), "<买买提>".to_owned())]);
            FindPage::new(Frame::sample(language, "/staff/find"), officer(Role::Secretary), typed)
        };
        assert!(whole(&page()).contains("value=\"&#60;买买提&#62;\""));
        let items = listed();
        let place = || Some(FoundPlace { id: Uuid::nil() });
        let found = Walked { items, before: place(), after: place() };
        let found = whole(&page().with(found, "c2VhbGVk", day("2026-11-24")).expect("a page"));
        assert!(found.contains("买买提·吐尔逊") && found.contains("/staff/find?for=c2VhbGVk&#38;cursor="), "{found}");
        let nothing = whole(&page().with(Walked::default(), "c2VhbGVk", day("2026-11-24")).expect("a page"));
        assert!(nothing.contains("YC26-XXXXX-XXXXX-X") && !nothing.contains("<table"), "{nothing}");
    }
}
