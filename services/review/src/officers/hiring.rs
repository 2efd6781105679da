//! Staff accounts as their keeper sees them: added, locked, unlocked, given a new password and second factor.

use domain::{DepartmentId, OfficerId, Refusal, Role, Seat, Text, UnitId};
use kit::auth::sessions;
use kit::auth::totp::{self, SECRET_BYTES};
use kit::{Act, By, DeskError, Fault};
use serde::Serialize;

use super::Officers;
use super::store::{self, Account};
use crate::delegations;

/// An account to be added.
pub struct NewAccount {
    pub login: String,
    pub name: Text,
    pub office: Text,
    pub role: Role,
    pub seat: Option<Seat>,
    pub unit: Option<UnitId>,
    pub department: Option<DepartmentId>,
}

/// Where somebody is, in their role.
pub struct Place {
    pub office: Text,
    pub unit: Option<UnitId>,
    pub department: Option<DepartmentId>,
}

/// What the trail says of a move.
#[derive(Serialize)]
struct Moved {
    office_before: Text,
    office_after: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_before: Option<UnitId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_after: Option<UnitId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department_before: Option<DepartmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department_after: Option<DepartmentId>,
}

/// What is told once: nobody can read it again.
pub struct Hired {
    pub login: String,
    pub password: String,
    /// An `otpauth:` address for the authenticator app.
    pub enrolment: String,
}

impl Officers {
    pub async fn add(&self, by: &By, new: NewAccount) -> Result<Hired, DeskError> {
        let NewAccount { login, name, office, role, seat, unit, department } = new;
        domain::well_placed(role, seat, unit, department)?;
        if !is_login(&login) {
            return Err(Refusal::content("login-form").with("typed", &login).at("/login").into());
        }
        let (password, secret) = self.fresh();
        let id = OfficerId::from(self.house.ids.next());
        let hash = self.hash(&password).await?;
        let act = self.house.act(by, "officer.hire", id).await?;
        if store::find_by_login(act.tx(), &self.house, &login).await?.is_some() {
            return Err(Refusal::content("login-taken").with("login", &login).at("/login").into());
        }
        let account = Account {
            id,
            login: login.clone(),
            name,
            office,
            role,
            seat,
            unit,
            department,
            password: hash,
            secret,
            last_step: None,
            locked: false,
            version: 1,
        };
        store::add(act.tx(), &self.house, &account).await?;
        act.commit(&()).await?;
        Ok(hired(login, password, &secret))
    }

    /// To another place, in the role that it has: whoever is signed in with it is out, and finds the new one at the next sign-in.
    /// Nobody gets a hand there by standing in for it.
    pub async fn place(&self, by: &By, login: &str, place: Place) -> Result<(), DeskError> {
        let (mut act, account) = self.begin(by, "officer.move", login).await?;
        if account.role == Role::SeatMember {
            return Err(Refusal::content("seated-by-secretary").at("/login").into());
        }
        domain::well_placed(account.role, account.seat, place.unit, place.department)?;
        let today = act.at().date();
        let delegations = delegations::store::about(act.tx(), &[account.id]).await?;
        if delegations.iter().any(|one| one.last_day() >= today) {
            return Err(Refusal::stage("stood-in-for").into());
        }
        if !store::place(act.tx(), &account, &place).await? {
            return Err(DeskError::Stale);
        }
        sessions::end_all(&act, &account.id.to_string()).await?;
        act.note(&Moved {
            office_before: account.office,
            office_after: place.office,
            unit_before: account.unit,
            unit_after: place.unit,
            department_before: account.department,
            department_after: place.department,
        })?;
        act.commit(&()).await
    }

    /// Nobody signs in with it any more, and whoever did is out.
    pub async fn lock(&self, by: &By, login: &str) -> Result<(), DeskError> {
        let (act, account) = self.begin(by, "officer.lock", login).await?;
        store::set_locked(act.tx(), account.id, true).await?;
        sessions::end_all(&act, &account.id.to_string()).await?;
        act.commit(&()).await
    }

    pub async fn unlock(&self, by: &By, login: &str) -> Result<(), DeskError> {
        let (act, account) = self.begin(by, "officer.unlock", login).await?;
        store::set_locked(act.tx(), account.id, false).await?;
        act.commit(&()).await
    }

    pub async fn reset(&self, by: &By, login: &str) -> Result<Hired, DeskError> {
        let (password, secret) = self.fresh();
        let hash = self.hash(&password).await?;
        let (act, account) = self.begin(by, "officer.reset", login).await?;
        store::set_secrets(act.tx(), &self.house, &account, &hash, &secret).await?;
        sessions::end_all(&act, &account.id.to_string()).await?;
        act.commit(&()).await?;
        Ok(hired(account.login, password, &secret))
    }

    pub async fn all(&self) -> Result<Vec<Account>, Fault> {
        store::all(self.house.reader(), &self.house).await
    }

    /// An account that there must be.
    pub async fn of_login(&self, login: &str) -> Result<Account, DeskError> {
        let found = self.find_by_login(login).await?;
        Ok(found.ok_or_else(|| Refusal::content("login-unknown").with("login", login).at("/login"))?)
    }

    async fn begin(&self, by: &By, deed: &'static str, login: &str) -> Result<(Act, Account), DeskError> {
        let account = self.of_login(login).await?;
        Ok((self.house.act(by, deed, account.id).await?, account))
    }

    fn fresh(&self) -> (String, [u8; SECRET_BYTES]) {
        (self.house.rng.secret(), self.house.rng.bytes())
    }
}

fn hired(login: String, password: String, secret: &[u8; SECRET_BYTES]) -> Hired {
    Hired { enrolment: totp::enrolment(secret, &login), login, password }
}

fn is_login(login: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    (2..=40).contains(&login.len())
        && login.starts_with(|letter: char| letter.is_ascii_lowercase())
        && login.chars().all(plain)
}
