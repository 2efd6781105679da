//! All SQL of copies: which tables there are, their rows in the order of their keys, and the way back.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, DbBackend, ExprTrait, Order, Statement, Value};

use super::table::{Column, Kind, Row, Table};
use crate::fault::Fault;

/// Rows of one statement: the widest table has some twenty columns, and an engine takes 32,000 values.
const AT_ONCE: u64 = 250;
/// What the migrations keep for themselves.
const MIGRATIONS: &str = "seaql_migrations";

const OF_SQLITE: &str = "SELECT t.name, c.name, lower(c.type), c.pk \
    FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'";
const OF_POSTGRES: &str = "SELECT c.table_name::text, c.column_name::text, c.data_type::text, \
    coalesce(k.ordinal_position, 0)::bigint \
    FROM information_schema.columns AS c \
    JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
    LEFT JOIN information_schema.table_constraints AS p ON p.table_schema = c.table_schema \
    AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY' \
    LEFT JOIN information_schema.key_column_usage AS k ON k.constraint_schema = p.constraint_schema \
    AND k.constraint_name = p.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'";

/// The tables in the order of their names, without that of the migrations.
pub(super) async fn tables(db: &impl ConnectionTrait) -> Result<Vec<Table>, Fault> {
    let asked = if db.get_database_backend() == DbBackend::Postgres { OF_POSTGRES } else { OF_SQLITE };
    let mut found: BTreeMap<String, BTreeMap<String, (Kind, i64)>> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await? {
        let (table, column, said): (String, String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        if table == MIGRATIONS {
            continue;
        }
        let kind = Kind::of(&said).ok_or_else(|| {
            Fault::new(format!("the column {column} of {table} is of the type {said}, which no table of ours has"))
        })?;
        found.entry(table).or_default().insert(column, (kind, row.try_get_by_index(3)?));
    }
    found.into_iter().map(|(name, columns)| table(name, columns)).collect()
}

fn table(name: String, columns: BTreeMap<String, (Kind, i64)>) -> Result<Table, Fault> {
    let mut key: Vec<(i64, String)> =
        columns.iter().filter(|(_, (_, place))| *place > 0).map(|(name, (_, place))| (*place, name.clone())).collect();
    key.sort_unstable();
    if key.is_empty() {
        return Err(Fault::new(format!("the table {name} has no key to go through it by")));
    }
    let columns = columns.into_iter().map(|(name, (kind, _))| Column { name, kind }).collect();
    Ok(Table { name, columns, key: key.into_iter().map(|(_, name)| name).collect() })
}

/// Some rows behind a key, in the order of the keys, which is that of bytes on every engine.
pub(super) async fn rows(db: &impl ConnectionTrait, table: &Table, after: &[Value]) -> Result<Vec<Row>, Fault> {
    let column = |name: &str| Expr::col(Alias::new(name));
    let mut asked = Query::select();
    asked.columns(names(table)).from(Alias::new(&table.name)).limit(AT_ONCE);
    for part in &table.key {
        asked.order_by(Alias::new(part), Order::Asc);
    }
    if !after.is_empty() {
        let key = Expr::tuple(table.key.iter().map(|part| column(part)));
        asked.and_where(key.gt(Expr::tuple(after.iter().cloned().map(Expr::value))));
    }
    db.query_all(&asked).await?.iter().map(|row| table.read(row)).collect()
}

pub(super) async fn is_empty(db: &impl ConnectionTrait, table: &Table) -> Result<bool, Fault> {
    let any = Query::select().expr(Expr::value(1)).from(Alias::new(&table.name)).limit(1).take();
    Ok(db.query_one(&any).await?.is_none())
}

/// Takes away what migrations wrote.
pub(super) async fn clear(db: &impl ConnectionTrait, table: &Table) -> Result<(), Fault> {
    db.execute(&Query::delete().from_table(Alias::new(&table.name)).take()).await?;
    Ok(())
}

pub(super) async fn put(db: &impl ConnectionTrait, table: &Table, lines: &[String]) -> Result<(), Fault> {
    let mut insert = Query::insert();
    insert.into_table(Alias::new(&table.name)).columns(names(table));
    for line in lines {
        insert.values_panic(table.values(line)?.into_iter().map(Expr::value));
    }
    db.execute(&insert).await?;
    Ok(())
}

fn names(table: &Table) -> impl Iterator<Item = Alias> {
    table.columns.iter().map(|column| Alias::new(&column.name))
}
