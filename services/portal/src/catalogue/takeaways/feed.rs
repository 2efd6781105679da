//! The list as an Atom feed (RFC 4287): those that opened or were amended last first.

use std::sync::Arc;

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeZone};
use domain::{Policy, Post};
use kit::{Frame, Say};

use super::super::asked::Asked;
use super::super::naming;
use super::super::one;
use super::super::shelf::Shelf;
use super::super::shown::Shown;
use crate::words;

const HOURS_AHEAD: i32 = 8;

/// The feed of this list; `address` is the feed's own.
pub fn feed(posts: &[Arc<Shown>], asked: &Asked, shelf: &Shelf, frame: &Frame) -> String {
    let say = words::say(frame.language());
    let issued = shelf.issue.as_ref().map(|issue| issue.issued_on);
    let changed = posts.iter().map(|post| post.news_on()).chain(issued).max().unwrap_or(shelf.day);
    let parts = naming::parts(&asked.filter, &shelf.index, &say);
    let title = [vec![say.owned("posts-title")], parts].concat().join(&*say.it("posts-comma"));
    let own = frame.whole(asked.taken_as("atom"));
    Feed {
        title: Text::plain(title),
        subtitle: shelf.issue.as_ref().map(|issue| Text::plain(issue.title.say(frame.language()))),
        id: own.clone(),
        updated: begins(changed),
        lang: Some(frame.lang().to_owned()),
        generator: Some(Generator { value: frame.site().to_owned(), ..Generator::default() }),
        authors: vec![Person { name: frame.city().organiser.say(frame.language()).to_owned(), ..Person::default() }],
        links: vec![
            link("self", own, "application/atom+xml"),
            link("alternate", frame.whole(asked.address(None)), "text/html"),
        ],
        entries: posts.iter().map(|post| entry(post, frame.whole(format!("/posts/{}", post.number)), &say)).collect(),
        ..Feed::default()
    }
    .to_string()
}

fn entry(post: &Post, address: String, say: &Say) -> Entry {
    let language = say.language();
    let unit = post.unit.name.say(language);
    let sector = Policy::standard().sector(post.sector).say(language);
    Entry {
        title: Text::plain(format!("{}{}{unit}", post.title.say(language), say.it("posts-comma"))),
        id: format!("urn:uuid:{}", post.id),
        updated: begins(post.news_on()),
        published: Some(begins(post.opens_on)),
        authors: vec![Person { name: unit.to_owned(), ..Person::default() }],
        categories: vec![Category {
            term: post.sector.code().to_owned(),
            label: Some(sector.to_owned()),
            ..Category::default()
        }],
        links: vec![link("alternate", address, "text/html")],
        summary: Some(Text::plain(one::description(post, say))),
        content: Some(Content {
            value: Some(post.duties.say(language).to_owned()),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(relation: &str, href: String, kind: &str) -> Link {
    Link { rel: relation.to_owned(), href, mime_type: Some(kind.to_owned()), ..Link::default() }
}

/// The first moment of a legal day, which is one of Asia/Shanghai.
pub fn begins(day: NaiveDate) -> FixedDateTime {
    let ahead = FixedOffset::east_opt(HOURS_AHEAD * 3600).expect("eight hours are an offset");
    ahead.from_local_datetime(&day.and_time(NaiveTime::MIN)).single().expect("a fixed offset skips no moment")
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use domain::{IssuedUnder, Language, PostId};
    use kit::At;
    use uuid::Uuid;

    use super::super::super::filter::Filter;
    use super::super::super::index::Index;
    use super::super::super::order::Order;
    use super::super::super::samples::{TODAY, post};
    use super::*;

    #[test]
    fn a_feed_names_its_list_and_each_post_for_good() {
        let posts = [Arc::new(Shown::from(Post { title: domain::Text::new("研发<主管>", "Head"), ..post() }))];
        let shelf = Shelf::of(None, TODAY, Index::of(&[(*posts[0]).clone()], TODAY), domain::Policies::standard());
        let asked = Asked::of(&[("sector".to_owned(), "water".to_owned())], Ok(At::Start));
        let feed = feed(&posts, &asked, &shelf, &Frame::sample(Language::Zh, "/posts.atom"));
        for words in [
            "href=\"https://talent.example/posts.atom?sector=water\" rel=\"self\"",
            "<title>研发&lt;主管&gt;，伊宁市人民医院</title>",
            "<updated>2026-10-25T00:00:00+08:00</updated>",
            &format!("<id>urn:uuid:{}</id>", posts[0].id),
        ] {
            assert!(feed.contains(words), "{words}\n{feed}");
        }
        assert!(feed.parse::<Feed>().is_ok());
    }

    #[test]
    fn an_amended_post_is_news_since_its_amendment_and_was_published_when_it_opened() {
        let numbered = |number: u128, on| {
            let id = PostId::from(Uuid::from_u128(number));
            let issued = IssuedUnder { document: "6号".to_owned(), on, policy: "2026-1".to_owned() };
            Post { id, number: format!("2026-{number:03}"), issued: Some(issued), ..post() }
        };
        let posts = [numbered(1, TODAY - Days::new(60)), numbered(2, TODAY - Days::new(1))];
        let shelf = Shelf::of(None, TODAY, Index::of(&posts, TODAY), domain::Policies::standard());
        let reached = shelf.index.seek(&Filter::default()).expect("reached");
        let page = reached.page(Order::Newest, &At::Start, 20).expect("a page");
        let asked = Asked::of(&[], Ok(At::Start));
        let feed = feed(&page.items, &asked, &shelf, &Frame::sample(Language::Zh, "/posts.atom"));
        let read: Feed = feed.parse().expect("a feed");
        let told = |entry: &Entry| (entry.id.clone(), entry.updated, entry.published);
        let opened = begins(post().opens_on);
        let expected = [(&posts[1], begins(TODAY - Days::new(1))), (&posts[0], opened)];
        let expected = expected.map(|(post, updated)| (format!("urn:uuid:{}", post.id), updated, Some(opened)));
        assert_eq!(read.entries().iter().map(told).collect::<Vec<_>>(), expected);
        assert_eq!(*read.updated(), begins(TODAY - Days::new(1)));
    }
}
