//! SQLite: a file with a single writer beside readers. WAL and synchronous=FULL: what was committed is on the disk.

use std::path::Path;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};

use crate::fault::Fault;

/// Readers of one process; a page needs one for a few milliseconds.
const READERS: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn writer(path: &Path) -> Result<DatabaseConnection, Fault> {
    connect(path, 1, false).await
}

pub(super) async fn readers(path: &Path) -> Result<DatabaseConnection, Fault> {
    connect(path, READERS, true).await
}

/// A transaction that is the only one to write from its beginning.
pub(super) async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    writer.begin_with_options(options).await
}

/// What SQLite finds wrong with its pages, indices and references.
pub(super) async fn inspect(reader: &DatabaseConnection) -> Result<Vec<String>, Fault> {
    let mut wrong = Vec::new();
    for row in reader.query_all_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check")).await? {
        let said: String = row.try_get_by_index(0)?;
        wrong.extend(Some(said).filter(|said| said != "ok"));
    }
    let astray = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
    for row in reader.query_all_raw(astray).await? {
        let table: String = row.try_get_by_index(0)?;
        wrong.push(format!("a row of {table} refers to nothing"));
    }
    Ok(wrong)
}

async fn connect(path: &Path, connections: u32, read_only: bool) -> Result<DatabaseConnection, Fault> {
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(PATIENCE).sqlx_logging(false);
    // Each was tried when it was given back, and a file does not go away meanwhile.
    options.test_before_acquire(false);
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
