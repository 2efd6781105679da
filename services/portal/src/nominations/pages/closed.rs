//! For a post that takes no nominations now; a unit and the Party organisation always do.

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
    /// None where it is open.
    pub fn of(frame: &Frame, about: &About, today: chrono::NaiveDate, drafted: bool) -> Option<ClosedPage> {
        let post = about.post().filter(|post| !post.is_open(today))?;
        let (say, language) = (words::say(frame.language()), frame.language());
        let (key, day) = match post.closes_on {
            Some(last) if last < today => ("closed-since", last),
            _ => ("closed-until", post.opens_on),
        };
        let day = date::full(day, language);
        let post = AboutView::of(about, &say);
        let why = say.with(key, &[("unit", (&post.unit).into()), ("day", (&day.words).into())]);
        Some(ClosedPage { why: Dated::new(&why, &[&day]), frame: frame.clone(), say, post, drafted })
    }
}
