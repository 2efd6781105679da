//! Gathers everything about one person from the subjects that hold it. Nothing is changed; what is taken along is an act only
//! for its row in the trail.

use contract::{Consent, Voice};
use domain::interpretation::Published;
use domain::{Language, Policy, UnitRef};
use kit::auth::Session;
use kit::{At, DeskError, Fault, Instant};

use crate::accounts::store::Addresses;
use crate::accounts::{Accounts, Applicant};
use crate::evidence::desk::EvidenceDesk;
use crate::evidence::store::Kept as Evidence;
use crate::nominations::desk::Nominations;
use crate::nominations::store::{Kept as Nomination, Revision};
use crate::referrals::desk::{Known, Referrals};
use crate::referrals::store::Kept as Referral;
use crate::units::desk::Units;

/// How many are read at once.
const AT_ONCE: u16 = 100;

#[derive(Clone)]
pub struct OwnData {
    pub(super) accounts: Accounts,
    pub(super) nominations: Nominations,
    evidence: EvidenceDesk,
    pub(super) referrals: Referrals,
    units: Units,
}

/// Everything about one person.
pub struct Held {
    pub mail: String,
    pub addresses: Addresses,
    /// Asked for, and not confirmed yet.
    pub asked_for: Option<String>,
    /// In which letters are written.
    pub language: Language,
    pub sessions: Vec<Session>,
    pub nominations: Vec<HeldNomination>,
    /// The interpretations that what was sent goes by.
    pub published: Vec<Published>,
    /// Those that the person wrote.
    pub referrals: Vec<(Referral, Known)>,
    /// Those about the person that wait for their answer.
    pub invitations: Vec<Referral>,
    pub at: Instant,
}

/// A nomination with everything that belongs to it.
pub struct HeldNomination {
    pub kept: Nomination,
    /// The version of the policy that it goes by.
    pub policy: &'static Policy,
    pub revisions: Vec<Revision>,
    pub consents: Vec<Consent>,
    /// Those that a consent names.
    pub units: Vec<UnitRef>,
    pub evidence: Vec<Evidence>,
    /// What referrers wrote for it.
    pub voices: Vec<Voice>,
}

impl OwnData {
    pub fn new(
        accounts: Accounts,
        nominations: Nominations,
        evidence: EvidenceDesk,
        referrals: Referrals,
        units: Units,
    ) -> OwnData {
        OwnData { accounts, nominations, evidence, referrals, units }
    }

    pub async fn gather(&self, by: &Applicant) -> Result<Held, DeskError> {
        let mut nominations = Vec::new();
        let mut at = At::Start;
        loop {
            let some = self.nominations.list(by, &at, AT_ONCE).await?;
            for kept in some.items {
                nominations.push(self.with_all(by, kept).await?);
            }
            match some.after {
                Some(place) => at = At::After(place),
                None => break,
            }
        }
        let reader = self.accounts.house.reader();
        let (mail, language) = self.accounts.address(reader, by.person).await?;
        Ok(Held {
            mail,
            addresses: self.accounts.addresses(reader, by.person).await?,
            asked_for: self.accounts.asked_for(by).await?,
            language,
            sessions: self.accounts.sessions(by).await?,
            nominations,
            published: self.nominations.published().await?,
            referrals: self.referred(by).await?,
            invitations: self.referrals.waiting_for(by).await?,
            at: self.accounts.house.clock.now(),
        })
    }

    /// The same, to take along: the trail keeps that it was taken before it is given out.
    pub async fn export(&self, by: &Applicant) -> Result<Held, DeskError> {
        let held = self.gather(by).await?;
        self.accounts.house.act(&by.by, "account.export", by.person).await?.commit(&()).await?;
        Ok(held)
    }

    async fn with_all(&self, by: &Applicant, kept: Nomination) -> Result<HeldNomination, DeskError> {
        let (id, consents) = (kept.nomination.id, consents(&kept));
        let mut units = Vec::new();
        for unit in consents.iter().filter_map(|consent| consent.unit) {
            units.extend(self.units.find(unit).await?);
        }
        Ok(HeldNomination {
            revisions: self.nominations.revisions(by, id).await?,
            consents,
            units,
            evidence: self.evidence.list(by, id).await?,
            voices: self.nominations.spoken_for(by, id).await?,
            policy: self.nominations.policy_of(&kept),
            kept,
        })
    }

    async fn referred(&self, by: &Applicant) -> Result<Vec<(Referral, Known)>, Fault> {
        let (mut referred, mut at) = (Vec::new(), At::Start);
        loop {
            let some = self.referrals.list(by, &at, AT_ONCE).await?;
            referred.extend(some.items);
            match some.after {
                Some(place) => at = At::After(place),
                None => return Ok(referred),
            }
        }
    }
}

/// As they were given with the filing, and later to the unit that was proposed.
fn consents(kept: &Nomination) -> Vec<Consent> {
    let later = kept.progress.as_ref().and_then(|progress| progress.agreed.clone());
    kept.consents.iter().cloned().chain(later).collect()
}
