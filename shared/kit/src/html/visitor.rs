//! Which browser a form belongs to: a random cookie, and a token that only its owner's pages carry.
//! Another site can make a browser send the cookie, but cannot read the token.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{HOST, HeaderName, ORIGIN};
use actix_web::{HttpMessage, HttpRequest};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use subtle::ConstantTimeEq;

use super::porch::Porch;
use crate::web::misread::Misread;

/// The name without TLS; with it, `__Host-` stands before.
const COOKIE: &str = "yincai_visitor";
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub struct Visitor {
    value: String,
    /// Whether the browser does not have the cookie yet.
    fresh: bool,
    /// Whether a page made use of the token; only then is the cookie worth setting.
    asked: AtomicBool,
}

impl Visitor {
    /// The visitor of the request: the same one however often it is asked.
    pub(crate) fn of(request: &HttpRequest) -> Arc<Visitor> {
        if let Some(visitor) = request.extensions().get::<Arc<Visitor>>() {
            return visitor.clone();
        }
        let porch = Porch::behind(request);
        let known = request.cookie(&cookie_name(&porch)).map(|cookie| cookie.value().to_owned());
        let known =
            known.filter(|value| matches!(BASE64URL_NOPAD.decode(value.as_bytes()), Ok(bytes) if bytes.len() == 32));
        let fresh = known.is_none();
        let value = known.unwrap_or_else(|| porch.rng.secret());
        let visitor = Arc::new(Visitor { value, fresh, asked: AtomicBool::new(false) });
        request.extensions_mut().insert(visitor.clone());
        visitor
    }

    /// One for samples and for answers that no form follows.
    pub(crate) fn nobody() -> Arc<Visitor> {
        Arc::new(Visitor { value: String::new(), fresh: false, asked: AtomicBool::new(false) })
    }

    /// What tells this browser from others: a secret between it and us.
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn token(&self, porch: &Porch) -> String {
        self.asked.store(true, Ordering::Relaxed);
        self.salted(porch, &HEXLOWER.encode(&porch.rng.bytes::<8>()))
    }

    /// Whether a page carries this visitor's token.
    pub(crate) fn was_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// A salt of its own for each page: a token that stayed the same could be guessed from the length of compressed pages.
    fn salted(&self, porch: &Porch, salt: &str) -> String {
        let mac = porch.csrf.mac(format!("{salt}.{}", self.value).as_bytes());
        format!("{salt}.{}", HEXLOWER.encode(&mac))
    }

    /// The cookie to set, where the browser lacks it and needs it.
    pub(crate) fn cookie(&self, porch: &Porch) -> Option<Cookie<'static>> {
        (self.fresh && self.was_asked()).then(|| {
            Cookie::build(cookie_name(porch), self.value.clone())
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .secure(porch.is_secure())
                .finish()
        })
    }
}

fn cookie_name(porch: &Porch) -> String {
    if porch.is_secure() { format!("__Host-{COOKIE}") } else { COOKIE.to_owned() }
}

/// Whether a form may be taken from this browser: not sent by another site, and from a page of the same visitor.
/// `Posted` asks this itself; a door that reads a multipart form asks before it reads on.
pub fn check(request: &HttpRequest, token: &str) -> Result<(), Misread> {
    own_site(request)?;
    let visitor = Visitor::of(request);
    let (salt, _) = token.split_once('.').unwrap_or_default();
    let right = visitor.salted(&Porch::behind(request), salt);
    if !visitor.fresh && bool::from(right.as_bytes().ct_eq(token.as_bytes())) {
        Ok(())
    } else {
        Err(Misread::PageExpired)
    }
}

pub(crate) fn own_site(request: &HttpRequest) -> Result<(), Misread> {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if header(SEC_FETCH_SITE) == Some("cross-site") {
        return Err(Misread::Forged);
    }
    let Some(origin) = header(ORIGIN) else {
        return Ok(());
    };
    let own = Porch::behind(request).url.clone();
    let host = origin.split_once("://").map(|(_, host)| host);
    if origin == own || (host.is_some() && host == header(HOST)) { Ok(()) } else { Err(Misread::Forged) }
}
