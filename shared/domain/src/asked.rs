//! What a condition of a post asks in all (Article 9): one thing, or any one of several, “a master, or an associate senior title”.
//! Alternatives have none of their own, and none of them weighs more than another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::requirement::{Requirement, RequirementKind};
use crate::text::{Text, TextInput};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ConditionAsked)]
pub enum Asked {
    One(Requirement),
    AnyOf {
        /// Any one of these is enough.
        any_of: Vec<Requirement>,
    },
}

impl From<Requirement> for Asked {
    fn from(one: Requirement) -> Asked {
        Asked::One(one)
    }
}

impl Asked {
    /// None where nothing is asked.
    pub fn of(mut requirements: Vec<Requirement>) -> Option<Asked> {
        match requirements.len() {
            0 => None,
            1 => requirements.pop().map(Asked::One),
            _ => Some(Asked::AnyOf { any_of: requirements }),
        }
    }

    /// Each thing that is enough, in the order in which they are typed.
    pub fn branches(&self) -> &[Requirement] {
        match self {
            Asked::One(one) => std::slice::from_ref(one),
            Asked::AnyOf { any_of } => any_of,
        }
    }

    /// What the condition is about.
    pub fn label(&self) -> Text {
        let mut kinds: Vec<RequirementKind> = Vec::new();
        for kind in self.branches().iter().map(Requirement::kind) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let labels: Vec<_> = kinds.into_iter().map(RequirementKind::label).collect();
        let zh: Vec<_> = labels.iter().map(|label| label.zh.as_str()).collect();
        let en: Vec<_> = labels.iter().enumerate().map(|(at, label)| within(at, &label.en)).collect();
        Text::new(zh.join("或"), en.join(" or "))
    }

    /// What is asked, in words; without English where somebody has to translate one of them.
    pub fn words(&self) -> TextInput {
        let words: Vec<_> = self.branches().iter().map(|one| (one.kind(), one.words())).collect();
        let zh: Vec<_> = words.iter().map(|(_, words)| words.zh.as_str()).collect();
        let en: Vec<_> = words.iter().map(|(kind, words)| (*kind, words.en.as_str())).collect();
        TextInput { zh: zh.join("，或"), en: either(&en) }
    }
}

/// The English of alternatives in one sentence; none where one of them has none.
pub(crate) fn either(pieces: &[(RequirementKind, &str)]) -> String {
    if pieces.iter().any(|(_, en)| en.is_empty()) {
        return String::new();
    }
    let piece = |(at, (kind, en)): (usize, &(RequirementKind, &str))| match kind {
        // These are names.
        RequirementKind::Discipline | RequirementKind::Licence | RequirementKind::Language => (*en).to_owned(),
        _ => within(at, en),
    };
    pieces.iter().enumerate().map(piece).collect::<Vec<_>>().join(", or ")
}

/// As it stands in a sentence: only what begins it has a capital letter.
fn within(at: usize, words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if at > 0 => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::degree::DegreeLevel;
    use crate::title::TitleLevel;

    fn degree() -> Requirement {
        Requirement::Degree { at_least: DegreeLevel::Master }
    }

    fn title() -> Requirement {
        Requirement::Title { at_least: TitleLevel::AssociateSenior }
    }

    #[test]
    fn alternatives_are_told_in_one_sentence_under_all_their_kinds() {
        let licence = Requirement::Licence { name: "教师资格证".to_owned() };
        for (branches, label, zh, en) in [
            (vec![degree()], "Degree", "硕士及以上", "Master’s degree or above"),
            (
                vec![degree(), title()],
                "Degree or title",
                "硕士及以上，或副高级及以上职称",
                "Master’s degree or above, or associate senior title or above",
            ),
            (vec![title(), licence], "Title or licence", "副高级及以上职称，或教师资格证", ""),
        ] {
            let asked = Asked::of(branches.clone()).expect("something is asked");
            assert_eq!(asked.branches(), branches);
            assert_eq!(asked.label().en, label);
            assert_eq!(asked.words(), TextInput { zh: zh.to_owned(), en: en.to_owned() });
        }
        assert_eq!(Asked::of(Vec::new()), None);
    }

    #[test]
    fn what_was_stored_before_there_were_alternatives_is_read_and_all_come_back() {
        let read = |stored: &str| serde_json::from_str::<Asked>(stored).expect("reads");
        assert_eq!(read(r#"{"kind":"degree","at_least":"master"}"#), Asked::One(degree()));
        let age = Requirement::read(RequirementKind::Age, "35", "", &mut Vec::new()).expect("an age");
        assert_eq!(read(r#"{"kind":"age","at_most":35}"#), Asked::One(age.clone()));
        assert_eq!(read(r#"{"kind":"university-class"}"#), Asked::One(Requirement::UniversityClass));
        for branches in [vec![age.clone()], vec![degree(), title()], vec![Requirement::UniversityClass, age]] {
            let asked = Asked::of(branches).expect("something is asked");
            assert_eq!(read(&serde_json::to_string(&asked).expect("writes")), asked);
        }
        assert!(serde_json::from_str::<Asked>(r#"{"kind":"height"}"#).is_err());
    }
}
