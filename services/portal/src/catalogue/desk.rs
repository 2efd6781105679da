//! Taking an issued catalogue in, and looking things up in it.

use std::sync::Arc;

use contract::event::{CatalogueIssued, CataloguePart};
use domain::{Policies, Post, PostId};
use kit::{DeskError, Fault, Heard, House};

use super::shelf::{Shelf, Shelves};
use super::shown::Shown;
use super::store;

#[derive(Clone)]
pub struct Catalogue {
    house: House,
    policies: &'static Policies,
    shelves: Shelves,
}

impl Catalogue {
    pub fn new(house: House, policies: &'static Policies) -> Catalogue {
        Catalogue { house, policies, shelves: Shelves::under(policies) }
    }

    /// Every version of the policy, to find the one that something was made under.
    pub fn policies(&self) -> &'static Policies {
        self.policies
    }

    /// Of what stands on these shelves already.
    #[cfg(test)]
    pub fn standing_on(house: House, shelves: Shelves) -> Catalogue {
        Catalogue { house, policies: Policies::standard(), shelves }
    }

    /// A part waits until its issue is told.
    pub async fn receive(&self, heard: &Heard, told: &CataloguePart) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "catalogue.receive", told.issue).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::keep_part(act.tx(), told).await?;
        act.commit(&()).await
    }

    /// The issue takes effect at once and whole: all its parts are here, and unchanged, or it is not shown.
    pub async fn publish(&self, heard: &Heard, told: &CatalogueIssued) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "catalogue.publish", told.issue).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if store::digest(act.tx(), told.issue).await? != told.hash {
            return Err(DeskError::Missing);
        }
        store::switch(act.tx(), told).await?;
        act.commit(&()).await?;
        // It is in effect; whoever looks next makes up for a shelf that could not be put up.
        if let Err(error) = self.shelves.renew(&self.house).await {
            tracing::error!(%error, "the new issue was not put on the shelf");
        }
        Ok(())
    }

    /// The issue and the numbers of today.
    pub async fn shelf(&self) -> Result<Arc<Shelf>, Fault> {
        self.shelves.look(&self.house).await
    }

    pub async fn find(&self, id: PostId) -> Result<Option<Post>, Fault> {
        store::find(self.house.reader(), id).await
    }

    /// As the shelf has it, or one that is not open. Where another process took an issue in a moment ago the page of a new post is
    /// there before this one's list has it: the issue took effect whole, and a link to it leads nobody astray.
    pub async fn find_by_number(&self, shelf: &Shelf, number: &str) -> Result<Option<Arc<Shown>>, Fault> {
        if let Some(post) = shelf.index.post(number)? {
            return Ok(Some(post));
        }
        let found = store::find_by_number(self.house.reader(), number).await?;
        Ok(found.map(|post| Arc::new(post.into())))
    }
}
