//! What is known of a request before any door sees it: language, path, id, and whether a program or a person asks.
//! `dress` writes it once; everything behind reads it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HeaderName};
use actix_web::{HttpMessage, HttpRequest};
use contract::Language;

use super::hops::Hops;
use crate::html::size;

/// Where the pages of the staff hang.
pub const STAFF: &str = "/staff";
const ENGLISH: &str = "/en";
const LONGEST_TRACE: usize = 64;
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub struct Asked {
    pub language: Language,
    /// Without `/en`.
    pub path: String,
    pub query: String,
    /// The request's id; empty until it has one.
    pub trace: String,
    pub address: IpAddr,
    /// Whether the reader chose large text.
    pub large: bool,
    /// Whether the answer is for a program: problem+json instead of a page.
    pub machine: bool,
    /// Whether something was sent: a form, or a call that does more than look.
    pub sends: bool,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked {
            language: Language::default(),
            path: "/".to_owned(),
            query: String::new(),
            trace: String::new(),
            address: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            large: false,
            machine: false,
            sends: false,
        }
    }
}

impl Asked {
    pub fn of(request: &HttpRequest) -> Arc<Asked> {
        let known = request.extensions().get::<Arc<Asked>>().cloned();
        known.unwrap_or_else(|| Arc::new(Asked::read(request.head(), &Hops::none())))
    }

    pub(crate) fn read(head: &RequestHead, hops: &Hops) -> Asked {
        let (address, id) = hops.tell(head);
        let sent = head.uri.path();
        let text = |name: HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let programs = is_for_programs(sent);
        let (language, path) = match sent.strip_prefix(ENGLISH).filter(|rest| rest.is_empty() || rest.starts_with('/'))
        {
            _ if programs => (preferred(text(ACCEPT_LANGUAGE)), sent),
            Some("") => (Language::En, "/"),
            Some(rest) if !is_for_programs(rest) => (Language::En, rest),
            _ => (Language::Zh, sent),
        };
        let accepted = text(ACCEPT);
        let json_only = accepted.contains("json") && !accepted.contains("text/html") && !accepted.contains("*/*");
        let large = format!("{}={}", size::COOKIE, size::LARGE);
        Asked {
            language,
            path: path.to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            trace: id.unwrap_or_default(),
            address,
            large: head
                .headers
                .get_all(COOKIE)
                .filter_map(|cookies| cookies.to_str().ok())
                .any(|cookies| cookies.split(';').any(|cookie| cookie.trim() == large)),
            machine: programs || json_only,
            sends: !matches!(head.method, Method::GET | Method::HEAD),
        }
    }

    pub(crate) fn is_about_health(&self) -> bool {
        below(&self.path, "/health")
    }

    pub fn is_staff(&self) -> bool {
        below(&self.path, STAFF)
    }

    /// The start page of the door that was asked.
    pub fn root(&self) -> &'static str {
        if self.is_staff() { STAFF } else { "/" }
    }
}

fn is_for_programs(path: &str) -> bool {
    ["/api", "/health", "/openapi", "/.well-known"].into_iter().any(|root| below(path, root))
}

fn below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether an id that came with a request is one to keep: UUIDs and the ids of the usual proxies are.
pub(super) fn is_trace(id: &str) -> bool {
    (8..=LONGEST_TRACE).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The language that `Accept-Language` wants most, of those we have.
fn preferred(accepted: &str) -> Language {
    let wanted = |range: &str| {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let language = match tag.trim().split('-').next()?.to_ascii_lowercase().as_str() {
            "zh" => Language::Zh,
            "en" => Language::En,
            _ => return None,
        };
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        Some((language, weight)).filter(|(_, weight)| *weight > 0.0)
    };
    let wanted = accepted.split(',').filter_map(wanted);
    let most = wanted.reduce(|most, next| if next.1 > most.1 { next } else { most });
    most.map_or(Language::Zh, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_language_is_taken() {
        for (accepted, language) in [
            ("", Language::Zh),
            ("en-GB,en;q=0.9,zh;q=0.8", Language::En),
            ("en;q=0.5, zh-CN", Language::Zh),
            ("de, fr;q=0.7", Language::Zh),
            ("kk, en;q=0.3", Language::En),
            ("en;q=0, zh;q=0.1", Language::Zh),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }

    #[test]
    fn only_a_well_formed_id_is_kept() {
        assert!(is_trace("0190b6a0-5c4e-7c3a-9b1d-2f7d1c9e8a10"));
        assert!(!is_trace("a b c d e f g h"));
        assert!(!is_trace("short"));
        assert!(!is_trace(&"a".repeat(65)));
    }
}
