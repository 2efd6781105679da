//! A letter as a mail. Made of nothing but the letter and the settings: however often it is composed, it is
//! the same to the byte, its Message-ID included.

use std::time::{Duration, UNIX_EPOCH};

use contract::Addressed;
use kit::{Fault, Instant};
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address, Message};
use uuid::Uuid;

use super::delivery::Delivery;
use super::texts::{self, Sheet, Trial};
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
    let to = Mailbox::new(addressed.letter.person().and_then(name), address);
    let parts = MultiPart::alternative()
        .boundary(format!("part-of-{}", delivery.id.simple()))
        .singlepart(SinglePart::plain(written.text))
        .singlepart(SinglePart::html(written.html));
    let head = head(delivery.id, to, delivery.accepted, sender).subject(written.subject);
    composed(delivery.id, head.multipart(parts))
}

/// A letter to nobody in particular, which says in both languages that it is a test.
pub fn trial(id: Uuid, to: Address, at: Instant, sender: &Sender) -> Result<Composed, Fault> {
    let Trial { subject, text } = texts::trial(sender, at).map_err(|error| Fault::new(error.to_string()))?;
    let head = head(id, Mailbox::new(None, to), at, sender).subject(subject);
    composed(id, head.singlepart(SinglePart::plain(text)))
}

/// What stands above every mail.
fn head(id: Uuid, to: Mailbox, at: Instant, sender: &Sender) -> MessageBuilder {
    let since = Duration::from_micros(at.0.try_into().unwrap_or_default());
    Message::builder()
        .from(sender.from.clone())
        .to(to)
        .date(UNIX_EPOCH + since)
        .message_id(Some(format!("<{id}@{}>", sender.from.email.domain())))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .reply_to(sender.reply_to.as_ref().unwrap_or(&sender.from).clone())
}

fn composed(id: Uuid, mail: Result<Message, lettre::error::Error>) -> Result<Composed, Fault> {
    let mail = mail.map_err(|error| Fault::new(error.to_string()))?;
    Ok(Composed { id, envelope: mail.envelope().clone(), bytes: mail.formatted() })
}

/// A name as it stands before an address: on one line, and not there at all where nothing is left of it.
fn name(person: &str) -> Option<String> {
    let name = person.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
