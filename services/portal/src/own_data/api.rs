//! Everything about oneself by API, as one document.

use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use contract::{Consent, Problem, Voice};
use domain::FilingInput;
use domain::interpretation::Published;
use kit::DeskError;
use kit::html::sessions::SessionItem;
use kit::web::Given;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::desk::{Held, HeldNomination, OwnData};
use crate::accounts::Applicant;
use crate::accounts::api::addresses::AddressItem;
use crate::evidence::api::EvidenceView;
use crate::nominations::api::NominationView;
use crate::referrals::api::{InvitedView, ReferralView};
use crate::referrals::store::Kept as Referral;

/// Everything that the portal holds about the caller.
#[derive(Serialize, ToSchema)]
pub struct OwnDataView {
    /// When this was made.
    #[schema(format = DateTime)]
    pub made_at: String,
    /// Where letters go.
    #[schema(example = "wang@example.com")]
    pub mail: String,
    pub addresses: Vec<AddressItem>,
    /// An address that the caller asked for, while its code holds and was not typed.
    pub address_asked_for: Option<String>,
    /// In which letters are written: `zh-CN` or `en`.
    #[schema(example = "zh-CN")]
    pub language: String,
    pub sessions: Vec<SessionItem>,
    pub nominations: Vec<HeldNominationView>,
    /// Those that the caller wrote about others.
    pub referrals: Vec<ReferralView>,
    /// Those about the caller that wait for their answer; of the referrer only what the invitation shows.
    pub invitations: Vec<HeldInvitationView>,
}

/// A nomination with everything that belongs to it. The files themselves are downloaded one by one.
#[derive(Serialize, ToSchema)]
pub struct HeldNominationView {
    pub nomination: NominationView,
    pub revisions: Vec<RevisionView>,
    pub consents: Vec<Consent>,
    pub evidence: Vec<EvidenceView>,
    /// What referrers wrote for it.
    pub voices: Vec<Voice>,
}

/// A referral about the caller that waits for their answer.
#[derive(Serialize, ToSchema)]
pub struct HeldInvitationView {
    #[serde(flatten)]
    pub invited: InvitedView,
    /// The address that the referrer gave.
    #[schema(example = "wang@example.com")]
    pub mail: String,
}

/// A filing as it was sent.
#[derive(Serialize, ToSchema)]
pub struct RevisionView {
    /// 1 at submission.
    pub revision: u32,
    #[schema(format = DateTime)]
    pub sent_at: String,
    pub filing: FilingInput,
}

impl OwnDataView {
    pub fn of(held: Held, by: &Applicant) -> OwnDataView {
        let (today, published) = (held.at.date(), held.published);
        OwnDataView {
            made_at: held.at.rfc3339(),
            mail: held.mail,
            addresses: AddressItem::all(held.addresses),
            address_asked_for: held.asked_for,
            language: held.language.tag().to_owned(),
            sessions: held.sessions.into_iter().map(|one| SessionItem::of(one, by.session, by.language)).collect(),
            nominations: held
                .nominations
                .into_iter()
                .map(|one| HeldNominationView::of(one, today, &published))
                .collect(),
            invitations: held.invitations.into_iter().filter_map(invitation).collect(),
            referrals: held.referrals.iter().map(|(kept, known)| ReferralView::of(kept, known.clone())).collect(),
        }
    }
}

fn invitation(mut kept: Referral) -> Option<HeldInvitationView> {
    let written = kept.written.take()?;
    let mail = written.mail.clone();
    Some(HeldInvitationView { invited: InvitedView::of(&kept, written), mail })
}

impl HeldNominationView {
    fn of(held: HeldNomination, today: NaiveDate, published: &[Published]) -> HeldNominationView {
        let revisions = held.revisions.into_iter().map(|one| RevisionView {
            revision: one.number,
            sent_at: one.sent.rfc3339(),
            filing: one.filing,
        });
        HeldNominationView {
            revisions: revisions.collect(),
            consents: held.consents,
            evidence: held.evidence.into_iter().map(EvidenceView::of).collect(),
            voices: held.voices,
            nomination: NominationView::of(&held.kept, held.policy, today, published),
        }
    }
}

/// Erasing oneself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureRequest {
    /// `yes`: it cannot be taken back.
    #[schema(example = "yes")]
    pub sure: String,
}

/// Erase the caller: account, drafts and files at once; what is under review is withdrawn; of what was submitted the lawful
/// minimum stays, and of a referral that was accepted its words, with whoever accepted it.
#[utoipa::path(
    operation_id = "erase_own_data", tag = "accounts", request_body = ErasureRequest, security(("applicant" = [])),
    responses(
        (status = 204, description = "Gone; the session with it"),
        (status = "4XX", description = "Not signed in, or not sure", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/own-data/erasure")]
pub async fn erase_own_data(
    applicant: Applicant,
    own_data: web::Data<OwnData>,
    given: Given<ErasureRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ErasureRequest { sure }, once } = given;
    own_data.erase(&applicant, once, &sure).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Everything that the portal holds about the caller, to take along.
#[utoipa::path(
    operation_id = "export_own_data", tag = "accounts", security(("applicant" = [])),
    responses(
        (status = 200, description = "All of it", body = OwnDataView),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/own-data")]
pub async fn export_own_data(applicant: Applicant, own_data: web::Data<OwnData>) -> Result<HttpResponse, DeskError> {
    let held = own_data.export(&applicant).await?;
    Ok(HttpResponse::Ok().json(OwnDataView::of(held, &applicant)))
}
