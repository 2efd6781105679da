//! A unit's posts as a workbook by API: written, read without keeping anything, and begun all at once.

use actix_web::{HttpResponse, get, post, web};
use contract::Problem;
use domain::{Language, NoPost, PlanId, PostInput, Refusal, SheetCell, SheetColumn, SheetRow, UnitId};
use kit::DeskError;
use kit::files::FileBytes;
use kit::web::sent::{Sent, drain};
use kit::web::{Caller, Given, attachment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::desk::{Imported, Sheet, SheetUnit};
use super::{book, marks};
use crate::documents::XLSX;
use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::Planning;
use crate::planning::posts;
use crate::words;
use crate::workbooks::marked;

/// A workbook that is read.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct SheetForm {
    /// What the columns are, from the left, joined by commas; what is left empty is proposed.
    #[schema(example = "left-out,title-zh,degree,wanted")]
    pub columns: Option<String>,
    /// The unit that the posts are of, by its id: for whoever stands in for several.
    pub unit: Option<UnitId>,
    /// XLSX, at most 1 MB.
    #[schema(value_type = FileBytes)]
    pub file: FileBytes,
}

/// What a workbook was understood as.
#[derive(Serialize, ToSchema)]
pub struct SheetReading {
    /// The name of the sheet that was read: the first that is not hidden and holds something.
    #[schema(example = "岗位需求表")]
    pub sheet: String,
    /// The names of the workbook's other sheets that hold something, hidden ones too: nothing of them was read.
    pub other_sheets: Vec<String>,
    /// What stands above the header, a line for each row; nothing is taken from it.
    pub above: Vec<String>,
    /// The number of the header's row.
    pub header: usize,
    pub columns: Vec<SheetColumnReading>,
    pub rows: Vec<SheetRowReading>,
}

/// A column and what it is taken for.
#[derive(Serialize, ToSchema)]
pub struct SheetColumnReading {
    pub header: String,
    /// Absent where nothing is proposed: it has to be said before the posts are begun.
    pub column: Option<SheetColumn>,
}

/// A row below the header.
#[derive(Serialize, ToSchema)]
pub struct SheetRowReading {
    /// In the sheet, from 1.
    pub number: usize,
    /// The draft; absent where it is no post.
    pub post: Option<PostInput>,
    /// Each cell with what was understood, and whether that is sure.
    pub cells: Vec<SheetCell>,
    /// Why it is no post.
    pub no_post: Option<NoPost>,
    /// Whether the unit has a post of this title in the plan already, as where a file is sent twice: it is begun nevertheless.
    pub has_namesake: bool,
}

/// What the posts of the longest sheet take as JSON, as by page.
const POSTS_BYTES: usize = 1024 * 1024;

/// Posts that are begun together.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostsRequest {
    /// The unit that they are of, by its id: for whoever stands in for several; else it is the one that the officer acts for.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// At most 200, and 1 MB with all that is said of them.
    pub posts: Vec<PostInput>,
}

/// The posts that were begun.
#[derive(Serialize, ToSchema)]
pub struct PostsBegunView {
    pub ids: Vec<Uuid>,
}

/// The posts of a plan that the officer may see, as a workbook that can be read back.
#[utoipa::path(
    operation_id = "download_post_sheet", tag = "plans", params(PlanParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Not signed in, nobody of a plan's hands, or no such plan", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/plans/{id}/sheet")]
pub async fn download_post_sheet(
    officer: Officer,
    caller: Caller,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
) -> Result<HttpResponse, DeskError> {
    sheet(&planning, &officer, params.id.into(), caller.language).await
}

pub async fn sheet(
    planning: &Planning,
    officer: &Officer,
    id: PlanId,
    language: Language,
) -> Result<HttpResponse, DeskError> {
    let (plan, posts) = planning.show(officer, id).await?;
    let bytes = book::xlsx(&posts, &planning.units_of(&posts).await?, language)?;
    Ok(attachment(XLSX, &format!("posts-{}.xlsx", plan.year), bytes))
}

/// Read a workbook of posts without keeping anything: which column means what, and what each cell was understood as.
#[utoipa::path(
    operation_id = "read_post_sheet", tag = "plans", params(PlanParams), security(("officer" = [])),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was understood", body = SheetReading),
        (status = "4XX", description = "Of no unit, the plan takes no posts any more, no workbook, too large, or two columns said to be the same", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/sheet-readings")]
pub async fn read_post_sheet(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let (sheet, for_unit) = read(&planning, &officer, params.id.into(), sent).await?;
    let twice = sheet.said_twice();
    if !twice.is_empty() {
        return Err(twice.into());
    }
    Ok(HttpResponse::Ok().json(SheetReading::of(&sheet, &for_unit)))
}

/// Read a workbook of posts without keeping anything, and take it away again as a workbook in which what is doubtful is coloured,
/// with a note on each cell and a column of remarks at the end. It can be mended and sent again as it is.
#[utoipa::path(
    operation_id = "mark_post_sheet", tag = "plans", params(PlanParams), security(("officer" = [])),
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The marked workbook", content(
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = "4XX", description = "Of no unit, the plan takes no posts any more, no workbook, or too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/sheet-markings")]
pub async fn mark_post_sheet(
    officer: Officer,
    caller: Caller,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    sent: Sent,
) -> Result<HttpResponse, DeskError> {
    let (sheet, for_unit) = read(&planning, &officer, params.id.into(), sent).await?;
    marked(&sheet, &for_unit, caller.language)
}

