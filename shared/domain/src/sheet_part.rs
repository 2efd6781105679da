//! What a condition asks, as a part of a cell of a list (Article 9): `学历学位=硕士`, in words of the reader's language, read in
//! either. What words would not bring back as it was typed stands as the form has it, `degree=硕士`.

use crate::condition_input::AlternativeInput;
use crate::degree::DegreeLevel;
use crate::requirement::{Requirement, RequirementKind};
use crate::terms::term;
use crate::text::{Language, TextInput};

/// Between what is asked and how much of it.
const IS: char = '=';

pub(crate) fn written(kind: &str, value: &str, language: Language) -> String {
    let as_typed = format!("{kind}{IS}{value}");
    let Some(known) = RequirementKind::from_code(kind) else { return as_typed };
    let comes_back = |said: &String| read(said).is_some_and(|read| read.kind == kind && read.value == value);
    let words = Requirement::read(known, value, "", &mut Vec::new()).map(|asked| told(&asked, language));
    let values = words.into_iter().chain([value.to_owned()]);
    let mut said = values.map(|value| format!("{}{IS}{value}", known.label().say(language)));
    said.find(comes_back).unwrap_or(as_typed)
}

/// None where it is no such part.
pub(crate) fn read(part: &str) -> Option<AlternativeInput> {
    let (kind, value) = part.split_once(IS)?;
    let (kind, value) = (kind.trim(), value.trim());
    let is_called = |known: &RequirementKind| {
        let label = known.label();
        kind == label.zh || kind == label.en
    };
    let Some(known) = RequirementKind::ALL.into_iter().find(is_called) else {
        return Some(AlternativeInput { kind: kind.to_owned(), value: value.to_owned() });
    };
    let listed = Requirement::UniversityClass.words();
    let value = match known {
        RequirementKind::UniversityClass if value == listed.zh || value == listed.en => String::new(),
        _ => {
            let asked = Requirement::read(known, value, "", &mut Vec::new());
            asked.map_or_else(|| value.to_owned(), |asked| asked.value())
        }
    };
    Some(AlternativeInput { kind: known.code().to_owned(), value })
}

fn told(asked: &Requirement, language: Language) -> String {
    match asked {
        Requirement::Degree { at_least } | Requirement::ListedDegree { at_least } => degree(*at_least, language),
        Requirement::Title { at_least } => named("title-level", at_least.code(), language),
        Requirement::Age(limit) if language == Language::Zh => {
            let told =
                |words: String, level: DegreeLevel| words.replace(&format!("{level} "), &degree(level, language));
            DegreeLevel::ALL.into_iter().fold(limit.value().replace(", ", "，"), told)
        }
        Requirement::UniversityClass | Requirement::Discipline { .. } => {
            let TextInput { zh, en } = asked.words();
            if language == Language::Zh { zh } else { en }
        }
        Requirement::Years { .. }
        | Requirement::Age(_)
        | Requirement::Licence { .. }
        | Requirement::Language { .. } => asked.value(),
    }
}

fn degree(level: DegreeLevel, language: Language) -> String {
    named("degree-level", level.code(), language)
}

fn named(section: &str, code: &str, language: Language) -> String {
    term(section, code).map_or(code, |term| term.say(language)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_told_in_words_of_either_language_and_comes_back() {
        for (kind, value, zh, en) in [
            ("degree", "master", "学历学位=硕士", "Degree=Master"),
            (
                "listed-degree",
                "bachelor",
                "“双一流”高校的学历学位=学士",
                "Degree of a Double First-Class university=Bachelor",
            ),
            ("university-class", "", "毕业院校=毕业于“双一流”高校", "University=From a Double First-Class university"),
            ("discipline", "1002、1051", "专业=临床医学", "Discipline=Clinical Medicine"),
            ("title", "associate-senior", "职称=副高", "Title=Associate senior"),
            ("years", "5", "工作年限=5", "Years of work=5"),
            ("age", "35, master 40, doctor 45", "年龄=35，硕士40，博士45", "Age=35, master 40, doctor 45"),
            ("licence", "教师资格证", "执业资格=教师资格证", "Licence=教师资格证"),
        ] {
            for (language, said) in [(Language::Zh, zh), (Language::En, en)] {
                assert_eq!(written(kind, value, language), said);
                let back = AlternativeInput { kind: kind.to_owned(), value: value.to_owned() };
                assert_eq!(read(said), Some(back), "{said}");
            }
        }
    }

    #[test]
    fn what_words_would_not_bring_back_stands_as_it_was_typed() {
        for (kind, value, said) in [
            ("degree", "硕士", "degree=硕士"),
            ("discipline", "1002", "专业=1002"),
            ("degree", "很高", "学历学位=很高"),
            ("height", "180", "height=180"),
            ("", "5", "=5"),
        ] {
            assert_eq!(written(kind, value, Language::Zh), said);
            let back = AlternativeInput { kind: kind.to_owned(), value: value.to_owned() };
            assert_eq!(read(said), Some(back), "{said}");
        }
        assert_eq!(read("会驾驶"), None);
    }

    #[test]
    fn a_sheet_from_before_is_read_as_it_was() {
        let back = AlternativeInput { kind: "age".to_owned(), value: "35, doctor 40".to_owned() };
        assert_eq!(read("age=35, doctor 40"), Some(back));
    }
}
