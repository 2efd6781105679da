//! What waits for me: by due date, with a count for each time limit. The query is the state.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use domain::{Calendar, Hand, Language, Policy, Post};
use kit::html::{Frame, Say, date};

use super::{ROWS, hands_of};
use crate::cases::api::cursor;
use crate::cases::desk::Counts;
use crate::cases::store::{Opened, Wanted};
use crate::officers::Officer;
use crate::words;

/// Working days within which a case is due soon.
const SOON: u16 = 3;

/// A part of the list, as its address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    All,
    Late,
    Today,
    Soon,
    Later,
    Others,
    Ended,
}

impl Tab {
    const ALL: [Tab; 7] = [Tab::All, Tab::Late, Tab::Today, Tab::Soon, Tab::Later, Tab::Others, Tab::Ended];

    fn code(self) -> &'static str {
        match self {
            Tab::All => "",
            Tab::Late => "late",
            Tab::Today => "today",
            Tab::Soon => "soon",
            Tab::Later => "later",
            Tab::Others => "others",
            Tab::Ended => "ended",
        }
    }

    pub fn from_code(code: &str) -> Tab {
        Tab::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or(Tab::All)
    }

    /// Which cases this part shows to the officer.
    pub fn wanted(self, officer: &Officer, today: NaiveDate) -> Wanted {
        let hands = match self {
            Tab::Ended => Vec::new(),
            Tab::Others => others(officer),
            _ => hands_of(officer),
        };
        let (due_from, due_to) = match self {
            Tab::Late => (None, today.pred_opt()),
            Tab::Today => (Some(today), Some(today)),
            Tab::Soon => (today.succ_opt(), Some(soon(today))),
            Tab::Later => (soon(today).succ_opt(), None),
            Tab::All | Tab::Others | Tab::Ended => (None, None),
        };
        Wanted { hands, due_from, due_to, ended: self == Tab::Ended, ..Wanted::default() }
    }

    /// Nothing can wait there for somebody who acts at no hand.
    pub fn is_empty_for(self, officer: &Officer) -> bool {
        match self {
            Tab::Ended => false,
            Tab::Others => others(officer).is_empty(),
            _ => hands_of(officer).is_empty(),
        }
    }

    fn count(self, officer: &Officer, counts: &Counts, today: NaiveDate) -> i64 {
        if self == Tab::Ended {
            return counts.ended;
        }
        if self.is_empty_for(officer) {
            return 0;
        }
        let wanted = self.wanted(officer, today);
        let counted = counts.under_way.iter().filter(|((hand, due), _)| {
            wanted.hands.contains(hand)
                && wanted.due_from.is_none_or(|from| *due >= from)
                && wanted.due_to.is_none_or(|to| *due <= to)
        });
        counted.map(|(_, cases)| cases).sum()
    }
}

fn others(officer: &Officer) -> Vec<Hand> {
    Hand::ALL.into_iter().filter(|hand| hand.role() != officer.role).collect()
}

fn soon(today: NaiveDate) -> NaiveDate {
    Calendar::standard().add_working_days(today, SOON).date
}

#[derive(Template)]
#[template(path = "cases/templates/inbox.html")]
pub struct InboxPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    inbox: Inbox,
}

struct Inbox {
    title: String,
    heading: String,
    today: date::When,
    act_column: String,
    next_case: Option<String>,
    tabs: Vec<TabView>,
    empty: String,
    groups: Vec<Group>,
    next_page: Option<String>,
}

struct TabView {
    label: String,
    to: String,
    count: i64,
    late: bool,
    here: bool,
}

struct Group {
    label: String,
    rows: Vec<Row>,
}

struct Row {
    due: String,
    late: bool,
    lateness: String,
    to: String,
    name: String,
    receipt: String,
    act: String,
    post: String,
    unit: String,
    clauses: String,
    used: String,
    before: String,
}

