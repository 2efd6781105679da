//! Which mails a caller wants to see.

use contract::LARGEST_PAGE;
use kit::Misread;
use serde::Deserialize;
use utoipa::IntoParams;

use super::desk::Place;

const USUAL_LIMIT: u16 = 50;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only mails to this address, upper and lower case alike.
    #[param(example = "wang.fang@example.com")]
    to: Option<String>,
    /// The most mails to answer with.
    #[param(minimum = 1, maximum = 200, example = 50)]
    limit: Option<u16>,
    /// `next` or `prev` of an answer.
    cursor: Option<String>,
}

impl Wanted {
    pub fn to(&self) -> Option<&str> {
        self.to.as_deref().map(str::trim).filter(|to| !to.is_empty())
    }

    pub fn limit(&self) -> Result<usize, Misread> {
        let limit = self.limit.unwrap_or(USUAL_LIMIT);
        if (1..=LARGEST_PAGE).contains(&limit) {
            Ok(limit.into())
        } else {
            Err(Misread::BadAddress(format!("limit: 1–{LARGEST_PAGE}")))
        }
    }

    pub fn place(&self) -> Result<Place, Misread> {
        let Some(cursor) = &self.cursor else {
            return Ok(Place::Newest);
        };
        Place::of_cursor(cursor).ok_or_else(|| Misread::BadAddress("cursor".to_owned()))
    }
}
