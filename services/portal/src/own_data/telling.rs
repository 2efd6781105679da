//! That somebody was erased, as the other services are told it, and the last letter to each of their addresses.

use chrono::NaiveDate;
use contract::event::PersonErased;
use contract::letter::AccountErased;
use contract::{Event, Letter};
use domain::Receipt;
use kit::{Fault, House};

use crate::accounts::Applicant;
use crate::letters;

pub fn erased(house: &House, by: &Applicant, on: NaiveDate) -> Result<Event, Fault> {
    let mail = house.keys.seal_for("notify", &by.mail)?;
    Ok(Event::PersonErased(PersonErased { person: by.person, on, mail }))
}

/// What is gone, and of which receipts something stays; to one of their addresses.
pub fn letter(house: &House, by: &Applicant, to: String, receipts: &[Receipt]) -> Result<Event, Fault> {
    let named: Vec<_> = receipts.iter().map(Receipt::to_string).collect();
    let letter = Letter::AccountErased(AccountErased {
        receipts: named.join(" "),
        link: letters::link(house, by.language, "/posts"),
    });
    letters::owed(house, to, by.language, letter, None)
}
