//! A post as lists show it.

use std::sync::{Arc, OnceLock};

use askama::Template;
use chrono::NaiveDate;
use domain::{Policy, Post};
use kit::{Fault, Frame, Say, page};

use super::until::Until;
use crate::measures::cited;

pub struct Row {
    pub href: String,
    pub title: String,
    pub unit: String,
    pub sector: &'static str,
    pub need: String,
    pub clauses: String,
    pub mode: &'static str,
    pub wanted: u16,
    pub until: Until,
}

impl Row {
    pub fn of(post: &Post, today: NaiveDate, frame: &Frame, say: &Say) -> Row {
        let (language, policy) = (frame.language(), Policy::standard());
        let clauses: Vec<_> = post.basis.iter().map(|category| category.clause()).collect();
        Row {
            href: frame.to(format!("/posts/{}", post.number)),
            title: post.title.say(language).to_owned(),
            unit: post.unit.name.say(language).to_owned(),
            sector: policy.sector(post.sector).say(language),
            need: post.need.say(language).to_owned(),
            clauses: cited::together(&clauses, language),
            mode: policy.mode(post.mode).say(language),
            wanted: post.wanted,
            until: Until::in_list(post, today, say),
        }
    }
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "catalogue/parts.html" as list %}{% call list::row(say, row) %}{% endcall %}"#
)]
struct Part<'a> {
    say: &'a Say,
    row: &'a Row,
}

/// The rows of the posts at hand as parts of a list's page, in both languages: each is written when it is first shown, and
/// stays the same for as long as its shelf stands. Nothing of whoever asks stands in it.
pub struct Written(Vec<[OnceLock<Arc<str>>; 2]>);

impl Written {
    pub fn of_so_many(posts: usize) -> Written {
        Written((0..posts).map(|_| Default::default()).collect())
    }

    /// That of the post at this place; one without a place is written anew.
    pub fn row(
        &self,
        place: Option<usize>,
        post: &Post,
        today: NaiveDate,
        frame: &Frame,
        say: &Say,
    ) -> Result<Arc<str>, Fault> {
        let kept = place.map(|place| &self.0[place][frame.language() as usize]);
        if let Some(row) = kept.and_then(OnceLock::get) {
            return Ok(row.clone());
        }
        let row: Arc<str> = page::part(&Part { say, row: &Row::of(post, today, frame, say) })?.into();
        Ok(match kept {
            Some(kept) => kept.get_or_init(|| row).clone(),
            None => row,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::super::samples::{TODAY, post};
    use super::*;
    use crate::words;

    #[test]
    fn a_row_is_written_once_a_language() {
        let written = Written::of_so_many(1);
        let row = |place: Option<usize>, language: Language| {
            let path = if place.is_some() { "/posts?q=医" } else { "/posts/2026-001" };
            let frame = Frame::sample(language, path);
            written.row(place, &post(), TODAY, &frame, &words::say(language)).expect("a row")
        };
        for language in Language::ALL {
            let first = row(Some(0), language);
            assert!(first.contains(post().title.say(language)), "{first}");
            assert!(Arc::ptr_eq(&first, &row(Some(0), language)));
            assert_eq!(first, row(None, language), "on another page, of one that is not at hand");
        }
    }
}
