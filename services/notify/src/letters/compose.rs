//! A letter as a mail. Made of nothing but the letter and the settings: however often it is composed, it is
//! the same to the byte, its Message-ID included.

use std::time::{Duration, UNIX_EPOCH};

use contract::Addressed;
use kit::Fault;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::delivery::Delivery;
use super::texts::{self, Sheet};
use crate::settings::Sender;

/// The faults say nothing personal.
pub fn compose(delivery: &Delivery, addressed: &Addressed, sender: &Sender) -> Result<Vec<u8>, Fault> {
    let sheet = Sheet::of(sender, addressed.language, delivery.accepted);
    let written = texts::write(&addressed.letter, &sheet).map_err(|error| Fault::new(error.to_string()))?;
    let address = addressed.to.parse().map_err(|_| Fault::new("the address is none"))?;
    let boundary = format!("part-of-{}", delivery.id.simple());
    let since = Duration::from_micros(delivery.accepted.0.try_into().unwrap_or_default());
    let builder = Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(None, address))
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
    Ok(mail.formatted())
}
