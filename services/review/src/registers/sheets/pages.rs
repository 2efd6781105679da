//! The registers from a workbook by page: sent, each row looked over with what is wrong in its cells and what it changes, then
//! entered at once.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::recommender::RecommenderInput;
use domain::{DepartmentInput, Refusal, RegisterSheet, UnitInput};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, PostedFile, Say, page};
use kit::{DeskError, Fault, House};

use super::desk::MOST_ENTRIES;
use super::sheet::Sheet;
use crate::officers::Officer;
use crate::recommenders::desk::Recommenders;
use crate::registers::desk::{Kept, Registers, keeps};
use crate::{words, workbooks};

const PATH: &str = "/staff/register-sheets";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/register-sheets/{register}").get(ask).post(read))
        .service(web::resource("/register-sheets/{register}/entries").get(back).post(enter));
}

/// Where the registers are entered.
pub(super) type Desks = (web::Data<Registers>, web::Data<Recommenders>);

/// What keeps the rows of the sheet from being entered.
pub(super) async fn tried(
    desks: &Desks,
    by: &Officer,
    register: RegisterSheet,
    sheet: &Sheet,
) -> Result<Vec<Refusal>, DeskError> {
    let ((registers, recommenders), rows) = (desks, &sheet.rows);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    match register {
        RegisterSheet::Units => registers.try_units(by, &sheet.entries::<UnitInput>(rows)?).await,
        RegisterSheet::Departments => registers.try_departments(by, &sheet.entries::<DepartmentInput>(rows)?).await,
        RegisterSheet::Recommenders => recommenders.try_import(by, &sheet.entries::<RecommenderInput>(rows)?).await,
    }
}

async fn entered(desks: &Desks, by: &Officer, register: RegisterSheet, sheet: &Sheet) -> Result<(), DeskError> {
    let ((registers, recommenders), rows) = (desks, &sheet.rows);
    // Somebody else wrote meanwhile what all of them say.
    if rows.is_empty() {
        return Ok(());
    }
    let entered = match register {
        RegisterSheet::Units => registers.import_units(by, &sheet.entries::<UnitInput>(rows)?).await,
        RegisterSheet::Departments => registers.import_departments(by, &sheet.entries::<DepartmentInput>(rows)?).await,
        RegisterSheet::Recommenders => recommenders.import(by, &sheet.entries::<RecommenderInput>(rows)?).await,
    };
    entered.map(drop)
}

pub(super) fn of(code: &str) -> Result<RegisterSheet, DeskError> {
    RegisterSheet::from_code(code).ok_or(DeskError::Missing)
}

/// Where the register is listed.
fn list(register: RegisterSheet) -> &'static str {
    match register {
        RegisterSheet::Units | RegisterSheet::Departments => "/staff/registers",
        RegisterSheet::Recommenders => "/staff/recommenders",
    }
}

async fn ask(frame: Frame, officer: Officer, register: web::Path<String>) -> Result<HttpResponse, DeskError> {
    let register = of(&register)?;
    keeps(&officer)?;
    page::show(&RegisterSheetPage::without(frame, officer, register, &[]))
}

/// Nothing is kept of a sheet, so that its page answers at once and another file can be sent.
async fn read(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    desks: Desks,
    house: web::Data<House>,
    request: HttpRequest,
    register: web::Path<String>,
    sent: PostedFile,
) -> Result<HttpResponse, DeskError> {
    let (officer, sent) = kept_forms::awake_with_file(officer, &house, Realm::Staff, &request, sent).await?;
    let register = of(&register)?;
    match desks.0.read_sheet(&officer, register, sent.file.map(|file| file.content)).await {
        Ok(sheet) => {
            let refused = tried(&desks, &officer, register, &sheet).await?;
            page::show(&RegisterSheetPage::new(frame, officer, register, &sheet, &refused)?)
        }
        Err(DeskError::Refused(refusals)) => {
            page::refused(&RegisterSheetPage::without(frame, officer, register, &refusals))
        }
        Err(error) => Err(error),
    }
}

/// Whoever opens the address of the entries, as after signing in again, sends the file again.
pub(super) async fn back(
    frame: Frame,
    _officer: Officer,
    register: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    Ok(page::see_other(frame.to(format!("{PATH}/{}", of(&register)?))))
}

