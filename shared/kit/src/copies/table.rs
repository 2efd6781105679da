//! A table as every engine has it: columns in the order of their names, each of one of five kinds, a row as a line of JSON.
//! So a line is the same from wherever it was read.

use data_encoding::BASE64;
use sea_orm::{DbErr, QueryResult, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::fault::Fault;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub name: String,
    pub(super) columns: Vec<Column>,
    /// The columns of the primary key, in its order.
    pub(super) key: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Bytes,
    Number,
    Text,
    Truth,
    Uuid,
}

/// A row: its line, and the values of its key.
pub(super) struct Row {
    pub line: String,
    pub key: Vec<Value>,
}

impl Table {
    pub(super) fn read(&self, row: &QueryResult) -> Result<Row, Fault> {
        let cells = self.columns.iter().enumerate().map(|(place, column)| column.kind.read(row, place));
        let cells = cells.collect::<Result<Vec<Json>, DbErr>>()?;
        let part = |name: &String| {
            let found = self.columns.iter().zip(&cells).find(|(column, _)| column.name == *name);
            found.and_then(|(column, cell)| column.kind.bind(cell)).ok_or_else(|| self.broken(name))
        };
        let key = self.key.iter().map(part).collect::<Result<_, _>>()?;
        Ok(Row { line: serde_json::to_string(&cells)?, key })
    }

    /// The values of a line.
    pub(super) fn values(&self, line: &str) -> Result<Vec<Value>, Fault> {
        let cells: Vec<Json> = serde_json::from_str(line)?;
        if cells.len() != self.columns.len() {
            return Err(self.broken("the number of columns"));
        }
        let bound = |(column, cell): (&Column, &Json)| column.kind.bind(cell).ok_or_else(|| self.broken(&column.name));
        self.columns.iter().zip(&cells).map(bound).collect()
    }

    fn broken(&self, what: &str) -> Fault {
        Fault::new(format!("a row of {}: {what} is not as the table has it", self.name))
    }
}

impl Kind {
    /// What a database calls a column's type; none for one that no table of ours has.
    pub fn of(said: &str) -> Option<Kind> {
        Some(match said.split('(').next()? {
            "blob" | "bytea" => Kind::Bytes,
            "bigint" | "integer" => Kind::Number,
            "character varying" | "text" | "varchar" => Kind::Text,
            "boolean" => Kind::Truth,
            "uuid" | "uuid_text" => Kind::Uuid,
            _ => return None,
        })
    }

    fn read(self, row: &QueryResult, place: usize) -> Result<Json, DbErr> {
        Ok(match self {
            Kind::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(place)?.map(|bytes| BASE64.encode(&bytes)).into(),
            Kind::Number => row.try_get_by_index::<Option<i64>>(place)?.into(),
            Kind::Text => row.try_get_by_index::<Option<String>>(place)?.into(),
            Kind::Truth => row.try_get_by_index::<Option<bool>>(place)?.into(),
            Kind::Uuid => row.try_get_by_index::<Option<uuid::Uuid>>(place)?.map(|id| id.to_string()).into(),
        })
    }

    fn bind(self, cell: &Json) -> Option<Value> {
        let is_null = cell.is_null();
        Some(match self {
            Kind::Bytes if is_null => Value::Bytes(None),
            Kind::Number if is_null => Value::BigInt(None),
            Kind::Text if is_null => Value::String(None),
            Kind::Truth if is_null => Value::Bool(None),
            Kind::Uuid if is_null => Value::Uuid(None),
            Kind::Bytes => BASE64.decode(cell.as_str()?.as_bytes()).ok()?.into(),
            Kind::Number => cell.as_i64()?.into(),
            Kind::Text => cell.as_str()?.into(),
            Kind::Truth => cell.as_bool()?.into(),
            Kind::Uuid => cell.as_str()?.parse::<uuid::Uuid>().ok()?.into(),
        })
    }
}
