//! An open point: what the text does not say, and the careful reading that holds until somebody interprets it (Article 28).

use domain::interpretation::Published;
use domain::{Clause, Policy};
use kit::Frame;
use kit::html::date::{self, When};

use super::cited::Cited;

const INTERPRETATION: u8 = 28;

pub struct Point {
    pub id: &'static str,
    pub question: &'static str,
    pub reading: &'static str,
    pub may_change: &'static str,
    pub since: When,
    pub clauses: Vec<Cited>,
    /// The interpretations of it that are in force.
    pub interpretations: Vec<Interpreted>,
}

pub struct Interpreted {
    pub answer: Vec<String>,
    pub holds_from: When,
    /// Where it stands whole.
    pub href: String,
}

impl Interpreted {
    fn of(published: &Published, frame: &Frame) -> Interpreted {
        let language = frame.language();
        Interpreted {
            answer: published.answer.say(language).lines().map(str::to_owned).collect(),
            holds_from: date::full(published.holds_from, language),
            href: frame.to(format!("/interpretations#{}", published.id)),
        }
    }
}

impl Point {
    pub fn all(frame: &Frame, in_force: &[Published]) -> Vec<Point> {
        let language = frame.language();
        let points = Policy::standard().open_points().iter();
        let of_point = |id| in_force.iter().filter(move |one| one.open_point == Some(id));
        points
            .map(|point| Point {
                id: point.id.code(),
                question: point.question.say(language),
                reading: point.reading.say(language),
                may_change: point.may_change.say(language),
                since: date::full(point.since, language),
                clauses: point.clauses.iter().map(|clause| Cited::of(*clause, frame)).collect(),
                interpretations: of_point(point.id).map(|one| Interpreted::of(one, frame)).collect(),
            })
            .collect()
    }

    /// Those that concern the article; all of them for Article 28, which says who interprets them.
    pub fn of_article(article: Clause, frame: &Frame, in_force: &[Published]) -> Vec<Point> {
        let points = Policy::standard().open_points().iter().zip(Point::all(frame, in_force));
        let concerns = |clauses: &[Clause]| clauses.iter().any(|clause| clause.number() == article.number());
        points
            .filter(|(point, _)| article.number() == INTERPRETATION || concerns(&point.clauses))
            .map(|(_, view)| view)
            .collect()
    }
}
