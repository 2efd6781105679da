//! All SQL of the evidence. A query starts from the applicant's person and one of their nominations.

use contract::Evidence;
use domain::{EvidenceId, NominationId, PersonId};
use kit::{Act, Fault, House, Instant, SealKey};
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::rows::evidence::{ActiveModel, Column, Entity, Model};

/// A piece of evidence as it is kept.
#[derive(Clone)]
pub struct Kept {
    pub evidence: Evidence,
    pub at: Instant,
    /// Whether review has it.
    pub handed_over: bool,
}

/// What the files of a nomination come to.
pub struct Used {
    pub files: usize,
    pub bytes: u64,
}

const CONTENT: &str = "evidence";

pub async fn add(
    act: &Act,
    house: &House,
    person: PersonId,
    nomination: NominationId,
    evidence: &Evidence,
) -> Result<(), Fault> {
    let key = act.person_key(person.uuid()).await?;
    let row = ActiveModel {
        id: Set(evidence.id.uuid()),
        nomination: Set(nomination.uuid()),
        person: Set(person.uuid()),
        size: Set(i64::try_from(evidence.file.size).unwrap_or(i64::MAX)),
        at: Set(act.at().0),
        handed_over: Set(false),
        removed: Set(None),
        content: Set(key.seal(&*house.rng, CONTENT, evidence)?),
    };
    Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// In the order in which they came.
pub async fn list(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    nomination: NominationId,
) -> Result<Vec<Kept>, Fault> {
    let rows = Entity::find().filter(of(person, nomination)).order_by_asc(Column::Id).all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(key) = house.person_key(db, person.uuid()).await? else {
        return Ok(Vec::new());
    };
    rows.into_iter().map(|row| read(row, &key)).collect()
}

pub async fn find(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    nomination: NominationId,
    id: EvidenceId,
) -> Result<Option<Kept>, Fault> {
    let row = Entity::find_by_id(id.uuid()).filter(of(person, nomination)).one(db).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let key = house.person_key(db, person.uuid()).await?;
    key.map(|key| read(row, &key)).transpose()
}

pub async fn used(db: &impl ConnectionTrait, person: PersonId, nomination: NominationId) -> Result<Used, Fault> {
    let sizes: Vec<i64> =
        Entity::find().select_only().column(Column::Size).filter(of(person, nomination)).into_tuple().all(db).await?;
    let bytes = sizes.iter().filter_map(|size| u64::try_from(*size).ok()).sum();
    Ok(Used { files: sizes.len(), bytes })
}

/// Takes it off the nomination. What review has keeps its row, so that its file stays.
pub async fn remove(act: &Act, kept: &Kept) -> Result<(), Fault> {
    let id = kept.evidence.id.uuid();
    if kept.handed_over {
        let removed = Expr::value(Some(act.at().0));
        Entity::update_many().col_expr(Column::Removed, removed).filter(Column::Id.eq(id)).exec(act.tx()).await?;
    } else {
        Entity::delete_by_id(id).exec(act.tx()).await?;
    }
    Ok(())
}

/// Takes all of them off a draft, which review never had.
pub async fn discard(act: &Act, person: PersonId, nomination: NominationId) -> Result<(), Fault> {
    Entity::delete_many().filter(of(person, nomination)).exec(act.tx()).await?;
    Ok(())
}

/// Takes away all that the person ever sent; the files that it was.
pub async fn erase(act: &Act, person: PersonId) -> Result<Vec<Uuid>, Fault> {
    let own = Column::Person.eq(person.uuid());
    let files = Entity::find().select_only().column(Column::Id).filter(own.clone()).into_tuple().all(act.tx()).await?;
    Entity::delete_many().filter(own).exec(act.tx()).await?;
    Ok(files)
}

/// From now on review has what the nomination has.
pub async fn hand_over(act: &Act, person: PersonId, nomination: NominationId) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::HandedOver, Expr::value(true))
        .filter(of(person, nomination))
        .exec(act.tx())
        .await?;
    Ok(())
}

/// Which of these files some row names, whosever it is.
pub async fn named(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<Vec<Uuid>, Fault> {
    let ids = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(files.iter().copied()));
    Ok(ids.into_tuple().all(db).await?)
}

fn of(person: PersonId, nomination: NominationId) -> Condition {
    Condition::all()
        .add(Column::Nomination.eq(nomination.uuid()))
        .add(Column::Person.eq(person.uuid()))
        .add(Column::Removed.is_null())
}

fn read(row: Model, key: &SealKey) -> Result<Kept, Fault> {
    let evidence: Evidence = key.open(CONTENT, &row.content)?;
    if evidence.id.uuid() != row.id {
        return Err(Fault::corrupt("evidence", row.id, "it holds another's content"));
    }
    Ok(Kept { evidence, at: Instant(row.at), handed_over: row.handed_over })
}
