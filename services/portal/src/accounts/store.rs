//! All SQL of the accounts.

use domain::{Language, PersonId};
use kit::{Act, Fault, House, Instant};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, Set};

use super::rows::{account, code};

const MAIL: &str = "account/mail";

/// A code that was sent and not used yet.
pub struct SentCode {
    pub code: String,
    pub tries: i64,
    pub ends: Instant,
}

/// The last code sent is the one that holds.
pub async fn keep_code(
    db: &impl ConnectionTrait,
    fingerprint: &str,
    hashed: String,
    ends: Instant,
) -> Result<(), Fault> {
    let row = code::ActiveModel {
        fingerprint: Set(fingerprint.to_owned()),
        code: Set(hashed),
        tries: Set(0),
        ends: Set(ends.0),
    };
    let instead = OnConflict::column(code::Column::Fingerprint)
        .update_columns([code::Column::Code, code::Column::Tries, code::Column::Ends])
        .to_owned();
    code::Entity::insert(row).on_conflict(instead).exec_without_returning(db).await?;
    Ok(())
}

pub async fn code(db: &impl ConnectionTrait, fingerprint: &str) -> Result<Option<SentCode>, Fault> {
    let row = code::Entity::find_by_id(fingerprint).one(db).await?;
    Ok(row.map(|row| SentCode { code: row.code, tries: row.tries, ends: Instant(row.ends) }))
}

/// One more wrong try. Where no code was sent there is no row, and none is made.
pub async fn count_try(db: &impl ConnectionTrait, fingerprint: &str) -> Result<(), Fault> {
    code::Entity::update_many()
        .col_expr(code::Column::Tries, Expr::col(code::Column::Tries).add(1))
        .filter(code::Column::Fingerprint.eq(fingerprint))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn drop_code(db: &impl ConnectionTrait, fingerprint: &str) -> Result<(), Fault> {
    code::Entity::delete_by_id(fingerprint).exec(db).await?;
    Ok(())
}

pub async fn person_of(db: &impl ConnectionTrait, fingerprint: &str) -> Result<Option<PersonId>, Fault> {
    let row = account::Entity::find().filter(account::Column::Fingerprint.eq(fingerprint)).one(db).await?;
    Ok(row.map(|row| PersonId::from(row.person)))
}

pub async fn add(
    act: &Act,
    house: &House,
    person: PersonId,
    fingerprint: &str,
    mail: &str,
    language: Language,
) -> Result<(), Fault> {
    let key = act.person_key(person.uuid()).await?;
    let row = account::ActiveModel {
        person: Set(person.uuid()),
        fingerprint: Set(fingerprint.to_owned()),
        mail: Set(key.seal(&*house.rng, MAIL, &mail)?),
        language: Set(language.tag().to_owned()),
        since: Set(act.at().0),
    };
    account::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

pub async fn speak(db: &impl ConnectionTrait, person: PersonId, language: Language) -> Result<(), Fault> {
    account::Entity::update_many()
        .col_expr(account::Column::Language, Expr::value(language.tag()))
        .filter(account::Column::Person.eq(person.uuid()))
        .exec(db)
        .await?;
    Ok(())
}

/// The account, and a code that is on its way to its address.
pub async fn erase(db: &impl ConnectionTrait, person: PersonId, fingerprint: &str) -> Result<(), Fault> {
    drop_code(db, fingerprint).await?;
    account::Entity::delete_by_id(person.uuid()).exec(db).await?;
    Ok(())
}

/// Where the person is written to, and in which language.
pub async fn address(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
) -> Result<Option<(String, Language)>, Fault> {
    let Some(row) = account::Entity::find_by_id(person.uuid()).one(db).await? else {
        return Ok(None);
    };
    let Some(key) = house.person_key(db, person.uuid()).await? else {
        return Ok(None);
    };
    let language = Language::from_tag(&row.language)
        .ok_or_else(|| Fault::corrupt("accounts", row.person, "it speaks no language of ours"))?;
    Ok(Some((key.open(MAIL, &row.mail)?, language)))
}
