//! All SQL of the document numbers.

use chrono::{Datelike, NaiveDate};
use domain::DocumentNumber;
use kit::{Act, Fault};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, ExprTrait, Set};

use super::rows::document_number;

/// The next number of a gapless register: taken in the transaction of the document that bears it.
pub async fn next_number(act: &Act, series: &str, on: NaiveDate) -> Result<DocumentNumber, Fault> {
    let year = i64::from(on.year());
    let first = document_number::ActiveModel { series: Set(series.to_owned()), year: Set(year), last: Set(1) };
    let keys = [document_number::Column::Series, document_number::Column::Year];
    let counted = OnConflict::columns(keys)
        .value(
            document_number::Column::Last,
            Expr::col((document_number::Entity, document_number::Column::Last)).add(1),
        )
        .to_owned();
    let row = document_number::Entity::insert(first).on_conflict(counted).exec_with_returning(act.tx()).await?;
    DocumentNumber::parse(&format!("{series}〔{year}〕{}号", row.last))
        .map_err(|refusal| Fault::new(format!("the series {series:?} makes no document number: {}", refusal.code())))
}
