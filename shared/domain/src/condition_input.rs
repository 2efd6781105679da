//! A condition of a post as its unit types it (Article 9): words, and where it can be, what they ask for in a form that facts
//! can be held against, with what would be enough instead. What is asked writes the words that nobody typed; words that somebody
//! typed are kept.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age_limit::AgeLimit;
use crate::asked::Asked;
use crate::clause::Clause;
use crate::post::PostCondition;
use crate::post_input::LINE;
use crate::refusal::Refusal;
use crate::requirement::{Requirement, RequirementKind};
use crate::text::TextInput;
use crate::typed;

pub const MOST_CONDITIONS: usize = 8;
/// Things of one condition that are enough instead of the first.
pub const MOST_ALTERNATIVES: usize = 3;

/// A condition as it is typed; without a clause it is the post's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConditionInput {
    /// What it is about; where a kind is chosen and this is left empty, the name of the kind.
    pub label: TextInput,
    /// Where a kind is chosen and this is left empty, written from the value.
    pub words: TextInput,
    #[schema(example = "10(4)")]
    pub clause: String,
    /// What it asks, so that facts can be held against it: `degree`, `listed-degree`, `university-class`, `discipline`, `title`,
    /// `years`, `age`, `licence` or `language`; empty for words alone.
    #[schema(example = "degree")]
    pub kind: String,
    /// The least degree (`doctor`, `master`, `bachelor`) or title (`senior`, `associate-senior`, `intermediate`, `junior`),
    /// names or codes of disciplines, the least years of work (1 to 50), the greatest age (18 to 70), with what a degree allows
    /// behind it (`35, doctor 40`), or what a certificate is called; empty for a university, which is asked to be Double
    /// First-Class.
    #[schema(example = "master")]
    pub value: String,
    /// What is enough instead, at most 3; those in which nothing is typed are dropped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<AlternativeInput>,
}

/// Something that is enough instead of what a condition asks first, typed in the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AlternativeInput {
    #[schema(example = "title")]
    pub kind: String,
    #[schema(example = "associate-senior")]
    pub value: String,
}

impl AlternativeInput {
    fn of(asked: &Requirement) -> AlternativeInput {
        AlternativeInput { kind: asked.kind().code().to_owned(), value: asked.value() }
    }
}

impl ConditionInput {
    pub fn copy_of(condition: &PostCondition) -> ConditionInput {
        let copy = ConditionInput {
            label: TextInput::of(&condition.label),
            words: TextInput::of(&condition.words),
            clause: condition.clause.map_or_else(String::new, |clause| clause.to_string()),
            ..ConditionInput::default()
        };
        copy.asking(condition.requirement.as_ref())
    }

    /// The same, asking this.
    pub(crate) fn asking(self, asked: Option<&Asked>) -> ConditionInput {
        let mut typed = asked.map_or(&[][..], Asked::branches).iter().map(AlternativeInput::of);
        let AlternativeInput { kind, value } = typed.next().unwrap_or_default();
        ConditionInput { kind, value, or: typed.collect(), ..self }
    }

    /// What it asks, as far as that can be read.
    pub fn requirement(&self) -> Option<Asked> {
        self.read_requirement("", &mut Vec::new()).flatten()
    }

    /// What is typed of it: the pointer below the condition, the kind and the value of each thing that is enough.
    pub fn typed(&self) -> Vec<(String, &str, &str)> {
        let first = (String::new(), self.kind.trim(), self.value.trim());
        let or = self.or.iter().enumerate();
        let or = or.map(|(at, other)| (format!("/or/{at}"), other.kind.trim(), other.value.trim()));
        let typed = std::iter::once(first).chain(or);
        typed.filter(|(_, kind, value)| !kind.is_empty() || !value.is_empty()).collect()
    }

    /// The first age that it asks, with the pointer below the condition.
    pub(crate) fn age(&self) -> Option<(String, AgeLimit)> {
        let mut ages = self.typed().into_iter().filter(|(_, kind, _)| *kind == RequirementKind::Age.code());
        ages.find_map(|(below, _, value)| Some((below, AgeLimit::read(value).ok()?)))
    }

