//! Chinese characters: which letters are some, and the simplified one that a traditional one is read as.

use std::collections::HashMap;
use std::sync::LazyLock;

const TRADITIONAL: &str = include_str!("../data/traditional.txt");

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
    let pair = |pair: &str| Some((pair.chars().next()?, pair.chars().nth(1)?));
    lines.flat_map(str::split_whitespace).filter_map(pair).collect()
});

pub fn is_han(letter: char) -> bool {
    matches!(letter, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The letter itself where it is none that is read as another.
pub fn simplified(letter: char) -> char {
    SIMPLIFIED.get(&letter).copied().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traditional_character_is_read_as_one_simplified_character() {
        assert!(SIMPLIFIED.len() > 1_400);
        assert!(SIMPLIFIED.iter().all(|(one, other)| one != other && is_han(*one) && is_han(*other)));
        assert_eq!(['陳', '陈', 'é'].map(simplified), ['陈', '陈', 'é']);
    }
}
