//! One effect per actor, deed and key: the answer is kept in the transaction of the effect.
//! The same key with other content is refused; whoever comes while the first is under way waits for it.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};

use crate::act::Actor;
use crate::clock::Instant;
use crate::fault::{DeskError, Fault};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub actor: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub deed: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub digest: String,
    pub answer: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

fn id(actor: &Actor, deed: &str, key: &str) -> (String, String, String) {
    (format!("{}/{}", actor.kind, actor.id), deed.to_owned(), key.to_owned())
}

/// What the same act answered before, if it was done already. No other act of this service is under way meanwhile.
pub(crate) async fn answered(
    db: &impl ConnectionTrait,
    actor: &Actor,
    deed: &str,
    key: &str,
    digest: &str,
) -> Result<Option<String>, DeskError> {
    match Entity::find_by_id(id(actor, deed, key)).one(db).await? {
        None => Ok(None),
        Some(row) if row.digest == digest => Ok(Some(row.answer)),
        Some(_) => Err(DeskError::KeyReused),
    }
}

pub(crate) async fn keep(
    db: &impl ConnectionTrait,
    actor: &Actor,
    deed: &str,
    key: &str,
    digest: &str,
    answer: String,
    at: Instant,
) -> Result<(), Fault> {
    let (actor, deed, key) = id(actor, deed, key);
    let row = ActiveModel {
        actor: Set(actor),
        deed: Set(deed),
        key: Set(key),
        digest: Set(digest.to_owned()),
        answer: Set(answer),
        at: Set(at.0),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
