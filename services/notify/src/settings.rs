//! The section `[notify]` of the settings: who writes, and where letters go. The site's name is that of `[city]`, as on the pages.
//! Read once at the start, so that an address that cannot be is told before the first letter.

use std::time::Duration;

use contract::{Language, Text};
use kit::html::City;
use kit::{BadSettings, Written};
use lettre::message::Mailbox;
use serde::Deserialize;

use crate::smtp::{Smtp, SmtpSettings};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    transport: TransportName,
    smtp: SmtpSettings,
    content_days: u64,
    office_zh: String,
    office_en: String,
    from: String,
    reply_to: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum TransportName {
    Mailbox,
    Smtp,
}

/// Who writes the letters, and where they go.
pub struct Settings {
    pub sender: Sender,
    pub way: Way,
    /// How long the content of a letter is kept after its end.
    pub kept: Duration,
}

pub enum Way {
    /// Into a folder of this machine, with a page to read it.
    Mailbox,
    Smtp(Box<Smtp>),
}

/// Whoever writes the letters.
pub struct Sender {
    site: Text,
    office: Text,
    pub from: Mailbox,
    /// `None` where nobody reads answers.
    pub reply_to: Option<Mailbox>,
}

impl Settings {
    pub fn read(settings: &Written) -> Result<Settings, BadSettings> {
        let section: Section = settings.section("notify")?;
        let city: City = settings.section("city")?;
        let sender = Sender {
            site: city.site,
            office: Text::new(section.office_zh, section.office_en),
            from: mailbox("YINCAI_NOTIFY__FROM", &section.from)?,
            reply_to: section.reply_to.map(|to| mailbox("YINCAI_NOTIFY__REPLY_TO", &to)).transpose()?,
        };
        if settings.is_apart() && settings.is_sample("notify.from") {
            let from = &section.from;
            return Err(BadSettings::new(format!(
                "YINCAI_NOTIFY__FROM is {from}, the sample of the manual: set the city's own"
            )));
        }
        let way = match section.transport {
            TransportName::Mailbox if settings.is_apart() || settings.is_open() => {
                return Err(BadSettings::new(
                    "YINCAI_NOTIFY__TRANSPORT is \"mailbox\", whose letters everybody who reaches the program could read: \
                     set smtp and the mail server in [notify.smtp]",
                ));
            }
            TransportName::Mailbox => Way::Mailbox,
            TransportName::Smtp => Way::Smtp(Box::new(Smtp::new(section.smtp)?)),
        };
        Ok(Settings { sender, way, kept: Duration::from_secs(section.content_days * 24 * 60 * 60) })
    }
}

impl Sender {
    pub fn site(&self, language: Language) -> &str {
        self.site.say(language)
    }

    pub fn office(&self, language: Language) -> &str {
        self.office.say(language)
    }
}

fn mailbox(setting: &str, written: &str) -> Result<Mailbox, BadSettings> {
    written.parse().map_err(|error| BadSettings::new(format!("{setting} is {written}: {error}")))
}
