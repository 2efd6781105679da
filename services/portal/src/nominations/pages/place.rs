//! Where a form leads: the post, the unit or the Party organisation (Article 16) that its address names.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{Post, Target, UnitId};
use futures_util::future::LocalBoxFuture;
use kit::{DeskError, Fault};

use crate::catalogue::desk::Catalogue;
use crate::nominations::about::About;
use crate::nominations::desk::Nominations;

pub enum Place {
    /// As the catalogue or the register has it.
    There(About),
    /// A post that the catalogue does not have, by the number in the address: it was closed by an amendment, or never was.
    Gone(String),
}

impl Place {
    async fn of(request: HttpRequest) -> Result<Place, DeskError> {
        let nobody = || Fault::new("no catalogue at this door");
        let named = request.match_info();
        if let Some(number) = named.get("number") {
            let catalogue = request.app_data::<web::Data<Catalogue>>().ok_or_else(nobody)?;
            let shelf = catalogue.shelf().await?;
            return Ok(match catalogue.find_by_number(&shelf, number).await? {
                Some(post) => Place::There(About::Post { post: Box::new(Post::clone(&post)) }),
                None => Place::Gone(number.to_owned()),
            });
        }
        let Some(id) = named.get("unit") else {
            return Ok(Place::There(About::PartyOrganisation { unit: None }));
        };
        let nominations = request.app_data::<web::Data<Nominations>>().ok_or_else(nobody)?;
        let id: UnitId = id.parse().map_err(|_| DeskError::Missing)?;
        nominations.about(Target::Unit(id)).await?.map(Place::There).ok_or(DeskError::Missing)
    }
}

impl FromRequest for Place {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Place, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Place::of(request.clone()))
    }
}
