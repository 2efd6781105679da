//! Letters to the world: handed to a mail server over SMTP, which brings them on.
//! A server that says no for good (5xx) ends a letter; whatever may pass (4xx, a lost connection, time) is tried again.

mod sessions;
mod settings;

use async_trait::async_trait;
use kit::Fault;

use crate::letters::{Composed, Outcome, Transport};
use sessions::{Sessions, Unsent};
pub use settings::SmtpSettings;

/// What of a server's words is kept.
const LONGEST_WORDS: usize = 300;

pub struct Smtp {
    sessions: Sessions,
}

impl Smtp {
    pub fn new(settings: SmtpSettings) -> Smtp {
        Smtp { sessions: Sessions::new(settings) }
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn hand_over(&self, mail: &Composed) -> Outcome {
        match self.sessions.send(mail).await {
            Ok(()) => Outcome::HandedOver,
            Err(Unsent::TooSlow) => Outcome::Fault("the mail server did not answer in time".to_owned()),
            Err(Unsent::NoSession(why)) => {
                Outcome::Fault(without_addresses(&format!("no session with the mail server: {why}")))
            }
            // `is_client`: what the server cannot carry, such as an address of another script.
            Err(Unsent::Mail(error)) if error.is_permanent() || error.is_client() => {
                Outcome::Refused(without_addresses(&error.to_string()))
            }
            Err(Unsent::Mail(error)) => Outcome::Fault(without_addresses(&error.to_string())),
        }
    }

    /// Letters wait while the mail server is away: that takes no service down.
    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }

    fn at_once(&self) -> usize {
        self.sessions.at_once()
    }
}

/// The words of a failure without any address in them: the log holds nothing personal.
fn without_addresses(said: &str) -> String {
    let shown = |word: &'_ str| if word.contains('@') { "…".to_owned() } else { word.to_owned() };
    let said = said.split_whitespace().map(shown).collect::<Vec<_>>().join(" ");
    said.chars().filter(|letter| !letter.is_control()).take(LONGEST_WORDS).collect()
}
