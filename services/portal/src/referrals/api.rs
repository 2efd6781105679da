//! Referrals by API. What a letter's link holds stands in the body: addresses are written to logs, bodies are not.

pub mod sharing;

use actix_web::{HttpResponse, get, post, web};
use contract::{Page, Problem, Versioned};
use domain::{NominationId, PostId, RecommenderRef, ReferralId, ReferralInput, Relationship, Target};
use kit::web::{Given, etag};
use kit::{Caller, DeskError, Paging, PagingParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{self, Invitation, Known, Proposed, Referrals};
use super::store::{Kept, Written};
use crate::accounts::Applicant;
use crate::accounts::api::SessionView;
use crate::nominations::api::target;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ReferralParams {
    /// The referral's id.
    id: Uuid,
}

/// Somebody recommended: for a post, to a unit without one, or to the Party organisation (Art. 16).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralRequest {
    /// The same as a `target` that is a post; one of the two is needed, and one is enough.
    #[serde(default)]
    pub post: Option<PostId>,
    #[serde(default)]
    #[schema(example = json!({ "to": "party-organisation" }))]
    pub target: Option<Target>,
    pub referral: ReferralInput,
}

/// The last part of the link in the nominee's letter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationRequest {
    #[schema(example = "2Zc6m1pV0nq8c3m8b0T2o2x5yR4l8aG1kQ7dW9eUfHs")]
    pub token: String,
}

/// The nominee takes the filing over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceRequest {
    #[schema(example = "2Zc6m1pV0nq8c3m8b0T2o2x5yR4l8aG1kQ7dW9eUfHs")]
    pub token: String,
    /// What the referrer may know: `nothing`, `filed` or `milestones`.
    #[schema(example = "filed")]
    pub sharing: String,
}

/// The nominee declines.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    #[schema(example = "2Zc6m1pV0nq8c3m8b0T2o2x5yR4l8aG1kQ7dW9eUfHs")]
    pub token: String,
    /// `not-now`, `not-fitting`, `on-my-own`, `unknown-referrer` or `wrong-person`; may be left out. Never told.
    #[serde(default)]
    #[schema(example = "not-now")]
    pub reason: String,
}

/// A referral as its referrer may see it.
#[derive(Serialize, ToSchema)]
pub struct ReferralView {
    pub id: ReferralId,
    pub target: Target,
    /// The post; absent where it is without one.
    pub post: Option<PostId>,
    /// Whom they recommended; absent once what was written was deleted.
    pub nominee: Option<String>,
    /// The registered recommender that the referrer said they are.
    pub recommender: Option<RecommenderRef>,
    pub relationship: Option<Relationship>,
    pub why: Option<String>,
    /// RFC 3339, UTC.
    pub sent: String,
    pub known: Known,
    pub version: i64,
}

impl ReferralView {
    pub fn of(kept: &Kept, known: Known) -> ReferralView {
        let written = kept.written.as_ref();
        ReferralView {
            id: kept.referral.id,
            target: kept.referral.target,
            post: kept.about.post().map(|post| post.id),
            nominee: written.map(|written| written.nominee.clone()),
            recommender: written.and_then(|written| written.recommender.clone()),
            relationship: written.map(|written| written.relationship),
            why: written.map(|written| written.why.clone()),
            sent: kept.since.rfc3339(),
            known,
            version: kept.version,
        }
    }
}

/// A referral as its nominee reads it.
#[derive(Serialize, ToSchema)]
pub struct InvitedView {
    pub target: Target,
    /// The post; absent where it is without one.
    pub post: Option<PostId>,
    /// Who recommends them.
    pub referrer: String,
    /// The registered recommender that they say they are; nobody has checked it.
    pub recommender: Option<RecommenderRef>,
    pub relationship: Relationship,
    pub why: String,
    /// As the referrer wrote it.
    pub nominee: String,
}

impl InvitedView {
    pub fn of(kept: &Kept, written: Written) -> InvitedView {
        InvitedView {
            target: kept.referral.target,
            post: kept.about.post().map(|post| post.id),
            referrer: written.referrer,
            recommender: written.recommender,
            relationship: written.relationship,
            why: written.why,
            nominee: written.nominee,
        }
    }
}

/// What the link in the letter leads to.
#[derive(Serialize, ToSchema)]
pub struct InvitationView {
    #[serde(flatten)]
    pub invited: InvitedView,
    /// Whether it can be accepted now. A post may have closed since, or a unit left the register: it can be declined only.
    pub open: bool,
}

/// The nomination is the nominee's own now.
#[derive(Serialize, ToSchema)]
pub struct AcceptanceView {
    pub nomination: NominationId,
    /// None where the address of the letter had an account before, where the same request is sent again after ten minutes,
    /// and where its session has ended: one signs in by a mail code then.
    pub session: Option<SessionView>,
}

/// Recommend somebody (Art. 16). They are written to and decide; nobody reviews it before.
#[utoipa::path(
    operation_id = "create_referral", tag = "referrals", request_body = ReferralRequest, security(("applicant" = [])),
    responses(
        (status = 201, description = "Sent, whoever the address belongs to", body = Versioned),
        (status = "4XX", description = "Not signed in, no such post, unit or recommender, recommended before, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/referrals")]
