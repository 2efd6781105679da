//! A post as lists show it.

use std::sync::Arc;

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

/// The same as a part of a page.
pub fn part(post: &Post, today: NaiveDate, frame: &Frame, say: &Say) -> Result<Arc<str>, Fault> {
    Ok(page::part(&Part { say, row: &Row::of(post, today, frame, say) })?.into())
}
