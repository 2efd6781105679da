//! The registers from a workbook by API: read and tried without keeping anything, and entered all at once. A row that names an entry of
//! the register changes it.

use actix_web::{HttpResponse, post, web};
use contract::{FieldProblem, Problem, Versioned};
use domain::recommender::RecommenderInput;
use domain::{DepartmentInput, Language, Refusal, RegisterSheet, UnitInput};
use kit::DeskError;
use kit::files::FileBytes;
use kit::web::sent::Sent;
use kit::web::{Caller, Given};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sheet::{Entering, Row, Sheet};
use crate::officers::Officer;
use crate::recommenders::desk::Recommenders;
use crate::registers::desk::{Kept, Registers, keeps};

/// A workbook of a register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct RegisterForm {
    /// XLSX, at most 1 MB, with at most 200 rows below its header that are new or say something else than the register.
    #[schema(value_type = FileBytes)]
    pub file: FileBytes,
}

/// What a workbook of a register was understood as.
#[derive(Serialize, ToSchema)]
pub struct RegisterReading<T> {
    /// The name of the sheet that was read: the first that is not hidden and holds something.
    pub sheet: String,
    /// The names of the workbook's other sheets that hold something, hidden ones too: nothing of them was read.
    pub other_sheets: Vec<String>,
    /// The number of the header's row.
    pub header: usize,
    /// The headers that nothing is taken from.
    pub left_out: Vec<String>,
    /// In their order; one that says nothing else than the register need not be entered.
    pub rows: Vec<RegisterRow<T>>,
}

/// A row below the header.
#[derive(Serialize, ToSchema)]
pub struct RegisterRow<T> {
    /// In the sheet, from 1.
    pub number: usize,
    /// What it comes to: where it changes an entry, with what stands there for each empty cell and each column that is not there.
    pub entry: T,
    /// The open entry of the same credit code or number, which it changes; absent where it is a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Versioned>,
    /// In which fields it says something else than that entry; none where it says nothing else, so that nothing can be wrong.
    #[schema(example = json!(["/municipal"]))]
    pub changed: Vec<String>,
    /// What keeps it from being entered, each with its place in the entry.
    pub wrong: Vec<FieldProblem>,
}

/// Entries that come in together.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntries<T> {
    /// 1 to 200.
    pub entries: Vec<T>,
    /// Which of them change an entry that is there; the others are new ones.
    #[serde(default)]
    pub changes: Vec<EntryChange>,
}

/// An entry that changes one of the register.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryChange {
    /// Its place among the entries that are sent, from 0.
    pub place: usize,
    pub id: Uuid,
    /// The version that was seen.
    pub version: i64,
}

/// The entries that came in, and those that were changed.
#[derive(Serialize, ToSchema)]
pub struct EntriesView {
    /// In the order in which they were named. One that said nothing else than before has its version from before.
    pub entries: Vec<Versioned>,
}

impl<T> RegisterEntries<T> {
    fn entering(self) -> Result<Vec<Entering<T>>, Refusal> {
        let mut entering: Vec<_> = self.entries.into_iter().map(|entry| Entering { entry, changes: None }).collect();
        for (number, EntryChange { place, id, version }) in self.changes.into_iter().enumerate() {
            if entering.iter().any(|entry| entry.changes.is_some_and(|changed| changed.id == id)) {
                return Err(Refusal::content("changed-twice").at(format!("/changes/{number}/id")));
            }
            let entry = entering.get_mut(place).filter(|entry| entry.changes.is_none());
            let unknown = || Refusal::content("no-such-entry").at(format!("/changes/{number}/place"));
            entry.ok_or_else(unknown)?.changes = Some(Kept { id, version });
        }
        Ok(entering)
    }
}

impl<T> RegisterReading<T> {
    /// `entries` are those of the rows to be entered, `same` those of the others.
    fn of(
        sheet: Sheet,
        entries: Vec<Entering<T>>,
        same: Vec<Entering<T>>,
        refused: &[Refusal],
        language: Language,
    ) -> RegisterReading<T> {
        let changed = |row: &Row| {
            let changed = sheet.changed(row).into_iter();
            changed.map(|field| format!("/{}", field.replace('.', "/"))).collect()
        };
        let row = |(place, (row, entering)): (usize, (&Row, Entering<T>))| {
            let below = format!("/entries/{place}");
            let wrong = |refusal: &Refusal| {
                let pointer = refusal.pointer()?.strip_prefix(&below).filter(|at| at.is_empty() || at.starts_with('/'));
                Some(FieldProblem {
                    pointer: pointer?.to_owned(),
                    code: refusal.code().to_owned(),
                    detail: refusal.say(language),
                    article: refusal.clause(),
                })
            };
            let Entering { entry, changes } = entering;
            RegisterRow {
                number: row.number,
                entry,
                changes: changes.map(versioned),
                changed: changed(row),
                wrong: refused.iter().filter_map(wrong).collect(),
            }
        };
        let rows = sheet.rows.iter().chain(&sheet.same).zip(entries.into_iter().chain(same));
        let mut rows: Vec<_> = rows.enumerate().map(row).collect();
        rows.sort_by_key(|row| row.number);
        RegisterReading {
            sheet: sheet.book.sheet,
            other_sheets: sheet.book.other_sheets,
            header: sheet.header + 1,
            left_out: sheet.left_out,
            rows,
        }
    }
}

