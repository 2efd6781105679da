//! All SQL of the officers.

use std::collections::BTreeMap;

use domain::{DepartmentId, OfficerId, Role, Seat, SeatMember, Text, UnitId, has_seat};
use kit::auth::totp::SECRET_BYTES;
use kit::{Fault, House};
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};

use super::hiring::Place;
use super::rows::officer::{ActiveModel, Column, Entity, Model};

/// An officer's account.
#[derive(Clone)]
pub struct Account {
    pub id: OfficerId,
    pub login: String,
    pub name: Text,
    pub office: Text,
    pub role: Role,
    pub seat: Option<Seat>,
    pub unit: Option<UnitId>,
    pub department: Option<DepartmentId>,
    /// Argon2id, a PHC string.
    pub password: String,
    /// The secret of the second factor.
    pub secret: [u8; SECRET_BYTES],
    pub last_step: Option<i64>,
    /// Whether nobody may sign in with it.
    pub locked: bool,
    pub version: i64,
}

impl Account {
    /// Whether somebody may come in with it: neither locked nor without the seat that they would act for.
    pub fn may_come_in(&self) -> bool {
        !self.locked && has_seat(self.role, self.seat)
    }
}

pub async fn add(db: &impl ConnectionTrait, house: &House, account: &Account) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(account.id.uuid()),
        login: Set(account.login.clone()),
        name_zh: Set(account.name.zh.clone()),
        name_en: Set(account.name.en.clone()),
        office_zh: Set(account.office.zh.clone()),
        office_en: Set(account.office.en.clone()),
        role: Set(account.role.code().to_owned()),
        seat: Set(account.seat.map(|seat| seat.code().to_owned())),
        unit: Set(account.unit.map(UnitId::uuid)),
        department: Set(account.department.map(DepartmentId::uuid)),
        password: Set(account.password.clone()),
        secret: Set(house.keys.derive(SECRETS).seal(&*house.rng, &account.login, &account.secret)?),
        last_step: Set(account.last_step),
        locked: Set(account.locked),
        version: Set(account.version),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, house: &House, id: OfficerId) -> Result<Option<Account>, Fault> {
    Entity::find_by_id(id.uuid()).one(db).await?.map(|row| read(house, row)).transpose()
}

pub async fn find_by_login(db: &impl ConnectionTrait, house: &House, login: &str) -> Result<Option<Account>, Fault> {
    // PostgreSQL does not even look for such a text.
    if login.contains('\0') {
        return Ok(None);
    }
    let row = Entity::find().filter(Column::Login.eq(login)).one(db).await?;
    row.map(|row| read(house, row)).transpose()
}

/// Uses a step of the second factor up; false when it, or a later one, was used already.
pub async fn use_step(db: &impl ConnectionTrait, id: OfficerId, step: i64) -> Result<bool, Fault> {
    let used = Entity::update_many()
        .col_expr(Column::LastStep, Expr::value(step))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::LastStep.is_null().or(Column::LastStep.lt(step)))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// In the order of their sign-in names.
pub async fn all(db: &impl ConnectionTrait, house: &House) -> Result<Vec<Account>, Fault> {
    let rows = Entity::find().order_by_asc(Column::Login).all(db).await?;
    rows.into_iter().map(|row| read(house, row)).collect()
}

pub async fn names(db: &impl ConnectionTrait, ids: &[OfficerId]) -> Result<BTreeMap<OfficerId, Text>, Fault> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid()))).all(db).await?;
    Ok(rows.into_iter().map(|row| (OfficerId::from(row.id), Text::new(row.name_zh, row.name_en))).collect())
}

/// A change like any other: whoever looked at the account before has seen another version of it.
pub async fn set_locked(db: &impl ConnectionTrait, id: OfficerId, locked: bool) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::Locked, Expr::value(locked))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.uuid()))
        .exec(db)
        .await?;
    Ok(())
}

