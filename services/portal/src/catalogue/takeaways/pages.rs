//! The doors to what can be taken away.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use domain::Refusal;
use kit::web::attachment;
use kit::{At, DeskError, Fault, Frame, Shared};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::super::asked::Asked;
use super::super::desk::Catalogue;
use super::super::order::Order;
use super::sheet::Sheet;
use super::sitemap::MOST_PAGES;
use super::{calendar, feed, sitemap};

/// The most posts of one sheet: what a spreadsheet is still quick with.
pub const LARGEST_SHEET: u16 = 10_000;
/// A feed tells what is new.
const LARGEST_FEED: u16 = 50;
/// A long workbook takes seconds: one is written at a time, and not by what answers the others.
static WRITING: Semaphore = Semaphore::const_new(1);

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/posts.csv").get(csv))
        .service(web::resource("/posts.xlsx").get(xlsx))
        .service(web::resource("/posts.atom").get(atom))
        .service(web::resource("/posts/{number}.ics").get(ics))
        .service(web::resource("/sitemap.xml").get(map))
        .service(web::resource("/sitemaps/{number}.xml").get(one_map))
        .service(web::resource("/robots.txt").get(robots));
}

type Query = web::Query<Vec<(String, String)>>;

async fn csv(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>, query: Query) -> Answer {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let sheet = sheet(&frame, &catalogue, &query).await?;
        Ok(attachment("text/csv; charset=utf-8", &format!("posts-{}.csv", shelf.day), sheet.csv()?))
    };
    shared.answer(shelf.version(), make).await
}

async fn xlsx(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>, query: Query) -> Answer {
    const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let sheet = sheet(&frame, &catalogue, &query).await?;
        Ok(attachment(WORKBOOK, &format!("posts-{}.xlsx", shelf.day), written(sheet, shelf.day).await?))
    };
    shared.answer(shelf.version(), make).await
}

async fn atom(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>, query: Query) -> Answer {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let asked = Asked::of(&query, Ok(At::Start));
        let reached = shelf.seek(&asked.filter).await?;
        let listed = reached.page(Order::Newest, &At::Start, LARGEST_FEED)?;
        Ok(text("application/atom+xml; charset=utf-8", feed::feed(&listed.items, &asked, &shelf, &frame)))
    };
    shared.answer(shelf.version(), make).await
}

async fn ics(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>, number: web::Path<String>) -> Answer {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let post = catalogue.find_by_number(&shelf, &number).await?.ok_or(DeskError::Missing)?;
        let calendar = calendar::deadline(&post, &frame).ok_or(DeskError::Missing)?;
        Ok(attachment("text/calendar; charset=utf-8", &format!("{number}.ics"), calendar.into_bytes()))
    };
    shared.answer(shelf.version(), make).await
}

async fn map(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>) -> Answer {
    let shelf = catalogue.shelf().await?;
    let make = async || Ok(text("application/xml; charset=utf-8", sitemap::sitemap(&shelf, &frame, MOST_PAGES)?));
    shared.answer(shelf.version(), make).await
}

async fn one_map(frame: Frame, shared: Shared, catalogue: web::Data<Catalogue>, number: web::Path<String>) -> Answer {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let number = number.parse().map_err(|_| DeskError::Missing)?;
        let map = sitemap::one_of_several(&shelf, &frame, number, MOST_PAGES)?.ok_or(DeskError::Missing)?;
        Ok(text("application/xml; charset=utf-8", map))
    };
    shared.answer(shelf.version(), make).await
}

async fn robots(frame: Frame, shared: Shared) -> Answer {
    shared.answer("robots", async || Ok(text("text/plain; charset=utf-8", sitemap::robots(&frame)))).await
}

type Answer = Result<HttpResponse, DeskError>;

/// The whole list that the address asks for.
async fn sheet(frame: &Frame, catalogue: &Catalogue, query: &Query) -> Result<Sheet, DeskError> {
    let shelf = catalogue.shelf().await?;
    let asked = Asked::of(query, Ok(At::Start));
    let reached = shelf.seek(&asked.filter).await?;
    let posts = reached.total().posts;
    if posts > i64::from(LARGEST_SHEET) {
        let refusal = Refusal::content("list-too-long").with("most", LARGEST_SHEET).with("count", posts);
        return Err(refusal.into());
    }
    // Thousands of posts may have to be unpacked.
    let listed = spawn_blocking(move || -> Result<_, DeskError> {
        Ok(shelf.index.seek(&asked.filter)?.page(asked.order, &At::Start, LARGEST_SHEET)?)
    });
    let listed = listed.await.map_err(|error| Fault::new(format!("a sheet was not listed: {error}")))??;
    Ok(Sheet::of(&listed.items, frame))
}

async fn written(sheet: Sheet, day: NaiveDate) -> Result<Vec<u8>, Fault> {
    let turn = WRITING.acquire().await.map_err(|closed| Fault::new(closed.to_string()))?;
    let written = spawn_blocking(move || {
        let written = sheet.xlsx(day);
        // Held until it is done, also when nobody waits for it any more.
        drop(turn);
        written
    });
    written.await.map_err(|error| Fault::new(format!("a workbook was not written: {error}")))?
}

fn text(kind: &'static str, words: String) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, kind)).body(words)
}
