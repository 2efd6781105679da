//! What somebody had typed when their session ended, sealed so that it can travel through signing in and come back.

use domain::FilingInput;
use kit::{Fault, House};
use serde::{Deserialize, Serialize};

use crate::accounts::kept;

const PURPOSE: &str = "kept";

#[derive(Serialize, Deserialize)]
pub struct KeptForm {
    /// The number of the post it was typed for.
    pub number: String,
    /// The version it was made from.
    pub version: Option<i64>,
    pub filing: FilingInput,
}

impl KeptForm {
    pub fn seal(&self, house: &House) -> Result<String, Fault> {
        kept::seal(house, PURPOSE, self)
    }

    /// None for what we did not seal, or for another post.
    pub fn open(house: &House, sealed: &str, number: &str) -> Option<KeptForm> {
        let kept: KeptForm = kept::open(house, PURPOSE, sealed)?;
        (kept.number == number).then_some(kept)
    }
}
