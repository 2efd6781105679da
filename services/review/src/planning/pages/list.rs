//! The plans on one page, and for the secretary the form that opens one.

use askama::Template;
use chrono::NaiveDate;
use domain::{Plan, PlannedPost, Policies, UnitRef};
use kit::html::{Form, Frame, Say, date};
use kit::{Fault, Walked};

use super::act::{Beside, PostRow, Teller};
use super::{ISSUES, PLANS};
use crate::delegations::desk::may_delegate;
use crate::officers::Officer;
use crate::planning::paging::desk::WaitingPlace;
use crate::planning::{desk, view};
use crate::plans::desk::Issue;
use crate::words;

/// The plans, the posts that wait for the officer with their units, and what was issued.
pub struct Listed {
    pub plans: Vec<Plan>,
    pub policies: &'static Policies,
    pub issues: Vec<Issue>,
    /// The one that the officer can amend.
    pub amendable: Option<Issue>,
    pub waiting: Walked<PlannedPost, WaitingPlace>,
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
    /// Whether the officer can have somebody stand in.
    delegates: bool,
    rows: Vec<Row>,
    /// The posts that wait for the officer.
    waiting: Vec<PostRow>,
    beside: Beside,
    issues: Vec<IssueRow>,
    amend_to: Option<String>,
}

struct IssueRow {
    path: String,
    title: String,
    document: String,
    day: date::When,
    /// Under which version of the policy; empty where it is not known.
    policy: String,
}

struct Row {
    to: String,
    title: String,
    stands: String,
    due: String,
    late: bool,
    /// Whether it waits for the officer.
    mine: bool,
    document: String,
}

impl PlansPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        listed: &Listed,
        today: NaiveDate,
        form: Form,
    ) -> Result<PlansPage, Fault> {
        let language = frame.language();
        let under = |policy| Teller { say: words::say(language), language, today, policy };
        let row = |plan: &Plan| {
            let teller = under(listed.policies.of(&plan.policy));
            let (due, late) = teller.plan_due(plan);
            Row {
                to: frame.to(format!("{PLANS}/{}", plan.id)),
                title: plan.title.say(language).to_owned(),
                stands: teller.stands(&plan.way, "plan-issued"),
                due,
                late,
                mine: officer.hats().any(|hat| desk::is_turn(hat, plan)),
                document: plan.document.as_ref().map(ToString::to_string).unwrap_or_default(),
            }
        };
        let rows = listed.plans.iter().map(row).collect();
        let beside = Beside::of(&frame, PLANS, &listed.waiting)?;
        let of = |post: &PlannedPost| {
            let teller = under(view::policy_of(listed.policies, &listed.plans, post));
            PostRow::of(&frame, &teller, post, &listed.units)
        };
        let waiting = listed.waiting.items.iter().map(of).collect();
        let issue = |issue: &Issue| IssueRow {
            path: frame.to(format!("{ISSUES}/{}", issue.id)),
            title: issue.title.say(language).to_owned(),
            document: issue.document.clone(),
            day: date::full(issue.issued_on, language),
            policy: match issue.policy.as_str() {
                "" => String::new(),
                version => words::say(language).with("issue-policy", &[("version", version.into())]),
            },
        };
        let issues = listed.issues.iter().map(issue).collect();
        let amend = |issue: &Issue| frame.to(format!("{ISSUES}/{}/amendment", issue.id));
        let amend_to = listed.amendable.as_ref().map(amend);
        let (opens, delegates) = (desk::may_open(&officer), may_delegate(&officer).is_ok());
        Ok(PlansPage {
            say: words::say(language),
            opens,
            delegates,
            rows,
            waiting,
            beside,
            issues,
            amend_to,
            officer: Some(officer),
            form,
            frame,
        })
    }
}
