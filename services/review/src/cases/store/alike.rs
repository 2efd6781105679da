//! SQL of the documents under which cases were filed: by a keyed hash, so that a number is found again and never read.

use contract::Dossier;
use domain::{CaseId, Receipt};
use kit::{Act, Fault, House};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::super::rows::{case, document};
use super::{Opened, within};
use crate::officers::Scope;

/// No page lists more.
const MOST: u64 = 20;

/// Writes down the document of what was filed last.
pub(super) async fn keep(act: &Act, house: &House, id: CaseId, dossier: &Dossier) -> Result<(), Fault> {
    let row = document::ActiveModel { case_id: Set(id.uuid()), document: Set(hash(house, dossier)) };
    let instead = OnConflict::column(document::Column::CaseId).update_column(document::Column::Document).to_owned();
    document::Entity::insert(row).on_conflict(instead).exec_without_returning(act.tx()).await?;
    Ok(())
}

pub(super) async fn forget(act: &Act, id: CaseId) -> Result<(), Fault> {
    document::Entity::delete_by_id(id.uuid()).exec(act.tx()).await?;
    Ok(())
}

/// The cases within the scope that were filed under the same document from another account, the first first.
pub async fn alike(
    db: &impl ConnectionTrait,
    house: &House,
    scope: &Scope,
    opened: &Opened,
) -> Result<Vec<(CaseId, Receipt)>, Fault> {
    let (id, person) = (opened.case.id.uuid(), opened.dossier.person.uuid());
    let same = document::Entity::find()
        .select_only()
        .column(document::Column::CaseId)
        .filter(document::Column::Document.eq(hash(house, &opened.dossier)))
        .filter(document::Column::CaseId.ne(id));
    let same: Vec<Uuid> = same.into_tuple().all(db).await?;
    if same.is_empty() {
        return Ok(Vec::new());
    }
    let found = case::Entity::find()
        .select_only()
        .columns([case::Column::Id, case::Column::Receipt])
        .filter(case::Column::Id.is_in(same))
        .filter(case::Column::Person.ne(person))
        .filter(within(scope))
        .order_by_asc(case::Column::Id)
        .limit(MOST);
    let rows: Vec<(Uuid, String)> = found.into_tuple().all(db).await?;
    let read = |(id, receipt): (Uuid, String)| {
        let receipt = Receipt::parse(&receipt).map_err(|_| Fault::corrupt("cases", id, "its receipt is none"))?;
        Ok((CaseId::from(id), receipt))
    };
    rows.into_iter().map(read).collect()
}

fn hash(house: &House, dossier: &Dossier) -> String {
    let document = &dossier.filing.document;
    // Only a passport has a country; another document keeps what was typed before it was chosen.
    let kind = document.kind.trim();
    let country = if kind == "passport" { document.country.trim().to_uppercase() } else { String::new() };
    house.keys.fingerprint("document", &format!("{kind}/{country}/{}", document.compact()))
}
