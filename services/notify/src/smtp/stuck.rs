//! Where the way to the mail server ended, in words for its operator: what happened, and what to do about it.
//! A server may say anything: no address and nothing of the sign-in goes on into a log or a page.

use std::error::Error;
use std::io;

use contract::event::Trouble;
use data_encoding::BASE64;
use tokio_rustls::rustls::{self, CertificateError};

use super::settings::{Encryption, SmtpSettings};
use crate::letters::Met;

/// What of a server's words is kept.
const LONGEST_WORDS: usize = 300;

/// What is done one after the other before a letter is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Connect,
    Encrypt,
    Greet,
    SignIn,
    Letter,
}

impl Step {
    pub fn label(self) -> &'static str {
        match self {
            Step::Connect => "connection",
            Step::Encrypt => "encryption",
            Step::Greet => "greeting",
            Step::SignIn => "sign-in",
            Step::Letter => "letter",
        }
    }
}

/// The step that could not be done, and why.
pub struct Stuck {
    pub step: Step,
    /// Whether the same letter would be refused again.
    pub for_good: bool,
    /// Whether the session broke off while the letter was handed over.
    pub is_lost: bool,
    /// What happened; holds nothing personal and no secret.
    pub what: String,
    /// What helps.
    pub advice: String,
}

/// Why a step could not be done.
pub enum Why {
    TooSlow,
    /// No address is known under the host's name.
    NoSuchHost,
    Network(io::Error),
    /// The server offers no `STARTTLS`.
    NoEncryption,
    Smtp(lettre::transport::smtp::Error),
}

impl Stuck {
    pub fn at(step: Step, why: Why, settings: &SmtpSettings) -> Stuck {
        let (what, advice) = match step {
            Step::Connect => connecting(&why, settings),
            Step::Encrypt => encrypting(&why, settings),
            Step::Greet => greeting(&why, settings),
            Step::SignIn => signing_in(&why),
            Step::Letter => handing_over(&why),
        };
        let what = match &why {
            Why::TooSlow => format!("the mail server did not answer within {} s", settings.timeout().as_secs()),
            _ => clean(&what, settings),
        };
        // `is_client`: what the server cannot carry, such as an address of another script.
        let for_good =
            step == Step::Letter && matches!(&why, Why::Smtp(error) if error.is_permanent() || error.is_client());
        let is_lost = step == Step::Letter
            && matches!(&why, Why::Smtp(error) if error.status().is_none() && !error.is_client() && !error.is_timeout());
        Stuck { step, for_good, is_lost, what, advice }
    }

    /// Whether no letter could have been taken. A sign-in that is refused is none of that: it is not to be tried often.
    pub fn is_away(&self) -> bool {
        matches!(self.step, Step::Connect | Step::Greet)
    }

    /// For the letters' log.
    pub fn met(&self) -> Met {
        let trouble = match self.step {
            Step::Connect => Trouble::Connection,
            Step::Encrypt => Trouble::Encryption,
            Step::Greet => Trouble::Greeting,
            Step::SignIn => Trouble::SignIn,
            Step::Letter if self.for_good => Trouble::Refused,
            Step::Letter => Trouble::PutOff,
        };
        let words = match self.step {
            Step::Letter => self.what.clone(),
            step => format!("no session with the mail server ({}): {}; {}", step.label(), self.what, self.advice),
        };
        Met::new(trouble, words)
    }
}

fn connecting(why: &Why, settings: &SmtpSettings) -> (String, String) {
    let SmtpSettings { host, port, .. } = settings;
    match why {
        Why::NoSuchHost => (
            format!("no address is known for {host}"),
            "check `host` of [notify.smtp], and the name server of this machine".to_owned(),
        ),
        Why::Network(error) if error.kind() == io::ErrorKind::ConnectionRefused => (
            format!("nothing listens on {host} port {port}"),
            "check `host` and `port` of [notify.smtp], and whether the mail server runs".to_owned(),
        ),
        other => (
            other.to_string(),
            format!("check whether this machine may reach {host} port {port}; a firewall may stand between"),
        ),
    }
}

