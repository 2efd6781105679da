//! Names within a sentence: modes, kinds of unit, and a name that is not its first word.

use domain::{Language, Mode, Policy, UnitKind};

/// Modes in one phrase.
pub fn modes(modes: impl IntoIterator<Item = Mode>, language: Language) -> String {
    listed(modes.into_iter().map(|mode| Policy::standard().mode(mode).say(language)), language)
}

/// Kinds of unit in one phrase.
pub fn units(units: impl IntoIterator<Item = UnitKind>, language: Language) -> String {
    listed(units.into_iter().map(|kind| Policy::standard().unit_kind(kind).say(language)), language)
}

pub fn listed<'a>(names: impl Iterator<Item = &'a str>, language: Language) -> String {
    let names: Vec<_> = names.map(within).collect();
    names.join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}

/// A name without its capital; the Party keeps it.
pub fn within(name: &str) -> String {
    match name.chars().next() {
        Some(first) if first.is_ascii_uppercase() && !name.starts_with("Party") => {
            format!("{}{}", first.to_ascii_lowercase(), &name[1..])
        }
        _ => name.to_owned(),
    }
}

/// A sentence with its capital.
pub fn opening(sentence: &str) -> String {
    match sentence.chars().next() {
        Some(first) if first.is_ascii_lowercase() => format!("{}{}", first.to_ascii_uppercase(), &sentence[1..]),
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_within_a_sentence_are_small_but_for_the_party() {
        assert_eq!(
            units(UnitKind::ALL.into_iter().take(2), Language::En),
            "Party or government organ, public institution"
        );
        assert_eq!(modes([Mode::Transfer, Mode::OpenRecruitment], Language::En), "transfer, open recruitment");
        assert_eq!(modes([Mode::Transfer, Mode::OpenRecruitment], Language::Zh), "调动、招聘");
        assert_eq!(opening("transfer"), "Transfer");
        assert_eq!(opening("调动"), "调动");
    }
}
