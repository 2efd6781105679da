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

/// Takes the key for the act that begins, or gives back what the same act answered before.
pub(crate) async fn take(
    db: &impl ConnectionTrait,
    actor: &Actor,
    deed: &str,
    key: &str,
    digest: &str,
    at: Instant,
) -> Result<Option<String>, DeskError> {
    let (actor, deed, key) = id(actor, deed, key);
    if let Some(row) = Entity::find_by_id((actor.clone(), deed.clone(), key.clone())).one(db).await? {
        return if row.digest == digest { Ok(Some(row.answer)) } else { Err(DeskError::KeyReused) };
    }
    let row = ActiveModel {
        actor: Set(actor),
        deed: Set(deed),
        key: Set(key),
        digest: Set(digest.to_owned()),
        answer: Set(String::new()),
        at: Set(at.0),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(None)
}

pub(crate) async fn keep(
    db: &impl ConnectionTrait,
    actor: &Actor,
    deed: &str,
    key: &str,
    answer: &str,
) -> Result<(), Fault> {
    let (actor, deed, key) = id(actor, deed, key);
    Entity::update_many()
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Actor.eq(actor))
        .filter(Column::Deed.eq(deed))
        .filter(Column::Key.eq(key))
        .exec(db)
        .await?;
    Ok(())
}
