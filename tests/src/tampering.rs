//! What no part of the product does to its own database.

use std::path::Path;

use databases::Databases;
use sea_orm::ConnectionTrait;

/// One statement, behind the service's back; how many rows it changed.
pub async fn execute(databases: &Databases, data: &Path, service: &str, statement: &str) -> u64 {
    let db = databases.open(data, service).await;
    let done = db.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{service}: {error}"));
    db.close().await.expect("closed");
    done.rows_affected()
}
