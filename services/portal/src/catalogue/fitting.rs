//! Posts that somebody might be introduced to.

use std::sync::Arc;

use domain::{Category, Sector};
use kit::{At, DeskError};

use super::asked;
use super::choice::Choice;
use super::filter::Filter;
use super::order::Order;
use super::shelf::Shelf;
use super::shown::Shown;

const MOST: u16 = 5;

/// The first of them, how many there are, and the list of all.
#[derive(Default)]
pub struct Fitting {
    pub posts: Vec<Arc<Shown>>,
    pub count: i64,
    pub address: Option<String>,
}

impl Fitting {
    /// Open posts under any of these categories, of the person's sector where there are some.
    pub fn on(shelf: &Shelf, categories: &[Category], sector: Option<Sector>) -> Result<Fitting, DeskError> {
        if categories.is_empty() {
            return Ok(Fitting::default());
        }
        let open = categories.iter().copied().map(Choice::Category);
        let within = Filter::of(None, open.clone().chain(sector.map(Choice::Sector)));
        let anywhere = Filter::of(None, open);
        let filter = if shelf.index.seek(&within)?.total().posts > 0 { within } else { anywhere };
        let reached = shelf.index.seek(&filter)?;
        let count = reached.total().posts;
        let posts = reached.page(Order::Closing, &At::Start, MOST)?.items;
        Ok(Fitting { posts, count, address: (count > 0).then(|| asked::listing(&filter)) })
    }
}
