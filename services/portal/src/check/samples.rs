//! What the check's pages are tested with: every question and a result in both languages.

use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;
use domain::{Language, Readings, hold};
use kit::{Form, Frame};

use super::answers::Answers;
use super::found::{Found, clauses};
use super::question::{Question, QuestionPage, Then};
use super::result::ResultPage;
use crate::catalogue::{Fitting, Index, Shelf};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");

fn answers() -> Answers {
    Answers::of([
        ("education.0.level", "doctor"),
        ("education.0.school", "中国农业大学"),
        ("education.0.discipline", "食品科学"),
        ("education.0.study_form", "full-time"),
        ("education.0.year", "2019"),
        ("work.employer_kind", "enterprise"),
        ("standing[]", "patent-utility-model"),
        ("sector", "fruit-growing"),
    ])
}

fn found() -> Found {
    let (facts, readings) = (answers().facts(TODAY), Readings::default());
    let post = crate::catalogue::sample();
    let held = vec![hold(&post, &facts, TODAY, &readings)];
    let fitting = Fitting { posts: vec![Arc::new(post.into())], count: 1, address: Some("/posts".to_owned()) };
    Found { clauses: clauses(&facts, TODAY, domain::Policy::standard(), &readings), fitting, held }
}

fn rendered(page: &impl Template) -> String {
    let words = page.render().expect("a page");
    assert!(!words.contains('⟦'), "{words}");
    words
}

#[test]
fn every_question_is_asked_in_both_languages() {
    for language in Language::ALL {
        for question in Question::USUAL {
            let form = answers().form().refused(&answers().refused(question, TODAY), language);
            let frame = Frame::sample(language, "/check");
            let page = rendered(&QuestionPage::of(frame, question, Then::Next, &answers(), form));
            assert!(page.contains(&format!("name=\"at\" value=\"{}\"", question.code())));
            let carried = page.contains("type=\"hidden\" name=\"education.0.school\" value=\"中国农业大学\"");
            assert_eq!(carried, question != Question::Study, "{question:?}");
        }
    }
    let frame = Frame::sample(Language::Zh, "/check");
    let first = QuestionPage::of(frame, Question::Degree, Then::Next, &Answers::default(), Form::empty());
    assert!(rendered(&first).contains("第1题，共7题") && !rendered(&first).contains("value=\"back\""));
}

#[test]
fn one_more_degree_has_a_page_that_carries_the_others_along_and_can_be_left() {
    let typed = [
        ("education.0.level", "master"),
        ("education.0.school", "伊犁师范大学"),
        ("education.1.level", "bachelor"),
        ("education.1.school", "新疆大学"),
    ];
    let answers = Answers::of(typed);
    for language in Language::ALL {
        let page = |question| {
            let frame = Frame::sample(language, "/check");
            rendered(&QuestionPage::of(frame, question, Then::Next, &answers, answers.form()))
        };
        let (highest, further, one_more) =
            (page(Question::Study), page(Question::Further(1)), page(Question::Further(2)));
        for (page, place) in [(&highest, 0), (&further, 1), (&one_more, 2)] {
            assert!(page.contains(&format!("id=\"education.{place}.school\"")) && page.contains("value=\"more\""));
            assert_eq!(page.contains("value=\"drop\""), place > 0);
            for (other, school) in ["伊犁师范大学", "新疆大学"].into_iter().enumerate() {
                let carried = format!("type=\"hidden\" name=\"education.{other}.school\" value=\"{school}\"");
                assert_eq!(page.contains(&carried), other != place, "{page}");
            }
        }
        assert!(!page(Question::Further(9)).contains("value=\"more\""), "no more than ten");
    }
    let frame = Frame::sample(Language::Zh, "/check");
    let one_more = rendered(&QuestionPage::of(frame, Question::Further(2), Then::Next, &answers, answers.form()));
    assert!(one_more.contains("第4题，共9题") && one_more.contains("您还有哪个学位？（第3个）"), "{one_more}");
}

#[test]
fn the_result_names_every_clause_and_decides_nothing() {
    for language in Language::ALL {
        let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
        let frame = Frame::sample(language, "/check");
        let page = ResultPage::of(frame, &answers(), &found(), &shelf);
        let page = rendered(&page.expect("a page"));
        assert_eq!(page.matches("<th scope=\"row\">").count(), 10);
        assert!(page.contains("data-s=\"not\"") && page.contains("name=\"education.0.school\""));
    }
}

