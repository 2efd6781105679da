//! The bar at the top of a door's pages: the links that a service offers from everywhere, from the pages of errors too.

use super::frame::Frame;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub words: String,
    /// Whether it leads to the page that it stands on, or to one above it.
    pub is_here: bool,
}

impl Link {
    /// To a path of ours, without the language.
    pub fn new(frame: &Frame, path: &str, words: String) -> Link {
        Link { href: frame.to(path), words, is_here: frame.is_at(path) }
    }
}
