//! What people typed, made comparable: trimmed, full width to half, without characters that hide others.
//! Readers here return what they could read and add a refusal for the rest, so that every problem is told at once.

use chrono::NaiveDate;

use crate::refusal::Refusal;

/// Trimmed, with full-width letters, digits and signs as input methods leave them turned to ASCII, and without what comes along
/// unseen where a number is copied. White space stays, and so does what shows the rest backwards: neither is part of any form.
pub(crate) fn half_width(typed: &str) -> String {
    let kept = |c: &char| !hides(*c) || c.is_whitespace() || *c == '\u{202E}';
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    typed.chars().filter(kept).map(narrow).collect::<String>().trim().to_owned()
}

/// Lines and runs of blanks in one line.
pub(crate) fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the character could hide or reorder others: control, bidi override, zero-width space.
/// The joiners U+200C and U+200D stay: some scripts write names with them.
pub(crate) fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// What was typed, short and safe enough to be said back.
pub(crate) fn echo(typed: &str) -> String {
    const MOST: usize = 40;
    let shown: String = typed.trim().chars().filter(|c| !hides(*c)).take(MOST).collect();
    if typed.trim().chars().count() > MOST { shown + "…" } else { shown }
}

/// One line of at most `most` characters; nothing when left empty or refused.
pub(crate) fn line(typed: &str, most: usize, at: &str, refused: &mut Vec<Refusal>) -> Option<String> {
    text(typed, most, at, refused, hides)
}

/// Lines of at most `most` characters in all.
pub(crate) fn lines(typed: &str, most: usize, at: &str, refused: &mut Vec<Refusal>) -> Option<String> {
    text(typed, most, at, refused, |c| hides(c) && !matches!(c, '\n' | '\r' | '\t'))
}

fn text(typed: &str, most: usize, at: &str, refused: &mut Vec<Refusal>, hides: fn(char) -> bool) -> Option<String> {
    let text = typed.trim();
    let count = text.chars().count();
    if text.is_empty() {
        return None;
    }
    if text.chars().any(hides) {
        refused.push(Refusal::content("hidden-characters").at(at));
        return None;
    }
    if count > most {
        refused.push(Refusal::content("too-long").at(at).with("most", most).with("count", count));
        return None;
    }
    Some(text.to_owned())
}

/// A day as `2027-01-31`.
pub fn day(typed: &str, at: &str, refused: &mut Vec<Refusal>) -> Option<NaiveDate> {
    let day = half_width(typed).parse().ok();
    if day.is_none() {
        refused.push(Refusal::content("day-form").at(at));
    }
    day
}

/// One of a closed list, by its code; nothing when left empty or refused.
pub(crate) fn choice<T>(
    typed: &str,
    from_code: fn(&str) -> Option<T>,
    at: &str,
    refused: &mut Vec<Refusal>,
) -> Option<T> {
    let code = typed.trim();
    if code.is_empty() {
        return None;
    }
    let chosen = from_code(code);
    if chosen.is_none() {
        refused.push(Refusal::content("not-a-choice").at(at).with("typed", echo(typed)));
    }
    chosen
}

/// One of a list that has to be chosen from; left empty, it is refused in words of its own.
pub(crate) fn chosen<T>(
    typed: &str,
    from_code: impl Fn(&str) -> Option<T>,
    at: &str,
    missing: Refusal,
    refused: &mut Vec<Refusal>,
) -> Option<T> {
    let code = typed.trim();
    let chosen = from_code(code);
    if chosen.is_none() {
        refused.push(match code {
            "" => missing.at(at),
            _ => Refusal::content("not-a-choice").at(at).with("typed", echo(typed)),
        });
    }
    chosen
}

/// `yes` or `no`; nothing when left empty or refused.
pub(crate) fn yes_or_no(typed: &str, at: &str, refused: &mut Vec<Refusal>) -> Option<bool> {
    let read = |code: &str| match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    choice(typed, read, at, refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_reorders_is_refused_and_what_is_long_says_how_long() {
        let mut refused = Vec::new();
        assert_eq!(line(" 伊宁 ", 5, "/a", &mut refused), Some("伊宁".to_owned()));
        assert_eq!(line("a\u{202E}b", 5, "/a", &mut refused), None);
        assert_eq!(line("a\nb", 5, "/a", &mut refused), None);
        assert_eq!(lines("a\nb", 5, "/a", &mut refused), Some("a\nb".to_owned()));
        assert_eq!(line("abcdef", 5, "/a", &mut refused), None);
        let codes: Vec<_> = refused.iter().map(Refusal::code).collect();
        assert_eq!(codes, ["hidden-characters", "hidden-characters", "too-long"]);
    }

    #[test]
    fn an_echo_is_short() {
        assert_eq!(echo(&"长".repeat(50)).chars().count(), 41);
        assert_eq!(half_width("　２０２１Ｘ "), "2021X");
    }

    #[test]
    fn what_is_copied_along_unseen_is_no_part_of_a_number() {
        assert_eq!(half_width("\u{202D} 2021\u{200B}X\u{202C}\u{FEFF}"), "2021X");
        assert_eq!(half_width("20\n21\u{202E}"), "20\n21\u{202E}");
    }
}
