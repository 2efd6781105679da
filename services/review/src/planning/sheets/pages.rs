//! A unit's posts as a workbook by page: sent, its columns confirmed, what was understood looked over, then begun.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::post_input::PAY_AGREED;
use domain::{
    Asked, Language, Mode, PlanId, Policy, Refusal, Sector, SheetCell, SheetColumn, SheetRow, TextInput, UnitId,
    UnitRef, pay,
};
use kit::auth::{Realm, kept_forms};
use kit::html::{Choice, Form, Frame, Posted, PostedFile, Say, page};
use kit::{DeskError, House};
use uuid::Uuid;

use super::api;
use super::desk::{Sheet, SheetUnit};
use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::pages::{PLANS, unit_choices};
use crate::planning::posts;
use crate::{words, workbooks};

/// The unit in the form of a sheet; the form beside it on the page of a plan has a field for one too.
const UNIT: &str = "sheet_unit";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/plans/{id}/sheet").get(download).post(read))
        .service(web::resource("/plans/{id}/post-imports").get(back).post(import));
}

async fn download(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    api::sheet(&planning, &officer, PlanId::from(*id), frame.language()).await
}

/// Nothing is kept of a sheet, so that its page answers at once and another file can be sent.
async fn read(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    sent: PostedFile,
) -> Result<HttpResponse, DeskError> {
    let (officer, sent) = kept_forms::awake_with_file(officer, &house, Realm::Staff, &request, sent).await?;
    // What is no unit at all is asked for like one that was not chosen.
    let of = posts::unit_named(sent.posted.text(UNIT)).unwrap_or_default();
    match planning.read_sheet(&officer, PlanId::from(*id), of, sent.file.map(|file| file.content)).await {
        Ok((sheet, for_unit)) => page::show(&SheetPage::new(frame, officer, *id, &sheet, &for_unit, &[])?),
        Err(DeskError::Refused(refusals)) => without(frame, officer, &planning, *id, of, &refusals).await,
        Err(error) => Err(error),
    }
}

/// No sheet could be read: why, and the form for another.
async fn without(
    frame: Frame,
    officer: Officer,
    planning: &Planning,
    id: Uuid,
    of: Option<UnitId>,
    refusals: &[Refusal],
) -> Result<HttpResponse, DeskError> {
    let (plan, _) = planning.show(&officer, id.into()).await?;
    let units = planning.units_drafted_for(&officer, &plan).await?;
    page::refused(&SheetPage::without(frame, officer, id, of, &units, refusals))
}

/// Whoever opens the address of an import, as after signing in again, is shown the plan.
async fn back(frame: Frame, _officer: Officer, id: web::Path<Uuid>) -> HttpResponse {
    page::see_other(frame.to(format!("{PLANS}/{id}")))
}

/// The confirmed columns: looked at again, or, as the button says, taken away with what is doubtful marked, or begun. Nothing is kept of a sheet, so that whoever's
/// session slept sends the file again.
async fn import(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let plan = PlanId::from(*id);
    let of = posts::unit_named(posted.text(UNIT))?;
    let for_unit = planning.unit_of_sheet(&officer, plan, of).await?;
    let sheet = match confirmed(&posted) {
        Ok(sheet) => sheet,
        Err(refusal) => return without(frame, officer, &planning, *id, of, &[refusal]).await,
    };
    if posted.text("do") == "mark" {
        return api::marked(&sheet, &for_unit, frame.language());
    }
    if posted.text("do") != "import" {
        return match sheet.said_twice().as_slice() {
            [] => page::show(&SheetPage::new(frame, officer, *id, &sheet, &for_unit, &[])?),
            twice => page::refused(&SheetPage::new(frame, officer, *id, &sheet, &for_unit, twice)?),
        };
    }
    let imported = match sheet.posts(&for_unit.unit) {
        Ok(posts) => planning.import_posts(&officer.clone().once(posted.once()), plan, of, posts).await,
        Err(refusals) => Err(refusals.into()),
    };
    match imported {
        Ok(_) => Ok(page::see_other(frame.to(format!("{PLANS}/{id}")))),
        Err(DeskError::Refused(refusals)) => {
            page::refused(&SheetPage::new(frame, officer, *id, &sheet, &for_unit, &refusals)?)
        }
        Err(error) => Err(error),
    }
}