async fn enter(
    frame: Frame,
    officer: Officer,
    desks: Desks,
    register: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let register = of(&register)?;
    let sheet = match brought_back(&desks, &officer, register, &posted).await {
        Ok(sheet) => sheet,
        Err(DeskError::Refused(refusals)) => {
            return page::refused(&RegisterSheetPage::without(frame, officer, register, &refusals));
        }
        Err(error) => return Err(error),
    };
    // What was looked over is what is entered: nothing is changed that somebody changed meanwhile.
    let seen: BTreeMap<usize, Kept> = serde_json::from_str(posted.text("seen")).unwrap_or_default();
    match entered(&desks, &officer.clone().once(posted.once()), register, &sheet.clone().seen_as(&seen)).await {
        Ok(()) => Ok(page::see_other(frame.to(list(register)))),
        Err(DeskError::Refused(refusals)) => {
            page::refused(&RegisterSheetPage::new(frame, officer, register, &sheet, &refusals)?)
        }
        Err(DeskError::Stale) => {
            let meanwhile = [Refusal::stage("register-changed-meanwhile")];
            page::refused(&RegisterSheetPage::new(frame, officer, register, &sheet, &meanwhile)?)
        }
        Err(error) => Err(error),
    }
}

/// The sheet as the form brought it back, beside the register as it is now.
pub(super) async fn brought_back(
    desks: &Desks,
    by: &Officer,
    register: RegisterSheet,
    posted: &Posted,
) -> Result<Sheet, DeskError> {
    keeps(by)?;
    let lost = |_| Refusal::content("sheet-unreadable").at("/file");
    desks.0.sheet(register, serde_json::from_str(posted.text("sheet")).map_err(lost)?).await
}

/// What stood in a cell.
fn was(words: &str, say: &Say) -> String {
    if words.is_empty() {
        say.owned("register-was.empty")
    } else {
        say.with("register-was", &[("words", words.into())])
    }
}

#[derive(Template)]
#[template(path = "registers/sheets/sheet.html")]
pub struct RegisterSheetPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    title: String,
    list_to: String,
    list: String,
    /// The headers that are known, to be copied.
    known: String,
    read_to: String,
    enter_to: String,
    marked_to: String,
    template_to: String,
    /// How a row changes an entry.
    known_by: String,
    current_to: String,
    /// The sheet as the form brings it back; empty where none was read.
    sheet: String,
    /// What its rows change, in the versions that are shown here.
    seen: String,
    headers: Vec<String>,
    rows: Vec<RowShown>,
    counted: String,
    left_out: String,
    /// Which sheet of the workbook was read, and which were not.
    read_of: Vec<String>,
    /// Whether something in it is wrong, so that nothing can be entered.
    is_wrong: bool,
    /// What the button says; empty where every row is as it stands in the register, so that none is shown.
    enter: String,
}

struct RowShown {
    number: String,
    /// Whether it is a new one or a change.
    what: String,
    cells: Vec<CellShown>,
    /// What is wrong with none of its cells.
    wrong: Vec<String>,
}

struct CellShown {
    words: String,
    /// What stood there before, where the cell changes it.
    before: String,
    wrong: Vec<String>,
}

