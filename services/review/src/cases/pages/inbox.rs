//! What waits for me: by due date, with a count for each time limit. The query is the state.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use domain::{Calendar, Hand};
use kit::html::{Frame, Say, date};
use kit::{At, Fault};

use super::case::is_own_decision;
use super::hands_of;
use super::row::Row;
use crate::cases::about::About;
use crate::cases::desk::{Counts, ListedCases};
use crate::cases::store::{CasePlace, Listed, Waits, Wanted};
use crate::officers::Officer;
use crate::planning::desk::Waiting;
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
    Applicant,
    Others,
    Ended,
}

impl Tab {
    const ALL: [Tab; 8] =
        [Tab::All, Tab::Late, Tab::Today, Tab::Soon, Tab::Later, Tab::Applicant, Tab::Others, Tab::Ended];

    fn code(self) -> &'static str {
        match self {
            Tab::All => "",
            Tab::Late => "late",
            Tab::Today => "today",
            Tab::Soon => "soon",
            Tab::Later => "later",
            Tab::Applicant => "applicant",
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
            Tab::All | Tab::Applicant | Tab::Others | Tab::Ended => (None, None),
        };
        let waits = match self {
            Tab::Others | Tab::Ended => None,
            Tab::Applicant => Some(Waits::ForApplicant),
            _ => Some(Waits::ForHand { today }),
        };
        Wanted { hands, due_from, due_to, waits, ended: self == Tab::Ended, ..Wanted::default() }
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
        let counted = counts.under_way.iter().filter(|pile| {
            wanted.hands.contains(&pile.hand)
                && wanted.due_from.is_none_or(|from| pile.due >= from)
                && wanted.due_to.is_none_or(|to| pile.due <= to)
                && match wanted.waits {
                    None => true,
                    Some(Waits::ForApplicant) => pile.waits,
                    Some(Waits::ForHand { today }) => !pile.waits || pile.due < today,
                }
        });
        counted.map(|pile| pile.cases).sum()
    }
}

fn others(officer: &Officer) -> Vec<Hand> {
    let own = hands_of(officer);
    Hand::ALL.into_iter().filter(|hand| !own.contains(hand)).collect()
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
    /// What of the plans waits for the officer, with the way there.
    plans: Option<(String, String)>,
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
    previous_page: Option<String>,
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

impl InboxPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        tab: Tab,
        counts: &Counts,
        listed: ListedCases,
        today: NaiveDate,
        waiting: Waiting,
    ) -> Result<InboxPage, Fault> {
        let language = frame.language();
        let say = words::say(language);
        let turned = |at: At<CasePlace>| {
            let cursor = frame.cursor(&at)?;
            Ok::<_, Fault>(frame.to(format!("/staff?due={}&cursor={cursor}", tab.code())))
        };
        let next_page = listed.after.map(|place| turned(At::After(place))).transpose()?;
        let previous_page = listed.before.map(|place| turned(At::Before(place))).transpose()?;
        let listed = listed.items;
        let heading = say.owned(match tab {
            Tab::Ended => "heading-ended",
            Tab::Others => "heading-others",
            Tab::Applicant => "heading-applicant",
            _ => "heading-inbox",
        });
        let plans = (waiting != Waiting::default()).then(|| {
            let Waiting { plans, posts } = waiting;
            let words = say.with("inbox-plans", &[("plans", plans.into()), ("posts", posts.into())]);
            (words, frame.to("/staff/plans"))
        });
        let waiting = Tab::All.count(&officer, counts, today);
        let may_act = |listed: &Listed| !is_own_decision(&listed.case.stage, &officer);
        let first = listed.iter().find(|(listed, _)| may_act(listed));
        let first = first.filter(|_| !matches!(tab, Tab::Ended | Tab::Others | Tab::Applicant));
        let is_whole = next_page.is_none() && previous_page.is_none();
        let tabs = Tab::ALL.into_iter().map(|one| TabView {
            label: say.owned(format!("tab-{}", if one == Tab::All { "all" } else { one.code() })),
            to: frame.to(if one == Tab::All { "/staff".to_owned() } else { format!("/staff?due={}", one.code()) }),
            count: one.count(&officer, counts, today),
            late: one == Tab::Late && one.count(&officer, counts, today) > 0,
            here: one == tab,
        });
        let inbox = Inbox {
            title: say.with("inbox-title", &[("count", waiting.into()), ("heading", heading.as_str().into())]),
            today: date::weekday(today, language),
            act_column: say.owned(if tab == Tab::Ended { "col-ending" } else { "col-act" }),
            next_case: first.map(|(listed, _)| frame.to(format!("/staff/cases/{}", listed.case.id))),
            tabs: tabs.collect(),
            empty: say.owned(match tab {
                _ if hands_of(&officer).is_empty() && tab != Tab::Ended && tab != Tab::Others => "empty-no-hand",
                Tab::Ended => "empty-ended",
                _ => "empty",
            }),
            groups: groups(&frame, &say, tab, &listed, today, is_whole),
            previous_page,
            next_page,
            heading,
        };
        Ok(InboxPage { plans, frame, say, officer: Some(officer), inbox })
    }
}

/// Late, today, soon, later, each under its own heading; those that have ended under none. How many there are is said
/// where no other page has more of them.
fn groups(
    frame: &Frame,
    say: &Say,
    tab: Tab,
    listed: &[(Listed, About)],
    today: NaiveDate,
    is_whole: bool,
) -> Vec<Group> {
    let mut groups: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for (case, about) in listed {
        let place = match case.due {
            _ if tab == Tab::Ended => 4,
            Some(due) if due < today => 0,
            Some(due) if due == today => 1,
            Some(due) if due <= soon(today) => 2,
            _ => 3,
        };
        groups.entry(place).or_default().push(Row::new(frame, say, case, about, today));
    }
    let label = |place: usize, rows: usize| match [Tab::Late, Tab::Today, Tab::Soon, Tab::Later].get(place) {
        None => String::new(),
        Some(tab) => {
            let name = say.owned(format!("tab-{}", tab.code()));
            if !is_whole {
                return name;
            }
            say.with("group", &[("name", name.into()), ("count", rows.into())])
        }
    };
    groups.into_iter().map(|(place, rows)| Group { label: label(place, rows.len()), rows }).collect()
}