/// The sheet that the form brought back, with its columns as they are chosen now.
fn confirmed(posted: &Posted) -> Result<Sheet, Refusal> {
    let lost = |_| Refusal::content("sheet-unreadable").at("/file");
    let mut sheet: Sheet = serde_json::from_str(posted.text("sheet")).map_err(lost)?;
    for (place, column) in sheet.columns.iter_mut().enumerate() {
        *column = SheetColumn::from_code(posted.text(&format!("columns.{place}")));
    }
    sheet.confirmed()
}

#[derive(Template)]
#[template(path = "planning/sheets/sheet.html")]
pub struct SheetPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    plan_to: String,
    read_to: String,
    import_to: String,
    /// The sheet as the form brings it back; empty where none could be read.
    sheet: String,
    /// The unit that the posts are of, and its name: whoever stands in for another has both before them.
    unit: String,
    unit_name: String,
    /// Those to choose from, where none was read and there are several.
    units: Vec<Choice>,
    columns: Vec<ColumnShown>,
    choices: Vec<Choice>,
    posts: Vec<PostShown>,
    others: Vec<String>,
    counted: String,
    /// Which sheet of the workbook was read, which were not, and what stands above the header.
    read_of: Vec<String>,
}

struct ColumnShown {
    name: String,
    header: String,
}

struct PostShown {
    row: String,
    title: String,
    sure: String,
    doubts: Vec<String>,
    /// The unit has a post of this title in the plan already; whoever looks at it decides.
    has_namesake: bool,
}

impl SheetPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        id: Uuid,
        sheet: &Sheet,
        for_unit: &SheetUnit,
        refusals: &[Refusal],
    ) -> Result<SheetPage, DeskError> {
        let say = words::say(frame.language());
        let name = |place: usize| format!("columns.{place}");
        let chosen = sheet.columns.iter().enumerate();
        let typed = chosen.map(|(place, column)| (name(place), column.map_or("", SheetColumn::code).to_owned()));
        let form = Form::typed(typed.collect()).refused(refusals, frame.language());
        let headers = sheet.headers().iter().enumerate().filter(|(place, _)| sheet.is_used(*place));
        let column = |(place, header): (usize, &String)| ColumnShown {
            name: name(place),
            header: if header.trim().is_empty() { say.owned("sheet-no-header") } else { header.clone() },
        };
        let columns = headers.map(column).collect();
        let (mut posts, mut others) = (Vec::new(), Vec::new());
        let unit = &for_unit.unit;
        for (number, row) in sheet.rows(unit) {
            match row {
                SheetRow::Post { input, cells } => {
                    let has_namesake = for_unit.has_namesake(&input);
                    posts.push(PostShown { has_namesake, ..shown(&say, number, &input.title.zh, &cells) });
                }
                SheetRow::NoPost { words, .. } if words.is_empty() => {}
                SheetRow::NoPost { why, words } => others.push(say.with(
                    format!("sheet-no-post-{why}"),
                    &[("row", number.to_string().into()), ("words", words.into())],
                )),
            }
        }
        let doubts: usize = posts.iter().map(|post: &PostShown| post.doubts.len()).sum();
        let counted = say
            .with("sheet-counted", &[("posts", posts.len().to_string().into()), ("doubts", doubts.to_string().into())]);
        let choices = SheetColumn::ALL.map(|column| Choice::new(column.code(), said(&say, column))).into();
        let mut read_of = workbooks::told(&say, &sheet.book);
        let above = sheet.above().into_iter().map(|words| say.with("sheet-above", &[("words", words.into())]));
        read_of.extend(above);
        let sheet = serde_json::to_string(sheet).map_err(kit::Fault::from)?;
        let bare = SheetPage::bare(frame, officer, id);
        let (unit, unit_name) = (unit.unit.id.to_string(), unit.unit.name.say(bare.frame.language()).to_owned());
        Ok(SheetPage { form, sheet, unit, unit_name, columns, choices, posts, others, counted, read_of, ..bare })
    }

    /// `units` are those that the officer sends sheets for.
    pub fn without(
        frame: Frame,
        officer: Officer,
        id: Uuid,
        of: Option<UnitId>,
        units: &[UnitRef],
        refusals: &[Refusal],
    ) -> SheetPage {
        let beside = |refusal: &Refusal| match refusal.pointer() {
            Some("/unit") => refusal.clone().at(format!("/{UNIT}")),
            _ => refusal.clone(),
        };
        let refusals: Vec<_> = refusals.iter().map(beside).collect();
        let of = of.map(|of| (UNIT.to_owned(), of.to_string()));
        let form = Form::typed(of.into_iter().collect()).refused(&refusals, frame.language());
        SheetPage { units: unit_choices(units, frame.language()), form, ..SheetPage::bare(frame, officer, id) }
    }

    fn bare(frame: Frame, officer: Officer, id: Uuid) -> SheetPage {
        SheetPage {
            say: words::say(frame.language()),
            officer: Some(officer),
            form: Form::empty(),
            plan_to: frame.to(format!("{PLANS}/{id}")),
            read_to: frame.to(format!("{PLANS}/{id}/sheet")),
            import_to: frame.to(format!("{PLANS}/{id}/post-imports")),
            sheet: String::new(),
            unit: String::new(),
            unit_name: String::new(),
            units: Vec::new(),
            columns: Vec::new(),
            choices: Vec::new(),
            posts: Vec::new(),
            others: Vec::new(),
            counted: String::new(),
            read_of: Vec::new(),
            frame,
        }
    }
}

