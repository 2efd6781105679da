//! The plans on one page, and for the secretary the form that opens one.

use askama::Template;
use chrono::NaiveDate;
use domain::{Plan, PlannedPost, UnitRef};
use kit::html::{Form, Frame, Say};

use super::PLANS;
use super::act::{PostRow, Teller};
use crate::officers::Officer;
use crate::planning::desk;
use crate::words;

/// The plans, and the posts that wait for the officer with their units.
pub struct Listed {
    pub plans: Vec<Plan>,
    pub waiting: Vec<PlannedPost>,
    pub units: Vec<UnitRef>,
}

#[derive(Template)]
#[template(path = "planning/templates/plans.html")]
pub struct PlansPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    opens: bool,
    rows: Vec<Row>,
    /// The posts that wait for the officer.
    waiting: Vec<PostRow>,
}

struct Row {
    to: String,
    title: String,
    stands: String,
    due: String,
    late: bool,
    document: String,
}

impl PlansPage {
    pub fn new(frame: Frame, officer: Officer, listed: &Listed, today: NaiveDate, form: Form) -> PlansPage {
        let language = frame.language();
        let teller = Teller { say: words::say(language), language, today };
        let row = |plan: &Plan| {
            let (due, late) = teller.due(&plan.way);
            Row {
                to: frame.to(format!("{PLANS}/{}", plan.id)),
                title: plan.title.say(language).to_owned(),
                stands: teller.stands(&plan.way, "plan-issued"),
                due,
                late,
                document: plan.document.as_ref().map(ToString::to_string).unwrap_or_default(),
            }
        };
        let rows = listed.plans.iter().map(row).collect();
        let waiting = listed.waiting.iter().map(|post| PostRow::of(&frame, &teller, post, &listed.units)).collect();
        let opens = desk::may_open(&officer);
        PlansPage { say: words::say(language), opens, rows, waiting, officer: Some(officer), form, frame }
    }
}
