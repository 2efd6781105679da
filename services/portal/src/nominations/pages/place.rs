//! Where a form leads: the post, the unit or the Party organisation (Article 16) that its address names.

use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{Target, UnitId};
use futures_util::future::LocalBoxFuture;
use kit::{DeskError, Fault};

use crate::catalogue::desk::Catalogue;
use crate::nominations::about::About;
use crate::nominations::desk::Nominations;

pub struct Place(pub About);

impl Place {
    async fn of(request: HttpRequest) -> Result<Place, DeskError> {
        let nobody = || Fault::new("no catalogue at this door");
        let named = request.match_info();
        let about = if let Some(number) = named.get("number") {
            let catalogue = request.app_data::<web::Data<Catalogue>>().ok_or_else(nobody)?;
            let shelf = catalogue.shelf().await?;
            catalogue
                .find_by_number(&shelf, number)
                .await?
                .map(|post| About::Post { post: Box::new(Arc::unwrap_or_clone(post)) })
        } else if let Some(id) = named.get("unit") {
            let nominations = request.app_data::<web::Data<Nominations>>().ok_or_else(nobody)?;
            let id: UnitId = id.parse().map_err(|_| DeskError::Missing)?;
            nominations.about(Target::Unit(id)).await?
        } else {
            Some(About::PartyOrganisation { unit: None })
        };
        about.map(Place).ok_or(DeskError::Missing)
    }
}

impl FromRequest for Place {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Place, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Place::of(request.clone()))
    }
}
