//! An open point: what the text does not say, and the careful reading that holds until somebody interprets it (Article 28).

use domain::{Clause, Policy};
use kit::Frame;

use super::cited::Cited;

pub struct Point {
    pub id: &'static str,
    pub question: &'static str,
    pub reading: &'static str,
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
                clauses: point.clauses.iter().map(|clause| Cited::of(*clause, frame)).collect(),
            })
            .collect()
    }

    /// Those that concern the article.
    pub fn of_article(article: Clause, frame: &Frame) -> Vec<Point> {
        let points = Policy::standard().open_points().iter().zip(Point::all(frame));
        let concerns = |clauses: &[Clause]| clauses.iter().any(|clause| clause.number() == article.number());
        points.filter(|(point, _)| concerns(&point.clauses)).map(|(_, view)| view).collect()
    }
}
