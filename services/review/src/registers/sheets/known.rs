//! What stands in a register already: a row of a workbook that names the code or number of an entry changes it (ADR 0054).

use domain::recommender::RecommenderInput;
use domain::{DepartmentInput, RegisterSheet, UnitInput};
use kit::Fault;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::recommenders;
use crate::registers::desk::Kept;
use crate::registers::store;

/// An entry of a register that is not closed and that a row can name: some of earlier years have no code yet.
#[derive(Clone, Debug)]
pub struct Known {
    pub kept: Kept,
    /// As its form would send it.
    entry: Value,
}

impl Known {
    pub(super) fn of(id: Uuid, version: i64, entry: &impl Serialize) -> Result<Known, Fault> {
        Ok(Known { kept: Kept { id, version }, entry: serde_json::to_value(entry)? })
    }

    /// In the order of the register.
    pub async fn all(register: RegisterSheet, db: &impl ConnectionTrait) -> Result<Vec<Known>, Fault> {
        let mut open = Known::open(register, db).await?;
        open.retain(|known| !known.value(register.key()).is_empty());
        Ok(open)
    }

    async fn open(register: RegisterSheet, db: &impl ConnectionTrait) -> Result<Vec<Known>, Fault> {
        match register {
            RegisterSheet::Units => {
                let open = store::units(db).await?.into_iter().filter(|unit| unit.closed_on.is_none());
                open.map(|unit| Known::of(unit.unit.id.uuid(), unit.version, &UnitInput::of(&unit))).collect()
            }
            RegisterSheet::Departments => {
                let open = store::departments(db).await?.into_iter().filter(|one| one.closed_on.is_none());
                open.map(|one| Known::of(one.id.uuid(), one.version, &DepartmentInput::of(&one))).collect()
            }
            RegisterSheet::Recommenders => {
                let open = recommenders::store::list(db).await?.into_iter().filter(|one| one.closed_on.is_none());
                open.map(|one| Known::of(one.id.uuid(), one.version, &RecommenderInput::of(&one))).collect()
            }
        }
    }

    /// What stands in the field.
    pub fn value(&self, field: &str) -> &str {
        let place = format!("/{}", field.replace('.', "/"));
        self.entry.pointer(&place).and_then(Value::as_str).unwrap_or_default()
    }
}
