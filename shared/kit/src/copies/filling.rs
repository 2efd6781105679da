//! Filling an empty database with a copy: the tables are made as they were made for the copy, filled in one transaction,
//! held against what was copied, and brought up to this program.

use futures_util::{Stream, TryStreamExt};
use sea_orm::{ConnectionTrait, DatabaseTransaction, TransactionTrait};

use super::sum::Sum;
use super::table::Table;
use super::{snapshot, store};
use crate::fault::Fault;
use crate::house::House;
use crate::migrations;
use crate::service::Service;

/// A database on its way.
pub struct Filling {
    tx: DatabaseTransaction,
}

/// Trouble where the database of a service holds anything: what is there is never written over.
pub async fn refuse_filled(house: &House) -> Result<(), Fault> {
    refuse(house.reader(), house.service).await
}

async fn refuse(db: &impl ConnectionTrait, service: &str) -> Result<(), Fault> {
    for table in store::tables(db).await?.iter().filter(|table| table.name != migrations::OWNER) {
        if !store::is_empty(db, table).await? {
            return Err(Fault::new(format!(
                "the database of {service} holds rows already, in {}: name an empty one",
                table.name
            )));
        }
    }
    Ok(())
}

/// Makes the tables by these migrations and has them filled: all or nothing.
pub async fn fill(
    house: &House,
    service: &dyn Service,
    made: &[String],
    tables: &[Table],
    work: impl AsyncFnOnce(&Filling) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let filled = house.database.alone(async |db| {
        refuse(db, house.service).await?;
        migrations::make(db, service, made).await?;
        let filling = Filling { tx: db.begin().await? };
        if store::tables(&filling.tx).await? != tables {
            return Err(Fault::new(format!("the tables of {} are not those of the copy", house.service)));
        }
        for table in tables {
            store::clear(&filling.tx, table).await?;
        }
        work(&filling).await?;
        filling.tx.commit().await?;
        Ok(migrations::run(db, service).await?)
    });
    filled.await
}

impl Filling {
    /// Writes the lines of a table; what it holds then, read again.
    pub async fn table(
        &self,
        table: &Table,
        lines: impl Stream<Item = Result<Vec<String>, Fault>>,
    ) -> Result<Sum, Fault> {
        let mut lines = std::pin::pin!(lines);
        while let Some(some) = lines.try_next().await? {
            store::put(&self.tx, table, &some).await?;
        }
        snapshot::sum(&self.tx, table).await
    }
}