    /// With the label and the words that what it asks brings along.
    pub fn told(&self) -> ConditionInput {
        match self.requirement() {
            Some(asked) => self.told_with(&asked),
            None => self.clone(),
        }
    }

    fn told_with(&self, asked: &Asked) -> ConditionInput {
        let mut told = self.clone();
        if told.label.is_empty() {
            told.label = TextInput::of(&asked.label());
        }
        let words = asked.words();
        if told.words.is_empty() {
            told.words = words;
        } else if told.words.zh.trim().is_empty() && words.en.is_empty() {
            // Only its translation was typed.
            told.words.zh = words.zh;
        }
        told
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.label.is_empty() && self.words.is_empty() && self.clause.trim().is_empty() && self.typed().is_empty()
    }

    /// Some: read, with what it asks where it asks something; none: refused.
    fn read_requirement(&self, at: &str, refused: &mut Vec<Refusal>) -> Option<Option<Asked>> {
        let (typed, before) = (self.typed(), refused.len());
        if typed.len() > 1 + MOST_ALTERNATIVES {
            let too_many = Refusal::content("too-many-alternatives").with("most", MOST_ALTERNATIVES);
            refused.push(too_many.at(format!("{at}/or")));
        }
        let read = typed.into_iter().map(|(below, kind, value)| {
            let kind = typed::chosen(
                kind,
                RequirementKind::from_code,
                &format!("{at}{below}/kind"),
                Refusal::content("asked-missing"),
                refused,
            )?;
            Requirement::read(kind, value, &format!("{at}{below}/value"), refused)
        });
        let read: Vec<_> = read.collect();
        (refused.len() == before).then(|| Asked::of(read.into_iter().flatten().collect()))
    }

    fn read(&self, at: &str, refused: &mut Vec<Refusal>) -> Option<PostCondition> {
        let clause: Option<Clause> = match self.clause.trim() {
            "" => None,
            typed => {
                let read = typed::half_width(typed).parse();
                let unreadable = Refusal::content("clause-unreadable").with("typed", typed::echo(typed));
                read.map_err(|_| refused.push(unreadable.at(format!("{at}/clause")))).ok()
            }
        };
        let requirement = self.read_requirement(at, refused);
        if requirement.is_none() && self.words.is_empty() {
            // The words that it would bring are not missing: what they are written from is.
            return None;
        }
        let requirement = requirement.flatten();
        let told = requirement.as_ref().map_or_else(|| self.clone(), |asked| self.told_with(asked));
        let label = told.label.read(LINE, &format!("{at}/label"), refused);
        let words = told.words.read(LINE, &format!("{at}/words"), refused);
        Some(PostCondition { label: label?, words: words?, clause, requirement })
    }
}

