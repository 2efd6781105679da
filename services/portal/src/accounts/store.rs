//! All SQL of the accounts.

use domain::{Language, PersonId};
use kit::{Act, Fault, House, Instant};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::rows::{account, address, address_code, code};

const MAIL: &str = "account/mail";
const ASKED_FOR: &str = "account/asked-for";

/// A code that was sent and not used yet.
pub struct SentCode {
    pub code: String,
    pub tries: i64,
    pub ends: Instant,
}

impl SentCode {
    /// Whether this is it, in time and not tried too often before.
    pub fn holds(&self, hashed: &str, most_tries: i64, at: Instant) -> bool {
        at < self.ends && self.tries < most_tries && self.code == hashed
    }
}

/// An address that signs in.
pub struct Address {
    pub id: Uuid,
    pub fingerprint: String,
    pub mail: String,
    pub gets_letters: bool,
    pub since: Instant,
}

/// Those of an account, the earliest first.
pub struct Addresses {
    pub all: Vec<Address>,
    /// One more with each change.
    pub version: i64,
}

/// An address that somebody wants, and the code that was sent to it.
pub struct AskedFor {
    pub fingerprint: String,
    pub mail: String,
    pub sent: SentCode,
}

/// The last code sent is the one that holds. `sealed` is the code itself, to be sent again; with when it was
/// made and until when it holds.
pub async fn keep_code(
    db: &impl ConnectionTrait,
    fingerprint: &str,
    hashed: String,
    sealed: String,
    (made, ends): (Instant, Instant),
) -> Result<(), Fault> {
    let row = code::ActiveModel {
        fingerprint: Set(fingerprint.to_owned()),
        code: Set(hashed),
        tries: Set(0),
        ends: Set(ends.0),
        sealed: Set(Some(sealed)),
        made: Set(made.0),
    };
    let instead = OnConflict::column(code::Column::Fingerprint)
        .update_columns([
            code::Column::Code,
            code::Column::Tries,
            code::Column::Ends,
            code::Column::Sealed,
            code::Column::Made,
        ])
        .to_owned();
    code::Entity::insert(row).on_conflict(instead).exec_without_returning(db).await?;
    Ok(())
}

/// The code to this address that holds, was not tried too often and not made earlier than that, sealed.
pub async fn holding_code(
    db: &impl ConnectionTrait,
    fingerprint: &str,
    most_tries: i64,
    at: Instant,
    made_since: Instant,
) -> Result<Option<String>, Fault> {
    let row = code::Entity::find_by_id(fingerprint).one(db).await?;
    let holds = |row: &code::Model| at.0 < row.ends && row.tries < most_tries && made_since.0 <= row.made;
    Ok(row.filter(holds).and_then(|row| row.sealed))
}

/// It was sent again: it holds longer, and the tries at it stay counted.
pub async fn prolong_code(db: &impl ConnectionTrait, fingerprint: &str, ends: Instant) -> Result<(), Fault> {
    code::Entity::update_many()
        .col_expr(code::Column::Ends, Expr::value(ends.0))
        .filter(code::Column::Fingerprint.eq(fingerprint))
        .exec(db)
        .await?;
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
    let row = address::Entity::find().filter(address::Column::Fingerprint.eq(fingerprint)).one(db).await?;
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
    let row = account::ActiveModel {
        person: Set(person.uuid()),
        fingerprint: Set(fingerprint.to_owned()),
        language: Set(language.tag().to_owned()),
        since: Set(act.at().0),
        version: Set(1),
    };
    account::Entity::insert(row).exec_without_returning(act.tx()).await?;
    add_address(act, house, person, act.new_id(), fingerprint, mail).await
}