impl InboxPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        tab: Tab,
        counts: &Counts,
        mut listed: Vec<(Opened, Post)>,
        today: NaiveDate,
    ) -> InboxPage {
        let language = frame.language();
        let say = words::say(language);
        let more = listed.len() as u64 > ROWS;
        listed.truncate(ROWS as usize);
        let next_page = listed.last().filter(|_| more).map(|(opened, _)| {
            let cursor = cursor(opened.due, opened.case.stage.filed_on(), opened.case.id);
            frame.to(format!("/staff?due={}&cursor={cursor}", tab.code()))
        });
        let heading = say.it(match tab {
            Tab::Ended => "heading-ended",
            Tab::Others => "heading-others",
            _ => "heading-inbox",
        });
        let waiting = Tab::All.count(&officer, counts, today);
        let first = listed.first().filter(|_| !matches!(tab, Tab::Ended | Tab::Others));
        let tabs = Tab::ALL.into_iter().map(|one| TabView {
            label: say.it(format!("tab-{}", if one == Tab::All { "all" } else { one.code() })),
            to: frame.to(if one == Tab::All { "/staff".to_owned() } else { format!("/staff?due={}", one.code()) }),
            count: one.count(&officer, counts, today),
            late: one == Tab::Late && one.count(&officer, counts, today) > 0,
            here: one == tab,
        });
        let inbox = Inbox {
            title: say.with("inbox-title", &[("count", waiting.into()), ("heading", heading.as_str().into())]),
            today: date::weekday(today, language),
            act_column: say.it(if tab == Tab::Ended { "col-ending" } else { "col-act" }),
            next_case: first.map(|(opened, _)| frame.to(format!("/staff/cases/{}", opened.case.id))),
            tabs: tabs.collect(),
            empty: say.it(match tab {
                _ if hands_of(&officer).is_empty() && tab != Tab::Ended && tab != Tab::Others => "empty-no-hand",
                Tab::Ended => "empty-ended",
                _ => "empty",
            }),
            groups: groups(&frame, &say, tab, &listed, today),
            next_page,
            heading,
        };
        InboxPage { frame, say, officer: Some(officer), inbox }
    }
}

/// Late, today, soon, later, each under its own heading; those that have ended under none.
fn groups(frame: &Frame, say: &Say, tab: Tab, listed: &[(Opened, Post)], today: NaiveDate) -> Vec<Group> {
    let mut groups: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for (opened, post) in listed {
        let place = match opened.due {
            _ if tab == Tab::Ended => 4,
            Some(due) if due < today => 0,
            Some(due) if due == today => 1,
            Some(due) if due <= soon(today) => 2,
            _ => 3,
        };
        groups.entry(place).or_default().push(row(frame, say, opened, post, today));
    }
    let label = |place: usize, rows: usize| match [Tab::Late, Tab::Today, Tab::Soon, Tab::Later].get(place) {
        None => String::new(),
        Some(tab) => {
            let name = say.it(format!("tab-{}", tab.code()));
            say.with("group", &[("name", name.into()), ("count", rows.into())])
        }
    };
    groups.into_iter().map(|(place, rows)| Group { label: label(place, rows.len()), rows }).collect()
}

fn row(frame: &Frame, say: &Say, opened: &Opened, post: &Post, today: NaiveDate) -> Row {
    let (policy, calendar, language) = (Policy::standard(), Calendar::standard(), frame.language());
    let case = &opened.case;
    let late_by = opened.due.map_or(0, |due| calendar.working_days_between(due, today));
    let late = opened.due.is_some_and(|due| due < today);
    let used = case
        .hand()
        .zip(case.stage.held_since())
        .map(|(hand, since)| format!("{}/{}", calendar.working_days_between(since, today), policy.promised_days(hand)));
    Row {
        due: opened.due.map_or_else(|| day(case.stage.since(), language), |due| day(due, language)),
        late,
        lateness: if late { say.with("late-by", &[("days", late_by.max(1).into())]) } else { String::new() },
        to: frame.to(format!("/staff/cases/{}", case.id)),
        name: opened.dossier.filing.name.trim().to_owned(),
        receipt: case.receipt.to_string(),
        act: match case.next_act() {
            Some(act) => policy.act(act).say(language).to_owned(),
            None => policy.public_stage(case.public_stage()).say(language).to_owned(),
        },
        post: post.title.say(language).to_owned(),
        unit: post.unit.name.say(language).to_owned(),
        clauses: opened.dossier.filing.claimed.join(" "),
        used: used.unwrap_or_default(),
        before: before(say, opened, language),
    }
}

/// Who had it before, and until when.
fn before(say: &Say, opened: &Opened, language: Language) -> String {
    let stage = &opened.case.stage;
    match stage.steps().last() {
        None => say.with("before-applicant", &[("day", day(stage.filed_on(), language).into())]),
        Some((_, step)) => {
            say.with("before", &[("name", step.name.as_str().into()), ("day", day(step.on, language).into())])
        }
    }
}

fn day(on: NaiveDate, language: Language) -> String {
    date::day(on, language).words
}
