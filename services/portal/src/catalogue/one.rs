//! One post as its page shows it.

use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;
use domain::text::unstopped;
use domain::{Clause, Post, PostCondition};
use kit::html::{Code, date};
use kit::{Fault, Frame, Say};

use super::shelf::Shelf;
use super::shown::Shown;
use super::takeaways;
use super::until::Until;
use crate::measures::{Cited, Following, Step};
use crate::words;

#[derive(Template)]
#[template(path = "catalogue/post.html")]
pub struct PostPage<'a> {
    say: Say,
    title: &'a str,
    unit: &'a str,
    /// The supervising department, unless the unit is it.
    department: Option<&'a str>,
    number: &'a str,
    document: Option<&'a str>,
    description: String,
    until: Until,
    wanted: u16,
    mode: &'static str,
    mode_clause: Cited,
    sector: &'static str,
    sector_clause: Cited,
    special_quota: bool,
    quota_clause: Cited,
    /// Where one nominates oneself; without it `closed` says why not.
    act: Option<String>,
    closed: String,
    duties: Vec<&'a str>,
    place: &'a str,
    conditions: Vec<Condition<'a>>,
    conditions_clause: Cited,
    pay: &'a str,
    following: Arc<Following>,
    unit_kind: &'static str,
    /// The unit's own hands, and those after them.
    first: Step,
    way: Arc<str>,
    contact: Contact<'a>,
    /// Its last day as a file for a calendar.
    calendar: Option<String>,
    /// The page's own whole address, and the same as a code.
    address: String,
    code: Arc<Code>,
    /// For search engines.
    posting: String,
    similar: Vec<Arc<str>>,
    printed: String,
    frame: Frame,
}

/// Conditions under one label, each with its clause; none: the post's own.
struct Condition<'a> {
    label: &'a str,
    said: Vec<(&'a str, Option<Cited>)>,
}

/// An office and its telephone, where the words end with a number.
#[derive(Debug, PartialEq, Eq)]
struct Contact<'a> {
    office: &'a str,
    telephone: Option<Telephone<'a>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Telephone<'a> {
    shown: &'a str,
    dialled: String,
}

impl<'a> PostPage<'a> {
    pub fn of(frame: Frame, post: &'a Shown, similar: &[Arc<Shown>], shelf: &'a Shelf) -> Result<PostPage<'a>, Fault> {
        let (language, policy, today) = (frame.language(), shelf.policy_of(post), shelf.day);
        let say = words::say(language);
        let cite = |clause: Clause| Cited::of(clause, &frame);
        let unit = post.unit.name.say(language);
        let mode_clause = policy.named_by(post.mode, post.unit.kind).unwrap_or(Clause::article(6));
        let (act, closed) = standing(post, today, &frame, &say);
        let address = address(post, &frame);
        Ok(PostPage {
            title: post.title.say(language),
            department: Some(post.unit.department.say(language)).filter(|name| *name != unit),
            number: &post.number,
            document: document(post, shelf),
            description: description(post, &say),
            until: Until::in_full(post, today, &say),
            wanted: post.wanted,
            mode: policy.mode(post.mode).say(language),
            mode_clause: cite(mode_clause),
            sector: policy.sector(post.sector).say(language),
            sector_clause: cite(Clause::article(3)),
            special_quota: post.special_quota,
            quota_clause: cite(Clause::article(17)),
            act,
            closed,
            duties: paragraphs(post.duties.say(language)),
            place: post.place.say(language),
            conditions: Condition::all(&post.conditions, &frame),
            conditions_clause: cite(Clause::article(9)),
            pay: post.pay.say(language),
            following: shelf.followings.of_post(post.mode, post.unit.kind, policy, &frame, &say)?,
            unit_kind: policy.unit_kind(post.unit.kind).say(language),
            first: Step::at_unit(unit, &frame, &say, shelf.policy()),
            way: shelf.way(&frame, &say)?,
            contact: Contact::read(post.unit.contact.say(language)),
            calendar: post.closes_on.map(|_| frame.to(format!("/posts/{}.ics", post.number))),
            code: shelf.code(post, &frame)?,
            posting: takeaways::posting(post, &frame)?,
            similar: similar.iter().map(|post| shelf.row(post, &frame, &say)).collect::<Result<_, _>>()?,
            printed: printed(&address, today, &say),
            address,
            unit,
            say,
            frame,
        })
    }
}

