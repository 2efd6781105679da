//! Group commit: acts that wait for a database's one writer share one flush of the disk.
//! The committer queues for its turn like an act, so all who came before it are in its batch; an act that nobody waits
//! behind commits at once. A commit that fails is the failure of every act in the batch.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};
use tokio::task::JoinHandle;
use tracing::error;

use super::Place;
use crate::fault::Fault;

/// The one writer of a database.
pub struct Writer {
    queue: Arc<Queue>,
    committer: JoinHandle<()>,
}

struct Queue {
    /// Fair: turns are taken in the order in which they were asked for.
    batch: Arc<Mutex<Batch>>,
    /// Acts that wait for their turn.
    waiting: AtomicUsize,
    /// How long they do at most.
    wait: Option<Duration>,
    /// Rung when a batch has begun that nobody has committed yet.
    begun: Notify,
}

struct Batch {
    place: Place,
    connection: DatabaseConnection,
    /// The transaction of the acts that are done.
    open: Option<DatabaseTransaction>,
    done: Vec<oneshot::Sender<Result<(), Fault>>>,
    /// Whether an act broke off in this batch: the whole transaction may be given up with it, so that nobody joins
    /// before it is committed.
    doubtful: bool,
    /// Whether the connection has to be made anew.
    broken: bool,
}

/// An act's turn and its part of the transaction. Dropped without `commit`, nothing of it happened.
pub struct Writing {
    /// The first act of a batch has the whole transaction, each further one a savepoint of it.
    tx: Option<DatabaseTransaction>,
    batch: OwnedMutexGuard<Batch>,
    queue: Arc<Queue>,
}

impl Writer {
    pub async fn open(place: Place) -> Result<Writer, Fault> {
        let (connection, wait) = (place.writer().await?, place.wait());
        let batch = Batch { place, connection, open: None, done: Vec::new(), doubtful: false, broken: false };
        let queue = Arc::new(Queue {
            batch: Arc::new(Mutex::new(batch)),
            waiting: AtomicUsize::new(0),
            wait,
            begun: Notify::new(),
        });
        let committer = tokio::spawn(commit_batches(queue.clone()));
        Ok(Writer { queue, committer })
    }

    pub async fn connection(&self) -> DatabaseConnection {
        self.queue.batch.lock().await.connection.clone()
    }

    /// Waits for a turn. In a task of its own: whoever gives up while a transaction begins would leave the driver
    /// and SeaORM to roll it back once each, the second time that of the others.
    pub async fn write(&self) -> Result<Writing, Fault> {
        let turn = tokio::spawn(self.queue.clone().turn());
        turn.await.unwrap_or_else(|error| Err(Fault::new(error.to_string())))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.committer.abort();
    }
}

/// Runs until its task is dropped.
async fn commit_batches(queue: Arc<Queue>) {
    loop {
        queue.begun.notified().await;
        queue.batch.lock().await.commit().await.ok();
    }
}

impl Writing {
    /// The transaction, for stores.
    pub fn tx(&self) -> &DatabaseTransaction {
        self.tx.as_ref().expect("it is taken at the end only")
    }

    /// Done; back when it is on the disk.
    pub async fn commit(mut self) -> Result<(), Fault> {
        let tx = self.tx.take().expect("it is taken at the end only");
        if self.batch.open.is_none() {
            self.batch.open = Some(tx);
        } else if let Err(error) = tx.commit().await {
            self.batch.doubtful = true;
            return Err(error.into());
        }
        if self.batch.done.is_empty() && self.queue.nobody_waits() {
            return self.batch.commit().await;
        }
        let (tell, told) = oneshot::channel();
        self.batch.done.push(tell);
        if self.batch.done.len() == 1 {
            self.queue.begun.notify_one();
        }
        drop(self);
        told.await.unwrap_or_else(|_| Err(Fault::new("the program ended before the commit")))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if self.tx.take().is_some() && self.batch.open.is_some() {
            self.batch.doubtful = true;
        }
    }
}

impl Queue {
    async fn turn(self: Arc<Queue>) -> Result<Writing, Fault> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let batch = self.locked().await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        let mut batch = batch?;
        if batch.doubtful {
            batch.commit().await.ok();
        }
        let tx = match &batch.open {
            None => batch.begin().await?,
            Some(open) => match open.begin().await {
                Ok(savepoint) => savepoint,
                Err(error) => {
                    batch.doubtful = true;
                    return Err(error.into());
                }
            },
        };
        Ok(Writing { tx: Some(tx), batch, queue: self })
    }

    /// While a server is away, each of those who wait would else wait for all before it to find that out.
    async fn locked(&self) -> Result<OwnedMutexGuard<Batch>, Fault> {
        let turn = self.batch.clone().lock_owned();
        let Some(wait) = self.wait else { return Ok(turn.await) };
        let late = |_| Fault::new(format!("no turn to write came within {} s", wait.as_secs()));
        tokio::time::timeout(wait, turn).await.map_err(late)
    }

    fn nobody_waits(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) == 0
    }
}

impl Batch {
    /// A transaction; after trouble on a connection of its own.
    async fn begin(&mut self) -> Result<DatabaseTransaction, Fault> {
        if !self.broken {
            match self.place.begin(&self.connection).await {
                Ok(tx) => return Ok(tx),
                Err(error) if !self.place.is_gone(&error) => return Err(error.into()),
                Err(error) => error!(%error, "the writer could not begin and connects anew"),
            }
        }
        self.broken = true;
        let connection = self.place.writer().await?;
        let old = std::mem::replace(&mut self.connection, connection);
        tokio::spawn(old.close());
        self.broken = false;
        Ok(self.place.begin(&self.connection).await?)
    }

    /// Commits what is done and tells each act how it ended.
    async fn commit(&mut self) -> Result<(), Fault> {
        let doubtful = std::mem::take(&mut self.doubtful);
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        crash_point!("batch.commit");
        let ended = async {
            if doubtful {
                // PostgreSQL says of a transaction that is given up already that its commit went well.
                open.execute_unprepared("SELECT 1").await?;
            }
            self.place.commit(open).await
        };
        let ended = ended.await;
        crash_point!("batch.committed");
        self.broken |= ended.is_err();
        for act in self.done.drain(..) {
            let told = match &ended {
                Ok(()) => Ok(()),
                Err(fault) => Err(fault.clone()),
            };
            act.send(told).ok();
        }
        ended
    }
}
