//! Which part of the trail is asked for: by page and by API in the same words, kept in the trail as they were asked.

use chrono::NaiveDate;
use contract::LARGEST_PAGE;
use domain::Refusal;
use kit::audit::Wanted;
use kit::{DeskError, Instant, Misread};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

const USUAL_PAGE: u16 = 50;

#[derive(Clone, Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Who acted: an officer's sign-in name, or the id that the trail has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub actor: String,
    /// What was done, such as `case.look`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deed: String,
    /// To what it was done, such as a case's id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The day in Asia/Shanghai, `2026-11-25`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// From an earlier answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// 1 to 200.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

impl Asked {
    pub fn actor(&self) -> Option<&str> {
        given(&self.actor)
    }

    pub fn limit(&self) -> usize {
        usize::from(self.limit.unwrap_or(USUAL_PAGE).clamp(1, LARGEST_PAGE))
    }

    /// One row more than the limit, to know whether there are more.
    pub fn wanted(&self) -> Result<Wanted, DeskError> {
        let cursor = self.cursor.as_deref().map(|cursor| cursor.parse::<Uuid>().map_err(|_| Misread::BadCursor));
        Ok(Wanted {
            actor: None,
            deed: given(&self.deed).map(str::to_owned),
            subject: given(&self.subject).map(str::to_owned),
            within: given(&self.day).map(day).transpose()?,
            before: cursor.transpose()?,
            limit: self.limit() as u64 + 1,
        })
    }
}

fn given(typed: &str) -> Option<&str> {
    Some(typed.trim()).filter(|typed| !typed.is_empty())
}

/// From its midnight to the next one, in Asia/Shanghai.
fn day(written: &str) -> Result<(Instant, Instant), Refusal> {
    let day: NaiveDate = written.parse().map_err(|_| Refusal::content("day-form").at("/day"))?;
    let next = day.succ_opt().ok_or_else(|| Refusal::content("day-form").at("/day"))?;
    Ok((Instant::midnight(day), Instant::midnight(next)))
}
