//! Who calls, as far as the connection tells: language, request and address. Signing in tells more.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use contract::Language;

use super::asked::Asked;
use crate::act::{Actor, By};
use crate::auth::Device;

#[derive(Clone, Debug)]
pub struct Caller {
    pub language: Language,
    /// The id of the request.
    pub trace: String,
    pub address: IpAddr,
    pub device: Device,
}

impl Caller {
    pub fn of(request: &HttpRequest) -> Caller {
        let asked = Asked::of(request);
        let (language, trace, address) = (asked.language, asked.trace.clone(), asked.address);
        Caller { language, trace, address, device: Device::of(request) }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> By {
        By::of(Actor::visitor(self.address), self.trace.clone())
    }
}

impl FromRequest for Caller {
    type Error = actix_web::Error;
    type Future = Ready<Result<Caller, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Caller::of(request)))
    }
}
