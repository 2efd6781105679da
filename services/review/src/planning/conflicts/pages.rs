//! Conflicts of interest by page: a form on the page of the plan.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{PlanId, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Frame, Posted, page};
use kit::{DeskError, House};
use uuid::Uuid;

use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::pages::{PLANS, read, refused};

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/plans/{id}/conflicts").get(back).post(declare));
}

/// Whoever opens the address of the act, as after signing in again, is shown the plan.
async fn back(frame: Frame, _officer: Officer, id: web::Path<Uuid>) -> HttpResponse {
    page::see_other(frame.to(format!("{PLANS}/{id}")))
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
    let words = Some(posted.text("interest").to_owned());
    let declared = planning.declare_conflict(&officer.clone().once(posted.once()), id, seen, words).await;
    // The next act of the plan has words too: these have a name of their own here.
    let beside = |refusals: Vec<Refusal>| refusals.into_iter().map(|refusal| refusal.at("/interest")).collect();
    let declared = declared.map_err(|error| match error {
        DeskError::Refused(refusals) => DeskError::Refused(beside(refusals)),
        other => other,
    });
    match declared {
        Ok(_) => {
            kept_forms::forget(&house, &officer.id.to_string()).await?;
            Ok(page::see_other(frame.to(format!("{PLANS}/{id}"))))
        }
        Err(error) => {
            let form = refused(error, &posted, &frame)?;
            page::refused(&read(frame, officer, &planning, id, form, &house).await?)
        }
    }
}
