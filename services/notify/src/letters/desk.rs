//! Where letters are accepted and sent. An attempt is recorded before the letter is handed over, its outcome after.

use std::sync::Arc;

use contract::Addressed;
use contract::event::LetterDue;
use kit::{By, DeskError, Fault, Heard, House, Instant, Reading};
use tokio::sync::Notify as Bell;
use tracing::error;
use uuid::Uuid;

use super::compose::compose;
use super::delivery::{Delivery, Outcome};
use super::store;
use super::transport::Transport;
use crate::settings::Sender;

/// Letters looked up in one round.
const AT_ONCE: u64 = 50;

#[derive(Clone)]
pub struct Desk {
    house: House,
    sender: Arc<Sender>,
    transport: Transport,
    /// Rung when a letter was accepted, so that nobody waits for the next round.
    pub(super) bell: Arc<Bell>,
}

impl Desk {
    pub fn new(house: House, sender: Sender, transport: Transport) -> Desk {
        Desk { house, sender: Arc::new(sender), transport, bell: Arc::default() }
    }

    /// Takes on a letter that somebody is owed. One that was not sealed for us is not for us to read: the event
    /// parks for a person to look at, and the letters behind it go on.
    pub async fn accept(&self, heard: &Heard, due: &LetterDue) -> Result<(), DeskError> {
        let id = heard.envelope.id;
        let act = self.house.act(&heard.by, "accept-letter", subject(id)).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        let addressed = self.house.keys.open(&due.addressed).map_err(|fault| {
            error!(letter = %id, %fault, "not for us");
            DeskError::NotAllowed
        })?;
        let key = act.person_key(id).await?;
        let sealed = key.seal(&*self.house.rng, &subject(id), &addressed)?;
        let delivery = Delivery::owed(id, due.name.clone(), due.expires.map(Instant), act.at());
        store::insert(act.tx(), &delivery, sealed).await?;
        act.commit(&()).await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Sends what is due; how many letters came a step further.
    pub async fn round(&self) -> Result<usize, Fault> {
        let due = store::due(self.house.reader(), self.house.clock.now(), AT_ONCE).await?;
        let mut moved = 0;
        for id in due {
            match self.send(id).await {
                Ok(()) => moved += 1,
                Err(trouble) => error!(letter = %id, %trouble, "could not be sent and waits for the next round"),
            }
        }
        Ok(moved)
    }

    async fn send(&self, id: Uuid) -> Result<(), DeskError> {
        let Some(delivery) = self.attempt(id).await?.filter(Delivery::is_sending) else {
            return Ok(());
        };
        kit::crash_point!("letter.attempted");
        let outcome = self.bring(&delivery).await?;
        kit::crash_point!("letter.handed-over");
        self.settle(id, outcome).await
    }

    /// Records that the letter is about to be handed over.
    pub(super) async fn attempt(&self, id: Uuid) -> Result<Option<Delivery>, DeskError> {
        let act = self.house.act(&self.by(), "attempt-letter", subject(id)).await?;
        let delivery = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        let Some(delivery) = delivery.attempt(act.at()) else {
            return Ok(None);
        };
        store::save(act.tx(), &delivery).await?;
        act.commit(&()).await?;
        Ok(Some(delivery))
    }

    async fn settle(&self, id: Uuid, outcome: Outcome) -> Result<(), DeskError> {
        let act = self.house.act(&self.by(), "settle-letter", subject(id)).await?;
        let delivery = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        let Some(delivery) = delivery.settle(outcome, act.at()) else {
            return Ok(());
        };
        store::save(act.tx(), &delivery).await?;
        act.commit(&()).await
    }

    /// Composes the letter and hands it over.
    pub(super) async fn bring(&self, delivery: &Delivery) -> Result<Outcome, Fault> {
        let db = self.house.reader();
        let (key, sealed) = (self.house.person_key(db, delivery.id).await?, store::sealed(db, delivery.id).await?);
        let (Some(key), Some(sealed)) = (key, sealed) else {
            return Ok(Outcome::Refused("its content was erased".to_owned()));
        };
        let addressed = key.open::<Addressed>(&subject(delivery.id), &sealed);
        match addressed.and_then(|addressed| compose(delivery, &addressed, &self.sender)) {
            Ok(mail) => {
                kit::crash_point!("letter.composed");
                Ok(self.transport.hand_over(delivery.id, mail).await)
            }
            Err(fault) => Ok(Outcome::Refused(fault.to_string())),
        }
    }

    /// How many letters there are at each stage, for whoever runs it.
    pub async fn readings(&self) -> Result<Vec<Reading>, Fault> {
        let counted = store::count_by_stage(self.house.reader()).await?;
        let reading = |(stage, value)| Reading {
            name: "letters",
            help: "Letters by the stage they have reached",
            labels: vec![("stage", stage)],
            value,
        };
        Ok(counted.into_iter().map(reading).collect())
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
