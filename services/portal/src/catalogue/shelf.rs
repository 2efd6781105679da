//! What every list says of the issue and the day, in memory, so that a page asks the database for its posts only.
//! Another process may take an issue in: the database is asked once a second which one it shows.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::NaiveDate;
use kit::{Fault, House, Instant};
use tokio::sync::Mutex;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::timeout;

use super::index::{Index, Indexing};
use super::store::{self, Issue};
use crate::measures::Followings;

const LOOKED_AT_EVERY: Duration = Duration::from_secs(1);
/// How long readers wait for a new shelf while an old one stands.
const PATIENCE: Duration = Duration::from_secs(1);
/// Posts that are read and indexed at once; whoever is served by the same thread waits for them to be fetched.
const ARMFUL: u64 = 250;

/// The issue on a day.
pub struct Shelf {
    pub issue: Option<Issue>,
    pub day: NaiveDate,
    pub index: Index,
    pub followings: Followings,
    /// Sets what is made from it apart from what is made from any other.
    pub version: String,
}

impl Shelf {
    pub fn of(issue: Option<Issue>, day: NaiveDate, index: Index) -> Shelf {
        let version = format!("{} {day}", issue.as_ref().map(|issue| issue.id).unwrap_or_default());
        Shelf { issue, day, index, followings: Followings::on(day), version }
    }
}

/// A shelf, and when the database was last asked for it.
type Looked = (Instant, Arc<Shelf>);

#[derive(Clone, Default)]
pub struct Shelves {
    stood: Arc<RwLock<Option<Looked>>>,
    /// One is made at a time.
    making: Arc<Mutex<()>>,
    /// Whether somebody has waited in vain for the one that is being made; nobody else does then.
    slow: Arc<AtomicBool>,
}

impl Shelves {
    pub async fn look(&self, house: &House) -> Result<Arc<Shelf>, Fault> {
        if let Some(shelf) = self.fresh(house) {
            return Ok(shelf);
        }
        if self.slow.load(Ordering::Relaxed)
            && self.making.try_lock().is_err()
            && let Some((_, old)) = self.standing()
        {
            return Ok(old);
        }
        let (shelves, its_house) = (self.clone(), house.clone());
        // It is made to its end, also when the reader who wanted it leaves.
        let made = tokio::spawn(async move {
            let _one = shelves.making.lock().await;
            match shelves.fresh(&its_house) {
                Some(shelf) => Ok(shelf),
                None => shelves.put_up(&its_house).await,
            }
        });
        match self.standing() {
            None => made.await.map_err(broken_off)?,
            Some((_, old)) => match timeout(PATIENCE, made).await {
                Ok(made) => made.map_err(broken_off)?,
                Err(_) => {
                    self.slow.store(true, Ordering::Relaxed);
                    Ok(old)
                }
            },
        }
    }

    /// An issue was taken in here: it is shown at once, and no reader waits for it to be indexed.
    pub async fn renew(&self, house: &House) -> Result<(), Fault> {
        let _one = self.making.lock().await;
        self.put_up(house).await.map(drop)
    }

    async fn put_up(&self, house: &House) -> Result<Arc<Shelf>, Fault> {
        self.slow.store(false, Ordering::Relaxed);
        let (now, today) = (house.clock.now(), house.clock.today());
        let issue = store::current(house.reader()).await?;
        let shelf = match self.standing() {
            Some((_, shelf)) if shelf.issue == issue && shelf.day == today => shelf,
            _ => Arc::new(make(house, issue, today).await?),
        };
        *self.stood.write().unwrap_or_else(PoisonError::into_inner) = Some((now, shelf.clone()));
        Ok(shelf)
    }

    fn standing(&self) -> Option<Looked> {
        self.stood.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fresh(&self, house: &House) -> Option<Arc<Shelf>> {
        let (seen, shelf) = self.standing()?;
        (shelf.day == house.clock.today() && house.clock.now() < seen.plus(LOOKED_AT_EVERY)).then_some(shelf)
    }
}

/// Reads the posts an armful at a time; when another issue took effect meanwhile, it is that one's.
async fn make(house: &House, mut issue: Option<Issue>, day: NaiveDate) -> Result<Shelf, Fault> {
    loop {
        let index = index(house, day).await?;
        let now = store::current(house.reader()).await?;
        if now == issue {
            return Ok(Shelf::of(issue, day, index));
        }
        issue = now;
    }
}

async fn index(house: &House, day: NaiveDate) -> Result<Index, Fault> {
    let mut indexing = Indexing::begin(day)?;
    let mut last = None;
    loop {
        let posts = store::open_posts(house.reader(), day, last.as_ref(), ARMFUL).await?;
        let Some(post) = posts.last() else { break };
        last = Some(post.place());
        let add = move || posts.into_iter().try_for_each(|post| indexing.add(&post.read()?)).map(|()| indexing);
        indexing = spawn_blocking(add).await.map_err(broken_off)??;
    }
    spawn_blocking(move || indexing.done()).await.map_err(broken_off)?
}

fn broken_off(error: JoinError) -> Fault {
    Fault::new(format!("the catalogue was not indexed: {error}"))
}
