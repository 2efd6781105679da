//! Every template of kit's own, rendered from samples in both languages.

use askama::Template;
use contract::{Clause, Language, Problem, Refusal};
use serde_json::json;

use super::error_page::{ErrorPage, ProblemPage};
use super::{Choice, Form, Frame, Say};

#[derive(Template)]
#[template(path = "html/samples/sample.html")]
struct Fields {
    frame: Frame,
    say: Say,
    form: Form,
    choices: Vec<Choice>,
}

fn problem() -> Problem {
    Problem {
        type_: "/problems/stale".to_owned(),
        title: "T<itle".to_owned(),
        status: 412,
        detail: "Detail".to_owned(),
        code: "stale".to_owned(),
        article: None,
        errors: Vec::new(),
        trace_id: "trace".to_owned(),
    }
}

fn form(language: Language) -> Form {
    let value = json!({
        "name": "𠮷田\"健", "education": [{ "year": "20221" }], "kind": "passport", "claimed": ["10(4)"], "agreed": "yes"
    });
    let refusals = [
        Refusal::content("year").at("/education/0/year").under(Clause::of(10, 4)),
        Refusal::content("claim").at("/claimed/0"),
        Refusal::content("agreed").at("/agreed"),
        Refusal::stage("closed"),
    ];
    Form::filled(&value).expect("a form").refused(&refusals, language)
}

fn fields(language: Language) -> String {
    let frame = Frame::sample(language, "/sample");
    let choices = vec![Choice::new("passport", "护照"), Choice::new("10(4)", "第十条（四）").hinted("博士")];
    Fields { frame, say: Say::kit(language), form: form(language), choices }.render().expect("a page")
}

#[test]
fn every_template_is_said_in_both_languages() {
    for language in Language::ALL {
        for path in ["/posts", "/staff/cases"] {
            let frame = || Frame::sample(language, path);
            let again = Some(vec![("a\"b".to_owned(), "<".to_owned())]);
            let pages = [
                ErrorPage { frame: frame(), problem: problem(), again: None }.render(),
                ErrorPage { frame: frame(), problem: problem(), again }.render(),
                ProblemPage { frame: frame(), code: "x".to_owned(), title: "t".to_owned(), detail: "d".to_owned() }
                    .render(),
            ];
            for page in pages {
                let page = page.expect("a page");
                assert!(!page.contains('⟦'), "{page}");
                assert!(page.contains(&format!("<html lang=\"{}\"", language.tag())), "{page}");
                assert_eq!(page.contains("class=\"staff\""), path.starts_with("/staff"), "{page}");
            }
        }
    }
}

#[test]
fn a_field_says_what_is_wrong_with_it_and_keeps_what_was_typed() {
    let page = fields(Language::Zh);
    for expected in [
        "<title>有误：",
        "<p id=\"bad\">有4处要改，改好再继续</p>",
        "<li><a href=\"#education.0.year\">year</a> <span class=\"cl\">第十条（四）</span></li>",
        "<li><a href=\"#claimed\">claim</a></li>",
        "<li>closed</li>",
        "id=\"education.0.year\" name=\"education.0.year\" type=\"text\" maxlength=\"1000\" value=\"20221\" inputmode=\"numeric\" aria-invalid=\"true\" aria-describedby=\"education.0.year-e\"",
        "value=\"𠮷田&#34;健\"",
        "aria-describedby=\"name-h\"",
        "<option value=\"passport\" selected>护照</option>",
        "<input type=\"checkbox\" id=\"claimed\" name=\"claimed[]\" value=\"passport\">",
        "<input type=\"checkbox\" name=\"claimed[]\" value=\"10(4)\" checked>",
        "<span class=\"hint\">博士</span>",
        "aria-describedby=\"agreed-e\"",
    ] {
        assert!(page.contains(expected), "{expected} is missing in {page}");
    }
    assert!(fields(Language::En).contains("<title>Error: Choose one - Yining Talent</title>"));
}
