//! Where letters are accepted and sent. An attempt is recorded before the letter is handed over, its outcome after.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contract::event::{LetterDue, ResendAsked, Trouble};
use contract::letter::resending_reason;
use contract::{Addressed, MailAddress, PersonId, Refusal, Sealed};
use kit::html::mask;
use kit::{Act, At, By, DeskError, Examined, Fault, Heard, Held, House, Instant, Reading, Walked};
use serde::Serialize;
use tokio::sync::Notify as Bell;
use tracing::{error, warn};
use uuid::Uuid;

use super::closing::Closing;
use super::compose::{self, compose};
use super::delivery::{Delivery, Met, Outcome};
use super::store::{self, Placed, Wanted};
use super::telling;
use super::transport::Transport;
use super::view::LetterState;
use crate::settings::Sender;

/// What falls due some time after a letter's end.
pub const BLANKING: &str = "letter.blank";

/// What the trail says of a letter that is sent again.
#[derive(Serialize)]
struct Reason<'a> {
    reason: &'a str,
}

#[derive(Clone)]
pub struct Desk {
    house: House,
    sender: Arc<Sender>,
    transport: Arc<dyn Transport>,
    /// Whether nobody took the last letter because nobody was there.
    away: Arc<AtomicBool>,
    /// How long the content of a letter is kept after its end.
    kept: Duration,
    /// Rung when a letter was accepted, so that nobody waits for the next round.
    pub(super) bell: Arc<Bell>,
    pub(super) closing: Closing,
}

impl Desk {
    pub fn new(house: House, sender: Sender, transport: Arc<dyn Transport>, kept: Duration) -> Desk {
        let (sender, away, bell) = (Arc::new(sender), Arc::default(), Arc::default());
        Desk { house, sender, transport, away, kept, bell, closing: Closing::default() }
    }

    /// Takes on a letter that somebody is owed. One that was not sealed for us is not for us to read: the event
    /// parks for a person to look at, and the letters behind it go on.
    pub async fn accept(&self, heard: &Heard, due: &LetterDue) -> Result<(), DeskError> {
        let id = heard.envelope.id;
        let mut act = self.house.act(&heard.by, "accept-letter", subject(id)).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        let addressed = self.house.keys.open(&due.addressed).map_err(|fault| {
            error!(letter = %id, %fault, "not for us");
            DeskError::NotAllowed
        })?;
        let key = act.person_key(id).await?;
        let sealed = key.seal(&*self.house.rng, &subject(id), &addressed)?;
        let (name, masked) = (due.name.clone(), mask::mail(&addressed.to));
        let delivery = Delivery::owed(id, name, masked, due.expires.map(Instant), act.at());
        let recipient = self.recipient(&addressed.to);
        if addressed.letter.supersedes_earlier() {
            for earlier in store::waiting_like(act.tx(), &due.name, &recipient).await? {
                if let Some(earlier) = earlier.supersede(act.at()) {
                    store::save(act.tx(), &earlier).await?;
                    self.ended(&mut act, &earlier).await?;
                }
            }
        }
        store::insert(act.tx(), &delivery, &recipient, sealed).await?;
        act.commit(&()).await?;
        self.bell.notify_one();
        Ok(())
    }

    /// How many letters are sent at a time: one, to find out, while nobody is there to take them.
    pub(super) fn at_once(&self) -> usize {
        if self.is_away() { 1 } else { self.transport.at_once() }
    }

    pub(super) fn is_away(&self) -> bool {
        self.away.load(Ordering::Relaxed)
    }

    /// Begins no other letter; back when those under way have come to their end.
    pub async fn finish(&self) {
        self.closing.finish().await;
    }

    /// At most `limit` letters whose time has come, without those under way.
    pub(super) async fn due(&self, under_way: &HashSet<Uuid>, limit: usize) -> Result<Vec<Uuid>, Fault> {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        store::due(self.house.reader(), self.house.clock.now(), under_way, limit).await
    }

    pub(super) async fn send(&self, id: Uuid, held: &Held) -> Result<(), DeskError> {
        let Some(delivery) = self.attempt(id, held).await?.filter(Delivery::is_sending) else {
            return Ok(());
        };
        kit::crash_point!("letter.attempted");
        let outcome = self.bring(&delivery).await?;
        kit::crash_point!("letter.handed-over");
        self.settle(&delivery, outcome).await
    }

