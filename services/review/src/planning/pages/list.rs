//! The plans on one page, and for the secretary the form that opens one.

use askama::Template;
use chrono::NaiveDate;
use domain::Plan;
use kit::html::{Form, Frame, Say};

use super::PLANS;
use super::act::Teller;
use crate::officers::Officer;
use crate::planning::desk;
use crate::words;

#[derive(Template)]
#[template(path = "planning/templates/plans.html")]
pub struct PlansPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    opens: bool,
    rows: Vec<Row>,
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
    pub fn new(frame: Frame, officer: Officer, plans: &[Plan], today: NaiveDate, form: Form) -> PlansPage {
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
        let rows = plans.iter().map(row).collect();
        let opens = desk::may_open(&officer);
        PlansPage { say: words::say(language), opens, rows, officer: Some(officer), form, frame }
    }
}
