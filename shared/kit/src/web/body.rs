//! Reading a body: of the right type, and never more of it than its limit.

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use actix_web::{HttpMessage, HttpRequest};
use data_encoding::HEXLOWER;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};

use super::misread::Misread;

pub fn expect_type(request: &HttpRequest, expected: &'static str) -> Result<(), Misread> {
    let encoded = request.headers().contains_key(CONTENT_ENCODING);
    if !encoded && request.content_type().eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Misread::WrongType { expected })
    }
}

pub async fn read(request: &HttpRequest, mut payload: Payload, limit: usize) -> Result<Vec<u8>, Misread> {
    let announced =
        request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Misread::TooLarge { limit });
    }
    let mut body = Vec::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Misread::malformed(error.to_string()))?;
        if body.len() + chunk.len() > limit {
            return Err(Misread::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What a key was sent with: where to and what. The same key at another address is another content.
pub fn digest(place: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(place.as_bytes());
    hash.update([0]);
    hash.update(body);
    HEXLOWER.encode(&hash.finalize())
}
