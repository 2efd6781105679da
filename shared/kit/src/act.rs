//! The unit of work: transaction, actor, idempotency, audit row and outbox in one, so that a desk can forget none.
//! An event that is being handled is such a key too: its place is taken once, in the transaction of its effect.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::Ordering;
use std::time::Duration;

use contract::Event;
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::warn;
use uuid::Uuid;

use crate::clock::Instant;
use crate::database::Writing;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::inbox::Progress;
use crate::keys::SealKey;
use crate::lease::Held;
use crate::outbox::blanking;
use crate::rng::Rng;
use crate::schedule::store::Entry;
use crate::{audit, idempotency, inbox, outbox, person_keys, schedule};

/// When it is looked up what became of a commit whose answer was lost: whoever waits for it does not wait for long.
const LOOKS: [Duration; 3] = [Duration::ZERO, Duration::from_millis(500), Duration::from_secs(2)];

const VISITOR: &str = "visitor";

/// Who acts, under which key, in which request.
#[derive(Clone, Debug)]
pub struct By {
    pub actor: Actor,
    pub once: Once,
    /// The id of the request, or of the one that caused the event.
    pub trace: String,
    /// The duty that it belongs to: nobody else does it meanwhile.
    pub held: Held,
}

/// Whoever acts; words of the service, for the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// `applicant`, `officer`, `visitor`, `service`.
    pub kind: &'static str,
    pub id: String,
}

/// What keeps an act from being done twice.
#[derive(Clone, Debug)]
pub enum Once {
    /// Nothing: doing it again does it again.
    No,
    /// The caller's key; the digest is that of what was sent with it.
    Key { key: String, digest: String },
    /// The event that causes it, by its place in its subject and in the log, and how far its reader has come.
    Event { subject: String, sequence: i64, position: i64, progress: Progress },
    /// The entry of the schedule that causes it.
    Due { id: Uuid },
}

impl Actor {
    /// Somebody who is not signed in; the id is the address, which others may have too.
    pub fn visitor(address: IpAddr) -> Actor {
        Actor { kind: VISITOR, id: address.to_string() }
    }

    pub(crate) fn is_visitor(&self) -> bool {
        self.kind == VISITOR
    }
}

impl By {
    pub fn of(actor: Actor, trace: String) -> By {
        By { actor, once: Once::No, trace, held: Held::alone() }
    }

    /// The service itself, at its own start or by its schedule.
    pub fn service(name: &str) -> By {
        By::of(Actor { kind: "service", id: name.to_owned() }, String::new())
    }

    /// Whoever runs a command on the machine: its accounts are the system's, so the trail knows no more.
    pub fn operator() -> By {
        By::of(Actor { kind: "operator", id: "console".to_owned() }, String::new())
    }

    /// Where a visitor comes from, for counting tries: of an IPv6 address the network of one customer, which is its first
    /// 64 bits; whoever has one has all addresses in it.
    pub fn network(&self) -> String {
        match self.actor.id.parse().map(|address: IpAddr| address.to_canonical()) {
            Ok(IpAddr::V6(address)) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
            Ok(IpAddr::V4(address)) => address.to_string(),
            Err(_) => self.actor.id.clone(),
        }
    }

    /// The same actor, acting once under the caller's key where there is one.
    pub fn once(&self, once: Once) -> By {
        By { once, ..self.clone() }
    }

    /// The same, as part of a duty.
    pub fn under(self, held: &Held) -> By {
        By { held: held.clone(), ..self }
    }
}

/// One act under way. Dropped without `commit`, nothing of it happened.
pub struct Act {
    house: House,
    writing: Writing,
    by: By,
    deed: &'static str,
    /// What it began as: the caller's key is kept under this.
    begun_as: &'static str,
    subject: String,
    at: Instant,
    answered: Option<String>,
    told: bool,
    scheduled: bool,
    detail: String,
    /// Deeds that are parts of it, each with its subject.
    parts: Vec<(&'static str, String)>,
}

impl Act {
    pub(crate) async fn begin(house: &House, by: &By, deed: &'static str, subject: String) -> Result<Act, DeskError> {
        let writing = by.held.write(house).await?;
        let at = house.clock.now();
        let answered = match &by.once {
            Once::No => None,
            Once::Key { key, digest } => idempotency::answered(writing.tx(), &by.actor, deed, key, digest).await?,
            Once::Event { subject, sequence, progress, .. } => {
                inbox::store::take(writing.tx(), &progress.producer, subject, *sequence).await?
            }
            Once::Due { id } => schedule::store::take(writing.tx(), *id).await?,
        };
        Ok(Act {
            house: house.clone(),
            writing,
            by: by.clone(),
            deed,
            begun_as: deed,
            subject,
            at,
            answered,
            told: false,
            scheduled: false,
            detail: String::new(),
            parts: Vec::new(),
        })
    }

    /// What the same act answered before, if it was done already: return that and do nothing.
    pub fn answered<T: DeserializeOwned>(&self) -> Result<Option<T>, Fault> {
        match &self.answered {
            None => Ok(None),
            Some(answer) => Ok(Some(serde_json::from_str(answer)?)),
        }
    }

    /// The transaction, for stores.
    pub fn tx(&self) -> &DatabaseTransaction {
        self.writing.tx()
    }

    /// When the act happens: one instant for all its rows.
    pub fn at(&self) -> Instant {
        self.at
    }

    pub fn by(&self) -> &By {
        &self.by
    }

    /// For the secrets that the act makes.
    pub fn rng(&self) -> &dyn Rng {
        &*self.house.rng
    }

    /// For the things that the act makes.
    pub fn new_id(&self) -> Uuid {
        self.house.ids.next()
    }

