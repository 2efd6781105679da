//! Who spoke for a nomination, and what each may know of it.

use actix_web::{HttpResponse, get, put, web};
use contract::{Page, Problem, Versioned};
use domain::{RecommenderRef, ReferralId, Relationship, Sharing};
use kit::DeskError;
use kit::web::{Given, Seen, etag};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::accounts::Applicant;
use crate::nominations::api::NominationParams;
use crate::referrals::desk::{self, Referrals, Shared, Spoken};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SharingParams {
    /// The nomination's id.
    id: Uuid,
    /// The referral's id.
    referral: Uuid,
}

/// What the referrer may know from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharingRequest {
    /// `nothing`, `filed` or `milestones`.
    #[schema(example = "milestones")]
    pub sharing: String,
}

/// A recommendation that goes along with a nomination, as its nominee sees it.
#[derive(Serialize, ToSchema)]
pub struct SpokenView {
    pub id: ReferralId,
    /// Who recommended them.
    pub referrer: String,
    /// The registered recommender that they said they are; nobody has checked it.
    pub recommender: Option<RecommenderRef>,
    pub relationship: Relationship,
    pub why: String,
    /// What the referrer may know.
    pub sharing: Sharing,
    /// For the If-Match of `change_sharing`.
    pub version: i64,
}

impl SpokenView {
    fn of(Spoken { id, voice, sharing, version }: Spoken) -> SpokenView {
        let contract::Voice { name, recommender, relationship, why } = voice;
        SpokenView { id, referrer: name, recommender, relationship, why, sharing, version }
    }
}

/// Those who recommended the applicant for this nomination, the earliest first, and what each may know.
#[utoipa::path(
    operation_id = "list_nomination_referrals", tag = "referrals", params(NominationParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<SpokenView>),
        (status = "4XX", description = "Not signed in, or not the applicant's own", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations/{id}/referrals")]
pub async fn list_nomination_referrals(
    applicant: Applicant,
    referrals: web::Data<Referrals>,
    params: web::Path<NominationParams>,
) -> Result<HttpResponse, DeskError> {
    let spoken = referrals.spoken(&applicant, params.id.into()).await?;
    let items: Vec<SpokenView> = spoken.into_iter().map(SpokenView::of).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// Let a referrer know more from now on, or less. What they have read already they know.
#[utoipa::path(
    operation_id = "change_sharing", tag = "referrals", params(SharingParams, Seen), request_body = SharingRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Saved", body = Versioned),
        (status = "4XX", description = "Not signed in, not the applicant's own, no such choice, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/nominations/{id}/referrals/{referral}/sharing")]
pub async fn change_sharing(
    applicant: Applicant,
    referrals: web::Data<Referrals>,
    params: web::Path<SharingParams>,
    seen: Seen,
    given: Given<SharingRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let sharing = desk::sharing(&value.sharing)?;
    let (nomination, id) = (params.id.into(), params.referral.into());
    let Shared { id, version } = referrals.share(&applicant, once, nomination, id, seen.0, sharing).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
