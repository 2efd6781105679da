//! What every request passes through, once: its language and id, HEAD as GET, a deadline, a net under panics.
//! And every answer: its headers, and each error as a problem or as a page; nothing where it is known already.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::{Error, InternalError};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH, TRANSFER_ENCODING,
};
use actix_web::http::uri::{PathAndQuery, Uri};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use futures_util::FutureExt;
use tracing::Instrument;

use super::amends::Amends;
use super::asked::Asked;
use super::headers;
use super::misread::Misread;
use crate::html::Porch;
use crate::html::visitor::Visitor;
use crate::{idempotency, limits};

/// For an answer to a request without a body, with a small one, and with a file.
const DEADLINE: Duration = Duration::from_secs(30);
const DEADLINE_WITH_BODY: Duration = Duration::from_secs(90);
const DEADLINE_OF_UPLOAD: Duration = Duration::from_secs(26 * 60);
/// U+0000, which PostgreSQL keeps in no text: nothing that could be asked for has it.
const NUL: &str = "%00";
/// After how many seconds somebody sent away may come again.
const WHEN_BUSY: u64 = 2;

pub async fn dress(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let porch =
        request.app_data::<Data<Porch>>().expect("Product::mount gives every request a porch").clone().into_inner();
    let asked = reroute(&mut request, &porch);
    let method = request.method().clone();
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    request.extensions_mut().insert(asked.clone());
    let amends = Amends { asked: &asked, porch: &porch };
    if !porch.hosts.know(request.head()) {
        return Err(ready_made(&Misread::UnknownHost.into(), amends));
    }
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains(NUL)) {
        return Err(ready_made(&Misread::bad_address("U+0000 is no letter").into(), amends));
    }
    let entered = porch.under_way.enter(has_body(request.headers()));
    if entered.is_none() && !asked.is_about_health() {
        return Err(ready_made(&Misread::Busy(WHEN_BUSY).into(), amends));
    }
    let deadline = deadline(request.headers());
    let began = Instant::now();
    let span = tracing::info_span!("request", trace = asked.trace, %method);
    let answering = AssertUnwindSafe(async move { next.call(request).await }).catch_unwind().instrument(span.clone());
    let answering = idempotency::noting(tokio::time::timeout(deadline, answering));
    let ((answered, replayed), met) = limits::noting(answering).await;
    let answered = match answered {
        Ok(Ok(answered)) => answered,
        Ok(Err(_)) => return Err(lost(amends, Misread::Broken)),
        Err(_) => return Err(lost(amends, Misread::TooSlow)),
    };
    let mut response = match answered {
        Ok(response) => amend(response, amends).await,
        Err(error) => return Err(ready_made(&error, amends)),
    };
    let cookie = response.request().extensions().get::<Arc<Visitor>>().and_then(|visitor| visitor.cookie(&porch));
    if let Some(cookie) = cookie
        && let Err(error) = response.response_mut().add_cookie(&cookie)
    {
        tracing::error!(%error, "a cookie of ours could not be written");
    }
    if replayed && asked.machine && response.status().is_success() {
        headers::tell_replayed(response.headers_mut());
    }
    headers::tell_limits(response.headers_mut(), &met);
    headers::complete(response.headers_mut(), &asked, &porch);
    let response = unless_known(response);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    // The route and not the path: paths can hold receipts and links that open something.
    let route = response.request().match_pattern().unwrap_or_default();
    porch.counted.answered(&route, method.as_str(), status, took);
    span.in_scope(|| tracing::info!(route, status, took_ms = took.as_millis(), "answered"));
    Ok(response)
}

/// Takes the language off the path and gives the request its id.
fn reroute(request: &mut ServiceRequest, porch: &Porch) -> Arc<Asked> {
    let mut asked = Asked::read(request.head(), &porch.hops);
    if asked.trace.is_empty() {
        asked.trace = porch.ids.next().to_string();
    }
    if asked.path != request.path() {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = PathAndQuery::try_from(format!("{}{query}", asked.path)).ok();
        if let Ok(uri) = Uri::from_parts(parts) {
            request.match_info_mut().get_mut().update(&uri);
            request.head_mut().uri = uri;
        }
    }
    Arc::new(asked)
}

fn deadline(headers: &HeaderMap) -> Duration {
    match headers.get(CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default()) {
        None => DEADLINE,
        Some(kind) if kind.starts_with("application/json") || kind.starts_with("application/x-www-form") => {
            DEADLINE_WITH_BODY
        }
        Some(_) => DEADLINE_OF_UPLOAD,
    }
}

fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING)
}

/// Whoever has the answer already, by its tag, is told so instead of sent it again. Of an answer that nobody may keep the tag is the
/// version for `If-Match`, which does not say that all of it is as it was.
fn unless_known(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let known = response.request().headers().get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
    let kept = response.headers().get(CACHE_CONTROL).is_some_and(|kept| kept != "no-store");
    let read = kept && response.request().method() == Method::GET && response.status() == StatusCode::OK;
    let is_known = match (known, tag) {
        (Some(known), Some(tag)) if read => {
            known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
        }
        _ => false,
    };
    if !is_known {
        return response;
    }
    response.map_body(|head, _| {
        head.status = StatusCode::NOT_MODIFIED;
        head.headers.remove(CONTENT_TYPE);
        head.headers.remove(CONTENT_ENCODING);
        BoxBody::new(())
    })
}

/// An error, or an empty answer with an error's status, becomes words; anything else stays.
async fn amend(response: ServiceResponse<impl MessageBody + 'static>, amends: Amends<'_>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let empty = matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    let words = match response.response().error() {
        Some(error) => Some(amends.for_error(error, Visitor::of(response.request()))),
        None if failed && empty => Some(amends.for_status(status, response.headers(), Visitor::of(response.request()))),
        None => None,
    };
    match words {
        Some(words) => response.into_response(words),
        None => response.map_into_boxed_body(),
    }
}

fn lost(amends: Amends<'_>, misread: Misread) -> Error {
    tracing::error!(trace = amends.asked.trace, "{misread}");
    ready_made(&misread.into(), amends)
}

/// The request is gone with the door that had it: the answer travels as an error that is already dressed.
fn ready_made(error: &Error, amends: Amends<'_>) -> Error {
    let mut words = amends.for_error(error, Visitor::nobody());
    headers::complete(words.headers_mut(), amends.asked, amends.porch);
    InternalError::from_response("dressed", words).into()
}
