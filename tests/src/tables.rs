//! What the databases of a town hold, read past its services.

use std::collections::BTreeMap;
use std::path::Path;

use databases::Databases;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

/// The first column of what a query finds.
pub async fn texts(db: &DatabaseConnection, query: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{query}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

/// How many rows each table of a service has.
pub async fn rows(databases: &Databases, data: &Path, service: &str) -> BTreeMap<String, i64> {
    let db = databases.open(data, service).await;
    let names = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        _ => "SELECT name FROM sqlite_schema WHERE type = 'table'",
    };
    let mut counted = BTreeMap::new();
    for name in texts(&db, names).await {
        let count = Statement::from_string(db.get_database_backend(), format!("SELECT count(*) FROM {name}"));
        let count = db.query_one_raw(count).await.expect("counted").expect("a row");
        counted.insert(name, count.try_get_by_index::<i64>(0).expect("a number"));
    }
    db.close().await.expect("closed");
    counted
}