pub fn marked(sheet: &Sheet, for_unit: &SheetUnit, language: Language) -> Result<HttpResponse, DeskError> {
    let say = words::say(language);
    let bytes = marked::xlsx(&sheet.book, sheet.header, &marks::remarks(sheet, for_unit, &say), &say)?;
    Ok(attachment(XLSX, "posts-marked.xlsx", bytes))
}

/// The workbook, with its columns as they are said.
async fn read(planning: &Planning, officer: &Officer, id: PlanId, sent: Sent) -> Result<(Sheet, SheetUnit), DeskError> {
    let sent = sent.only(&["columns", "unit"])?;
    let (said, of) = (sent.text("columns").to_owned(), posts::unit_named(sent.text("unit")));
    let content = sent.file.map(|file| file.content);
    let of = match of {
        Ok(of) => of,
        Err(refusal) => {
            if let Some(content) = content {
                drain(content).await;
            }
            return Err(refusal.into());
        }
    };
    let (mut sheet, unit) = planning.read_sheet(officer, id, of, content).await?;
    for (column, code) in sheet.columns.iter_mut().zip(said.split(',')) {
        let code = code.trim();
        if !code.is_empty() {
            let known = SheetColumn::from_code(code);
            *column = Some(known.ok_or_else(|| Refusal::content("column-unknown").at("/columns"))?);
        }
    }
    Ok((sheet, unit))
}

/// Begin several posts in a plan at once, for the officer's own unit or one that they stand in for today: all of them or none.
#[utoipa::path(
    operation_id = "import_planned_posts", tag = "plans", params(PlanParams), security(("officer" = [])), request_body = PostsRequest,
    responses(
        (status = 201, description = "Begun", body = PostsBegunView),
        (status = "4XX", description = "Of no unit, the plan takes no posts any more, none or too many, or one too large", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/post-imports")]
pub async fn import_planned_posts(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    given: Given<PostsRequest, POSTS_BYTES>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: PostsRequest { unit, posts }, once } = given;
    let Imported { posts } = planning.import_posts(&officer.once(once), params.id.into(), unit, posts).await?;
    Ok(HttpResponse::Created().json(PostsBegunView { ids: posts }))
}

impl SheetReading {
    fn of(sheet: &Sheet, for_unit: &SheetUnit) -> SheetReading {
        let column = |(header, column): (&String, &Option<SheetColumn>)| SheetColumnReading {
            header: header.clone(),
            column: *column,
        };
        let row = |(number, row): (usize, SheetRow)| match row {
            SheetRow::Post { input, cells } => {
                let has_namesake = for_unit.has_namesake(&input);
                SheetRowReading { number, post: Some(*input), cells, no_post: None, has_namesake }
            }
            SheetRow::NoPost { why, .. } => {
                SheetRowReading { number, post: None, cells: Vec::new(), no_post: Some(why), has_namesake: false }
            }
        };
        SheetReading {
            sheet: sheet.book.sheet.clone(),
            other_sheets: sheet.book.other_sheets.clone(),
            above: sheet.above(),
            header: sheet.header + 1,
            columns: sheet.headers().iter().zip(&sheet.columns).map(column).collect(),
            rows: sheet.rows(&for_unit.unit).into_iter().map(row).collect(),
        }
    }
}
