//! All SQL of the registers.

use chrono::NaiveDate;
use domain::{CreditCode, Department, DepartmentId, DepartmentKind, EmployingUnit, Text, UnitId, UnitRef};
use kit::Fault;
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::rows::{department, unit};

pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    Ok(unit::Entity::find().count(db).await? == 0)
}

/// Enters a unit; commands call it by this code.
pub async fn add_unit(db: &impl ConnectionTrait, code: &str, kept: &EmployingUnit) -> Result<(), Fault> {
    let row = unit::ActiveModel {
        id: Set(kept.unit.id.uuid()),
        code: Set(code.to_owned()),
        unit: Set(serde_json::to_string(&kept.unit)?),
        department: Set(kept.department_id.map(DepartmentId::uuid)),
        municipal: Set(kept.municipal_id.map(DepartmentId::uuid)),
        credit_code: Set(kept.credit_code.as_ref().map(|code| code.as_str().to_owned())),
        address_zh: Set(kept.address.zh.clone()),
        address_en: Set(kept.address.en.clone()),
        closed_on: Set(kept.closed_on.map(|on| on.to_string())),
        version: Set(kept.version),
    };
    unit::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save_unit(db: &impl ConnectionTrait, kept: &EmployingUnit) -> Result<bool, Fault> {
    let credit_code = kept.credit_code.as_ref().map(|code| code.as_str().to_owned());
    let saved = unit::Entity::update_many()
        .col_expr(unit::Column::Unit, Expr::value(serde_json::to_string(&kept.unit)?))
        .col_expr(unit::Column::Department, Expr::value(kept.department_id.map(DepartmentId::uuid)))
        .col_expr(unit::Column::Municipal, Expr::value(kept.municipal_id.map(DepartmentId::uuid)))
        .col_expr(unit::Column::CreditCode, Expr::value(credit_code))
        .col_expr(unit::Column::AddressZh, Expr::value(kept.address.zh.clone()))
        .col_expr(unit::Column::AddressEn, Expr::value(kept.address.en.clone()))
        .col_expr(unit::Column::ClosedOn, Expr::value(kept.closed_on.map(|on| on.to_string())))
        .col_expr(unit::Column::Version, Expr::value(kept.version))
        .filter(unit::Column::Id.eq(kept.unit.id.uuid()))
        .filter(unit::Column::Version.eq(kept.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn unit(db: &impl ConnectionTrait, id: UnitId) -> Result<Option<EmployingUnit>, Fault> {
    unit::Entity::find_by_id(id.uuid()).one(db).await?.map(read_unit).transpose()
}

pub async fn unit_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<UnitId>, Fault> {
    let row = unit::Entity::find().filter(unit::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(|row| UnitId::from(row.id)))
}

pub async fn unit_by_credit_code(db: &impl ConnectionTrait, code: &CreditCode) -> Result<Option<EmployingUnit>, Fault> {
    let row = unit::Entity::find().filter(unit::Column::CreditCode.eq(code.as_str())).one(db).await?;
    row.map(read_unit).transpose()
}

/// The whole register, in the order of the codes.
pub async fn units(db: &impl ConnectionTrait) -> Result<Vec<EmployingUnit>, Fault> {
    let rows = unit::Entity::find().order_by_asc(unit::Column::Code).all(db).await?;
    rows.into_iter().map(read_unit).collect()
}

/// The units of these ids, in no order.
pub async fn units_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<UnitRef>, Fault> {
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    rows.into_iter().map(read_unit).map(|kept| kept.map(|kept| kept.unit)).collect()
}

/// How many open units are under a department, or have their posts reviewed by it.
pub async fn units_of_department(db: &impl ConnectionTrait, department: DepartmentId) -> Result<u64, Fault> {
    let [supervises, reviews] = [unit::Column::Department, unit::Column::Municipal].map(|of| of.eq(department.uuid()));
    let open = unit::Entity::find().filter(unit::Column::ClosedOn.is_null());
    Ok(open.filter(supervises.or(reviews)).count(db).await?)
}

/// The units under a department.
pub async fn units_under(db: &impl ConnectionTrait, department: DepartmentId) -> Result<Vec<EmployingUnit>, Fault> {
    let rows = unit::Entity::find().filter(unit::Column::Department.eq(department.uuid())).all(db).await?;
    rows.into_iter().map(read_unit).collect()
}

/// Enters a department; commands call it by this code.
pub async fn add_department(db: &impl ConnectionTrait, code: &str, kept: &Department) -> Result<(), Fault> {
    let row = department::ActiveModel {
        id: Set(kept.id.uuid()),
        code: Set(code.to_owned()),
        kind: Set(kept.kind.code().to_owned()),
        name_zh: Set(kept.name.zh.clone()),
        name_en: Set(kept.name.en.clone()),
        credit_code: Set(kept.credit_code.as_ref().map(|code| code.as_str().to_owned())),
        closed_on: Set(kept.closed_on.map(|on| on.to_string())),
        version: Set(kept.version),
    };
    department::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save_department(db: &impl ConnectionTrait, kept: &Department) -> Result<bool, Fault> {
    let credit_code = kept.credit_code.as_ref().map(|code| code.as_str().to_owned());
    let saved = department::Entity::update_many()
        .col_expr(department::Column::Kind, Expr::value(kept.kind.code()))
        .col_expr(department::Column::NameZh, Expr::value(kept.name.zh.clone()))
        .col_expr(department::Column::NameEn, Expr::value(kept.name.en.clone()))
        .col_expr(department::Column::CreditCode, Expr::value(credit_code))
        .col_expr(department::Column::ClosedOn, Expr::value(kept.closed_on.map(|on| on.to_string())))
        .col_expr(department::Column::Version, Expr::value(kept.version))
        .filter(department::Column::Id.eq(kept.id.uuid()))
        .filter(department::Column::Version.eq(kept.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn department(db: &impl ConnectionTrait, id: DepartmentId) -> Result<Option<Department>, Fault> {
    department::Entity::find_by_id(id.uuid()).one(db).await?.map(read_department).transpose()
}

pub async fn department_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<DepartmentId>, Fault> {
    let row = department::Entity::find().filter(department::Column::Code.eq(code)).one(db).await?;
    Ok(row.map(|row| DepartmentId::from(row.id)))
}

pub async fn department_by_credit_code(
    db: &impl ConnectionTrait,
    code: &CreditCode,
) -> Result<Option<Department>, Fault> {
    let row = department::Entity::find().filter(department::Column::CreditCode.eq(code.as_str())).one(db).await?;
    row.map(read_department).transpose()
}

/// The whole register, in the order of the codes.
pub async fn departments(db: &impl ConnectionTrait) -> Result<Vec<Department>, Fault> {
    let rows = department::Entity::find().order_by_asc(department::Column::Code).all(db).await?;
    rows.into_iter().map(read_department).collect()
}

fn read_unit(row: unit::Model) -> Result<EmployingUnit, Fault> {
    let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("units", row.id, why);
    Ok(EmployingUnit {
        unit: serde_json::from_str(&row.unit).map_err(|error| corrupt(&error))?,
        department_id: row.department.map(DepartmentId::from),
        municipal_id: row.municipal.map(DepartmentId::from),
        credit_code: credit_code(row.credit_code.as_deref()).map_err(|why| corrupt(&why))?,
        address: Text::new(row.address_zh.clone(), row.address_en.clone()),
        closed_on: day(row.closed_on.as_deref()).map_err(|error| corrupt(&error))?,
        version: row.version,
    })
}

fn read_department(row: department::Model) -> Result<Department, Fault> {
    let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("departments", row.id, why);
    Ok(Department {
        id: DepartmentId::from(row.id),
        kind: DepartmentKind::from_code(&row.kind).ok_or_else(|| corrupt(&"no such kind"))?,
        credit_code: credit_code(row.credit_code.as_deref()).map_err(|why| corrupt(&why))?,
        closed_on: day(row.closed_on.as_deref()).map_err(|error| corrupt(&error))?,
        version: row.version,
        name: Text::new(row.name_zh.clone(), row.name_en.clone()),
    })
}

fn credit_code(kept: Option<&str>) -> Result<Option<CreditCode>, &'static str> {
    kept.map(CreditCode::parse).transpose().map_err(|refusal| refusal.code())
}

fn day(kept: Option<&str>) -> Result<Option<NaiveDate>, chrono::ParseError> {
    kept.map(str::parse).transpose()
}