impl PostPage<'_> {
    fn named(&self) -> String {
        format!("{}{}{}", self.title, self.say.it("posts-comma"), self.unit)
    }
}

impl<'a> Condition<'a> {
    /// In their order; those that follow each other under the same label stand together.
    fn all(conditions: &'a [PostCondition], frame: &Frame) -> Vec<Condition<'a>> {
        let language = frame.language();
        let one = |condition: &'a PostCondition| {
            let clause = condition.clause.map(|clause| Cited::of(clause, frame));
            (condition.words.say(language), clause)
        };
        let groups = conditions.chunk_by(|one, next| one.label == next.label);
        let group = |group: &'a [PostCondition]| Condition {
            label: group[0].label.say(language),
            said: group.iter().map(one).collect(),
        };
        groups.map(group).collect()
    }
}

impl<'a> Contact<'a> {
    fn read(words: &'a str) -> Contact<'a> {
        const FEWEST_DIGITS: usize = 7;
        let start = words.rfind(|letter: char| !letter.is_ascii_digit() && letter != '-');
        let start = start.map_or(0, |last| last + words[last..].chars().next().map_or(0, char::len_utf8));
        let (office, shown) = words.split_at(start);
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < FEWEST_DIGITS {
            return Contact { office: words, telephone: None };
        }
        let dialled = format!("+86{}", digits.trim_start_matches('0'));
        let telephone = Some(Telephone { shown, dialled });
        Contact { office: office.trim_end(), telephone }
    }
}

/// The number of the issue that the post is of, which an amendment of other posts leaves as it is; of the whole catalogue where
/// the post does not say.
fn document<'a>(post: &'a Post, shelf: &'a Shelf) -> Option<&'a str> {
    let own = post.issued.as_ref().map(|issued| &issued.document);
    own.or(shelf.issue.as_ref().map(|issue| &issue.document)).map(String::as_str)
}

/// Where to nominate oneself, or why one cannot today.
fn standing(post: &Post, today: NaiveDate, frame: &Frame, say: &Say) -> (Option<String>, String) {
    let day = |day: NaiveDate| date::full(day, say.language()).words;
    match post.closes_on {
        _ if post.is_open(today) => (Some(frame.to(format!("/nominate/{}", post.number))), String::new()),
        Some(last) if last < today => (None, say.with("post-over", &[("day", day(last).into())])),
        _ => (None, say.with("post-not-yet", &[("day", day(post.opens_on).into())])),
    }
}

/// The whole address of the post's page.
pub fn address(post: &Post, frame: &Frame) -> String {
    frame.whole(format!("/posts/{}", post.number))
}

/// The post in a sentence.
pub fn description(post: &Post, say: &Say) -> String {
    let language = say.language();
    let arguments = |day: String| {
        [
            ("unit", post.unit.name.say(language).into()),
            ("title", post.title.say(language).into()),
            ("places", post.wanted.into()),
            ("need", unstopped(post.need.say(language)).into()),
            ("day", day.into()),
        ]
    };
    match post.closes_on {
        Some(last) => say.with("post-description", &arguments(date::full(last, language).words)),
        None => say.with("post-description-open", &arguments(String::new())[..4]),
    }
}

fn printed(address: &str, today: NaiveDate, say: &Say) -> String {
    let day = date::full(today, say.language()).words;
    say.with("post-printed", &[("address", address.into()), ("day", day.into())])
}

fn paragraphs(words: &str) -> Vec<&str> {
    words.split("\n\n").map(str::trim).filter(|words| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Language, Text};

    use super::*;
    use crate::catalogue::samples::post;

    #[test]
    fn a_need_that_brings_its_own_stop_gets_no_second_one() {
        let post = Post { need: Text::new("医学博士。", "A doctor of medicine."), ..post() };
        for (language, need) in [(Language::Zh, "，医学博士，"), (Language::En, ". A doctor of medicine. ")] {
            let told = description(&post, &words::say(language));
            assert!(told.contains(need), "{told}");
        }
    }

    #[test]
    fn a_contact_that_ends_with_a_number_can_be_called() {
        let contact = Contact::read("人事科0999-0000002");
        assert_eq!(contact.office, "人事科");
        assert_eq!(contact.telephone.map(|telephone| telephone.dialled).as_deref(), Some("+869990000002"));
        assert_eq!(Contact::read("School Office 0999-0000014").office, "School Office");
        assert_eq!(Contact::read("请到3楼").telephone, None);
    }
}
