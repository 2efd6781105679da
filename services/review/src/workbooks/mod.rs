//! Workbooks as offices send them, whatever stands in them: within bounds, and as a grid of words.

mod grid;
mod layout;
pub mod marked;
mod packed;
pub mod template;

use domain::Refusal;
use kit::web::sent::{Content, gathered};
use kit::{DeskError, Fault, Say};

#[cfg(test)]
pub use grid::read;
pub use grid::{Book, Bounds, MOST_BACK, characters};

/// What is read of a workbook that was sent, if one was.
pub async fn sent(content: Option<Content>, bounds: Bounds) -> Result<Book, DeskError> {
    let content = content.ok_or_else(|| Refusal::content("sheet-missing").at("/file"))?;
    let file = gathered(content, grid::MOST_BYTES).await?.ok_or_else(|| bounds.too_large())?;
    if file.is_empty() {
        return Err(Refusal::content("sheet-missing").at("/file").into());
    }
    let read = tokio::task::spawn_blocking(move || grid::read(file, bounds)).await;
    Ok(read.map_err(|error| Fault::new(format!("a sheet was not read: {error}")))??)
}

/// Which sheet of a workbook was read, and which were not.
pub fn told(say: &Say, book: &Book) -> Vec<String> {
    let mut told = vec![say.with("sheet-read", &[("sheet", book.sheet.as_str().into())])];
    // That of a template of ours is there to choose from.
    let others: Vec<_> =
        book.other_sheets.iter().map(String::as_str).filter(|name| !template::is_lists(name)).collect();
    if !others.is_empty() {
        let others = others.join(&*say.it("comma"));
        told.push(say.with("sheet-unread", &[("sheets", others.into())]));
    }
    told
}
