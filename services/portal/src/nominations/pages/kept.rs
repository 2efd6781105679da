//! What somebody had typed when their session ended, sealed so that it can travel through signing in and come back.

use data_encoding::BASE64URL_NOPAD;
use domain::FilingInput;
use kit::{Fault, House};
use serde::{Deserialize, Serialize};

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
        Ok(BASE64URL_NOPAD.encode(&house.keys.derive(PURPOSE).seal(&*house.rng, PURPOSE, self)?))
    }

    /// None for what we did not seal, or for another post.
    pub fn open(house: &House, sealed: &str, number: &str) -> Option<KeptForm> {
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let kept: KeptForm = house.keys.derive(PURPOSE).open(PURPOSE, &sealed).ok()?;
        (kept.number == number).then_some(kept)
    }
}
