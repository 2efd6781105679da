//! A letter as a mail. Made of nothing but the letter and the settings: however often it is composed, it is
//! the same to the byte, its Message-ID included.

use std::time::{Duration, UNIX_EPOCH};

use contract::Addressed;
use kit::Fault;
use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use uuid::Uuid;

use super::delivery::Delivery;
use super::texts::{self, Sheet};
use crate::settings::Sender;

/// A mail, ready to be handed over.
pub struct Composed {
    /// The letter's id.
    pub id: Uuid,
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

/// The faults say nothing personal.
pub fn compose(delivery: &Delivery, addressed: &Addressed, sender: &Sender) -> Result<Composed, Fault> {
    let sheet = Sheet::of(sender, addressed.language, delivery.accepted);
    let written = texts::write(&addressed.letter, &sheet).map_err(|error| Fault::new(error.to_string()))?;
    let address = addressed.to.parse().map_err(|_| Fault::new("the address is none"))?;
    let boundary = format!("part-of-{}", delivery.id.simple());
    let since = Duration::from_micros(delivery.accepted.0.try_into().unwrap_or_default());
    let builder = Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(addressed.letter.person().and_then(name), address))
        .subject(written.subject)
        .date(UNIX_EPOCH + since)
        .message_id(Some(format!("<{}@{}>", delivery.id, sender.from.email.domain())))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .reply_to(sender.reply_to.as_ref().unwrap_or(&sender.from).clone());
    let parts = MultiPart::alternative()
        .boundary(boundary)
        .singlepart(SinglePart::plain(written.text))
        .singlepart(SinglePart::html(written.html));
    let mail = builder.multipart(parts).map_err(|error| Fault::new(error.to_string()))?;
    Ok(Composed { id: delivery.id, envelope: mail.envelope().clone(), bytes: mail.formatted() })
}

/// A name as it stands before an address: on one line, and not there at all where nothing is left of it.
fn name(person: &str) -> Option<String> {
    let name = person.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
