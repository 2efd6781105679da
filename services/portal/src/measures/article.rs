//! One article: our summary, the data that rests on it, and the open points that concern it.

use askama::Template;
use domain::{ArticleRow, Category, Mode, Permission, Policy, Seat, UnitKind};
use kit::{Frame, Say};

use super::cited::Cited;
use super::overview::{self, Listed};
use super::point::Point;
use super::step::Step;
use crate::words;

#[derive(Template)]
#[template(path = "measures/article.html")]
pub struct ArticlePage {
    say: Say,
    measures: &'static str,
    number: String,
    heading: &'static str,
    summary: &'static str,
    data: Data,
    points: Vec<Point>,
    frame: Frame,
}

/// What of the product's data rests on the article.
enum Data {
    None,
    Sectors(Vec<Listed>),
    Names { heading: &'static str, names: Vec<&'static str> },
    Modes(Vec<UnitColumn>, Vec<ModeRow>),
    Categories(Vec<CategoryRow>),
    Steps { heading: &'static str, steps: Vec<Step>, promised: bool },
}

struct UnitColumn {
    name: &'static str,
}

struct ModeRow {
    mode: Listed,
    cells: Vec<Cell>,
}

/// What Articles 7 and 8 say of a mode for one kind of unit.
struct Cell {
    unit: &'static str,
    /// The mark of `.st`.
    mark: &'static str,
    word: &'static str,
    clause: Option<Cited>,
}

struct CategoryRow {
    id: &'static str,
    clause: String,
    name: &'static str,
    summary: &'static str,
    evidence: &'static str,
}

impl ArticlePage {
    pub fn of(frame: Frame, row: &'static ArticleRow) -> ArticlePage {
        let language = frame.language();
        let say = words::say(language);
        ArticlePage {
            measures: Policy::standard().title().say(language),
            number: row.article.say(language),
            heading: row.heading.say(language),
            summary: row.summary.say(language),
            data: Data::of(row.article.number(), &frame, &say),
            points: Point::of_article(row.article, &frame),
            say,
            frame,
        }
    }
}

impl Data {
    fn of(article: u8, frame: &Frame, say: &Say) -> Data {
        let (language, policy) = (frame.language(), Policy::standard());
        match article {
            3 => Data::Sectors(overview::sectors(frame)),
            4 => Data::Names {
                heading: "measures-kinds",
                names: UnitKind::ALL.map(|kind| policy.unit_kind(kind).say(language)).into(),
            },
            5 => Data::Names {
                heading: "measures-seats",
                names: Seat::ALL.map(|seat| policy.seat(seat).say(language)).into(),
            },
            6 => Data::modes(&UnitKind::ALL, frame),
            7 => Data::modes(&[UnitKind::Organ, UnitKind::PublicInstitution], frame),
            8 => Data::modes(&[UnitKind::Enterprise, UnitKind::NonPublicPartyOrganisation], frame),
            10 | 11 => {
                let of_article = Category::ALL.into_iter().filter(|category| category.clause().number() == article);
                Data::Categories(of_article.map(|category| CategoryRow::of(category, frame)).collect())
            }
            12 => Data::Steps { heading: "measures-plan", steps: Step::of_plan(say), promised: false },
            14 => Data::Steps { heading: "measures-case", steps: Step::of_case(frame, say, None), promised: true },
            _ => Data::None,
        }
    }

    fn modes(kinds: &[UnitKind], frame: &Frame) -> Data {
        let name = |kind: &UnitKind| Policy::standard().unit_kind(*kind).say(frame.language());
        let rows = Mode::ALL.into_iter().zip(overview::modes(frame));
        let rows = rows.map(|(mode, listed)| ModeRow {
            mode: listed,
            cells: kinds.iter().map(|kind| Cell::of(mode, *kind, name(kind), frame)).collect(),
        });
        Data::Modes(kinds.iter().map(|kind| UnitColumn { name: name(kind) }).collect(), rows.collect())
    }
}

impl Cell {
    fn of(mode: Mode, kind: UnitKind, unit: &'static str, frame: &Frame) -> Cell {
        let policy = Policy::standard();
        let (mark, word, clause) = match mode.allowed_for(kind, policy) {
            Permission::Named => ("met", "measures-named", policy.named_by(mode, kind)),
            Permission::Silent => ("open", "measures-silent", None),
            Permission::Contradicted(clause) => ("not", "measures-contradicted", Some(clause)),
        };
        Cell { unit, mark, word, clause: clause.map(|clause| Cited::of(clause, frame)) }
    }
}

impl CategoryRow {
    fn of(category: Category, frame: &Frame) -> CategoryRow {
        let (language, row) = (frame.language(), Policy::standard().category(category));
        CategoryRow {
            id: category.code(),
            clause: category.clause().say(language),
            name: row.name.say(language),
            summary: row.summary.say(language),
            evidence: row.evidence.say(language),
        }
    }
}
