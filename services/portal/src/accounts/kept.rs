//! What is given out of hand and comes back, sealed: what somebody had typed when they had to sign in first, the token of a
//! session among the answers, and a code that may be sent again.

use data_encoding::BASE64URL_NOPAD;
use kit::{Fault, House};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// `form`: what the form is called, or whatever else it is; nothing sealed for one opens as another.
pub fn seal(house: &House, form: &str, typed: &impl Serialize) -> Result<String, Fault> {
    Ok(BASE64URL_NOPAD.encode(&house.keys.derive(form).seal(&*house.rng, form, typed)?))
}

/// None for what we did not seal.
pub fn open<T: DeserializeOwned>(house: &House, form: &str, sealed: &str) -> Option<T> {
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
    house.keys.derive(form).open(form, &sealed).ok()
}
