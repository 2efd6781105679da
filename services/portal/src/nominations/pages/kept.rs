//! What somebody had typed when their session ended, sealed so that it can travel through signing in and come back.

use domain::FilingInput;
use kit::{Fault, House};
use serde::{Deserialize, Serialize};

use crate::accounts::kept;

const PURPOSE: &str = "kept";

#[derive(Serialize, Deserialize)]
pub struct KeptForm {
    /// The path of the form it was typed into, without the language.
    pub path: String,
    /// The version it was made from.
    pub version: Option<i64>,
    pub filing: FilingInput,
}

impl KeptForm {
    pub fn seal(&self, house: &House) -> Result<String, Fault> {
        kept::seal(house, PURPOSE, self)
    }

    /// None for what we did not seal, or for another form.
    pub fn open(house: &House, sealed: &str, path: &str) -> Option<KeptForm> {
        let kept: KeptForm = kept::open(house, PURPOSE, sealed)?;
        (kept.path == path).then_some(kept)
    }
}
