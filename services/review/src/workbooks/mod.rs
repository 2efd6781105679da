//! Workbooks as offices send them, whatever stands in them: within bounds, and as a grid of words.

mod grid;
mod packed;

use domain::Refusal;
use kit::web::sent::{Content, gathered};
use kit::{DeskError, Fault};

pub use grid::{Grid, is_bounded};

/// The grid of a workbook that was sent, if one was.
pub async fn sent(content: Option<Content>) -> Result<Grid, DeskError> {
    let content = content.ok_or_else(|| Refusal::content("sheet-missing").at("/file"))?;
    let file = gathered(content, grid::MOST_BYTES).await?.ok_or_else(grid::too_large)?;
    if file.is_empty() {
        return Err(Refusal::content("sheet-missing").at("/file").into());
    }
    let read = tokio::task::spawn_blocking(move || grid::read(file)).await;
    Ok(read.map_err(|error| Fault::new(format!("a sheet was not read: {error}")))??)
}
