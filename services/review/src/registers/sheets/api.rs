//! The registers from a workbook by API: read and tried without keeping anything, and entered all at once.

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

use super::sheet::Sheet;
use crate::officers::Officer;
use crate::recommenders::desk::Recommenders;
use crate::registers::desk::{Kept, Registers};

/// A workbook of a register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct RegisterForm {
    /// XLSX, at most 1 MB, with at most 200 entries below its header.
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
    pub rows: Vec<RegisterRow<T>>,
}

/// A row below the header.
#[derive(Serialize, ToSchema)]
pub struct RegisterRow<T> {
    /// In the sheet, from 1.
    pub number: usize,
    pub entry: T,
    /// What keeps it from being entered, each with its place in the entry.
    pub wrong: Vec<FieldProblem>,
}

/// Entries that come in together.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntries<T> {
    /// 1 to 200.
    pub entries: Vec<T>,
}

/// The entries that came in.
#[derive(Serialize, ToSchema)]
pub struct EntriesView {
    /// In the order in which they were named.
    pub entries: Vec<Versioned>,
}

impl<T> RegisterReading<T> {
    fn of(sheet: Sheet, entries: Vec<T>, refused: &[Refusal], language: Language) -> RegisterReading<T> {
        let row = |(place, (row, entry)): (usize, (super::sheet::Row, T))| {
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
            RegisterRow { number: row.number, entry, wrong: refused.iter().filter_map(wrong).collect() }
        };
        RegisterReading {
            sheet: sheet.book.sheet,
            other_sheets: sheet.book.other_sheets,
            header: sheet.header + 1,
            left_out: sheet.left_out,
            rows: sheet.rows.into_iter().zip(entries).enumerate().map(row).collect(),
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
    reading(sheet, caller.language, async |entries: &[UnitInput]| registers.try_units(&officer, entries).await).await
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
    reading(sheet, caller.language, async |entries: &[DepartmentInput]| {
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
    reading(sheet, caller.language, async |entries: &[RecommenderInput]| {
        recommenders.try_import(&officer, entries).await
    })
    .await
}

/// Enter several employing units: all of them or none.
#[utoipa::path(
    operation_id = "import_employing_units", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<UnitInput>,
    responses(
        (status = 201, description = "Entered", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, or something is wrong with one", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/unit-imports")]
pub async fn import_employing_units(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<RegisterEntries<UnitInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    entered(registers.import_units(&officer.once(once), &value.entries).await?)
}

/// Enter several departments: all of them or none.
#[utoipa::path(
    operation_id = "import_departments", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<DepartmentInput>,
    responses(
        (status = 201, description = "Entered", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, or something is wrong with one", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/department-imports")]
pub async fn import_departments(
    officer: Officer,
    registers: web::Data<Registers>,
    given: Given<RegisterEntries<DepartmentInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    entered(registers.import_departments(&officer.once(once), &value.entries).await?)
}

/// Enter several recommenders: all of them or none.
#[utoipa::path(
    operation_id = "import_recommenders", tag = "registers", security(("officer" = [])), request_body = RegisterEntries<RecommenderInput>,
    responses(
        (status = 201, description = "Entered", body = EntriesView),
        (status = "4XX", description = "Not the secretary, none or too many, or something is wrong with one", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/recommender-imports")]
pub async fn import_recommenders(
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    given: Given<RegisterEntries<RecommenderInput>>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    entered(recommenders.import(&officer.once(once), &value.entries).await?)
}

async fn sheet(by: &Officer, registers: &Registers, register: RegisterSheet, sent: Sent) -> Result<Sheet, DeskError> {
    let content = sent.only(&[])?.file.map(|file| file.content);
    registers.read_sheet(by, register, content).await
}

async fn reading<T: DeserializeOwned + Serialize>(
    sheet: Sheet,
    language: Language,
    tried: impl AsyncFnOnce(&[T]) -> Result<Vec<Refusal>, DeskError>,
) -> Result<HttpResponse, DeskError> {
    let entries = sheet.entries()?;
    let refused = tried(&entries).await?;
    Ok(HttpResponse::Ok().json(RegisterReading::of(sheet, entries, &refused, language)))
}

fn entered(kept: Vec<Kept>) -> Result<HttpResponse, DeskError> {
    let entries = kept.into_iter().map(|Kept { id, version }| Versioned { id, version }).collect();
    Ok(HttpResponse::Created().json(EntriesView { entries }))
}
