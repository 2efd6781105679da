//! Conflicts of interest by page: a form on the page of the plan.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{PlanId, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, page};
use kit::{DeskError, House};
use uuid::Uuid;

use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::pages::{PLANS, read, show};

/// Whoever opens the address of the act, as after signing in again, is shown the plan with what they had typed.
pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/plans/{id}/conflicts").get(show).post(declare));
}

async fn declare(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = PlanId::from(*id);
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let words = posted.given("interest");
    match planning.declare_conflict(&officer.clone().once(posted.once()), id, seen, words).await {
        Ok(_) => kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{PLANS}/{id}"))).await,
        Err(error) => {
            // The next act of the plan has words too: these have a name of their own here.
            let beside = |refusal: Refusal| match refusal.pointer() {
                Some("/words") => refusal.at("/interest"),
                _ => refusal,
            };
            let refusals: Vec<_> = error.refusals()?.into_iter().map(beside).collect();
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&read(frame, officer, &planning, id, form, &house).await?)
        }
    }
}
