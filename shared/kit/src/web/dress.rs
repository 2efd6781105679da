//! What every request passes through, once: its language and id, HEAD as GET, a deadline, a net under panics.
//! And every answer: its headers, and each error as a problem or as a page; nothing where it is known already.

use std::cell::OnceCell;
use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ResourceMap, ServiceRequest, ServiceResponse};
use actix_web::error::{Error, InternalError};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH, TRANSFER_ENCODING,
};
use actix_web::http::uri::{PathAndQuery, Uri};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpResponse};
use futures_util::FutureExt;
use tracing::{Instrument, Span};

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
    let counting = Counting::begin(&asked, request.method());
    let routes = Routes::of(&request);
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    request.extensions_mut().insert(asked.clone());
    let amends = Amends { asked: &asked, porch: &porch };
    // The answer travels as an error that is already dressed.
    let ready_made = |error: &Error| {
        let words = dressed(error, amends);
        counting.end(&porch, &routes.of_path(&asked.path), words.status());
        Error::from(InternalError::from_response("dressed", words))
    };
    if !porch.hosts.know(request.head()) {
        return Err(ready_made(&Misread::UnknownHost.into()));
    }
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains(NUL)) {
        return Err(ready_made(&Misread::bad_address("U+0000 is no letter").into()));
    }
    let entered = porch.under_way.enter(has_body(request.headers()));
    if entered.is_none() && !asked.is_about_health() {
        return Err(ready_made(&Misread::Busy(WHEN_BUSY).into()));
    }
    let deadline = deadline(request.headers());
    let answering = AssertUnwindSafe(async move { next.call(request).await });
    let answering = answering.catch_unwind().instrument(counting.span.clone());
    let answering = idempotency::noting(tokio::time::timeout(deadline, answering));
    let ((answered, replayed), met) = limits::noting(answering).await;
    let answered = match answered {
        Ok(Ok(answered)) => answered,
        Ok(Err(_)) => return Err(ready_made(&lost(&asked, Misread::Broken))),
        Err(_) => return Err(ready_made(&lost(&asked, Misread::TooSlow))),
    };
    let mut response = match answered {
        Ok(response) => amend(response, amends).await,
        Err(error) => return Err(ready_made(&error)),
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
    counting.end(&porch, &response.request().match_pattern().unwrap_or_default(), response.status());
    Ok(response)
}

/// The templates of all paths as a worker has them: whoever panics or takes too long has the request with him.
#[derive(Clone, Default)]
pub struct Routes(Rc<OnceCell<ResourceMap>>);

impl Routes {
    fn of(request: &ServiceRequest) -> Routes {
        let routes = request.app_data::<Routes>().expect("Product::mount gives every request the routes").clone();
        routes.0.get_or_init(|| request.resource_map().clone());
        routes
    }

    fn of_path(&self, path: &str) -> String {
        self.0.get().and_then(|routes| routes.match_pattern(path)).unwrap_or_default()
    }
}

/// What is counted and logged of every request that is answered: a caller who hangs up before is counted nowhere.
struct Counting {
    method: Method,
    began: Instant,
    span: Span,
}

impl Counting {
    fn begin(asked: &Asked, method: &Method) -> Counting {
        let span = tracing::info_span!("request", trace = asked.trace, %method);
        Counting { method: method.clone(), began: Instant::now(), span }
    }

    /// The route and not the path: paths can hold receipts and links that open something.
    fn end(&self, porch: &Porch, route: &str, status: StatusCode) {
        let (status, took) = (status.as_u16(), self.began.elapsed());
        porch.counted.answered(route, self.method.as_str(), status, took);
        self.span.in_scope(|| tracing::info!(route, status, took_ms = took.as_millis(), "answered"));
    }
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

fn lost(asked: &Asked, misread: Misread) -> Error {
    tracing::error!(trace = asked.trace, "{misread}");
    misread.into()
}

/// The words for a request that is gone with the door that had it.
fn dressed(error: &Error, amends: Amends<'_>) -> HttpResponse {
    let mut words = amends.for_error(error, Visitor::nobody());
    headers::complete(words.headers_mut(), amends.asked, amends.porch);
    words
}
