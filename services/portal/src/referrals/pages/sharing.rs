//! What each referrer may know of a nomination, changed by its nominee: a form for each of them.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::{NominationId, ReferralId, Refusal, Sharing, term};
use kit::auth::{Realm, kept_forms};
use kit::html::Say;
use kit::{Choice, DeskError, Form, Frame, Posted, page};
use uuid::Uuid;

use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;
use crate::nominations::pages::room;
use crate::nominations::pages::view::AboutView;
use crate::nominations::store::Kept as Nomination;
use crate::referrals::desk::{self, Referrals, Spoken};
use crate::words;

const SAVED: &str = "saved=1";

#[derive(Template)]
#[template(path = "referrals/templates/sharing.html")]
pub struct SharingPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    /// Where the nomination is filled in, or its way where it is submitted.
    pub back: String,
    pub here: String,
    pub saved: bool,
    pub parts: Vec<Part>,
}

/// One referrer.
pub struct Part {
    pub id: String,
    pub referrer: String,
    pub relationship: String,
    /// The name of the field: several forms of the page ask the same.
    pub field: String,
    pub choices: Vec<Choice>,
    pub version: i64,
}

impl SharingPage {
    /// `form` holds what was chosen for one of them and not saved.
    pub fn new(frame: Frame, nomination: &Nomination, spoken: &[Spoken], form: Form) -> SharingPage {
        let say = words::say(frame.language());
        let id = nomination.nomination.id;
        let back = match nomination.nomination.receipt() {
            Some(receipt) => format!("/track/{receipt}"),
            None => room::base(&nomination.about, None),
        };
        SharingPage {
            saved: frame.query() == SAVED && !form.failed(),
            form: chosen(form, spoken),
            post: AboutView::of(&nomination.about, &say),
            back: frame.to(back),
            here: frame.to(format!("/nominations/{id}/sharing")),
            parts: spoken.iter().map(|one| Part::of(one, &say)).collect(),
            frame,
            say,
        }
    }
}

impl Part {
    fn of(one: &Spoken, say: &Say) -> Part {
        let shared = |sharing: Sharing| {
            let key = format!("invitation-sharing-{}", sharing.code());
            Choice::new(sharing.code(), say.with(&key, &[("referrer", (&one.voice.name).into())]))
        };
        let relationship = term("relationship", one.voice.relationship.code());
        Part {
            id: one.id.to_string(),
            referrer: one.voice.name.clone(),
            relationship: relationship.map_or_else(String::new, |term| term.say(say.language()).to_owned()),
            field: field(one.id),
            choices: Sharing::ALL.map(shared).into(),
            version: one.version,
        }
    }
}

pub async fn ask(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    referrals: web::Data<Referrals>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let id = NominationId::from(*id);
    let nomination = nominations.show(&by, id).await?;
    let spoken = referrals.spoken(&by, id).await?;
    let left = kept_forms::form(&referrals.house, &by.person.to_string(), frame.path()).await?;
    page::show(&SharingPage::new(frame, &nomination, &spoken, left))
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    nominations: web::Data<Nominations>,
    referrals: web::Data<Referrals>,
    id: web::Path<Uuid>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let by = kept_forms::awake(by, &referrals.house, Realm::Applicant, &request, &posted).await?;
    let id = NominationId::from(*id);
    let referral: ReferralId = posted.text("referral").parse().map_err(|_| DeskError::Missing)?;
    let refusals = match desk::sharing(posted.text(&field(referral))) {
        Err(refusal) => vec![refusal],
        Ok(sharing) => {
            let seen = posted.version().ok_or(DeskError::Stale)?;
            match referrals.share(&by, posted.once(), id, referral, seen, sharing).await {
                Ok(_) => {
                    let here = frame.to(format!("/nominations/{id}/sharing?{SAVED}"));
                    return kept_forms::done(&referrals.house, &by.person.to_string(), &here).await;
                }
                Err(error) => error.refusals()?,
            }
        }
    };
    let nomination = nominations.show(&by, id).await?;
    let spoken = referrals.spoken(&by, id).await?;
    let form = beside(Form::of(&posted), &field(referral), &refusals, &frame);
    page::refused(&SharingPage::new(frame, &nomination, &spoken, form))
}

fn field(referral: ReferralId) -> String {
    format!("sharing.{referral}")
}

/// Each refusal beside the one choice of the form.
fn beside(form: Form, field: &str, refusals: &[Refusal], frame: &Frame) -> Form {
    refusals.iter().fold(form, |form, refusal| form.wrong(field, refusal.say(frame.language())))
}

/// What stands in each field: what was chosen and not saved, otherwise what holds.
fn chosen(form: Form, spoken: &[Spoken]) -> Form {
    let stands = |one: &Spoken| {
        let field = field(one.id);
        let typed = Some(form.value(&field)).filter(|typed| !typed.is_empty()).unwrap_or(one.sharing.code()).to_owned();
        (field, typed)
    };
    let typed = spoken.iter().map(stands).collect();
    let mut filled = if form.was_left { Form::left(typed) } else { Form::typed(typed) };
    filled.errors = form.errors;
    filled
}
