//! A letter that this service owes somebody, and the addresses in it.

use contract::event::LetterDue;
use contract::{Addressed, Event, Letter};
use domain::Language;
use kit::{Fault, House, Instant};

/// Sealed for `notify`; not worth sending once it has expired.
pub fn owed(
    house: &House,
    to: String,
    language: Language,
    letter: Letter,
    expires: Option<Instant>,
) -> Result<Event, Fault> {
    let name = letter.name().to_owned();
    let addressed = house.keys.seal_for("notify", &Addressed { to, language, letter })?;
    Ok(Event::LetterDue(LetterDue { name, expires: expires.map(|at| at.0), addressed }))
}

/// A page of ours in the reader's language.
pub fn link(house: &House, language: Language, path: &str) -> String {
    let prefix = match language {
        Language::Zh => "",
        Language::En => "/en",
    };
    format!("{}{prefix}{path}", house.url())
}