impl RegisterSheetPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        register: RegisterSheet,
        sheet: &Sheet,
        refused: &[Refusal],
    ) -> Result<RegisterSheetPage, Fault> {
        let language = frame.language();
        let bare = RegisterSheetPage::bare(frame, officer, register);
        let say = &bare.say;
        let of_row = |refusal: &Refusal| refusal.pointer().is_some_and(|at| at.starts_with("/entries/"));
        let (of_rows, of_all): (Vec<_>, Vec<_>) = refused.iter().cloned().partition(of_row);
        let mut rows = Vec::new();
        for (place, row) in sheet.rows.iter().enumerate() {
            let below = format!("/entries/{place}/");
            let fields = of_rows.iter().filter_map(|refusal| {
                let field = refusal.pointer()?.strip_prefix(&below)?.replace('/', ".");
                Some((field, refusal.say(language)))
            });
            let mut wrong: Vec<(String, String)> = fields.collect();
            let changed = sheet.changed(row);
            let cells = sheet.columns.iter().zip(&row.cells).map(|(column, (typed, _))| {
                let (own, others) = wrong.drain(..).partition(|(field, _)| *field == column.field);
                wrong = others;
                let own: Vec<(String, String)> = own;
                let before = sheet.before(row, &column.field, language);
                let (words, before) = match before {
                    Some(before) if typed.is_empty() => (before, String::new()),
                    Some(before) if changed.contains(&column.field.as_str()) => (typed.clone(), was(&before, say)),
                    _ => (typed.clone(), String::new()),
                };
                CellShown { words, before, wrong: own.into_iter().map(|(_, words)| words).collect() }
            });
            let cells = cells.collect();
            let named = |(field, words): (String, String)| match register.columns().iter().find(|c| c.field == field) {
                None => words,
                Some(column) => format!("{}{}{words}", column.header(language), say.it("catalogue-colon")),
            };
            let wrong = wrong.into_iter().map(named).collect();
            let what = say.owned(if row.known.is_some() { "register-row-changed" } else { "register-row-new" });
            rows.push(RowShown { number: row.number.to_string(), what, cells, wrong });
        }
        let count =
            rows.iter().filter(|row| !row.wrong.is_empty() || row.cells.iter().any(|cell| !cell.wrong.is_empty()));
        let wrong = count.count();
        let changed = sheet.rows.iter().filter(|row| row.known.is_some()).count();
        let (new, same) = (sheet.rows.len() - changed, sheet.same.len());
        let counts = [("new", new.into()), ("changed", changed.into()), ("same", same.into()), ("wrong", wrong.into())];
        let counted = say.with("register-counted", &counts);
        let enter = match (new, changed) {
            (0, 0) => String::new(),
            (_, 0) => say.owned("register-enter"),
            _ => say.owned("register-enter.changes"),
        };
        let left_out = match sheet.left_out.as_slice() {
            [] => String::new(),
            headers => say.with("register-left-out", &[("headers", headers.join(&*say.it("comma")).into())]),
        };
        Ok(RegisterSheetPage {
            read_of: workbooks::told(say, &sheet.book),
            sheet: serde_json::to_string(&sheet.to_enter())?,
            seen: serde_json::to_string(&sheet.seen())?,
            form: Form::empty().refused(&of_all, language),
            enter,
            headers: sheet.columns.iter().map(|column| column.header(language).to_owned()).collect(),
            rows,
            counted,
            left_out,
            is_wrong: !of_rows.is_empty(),
            ..bare
        })
    }

    /// No sheet yet, or none that could be read: why, and the form for one.
    pub fn without(frame: Frame, officer: Officer, register: RegisterSheet, refusals: &[Refusal]) -> RegisterSheetPage {
        let form = Form::empty().refused(refusals, frame.language());
        RegisterSheetPage { form, ..RegisterSheetPage::bare(frame, officer, register) }
    }

    fn bare(frame: Frame, officer: Officer, register: RegisterSheet) -> RegisterSheetPage {
        let say = words::say(frame.language());
        let known = register.columns().iter().map(|column| column.header(frame.language()));
        let known = known.collect::<Vec<_>>().join(&*say.it("comma"));
        RegisterSheetPage {
            title: say.owned(format!("register-sheet-{register}")),
            list: say.owned(match register {
                RegisterSheet::Units | RegisterSheet::Departments => "registers",
                RegisterSheet::Recommenders => "recommenders",
            }),
            list_to: frame.to(list(register)),
            known: say
                .with("register-sheet-lead", &[("headers", known.into()), ("most", MOST_ENTRIES.to_string().into())]),
            read_to: frame.to(format!("{PATH}/{register}")),
            enter_to: frame.to(format!("{PATH}/{register}/entries")),
            marked_to: frame.to(format!("{PATH}/{register}/marked")),
            current_to: frame.to(format!("{PATH}/{register}/current")),
            known_by: say.owned(format!("register-known-by-{register}")),
            template_to: frame.to(format!("{PATH}/{register}/template")),
            officer: Some(officer),
            form: Form::empty(),
            sheet: String::new(),
            seen: String::new(),
            enter: String::new(),
            headers: Vec::new(),
            rows: Vec::new(),
            counted: String::new(),
            left_out: String::new(),
            read_of: Vec::new(),
            is_wrong: false,
            say,
            frame,
        }
    }
}
