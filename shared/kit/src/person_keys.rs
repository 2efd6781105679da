//! The key each person's data rests under; dropping it erases the person.
//! Wrapped under the service's own key, so that a copied database tells nothing.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};

use crate::fault::Fault;
use crate::keys::{Keys, SealKey};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: Uuid,
    pub wrapped: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn load(db: &impl ConnectionTrait, keys: &Keys, person: Uuid) -> Result<Option<SealKey>, Fault> {
    let Some(row) = Entity::find_by_id(person).one(db).await? else {
        return Ok(None);
    };
    let bytes: [u8; 32] = keys.wrapping().open(&person.to_string(), &row.wrapped)?;
    Ok(Some(SealKey::from_bytes(bytes)))
}

/// Those of several people by one query; whoever was erased is left out.
pub(crate) async fn load_all(
    db: &impl ConnectionTrait,
    keys: &Keys,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, SealKey>, Fault> {
    let wrapping = keys.wrapping();
    let open = |row: Model| {
        let bytes: [u8; 32] = wrapping.open(&row.person.to_string(), &row.wrapped)?;
        Ok((row.person, SealKey::from_bytes(bytes)))
    };
    Entity::find().filter(Column::Person.is_in(people)).all(db).await?.into_iter().map(open).collect()
}

/// Makes the person's key on first use.
pub(crate) async fn ensure(db: &impl ConnectionTrait, keys: &Keys, person: Uuid) -> Result<SealKey, Fault> {
    if let Some(key) = load(db, keys, person).await? {
        return Ok(key);
    }
    let key = SealKey::from_bytes(keys.rng().bytes());
    let wrapped = keys.wrapping().seal(keys.rng(), &person.to_string(), key.bytes())?;
    let row = ActiveModel { person: Set(person), wrapped: Set(wrapped) };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(key)
}

/// Drops the person's key.
pub(crate) async fn erase(db: &impl ConnectionTrait, person: Uuid) -> Result<(), Fault> {
    Entity::delete_by_id(person).exec(db).await?;
    Ok(())
}
