//! One database per service, with one writer at a time beside readers: SQLite, or PostgreSQL where the settings name one.
//! Whatever holds on the one holds on the other: an act sees all that was committed before it and nothing beside it.

mod batch;
mod file;
mod place;
mod server;

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement, TransactionTrait,
};

use crate::clock::Instant;
use crate::fault::Fault;
use batch::Writer;
pub use batch::Writing;
pub(crate) use place::{Place, check, elsewhere, named};

#[derive(Clone)]
pub struct Database {
    place: Place,
    reader: DatabaseConnection,
    writer: Arc<Writer>,
}

/// How a database is.
pub struct Inspected {
    /// What it is, in a few words.
    pub kind: String,
    /// What is broken in what is stored.
    pub broken: Vec<String>,
    /// What is set up in a way that should be mended, and how.
    pub advice: Vec<String>,
}

impl Place {
    async fn writer(&self) -> Result<DatabaseConnection, Fault> {
        match self {
            Place::File(path) => file::writer(path).await,
            Place::Server(server) => server.writer().await,
        }
    }

    async fn readers(&self) -> Result<DatabaseConnection, Fault> {
        match self {
            Place::File(path) => file::readers(path).await,
            Place::Server(server) => server.readers().await,
        }
    }

    /// A transaction that is the only one of the service to write, from its beginning to its end.
    async fn begin(&self, writer: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
        match self {
            Place::File(_) => file::begin(writer).await,
            Place::Server(server) => within(server, server::begin(writer)).await,
        }
    }

    /// How long somebody waits for a turn at most: a file is never away, and all who wait for it come to their turn.
    fn wait(&self) -> Option<Duration> {
        match self {
            Place::File(_) => None,
            Place::Server(server) => Some(server.wait()),
        }
    }

    /// Whether a turn that could not begin may find a better connection.
    fn is_gone(&self, error: &DbErr) -> bool {
        match self {
            Place::File(_) => true,
            Place::Server(_) => !server::is_late(error),
        }
    }

    async fn commit(&self, tx: DatabaseTransaction) -> Result<(), Fault> {
        match self {
            Place::File(_) => Ok(tx.commit().await?),
            Place::Server(server) => {
                let ended = within(server, tx.commit()).await;
                ended.map_err(|error| match server::leaves_open(&error) {
                    true => Fault::unanswered(error.to_string()),
                    false => error.into(),
                })
            }
        }
    }
}

/// A network can swallow an answer for ever.
async fn within<T>(server: &server::Server, asked: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
    let silent = |_| DbErr::Custom(format!("{} does not answer", server.address()));
    tokio::time::timeout(server.patience(), asked).await.unwrap_or_else(|late| Err(silent(late)))
}

/// The time by the clock of whoever keeps the database.
pub(crate) async fn now(db: &impl ConnectionTrait) -> Result<Instant, Fault> {
    let asked = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
        _ => "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)",
    };
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), asked)).await?;
    let micros: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    micros.map(Instant).ok_or_else(|| Fault::new("the database tells no time"))
}

impl Database {
    /// A file is made when it is not there; a database of a server is looked at first.
    pub(crate) async fn open(place: Place) -> Result<Database, Fault> {
        if let Place::Server(server) = &place {
            server.look().await?;
        }
        let writer = Writer::open(place.clone()).await?;
        let reader = place.readers().await?;
        Ok(Database { place, reader, writer: Arc::new(writer) })
    }

    /// Looks at it, and whether its account could open what lies at the other places.
    pub(crate) async fn inspect(&self, others: &[Place]) -> Result<Inspected, Fault> {
        let server = match &self.place {
            Place::File(_) => {
                let broken = file::inspect(&self.reader).await?;
                return Ok(Inspected { kind: "SQLite".to_owned(), broken, advice: Vec::new() });
            }
            Place::Server(server) => server,
        };
        let seen = server.look().await?;
        let beside = others.iter().filter_map(|other| match other {
            Place::Server(other) if other.is_beside(server) => Some(other.database().to_owned()),
            _ => None,
        });
        let mut advice: Vec<String> = server::reachable(&self.reader, &beside.collect::<Vec<_>>()).await?;
        advice.retain(|database| database != server.database());
        for database in &mut advice {
            *database = format!(
                "its account can open {database:?} too: REVOKE CONNECT ON DATABASE \"{database}\" FROM PUBLIC, and name \
                 another account there"
            );
        }
        if seen.is_superuser {
            advice
                .push("its account is a superuser: make one that is not, the owner of this database alone".to_owned());
        }
        if !seen.is_encrypted && server.is_open_by_default() {
            advice.push(
                "what it says crosses the network in the open: write ?sslmode=verify-full behind the address, or \
                 ?sslmode=disable where nobody can listen"
                    .to_owned(),
            );
        }
        let how = if seen.is_encrypted { ", encrypted" } else { "" };
        let kind = format!("PostgreSQL {} at {}{how}", seen.version, server.address());
        Ok(Inspected { kind, broken: server::inspect(&self.reader).await?, advice })
    }

    /// Whether a server keeps it, so that several processes can share it.
    pub(crate) fn is_served(&self) -> bool {
        self.place.is_served()
    }

    /// For reading only: it refuses to write.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The one connection that writes, for migrations and copies; nobody else writes meanwhile, in whichever process.
    pub(crate) async fn alone<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let connection = self.writer.connection().await;
        let Place::Server(_) = &self.place else {
            return work(&connection).await;
        };
        server::lock(&connection).await?;
        let done = work(&connection).await;
        server::unlock(&connection).await?;
        done
    }

    /// A transaction for reading to which the database stays as it is at the first query.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, Fault> {
        Ok(match &self.place {
            Place::File(_) => self.reader.begin().await?,
            Place::Server(_) => server::snapshot(&self.reader).await?,
        })
    }

    pub(crate) async fn write(&self) -> Result<Writing, Fault> {
        self.writer.write().await
    }
}

#[cfg(test)]
mod tests;
