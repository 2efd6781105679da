//! Reading a body: of the right type, never more of it than its limit, and not for longer than a minute.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use actix_web::{HttpMessage, HttpRequest};
use data_encoding::HEXLOWER;
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};

use super::misread::Misread;

/// By when all of a body must be here; files have a pace of their own, see [`super::upload`].
const WITHIN: Duration = Duration::from_secs(60);

pub fn expect_type(request: &HttpRequest, expected: &'static str) -> Result<(), Misread> {
    let encoded = request.headers().contains_key(CONTENT_ENCODING);
    if !encoded && request.content_type().eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Misread::WrongType { expected })
    }
}

pub async fn read(request: &HttpRequest, mut payload: Payload, limit: usize) -> Result<Vec<u8>, Misread> {
    read_within(request, &mut payload, limit, WITHIN).await
}

/// The same of what a browser sends, which shows no answer when it is cut off while it sends.
pub async fn read_to_the_end(request: &HttpRequest, mut payload: Payload, limit: usize) -> Result<Vec<u8>, Misread> {
    let read = read_within(request, &mut payload, limit, WITHIN).await;
    if matches!(read, Err(Misread::TooLarge { .. })) {
        drain(payload, WITHIN).await;
    }
    read
}

/// Reads on without keeping anything, for so long and no longer.
pub(super) async fn drain<T, E>(mut content: impl Stream<Item = Result<T, E>> + Unpin, within: Duration) {
    let drained = async { while let Some(Ok(_)) = content.next().await {} };
    tokio::time::timeout(within, drained).await.ok();
}

async fn read_within(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
    within: Duration,
) -> Result<Vec<u8>, Misread> {
    let announced = announced(request);
    if announced.is_some_and(|length| length > limit) {
        return Err(Misread::TooLarge { limit });
    }
    let collected = collect(payload, limit, announced.unwrap_or_default());
    tokio::time::timeout(within, collected).await.unwrap_or(Err(Misread::BodyTooSlow))
}

/// How many bytes the request says that it brings.
pub(super) fn announced(request: &HttpRequest) -> Option<usize> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn collect(payload: &mut Payload, limit: usize, announced: usize) -> Result<Vec<u8>, Misread> {
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk?;
        if body.len() + chunk.len() > limit {
            return Err(Misread::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// U+0000, which PostgreSQL keeps in no text and nobody types.
pub fn refuse_nul<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), Misread> {
    let holds = texts.into_iter().any(|text| text.contains('\0'));
    if holds { Err(Misread::malformed("U+0000 is no letter")) } else { Ok(()) }
}

/// What a key was sent with: where to and what. The same key at another address is another content.
pub fn digest(place: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(place.as_bytes());
    hash.update([0]);
    hash.update(body);
    HEXLOWER.encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;

    use actix_web::error::PayloadError;
    use actix_web::test::TestRequest;
    use actix_web::web::Bytes;
    use futures_util::{Stream, stream};

    use super::*;

    #[tokio::test]
    async fn a_body_that_never_ends_is_not_waited_for() {
        let never: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> =
            Box::pin(stream::iter([Ok::<_, PayloadError>(Bytes::from_static(b"{"))]).chain(stream::pending()));
        let mut payload = Payload::from(never);
        let request = TestRequest::post().to_http_request();
        let read = read_within(&request, &mut payload, 1024, Duration::from_millis(20)).await;
        assert!(matches!(read, Err(Misread::BodyTooSlow)));
    }
}
