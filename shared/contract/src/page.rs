//! A page of a list, walked by opaque cursors that stay true while rows come and go.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most items one page may ask for.
pub const LARGEST_PAGE: u16 = 200;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Pass as `cursor` for the items after these; absent on the last page.
    pub next: Option<String>,
    /// Pass as `cursor` for the items before these; absent on the first page.
    pub prev: Option<String>,
}
