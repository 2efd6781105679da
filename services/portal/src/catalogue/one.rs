//! One post as its page shows it.

use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;
use domain::{Clause, Post, PostCondition};
use kit::html::{Code, date};
use kit::{Fault, Frame, Say};

use super::shelf::Shelf;
use super::takeaways;
use super::until::Until;
use crate::measures::{Cited, Following, Step};
use crate::words;

#[derive(Template)]
#[template(path = "catalogue/post.html")]
pub struct PostPage {
    say: Say,
    title: String,
    unit: String,
    /// The supervising department, unless the unit is it.
    department: Option<String>,
    number: String,
    document: Option<String>,
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
    duties: Vec<String>,
    place: String,
    conditions: Vec<Condition>,
    conditions_clause: Cited,
    pay: String,
    following: Arc<Following>,
    unit_kind: &'static str,
    steps: Vec<Step>,
    contact: Contact,
    /// Its last day as a file for a calendar.
    calendar: Option<String>,
    /// The page's own whole address, and the same as a code.
    address: String,
    code: Code,
    /// For search engines.
    posting: String,
    similar: Vec<Arc<str>>,
    printed: String,
    frame: Frame,
}

/// Conditions under one label, each with its clause; none: the post's own.
struct Condition {
    label: String,
    said: Vec<(String, Option<Cited>)>,
}

/// An office and its telephone, where the words end with a number.
#[derive(Debug, PartialEq, Eq)]
struct Contact {
    office: String,
    telephone: Option<Telephone>,
}

#[derive(Debug, PartialEq, Eq)]
struct Telephone {
    shown: String,
    dialled: String,
}

impl PostPage {
    pub fn of(frame: Frame, post: &Post, similar: &[Arc<Post>], shelf: &Shelf) -> Result<PostPage, Fault> {
        let (language, policy, today) = (frame.language(), shelf.policy_of(post), shelf.day);
        let say = words::say(language);
        let cite = |clause: Clause| Cited::of(clause, &frame);
        let unit = post.unit.name.say(language);
        let mode_clause = policy.named_by(post.mode, post.unit.kind).unwrap_or(Clause::article(6));
        let (act, closed) = standing(post, today, &frame, &say);
        let address = frame.whole(format!("/posts/{}", post.number));
        Ok(PostPage {
            title: post.title.say(language).to_owned(),
            department: Some(post.unit.department.say(language)).filter(|name| *name != unit).map(str::to_owned),
            number: post.number.clone(),
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
            place: post.place.say(language).to_owned(),
            conditions: Condition::all(&post.conditions, &frame),
            conditions_clause: cite(Clause::article(9)),
            pay: post.pay.say(language).to_owned(),
            following: shelf.followings.of_post(post.mode, post.unit.kind, policy, &frame, &say)?,
            unit_kind: policy.unit_kind(post.unit.kind).say(language),
            steps: Step::of_case(&frame, &say, shelf.policy(), Some(unit)),
            contact: Contact::read(post.unit.contact.say(language)),
            calendar: post.closes_on.map(|_| frame.to(format!("/posts/{}.ics", post.number))),
            code: Code::of(&address)?,
            posting: takeaways::posting(post, &frame)?,
            similar: similar.iter().map(|post| shelf.row(post, &frame, &say)).collect::<Result<_, _>>()?,
            printed: printed(&address, today, &say),
            address,
            unit: unit.to_owned(),
            say,
            frame,
        })
    }
}

impl PostPage {
    fn named(&self) -> String {
        format!("{}{}{}", self.title, self.say.it("posts-comma"), self.unit)
    }
}

impl Condition {
    /// In their order; those that follow each other under the same label stand together.
    fn all(conditions: &[PostCondition], frame: &Frame) -> Vec<Condition> {
        let language = frame.language();
        let one = |condition: &PostCondition| {
            let clause = condition.clause.map(|clause| Cited::of(clause, frame));
            (condition.words.say(language).to_owned(), clause)
        };
        let groups = conditions.chunk_by(|one, next| one.label == next.label);
        let group = |group: &[PostCondition]| Condition {
            label: group[0].label.say(language).to_owned(),
            said: group.iter().map(one).collect(),
        };
        groups.map(group).collect()
    }
}

impl Contact {
    fn read(words: &str) -> Contact {
        const FEWEST_DIGITS: usize = 7;
        let start = words.rfind(|letter: char| !letter.is_ascii_digit() && letter != '-');
        let start = start.map_or(0, |last| last + words[last..].chars().next().map_or(0, char::len_utf8));
        let (office, shown) = words.split_at(start);
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < FEWEST_DIGITS {
            return Contact { office: words.to_owned(), telephone: None };
        }
        let dialled = format!("+86{}", digits.trim_start_matches('0'));
        let telephone = Some(Telephone { shown: shown.to_owned(), dialled });
        Contact { office: office.trim_end().to_owned(), telephone }
    }
}

/// The number of the issue that the post is of, which an amendment of other posts leaves as it is; of the whole catalogue where
/// the post does not say.
fn document(post: &Post, shelf: &Shelf) -> Option<String> {
    let own = post.issued.as_ref().map(|issued| &issued.document);
    own.or(shelf.issue.as_ref().map(|issue| &issue.document)).cloned()
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

/// The post in a sentence.
pub fn description(post: &Post, say: &Say) -> String {
    let language = say.language();
    let arguments = |day: String| {
        [
            ("unit", post.unit.name.say(language).into()),
            ("title", post.title.say(language).into()),
            ("places", post.wanted.into()),
            ("need", post.need.say(language).into()),
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

fn paragraphs(words: &str) -> Vec<String> {
    words.split("\n\n").map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_that_ends_with_a_number_can_be_called() {
        let contact = Contact::read("人事科0999-0000002");
        assert_eq!(contact.office, "人事科");
        assert_eq!(contact.telephone.map(|telephone| telephone.dialled).as_deref(), Some("+869990000002"));
        assert_eq!(Contact::read("School Office 0999-0000014").office, "School Office");
        assert_eq!(Contact::read("请到3楼").telephone, None);
    }
}
