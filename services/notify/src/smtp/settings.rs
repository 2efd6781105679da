//! The section `[notify.smtp]`: which mail server, and how it is spoken to.

use std::time::Duration;

use kit::BadSettings;
use lettre::transport::smtp::authentication::Credentials;
use serde::Deserialize;

use super::stuck::Step;

/// `default.toml` is its manual.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub tls: Encryption,
    /// Whose certificates are good besides those of the public authorities, as PEM.
    pub ca: Option<String>,
    pub user: Option<String>,
    pub(super) password: Option<String>,
    timeout_seconds: u64,
    pub sessions: usize,
}

/// How a session is kept from being read by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Encryption {
    /// None at all.
    #[serde(rename = "none")]
    No,
    /// Begun in the open, encrypted before anything is said.
    #[serde(rename = "starttls")]
    Begun,
    /// From the first byte.
    #[serde(rename = "tls")]
    Whole,
}

impl SmtpSettings {
    pub fn check(self) -> Result<SmtpSettings, BadSettings> {
        let bad = |what: &str| Err(BadSettings::new(format!("[notify.smtp] {what}")));
        if self.host.trim().is_empty() {
            return bad("needs a host: YINCAI_NOTIFY__SMTP__HOST");
        }
        if self.user.is_some() != self.password.is_some() {
            return bad("has a user or a password alone: give both or neither");
        }
        if self.tls == Encryption::No && self.password.is_some() {
            return bad("would send its password in the open: set tls to \"starttls\" or \"tls\"");
        }
        if self.tls == Encryption::No && self.ca.is_some() {
            return bad("has a ca_file and encrypts nothing: set tls to \"starttls\" or \"tls\"");
        }
        if self.sessions == 0 || self.timeout_seconds == 0 {
            return bad("needs at least one session and one second");
        }
        Ok(self)
    }

    pub fn credentials(&self) -> Option<Credentials> {
        Some(Credentials::new(self.user.clone()?, self.password.clone()?))
    }

    /// What comes before a letter, in its order.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = match self.tls {
            Encryption::No => vec![Step::Connect, Step::Greet],
            Encryption::Begun => vec![Step::Connect, Step::Greet, Step::Encrypt],
            Encryption::Whole => vec![Step::Connect, Step::Encrypt, Step::Greet],
        };
        steps.extend(self.user.is_some().then_some(Step::SignIn));
        steps
    }

    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }
}