pub async fn add_address(
    act: &Act,
    house: &House,
    person: PersonId,
    id: Uuid,
    fingerprint: &str,
    mail: &str,
) -> Result<(), Fault> {
    let key = act.person_key(person.uuid()).await?;
    let row = address::ActiveModel {
        id: Set(id),
        person: Set(person.uuid()),
        fingerprint: Set(fingerprint.to_owned()),
        mail: Set(key.seal(&*house.rng, MAIL, &mail)?),
        since: Set(act.at().0),
    };
    address::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

pub async fn remove_address(db: &impl ConnectionTrait, person: PersonId, id: Uuid) -> Result<(), Fault> {
    let own = address::Entity::delete_by_id(id).filter(address::Column::Person.eq(person.uuid()));
    own.exec(db).await?;
    Ok(())
}

/// The addresses were changed, and letters go to this one from now on; false when somebody else was faster.
pub async fn change(db: &impl ConnectionTrait, person: PersonId, letters: &str, seen: i64) -> Result<bool, Fault> {
    let changed = account::Entity::update_many()
        .col_expr(account::Column::Fingerprint, Expr::value(letters))
        .col_expr(account::Column::Version, Expr::value(seen + 1))
        .filter(account::Column::Person.eq(person.uuid()))
        .filter(account::Column::Version.eq(seen))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Those of the person; none where the person is gone.
pub async fn addresses(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Addresses, Fault> {
    let account = account::Entity::find_by_id(person.uuid()).one(db).await?;
    let (Some(account), Some(key)) = (account, house.person_key(db, person.uuid()).await?) else {
        return Ok(Addresses { all: Vec::new(), version: 0 });
    };
    let own = address::Entity::find().filter(address::Column::Person.eq(person.uuid()));
    let rows = own.order_by_asc(address::Column::Since).order_by_asc(address::Column::Id).all(db).await?;
    let read = |row: address::Model| {
        Ok(Address {
            id: row.id,
            mail: key.open(MAIL, &row.mail)?,
            gets_letters: row.fingerprint == account.fingerprint,
            fingerprint: row.fingerprint,
            since: Instant(row.since),
        })
    };
    let all = rows.into_iter().map(read).collect::<Result<_, Fault>>()?;
    Ok(Addresses { all, version: account.version })
}

/// The last one asked for is the one that holds.
pub async fn ask_for(act: &Act, house: &House, person: PersonId, asked: AskedFor) -> Result<(), Fault> {
    let key = act.person_key(person.uuid()).await?;
    let row = address_code::ActiveModel {
        person: Set(person.uuid()),
        fingerprint: Set(asked.fingerprint),
        mail: Set(key.seal(&*house.rng, ASKED_FOR, &asked.mail)?),
        code: Set(asked.sent.code),
        tries: Set(asked.sent.tries),
        ends: Set(asked.sent.ends.0),
    };
    drop_asked(act.tx(), person).await?;
    address_code::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

pub async fn asked_for(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Option<AskedFor>, Fault> {
    let row = address_code::Entity::find_by_id(person.uuid()).one(db).await?;
    let (Some(row), Some(key)) = (row, house.person_key(db, person.uuid()).await?) else {
        return Ok(None);
    };
    let mail = key.open(ASKED_FOR, &row.mail)?;
    let sent = SentCode { code: row.code, tries: row.tries, ends: Instant(row.ends) };
    Ok(Some(AskedFor { fingerprint: row.fingerprint, mail, sent }))
}

/// One more try.
pub async fn count_asked(db: &impl ConnectionTrait, person: PersonId) -> Result<(), Fault> {
    address_code::Entity::update_many()
        .col_expr(address_code::Column::Tries, Expr::col(address_code::Column::Tries).add(1))
        .filter(address_code::Column::Person.eq(person.uuid()))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn drop_asked(db: &impl ConnectionTrait, person: PersonId) -> Result<(), Fault> {
    address_code::Entity::delete_by_id(person.uuid()).exec(db).await?;
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

/// The account with its addresses, and the one that was asked for.
pub async fn erase(db: &impl ConnectionTrait, person: PersonId) -> Result<(), Fault> {
    drop_asked(db, person).await?;
    address::Entity::delete_many().filter(address::Column::Person.eq(person.uuid())).exec(db).await?;
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
    let address = address::Entity::find().filter(address::Column::Fingerprint.eq(&row.fingerprint)).one(db).await?;
    let (Some(address), Some(key)) = (address, house.person_key(db, person.uuid()).await?) else {
        return Ok(None);
    };
    let language = Language::from_tag(&row.language)
        .ok_or_else(|| Fault::corrupt("accounts", row.person, "it speaks no language of ours"))?;
    Ok(Some((key.open(MAIL, &address.mail)?, language)))
}