#[test]
fn the_conditions_of_a_post_stand_beside_the_answers_and_the_post_stays() {
    let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
    for (language, summary, branch) in [
        (
            Language::Zh,
            "和您填的对照：3项里符合1项，不符合0项，2项由人判断、要看材料或还不知道",
            "<li>中级及以上职称 <span class=\"st\" data-s=\"wait\">",
        ),
        (
            Language::En,
            "Of 3 conditions compared with your answers: 1 met, 0 not met, 2 left to a person, needing evidence or not known",
            "<li>Intermediate title or above <span class=\"st\" data-s=\"wait\">",
        ),
    ] {
        let page =
            rendered(&ResultPage::of(Frame::sample(language, "/check"), &answers(), &found(), &shelf).expect("a page"));
        assert!(page.contains(&format!("<summary>{summary}</summary>")) && page.contains(branch), "{page}");
        assert!(page.contains("/posts/2026-037") && page.contains("/posts\""), "{page}");
    }
}

#[test]
fn the_result_says_what_was_answered_and_lets_each_answer_be_changed() {
    let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
    let frame = Frame::sample(Language::Zh, "/check");
    let page = ResultPage::of(frame, &answers(), &found(), &shelf);
    let page = rendered(&page.expect("a page"));
    for question in Question::USUAL {
        assert!(page.contains(&format!("value=\"change-{}\"", question.code())), "{question:?}");
    }
    for words in ["<bdi>中国农业大学</bdi>", "<bdi>食品科学</bdi>", "<bdi>特色林果业</bdi>", "没有填"]
    {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn a_condition_that_is_not_met_is_said_beside_its_post_which_stays() {
    let answers = Answers::of([("education.0.level", "bachelor"), ("title.level", "senior")]);
    let (facts, readings) = (answers.facts(TODAY), Readings::default());
    let held = vec![hold(&crate::catalogue::sample(), &facts, TODAY, &readings)];
    let clauses = clauses(&facts, TODAY, domain::Policy::standard(), &readings);
    let found = Found { clauses, held, ..found() };
    for (language, told, unmet) in [
        (Language::Zh, "有1项条件，您填的不符合", "<li>条件：临床医学博士"),
        (Language::En, "One condition is not met by what you stated", "<li>Condition: Doctorate in clinical medicine"),
    ] {
        let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
        let page = ResultPage::of(Frame::sample(language, "/check"), &answers, &found, &shelf);
        let page = rendered(&page.expect("a page"));
        assert!(page.contains(&format!("<details open><summary>{told}</summary>")) && page.contains(unmet), "{page}");
        assert!(page.contains("/posts/2026-037") && !page.contains("适合的岗位"), "{page}");
    }
}

#[test]
fn whoever_meets_no_clause_is_told_that_nothing_is_theirs_and_what_they_left_out() {
    let answers = Answers::of([
        ("education.0.level", "none"),
        ("work.employer_kind", "none"),
        ("work.runs_business_in_yining", "no"),
        ("title.level", "none"),
        ("skill_level", "none"),
        ("sector", "fruit-growing"),
    ]);
    let clauses = clauses(&answers.facts(TODAY), TODAY, domain::Policy::standard(), &Readings::default());
    let found = Found { clauses, fitting: Fitting::default(), held: Vec::new() };
    for (language, told, listed, left_out) in [
        (Language::Zh, "还没有属于您的待遇", "所以这里没有列岗位", "<span class=\"note\">一共工作了几年<"),
        (
            Language::En,
            "none of this is yours",
            "so no posts are listed",
            "<span class=\"note\">Years of work in total<",
        ),
    ] {
        let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
        let page = ResultPage::of(Frame::sample(language, "/check"), &answers, &found, &shelf);
        let page = rendered(&page.expect("a page"));
        assert_eq!(page.matches("data-s=\"not\"").count(), 10, "{page}");
        assert!(page.contains(left_out) && page.contains(listed), "{page}");
        let (before, folded) = page.split_once("<details><summary>").expect("folded away");
        assert!(before.contains(told) && folded.contains("<dl class=\"rows c\">"), "{page}");
        assert!(!before.contains("<dl class=\"rows c\">"), "nothing stands there as theirs: {page}");
    }
}

#[test]
fn every_question_that_was_passed_over_is_named_with_its_way_back() {
    let shelf = Shelf::of(None, TODAY, Index::of(&[], TODAY), domain::Policies::standard());
    let page = ResultPage::of(Frame::sample(Language::Zh, "/check"), &answers(), &found(), &shelf);
    let page = rendered(&page.expect("a page"));
    let (left_out, _) = page.split_once("<h2>逐条对照</h2>").expect("the clauses");
    for said in ["change-placement\">", "change-work\">", "职位高低、一共工作了几年", "change-title\">"] {
        assert!(left_out.contains(said), "{said}: {left_out}");
    }
    for answered in ["change-degree", "change-standing", "change-sector", "单位性质"] {
        assert!(!left_out.contains(answered), "{answered}: {left_out}");
    }
}
