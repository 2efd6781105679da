//! Letters to the world: handed to a mail server over SMTP, which brings them on.
//! A server that says no for good (5xx) ends a letter; whatever may pass (4xx, a lost connection, time) is tried again.

mod sessions;
mod settings;
mod stream;
mod stuck;
mod trust;

use async_trait::async_trait;
use kit::{BadSettings, Examined, Fault};

use crate::letters::{Composed, Outcome, Transport};
use sessions::Sessions;
use settings::Encryption;
pub use settings::SmtpSettings;
use stuck::{Step, Stuck, clean};
use trust::Trust;

pub struct Smtp {
    sessions: Sessions,
}

impl Smtp {
    pub fn new(settings: SmtpSettings) -> Result<Smtp, BadSettings> {
        let settings = settings.check()?;
        let trust = Trust::of(&settings)?;
        Ok(Smtp { sessions: Sessions::new(settings, trust) })
    }

    /// Where letters go, in words.
    pub fn place(&self) -> String {
        let SmtpSettings { host, port, tls, .. } = self.settings();
        let how = match tls {
            Encryption::No => "in the open",
            Encryption::Begun => "encrypted by STARTTLS",
            Encryption::Whole => "encrypted",
        };
        format!("{host} port {port}, {how}")
    }

    fn settings(&self) -> &SmtpSettings {
        &self.sessions.settings
    }

    /// Each step as it went, up to the one at which the way ended.
    fn told(&self, ended: Result<Option<String>, Stuck>) -> Vec<Examined> {
        let stuck_at = ended.as_ref().err().map(|stuck| stuck.step);
        let gone = self.settings().steps().into_iter().take_while(|step| Some(*step) != stuck_at);
        let of = |step: Step, found| Examined { what: format!("mail {}", step.label()), found };
        let mut told: Vec<Examined> = gone.map(|step| of(step, Ok(self.went(step)))).collect();
        match ended {
            Ok(None) => {}
            Ok(Some(answer)) => told.push(of(Step::Letter, Ok(format!("accepted; the server says {answer}")))),
            Err(Stuck { step, what, advice, .. }) => told.push(of(step, Err(format!("{what}; {advice}")))),
        }
        told
    }

    fn went(&self, step: Step) -> String {
        let SmtpSettings { host, port, tls, user, .. } = self.settings();
        match step {
            Step::Connect => format!("{host} port {port} answers"),
            Step::Encrypt if *tls == Encryption::Begun => "begun by STARTTLS, the certificate is good".to_owned(),
            Step::Encrypt => "from the first byte, the certificate is good".to_owned(),
            Step::Greet => "it speaks SMTP".to_owned(),
            Step::SignIn => format!("accepted for {}", user.as_deref().unwrap_or_default()),
            Step::Letter => String::new(),
        }
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn hand_over(&self, mail: &Composed) -> Outcome {
        match self.sessions.send(mail).await {
            Ok(_) => Outcome::HandedOver,
            Err(stuck) if stuck.for_good => Outcome::Refused(stuck.met()),
            Err(stuck) if stuck.is_away() => Outcome::Away(stuck.met()),
            Err(stuck) => Outcome::Fault(stuck.met()),
        }
    }

    /// Letters wait while the mail server is away: that takes no service down.
    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }

    fn at_once(&self) -> usize {
        self.sessions.at_once()
    }

    async fn examine(&self) -> Vec<Examined> {
        self.told(self.sessions.look().await.map(|()| None))
    }

    async fn try_out(&self, mail: &Composed) -> Vec<Examined> {
        let answered = self.sessions.send(mail).await.map(|answer| {
            let words = answer.message().collect::<Vec<_>>().join(" ");
            Some(clean(&format!("{} {words}", answer.code()), self.settings()))
        });
        self.told(answered)
    }
}
