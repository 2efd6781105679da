//! Where mails are put into the local mailbox and looked at.

use std::path::Path;

use async_trait::async_trait;
use kit::{At, DeskError, Fault, Place, Walked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::mail::Mail;
use super::store::Folder;
use crate::letters::{Composed, Outcome, Transport};

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
            Err(fault) => Outcome::Fault(fault.to_string()),
        }
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.folder.probe().await
    }

    fn at_once(&self) -> usize {
        1
    }
}
