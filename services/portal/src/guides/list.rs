//! All guides on one page.

use askama::Template;
use domain::GuideTo;
use kit::{Frame, Say};

use crate::words;

#[derive(Template)]
#[template(path = "guides/guides.html")]
pub struct GuidesPage {
    say: Say,
    rows: Vec<Row>,
    frame: Frame,
}

struct Row {
    href: String,
    name: &'static str,
    whom: &'static str,
}

impl GuidesPage {
    pub fn of(frame: Frame) -> GuidesPage {
        let language = frame.language();
        let row = |to: GuideTo| Row {
            href: frame.to(format!("/guides/{to}")),
            name: to.guide().name.say(language),
            whom: to.guide().whom.say(language),
        };
        GuidesPage { say: words::say(language), rows: GuideTo::ALL.map(row).into(), frame }
    }
}
