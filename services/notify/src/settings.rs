//! The section `[notify]` of the settings: who writes. The site's name is that of `[city]`, as on the pages.
//! Read once at the start, so that an address that cannot be is told before the first letter.

use contract::{Language, Text};
use kit::html::City;
use kit::{BadSettings, Written};
use lettre::message::Mailbox;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    office_zh: String,
    office_en: String,
    from: String,
    reply_to: Option<String>,
}

/// Whoever writes the letters.
pub struct Sender {
    site: Text,
    office: Text,
    pub from: Mailbox,
    /// `None` where nobody reads answers.
    pub reply_to: Option<Mailbox>,
}

impl Sender {
    pub fn read(settings: &Written) -> Result<Sender, BadSettings> {
        let section: Section = settings.section("notify")?;
        let city: City = settings.section("city")?;
        Ok(Sender {
            site: city.site,
            office: Text::new(section.office_zh, section.office_en),
            from: mailbox("YINCAI_NOTIFY__FROM", &section.from)?,
            reply_to: section.reply_to.map(|to| mailbox("YINCAI_NOTIFY__REPLY_TO", &to)).transpose()?,
        })
    }

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
