//! The list as its page shows it.

use askama::Template;
use chrono::NaiveDate;
use domain::{Language, Policy, Post};
use kit::html::date::{self, When};
use kit::{At, Fault, Frame, Say, Walked};

use super::asked::{Asked, address};
use super::choice::{Choice, FacetName};
use super::facet::Facet;
use super::shelf::Shelf;
use super::store::{Filter, Issue, Place};
use super::tally::{Facets, Total};
use super::until::Until;
use crate::measures::cited;
use crate::words;

/// What the desk found.
pub struct Found {
    pub today: NaiveDate,
    pub issue: Option<Issue>,
    /// Without any filter.
    pub open: Total,
    pub total: Total,
    pub facets: Facets,
    pub listed: Walked<Post, Place>,
}

impl Found {
    pub fn on(shelf: &Shelf, filter: &Filter, listed: Walked<Post, Place>) -> Found {
        Found {
            today: shelf.day,
            issue: shelf.issue.clone(),
            open: shelf.tally.total(&Filter::default()),
            total: shelf.tally.total(filter),
            facets: shelf.tally.facets(filter),
            listed,
        }
    }
}

#[derive(Template)]
#[template(path = "catalogue/posts.html")]
pub struct PostsPage {
    frame: Frame,
    say: Say,
    /// What sets this list apart: the filters and the number.
    fact: String,
    issue: Option<Issued>,
    open: Total,
    total: Total,
    unread: usize,
    facets: Vec<Facet>,
    chips: Vec<Link>,
    rows: Vec<Row>,
    /// When nothing was found: what to let go, and how many there are then.
    looser: Vec<Link>,
    prev: Option<String>,
    next: Option<String>,
    /// The same filters from their start.
    first: String,
    /// Without any filter.
    all: String,
}

struct Issued {
    title: String,
    document: String,
    day: When,
}

struct Link {
    words: String,
    href: String,
}

struct Row {
    href: String,
    title: String,
    unit: String,
    sector: &'static str,
    need: String,
    clauses: String,
    mode: &'static str,
    wanted: u16,
    until: Until,
}

impl PostsPage {
    pub fn of(frame: Frame, asked: &Asked, found: Found) -> Result<PostsPage, Fault> {
        let say = words::say(frame.language());
        let filter = &asked.filter;
        let turned = |at: At<Place>| Ok::<_, Fault>(frame.to(address(filter, Some(&frame.cursor(&at)?))));
        Ok(PostsPage {
            fact: fact(filter, found.total, &say),
            issue: found.issue.map(|issue| Issued::of(issue, frame.language())),
            open: found.open,
            total: found.total,
            unread: asked.unread,
            facets: Facet::all(filter, &found.facets, &say),
            chips: chips(filter, &frame),
            looser: if found.total.posts == 0 { looser(filter, &found.facets, &frame, &say) } else { Vec::new() },
            prev: found.listed.before.map(|place| turned(At::Before(place))).transpose()?,
            next: found.listed.after.map(|place| turned(At::After(place))).transpose()?,
            rows: found.listed.items.iter().map(|post| Row::of(post, found.today, &frame, &say)).collect(),
            first: frame.to(address(filter, None)),
            all: frame.to(address(&Filter::default(), None)),
            say,
            frame,
        })
    }
}

impl Issued {
    fn of(issue: Issue, language: Language) -> Issued {
        Issued {
            title: issue.title.say(language).to_owned(),
            document: issue.document,
            day: date::full(issue.issued_on, language),
        }
    }
}

impl Row {
    fn of(post: &Post, today: NaiveDate, frame: &Frame, say: &Say) -> Row {
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

fn chips(filter: &Filter, frame: &Frame) -> Vec<Link> {
    let chip = |choice: Choice| Link {
        words: choice.words(frame.language()).to_owned(),
        href: frame.to(address(&filter.without(choice), None)),
    };
    filter.choices().into_iter().map(chip).collect()
}

/// `科教文卫、水利水电，事业单位，26个岗位`.
fn fact(filter: &Filter, total: Total, say: &Say) -> String {
    let chosen = FacetName::ALL.into_iter().filter_map(|name| chosen_words(filter, name, say));
    let found = say.with("posts-number", &[("posts", total.posts.into())]);
    chosen.chain([found]).collect::<Vec<_>>().join(&say.it("posts-comma"))
}

/// What is chosen in one facet, short enough for a title.
fn chosen_words(filter: &Filter, name: FacetName, say: &Say) -> Option<String> {
    let chosen: Vec<Choice> = filter.choices().into_iter().filter(|choice| choice.facet() == name).collect();
    let words = |choice: &Choice| choice.words(say.language());
    Some(match &chosen[..] {
        [] => return None,
        [one] => words(one).to_owned(),
        [one, other] => say.with("posts-either", &[("one", words(one).into()), ("other", words(other).into())]),
        [first, others @ ..] => {
            let arguments = [("first", words(first).into()), ("others", others.len().into())];
            say.with(format!("posts-several-{}", name.code()), &arguments)
        }
    })
}

/// Each facet that can be let go of with some gain. Within a facet the choices widen each other, so it goes whole.
fn looser(filter: &Filter, counts: &Facets, frame: &Frame, say: &Say) -> Vec<Link> {
    let link = |name: FacetName| {
        let words = chosen_words(filter, name, say)?;
        let count = counts.count_without(name);
        (count > 0).then(|| Link {
            words: say.with("posts-without", &[("filter", words.into()), ("posts", count.into())]),
            href: frame.to(address(&filter.lifted(name), None)),
        })
    };
    FacetName::ALL.into_iter().filter_map(link).collect()
}
