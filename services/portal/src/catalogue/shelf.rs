//! What every list says of the issue and the day, in memory, so that a page asks the database for its posts only.
//! Another process may take an issue in: the database is asked once a second which one it shows.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::NaiveDate;
use kit::{Fault, House, Instant};

use super::store::{self, Issue};
use super::tally::Tally;
use crate::measures::Followings;

const LOOKED_AT_EVERY: Duration = Duration::from_secs(1);

/// The issue on a day.
pub struct Shelf {
    pub issue: Option<Issue>,
    pub day: NaiveDate,
    pub tally: Tally,
    pub followings: Followings,
    /// Sets what is made from it apart from what is made from any other.
    pub version: String,
}

impl Shelf {
    pub fn of(issue: Option<Issue>, day: NaiveDate, tally: Tally) -> Shelf {
        let version = format!("{} {day}", issue.as_ref().map(|issue| issue.id).unwrap_or_default());
        Shelf { issue, day, tally, followings: Followings::on(day), version }
    }
}

/// A shelf, and when the database was last asked for it.
type Looked = (Instant, Arc<Shelf>);

#[derive(Clone, Default)]
pub struct Shelves(Arc<RwLock<Option<Looked>>>);

impl Shelves {
    pub async fn look(&self, house: &House) -> Result<Arc<Shelf>, Fault> {
        let (now, today) = (house.clock.now(), house.clock.today());
        let stood = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        let stood = stood.filter(|(_, shelf)| shelf.day == today);
        if let Some((seen, shelf)) = &stood
            && now < seen.plus(LOOKED_AT_EVERY)
        {
            return Ok(shelf.clone());
        }
        let issue = store::current(house.reader()).await?;
        let shelf = match stood {
            Some((_, shelf)) if shelf.issue == issue => shelf,
            _ => Arc::new(Shelf::of(issue, today, store::tally(house.reader(), today).await?)),
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, shelf.clone()));
        Ok(shelf)
    }

    /// An issue was taken in here: it is shown at once.
    pub fn clear(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
