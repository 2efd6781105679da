//! Staff accounts as their keeper sees them: added, locked, unlocked, given a new password and second factor.

use domain::{DepartmentId, OfficerId, Refusal, Role, Seat, Text, UnitId};
use kit::auth::sessions;
use kit::auth::totp::{self, SECRET_BYTES};
use kit::{Act, By, DeskError, Fault};

use super::Officers;
use super::store::{self, Account};

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

    /// In another office, in the role that it has. Where no unit or department is named it stays that of before.
    pub async fn place(
        &self,
        by: &By,
        login: &str,
        office: Text,
        unit: Option<UnitId>,
        department: Option<DepartmentId>,
    ) -> Result<(), DeskError> {
        let (act, account) = self.begin(by, "officer.move", login).await?;
        let (unit, department) = (unit.or(account.unit), department.or(account.department));
        domain::well_placed(account.role, account.seat, unit, department)?;
        store::place(act.tx(), account.id, office, unit, department).await?;
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
