//! The list as its page shows it.

use std::sync::Arc;

use askama::Template;
use domain::Language;
use kit::html::date::{self, When};
use kit::{At, DeskError, Fault, Frame, Say, Walked};

use super::asked::Asked;
use super::choice::{Choice, FacetName};
use super::facet::Facet;
use super::filter::Filter;
use super::index::Index;
use super::naming;
use super::order::{Order, Place};
use super::reached::{Counts, Reached, Total};
use super::search::{LONGEST, Query};
use super::shelf::Shelf;
use super::shown::Shown;
use super::store::Issue;
use super::takeaways::LARGEST_SHEET;
use crate::words;

/// What was found.
pub struct Found<'a> {
    pub shelf: &'a Shelf,
    pub reached: Reached<'a>,
    pub listed: Walked<Arc<Shown>, Place>,
    /// When nothing was found: each word that could be left out, and how many there are then.
    pub without: Vec<(Filter, String, i64)>,
}

impl<'a> Found<'a> {
    pub fn of(asked: &Asked, shelf: &'a Shelf, reached: Reached<'a>, limit: u16) -> Result<Found<'a>, DeskError> {
        let listed = reached.page(asked.order, &asked.at, limit)?;
        let mut without = Vec::new();
        let query = asked.filter.query.as_ref().filter(|_| reached.total().posts == 0);
        for (word, rest) in query.map(Query::without_each).unwrap_or_default() {
            let filter = asked.filter.searching(Some(rest));
            let posts = shelf.index.seek(&filter)?.total().posts;
            without.push((filter, word.to_owned(), posts));
        }
        Ok(Found { shelf, reached, listed, without })
    }

    /// What there is while the words cannot be looked for yet: the numbers without them, and no list.
    pub fn awaiting(asked: &Asked, shelf: &'a Shelf) -> Result<Found<'a>, DeskError> {
        let reached = shelf.index.seek(&asked.filter.searching(None))?;
        let listed = Walked { items: Vec::new(), before: None, after: None };
        Ok(Found { shelf, reached, listed, without: Vec::new() })
    }
}

#[derive(Template)]
#[template(path = "catalogue/posts.html")]
pub struct PostsPage<'a> {
    frame: Frame,
    say: Say,
    /// What sets this list apart: the filters and the number.
    fact: String,
    /// The address of the whole list without the language, whichever page of it this is.
    address: String,
    taken: Taken,
    largest_sheet: u16,
    issue: Option<Issued>,
    open: Total,
    total: Total,
    unread: usize,
    /// What is searched for, as it was typed.
    words: String,
    longest: usize,
    facets: Vec<Facet<'a>>,
    chips: Vec<Link>,
    orders: Vec<Ordered>,
    /// The order to be kept when the form is sent; none: the usual one.
    order: Option<&'static str>,
    rows: Vec<Arc<str>>,
    /// Whether the words cannot be looked for yet.
    awaits: bool,
    /// When nothing was found or can be yet: what to let go, and how many there are then.
    looser: Vec<Link>,
    prev: Option<String>,
    next: Option<String>,
    /// The same filters from their start.
    first: String,
    /// Without any filter.
    all: String,
}

/// The same list to take away.
struct Taken {
    atom: String,
    /// As a workbook and as CSV; none where it is too long for a sheet.
    sheets: Option<(String, String)>,
    json: String,
}

struct Ordered {
    words: String,
    /// None: the list is in this order.
    href: Option<String>,
}

struct Issued {
    title: String,
    document: String,
    day: When,
    /// The version of the policy that it was made under.
    policy: Option<String>,
}

struct Link {
    words: String,
    href: String,
}

impl<'a> PostsPage<'a> {
    pub fn of(frame: Frame, asked: &Asked, found: Found<'a>) -> Result<PostsPage<'a>, DeskError> {
        let say = words::say(frame.language());
        let Found { shelf, reached, listed, without } = found;
        let (total, counts) = (reached.total(), reached.counts()?);
        let listing = Listing { asked, counts: &counts, index: &shelf.index, frame: &frame, say: &say };
        let awaits = asked.filter.query.is_some() && !reached.is_searched();
        let turned = |at: At<Place>| Ok::<_, Fault>(frame.to(asked.address(Some(&frame.cursor(&at)?))));
        Ok(PostsPage {
            fact: fact(asked, Some(total).filter(|_| !awaits), &shelf.index, &say),
            address: asked.address(None),
            taken: Taken::of(asked, total.posts, &frame),
            largest_sheet: LARGEST_SHEET,
            issue: shelf.issue.clone().map(|issue| Issued::of(issue, frame.language())),
            open: shelf.index.total(),
            total,
            unread: asked.unread,
            words: asked.filter.query.as_ref().map(|query| query.typed().to_owned()).unwrap_or_default(),
            longest: LONGEST,
            facets: Facet::all(&asked.filter, &counts, &shelf.index, &say),
            chips: listing.chips(),
            orders: listing.orders(),
            order: (asked.order != Order::usual(&asked.filter)).then(|| asked.order.code()),
            looser: match total.posts {
                _ if awaits => listing.links(listing.unsearched()?),
                0 => listing.looser(without)?,
                _ => Vec::new(),
            },
            awaits,
            prev: listed.before.map(|place| turned(At::Before(place))).transpose()?,
            next: listed.after.map(|place| turned(At::After(place))).transpose()?,
            rows: listed.items.iter().map(|post| shelf.row(post, &frame, &say)).collect::<Result<_, _>>()?,
            first: frame.to(asked.address(None)),
            all: frame.to(asked.under(&Filter::default())),
            say,
            frame,
        })
    }
}

impl PostsPage<'_> {
    fn named(&self) -> String {
        format!("{}{}{}", self.say.it("posts-title"), self.say.it("posts-colon"), self.fact)
    }
}

