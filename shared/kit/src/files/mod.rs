//! Files: kept in one store that the services share, each sealed under a key of its own, and given out as downloads only.
//! A file is on the disk before the row that names it is committed; a file that no row names is swept away.

mod darkroom;
mod download;
mod kind;
mod mark;
mod pages;
mod picture;
mod scanner;
mod sealing;
mod store;
mod stripping;
#[cfg(test)]
mod tests;

pub(crate) use darkroom::Darkroom;
pub use download::{FileBytes, as_download};
pub(crate) use scanner::Scanner;
pub use scanner::examine;
pub use store::{Files, Kept, Unkept, Unread};

/// A size as people say it: `300 KB`, `1.2 MB`.
pub fn in_words(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        ..KILO => format!("{bytes} B"),
        KILO..MEGA => format!("{} KB", bytes.div_ceil(KILO)),
        _ => {
            let tenths = (bytes * 10).div_ceil(MEGA);
            let (whole, tenth) = (tenths / 10, tenths % 10);
            if tenth == 0 { format!("{whole} MB") } else { format!("{whole}.{tenth} MB") }
        }
    }
}
