//! Headers that every answer carries, whatever the door says.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};

use super::asked::{Asked, REQUEST_ID};
use crate::html::Porch;
use crate::limits::{Left, Policy};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The limits that the request met, as draft-ietf-httpapi-ratelimit-headers has them.
pub(crate) fn tell_limits(headers: &mut HeaderMap, met: &[Left]) {
    for Left { policy: Policy { name, quota, window }, left, reset } in met {
        let told = [
            (RATE_LIMIT_POLICY, format!("\"{name}\";q={quota};w={window}")),
            (RATE_LIMIT, format!("\"{name}\";r={left};t={reset}")),
        ];
        for (header, value) in told {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.append(header, value);
            }
        }
    }
}

/// That what was asked for was done before under the same key, and is answered as it was then.
pub(crate) fn tell_replayed(headers: &mut HeaderMap) {
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
}

pub(crate) fn complete(headers: &mut HeaderMap, asked: &Asked, porch: &Porch) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    if porch.is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if let Ok(trace) = HeaderValue::from_str(&asked.trace) {
        headers.insert(REQUEST_ID, trace);
    }
    // A download may be shut in more tightly than a page, never less.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if !headers.contains_key(CONTENT_LANGUAGE) && !asked.path.starts_with("/static/") {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(asked.language.tag()));
    }
    if asked.machine {
        vary(headers, "Accept-Language");
    }
}

/// In one line: there are caches that read only the last.
fn vary(headers: &mut HeaderMap, more: &str) {
    let known = headers.get_all(VARY).filter_map(|value| value.to_str().ok());
    let all = known.chain([more]).collect::<Vec<_>>().join(", ");
    if let Ok(all) = HeaderValue::from_str(&all) {
        headers.insert(VARY, all);
    }
}