/// Where somebody is from now on; false when somebody else changed the account meanwhile.
pub async fn place(db: &impl ConnectionTrait, account: &Account, place: &Place) -> Result<bool, Fault> {
    let saved = Entity::update_many()
        .col_expr(Column::OfficeZh, Expr::value(place.office.zh.clone()))
        .col_expr(Column::OfficeEn, Expr::value(place.office.en.clone()))
        .col_expr(Column::Unit, Expr::value(place.unit.map(UnitId::uuid)))
        .col_expr(Column::Department, Expr::value(place.department.map(DepartmentId::uuid)))
        .col_expr(Column::Version, Expr::value(account.version + 1))
        .filter(Column::Id.eq(account.id.uuid()))
        .filter(Column::Version.eq(account.version))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Those whose accounts are those of a seat's member, in the order of their sign-in names.
pub async fn seat_members(db: &impl ConnectionTrait) -> Result<Vec<SeatMember>, Fault> {
    let members = Entity::find().filter(Column::Role.eq(Role::SeatMember.code())).order_by_asc(Column::Login);
    members.all(db).await?.into_iter().map(member).collect()
}

pub async fn seat_member(db: &impl ConnectionTrait, id: OfficerId) -> Result<Option<SeatMember>, Fault> {
    let found = Entity::find_by_id(id.uuid()).filter(Column::Role.eq(Role::SeatMember.code()));
    found.one(db).await?.map(member).transpose()
}

/// Saves the next version of where they sit; false when somebody else was faster.
pub async fn save_seat(db: &impl ConnectionTrait, member: &SeatMember) -> Result<bool, Fault> {
    let saved = Entity::update_many()
        .col_expr(Column::Seat, Expr::value(member.seat.map(|seat| seat.code().to_owned())))
        .col_expr(Column::OfficeZh, Expr::value(member.office.zh.clone()))
        .col_expr(Column::OfficeEn, Expr::value(member.office.en.clone()))
        .col_expr(Column::Version, Expr::value(member.version))
        .filter(Column::Id.eq(member.id.uuid()))
        .filter(Column::Version.eq(member.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn set_secrets(
    db: &impl ConnectionTrait,
    house: &House,
    account: &Account,
    password: &str,
    secret: &[u8; SECRET_BYTES],
) -> Result<(), Fault> {
    let sealed = house.keys.derive(SECRETS).seal(&*house.rng, &account.login, secret)?;
    Entity::update_many()
        .col_expr(Column::Password, Expr::value(password))
        .col_expr(Column::Secret, Expr::value(sealed))
        .col_expr(Column::LastStep, Expr::value(None::<i64>))
        .filter(Column::Id.eq(account.id.uuid()))
        .exec(db)
        .await?;
    Ok(())
}

const SECRETS: &str = "officers/secret";

fn read(house: &House, row: Model) -> Result<Account, Fault> {
    Ok(Account {
        id: OfficerId::from(row.id),
        role: Role::from_code(&row.role).ok_or_else(|| Fault::corrupt("officers", row.id, "no such role"))?,
        seat: seat(&row)?,
        unit: row.unit.map(UnitId::from),
        department: row.department.map(DepartmentId::from),
        secret: house.keys.derive(SECRETS).open(&row.login, &row.secret)?,
        login: row.login,
        name: Text::new(row.name_zh, row.name_en),
        office: Text::new(row.office_zh, row.office_en),
        password: row.password,
        last_step: row.last_step,
        locked: row.locked,
        version: row.version,
    })
}

fn member(row: Model) -> Result<SeatMember, Fault> {
    Ok(SeatMember {
        id: OfficerId::from(row.id),
        seat: seat(&row)?,
        login: row.login,
        name: Text::new(row.name_zh, row.name_en),
        office: Text::new(row.office_zh, row.office_en),
        locked: row.locked,
        version: row.version,
    })
}

fn seat(row: &Model) -> Result<Option<Seat>, Fault> {
    let known = |code: &String| Seat::from_code(code).ok_or_else(|| Fault::corrupt("officers", row.id, "no such seat"));
    row.seat.as_ref().map(known).transpose()
}