/// Every row in which something is typed; none where any is refused.
pub(crate) fn read(rows: &[ConditionInput], refused: &mut Vec<Refusal>) -> Option<Vec<PostCondition>> {
    let before = refused.len();
    let typed = rows.iter().enumerate().filter(|(_, condition)| !condition.is_empty());
    let read: Vec<_> = typed.map(|(row, condition)| condition.read(&format!("/conditions/{row}"), refused)).collect();
    if read.len() > MOST_CONDITIONS {
        refused.push(Refusal::content("too-many-conditions").with("most", MOST_CONDITIONS).at("/conditions"));
    }
    (refused.len() == before).then(|| read.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::degree::DegreeLevel;
    use crate::text::Text;

    fn asks(kind: &str, value: &str) -> ConditionInput {
        ConditionInput { kind: kind.to_owned(), value: value.to_owned(), ..ConditionInput::default() }
    }

    fn or(first: ConditionInput, others: &[(&str, &str)]) -> ConditionInput {
        let other =
            |(kind, value): &(&str, &str)| AlternativeInput { kind: (*kind).to_owned(), value: (*value).to_owned() };
        ConditionInput { or: others.iter().map(other).collect(), ..first }
    }

    fn text(zh: &str, en: &str) -> TextInput {
        TextInput { zh: zh.to_owned(), en: en.to_owned() }
    }

    fn refused(row: ConditionInput) -> Vec<(&'static str, String)> {
        let mut refused = Vec::new();
        assert_eq!(read(&[ConditionInput::default(), row], &mut refused), None);
        refused.iter().map(|one| (one.code(), one.pointer().unwrap_or_default().to_owned())).collect()
    }

    fn one(row: &ConditionInput) -> PostCondition {
        let mut refused = Vec::new();
        let read = read(std::slice::from_ref(row), &mut refused);
        read.and_then(|mut read| read.pop()).unwrap_or_else(|| panic!("{refused:?}"))
    }

    #[test]
    fn what_is_asked_writes_what_nobody_typed_and_comes_back_as_it_was() {
        let read = one(&asks("degree", "硕士"));
        assert_eq!((read.label.zh.as_str(), read.words.en.as_str()), ("学历学位", "Master’s degree or above"));
        assert_eq!(read.requirement, Some(Requirement::Degree { at_least: DegreeLevel::Master }.into()));
        assert_eq!(one(&ConditionInput::copy_of(&read)), read);
        let kept =
            one(&ConditionInput { words: text("医学硕士", "Master of medicine"), ..asks("degree", "master") });
        assert_eq!(kept.words, Text::new("医学硕士", "Master of medicine"));
        let translated =
            ConditionInput { words: text("", "Physician’s licence"), ..asks("licence", "医师执业证书") };
        assert_eq!(one(&translated).words, Text::new("医师执业证书", "Physician’s licence"));
        assert_eq!(translated.told().label.en, "Licence");
        assert_eq!(asks("degree", "大专").told(), asks("degree", "大专"));
    }

    #[test]
    fn any_one_of_several_is_asked_and_comes_back_as_it_was() {
        let row = or(asks("degree", "硕士"), &[("", ""), ("title", "副高")]);
        let read = one(&row);
        assert_eq!((read.label.zh.as_str(), read.label.en.as_str()), ("学历学位或职称", "Degree or title"));
        assert_eq!(read.words.zh, "硕士及以上，或副高级及以上职称");
        assert_eq!(read.requirement.as_ref().map(|asked| asked.branches().len()), Some(2));
        let copy = ConditionInput::copy_of(&read);
        assert_eq!((copy.kind.as_str(), copy.or[0].value.as_str()), ("degree", "associate-senior"));
        assert_eq!(one(&copy), read);
        let alone = one(&or(asks("", ""), &[("degree", "master")]));
        assert_eq!(alone.requirement, one(&asks("degree", "master")).requirement, "the first was left empty");
    }

    #[test]
    fn an_alternative_that_cannot_be_read_is_refused_at_its_field() {
        let at = |part: &str| format!("/conditions/1/{part}");
        let wrong = or(asks("degree", "master"), &[("title", "很高"), ("", "5"), ("height", "180")]);
        let expected =
            [("asked-title", at("or/0/value")), ("asked-missing", at("or/1/kind")), ("not-a-choice", at("or/2/kind"))];
        assert_eq!(refused(wrong), expected);
        let many = or(asks("degree", "master"), &[("years", "5"); 4]);
        assert_eq!(refused(many), [("too-many-alternatives", at("or"))]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_field_and_nothing_beside_it() {
        let at = |part: &str| format!("/conditions/1/{part}");
        assert_eq!(refused(asks("degree", "x")), [("asked-degree", at("value"))]);
        assert_eq!(refused(asks("height", "1")), [("not-a-choice", at("kind"))]);
        assert_eq!(refused(asks("", "master")), [("asked-missing", at("kind"))]);
        assert_eq!(refused(asks("licence", "医师执业证书")), [("english-missing", at("words/en"))]);
        let half = ConditionInput { words: text("硕士", ""), ..asks("degree", "master") };
        assert_eq!(refused(half), [("english-missing", at("words/en"))], "typed words are not completed with others");
    }

    #[test]
    fn a_draft_from_before_is_words_alone() {
        let before = r#"{"label":{"zh":"a","en":"a"},"words":{"zh":"b","en":"b"},"clause":""}"#;
        let row: ConditionInput = serde_json::from_str(before).expect("reads");
        assert_eq!(one(&row).requirement, None);
    }
}
