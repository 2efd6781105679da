//! What is told of the addresses of an account: the code to a new one, every change to all of them, and to the service that
//! wrote to one that it is nobody's any more.

use contract::event::AddressRemoved;
use contract::letter::{AddressCode, AddressesChanged};
use contract::{Event, Letter};
use domain::{Language, MailAddress, PersonId};
use kit::html::mask;
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

/// What happened to an address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Added,
    Chosen,
    Removed,
}

impl Change {
    fn key(self) -> &'static str {
        match self {
            Change::Added => "letter-address-added",
            Change::Chosen => "letter-address-chosen",
            Change::Removed => "letter-address-removed",
        }
    }
}

/// To one of the account's, or to the one that was removed: whoever reads that cannot mend anything by signing in with it.
pub fn changed(house: &House, to: &str, language: Language, change: Change, mail: &str) -> Result<Event, Fault> {
    let say = words::say(language);
    let (mend, act, page) = match change == Change::Removed && to == mail {
        true => ("letter-address-gone-mend", "letter-address-gone-act", "/posts"),
        false => ("letter-address-mend", "letter-address-act", PAGE),
    };
    let letter = Letter::AddressesChanged(AddressesChanged {
        happened: say.with(change.key(), &[("mail", mask::mail(mail).into())]),
        mend: say.owned(mend),
        act: say.owned(act),
        link: letters::link(house, language, page),
    });
    letters::owed(house, to.to_owned(), language, letter, None)
}

pub fn removed(house: &House, person: PersonId, mail: &str) -> Result<Event, Fault> {
    let mail = house.keys.seal_for("notify", &mail.to_owned())?;
    Ok(Event::AddressRemoved(AddressRemoved { person, mail }))
}
