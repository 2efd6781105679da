//! What waits for a code until it is typed: the address that it was sent to, and the way on. In a sealed cookie, so that no URL and
//! no log has the address, and that the link of the letter leads on from another tab too.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;
use domain::MailAddress;
use kit::auth::cookies;
use kit::{Fault, House, Instant};
use serde::{Deserialize, Serialize};

const NAME: &str = "yincai_sign_in";
const PURPOSE: &str = "sign-in";
const HOLDS: Duration = Duration::from_secs(15 * 60);
/// In bytes; with a longer way a cookie might be too large for a browser.
const LONGEST_WAY: usize = 1_000;

/// What is known of it in any tab of the browser.
#[derive(Clone)]
pub struct Waiting {
    pub mail: MailAddress,
    /// Where to go afterwards; empty where that was too long.
    pub back: String,
    /// Whether something was typed on the way, which is in the tab that asked for the code and nowhere else.
    pub kept: bool,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    mail: String,
    ends: i64,
    #[serde(default)]
    back: String,
    #[serde(default)]
    kept: bool,
}

/// The cookie to set when a code was sent.
pub fn cookie(house: &House, mail: &MailAddress, back: &str, kept: bool) -> Result<Cookie<'static>, Fault> {
    let back = if back.len() > LONGEST_WAY { "" } else { back }.to_owned();
    let waiting = Sealed { mail: mail.as_str().to_owned(), ends: house.clock.now().plus(HOLDS).0, back, kept };
    let sealed = house.keys.derive(PURPOSE).seal(&*house.rng, PURPOSE, &waiting)?;
    Ok(cookies::named(house, NAME, BASE64URL_NOPAD.encode(&sealed), HOLDS))
}

/// The cookie to set when it is not needed any more: it takes the other away.
pub fn gone(house: &House) -> Cookie<'static> {
    cookies::named(house, NAME, String::new(), Duration::ZERO)
}

/// None where no code was asked for in this browser, or too long ago.
pub fn read(house: &House, request: &HttpRequest) -> Option<Waiting> {
    let sealed = BASE64URL_NOPAD.decode(cookies::sent(request, house, NAME)?.as_bytes()).ok()?;
    let Sealed { mail, ends, back, kept } = house.keys.derive(PURPOSE).open(PURPOSE, &sealed).ok()?;
    let holds = house.clock.now() < Instant(ends);
    MailAddress::parse(&mail).ok().filter(|_| holds).map(|mail| Waiting { mail, back, kept })
}