fn encrypting(why: &Why, settings: &SmtpSettings) -> (String, String) {
    let host = &settings.host;
    let (what, advice) = match (why, why.encryption()) {
        (Why::NoEncryption, _) => (
            "the server offers no STARTTLS".to_owned(),
            "set `tls` to \"tls\" and `port` to its encrypted one, usually 465; \"none\" is for a server on this machine",
        ),
        (_, Some(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer))) => (
            "its certificate is signed by nobody known here".to_owned(),
            "name the certificate of the authority that signed it in `ca_file` of [notify.smtp]",
        ),
        (
            _,
            Some(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )),
        ) => (
            format!("its certificate is not for {host}"),
            "set `host` of [notify.smtp] to a name that stands in the certificate",
        ),
        (
            _,
            Some(rustls::Error::InvalidCertificate(
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. },
            )),
        ) => (
            "its certificate is not valid today".to_owned(),
            "have the certificate renewed, or set the clock of this machine",
        ),
        (_, Some(rustls::Error::InvalidMessage(_))) => (
            "what listens there speaks no TLS".to_owned(),
            "set `tls` to \"starttls\", or `port` to the encrypted one, usually 465",
        ),
        (other, _) => (other.to_string(), "ask the administrator of the mail server which `tls` and `port` it takes"),
    };
    (what, advice.to_owned())
}

fn greeting(why: &Why, settings: &SmtpSettings) -> (String, String) {
    let advice = match why {
        Why::Smtp(error) if error.status().is_some() => {
            "ask the administrator of the mail server whether this machine may send through it"
        }
        _ if settings.tls == Encryption::Whole => {
            "check `host` and `port` of [notify.smtp]: no mail server speaks there"
        }
        _ => "set `tls` to \"tls\" if the port is the encrypted one, usually 465; otherwise check `host` and `port`",
    };
    (why.to_string(), advice.to_owned())
}

fn signing_in(why: &Why) -> (String, String) {
    let (what, advice) = match why {
        Why::Smtp(error) if error.is_client() => (
            "the server offers no sign-in by PLAIN or LOGIN".to_owned(),
            "ask its administrator; where it wants no sign-in, set neither user nor password",
        ),
        Why::Smtp(error) if error.is_permanent() => (
            format!("the server refused user or password, {error}"),
            "check `user` and `password_file` of [notify.smtp]",
        ),
        other => (other.to_string(), "the server may be busy; it is tried again"),
    };
    (what, advice.to_owned())
}

fn handing_over(why: &Why) -> (String, String) {
    let advice = match why {
        Why::Smtp(error) if error.is_permanent() => {
            "check the recipient's address, and whether the server lets `from` of [notify] send through it"
        }
        _ => "it may pass: try again in a few minutes",
    };
    (why.to_string(), advice.to_owned())
}

impl Why {
    /// What encryption says of it: its error lies inside those of the network and of the client.
    fn encryption(&self) -> Option<&rustls::Error> {
        let mut error: &(dyn Error + 'static) = match self {
            Why::Network(error) => error,
            Why::Smtp(error) => error,
            _ => return None,
        };
        loop {
            if let Some(found) = error.downcast_ref::<rustls::Error>() {
                return Some(found);
            }
            // An error of the network keeps what it wraps to itself unless it is asked for it.
            let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            error = match wrapped {
                Some(inside) => inside,
                None => error.source()?,
            };
        }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Why::TooSlow => out.write_str("no answer in time"),
            Why::NoSuchHost => out.write_str("no such host"),
            Why::Network(error) => error.fmt(out),
            Why::NoEncryption => out.write_str("no STARTTLS"),
            Why::Smtp(error) => error.fmt(out),
        }
    }
}

/// A server's words, short, on one line, without any address and without what we signed in with, even when it repeats it.
pub fn clean(said: &str, settings: &SmtpSettings) -> String {
    let secrets = secrets(settings);
    let is_secret = |word: &str| word.contains('@') || secrets.iter().any(|secret| word.contains(secret.as_str()));
    let shown = |word: &'_ str| if is_secret(word) { "…".to_owned() } else { word.to_owned() };
    let said = said.split_whitespace().map(shown).collect::<Vec<_>>().join(" ");
    said.chars().filter(|letter| !letter.is_control()).take(LONGEST_WORDS).collect()
}

/// The password as it is, and as the two ways of signing in send it.
fn secrets(settings: &SmtpSettings) -> Vec<String> {
    let (Some(user), Some(password)) = (&settings.user, &settings.password) else {
        return Vec::new();
    };
    let plain = format!("\0{user}\0{password}");
    [password.clone(), BASE64.encode(password.as_bytes()), BASE64.encode(plain.as_bytes())]
        .into_iter()
        .filter(|secret| !secret.is_empty())
        .collect()
}
