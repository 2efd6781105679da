//! The Measures on one page.

use askama::Template;
use domain::interpretation::Published;
use domain::{Category, Mode, Policy, Sector};
use kit::html::date::{self, When};
use kit::{Frame, Say};

use super::cited::Cited;
use super::point::Point;
use crate::words;

#[derive(Template)]
#[template(path = "measures/overview.html")]
pub struct OverviewPage {
    say: Say,
    title: &'static str,
    issuer: &'static str,
    version: &'static str,
    since: When,
    articles: Vec<Row>,
    sectors: Vec<Listed>,
    modes: Vec<Listed>,
    categories: Vec<Row>,
    points: Vec<Point>,
    frame: Frame,
}

struct Row {
    clause: Cited,
    name: &'static str,
    words: &'static str,
}

/// A name that leads to its posts.
pub struct Listed {
    pub name: &'static str,
    pub href: String,
}

impl OverviewPage {
    pub fn of(frame: Frame, in_force: &[Published]) -> OverviewPage {
        let (language, policy) = (frame.language(), Policy::standard());
        let article = |row: &'static domain::ArticleRow| Row {
            clause: Cited::of(row.article, &frame),
            name: row.heading.say(language),
            words: row.summary.say(language),
        };
        let category = |category: Category| Row {
            clause: Cited::of(category.clause(), &frame),
            name: policy.category(category).name.say(language),
            words: policy.category(category).summary.say(language),
        };
        OverviewPage {
            say: words::say(language),
            title: policy.title().say(language),
            issuer: policy.issuer().say(language),
            version: policy.version(),
            since: date::full(policy.effective_from(), language),
            articles: policy.articles().iter().map(article).collect(),
            sectors: sectors(&frame),
            modes: modes(&frame),
            categories: Category::ALL.map(category).into(),
            points: Point::all(&frame, in_force),
            frame,
        }
    }
}

pub fn sectors(frame: &Frame) -> Vec<Listed> {
    let listed = |sector: Sector| Listed {
        name: Policy::standard().sector(sector).say(frame.language()),
        href: frame.to(format!("/posts?sector={sector}")),
    };
    Sector::ALL.map(listed).into()
}

pub fn modes(frame: &Frame) -> Vec<Listed> {
    let listed = |mode: Mode| Listed {
        name: Policy::standard().mode(mode).say(frame.language()),
        href: frame.to(format!("/posts?mode={mode}")),
    };
    Mode::ALL.map(listed).into()
}
