//! All degrees together: each can be changed, and another one added, before the next question.

use actix_web::HttpResponse;
use askama::Template;
use domain::degree::MOST_DEGREES;
use domain::{DegreeInput, Question, term};
use kit::html::Say;
use kit::{DeskError, Frame, Posted, page};

use super::room::{Paper, Step};

#[derive(Template)]
#[template(path = "nominations/templates/degrees.html")]
pub struct DegreesPage {
    pub frame: Frame,
    pub say: Say,
    pub list: (String, String),
    pub here: String,
    pub rows: Vec<DegreeRow>,
    pub takes_more: bool,
}

pub struct DegreeRow {
    pub name: String,
    pub about: String,
    pub link: String,
    /// Whether something of it is missing.
    pub begun: bool,
}

/// Whoever has stated none is asked for the first.
pub fn show(paper: &Paper) -> Result<HttpResponse, DeskError> {
    if paper.typed().education.is_empty() {
        return Ok(page::see_other(paper.to(Step::Asks(Question::Degree(0)))));
    }
    page::show(&DegreesPage::new(paper))
}

pub fn go_on(paper: &Paper, posted: &Posted) -> HttpResponse {
    let next = match posted.text("do") {
        "more" => Question::Degree(paper.typed().education.len().min(MOST_DEGREES - 1)),
        _ => Question::Placement,
    };
    page::see_other(paper.to(Step::Asks(next)))
}

impl DegreesPage {
    pub fn new(paper: &Paper) -> DegreesPage {
        let (filing, refused) = (paper.typed(), paper.refused());
        let row = |(place, degree): (usize, &DegreeInput)| {
            let question = Question::Degree(place);
            DegreeRow {
                name: level(degree, &paper.say),
                about: degree.school.trim().to_owned(),
                link: paper.to(Step::Asks(question)),
                begun: refused.iter().any(|refusal| question.owns(refusal)),
            }
        };
        DegreesPage {
            list: paper.crumb(),
            here: paper.to(Step::Degrees),
            rows: filing.education.iter().enumerate().map(row).collect(),
            takes_more: filing.education.len() < MOST_DEGREES,
            frame: paper.frame.clone(),
            say: paper.say,
        }
    }
}

fn level(degree: &DegreeInput, say: &Say) -> String {
    let named = term("degree-level", degree.level.trim());
    named.map_or_else(|| say.owned("nominate-level"), |term| term.say(say.language()).to_owned())
}
