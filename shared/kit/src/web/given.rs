//! What an API call brings: a JSON body, and the key under which it is done once.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::HeaderName;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::misread::Misread;
use super::{body, named};
use crate::act::Once;

/// What a body takes at most that is no list of many.
pub const LIMIT_BYTES: usize = 256 * 1024;
const JSON: &str = "application/json";
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const LONGEST_KEY: usize = 128;

/// A JSON body of so many bytes at most, and the key that came with it.
pub struct Given<T, const BYTES: usize = LIMIT_BYTES> {
    pub value: T,
    pub once: Once,
}

/// The key of a call without a body.
pub struct KeyOnly(pub Once);

impl<T: DeserializeOwned + 'static, const BYTES: usize> FromRequest for Given<T, BYTES> {
    type Error = Misread;
    type Future = Pin<Box<dyn Future<Output = Result<Given<T, BYTES>, Misread>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            body::expect_type(&request, JSON)?;
            let body = body::read(&request, payload, BYTES).await?;
            if holds_nul(&body) {
                return Err(Misread::malformed("U+0000 is no letter"));
            }
            Ok(Given { value: named::read(&body)?, once: once(&request, &body)? })
        })
    }
}

impl FromRequest for KeyOnly {
    type Error = Misread;
    type Future = Ready<Result<KeyOnly, Misread>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(once(request, &[]).map(KeyOnly))
    }
}

/// PostgreSQL keeps it in no text, and nobody types it.
fn holds_nul(body: &[u8]) -> bool {
    const NUL: &[u8] = br"\u0000";
    let is_escaped = |at: usize| body[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    body.windows(NUL.len()).enumerate().any(|(at, found)| found == NUL && !is_escaped(at))
}

fn once(request: &HttpRequest, body: &[u8]) -> Result<Once, Misread> {
    let Some(key) = key(request)? else {
        return Ok(Once::No);
    };
    let place = format!("{} {}", request.method(), request.path());
    Ok(Once::Key { key, digest: body::digest(&place, body) })
}

pub(crate) fn key(request: &HttpRequest) -> Result<Option<String>, Misread> {
    let Some(key) = request.headers().get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let key = key.to_str().ok().filter(|key| is_key(key)).ok_or(Misread::KeyUnreadable)?;
    Ok(Some(key.to_owned()))
}

pub(crate) fn is_key(key: &str) -> bool {
    (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::holds_nul;

    #[test]
    fn a_letter_that_is_none_is_found_and_its_name_is_not_mistaken_for_it() {
        for (body, holds) in
            [(r#"{"a":"\u0000"}"#, true), (r#"{"a":"b\\\u0000"}"#, true), (r#"{"a":"\\u0000"}"#, false), ("{}", false)]
        {
            assert_eq!(holds_nul(body.as_bytes()), holds, "{body}");
        }
    }
}
