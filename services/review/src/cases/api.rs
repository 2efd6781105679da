//! Cases by API.

use actix_web::{HttpResponse, get, post, web};
use contract::{Page, Problem, Versioned};
use domain::returned::USUAL_DAYS;
use domain::{Category, Hand, RequestedItemInput, Returning, Section, UnitId, requested};
use kit::web::{Caller, Given, KeyOnly, Seen, etag};
use kit::{DeskError, House, Paging, PagingParams};
use serde::{Deserialize, Deserializer};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{self, Acted, Cases, Rejecting};
use super::store::Wanted;
use super::view::{CaseItem, CaseView, RevisionView};
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CaseParams {
    /// The case's id.
    id: Uuid,
}

/// What to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// Only those at this hand.
    hand: Option<Hand>,
    /// Those that have ended, instead of those under way.
    #[serde(default)]
    ended: bool,
}

/// The next act of the hand whose turn it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Passing {
    /// For the file; the applicant does not see it. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// Where a case goes back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRequest {
    /// `applicant`, or an earlier hand that the present one may return to.
    #[schema(example = "applicant")]
    pub to: String,
    /// A reason of the catalogue of returns, by its code.
    #[schema(example = "papers-unclear")]
    pub reason: String,
    /// For whoever it is returned to, shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
    /// The parts that the applicant is to correct; at least one for the applicant, none for a hand.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Evidence that the applicant is asked for item by item, at most 6; with any, `evidence` is among the parts.
    #[serde(default)]
    pub items: Vec<RequestedItemInput>,
    /// Working days that the applicant has, 1 to 60; 10 when left out.
    #[serde(default)]
    pub days: Option<u16>,
}

/// A unit for a case that was filed to the Party organisation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRequest {
    pub unit: UnitId,
    /// For the applicant, shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// The official reply.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyRequest {
    /// The clause that the decision rests on; `null` says that it rests on none (open point O10).
    #[serde(default, deserialize_with = "said")]
    #[schema(required = true, value_type = Option<Category>)]
    pub rests_on: Option<Option<Category>>,
    #[serde(default)]
    pub words: Option<String>,
}

/// What was said, be it `null`; what was left out is none by default.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<Category>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A decision against the case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectionRequest {
    /// A reason of the catalogue, by its code.
    #[schema(example = "conditions-not-met")]
    pub reason: String,
    /// For the applicant, shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// The second decision on a rejection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReconsiderationRequest {
    /// `upheld`: the rejection stands. `reopened`: it is lifted, and the case goes on where it was.
    #[schema(example = "upheld")]
    pub conclusion: String,
    /// For the applicant, shown as written. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// The cases within the officer's scope, those due first first.
#[utoipa::path(
    operation_id = "list_cases", tag = "cases", params(ListParams, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some cases", body = Page<CaseItem>),
        (status = "4XX", description = "Not signed in, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/cases")]
pub async fn list_cases(
    officer: Officer,
    caller: Caller,
    cases: web::Data<Cases>,
    params: web::Query<ListParams>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let wanted = Wanted {
        hands: params.hand.into_iter().collect(),
        ended: params.ended,
        at: paging.at()?,
        limit: paging.limit,
        ..Wanted::default()
    };
    let listed = cases.list(&officer, &wanted).await?;
    Ok(paging.answer(listed.map(|(listed, about)| CaseItem::of(&listed, &about, caller.language)))?)
}

