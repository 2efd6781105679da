//! Hiring an officer, signing in with password and second factor, by page and by API.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::{OfficerId, Refusal, Text};
use kit::auth::{Passwords, TokenKeys, sessions, totp};
use kit::limits::Limit;
use kit::{Act, By, DeskError, Fault, House, Within};
use serde::Deserialize;

use super::Officer;
use super::store::{self, Account};

/// Over which time tries are counted.
const LIMITED_OVER: Duration = Duration::from_secs(10 * 60);

/// The settings of signing in; `default.toml` is their manual.
#[derive(Clone, Deserialize)]
pub struct OfficerSettings {
    session_hours: Within<1, 24>,
    token_minutes: Within<1, 60>,
    sign_in_tries: Within<3, 1000>,
}

#[derive(Clone)]
pub struct Officers {
    pub(crate) house: House,
    settings: OfficerSettings,
    tokens: TokenKeys,
    passwords: Passwords,
    per_login: Arc<Limit>,
    per_network: Arc<Limit>,
}

/// What somebody types to sign in.
pub struct Credentials<'a> {
    pub login: &'a str,
    pub password: &'a str,
    /// The six digits of the second factor.
    pub code: &'a str,
}

/// What signing in gives, and for how long.
pub struct Granted {
    pub token: String,
    pub lifetime: Duration,
}

impl Officers {
    pub fn new(house: House, settings: OfficerSettings) -> Officers {
        let limit = || Arc::new(Limit::new(house.clock.clone(), settings.sign_in_tries.get(), LIMITED_OVER));
        Officers {
            tokens: TokenKeys::of(&house.keys, house.url()),
            passwords: Passwords::new(house.rng.clone()),
            per_login: limit(),
            per_network: Arc::new(Limit::new(house.clock.clone(), settings.sign_in_tries.get() * 10, LIMITED_OVER)),
            house,
            settings,
        }
    }

    /// What is kept of a password.
    pub async fn hash(&self, password: &str) -> Result<String, DeskError> {
        self.passwords.hash(password).await
    }

    pub async fn hire(&self, by: &By, account: &Account) -> Result<(), DeskError> {
        let act = self.house.act(by, "officer.hire", account.id).await?;
        store::add(act.tx(), &self.house, account).await?;
        act.commit(&()).await
    }

    pub async fn find_by_login(&self, login: &str) -> Result<Option<Account>, Fault> {
        store::find_by_login(self.house.reader(), &self.house, login).await
    }

    /// For a browser: an opaque session.
    pub async fn sign_in(&self, by: &By, typed: &Credentials<'_>) -> Result<Granted, DeskError> {
        let (account, step) = self.recognise(by, typed).await?;
        let act = self.house.act(by, "officer.sign-in", account.id).await?;
        if !store::use_step(act.tx(), account.id, step).await? {
            return Err(unknown());
        }
        let lifetime = Duration::from_secs(3600 * u64::from(self.settings.session_hours.get()));
        let token = sessions::begin(&act, &account.id.to_string(), lifetime).await?;
        act.commit(&()).await?;
        Ok(Granted { token, lifetime })
    }

    /// For a program: a signed access token.
    pub async fn grant_token(&self, by: &By, typed: &Credentials<'_>) -> Result<Granted, DeskError> {
        let (account, step) = self.recognise(by, typed).await?;
        let act = self.house.act(by, "officer.token", account.id).await?;
        if !store::use_step(act.tx(), account.id, step).await? {
            return Err(unknown());
        }
        act.commit(&()).await?;
        let lifetime = Duration::from_secs(60 * u64::from(self.settings.token_minutes.get()));
        let roles = vec![account.role.code().to_owned()];
        let House { clock, ids, .. } = &self.house;
        let token = self.tokens.issue(&**clock, ids, &account.id.to_string(), roles, lifetime);
        Ok(Granted { token, lifetime })
    }

    pub async fn sign_out(&self, by: &By, token: &str) -> Result<(), DeskError> {
        let act = self.house.act(by, "officer.sign-out", &by.actor.id).await?;
        sessions::end(&act, token).await?;
        act.commit(&()).await
    }

    /// Whose session or access token this is, while the account stands.
    pub async fn who(&self, presented: &str) -> Result<Option<Account>, DeskError> {
        let subject = match self.tokens.check(&*self.house.clock, presented) {
            Some(claims) => claims.sub,
            None => match sessions::find(&self.house, presented).await? {
                Some(session) => session.subject,
                None => return Ok(None),
            },
        };
        let id: OfficerId = subject.parse().map_err(|_| Fault::corrupt("sessions", &subject, "no officer"))?;
        let account = store::find(self.house.reader(), &self.house, id).await?;
        Ok(account.filter(|account| !account.locked))
    }

    /// Whoever is signed in proves it again by a code that was not used before.
    pub async fn prove(&self, act: &Act, by: &Officer, code: &str) -> Result<(), DeskError> {
        let account = store::find(act.tx(), &self.house, by.id).await?.ok_or(DeskError::NotSignedIn)?;
        self.per_login.check(&account.login)?;
        let wrong = || Refusal::content("step-up-wrong").at("/code");
        let step = totp::verify(&account.secret, code, act.at(), account.last_step).ok_or_else(wrong)?;
        if store::use_step(act.tx(), account.id, step).await? { Ok(()) } else { Err(wrong().into()) }
    }

    pub async fn names(&self, ids: &[OfficerId]) -> Result<BTreeMap<OfficerId, Text>, Fault> {
        store::names(self.house.reader(), ids).await
    }

    /// Whatever is wrong, the answer and the time it takes are the same.
    async fn recognise(&self, by: &By, typed: &Credentials<'_>) -> Result<(Account, i64), DeskError> {
        self.per_network.check(&by.actor.id)?;
        self.per_login.check(typed.login)?;
        let account = self.find_by_login(typed.login).await?;
        let kept = account.as_ref().map(|account| account.password.as_str());
        let right = self.passwords.verify(typed.password, kept).await?;
        let account = account.filter(|account| right && !account.locked).ok_or_else(unknown)?;
        let now = self.house.clock.now();
        let step = totp::verify(&account.secret, typed.code, now, account.last_step).ok_or_else(unknown)?;
        Ok((account, step))
    }
}

fn unknown() -> DeskError {
    Refusal::content("sign-in-wrong").at("/login").into()
}
