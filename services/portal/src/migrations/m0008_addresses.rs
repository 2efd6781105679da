//! The addresses of an account stand in a table of their own: one hash there, whoever it belongs to. What an account keeps
//! is the hash of the one that its letters go to.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, string, string_uniq, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An account had one address, so that the person's id can be the first address's too.
const MOVED: &str = "INSERT INTO addresses (id, person, fingerprint, mail, since) \
                     SELECT person, person, fingerprint, mail, since FROM accounts";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(addresses()).await?;
        schema.create_index(Index::create().name("addresses_person").table("addresses").col("person").take()).await?;
        schema.create_table(address_codes()).await?;
        schema.get_connection().execute_unprepared(MOVED).await?;
        let version = big_integer("version").default(1).take();
        schema.alter_table(Table::alter().table("accounts").add_column(version).take()).await?;
        schema.alter_table(Table::alter().table("accounts").drop_column("mail").take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mail = binary("mail").default(Vec::<u8>::new()).take();
        schema.alter_table(Table::alter().table("accounts").add_column(mail).take()).await?;
        let back = "UPDATE accounts SET mail = \
                    (SELECT mail FROM addresses WHERE addresses.fingerprint = accounts.fingerprint)";
        schema.get_connection().execute_unprepared(back).await?;
        schema.alter_table(Table::alter().table("accounts").drop_column("version").take()).await?;
        for name in ["addresses", "address_codes"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}

fn addresses() -> TableCreateStatement {
    Table::create()
        .table("addresses")
        .col(uuid("id").primary_key())
        .col(uuid("person"))
        .col(string_uniq("fingerprint"))
        .col(binary("mail"))
        .col(big_integer("since"))
        .take()
}

fn address_codes() -> TableCreateStatement {
    Table::create()
        .table("address_codes")
        .col(uuid("person").primary_key())
        .col(string("fingerprint"))
        .col(binary("mail"))
        .col(string("code"))
        .col(big_integer("tries"))
        .col(big_integer("ends"))
        .take()
}
