//! One database per service: SQLite with a single writer beside readers.
//! WAL and synchronous=FULL: what was committed is on the disk.

mod batch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::fault::Fault;
pub use batch::Writing;
use batch::{Turns, Writer};

/// Readers of one process; a page needs one for a few milliseconds.
const READERS: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: Arc<Writer>,
}

impl Database {
    /// Opens `<folder>/<service>.db`, which is made when it is not there.
    pub async fn open(folder: &Path, service: &str) -> Result<Database, Fault> {
        let path = Database::path(folder, service);
        let writer = Writer::open(path.clone(), Turns::Shared).await?;
        let reader = connect(&path, READERS, true).await?;
        Ok(Database { reader, writer: Arc::new(writer) })
    }

    pub fn path(folder: &Path, service: &str) -> PathBuf {
        folder.join(format!("{service}.db"))
    }

    /// What SQLite finds wrong with its pages, indices and references.
    pub async fn inspect(&self) -> Result<Vec<String>, Fault> {
        let mut wrong = Vec::new();
        for row in self.reader.query_all_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check")).await? {
            let said: String = row.try_get_by_index(0)?;
            wrong.extend(Some(said).filter(|said| said != "ok"));
        }
        let astray = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
        for row in self.reader.query_all_raw(astray).await? {
            let table: String = row.try_get_by_index(0)?;
            wrong.push(format!("a row of {table} refers to nothing"));
        }
        Ok(wrong)
    }

    /// For reading only: it refuses to write.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For migrations, before anything else runs.
    pub(crate) async fn writer(&self) -> DatabaseConnection {
        self.writer.connection().await
    }

    pub(crate) async fn write(&self) -> Result<Writing, Fault> {
        self.writer.write().await
    }
}

async fn connect(path: &Path, connections: u32, read_only: bool) -> Result<DatabaseConnection, Fault> {
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(PATIENCE).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .foreign_keys(true);
        if read_only { sqlite.pragma("query_only", "ON") } else { sqlite }
    });
    Ok(sea_orm::Database::connect(options).await?)
}

#[cfg(test)]
mod tests;
