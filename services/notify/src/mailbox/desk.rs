//! Where mails are put into the local mailbox and looked at.

use std::path::Path;

use contract::Page;
use kit::{DeskError, Fault};
use uuid::Uuid;

use super::mail::Mail;
use super::store::Folder;

/// Where in the list to look, the newest mail standing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Newest,
    /// The mails after this one.
    After(Uuid),
    /// The mails before this one.
    Before(Uuid),
}

impl Place {
    /// Reads a cursor that `list` gave out.
    pub fn of_cursor(cursor: &str) -> Option<Place> {
        let (side, mark) = cursor.split_once('.')?;
        let mark = mark.parse().ok()?;
        match side {
            "after" => Some(Place::After(mark)),
            "before" => Some(Place::Before(mark)),
            _ => None,
        }
    }
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

    pub async fn receive(&self, id: Uuid, mail: Vec<u8>) -> Result<(), Fault> {
        self.folder.put(id, mail).await
    }

    pub async fn show(&self, id: Uuid) -> Result<Mail, DeskError> {
        let bytes = self.folder.get(id).await?.ok_or(DeskError::Missing)?;
        Mail::parse(id, &bytes).ok_or(DeskError::Missing)
    }

    /// At most `limit` mails, the newest first; those of one recipient where one is named.
    pub async fn list(&self, to: Option<&str>, place: Place, limit: usize) -> Result<Page<Mail>, DeskError> {
        let ids = self.folder.ids().await?;
        let (items, newer, older) = match place {
            Place::Newest => {
                let (items, more) = self.first(ids, to, limit).await?;
                (items, false, more)
            }
            Place::After(mark) => {
                let (items, more) = self.first(ids.into_iter().filter(|id| *id < mark), to, limit).await?;
                (items, true, more)
            }
            Place::Before(mark) => {
                let (mut items, more) = self.first(ids.into_iter().rev().filter(|id| *id > mark), to, limit).await?;
                items.reverse();
                (items, more, true)
            }
        };
        Ok(Page {
            next: items.last().filter(|_| older).map(|mail| format!("after.{}", mail.id)),
            prev: items.first().filter(|_| newer).map(|mail| format!("before.{}", mail.id)),
            items,
        })
    }

    /// The first `limit` of these that are to the recipient, and whether there are more.
    async fn first(
        &self,
        ids: impl IntoIterator<Item = Uuid>,
        to: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<Mail>, bool), Fault> {
        let mut mails = Vec::new();
        for id in ids {
            let mail = self.folder.get(id).await?.and_then(|bytes| Mail::parse(id, &bytes));
            let Some(mail) = mail.filter(|mail| to.is_none_or(|to| mail.is_to(to))) else {
                continue;
            };
            if mails.len() == limit {
                return Ok((mails, true));
            }
            mails.push(mail);
        }
        Ok((mails, false))
    }

    pub async fn ready(&self) -> Result<(), Fault> {
        self.folder.probe().await
    }
}
