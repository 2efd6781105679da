//! The pages that a problem's `type` leads to. A service's own refusals share one: their words are in the answer itself.

use actix_web::{HttpResponse, web};

use crate::fault::DeskError;
use crate::html::error_page::ProblemPage;
use crate::html::{Frame, Say, page};

/// Every problem of kit's own; a test finds words for each.
const CODES: [&str; 30] = [
    "bad-address",
    "bad-cursor",
    "bad-limit",
    "bad-request",
    "body-too-slow",
    "broken",
    "busy",
    "forged",
    "key-reused",
    "key-unreadable",
    "maintenance",
    "malformed",
    "not-allowed",
    "not-found",
    "not-signed-in",
    "page-expired",
    "page-too-old",
    "preparing",
    "refused-content",
    "stale",
    "too-large",
    "too-many",
    "too-slow",
    "unavailable",
    "uncounted",
    "unknown-host",
    "version-missing",
    "version-unreadable",
    "wrong-method",
    "wrong-type",
];
/// What stands in each problem's own words for what only the answer knows.
const UNKNOWN: [&str; 6] = ["seconds", "why", "expected", "limit", "allow", "most"];
const LONGEST_CODE: usize = 64;

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/problems/{code}").get(explain));
}

async fn explain(frame: Frame, code: web::Path<String>) -> Result<HttpResponse, DeskError> {
    let code = code.into_inner();
    if code.len() > LONGEST_CODE || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return Err(DeskError::Missing);
    }
    let key = if CODES.contains(&code.as_str()) { code.as_str() } else { "by-rule" };
    let (title, detail) = words(frame.say, key);
    page::show(&ProblemPage { frame, code, title, detail })
}

fn words(say: Say, key: &str) -> (String, String) {
    let unknown = UNKNOWN.map(|name| (name, "…".into()));
    (say.owned(format!("problem-{key}")), say.with(format!("problem-{key}.detail"), &unknown))
}

#[cfg(test)]
mod tests {
    use contract::Language;

    use super::*;

    #[test]
    fn every_code_has_words() {
        for (code, language) in CODES.iter().flat_map(|code| Language::ALL.map(|language| (code, language))) {
            let (title, detail) = words(Say::kit(language), code);
            assert!(!title.contains('⟦') && !detail.contains('⟦'), "{title} {detail}");
        }
    }
}
