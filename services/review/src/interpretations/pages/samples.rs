//! The pages of the interpretations at every stage and in both languages, without a word missing.

use askama::Template;
use domain::{
    Interpretation, InterpretationId, InterpretationInput, Language, OfficerId, OpenPointId, PlanOpinion, Refusal,
    Role, Seat, Step, Text, TextInput,
};
use kit::html::{Form, Frame};
use uuid::Uuid;

use super::entry::EntryPage;
use super::filled;
use super::list::ListPage;
use crate::officers::Officer;

fn step(role: Role) -> Step {
    let on = "2026-11-26".parse().expect("a day");
    Step::new(OfficerId::from(Uuid::nil()), role, Text::new("韩朔", "Han Shuo"), on, Some("看过".to_owned()))
}

/// Drafted, spoken on by one of two, agreed, published, ended.
fn all() -> [Interpretation; 5] {
    let words = |words: &str| TextInput { zh: words.to_owned(), en: words.to_owned() };
    let input = InterpretationInput {
        question: words("<b>which list"),
        answer: words("that of the day\nand no other"),
        clauses: "10(4)".to_owned(),
        open_point: "O3".to_owned(),
        settles: [("school-listed-today".to_owned(), "counts".to_owned())].into(),
        holds_from: "2026-12-01".to_owned(),
        seats: vec!["finance".to_owned(), "education".to_owned()],
    };
    let text = input.read().expect("whole");
    let drafted = Interpretation::draft(InterpretationId::from(Uuid::nil()), text, step(Role::Secretary));
    let speaks = |one: Interpretation, seat| one.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees);
    let half = speaks(drafted.clone(), Seat::Finance).expect("spoken");
    let agreed = speaks(half.clone(), Seat::Education).expect("spoken");
    let published = agreed.clone().publish(step(Role::Secretary)).expect("published");
    let ended = published.clone().end(step(Role::Secretary)).expect("ended");
    [drafted, half, agreed, published, ended]
}

fn whole(page: &impl Template) -> String {
    let page = page.render().expect("a page");
    assert!(!page.contains('⟦') && !page.contains("<b>which"), "{page}");
    page
}

#[test]
fn each_stage_offers_its_act_to_whom_it_is_for() {
    let frame = |language| Frame::sample(language, "/staff/interpretations");
    let seat = || Officer { seat: Some(Seat::Education), ..Officer::sample(Role::SeatMember) };
    for language in Language::ALL {
        for officer in [Officer::sample(Role::Secretary), seat(), Officer::sample(Role::Auditor)] {
            let role = officer.role;
            let list = whole(&ListPage::new(frame(language), officer.clone(), &all()));
            assert_eq!(list.contains("interpretation-drafts"), role == Role::Secretary, "{list}");
            for (stage, one) in all().into_iter().enumerate() {
                let form = filled(&one).expect("a form");
                let page = whole(&EntryPage::new(frame(language), officer.clone(), Some(one), form, Form::empty()));
                let acts = page.contains("id=\"act\"");
                let turn = match role {
                    Role::Secretary => [false, false, true, true, false],
                    Role::SeatMember => [true, true, false, false, false],
                    _ => [false; 5],
                };
                assert_eq!(acts, turn[stage], "{role} at {stage}");
                let act = page.split("id=\"act\"").nth(1).unwrap_or_default();
                assert!(!act.contains(" checked>"), "nothing is chosen for anybody: {act}");
                let writes = role == Role::Secretary && stage < 3;
                let chosen = "name=\"settles.school-listed-today\" value=\"counts\" checked";
                assert_eq!((page.contains(chosen), page.matches("checked").count() > 2), (writes, writes), "{page}");
                assert_eq!(page.contains("name=\"answer.zh\""), role == Role::Secretary && stage < 3, "{role}");
            }
        }
        let missing = [Refusal::content("seats-missing").at("/seats")];
        let form = Form::typed(vec![("seats[]".to_owned(), String::new())]).refused(&missing, language);
        let page = EntryPage::new(frame(language), Officer::sample(Role::Secretary), None, form, Form::empty());
        assert!(whole(&page).contains("href=\"#seats\""));
    }
}

#[test]
fn the_open_points_that_nothing_is_about_are_offered_to_whoever_drafts() {
    let list = |officer: Officer, listed: &[Interpretation]| {
        whole(&ListPage::new(Frame::sample(Language::En, "/staff/interpretations"), officer, listed))
    };
    let offered = |page: &str| page.matches("interpretation-drafts?point=O").count();
    let (secretary, all_points) = (|| Officer::sample(Role::Secretary), OpenPointId::ALL.len());
    let [drafted, .., published, ended] = all();
    assert_eq!(offered(&list(secretary(), &[])), all_points, "as the first rows");
    assert_eq!(offered(&list(secretary(), &[ended])), all_points, "what was ended leaves its point open again");
    for about in [drafted, published] {
        let page = list(secretary(), &[about]);
        assert_eq!((offered(&page), page.contains("point=O3\"")), (all_points - 1, false));
    }
    assert_eq!(offered(&list(Officer::sample(Role::SeatMember), &[])), 0);
}
