//! For a post that takes no nominations now, or a unit that is no longer in the register; the Party organisation always does.

use askama::Template;
use kit::Frame;
use kit::html::{Say, date};

use super::dated::Dated;
use super::view::AboutView;
use crate::nominations::about::About;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/closed.html")]
pub struct ClosedPage {
    pub frame: Frame,
    pub say: Say,
    pub post: AboutView,
    pub why: Dated,
    /// Whether the person has a draft for it.
    pub drafted: bool,
}

impl ClosedPage {
    /// For what is not open.
    pub fn new(frame: &Frame, about: &About, today: chrono::NaiveDate, drafted: bool) -> ClosedPage {
        let (say, language) = (words::say(frame.language()), frame.language());
        let view = AboutView::of(about, &say);
        let Some(post) = about.post() else {
            let why = Dated::new(&say.it("closed-unit"), &[]);
            return ClosedPage { why, frame: frame.clone(), say, post: view, drafted };
        };
        let (key, day) = match post.closes_on {
            Some(last) if last < today => ("closed-since", last),
            _ => ("closed-until", post.opens_on),
        };
        let day = date::full(day, language);
        let why = say.with(key, &[("unit", (&view.unit).into()), ("day", (&day.words).into())]);
        ClosedPage { why: Dated::new(&why, &[&day]), frame: frame.clone(), say, post: view, drafted }
    }

    /// What its words begin with.
    fn words(&self, key: &str) -> String {
        let about = if self.is_post() { "closed" } else { "closed-unit" };
        self.say.it(format!("{about}{key}"))
    }

    /// Where something else is found, without the language.
    fn instead(&self) -> &'static str {
        if self.is_post() { "/posts" } else { "/nominate" }
    }

    fn is_post(&self) -> bool {
        self.post.kind == "post"
    }
}
