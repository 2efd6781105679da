//! That somebody was erased, as the other services are told it, and the last letter to each of their addresses.

use chrono::NaiveDate;
use contract::event::PersonErased;
use contract::letter::AccountErased;
use contract::{Event, Letter};
use domain::{PersonId, Receipt};
use kit::{Fault, House};

use super::erasing::Stays;
use crate::accounts::Applicant;
use crate::{letters, words};

/// To whoever wrote to this address.
pub fn erased(house: &House, person: PersonId, mail: &str, on: NaiveDate) -> Result<Event, Fault> {
    let mail = house.keys.seal_for("notify", &mail.to_owned())?;
    Ok(Event::PersonErased(PersonErased { person, on, mail }))
}

/// What is gone, and what stays; to one of their addresses.
pub fn letter(house: &House, by: &Applicant, to: String, stays: &Stays) -> Result<Event, Fault> {
    let named: Vec<_> = stays.receipts.iter().map(Receipt::to_string).collect();
    let letter = Letter::AccountErased(AccountErased {
        receipts: named.join(" "),
        words: if stays.words { words::say(by.language).owned("letter-erased-words") } else { String::new() },
        link: letters::link(house, by.language, "/posts"),
    });
    letters::owed(house, to, by.language, letter, None)
}
