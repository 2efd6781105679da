//! The mailbox at its doors: the extractor is the permission, and there is none where letters go to the world.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use kit::DeskError;

use super::desk::Desk;

pub struct Mailbox(pub Data<Desk>);

impl FromRequest for Mailbox {
    type Error = DeskError;
    type Future = Ready<Result<Mailbox, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let open = request.app_data::<Data<Desk>>().cloned();
        ready(open.map(Mailbox).ok_or(DeskError::Missing))
    }
}
