//! Hiring an officer, signing in with password and second factor, by page and by API.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::{OfficerId, Refusal, Text};
use kit::auth::refresh::Renewed;
use kit::auth::{Bearer, Device, Passwords, Session, TokenKeys, refresh, sessions, totp};
use kit::limits::{Known, Limit, Purpose};
use kit::{Act, By, DeskError, Fault, House, Within};
use serde::Deserialize;
use uuid::Uuid;

use super::Officer;
use super::store::{self, Account};

/// Over which time tries are counted.
const LIMITED_OVER: Duration = Duration::from_secs(10 * 60);

/// The settings of signing in; `default.toml` is their manual.
#[derive(Clone, Deserialize)]
pub struct OfficerSettings {
    session_hours: Within<1, 24>,
    idle_minutes: Within<5, 1440>,
    token_minutes: Within<1, 60>,
    refresh_hours: Within<1, 720>,
    sign_in_tries: Within<3, 1000>,
}

/// An account's tries are counted for each network; those of all networks together have so many times the room.
const NETWORKS: u32 = 20;

#[derive(Clone)]
pub struct Officers {
    pub(crate) house: House,
    settings: OfficerSettings,
    tokens: TokenKeys,
    passwords: Passwords,
    per_login_and_network: Arc<Limit>,
    per_login: Arc<Limit>,
    per_network: Arc<Limit>,
    /// Only whoever is signed in as that officer counts here.
    step_ups: Arc<Limit>,
    /// From where each account was signed in to: nobody elsewhere can lock its officer out there.
    known: Arc<Known>,
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

/// What a program is given: an access token, and the refresh token that gets the next pair.
pub struct Pair {
    pub access: Granted,
    pub refresh: String,
}

impl Officers {
    pub fn new(house: House, settings: OfficerSettings) -> Officers {
        let limit = |name, tries| Arc::new(house.limit(name, tries, LIMITED_OVER, Purpose::Protects));
        let tries = settings.sign_in_tries.get();
        Officers {
            tokens: TokenKeys::of(&house.keys, house.url()),
            passwords: Passwords::new(house.rng.clone()),
            per_login_and_network: limit("sign-in", tries),
            per_login: limit("sign-in-all-networks", tries.saturating_mul(NETWORKS)),
            per_network: limit("sign-in-network", tries.saturating_mul(10)),
            step_ups: limit("step-up", tries),
            known: Arc::new(house.known()),
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
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::add(act.tx(), &self.house, account).await?;
        act.commit(&()).await
    }

    pub async fn find(&self, id: OfficerId) -> Result<Option<Account>, Fault> {
        store::find(self.house.reader(), &self.house, id).await
    }

    pub async fn find_by_login(&self, login: &str) -> Result<Option<Account>, Fault> {
        store::find_by_login(self.house.reader(), &self.house, login).await
    }

    /// For a browser: an opaque session.
    pub async fn sign_in(&self, by: &By, typed: &Credentials<'_>, device: Device) -> Result<Granted, DeskError> {
        let (account, step) = self.recognise(by, typed).await?;
        let act = self.house.act(by, "officer.sign-in", account.id).await?;
        self.let_in(&act, &account, step).await?;
        let lifetime = Duration::from_secs(3600 * u64::from(self.settings.session_hours.get()));
        let token = sessions::begin(&act, &account.id.to_string(), device, lifetime).await?;
        act.commit(&()).await?;
        Ok(Granted { token, lifetime })
    }

    /// For a program: a signed access token, and what renews it.
    pub async fn grant_tokens(&self, by: &By, typed: &Credentials<'_>, device: Device) -> Result<Pair, DeskError> {
        let (account, step) = self.recognise(by, typed).await?;
        let act = self.house.act(by, "officer.token", account.id).await?;
        self.let_in(&act, &account, step).await?;
        let lifetime = Duration::from_secs(3600 * u64::from(self.settings.refresh_hours.get()));
        let (session, refresh) = refresh::begin(&act, &account.id.to_string(), device, lifetime).await?;
        act.commit(&()).await?;
        Ok(Pair { access: self.access(&account, session), refresh })
    }

    /// The next pair for a refresh token that was not used yet. One that was ends all that came from its sign-in.
    pub async fn renew_tokens(&self, by: &By, token: &str) -> Result<Pair, DeskError> {
        self.per_network.check(&by.network()).await?;
        let held = refresh::find(&self.house, token).await?.ok_or(DeskError::NotSignedIn)?;
        let account = self.standing("refresh_tokens", &held.subject).await?.ok_or(DeskError::NotSignedIn)?;
        let act = self.house.act(by, "officer.token-renewed", account.id).await?;
        match refresh::renew(&act, token).await? {
            Renewed::Next(refresh) => {
                act.commit(&()).await?;
                Ok(Pair { access: self.access(&account, held.session), refresh })
            }
            // Two may use it at once: which of them was second is known here alone.
            Renewed::Copied => {
                act.became("officer.token-copied").commit(&()).await?;
                Err(DeskError::NotSignedIn)
            }
            // Its session was ended meanwhile: nothing happened.
            Renewed::Gone => Err(DeskError::NotSignedIn),
        }
    }

    /// Ends all that came from the sign-in of this refresh token; the answer never tells whether there was one.
    pub async fn revoke_tokens(&self, by: &By, token: &str) -> Result<(), DeskError> {
        self.per_network.check(&by.network()).await?;
        let Some(held) = refresh::find(&self.house, token).await? else {
            return Ok(());
        };
        let act = self.house.act(by, "officer.token-revoked", held.subject).await?;
        refresh::end(&act, token).await?;
        act.commit(&()).await
    }

    fn access(&self, account: &Account, session: Uuid) -> Granted {
        let lifetime = Duration::from_secs(60 * u64::from(self.settings.token_minutes.get()));
        let roles = vec![account.role.code().to_owned()];
        let House { clock, ids, .. } = &self.house;
        let subject = account.id.to_string();
        let token = self.tokens.issue(&**clock, ids, Bearer { subject: &subject, session, roles }, lifetime);
        Granted { token, lifetime }
    }

    pub async fn sign_out(&self, by: &By, token: &str) -> Result<(), DeskError> {
        let act = self.house.act(by, "officer.sign-out", &by.actor.id).await?;
        sessions::end(&act, token).await?;
        act.commit(&()).await
    }

    /// Whose session or access token this is, and of which session, while that and the account stand.
    pub async fn who(&self, presented: &str) -> Result<Option<(Account, Uuid)>, DeskError> {
        let session = match self.tokens.check(&*self.house.clock, presented) {
            Some(claims) => sessions::named(&self.house, claims.sid).await?.filter(|one| one.subject == claims.sub),
            None => sessions::find(&self.house, presented, self.idle()).await?,
        };
        let Some(Session { id, subject, .. }) = session else {
            return Ok(None);
        };
        Ok(self.standing("sessions", &subject).await?.map(|account| (account, id)))
    }

    fn idle(&self) -> Duration {
        Duration::from_secs(60 * u64::from(self.settings.idle_minutes.get()))
    }

    /// Where the officer is signed in, the one used last first.
    pub async fn sessions(&self, by: &Officer) -> Result<Vec<Session>, DeskError> {
        Ok(sessions::list(&self.house, &by.id.to_string(), self.idle()).await?)
    }

    /// Ends one of the officer's own sessions and all access tokens that came from it.
    pub async fn end_session(&self, by: &Officer, session: Uuid, seen: i64) -> Result<(), DeskError> {
        let act = self.house.act(&by.by, "officer.end-session", by.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if !sessions::end_one(&act, &by.id.to_string(), session).await? {
            return Err(DeskError::Missing);
        }
        if seen != sessions::VERSION {
            return Err(DeskError::Stale);
        }
        act.commit(&()).await
    }

    /// Ends all of the officer's sessions but the one that asks.
    pub async fn end_other_sessions(&self, by: &Officer) -> Result<(), DeskError> {
        let act = self.house.act(&by.by, "officer.end-other-sessions", by.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        sessions::end_others(&act, &by.id.to_string(), by.session).await?;
        act.commit(&()).await
    }

    async fn standing(&self, table: &str, subject: &str) -> Result<Option<Account>, Fault> {
        let id: OfficerId = subject.parse().map_err(|_| Fault::corrupt(table, subject, "no officer"))?;
        let account = store::find(self.house.reader(), &self.house, id).await?;
        Ok(account.filter(Account::may_come_in))
    }

    /// Whoever is signed in proves it again by a code that was not used before.
    pub async fn prove(&self, act: &Act, by: &Officer, code: &str) -> Result<(), DeskError> {
        let account = store::find(act.tx(), &self.house, by.id).await?.ok_or(DeskError::NotSignedIn)?;
        self.step_ups.check(&account.login).await?;
        let wrong = || Refusal::content("step-up-wrong").at("/code");
        let step = totp::verify(&account.secret, code, act.at(), account.last_step).ok_or_else(wrong)?;
        if store::use_step(act.tx(), account.id, step).await? { Ok(()) } else { Err(wrong().into()) }
    }

    pub async fn names(&self, ids: &[OfficerId]) -> Result<BTreeMap<OfficerId, Text>, Fault> {
        store::names(self.house.reader(), ids).await
    }

    /// Whatever is wrong, the answer and the time it takes are the same.
    async fn recognise(&self, by: &By, typed: &Credentials<'_>) -> Result<(Account, i64), DeskError> {
        let network = by.network();
        let there = format!("{network} {}", typed.login);
        self.per_network.check(&network).await?;
        self.per_login_and_network.check(&there).await?;
        if !self.known.knows(&there).await {
            self.per_login.check(typed.login).await?;
        }
        let account = self.find_by_login(typed.login).await?;
        let kept = account.as_ref().map(|account| account.password.as_str());
        let right = self.passwords.verify(typed.password, kept).await?;
        let account = account.filter(|account| right && account.may_come_in()).ok_or_else(unknown)?;
        let now = self.house.clock.now();
        let step = totp::verify(&account.secret, typed.code, now, account.last_step).ok_or_else(unknown)?;
        self.known.remember(&there).await;
        Ok((account, step))
    }

    /// Uses the code up, where the account is still what it was recognised by: it may have been locked since, or given another
    /// password and second factor.
    async fn let_in(&self, act: &Act, recognised: &Account, step: i64) -> Result<(), DeskError> {
        let now = store::find(act.tx(), &self.house, recognised.id).await?;
        let stands = now.is_some_and(|now| {
            now.may_come_in() && (&now.password, now.secret) == (&recognised.password, recognised.secret)
        });
        if stands && store::use_step(act.tx(), recognised.id, step).await? { Ok(()) } else { Err(unknown()) }
    }
}

fn unknown() -> DeskError {
    Refusal::content("sign-in-wrong").at("/login").into()
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
