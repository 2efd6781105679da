//! An open point: what the text does not say, and the careful reading that holds until somebody interprets it (Article 28).

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
}

impl Point {
    pub fn all(frame: &Frame) -> Vec<Point> {
        let language = frame.language();
        let points = Policy::standard().open_points().iter();
        points
            .map(|point| Point {
                id: point.id.code(),
                question: point.question.say(language),
                reading: point.reading.say(language),
                may_change: point.may_change.say(language),
                since: date::full(point.since, language),
                clauses: point.clauses.iter().map(|clause| Cited::of(*clause, frame)).collect(),
            })
            .collect()
    }

    /// Those that concern the article; all of them for Article 28, which says who interprets them.
    pub fn of_article(article: Clause, frame: &Frame) -> Vec<Point> {
        let points = Policy::standard().open_points().iter().zip(Point::all(frame));
        let concerns = |clauses: &[Clause]| clauses.iter().any(|clause| clause.number() == article.number());
        points
            .filter(|(point, _)| article.number() == INTERPRETATION || concerns(&point.clauses))
            .map(|(_, view)| view)
            .collect()
    }
}