/// `“畜牧”，科教文卫、水利水电，事业单位，26个岗位`; without a number while none is known.
fn fact(asked: &Asked, total: Option<Total>, index: &Index, say: &Say) -> String {
    let found = total.map(|total| say.with("posts-number", &[("posts", total.posts.into())]));
    naming::parts(&asked.filter, index, say).into_iter().chain(found).collect::<Vec<_>>().join(&*say.it("posts-comma"))
}

impl Taken {
    fn of(asked: &Asked, posts: i64, frame: &Frame) -> Taken {
        let [atom, xlsx, csv] = ["atom", "xlsx", "csv"].map(|ending| frame.to(asked.taken_as(ending)));
        let sheets = (posts <= i64::from(LARGEST_SHEET)).then_some((xlsx, csv));
        Taken { atom, sheets, json: asked.taken_by_api() }
    }
}

impl Issued {
    fn of(issue: Issue, language: Language) -> Issued {
        Issued {
            title: issue.title.say(language).to_owned(),
            document: issue.document,
            day: date::full(issue.issued_on, language),
            policy: Some(issue.policy).filter(|version| !version.is_empty()),
        }
    }
}

/// What the words and links around the list are made from.
struct Listing<'a> {
    asked: &'a Asked,
    counts: &'a Counts<'a>,
    index: &'a Index,
    frame: &'a Frame,
    say: &'a Say,
}

impl Listing<'_> {
    fn link(&self, words: String, filter: &Filter) -> Link {
        Link { words, href: self.frame.to(self.asked.under(filter)) }
    }

    fn chips(&self) -> Vec<Link> {
        let filter = &self.asked.filter;
        let searched = naming::searched(filter, self.say).map(|words| self.link(words, &filter.searching(None)));
        let chip =
            |choice: &Choice| self.link(choice.words(self.index, self.say).into_owned(), &filter.without(*choice));
        searched.into_iter().chain(filter.choices().iter().map(chip)).collect()
    }

    fn orders(&self) -> Vec<Ordered> {
        let ordered = |order: Order| Ordered {
            words: self.say.owned(format!("posts-order-{}", order.code())),
            href: (order != self.asked.order).then(|| self.frame.to(self.asked.ordered(order))),
        };
        Order::possible(&self.asked.filter).map(ordered).collect()
    }

    /// Each word and each facet that can be let go of with some gain. Within a facet the choices widen each other, so it
    /// goes whole.
    fn looser(&self, without: Vec<(Filter, String, i64)>) -> Result<Vec<Link>, DeskError> {
        let filter = &self.asked.filter;
        let words = without.into_iter().map(|(filter, word, posts)| (word, filter, posts));
        let facets = FacetName::ALL.into_iter().filter_map(|name| {
            Some((
                naming::chosen(filter, name, self.index, self.say)?,
                filter.lifted(name),
                self.counts.count_without(name),
            ))
        });
        Ok(self.links(words.chain(facets).chain(self.unsearched()?)))
    }

    /// The list without the words; none where nothing else narrows it, since that is the link to everything.
    fn unsearched(&self) -> Result<Option<(String, Filter, i64)>, DeskError> {
        let Some(query) = &self.asked.filter.query else { return Ok(None) };
        let filter = self.asked.filter.searching(None);
        if filter.is_empty() {
            return Ok(None);
        }
        let posts = self.index.seek(&filter)?.total().posts;
        Ok(Some((query.typed().to_owned(), filter, posts)))
    }

    /// What each of them is without, and how many posts it has; those that have some.
    fn links(&self, lists: impl IntoIterator<Item = (String, Filter, i64)>) -> Vec<Link> {
        let gained = lists.into_iter().filter(|(_, _, posts)| *posts > 0);
        let said = |words: String, posts: i64| {
            self.say.with("posts-without", &[("filter", words.into()), ("posts", posts.into())])
        };
        gained.map(|(words, filter, posts)| self.link(said(words, posts), &filter)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_offered_of_what_fits_into_one() {
        let asked = Asked::of(&[("sector".to_owned(), "water".to_owned())], Ok(At::Start));
        let taken = |posts: i64| Taken::of(&asked, posts, &Frame::sample(Language::En, "/posts"));
        let largest = i64::from(LARGEST_SHEET);
        let sheets = ("/en/posts.xlsx?sector=water".to_owned(), "/en/posts.csv?sector=water".to_owned());
        assert_eq!((taken(largest).sheets, taken(largest + 1).sheets), (Some(sheets), None));
    }
}