fn said(say: &Say, column: SheetColumn) -> String {
    match column {
        SheetColumn::LeftOut => say.owned("sheet-left-out"),
        column => column.header(say.language()).to_owned(),
    }
}

fn shown(say: &Say, number: usize, title: &str, cells: &[SheetCell]) -> PostShown {
    let (sure, doubtful): (Vec<_>, Vec<_>) = cells.iter().partition(|cell| cell.sure);
    let told = |cell: &&SheetCell| {
        let understood = understood(cell, say.language());
        let understood = if understood.is_empty() { say.owned("sheet-nothing") } else { understood };
        let asks: String = cell.asks.iter().map(|asked| compared(say, asked, &understood)).collect();
        format!("{}{}{understood}{asks}", said(say, cell.column), say.it("catalogue-colon"))
    };
    PostShown {
        row: number.to_string(),
        title: if title.is_empty() { say.owned("post-untitled") } else { title.to_owned() },
        sure: sure.iter().map(told).collect::<Vec<_>>().join(&*say.it("sheet-between")),
        doubts: doubtful.into_iter().map(|cell| doubt(say, cell)).collect(),
        has_namesake: false,
    }
}

/// What of a condition will be held against facts, where its words do not say just that.
fn compared(say: &Say, asked: &Asked, understood: &str) -> String {
    let TextInput { zh, en } = asked.words();
    let words = if say.language() == Language::En && !en.is_empty() { en } else { zh };
    match words == understood {
        true => String::new(),
        false => format!(" {}", say.with("post-condition-asked", &[("asked", words.into())])),
    }
}

/// What a person has to look at in a cell that is not sure.
pub(super) fn doubt(say: &Say, cell: &SheetCell) -> String {
    let understood = understood(cell, say.language());
    let column = said(say, cell.column);
    let key = if understood == cell.typed { "sheet-doubt-kept" } else { "sheet-doubt" };
    let typed = cell.typed.as_str();
    say.with(key, &[("column", column.into()), ("typed", typed.into()), ("understood", understood.into())])
}

/// In words, where the draft holds a code.
fn understood(cell: &SheetCell, language: Language) -> String {
    let policy = Policy::standard();
    let name = match cell.column {
        SheetColumn::Sector => Sector::from_code(&cell.understood).map(|sector| policy.sector(sector)),
        SheetColumn::Mode => Mode::from_code(&cell.understood).map(|mode| policy.mode(mode)),
        SheetColumn::Pay if cell.understood == PAY_AGREED => return pay::agreed().say(language).to_owned(),
        _ => None,
    };
    name.map_or_else(|| cell.understood.clone(), |name| name.say(language).to_owned())
}
