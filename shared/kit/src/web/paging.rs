//! The page of a list that a request asks for, and its cursors: opaque, and checked, so that a place nobody gave out is told.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::LINK;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use contract::{LARGEST_PAGE, Page};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use utoipa::IntoParams;

use super::misread::Misread;
use crate::fault::{DeskError, Fault};
use crate::html::Porch;
use crate::paging::{At, Place, Walked};

const USUAL_PAGE: u16 = 20;
const LONGEST_CURSOR: usize = 512;
/// So much of the check stands in a cursor: nobody gains by guessing one.
const CHECK_BYTES: usize = 8;

/// For the documents; the door takes [`Paging`].
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it is written into documents only")]
pub struct PagingParams {
    /// `next` or `prev` of an earlier answer.
    cursor: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, example = 20)]
    limit: Option<u16>,
}

/// Which page is asked for.
pub struct Paging {
    pub limit: u16,
    cursor: Option<String>,
    path: String,
    /// What else the address asks for.
    others: Vec<(String, String)>,
    porch: Arc<Porch>,
}

#[derive(Serialize, Deserialize)]
enum Way {
    #[serde(rename = "a")]
    After,
    #[serde(rename = "b")]
    Before,
}

impl Paging {
    fn of(request: &HttpRequest) -> Result<Paging, Misread> {
        let asked: Vec<(String, String)> = serde_html_form::from_str(request.query_string())
            .map_err(|error| Misread::bad_address(error.to_string()))?;
        let value = |name: &str| asked.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
        let limit = match value("limit") {
            None => USUAL_PAGE,
            Some(limit) => {
                limit.parse().ok().filter(|limit| (1..=LARGEST_PAGE).contains(limit)).ok_or(Misread::BadLimit)?
            }
        };
        let cursor = value("cursor").filter(|cursor| !cursor.is_empty()).map(str::to_owned);
        let others = asked.into_iter().filter(|(name, _)| name != "cursor").collect();
        Ok(Paging { limit, cursor, path: request.path().to_owned(), others, porch: Porch::behind(request) })
    }

    /// Where the page begins in the list of such places.
    pub fn at<P: Place>(&self) -> Result<At<P>, Misread> {
        match &self.cursor {
            None => Ok(At::Start),
            Some(cursor) => read(&self.porch, cursor).ok_or(Misread::BadCursor),
        }
    }

    /// The answer, with `Link` to the pages beside it.
    pub fn answer<T: Serialize, P: Place>(&self, walked: Walked<T, P>) -> Result<HttpResponse, DeskError> {
        let next = walked.after.map(|place| write(&self.porch, &At::After(place))).transpose()?;
        let prev = walked.before.map(|place| write(&self.porch, &At::Before(place))).transpose()?;
        let mut answer = HttpResponse::Ok();
        for (cursor, relation) in [(&next, "next"), (&prev, "prev")] {
            if let Some(cursor) = cursor {
                answer.append_header((LINK, format!("<{}>; rel=\"{relation}\"", self.address(cursor)?)));
            }
        }
        Ok(answer.json(Page { items: walked.items, next, prev }))
    }

    fn address(&self, cursor: &str) -> Result<String, Fault> {
        let others = self.others.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs: Vec<(&str, &str)> = others.chain([("cursor", cursor)]).collect();
        let query = serde_html_form::to_string(pairs).map_err(|error| Fault::new(error.to_string()))?;
        Ok(format!("{}?{query}", self.path))
    }
}

impl FromRequest for Paging {
    type Error = Misread;
    type Future = Ready<Result<Paging, Misread>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Paging::of(request))
    }
}

/// The cursor of a place; that of the start is empty.
pub(crate) fn write<P: Place>(porch: &Porch, at: &At<P>) -> Result<String, Fault> {
    let (way, place) = match at {
        At::Start => return Ok(String::new()),
        At::After(place) => (Way::After, place),
        At::Before(place) => (Way::Before, place),
    };
    let mut cursor = serde_json::to_vec(&(way, place))?;
    cursor.extend(check::<P>(porch, &cursor));
    Ok(BASE64URL_NOPAD.encode(&cursor))
}

fn read<P: Place>(porch: &Porch, cursor: &str) -> Option<At<P>> {
    if cursor.len() > LONGEST_CURSOR {
        return None;
    }
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    let (written, sent) = bytes.split_at_checked(bytes.len().checked_sub(CHECK_BYTES)?)?;
    if !bool::from(check::<P>(porch, written).ct_eq(sent)) {
        return None;
    }
    let (way, place) = serde_json::from_slice(written).ok()?;
    Some(match way {
        Way::After => At::After(place),
        Way::Before => At::Before(place),
    })
}

fn check<P: Place>(porch: &Porch, written: &[u8]) -> [u8; CHECK_BYTES] {
    let mac = porch.cursors.mac(&[P::LIST.as_bytes(), &[0], written].concat());
    std::array::from_fn(|at| mac[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Of(String);

    impl Place for Of {
        const LIST: &'static str = "things";
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Other(String);

    impl Place for Other {
        const LIST: &'static str = "others";
    }

    #[test]
    fn only_a_cursor_that_its_list_gave_out_is_a_place() {
        let porch = Porch::sample();
        let at = At::Before(Of("2026-12-08".to_owned()));
        let cursor = write(&porch, &at).expect("a cursor");
        assert_eq!(read::<Of>(&porch, &cursor), Some(at));
        assert_eq!(read::<Other>(&porch, &cursor), None);
        for at in 0..cursor.len() {
            let mut changed = cursor.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(read::<Of>(&porch, &String::from_utf8_lossy(&changed)), None, "{at}");
        }
        for broken in ["", "x", "after_2026-12-08_2026-037", &"A".repeat(600)] {
            assert_eq!(read::<Of>(&porch, broken), None, "{broken}");
        }
    }
}
