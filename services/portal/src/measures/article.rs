//! One article: our summary, the data that rests on it, and the open points that concern it.

use askama::Template;
use domain::interpretation::Published;
use domain::{
    ArticleRow, AssessmentCriterion, AssessmentCycle, Category, EntitlementHead, Mode, Permission, Policy,
    RecommenderTier, Seat, UnitKind,
};
use kit::{Frame, Say};

use super::cited::Cited;
use super::fact::Fact;
use super::heads::{Head, Matrix};
use super::overview::{self, Listed};
use super::point::Point;
use super::step::Step;
use crate::words;

#[derive(Template)]
#[template(path = "measures/article.html")]
pub struct ArticlePage {
    say: Say,
    title: String,
    measures: &'static str,
    number: String,
    heading: &'static str,
    summary: &'static str,
    /// Whether what it grants is begun on a page of ours: nominating oneself, recommending somebody.
    begins: bool,
    data: Vec<Data>,
    points: Vec<Point>,
    /// Its own.
    address: String,
    frame: Frame,
}

/// What of the product's data rests on the article.
enum Data {
    Sectors(Vec<Listed>),
    Names { heading: &'static str, names: Vec<&'static str> },
    Modes(Vec<UnitColumn>, Vec<ModeRow>),
    Categories(Vec<CategoryRow>),
    Steps { heading: &'static str, steps: Vec<Step>, promised: bool },
    Facts { heading: &'static str, facts: Vec<Fact> },
    Head(Head),
    Matrix(Matrix),
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
    pub fn of(frame: Frame, row: &'static ArticleRow, in_force: &[Published]) -> ArticlePage {
        let language = frame.language();
        let say = words::say(language);
        let number = row.article.say(language);
        let named = [("number", (&number).into()), ("heading", row.heading.say(language).into())];
        ArticlePage {
            title: say.with("measures-article-title", &named),
            measures: Policy::standard().title().say(language),
            number,
            heading: row.heading.say(language),
            summary: row.summary.say(language),
            begins: row.article.number() == 16,
            data: Data::of(row.article.number(), &frame, &say),
            points: Point::of_article(row.article, &frame, in_force),
            address: frame.whole(format!("/measures/{}", row.article.number())),
            say,
            frame,
        }
    }
}

impl Data {
    /// What the article lists, then the bodies and the numbers it names.
    fn of(article: u8, frame: &Frame, say: &Say) -> Vec<Data> {
        let mut data = Data::listed(article, frame, say);
        for (heading, facts) in [
            ("measures-facts", Fact::of_article(article, frame, say)),
            ("measures-bodies", Fact::bodies(article, frame)),
            ("measures-periods", Fact::periods(article, frame)),
        ] {
            if !facts.is_empty() {
                data.push(Data::Facts { heading, facts });
            }
        }
        data
    }

    fn listed(article: u8, frame: &Frame, say: &Say) -> Vec<Data> {
        let (language, policy) = (frame.language(), Policy::standard());
        let names = |heading, names: Vec<&'static str>| Data::Names { heading, names };
        match article {
            3 => vec![Data::Sectors(overview::sectors(frame))],
            4 => vec![
                names("measures-kinds", UnitKind::ALL.map(|kind| policy.unit_kind(kind).say(language)).into()),
                names(
                    "measures-recommenders",
                    RecommenderTier::ALL.map(|tier| policy.recommender_tier(tier).say(language)).into(),
                ),
            ],
            5 => vec![names("measures-seats", Seat::ALL.map(|seat| policy.seat(seat).say(language)).into())],
            6 => vec![Data::modes(&UnitKind::ALL, frame)],
            7 => vec![Data::modes(&[UnitKind::Organ, UnitKind::PublicInstitution], frame)],
            8 => vec![Data::modes(&[UnitKind::Enterprise, UnitKind::NonPublicPartyOrganisation], frame)],
            10 | 11 => {
                let of_article = Category::ALL.into_iter().filter(|category| category.clause().number() == article);
                vec![Data::Categories(of_article.map(|category| CategoryRow::of(category, frame)).collect())]
            }
            12 => vec![Data::Steps { heading: "measures-plan", steps: Step::of_plan(say), promised: false }],
            14 => {
                vec![Data::Steps {
                    heading: "measures-case",
                    steps: Step::of_case(frame, say, Policy::standard()),
                    promised: true,
                }]
            }
            15 => vec![Data::Facts { heading: "measures-routes", facts: Fact::routes(frame, say) }],
            21 => {
                let heads = EntitlementHead::ALL.map(|head| Data::Head(Head::of(head, frame, say)));
                heads.into_iter().chain([Data::Matrix(Matrix::of(frame))]).collect()
            }
            23 => vec![
                names(
                    "measures-criteria",
                    AssessmentCriterion::ALL.map(|one| policy.assessment_criterion(one).say(language)).into(),
                ),
                names(
                    "measures-cycles",
                    AssessmentCycle::ALL.map(|one| policy.assessment_cycle(one).say(language)).into(),
                ),
            ],
            _ => Vec::new(),
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
