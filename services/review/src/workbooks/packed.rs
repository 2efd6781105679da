//! How much a workbook unpacks to, found before anything reads it: its parts are taken whole, the words of all its sheets first.
//! What the archive says of its own sizes has no say.

use std::io::{Cursor, Read, copy, sink};

use domain::Refusal;
use zip::ZipArchive;

use super::grid::{Bounds, unreadable};

/// Twenty times the largest file.
const MOST_UNPACKED: u64 = 20_000_000;

pub fn is_bounded(file: &[u8], bounds: Bounds) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(unreadable)?;
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(unreadable)?;
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(unreadable)?;
        left = left.checked_sub(size).ok_or_else(|| bounds.too_large())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn a_small_file_that_unpacks_to_much_is_refused_unread() {
        let book = |cells: u32| {
            let mut book = Workbook::new();
            book.add_worksheet().write_string(0, 0, "岗位").expect("written");
            let beside = book.add_worksheet();
            for row in 0..cells {
                beside.write_string(row, 0, format!("{row}{}", "x".repeat(32_000))).expect("written");
            }
            book.save_to_buffer().expect("a book")
        };
        assert_eq!(is_bounded(&book(50), Bounds::PLAN), Ok(()));
        let bomb = book(700);
        assert!(bomb.len() < 500_000, "{} bytes", bomb.len());
        assert_eq!(is_bounded(&bomb, Bounds::PLAN).expect_err("too large").code(), "sheet-too-large");
    }
}
