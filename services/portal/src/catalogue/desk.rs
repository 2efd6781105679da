//! Taking an issued catalogue in, and looking things up in it.

use std::collections::HashMap;
use std::sync::Arc;

use contract::event::{CatalogueIssued, CataloguePart};
use domain::{Category, Policies, Post, PostId, Sector};
use kit::{At, DeskError, Fault, Heard, House, Walked};

use super::asked;
use super::choice::Choice;
use super::filter::Filter;
use super::index::{Entry, Index};
use super::order::{Order, Place};
use super::reached::Reached;
use super::shelf::{Shelf, Shelves};
use super::shown::Shown;
use super::store;

const MOST_FITTING: u16 = 5;
/// What is longer is a sheet.
const LONGEST_PAGE: usize = 200;

/// Posts that somebody might be introduced to: the first of them, how many there are, and the list of all.
#[derive(Default)]
pub struct Fitting {
    pub posts: Vec<Arc<Shown>>,
    pub count: i64,
    pub address: Option<String>,
}

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

    /// A page of what was reached on today's shelf.
    pub async fn list(
        &self,
        reached: &Reached<'_>,
        order: Order,
        at: &At<Place>,
        limit: u16,
    ) -> Result<Walked<Arc<Shown>, Place>, Fault> {
        let Walked { items, before, after } = reached.page(order, at, limit)?;
        Ok(Walked { items: self.posts(reached.index, &items).await?, before, after })
    }

    /// Posts of the same sector, those that share most words first.
    pub async fn similar(&self, shelf: &Shelf, post: &Shown) -> Result<Vec<Arc<Shown>>, Fault> {
        self.posts(&shelf.index, &shelf.index.similar(post)?).await
    }

    /// Those that are at hand, and the others from the database; one that is no longer there is left out.
    async fn posts(&self, index: &Index, entries: &[&Entry]) -> Result<Vec<Arc<Shown>>, Fault> {
        let at_hand: Vec<_> = entries.iter().map(|entry| (entry.id, index.shown(entry))).collect();
        let away: Vec<PostId> = at_hand.iter().filter(|(_, post)| post.is_none()).map(|(id, _)| *id).collect();
        let mut fetched = match away.is_empty() {
            true => HashMap::new(),
            false => store::find_all(self.house.reader(), &away).await?,
        };
        // Whoever takes a long sheet away pushes nothing out.
        let is_page = entries.len() <= LONGEST_PAGE;
        let keep = |post: Post| if is_page { index.keep(post) } else { Arc::new(post.into()) };
        let post = |(id, post): (PostId, Option<Arc<Shown>>)| post.or_else(|| fetched.remove(&id).map(keep));
        Ok(at_hand.into_iter().filter_map(post).collect())
    }

    /// Open posts under any of these categories, of the person's sector where there are some.
    pub async fn fitting(
        &self,
        shelf: &Shelf,
        categories: &[Category],
        sector: Option<Sector>,
    ) -> Result<Fitting, DeskError> {
        if categories.is_empty() {
            return Ok(Fitting::default());
        }
        let open = categories.iter().copied().map(Choice::Category);
        let within = Filter::of(None, open.clone().chain(sector.map(Choice::Sector)));
        let anywhere = Filter::of(None, open);
        let filter = if shelf.index.seek(&within)?.total().posts > 0 { within } else { anywhere };
        let reached = shelf.index.seek(&filter)?;
        let count = reached.total().posts;
        let listed = self.list(&reached, Order::Closing, &At::Start, MOST_FITTING).await?;
        Ok(Fitting { posts: listed.items, count, address: (count > 0).then(|| asked::listing(&filter)) })
    }

    pub async fn find(&self, id: PostId) -> Result<Option<Post>, Fault> {
        store::find(self.house.reader(), id).await
    }

    /// As the shelf has it, or one that is not open. Where another process took an issue in a moment ago the page of a new post is
    /// there before this one's list has it: the issue took effect whole, and a link to it leads nobody astray.
    pub async fn find_by_number(&self, shelf: &Shelf, number: &str) -> Result<Option<Arc<Shown>>, Fault> {
        if let Some(post) = shelf.index.at_hand(number) {
            return Ok(Some(post));
        }
        let found = store::find_by_number(self.house.reader(), number).await?;
        Ok(found.map(|post| shelf.index.keep(post)))
    }
}
