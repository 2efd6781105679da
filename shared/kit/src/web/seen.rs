//! The version a change is made from: `If-Match: "v3"`, as the answer's `ETag` gave it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ETag, EntityTag, IF_MATCH};
use actix_web::{FromRequest, HttpRequest};
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::declared;
use super::misread::Misread;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(pub i64);

/// For `insert_header` of an answer that shows this version.
pub fn etag(version: i64) -> ETag {
    ETag(EntityTag::new_strong(format!("v{version}")))
}

fn read(tag: &str) -> Option<i64> {
    let version = tag.trim().strip_prefix("\"v")?.strip_suffix('"')?;
    version.parse().ok().filter(|version| *version >= 0)
}

impl FromRequest for Seen {
    type Error = Misread;
    type Future = Ready<Result<Seen, Misread>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let seen = match request.headers().get(IF_MATCH) {
            None => Err(Misread::VersionMissing),
            Some(tag) => tag.to_str().ok().and_then(read).map(Seen).ok_or(Misread::VersionUnreadable),
        };
        ready(seen)
    }
}

/// For the documents: whoever takes it names it among its `params`, and `tests/architecture` holds that.
impl IntoParams for Seen {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let seen = "The `ETag` of what is changed, as it was read: 428 without it, 412 when it has changed meanwhile";
        vec![declared::parameter("If-Match", Required::True, seen, "\"v3\"")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_tag_of_ours_is_a_version() {
        assert_eq!(read("\"v3\""), Some(3));
        assert_eq!(etag(3).0.to_string(), "\"v3\"");
        for tag in ["v3", "W/\"v3\"", "*", "\"3\"", "\"v-3\"", "\"v3\", \"v4\""] {
            assert_eq!(read(tag), None, "{tag}");
        }
    }
}
