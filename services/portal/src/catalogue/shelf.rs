//! What every list says of the issue and the day, in memory, so that a page asks the database only for posts that are not open.
//! Another process may take an issue in: the database is asked once a second which one it shows. A shelf stands as soon as
//! its posts are read; their words are made ready behind it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use chrono::NaiveDate;
use domain::{Policies, Policy, Post};
use kit::html::Code;
use kit::{DeskError, Fault, Frame, House, Instant, Say};
use tokio::sync::Mutex;
use tokio::task::{JoinError, JoinSet, spawn_blocking};
use tokio::time::{sleep, timeout};

use super::filter::Filter;
use super::index::{Index, Indexing};
use super::reached::Reached;
use super::search::Writing;
use super::shown::{Shown, once};
use super::store::{self, Issue};
use super::{one, row};
use crate::measures::{Followings, Step};

const LOOKED_AT_EVERY: Duration = Duration::from_secs(1);
/// How long readers wait for a new shelf while an old one stands.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long a search waits for the words of a shelf to be made ready.
const SEARCH_PATIENCE: Duration = Duration::from_secs(3);
/// Posts that are read and taken in at once; whoever is served by the same thread waits for them to be fetched.
const ARMFUL: u64 = 250;
/// After words that could not be made ready.
const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// The issue on a day.
pub struct Shelf {
    pub issue: Option<Issue>,
    pub day: NaiveDate,
    pub index: Index,
    pub followings: Followings,
    /// What `way` shows, once it was shown in a language.
    ways: [OnceLock<Arc<str>>; 2],
    policies: &'static Policies,
    /// Before its posts can be searched, and after.
    versions: [String; 2],
}

impl Shelf {
    pub fn of(issue: Option<Issue>, day: NaiveDate, index: Index, policies: &'static Policies) -> Shelf {
        let whole = format!("{} {day}", issue.as_ref().map(|issue| issue.id).unwrap_or_default());
        let versions = [format!("{whole} wordless"), whole];
        Shelf { issue, day, index, followings: Followings::on(day), ways: Default::default(), policies, versions }
    }

    /// The version of the policy that is in force that day.
    pub fn policy(&self) -> &'static Policy {
        self.policies.in_force(self.day)
    }

    /// The version that a post was issued under and keeps (Article 29).
    pub fn policy_of(&self, post: &Post) -> &'static Policy {
        self.policies.of(post.policy())
    }

    /// The post as a list of it shows it.
    pub fn row(&self, post: &Shown, frame: &Frame, say: &Say) -> Result<Arc<str>, Fault> {
        post.row(frame.language(), || row::part(post, self.day, frame, say))
    }

    /// The code of the post's own address.
    pub fn code(&self, post: &Shown, frame: &Frame) -> Result<Arc<Code>, Fault> {
        post.code(frame.language(), || Ok(Arc::new(Code::of(&one::address(post, frame))?)))
    }

    /// The hands that every case goes through after its employing unit's, as a part of a post's page.
    pub fn way(&self, frame: &Frame, say: &Say) -> Result<Arc<str>, Fault> {
        once(&self.ways[frame.language() as usize], || Step::way(frame, say, self.policy()))
    }

    /// Sets what is made from it apart from what is made from any other, and from what was made before its posts could be
    /// searched.
    pub fn version(&self) -> &str {
        &self.versions[usize::from(self.index.is_worded())]
    }

    /// What the filter reaches; words that cannot be looked for yet are waited for, but not for long.
    pub async fn seek(&self, filter: &Filter) -> Result<Reached<'_>, DeskError> {
        if filter.query.is_some() {
            timeout(SEARCH_PATIENCE, self.index.worded()).await.ok();
        }
        self.index.seek(filter)
    }
}

/// A shelf, and when the database was last asked for it.
type Looked = (Instant, Arc<Shelf>);

#[derive(Clone)]
pub struct Shelves {
    policies: &'static Policies,
    stood: Arc<RwLock<Option<Looked>>>,
    /// One is made at a time.
    making: Arc<Mutex<()>>,
    /// Whether somebody has waited in vain for the one that is being made; nobody else does then.
    slow: Arc<AtomicBool>,
    /// Makes the words of the shelf that stands ready; broken off when another one stands.
    wording: Arc<std::sync::Mutex<JoinSet<()>>>,
}

impl Shelves {
    pub fn under(policies: &'static Policies) -> Shelves {
        Shelves {
            policies,
            stood: Arc::default(),
            making: Arc::default(),
            slow: Arc::default(),
            wording: Arc::default(),
        }
    }

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
            _ => {
                let shelf = Arc::new(make(house, issue, today, self.policies).await?);
                let mut wording = JoinSet::new();
                wording.spawn(keep_wording(shelf.clone()));
                *self.wording.lock().unwrap_or_else(PoisonError::into_inner) = wording;
                shelf
            }
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
async fn make(
    house: &House,
    mut issue: Option<Issue>,
    day: NaiveDate,
    policies: &'static Policies,
) -> Result<Shelf, Fault> {
    loop {
        let index = index(house, day).await?;
        let now = store::current(house.reader()).await?;
        if now == issue {
            return Ok(Shelf::of(issue, day, index, policies));
        }
        issue = now;
    }
}

/// Each post open on that day in the order of the list. The next armful is fetched while one is taken in.
async fn index(house: &House, day: NaiveDate) -> Result<Index, Fault> {
    let mut indexed = spawn_blocking(move || Ok::<_, Fault>(Indexing::begin(day)));
    let mut last = None;
    loop {
        let posts = store::open_posts(house.reader(), day, last.as_ref(), ARMFUL).await?;
        let mut indexing = indexed.await.map_err(broken_off)??;
        let Some(post) = posts.last() else {
            return spawn_blocking(move || indexing.done()).await.map_err(broken_off);
        };
        last = Some(post.place());
        indexed = spawn_blocking(move || {
            posts.into_iter().try_for_each(|post| indexing.add(post.read()?))?;
            Ok(indexing)
        });
    }
}

/// Until the shelf's posts can be searched.
async fn keep_wording(shelf: Arc<Shelf>) {
    while let Err(error) = word(shelf.clone()).await {
        tracing::error!(%error, "the catalogue cannot be searched");
        sleep(TRIED_AGAIN_AFTER).await;
    }
}

/// Makes the shelf's posts searchable, an armful at a time: between two of them it can be broken off.
async fn word(shelf: Arc<Shelf>) -> Result<(), Fault> {
    let mut writing = Writing::new()?;
    for from in (0..shelf.index.length()).step_by(ARMFUL as usize) {
        let shelf = shelf.clone();
        let write = move || {
            let armful = from..shelf.index.length().min(from + ARMFUL as usize);
            shelf.index.stock.read(armful, |post| writing.add(post))?;
            Ok::<_, Fault>(writing)
        };
        writing = spawn_blocking(write).await.map_err(broken_off)??;
    }
    let words = spawn_blocking(move || writing.done()).await.map_err(broken_off)??;
    shelf.index.word(words);
    Ok(())
}

fn broken_off(error: JoinError) -> Fault {
    Fault::new(format!("the catalogue was not read: {error}"))
}

#[cfg(test)]
mod tests;