    /// Records that the letter is about to be handed over, by whoever has the duty of it.
    pub(super) async fn attempt(&self, id: Uuid, held: &Held) -> Result<Option<Delivery>, DeskError> {
        let mut act = self.house.act(&self.by().under(held), "attempt-letter", subject(id)).await?;
        let delivery = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        let Some(delivery) = delivery.attempt(act.at()) else {
            return Ok(None);
        };
        store::save(act.tx(), &delivery).await?;
        self.ended(&mut act, &delivery).await?;
        act.commit(&()).await?;
        Ok(Some(delivery))
    }

    /// What became of the attempt is worth knowing from whoever made it, also when another process has the duty by now,
    /// unless that has begun an attempt of its own.
    pub(super) async fn settle(&self, attempted: &Delivery, outcome: Outcome) -> Result<(), DeskError> {
        let id = attempted.id;
        let mut act = self.house.act(&self.by(), "settle-letter", subject(id)).await?;
        let delivery = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        let is_that = delivery.version == attempted.version;
        let Some(delivery) = delivery.settle(outcome, act.at()).filter(|_| is_that) else {
            return Ok(());
        };
        store::save(act.tx(), &delivery).await?;
        self.ended(&mut act, &delivery).await?;
        act.commit(&()).await
    }

    /// Of a letter whose way has ended: tells what the staff has to know, and writes down when its content goes.
    async fn ended(&self, act: &mut Act, delivery: &Delivery) -> Result<(), Fault> {
        if !delivery.has_ended() {
            return Ok(());
        }
        if let Some(told) = telling::ended(delivery) {
            act.tell(&subject(delivery.id), told).await?;
        }
        let gone = act.at().plus(self.kept);
        act.schedule(BLANKING, &subject(delivery.id), gone, &delivery.id).await
    }

    /// The log, the newest letters first.
    pub async fn list(
        &self,
        wanted: &Wanted,
        at: &At<Placed>,
        limit: u16,
    ) -> Result<Walked<Delivery, Placed>, DeskError> {
        let found = store::list(self.house.reader(), wanted, at, u64::from(limit) + 1).await?;
        Ok(Walked::of(found, at, limit, |delivery| Placed(delivery.id)))
    }

    pub async fn show(&self, id: Uuid) -> Result<Delivery, DeskError> {
        store::load(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// Sends a letter again, as it was first written.
    pub async fn resend(&self, by: &By, id: Uuid, seen: i64, reason: &str) -> Result<Delivery, DeskError> {
        self.send_again(by, id, Some(seen), Some(resending_reason(reason)?)).await
    }

    /// `seen` is the letter's version, where whoever asks has seen one.
    async fn send_again(
        &self,
        by: &By,
        id: Uuid,
        seen: Option<i64>,
        reason: Option<String>,
    ) -> Result<Delivery, DeskError> {
        let mut act = self.house.act(by, "resend-letter", subject(id)).await?;
        if act.answered::<Option<Uuid>>()?.is_some() {
            return self.show(id).await;
        }
        let delivery = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if seen.is_some_and(|seen| seen != delivery.version) {
            return Err(DeskError::Stale);
        }
        if let Some(reason) = &reason {
            act.note(&Reason { reason })?;
        }
        let delivery = delivery.resend(reason, act.at())?;
        if store::sealed(act.tx(), id).await?.is_none_or(|sealed| sealed.is_empty()) {
            return Err(Refusal::stage("letter-gone").into());
        }
        act.unschedule(BLANKING, &subject(id)).await?;
        store::save(act.tx(), &delivery).await?;
        act.commit(&id).await?;
        self.bell.notify_one();
        Ok(delivery)
    }

    /// The staff asks by event. Of what cannot be sent again by now they are told once more how it ended.
    pub async fn resend_asked(&self, heard: &Heard, asked: &ResendAsked) -> Result<(), DeskError> {
        match self.send_again(&heard.by, asked.letter, None, asked.reason.clone()).await {
            Err(refused @ (DeskError::Refused(_) | DeskError::Missing)) => {
                warn!(letter = %asked.letter, %refused, "not sent again");
                self.tell_again(&heard.by, asked.letter).await
            }
            done => done.map(|_| ()),
        }
    }

    async fn tell_again(&self, by: &By, id: Uuid) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "keep-letter", subject(id)).await?;
        let delivery = store::load(act.tx(), id).await?;
        if let Some(told) = delivery.as_ref().and_then(telling::ended) {
            act.tell(&subject(id), told).await?;
        }
        act.commit(&()).await
    }