/// One case, whole.
#[utoipa::path(
    operation_id = "show_case", tag = "cases", params(CaseParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The case; its ETag goes into If-Match", body = CaseView),
        (status = "4XX", description = "Not signed in, or no such case within the officer's scope", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/cases/{id}")]
pub async fn show_case(
    officer: Officer,
    caller: Caller,
    cases: web::Data<Cases>,
    house: web::Data<House>,
    params: web::Path<CaseParams>,
) -> Result<HttpResponse, DeskError> {
    let (opened, about) = cases.show(&officer, params.id.into()).await?;
    let (readings, alike) = (cases.readings(&opened).await?, cases.alike(&officer, &opened).await?);
    let view = CaseView::of(&opened, &about, alike, caller.language, house.clock.today(), &readings);
    Ok(HttpResponse::Ok().insert_header(etag(opened.case.version)).json(view))
}

/// Every revision of what was filed with the case, the first first.
#[utoipa::path(
    operation_id = "list_case_revisions", tag = "cases", params(CaseParams), security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<RevisionView>),
        (status = "4XX", description = "Not signed in, or no such case within the officer's scope", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/cases/{id}/revisions")]
pub async fn list_case_revisions(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
) -> Result<HttpResponse, DeskError> {
    let (opened, _) = cases.show(&officer, params.id.into()).await?;
    let items = cases.revisions(&opened).await?.iter().map(RevisionView::of).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// Pass the case on: the next act of the hand whose turn it is. Where the case was returned to this hand, it goes back
/// to the one that returned it; where it waits for the applicant, the hand goes on without.
#[utoipa::path(
    operation_id = "pass_case", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = Passing,
    responses(
        (status = 200, description = "Passed on", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/passing")]
pub async fn pass_case(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<Passing>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    acted(cases.pass(&officer.once(once), params.id.into(), seen.0, value.words).await?)
}

/// Return the case: to the applicant for correction and for evidence asked for item by item, or to an earlier hand.
#[utoipa::path(
    operation_id = "return_case", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = ReturnRequest,
    responses(
        (status = 200, description = "Returned", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, no such reason, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/return")]
pub async fn return_case(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<ReturnRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ReturnRequest { to, reason, words, sections, items, days }, once } = given;
    let to = desk::addressee(&to, sections, days.unwrap_or(USUAL_DAYS), requested::read(&items)?)?;
    let returning = Returning { to, reason: desk::return_reason(&reason)?, words };
    acted(cases.send_back(&officer.once(once), params.id.into(), seen.0, returning).await?)
}

/// Have the applicant reminded now of what the case waits for, a correction with its evidence or an answer about a unit: one letter
/// a working day.
#[utoipa::path(
    operation_id = "remind_applicant", tag = "cases", params(CaseParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "The reminder goes", body = Versioned),
        (status = "4XX", description = "Nothing is waited for, written to since the last working day, not this officer's turn, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/reminder")]
pub async fn remind_applicant(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    key: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    acted(cases.remind(&officer.once(key.0), params.id.into(), seen.0).await?)
}

/// Propose a unit for a case that was filed to the Party organisation: the applicant is asked whether it may have it.
#[utoipa::path(
    operation_id = "propose_unit", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = ProposalRequest,
    responses(
        (status = 200, description = "Proposed", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, no such unit, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/proposal")]
pub async fn propose_unit(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<ProposalRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ProposalRequest { unit, words }, once } = given;
    acted(cases.propose(&officer.once(once), params.id.into(), seen.0, unit, words).await?)
}

/// Give the official reply: the last act of the way.
#[utoipa::path(
    operation_id = "reply_to_case", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = ReplyRequest,
    responses(
        (status = 200, description = "Replied", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, the clause not said, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/reply")]
pub async fn reply_to_case(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<ReplyRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ReplyRequest { rests_on, words }, once } = given;
    let rests_on = rests_on.ok_or_else(desk::rests_on_unknown)?;
    acted(cases.reply(&officer.once(once), params.id.into(), seen.0, rests_on, words).await?)
}

/// Reject, with a reason of the catalogue.
#[utoipa::path(
    operation_id = "reject_case", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = RejectionRequest,
    responses(
        (status = 200, description = "Rejected", body = Versioned),
        (status = "4XX", description = "Not this officer's turn, or no such reason", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/rejection")]
pub async fn reject_case(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<RejectionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: RejectionRequest { reason, words }, once } = given;
    let rejecting = Rejecting { reason: desk::reason(&reason)?, words };
    acted(cases.reject(&officer.once(once), params.id.into(), seen.0, rejecting).await?)
}

/// Decide on a rejection that the applicant asks to be looked at again; not for whoever rejected.
#[utoipa::path(
    operation_id = "reconsider_case", tag = "cases", params(CaseParams, Seen), security(("officer" = [])), request_body = ReconsiderationRequest,
    responses(
        (status = 200, description = "Decided", body = Versioned),
        (status = "4XX", description = "Not asked for, one's own decision, not this officer's turn, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/reconsideration")]
pub async fn reconsider_case(
    officer: Officer,
    cases: web::Data<Cases>,
    params: web::Path<CaseParams>,
    seen: Seen,
    given: Given<ReconsiderationRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ReconsiderationRequest { conclusion, words }, once } = given;
    let conclusion = desk::conclusion(&conclusion)?;
    acted(cases.reconsider(&officer.once(once), params.id.into(), seen.0, conclusion, words).await?)
}

fn acted(Acted { id, version }: Acted) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_is_left_out_is_not_one_that_is_said_to_be_none() {
        let read = |body: &str| serde_json::from_str::<ReplyRequest>(body).expect("a reply").rests_on;
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"rests_on":null}"#), Some(None));
        assert_eq!(read(r#"{"rests_on":"10(4)"}"#), Some(Some(Category::H4)));
    }
}
