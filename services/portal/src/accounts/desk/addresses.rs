//! The addresses of an account: each signs in, and one of them gets the letters. Both are told of every change.
//! A new one shows by a code that its mail is read; whether it is known otherwise is told to nobody before that.

use std::time::Duration;

use domain::{MailAddress, PersonId, Refusal};
use kit::auth::sessions;
use kit::{Act, DeskError, Due, Fault, Instant, Once};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Accounts, code_subject, drop_code, plain};
use crate::accounts::Applicant;
use crate::accounts::store::{self, Address, Addresses, AskedFor, SentCode};
use crate::accounts::telling::{self, Change};

/// The most of one account.
const MOST: usize = 2;
const DAY: Duration = Duration::from_secs(24 * 3600);
/// So long an address that was there before cannot be removed from beside a new one: whoever came upon an open session adds
/// their own, and would shut the owner out.
const PROBATION_DAYS: u32 = 7;
/// The entry of the schedule at which an address is forgotten whose code was not typed.
pub const FORGET_ADDRESS: &str = "address.forget";

/// The addresses as they were changed; nothing personal is kept with the key of the request.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Changed {
    pub id: Uuid,
    pub version: i64,
}

impl Addresses {
    /// Whether there is room for another one.
    pub fn takes_more(&self) -> bool {
        self.all.len() < MOST
    }

    /// Whether it is one of them, by its keyed hash.
    pub fn has(&self, fingerprint: &str) -> bool {
        self.all.iter().any(|own| own.fingerprint == fingerprint)
    }

    fn takes(&self, fingerprint: &str) -> Result<(), Refusal> {
        if self.has(fingerprint) {
            return Err(Refusal::content("address-own").at("/mail"));
        }
        if !self.takes_more() {
            return Err(Refusal::stage("addresses-full").with("most", MOST));
        }
        Ok(())
    }

    /// The other one, while this one may go.
    fn beside(&self, removed: &Address, at: Instant) -> Result<&Address, Refusal> {
        let other = self.all.iter().find(|one| one.id != removed.id);
        let other = other.ok_or_else(|| Refusal::stage("address-last"))?;
        let proved = other.since.plus(DAY * PROBATION_DAYS);
        if removed.since < other.since && at < proved {
            return Err(Refusal::stage("address-before-a-new-one").with("day", proved.date()));
        }
        Ok(other)
    }

    fn find(&self, id: Uuid, seen: i64) -> Result<&Address, DeskError> {
        let found = self.all.iter().find(|own| own.id == id).ok_or(DeskError::Missing)?;
        if self.version == seen { Ok(found) } else { Err(DeskError::Stale) }
    }
}

impl Accounts {
    /// Those of somebody; none of somebody who is gone.
    pub async fn addresses(&self, db: &impl ConnectionTrait, person: PersonId) -> Result<Addresses, Fault> {
        store::addresses(db, &self.house, person).await
    }

    /// The applicant's own, in their act; an erasure may have gone before it.
    async fn own(&self, act: &Act, by: &Applicant) -> Result<Addresses, DeskError> {
        let own = self.addresses(act.tx(), by.person).await?;
        if own.all.is_empty() { Err(DeskError::NotSignedIn) } else { Ok(own) }
    }

    /// The address that the applicant asked for last, while its code holds.
    pub async fn asked_for(&self, by: &Applicant) -> Result<Option<String>, Fault> {
        let asked = store::asked_for(self.house.reader(), &self.house, by.person).await?;
        Ok(asked.filter(|asked| self.house.clock.now() < asked.sent.ends).map(|asked| asked.mail))
    }