    /// The key that this person's data rests under, made on first use.
    pub async fn person_key(&self, person: Uuid) -> Result<SealKey, Fault> {
        person_keys::ensure(self.tx(), &self.house.keys, person).await
    }

    /// Drops the key that this person's data rests under: whatever was sealed with it can be read by nobody any more.
    pub async fn drop_person_key(&self, person: Uuid) -> Result<(), Fault> {
        person_keys::erase(self.tx(), person).await
    }

    /// What the audit row says beside deed and subject, such as the purpose of a look; never personal data.
    pub fn note(&mut self, detail: &impl Serialize) -> Result<(), Fault> {
        self.detail = serde_json::to_string(detail)?;
        Ok(())
    }

    /// A deed that is a part of the act and has a row of its own in the trail, such as a step with one of several posts.
    pub fn also(&mut self, deed: &'static str, subject: impl ToString) {
        self.parts.push((deed, subject.to_string()));
    }

    /// It came out as another deed than it began as: the trail says so. Done again under the same key it is answered as it was.
    pub fn became(self, deed: &'static str) -> Act {
        Act { deed, ..self }
    }

    /// Tells the other services, when and only when the act is committed.
    pub async fn tell(&mut self, subject: &str, event: Event) -> Result<(), Fault> {
        self.told = true;
        let id = self.house.ids.next();
        outbox::store::add(self.tx(), id, subject, &event, self.at, &self.by.trace).await
    }

    /// Leaves nothing in the log of what was told under this subject of what nobody may read any more, once everybody has read it.
    pub async fn blank(&mut self, subject: &str) -> Result<(), Fault> {
        let soon = self.at.plus(blanking::A_MOMENT);
        self.schedule(blanking::BLANK, subject, soon, &()).await
    }

    /// Writes down what falls due: from that instant on `Running::fall_due` is handed it. What was written down for the
    /// same kind and subject is moved. The payload holds nothing personal.
    pub async fn schedule(
        &mut self,
        kind: &str,
        subject: &str,
        due: Instant,
        payload: &impl Serialize,
    ) -> Result<(), Fault> {
        self.scheduled = true;
        let payload = serde_json::to_string(payload)?;
        let entry = Entry { id: self.house.ids.next(), kind, subject, due, payload, trace: &self.by.trace };
        schedule::store::put(self.tx(), entry).await
    }

    /// Has what fell due and was parked handed over again.
    pub(crate) async fn wake(&mut self, id: Uuid) -> Result<(), Fault> {
        self.scheduled = true;
        schedule::store::wake(self.tx(), id, self.at).await
    }

    /// Strikes out what fell due and was parked.
    pub(crate) async fn drop_due(&self, id: Uuid) -> Result<(), Fault> {
        schedule::store::take(self.tx(), id).await.map(|_| ())
    }

    /// Strikes out what was written down; whether there was anything.
    pub async fn unschedule(&self, kind: &str, subject: &str) -> Result<bool, Fault> {
        schedule::store::strike(self.tx(), kind, subject).await
    }

    /// Ends an act that was answered before, and waits until what it did then is on the disk: it may be of the batch that is
    /// open still, and nobody reads it before. For whoever looks at more of it than its answer.
    pub async fn stands(self) -> Result<(), Fault> {
        self.writing.commit().await
    }

    /// Ends the act: its answer, its audit row and everything written become true together.
    pub async fn commit<T: Serialize>(self, answer: &T) -> Result<(), DeskError> {
        if self.answered.is_some() {
            return Err(Fault::new(format!("{} was answered before and may not be done again", self.deed)).into());
        }
        let tx = self.writing.tx();
        match &self.by.once {
            Once::No | Once::Due { .. } => {}
            Once::Key { key, digest } => {
                let answer = serde_json::to_string(answer)?;
                idempotency::keep(tx, &self.by.actor, self.begun_as, key, digest, answer, self.at).await?;
            }
            Once::Event { position, progress, .. } => progress.write(tx, *position).await?,
        }
        let Act { by, deed, subject, detail, at, .. } = &self;
        let id = self.house.ids.next();
        audit::store::add(tx, audit::store::Written { id, by, deed, subject, detail, at: *at }).await?;
        for (deed, subject) in &self.parts {
            let id = self.house.ids.next();
            audit::store::add(tx, audit::store::Written { id, by, deed, subject, detail: "", at: *at }).await?;
        }
        crash_point!("act.written", self.deed);
        if let Err(fault) = self.writing.commit().await
            && !was_done(&self.house, id, &fault).await
        {
            return Err(fault.into());
        }
        crash_point!("act.committed", self.deed);
        if let Once::Event { position, progress, .. } = &self.by.once {
            progress.wrote(*position);
        }
        self.house.acts.fetch_add(1, Ordering::Relaxed);
        if self.told {
            self.house.bell.notify_one();
        }
        if self.scheduled {
            self.house.alarm.notify_one();
        }
        Ok(())
    }
}

/// What became of a commit whose answer was lost: its audit row tells. The turn to write comes only when the lost
/// transaction is over, one way or the other, so that the row cannot appear later.
async fn was_done(house: &House, row: Uuid, fault: &Fault) -> bool {
    if !fault.leaves_open() {
        return false;
    }
    for pause in LOOKS {
        tokio::time::sleep(pause).await;
        if let Ok(writing) = house.database.write().await
            && let Ok(done) = audit::store::is_written(writing.tx(), row).await
        {
            warn!(%fault, done, "the answer to a commit was lost");
            return done;
        }
    }
    false
}

#[cfg(test)]
#[path = "act_tests.rs"]
mod tests;