pub async fn create_referral(
    applicant: Applicant,
    caller: Caller,
    referrals: web::Data<Referrals>,
    given: Given<ReferralRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ReferralRequest { post, target: to, referral }, once } = given;
    let to = target(post, to)?;
    let network = caller.visitor().network();
    let proposed = referrals.propose(&applicant, once, &network, to, &referral).await;
    let Proposed { id, version } = proposed.map_err(|error| error.inside("/referral"))?;
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// Those that the applicant sent, the newest first.
#[utoipa::path(
    operation_id = "list_referrals", tag = "referrals", params(PagingParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "Some of them", body = Page<ReferralView>),
        (status = "4XX", description = "Not signed in, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/referrals")]
pub async fn list_referrals(
    applicant: Applicant,
    referrals: web::Data<Referrals>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = referrals.list(&applicant, &paging.at()?, paging.limit).await?;
    paging.answer(listed.map(|(kept, known)| ReferralView::of(&kept, known)))
}

/// One referral and what its nominee lets the referrer know.
#[utoipa::path(
    operation_id = "show_referral", tag = "referrals", params(ReferralParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "The referral", body = ReferralView),
        (status = "4XX", description = "Not signed in, or not the applicant's own", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/referrals/{id}")]
pub async fn show_referral(
    applicant: Applicant,
    referrals: web::Data<Referrals>,
    params: web::Path<ReferralParams>,
) -> Result<HttpResponse, DeskError> {
    let (kept, known) = referrals.show(&applicant, params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(kept.version)).json(ReferralView::of(&kept, known)))
}

/// What lies behind the link of a letter. Reading it answers nothing.
#[utoipa::path(
    operation_id = "read_invitation", tag = "referrals", request_body = InvitationRequest, security(()),
    responses(
        (status = 200, description = "It waits for an answer", body = InvitationView),
        (status = "4XX", description = "No such link, ended, or answered", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/referrals/invitations")]
pub async fn read_invitation(
    caller: Caller,
    referrals: web::Data<Referrals>,
    given: Given<InvitationRequest>,
) -> Result<HttpResponse, DeskError> {
    let found = referrals.invitation(&caller.visitor().network(), &given.value.token).await?;
    let open = matches!(found, Invitation::Open(_));
    let (kept, written) = waiting(found)?;
    Ok(HttpResponse::Ok().json(InvitationView { invited: InvitedView::of(&kept, written), open }))
}

/// Accept it: a draft nomination of one's own, and a session where the account is made by it. Where the address had an account
/// before, none is begun: one signs in by a mail code, or goes on with the session one has. The same request under the same
/// `Idempotency-Key` gets the same session again for ten minutes, and none then.
#[utoipa::path(
    operation_id = "accept_referral", tag = "referrals", request_body = AcceptanceRequest, security(()),
    responses(
        (status = 201, description = "Accepted; signed in where a session is given", body = AcceptanceView),
        (status = "4XX", description = "No such link, ended, answered, or the post or unit takes nobody now; the link is not spent then", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/referrals/acceptances")]
pub async fn accept_referral(
    caller: Caller,
    referrals: web::Data<Referrals>,
    given: Given<AcceptanceRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: AcceptanceRequest { token, sharing }, once } = given;
    let sharing = desk::sharing(&sharing)?;
    let accepted = referrals.accept(&caller, once, &token, sharing).await?;
    let session = accepted.begun.map(|begun| SessionView { token: begun.token, ends: begun.ends.rfc3339() });
    Ok(HttpResponse::Created().json(AcceptanceView { nomination: accepted.nomination, session }))
}

/// Decline it: what was written is deleted, and the referrer learns only that.
#[utoipa::path(
    operation_id = "decline_referral", tag = "referrals", request_body = DeclineRequest, security(()),
    responses(
        (status = 204, description = "Declined"),
        (status = "4XX", description = "No such link, ended, or answered", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/referrals/declines")]
pub async fn decline_referral(
    caller: Caller,
    referrals: web::Data<Referrals>,
    given: Given<DeclineRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: DeclineRequest { token, reason }, once } = given;
    let reason = desk::decline_reason(&reason)?;
    referrals.decline(&caller.visitor(), once, &token, reason).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ask for a new link to the same address, when one has ended.
#[utoipa::path(
    operation_id = "renew_referral_link", tag = "referrals", request_body = InvitationRequest, security(()),
    responses(
        (status = 202, description = "A letter is on its way"),
        (status = "4XX", description = "No such link, answered, the post or unit takes nobody now, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/referrals/links")]
pub async fn renew_referral_link(
    caller: Caller,
    referrals: web::Data<Referrals>,
    given: Given<InvitationRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    referrals.renew(&caller.visitor(), once, &value.token).await?;
    Ok(HttpResponse::Accepted().finish())
}

fn waiting(found: Invitation) -> Result<(Box<Kept>, Written), DeskError> {
    match found {
        Invitation::Open(mut kept) | Invitation::Shut(mut kept) => {
            let written = kept.written.take().ok_or(DeskError::Missing)?;
            Ok((kept, written))
        }
        Invitation::LinkEnded => Err(desk::link_ended().into()),
        Invitation::Answered => Err(desk::answered().into()),
    }
}