    /// Sends a code to an address that the applicant wants beside their own. The answer is the same whoever has it.
    pub async fn ask_for_address(&self, by: &Applicant, once: Once, mail: &MailAddress) -> Result<(), DeskError> {
        let fingerprint = self.fingerprint(mail);
        self.per_person.check(&by.person.to_string()).await?;
        self.check_mail(&by.by, &fingerprint).await?;
        let mut act = self.house.act(&by.by.once(once), "account.ask-for-address", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        self.own(&act, by).await?.takes(&fingerprint)?;
        let (code, ends) = self.fresh_code(&act);
        let sent = SentCode { code: self.hashed(&code), tries: 0, ends };
        let asked = AskedFor { fingerprint, mail: mail.as_str().to_owned(), sent };
        store::ask_for(&act, &self.house, by.person, asked).await?;
        act.schedule(FORGET_ADDRESS, &by.person.to_string(), ends, &()).await?;
        let letter = telling::code(&self.house, code, self.code_minutes(), mail, by.language, ends)?;
        act.tell(&telling::subject(by.person), letter).await?;
        act.commit(&()).await
    }

    /// Adds the address that the code was sent to. One that is an account of its own stays that. A try is counted before it is
    /// looked at, so that those sent side by side count too.
    pub async fn add_address(&self, by: &Applicant, once: Once, code: &str) -> Result<Changed, DeskError> {
        self.per_person.check(&by.person.to_string()).await?;
        let code = plain(code)?;
        self.count_try(by).await?;
        let mut act = self.house.act(&by.by.once(once), "account.add-address", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let own = self.own(&act, by).await?;
        let counted = i64::from(self.settings.code_tries.get()) + 1;
        let hashed = self.hashed(&code);
        let asked = store::asked_for(act.tx(), &self.house, by.person).await?;
        let Some(asked) = asked.filter(|asked| asked.sent.holds(&hashed, counted, act.at())) else {
            return Err(Refusal::content("code-wrong").with("code", &code).at("/code").into());
        };
        own.takes(&asked.fingerprint)?;
        if store::person_of(act.tx(), &asked.fingerprint).await?.is_some() {
            return Err(Refusal::stage("address-taken").at("/code").into());
        }
        let (id, AskedFor { fingerprint, mail, .. }) = (act.new_id(), asked);
        store::drop_asked(act.tx(), by.person).await?;
        act.unschedule(FORGET_ADDRESS, &by.person.to_string()).await?;
        store::add_address(&act, &self.house, by.person, id, &fingerprint, &mail).await?;
        let letters = own.all.iter().find(|one| one.gets_letters).map_or(&*fingerprint, |one| &one.fingerprint);
        let version = change(&act, by, letters, own.version).await?;
        let told = own.all.iter().map(|one| &*one.mail).chain([&*mail]);
        self.tell_all(&mut act, by, told, Change::Added, &mail).await?;
        let changed = Changed { id, version };
        act.commit(&changed).await?;
        Ok(changed)
    }

    /// The code holds no more: nothing stays of an address that nobody showed to be theirs.
    pub async fn forget_asked(&self, due: &Due) -> Result<(), DeskError> {
        let act = self.house.act(&due.by, FORGET_ADDRESS, &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let person = due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no person"))?;
        store::drop_asked(act.tx(), person).await?;
        act.commit(&()).await
    }

    async fn count_try(&self, by: &Applicant) -> Result<(), DeskError> {
        let act = self.house.act(&by.by.clone().once(Once::No), "account.try-address-code", by.person).await?;
        store::count_asked(act.tx(), by.person).await?;
        act.commit(&()).await
    }

    /// Letters go to this one from now on.
    pub async fn choose_address(&self, by: &Applicant, once: Once, id: Uuid, seen: i64) -> Result<Changed, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "account.choose-address", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let own = self.own(&act, by).await?;
        let chosen = own.find(id, seen)?;
        let version = change(&act, by, &chosen.fingerprint, seen).await?;
        if !chosen.gets_letters {
            let told = own.all.iter().map(|one| &*one.mail);
            self.tell_all(&mut act, by, told, Change::Chosen, &chosen.mail).await?;
        }
        let changed = Changed { id, version };
        act.commit(&changed).await?;
        Ok(changed)
    }

    /// It signs in no more, and whoever is signed in elsewhere is so no more. The last one stays: the account would be
    /// nobody's. Letters go on to the other. Nothing that was told of it stays.
    pub async fn remove_address(&self, by: &Applicant, once: Once, id: Uuid, seen: i64) -> Result<(), DeskError> {
        let mut act = self.house.act(&by.by.once(once), "account.remove-address", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let own = self.own(&act, by).await?;
        let removed = own.find(id, seen)?;
        let other = own.beside(removed, act.at())?;
        drop_code(&act, &removed.fingerprint).await?;
        act.blank(&code_subject(&removed.fingerprint)).await?;
        store::remove_address(act.tx(), by.person, id).await?;
        change(&act, by, &other.fingerprint, seen).await?;
        sessions::end_others(&act, &by.person.to_string(), by.session).await?;
        let told = own.all.iter().map(|one| &*one.mail);
        self.tell_all(&mut act, by, told, Change::Removed, &removed.mail).await?;
        let removed = telling::removed(&self.house, by.person, &removed.mail)?;
        act.tell(&telling::subject(by.person), removed).await?;
        act.commit(&()).await
    }

    /// What happened to one address, to each of these.
    async fn tell_all<'a>(
        &self,
        act: &mut Act,
        by: &Applicant,
        to: impl Iterator<Item = &'a str>,
        change: Change,
        mail: &str,
    ) -> Result<(), Fault> {
        for to in to {
            let letter = telling::changed(&self.house, to, by.language, change, mail)?;
            act.tell(&telling::subject(by.person), letter).await?;
        }
        Ok(())
    }
}

/// The version after it was changed; stale where somebody else was faster.
async fn change(act: &Act, by: &Applicant, letters: &str, seen: i64) -> Result<i64, DeskError> {
    if store::change(act.tx(), by.person, letters, seen).await? { Ok(seen + 1) } else { Err(DeskError::Stale) }
}