/// Read a workbook of employing units without keeping anything: what each row was understood as, and what is wrong with it.
#[utoipa::path(
    operation_id = "read_unit_sheet", tag = "registers", security(("officer" = [])),
    request_body(content = RegisterForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was understood", body = RegisterReading<UnitInput>),
        (status = "4XX", description = "Not the secretary, no workbook, without a header or entries, or too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/unit-sheet-readings")]
pub async fn read_unit_sheet(
    officer: Officer,
    caller: Caller,
    registers: web::Data<Registers>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let sheet = sheet(&officer, &registers, RegisterSheet::Units, sent).await?;
    reading(sheet, caller.language, async |entries: &[Entering<UnitInput>]| {
        registers.try_units(&officer, entries).await
    })
    .await
}

/// Read a workbook of departments without keeping anything: what each row was understood as, and what is wrong with it.
#[utoipa::path(
    operation_id = "read_department_sheet", tag = "registers", security(("officer" = [])),
    request_body(content = RegisterForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was understood", body = RegisterReading<DepartmentInput>),
        (status = "4XX", description = "Not the secretary, no workbook, without a header or entries, or too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/department-sheet-readings")]
pub async fn read_department_sheet(
    officer: Officer,
    caller: Caller,
    registers: web::Data<Registers>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let sheet = sheet(&officer, &registers, RegisterSheet::Departments, sent).await?;
    reading(sheet, caller.language, async |entries: &[Entering<DepartmentInput>]| {
        registers.try_departments(&officer, entries).await
    })
    .await
}

/// Read a workbook of recommenders without keeping anything: what each row was understood as, and what is wrong with it.
#[utoipa::path(
    operation_id = "read_recommender_sheet", tag = "registers", security(("officer" = [])),
    request_body(content = RegisterForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was understood", body = RegisterReading<RecommenderInput>),
        (status = "4XX", description = "Not the secretary, no workbook, without a header or entries, or too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/recommender-sheet-readings")]
pub async fn read_recommender_sheet(
    officer: Officer,
    caller: Caller,
    registers: web::Data<Registers>,
    recommenders: web::Data<Recommenders>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let sheet = sheet(&officer, &registers, RegisterSheet::Recommenders, sent).await?;
    reading(sheet, caller.language, async |entries: &[Entering<RecommenderInput>]| {
        recommenders.try_import(&officer, entries).await
    })
    .await
}

/// Enter and change several employing units: all of them or none.
#[utoipa::path(
    operation_id = "import_employing_units", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<UnitInput>,
    responses(
        (status = 201, description = "Entered and changed", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, something is wrong with one, or one that is to be changed is not there or was changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/unit-imports")]
pub async fn import_employing_units(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<RegisterEntries<UnitInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    keeps(&officer)?;
    entered(registers.import_units(&officer.once(once), &value.entering()?).await?)
}

/// Enter and change several departments: all of them or none.
#[utoipa::path(
    operation_id = "import_departments", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<DepartmentInput>,
    responses(
        (status = 201, description = "Entered and changed", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, something is wrong with one, or one that is to be changed is not there or was changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/department-imports")]
pub async fn import_departments(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<RegisterEntries<DepartmentInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    keeps(&officer)?;
    entered(registers.import_departments(&officer.once(once), &value.entering()?).await?)
}

/// Enter and change several recommenders: all of them or none.
#[utoipa::path(
    operation_id = "import_recommenders", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<RecommenderInput>,
    responses(
        (status = 201, description = "Entered and changed", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, something is wrong with one, or one that is to be changed is not there or was changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/recommender-imports")]
pub async fn import_recommenders(
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    given: Given<RegisterEntries<RecommenderInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    keeps(&officer)?;
    entered(recommenders.import(&officer.once(once), &value.entering()?).await?)
}

async fn sheet(by: &Officer, registers: &Registers, register: RegisterSheet, sent: Sent) -> Result<Sheet, DeskError> {
    let content = sent.only(&[])?.file.map(|file| file.content);
    registers.read_sheet(by, register, content).await
}

async fn reading<T: DeserializeOwned + Serialize>(
    sheet: Sheet,
    language: Language,
    tried: impl AsyncFnOnce(&[Entering<T>]) -> Result<Vec<Refusal>, DeskError>,
) -> Result<HttpResponse, DeskError> {
    let (entries, same) = (sheet.entries(&sheet.rows)?, sheet.entries(&sheet.same)?);
    let refused = if entries.is_empty() { Vec::new() } else { tried(&entries).await? };
    Ok(HttpResponse::Ok().json(RegisterReading::of(sheet, entries, same, &refused, language)))
}

fn entered(kept: Vec<Kept>) -> Result<HttpResponse, DeskError> {
    let entries = kept.into_iter().map(versioned).collect();
    Ok(HttpResponse::Created().json(EntriesView { entries }))
}

fn versioned(Kept { id, version }: Kept) -> Versioned {
    Versioned { id, version }
}
