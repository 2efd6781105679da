//! Staff at notify's doors: the access token that review gave them says who they are and what they may.
//! Roles are words here: notify knows no office of the Measures.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use kit::auth::{Claims, Realm, TokenKeys, cookies};
use kit::{Actor, By, Caller, DeskError, Fault, House};

const READERS: [&str; 3] = ["secretary", "auditor", "system-administrator"];
const RESENDERS: [&str; 1] = ["system-administrator"];

/// May read the log of the letters.
pub struct Reader;

/// May ask for a letter to be sent again.
pub struct Resender(pub By);

impl FromRequest for Reader {
    type Error = DeskError;
    type Future = Ready<Result<Reader, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(claims(request, &READERS).map(|_| Reader))
    }
}

impl FromRequest for Resender {
    type Error = DeskError;
    type Future = Ready<Result<Resender, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let by = |claims: Claims| By::of(Actor { kind: "officer", id: claims.sub }, Caller::of(request).trace);
        ready(claims(request, &RESENDERS).map(by).map(Resender))
    }
}

fn claims(request: &HttpRequest, roles: &[&str]) -> Result<Claims, DeskError> {
    let missing = || Fault::new("no house at this door");
    let house = request.app_data::<Data<House>>().ok_or_else(missing)?;
    let keys = request.app_data::<Data<TokenKeys>>().ok_or_else(missing)?;
    let token = cookies::token_of(request, house, Realm::Staff).ok_or(DeskError::NotSignedIn)?;
    let claims = keys.check(&*house.clock, &token).ok_or(DeskError::NotSignedIn)?;
    if claims.roles.iter().any(|role| roles.contains(&role.as_str())) { Ok(claims) } else { Err(DeskError::NotAllowed) }
}
