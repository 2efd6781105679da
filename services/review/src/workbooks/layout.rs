//! How the workbooks that are written for a person to go on with look: every cell text, columns as wide as what stands in them.

use rust_xlsxwriter::{Format, FormatAlign};

const NARROWEST: usize = 10;
const WIDEST: usize = 40;
/// Of a cell, in the units in which workbooks count.
const LONGEST: usize = 32_767;

/// In the format of text: what somebody types into such a cell later is no formula, and a long number keeps its digits.
pub fn text() -> Format {
    Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top)
}

/// As much of it as a cell takes.
pub fn bounded(words: &str) -> &str {
    let mut units = 0;
    let end = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(words, |(end, _)| &words[..end])
}

/// In narrow characters, of which a Han character takes two.
pub fn characters(words: &str) -> usize {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Of a column in which these words stand.
pub fn width<'a>(cells: impl Iterator<Item = &'a str>) -> f64 {
    let longest = cells.flat_map(str::lines).map(characters).max().unwrap_or_default();
    (longest + 2).clamp(NARROWEST, WIDEST) as f64
}
