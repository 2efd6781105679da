//! One effect per actor, deed and key: the answer is kept in the transaction of the effect.
//! The same key with other content is refused, but for a visitor's; whoever comes while the first is under way waits for it.

use std::cell::Cell;

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

tokio::task_local! {
    /// Whether what a request asked for was done before: acts note it, a header of the answer tells.
    static REPLAYED: Cell<bool>;
}

/// Runs what answers a request, and tells whether it was answered as it was before.
pub(crate) async fn noting<F: Future>(answering: F) -> (F::Output, bool) {
    let noted = async {
        let answered = answering.await;
        (answered, REPLAYED.with(Cell::get))
    };
    REPLAYED.scope(Cell::new(false), noted).await
}

/// Of a visitor only the address is known, which a whole office has together, and each of its people chooses keys alone. So what
/// was sent belongs to whose key it is: nobody is refused for what somebody else sent, or answered as they were. Other content
/// under the same key is another request then, since a mistake cannot be told from another person.
fn id(actor: &Actor, deed: &str, key: &str, digest: &str) -> (String, String, String) {
    let Actor { kind, id } = actor;
    let whose = if actor.is_visitor() { format!("{kind}/{id}/{digest}") } else { format!("{kind}/{id}") };
    (whose, deed.to_owned(), key.to_owned())
}

/// What the same act answered before, if it was done already. No other act of this service is under way meanwhile.
pub(crate) async fn answered(
    db: &impl ConnectionTrait,
    actor: &Actor,
    deed: &str,
    key: &str,
    digest: &str,
) -> Result<Option<String>, DeskError> {
    match Entity::find_by_id(id(actor, deed, key, digest)).one(db).await? {
        None => Ok(None),
        Some(row) if row.digest == digest => {
            // Outside of a request nobody is told.
            REPLAYED.try_with(|replayed| replayed.set(true)).ok();
            Ok(Some(row.answer))
        }
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
    let (actor, deed, key) = id(actor, deed, key, digest);
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
