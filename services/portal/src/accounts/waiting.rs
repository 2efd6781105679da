//! The address that a code was sent to, until the code is typed: in a sealed cookie, so that no URL and no log has it.

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

#[derive(Serialize, Deserialize)]
struct Waiting {
    mail: String,
    ends: i64,
}

/// The cookie to set when a code was sent.
pub fn cookie(house: &House, mail: &MailAddress) -> Result<Cookie<'static>, Fault> {
    let waiting = Waiting { mail: mail.as_str().to_owned(), ends: house.clock.now().plus(HOLDS).0 };
    let sealed = house.keys.derive(PURPOSE).seal(&*house.rng, PURPOSE, &waiting)?;
    Ok(cookies::named(house, NAME, BASE64URL_NOPAD.encode(&sealed), HOLDS))
}

/// The cookie to set when it is not needed any more: it takes the other away.
pub fn gone(house: &House) -> Cookie<'static> {
    cookies::named(house, NAME, String::new(), Duration::ZERO)
}

/// None where no code was asked for in this browser, or too long ago.
pub fn read(house: &House, request: &HttpRequest) -> Option<MailAddress> {
    let sealed = BASE64URL_NOPAD.decode(cookies::sent(request, house, NAME)?.as_bytes()).ok()?;
    let waiting: Waiting = house.keys.derive(PURPOSE).open(PURPOSE, &sealed).ok()?;
    let holds = house.clock.now() < Instant(waiting.ends);
    MailAddress::parse(&waiting.mail).ok().filter(|_| holds)
}
