//! The catalogue on pages: the list with its facets, and one post.

use actix_web::{HttpResponse, web};
use kit::{DeskError, Frame, Paging, Shared, page};

use super::asked::Asked;
use super::desk::Catalogue;
use super::one::PostPage;
use super::posts::{Found, PostsPage};
use super::takeaways;

const ON_A_PAGE: u16 = 20;

pub fn routes(routes: &mut web::ServiceConfig) {
    // Before the posts: a number has no ending.
    takeaways::pages::routes(routes);
    routes
        .service(web::resource("/").get(start))
        .service(web::resource("/posts").get(list))
        .service(web::resource("/posts/{number}").get(show));
}

/// The list is where everybody starts.
async fn start(frame: Frame) -> HttpResponse {
    page::see_other(frame.to("/posts"))
}

async fn list(
    frame: Frame,
    shared: Shared,
    catalogue: web::Data<Catalogue>,
    query: web::Query<Vec<(String, String)>>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let asked = Asked::of(&query, paging.at());
        match shelf.seek(&asked.filter).await {
            Ok(reached) => page::show(&PostsPage::of(frame, &asked, Found::of(&asked, &shelf, reached, ON_A_PAGE)?)?),
            Err(DeskError::Preparing(seconds)) => {
                page::later(&PostsPage::of(frame, &asked, Found::awaiting(&asked, &shelf)?)?, seconds)
            }
            Err(other) => Err(other),
        }
    };
    shared.answer(shelf.version(), make).await
}

async fn show(
    frame: Frame,
    shared: Shared,
    catalogue: web::Data<Catalogue>,
    number: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let post = catalogue.find_by_number(&shelf, &number).await?.ok_or(DeskError::Missing)?;
        let similar = shelf.index.similar(&post)?;
        page::show(&PostPage::of(frame, &post, &similar, &shelf)?)
    };
    shared.answer(shelf.version(), make).await
}
