//! The receipt: what was submitted, who has it next and for how long, whom to ask.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::nomination::Stage;
use domain::{Calendar, Hand, Policy, Target};
use kit::html::date::When;
use kit::html::{Say, date, mask};
use kit::{DeskError, Frame, page};

use super::dated::Dated;
use super::view::{self, AboutView};
use crate::accounts::Applicant;
use crate::evidence::desk::EvidenceDesk;
use crate::evidence::pages::note::EvidenceNote;
use crate::evidence::store::Kept as Evidence;
use crate::nominations::desk::Nominations;
use crate::nominations::store::Kept;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/receipt.html")]
pub struct ReceiptPage {
    pub frame: Frame,
    pub say: Say,
    pub receipt: String,
    pub name: String,
    pub post: AboutView,
    pub clauses: String,
    pub evidence: EvidenceNote,
    pub at: Option<When>,
    pub mail: String,
    /// By when the first who has it promised to be done.
    pub unit_by: Dated,
    /// Whether the Organisation Department seeks a unit first.
    pub routed: bool,
    pub unit_days: u16,
    pub group_days: u16,
    pub prefecture_days: u16,
}

pub async fn show(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    receipt: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let kept = nominations.show_receipt(&by, view::receipt(&receipt)?).await?;
    let Stage::Submitted { receipt, on, .. } = kept.nomination.stage else {
        return Ok(page::see_other(frame.to(format!("/track/{}", *receipt))));
    };
    let listed = evidence.list(&by, kept.nomination.id).await?;
    let policy = nominations.policy_of(&kept);
    page::show(&ReceiptPage::new(frame, &kept, &listed, (receipt.to_string(), on), &by.mail, policy))
}

impl ReceiptPage {
    pub fn new(
        frame: Frame,
        kept: &Kept,
        listed: &[Evidence],
        (receipt, on): (String, NaiveDate),
        mail: &str,
        policy: &Policy,
    ) -> ReceiptPage {
        let (say, language) = (words::say(frame.language()), frame.language());
        ReceiptPage {
            receipt,
            name: kept.filing.name.trim().to_owned(),
            post: AboutView::of(&kept.about, &say),
            clauses: view::clauses(kept, &say),
            evidence: EvidenceNote::of(listed, &kept.claimed(), &say),
            at: kept.submitted.map(|at| date::moment(at, language)),
            mail: mask::mail(mail),
            unit_by: first_due(&say, on, kept.nomination.target, policy),
            routed: kept.nomination.target == Target::PartyOrganisation,
            unit_days: policy.promised_days(Hand::Screening),
            group_days: policy.promised_days(Hand::GroupApproval),
            prefecture_days: policy.promised_days(Hand::PrefectureReview),
            frame,
            say,
        }
    }
}

fn first_due(say: &Say, on: NaiveDate, target: Target, policy: &Policy) -> Dated {
    let first = if target == Target::PartyOrganisation { Hand::Routing } else { Hand::Screening };
    let due = Calendar::standard().add_working_days(on, policy.promised_days(first));
    let day = date::day(due.date, say.language());
    let key = if due.estimated { "by-day-estimated" } else { "by-day" };
    Dated::new(&say.with(key, &[("day", (&day.words).into())]), &[&day])
}
