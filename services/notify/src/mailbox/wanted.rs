//! Which mails a caller wants to see.

use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only mails to this address, upper and lower case alike.
    #[param(example = "wang.fang@example.com")]
    to: Option<String>,
}

impl Wanted {
    pub fn to(&self) -> Option<&str> {
        self.to.as_deref().map(str::trim).filter(|to| !to.is_empty())
    }
}
