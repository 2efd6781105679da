//! What is told of the addresses of an account: the code to a new one, every change to all of them, and to the service that
//! wrote to one that it is nobody's any more.

use contract::event::AddressRemoved;
use contract::letter::{AddressCode, AddressesChanged};
use contract::{Event, Letter};
use domain::{Language, MailAddress, PersonId};
use kit::{Fault, House, Instant};

use crate::{letters, words};

const PAGE: &str = "/addresses";

/// The subject under which everything about the account is told, in order.
pub fn subject(person: PersonId) -> String {
    format!("person/{person}")
}

pub fn code(
    house: &House,
    code: String,
    minutes: u32,
    mail: &MailAddress,
    language: Language,
    ends: Instant,
) -> Result<Event, Fault> {
    let link = letters::link(house, language, &format!("{PAGE}/code"));
    let letter = Letter::AddressCode(AddressCode { code, minutes, link });
    letters::owed(house, mail.as_str().to_owned(), language, letter, Some(ends))
}

/// `happened` is the key of what did; `masked` the address to which.
pub fn changed(house: &House, to: &str, language: Language, happened: &str, masked: &str) -> Result<Event, Fault> {
    let letter = Letter::AddressesChanged(AddressesChanged {
        happened: words::say(language).with(happened, &[("mail", masked.into())]),
        link: letters::link(house, language, PAGE),
    });
    letters::owed(house, to.to_owned(), language, letter, None)
}

pub fn removed(house: &House, person: PersonId, mail: &str) -> Result<Event, Fault> {
    let mail = house.keys.seal_for("notify", &mail.to_owned())?;
    Ok(Event::AddressRemoved(AddressRemoved { person, mail }))
}
