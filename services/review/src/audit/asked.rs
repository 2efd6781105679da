//! Which part of the trail is asked for: by page and by API in the same words, kept in the trail as they were asked.

use chrono::NaiveDate;
use domain::Refusal;
use kit::audit::{Placed, Wanted};
use kit::{At, Instant};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

#[derive(Clone, Debug, Default, Deserialize, Serialize, IntoParams)]
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
}

impl Asked {
    pub fn actor(&self) -> Option<&str> {
        given(&self.actor)
    }

    /// From that place on.
    pub fn wanted(&self, at: At<Placed>, limit: u16) -> Result<Wanted, Refusal> {
        Ok(Wanted {
            actor: None,
            deed: given(&self.deed).map(str::to_owned),
            subject: given(&self.subject).map(str::to_owned),
            within: given(&self.day).map(day).transpose()?,
            at,
            limit,
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