    /// Its content is needed no more: the log keeps the way and not the words.
    pub async fn blank(&self, by: &By, id: Uuid) -> Result<(), DeskError> {
        let act = self.house.act(by, "blank-letter", subject(id)).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        store::blank(act.tx(), id).await?;
        act.drop_person_key(id).await?;
        act.commit(&()).await
    }

    /// Somebody erased themselves, or an address is theirs no more: nothing is kept of what was written to it, but for what
    /// is on its way still.
    pub async fn erase(&self, heard: &Heard, person: PersonId, mail: &Sealed<String>) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "erase-letters", person).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        let mail = self.house.keys.open(mail)?;
        for id in store::ended_to(act.tx(), &self.recipient(&mail)).await? {
            store::blank(act.tx(), id).await?;
            act.drop_person_key(id).await?;
        }
        act.commit(&()).await
    }

    /// What finds other letters to the same address.
    fn recipient(&self, mail: &str) -> String {
        self.house.keys.fingerprint("recipient", &MailAddress::fold(mail))
    }

    /// Composes the letter and hands it over.
    pub(super) async fn bring(&self, delivery: &Delivery) -> Result<Outcome, Fault> {
        let db = self.house.reader();
        let (key, sealed) = (self.house.person_key(db, delivery.id).await?, store::sealed(db, delivery.id).await?);
        let (Some(key), Some(sealed)) = (key, sealed.filter(|sealed| !sealed.is_empty())) else {
            return Ok(Outcome::Erased);
        };
        let addressed = key.open::<Addressed>(&subject(delivery.id), &sealed);
        match addressed.and_then(|addressed| compose(delivery, &addressed, &self.sender)) {
            Ok(mail) => {
                kit::crash_point!("letter.composed");
                let outcome = self.transport.hand_over(&mail).await;
                self.away.store(matches!(outcome, Outcome::Away(_)), Ordering::Relaxed);
                Ok(outcome)
            }
            Err(fault) => Ok(Outcome::Refused(Met::new(Trouble::Own, fault.to_string()))),
        }
    }

    /// How many letters there are at each stage, for whoever runs it; 0 where there is none, since what first appears with the
    /// first failure has not risen for whoever compares it with an hour ago.
    pub async fn readings(&self) -> Result<Vec<Reading>, Fault> {
        let counted = store::count_by_stage(self.house.reader()).await?;
        let counted = |state: LetterState| counted.iter().find(|(stage, _)| stage == state.code());
        let reading = |state: LetterState| Reading {
            name: "letters",
            help: "Letters by the stage they have reached",
            labels: vec![("stage", state.code().to_owned())],
            value: counted(state).map_or(0, |(_, letters)| *letters),
        };
        Ok(LetterState::ALL.map(reading).into())
    }

    /// Hands over a letter that says it is a test, and tells how each step went. It is none of the letters that somebody
    /// is owed: it is not tried again, and the log does not know it.
    pub async fn try_out(&self, by: &By, to: &str) -> Result<Vec<Examined>, DeskError> {
        let address = to.trim().parse().map_err(|_| Refusal::content("mail-form").with("typed", to).at("/address"))?;
        let id = self.house.ids.next();
        let act = self.house.act(by, "try-mail", subject(id)).await?;
        let mail = compose::trial(id, address, act.at(), &self.sender)?;
        act.commit(&()).await?;
        Ok(self.transport.try_out(&mail).await)
    }

    /// Whether letters can be kept and handed over.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.house.reader().ping().await?;
        self.transport.ready().await
    }

    fn by(&self) -> By {
        By::service(self.house.service)
    }
}

fn subject(id: Uuid) -> String {
    format!("letter/{id}")
}
