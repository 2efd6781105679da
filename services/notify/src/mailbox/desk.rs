//! Where mails are put into the local mailbox and looked at.

use std::path::Path;

use async_trait::async_trait;
use contract::event::Trouble;
use kit::{At, DeskError, Examined, Fault, Place, Walked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::mail::Mail;
use super::store::Folder;
use crate::letters::{Composed, Met, Outcome, Transport};

/// A mail's place in the mailbox: ids rise with time, and the newest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed(pub Uuid);

impl Place for Placed {
    const LIST: &'static str = "mailbox";
}

#[derive(Clone)]
pub struct Desk {
    folder: Folder,
}

impl Desk {
    /// The mailbox in the data folder.
    pub fn new(data: &Path) -> Desk {
        Desk { folder: Folder::at(data.join("mail")) }
    }

    pub async fn show(&self, id: Uuid) -> Result<Mail, DeskError> {
        let bytes = self.folder.get(id).await?.ok_or(DeskError::Missing)?;
        Mail::parse(id, &bytes).ok_or(DeskError::Missing)
    }

    /// Some mails, the newest first; those of one recipient where one is named.
    pub async fn list(&self, to: Option<&str>, at: &At<Placed>, limit: u16) -> Result<Walked<Mail, Placed>, DeskError> {
        let mut ids = self.folder.ids().await?;
        match at {
            At::Start => {}
            At::After(Placed(mark)) => ids.retain(|id| id < mark),
            At::Before(Placed(mark)) => {
                ids.retain(|id| id > mark);
                ids.reverse();
            }
        }
        let mut mails = Vec::new();
        for id in ids {
            let mail = self.folder.get(id).await?.and_then(|bytes| Mail::parse(id, &bytes));
            mails.extend(mail.filter(|mail| to.is_none_or(|to| mail.is_to(to))));
            if mails.len() > usize::from(limit) {
                break;
            }
        }
        Ok(Walked::of(mails, at, limit, |mail| Placed(mail.id)))
    }
}

#[async_trait]
impl Transport for Desk {
    async fn hand_over(&self, mail: &Composed) -> Outcome {
        match self.folder.put(mail.id, mail.bytes.clone()).await {
            Ok(()) => Outcome::HandedOver,
            Err(fault) => Outcome::Fault(Met::new(Trouble::Own, fault.to_string())),
        }
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.folder.probe().await
    }

    async fn examine(&self) -> Vec<Examined> {
        let place = self.folder.place().display();
        let found = match self.folder.is_there() {
            false => Ok(format!("{place} is not there yet; the first letter makes it")),
            true => match self.folder.probe().await {
                Ok(()) => Ok(format!("{place} can be written; no letter leaves this machine")),
                Err(fault) => Err(format!("{fault}; give the program's user the right to write there")),
            },
        };
        vec![Examined::new("mail folder", found)]
    }

    async fn try_out(&self, mail: &Composed) -> Vec<Examined> {
        let found = match self.folder.put(mail.id, mail.bytes.clone()).await {
            Ok(()) => Ok(format!("kept in {}; the page /dev/mail/{} shows it", self.folder.place().display(), mail.id)),
            Err(fault) => Err(format!("{fault}; give the program's user the right to write there")),
        };
        vec![Examined::new("mail folder", found)]
    }

    fn at_once(&self) -> usize {
        1
    }
}
