//! What a condition of a post asks (Article 9), so that it can be read by more than people: a degree, a title, years of work.
//! It stands beside the words. These are what holds, and may say more than is asked here; that is left to people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age_limit::AgeLimit;
use crate::code::coded;
use crate::degree::DegreeLevel;
use crate::discipline;
use crate::refusal::Refusal;
use crate::terms::term;
use crate::text::{Language, Text, TextInput};
use crate::title::TitleLevel;
use crate::typed;

coded! {
    /// What kind of thing a condition asks; its words are terms, and head the condition where it has no label of its own.
    RequirementKind {
        Degree = "degree",
        ListedDegree = "listed-degree",
        UniversityClass = "university-class",
        Discipline = "discipline",
        Title = "title",
        Years = "years",
        Age = "age",
        Licence = "licence",
        Language = "language",
    }
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Requirement {
    Degree {
        /// Or a higher one.
        at_least: DegreeLevel,
    },
    /// A degree that a university on the Double First-Class list gave.
    ListedDegree {
        /// Or a higher one.
        at_least: DegreeLevel,
    },
    /// A degree of a university that was on the Double First-Class list.
    UniversityClass,
    Discipline {
        /// Codes of the national list, two digits for a whole category; any of them will do.
        of: Vec<String>,
    },
    Title {
        /// Or a higher one.
        at_least: TitleLevel,
    },
    Years {
        /// Full years of work in all.
        at_least: u8,
    },
    Age(AgeLimit),
    Licence {
        /// As the certificate has it.
        name: String,
    },
    Language {
        /// With its level, as the certificate has it.
        name: String,
    },
}

const YEARS: std::ops::RangeInclusive<u8> = 1..=50;
const MOST_NAME: usize = 100;
/// Disciplines of one condition, each under up to two codes.
const MOST_DISCIPLINES: usize = 10;

impl Requirement {
    pub fn kind(&self) -> RequirementKind {
        match self {
            Requirement::Degree { .. } => RequirementKind::Degree,
            Requirement::ListedDegree { .. } => RequirementKind::ListedDegree,
            Requirement::UniversityClass => RequirementKind::UniversityClass,
            Requirement::Discipline { .. } => RequirementKind::Discipline,
            Requirement::Title { .. } => RequirementKind::Title,
            Requirement::Years { .. } => RequirementKind::Years,
            Requirement::Age(_) => RequirementKind::Age,
            Requirement::Licence { .. } => RequirementKind::Licence,
            Requirement::Language { .. } => RequirementKind::Language,
        }
    }

    /// As a form takes it.
    pub fn value(&self) -> String {
        match self {
            Requirement::Degree { at_least } | Requirement::ListedDegree { at_least } => at_least.code().to_owned(),
            Requirement::UniversityClass => String::new(),
            Requirement::Discipline { of } => of.join("、"),
            Requirement::Title { at_least } => at_least.code().to_owned(),
            Requirement::Years { at_least } => at_least.to_string(),
            Requirement::Age(limit) => limit.value(),
            Requirement::Licence { name } | Requirement::Language { name } => name.clone(),
        }
    }

    /// What is asked, in words. What a certificate names stands in the language of the certificate, in Chinese as a rule, and
    /// somebody translates it.
    pub fn words(&self) -> TextInput {
        let both = |zh: String, en: String| TextInput { zh, en };
        match self {
            Requirement::Degree { at_least } => match at_least {
                DegreeLevel::Doctor => both("博士".into(), "Doctorate".into()),
                DegreeLevel::Master => both("硕士及以上".into(), "Master’s degree or above".into()),
                DegreeLevel::Bachelor => both("学士及以上".into(), "Bachelor’s degree or above".into()),
            },
            Requirement::ListedDegree { at_least } => match at_least {
                DegreeLevel::Doctor => {
                    both("“双一流”高校的博士".into(), "Doctorate of a Double First-Class university".into())
                }
                DegreeLevel::Master => both(
                    "“双一流”高校的硕士及以上".into(),
                    "Master’s degree or above of a Double First-Class university".into(),
                ),
                DegreeLevel::Bachelor => both(
                    "“双一流”高校的学士及以上".into(),
                    "Bachelor’s degree or above of a Double First-Class university".into(),
                ),
            },
            Requirement::UniversityClass => {
                both("毕业于“双一流”高校".into(), "From a Double First-Class university".into())
            }
            Requirement::Discipline { of } => both(named(of, Language::Zh), named(of, Language::En)),
            Requirement::Title { at_least } => match at_least {
                TitleLevel::Senior => both("正高级职称".into(), "Full senior title".into()),
                TitleLevel::AssociateSenior => {
                    both("副高级及以上职称".into(), "Associate senior title or above".into())
                }
                TitleLevel::Intermediate => both("中级及以上职称".into(), "Intermediate title or above".into()),
                TitleLevel::Junior | TitleLevel::NoTitle => both("初级及以上职称".into(), "Any title".into()),
            },
            Requirement::Years { at_least: 1 } => both("工作满1年".into(), "At least one year of work".into()),
            Requirement::Years { at_least } => {
                both(format!("工作满{at_least}年"), format!("At least {at_least} years of work"))
            }
            Requirement::Age(limit) => limit.words(),
            Requirement::Licence { name } | Requirement::Language { name } => both(name.clone(), String::new()),
        }
    }

    /// Reads what a form has at `at`. A level is understood by its code and by its name.
    pub(crate) fn read(
        kind: RequirementKind,
        value: &str,
        at: &str,
        refused: &mut Vec<Refusal>,
    ) -> Option<Requirement> {
        let typed = typed::half_width(value);
        let read = match kind {
            RequirementKind::Degree => degree(&typed).map(|at_least| Requirement::Degree { at_least }),
            RequirementKind::ListedDegree => degree(&typed).map(|at_least| Requirement::ListedDegree { at_least }),
            RequirementKind::UniversityClass => match typed.is_empty() {
                true => Ok(Requirement::UniversityClass),
                false => Err(Refusal::content("asked-nothing")),
            },
            RequirementKind::Discipline => disciplines(value),
            RequirementKind::Title => {
                let some = TitleLevel::ALL.into_iter().filter(|one| *one != TitleLevel::NoTitle);
                let level = some.into_iter().find(|one| says(&typed, "title-level", one.code()));
                level.map(|at_least| Requirement::Title { at_least }).ok_or(Refusal::content("asked-title"))
            }
            RequirementKind::Years => years(&typed).map(|at_least| Requirement::Years { at_least }),
            RequirementKind::Age => AgeLimit::read(value).map(Requirement::Age),
            RequirementKind::Licence | RequirementKind::Language => {
                if typed.is_empty() {
                    Err(Refusal::content("asked-certificate"))
                } else {
                    let name = typed::line(value, MOST_NAME, at, refused)?;
                    Ok(match kind {
                        RequirementKind::Licence => Requirement::Licence { name },
                        _ => Requirement::Language { name },
                    })
                }
            }
        };
        read.map_err(|refusal| refused.push(refusal.at(at))).ok()
    }
}

/// Whether somebody typed this code, or its term in either language.
fn says(typed: &str, section: &str, code: &str) -> bool {
    let typed = typed.to_lowercase();
    typed == code || term(section, code).is_some_and(|term| typed == term.zh || typed == term.en.to_lowercase())
}

fn degree(typed: &str) -> Result<DegreeLevel, Refusal> {
    let level = DegreeLevel::ALL.into_iter().find(|one| says(typed, "degree-level", one.code()));
    level.ok_or(Refusal::content("asked-degree"))
}

fn years(typed: &str) -> Result<u8, Refusal> {
    let out_of_range = || {
        let refusal = Refusal::content("number-out-of-range");
        refusal.with("least", YEARS.start()).with("most", YEARS.end())
    };
    typed.parse().ok().filter(|number| YEARS.contains(number)).ok_or_else(out_of_range)
}

/// Names or codes, each of the national list.
fn disciplines(typed: &str) -> Result<Requirement, Refusal> {
    let parts: Vec<&str> =
        typed.split(['、', '；', ';', '，', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut of = Vec::new();
    for part in &parts {
        let found = discipline::find(part);
        if found.is_empty() {
            return Err(Refusal::content("asked-discipline").with("typed", typed::echo(part)));
        }
        of.extend(found.iter().map(|one| one.code.clone()));
    }
    of.sort();
    of.dedup();
    match of.is_empty() || parts.len() > MOST_DISCIPLINES {
        true => Err(Refusal::content("asked-disciplines").with("most", MOST_DISCIPLINES)),
        false => Ok(Requirement::Discipline { of }),
    }
}

/// The names of these codes, each once.
fn named(codes: &[String], language: Language) -> String {
    let mut names: Vec<&str> = Vec::new();
    for one in codes.iter().filter_map(|code| discipline::of_code(code)) {
        let name = one.name.say(language);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match language {
        Language::Zh => names.join("、"),
        Language::En => names.join("; "),
    }
}

impl RequirementKind {
    /// What the condition is about.
    pub fn label(self) -> Text {
        term("requirement-kind", self.code()).cloned().unwrap_or_else(|| Text::new(self.code(), self.code()))
    }
}

#[cfg(test)]
#[path = "requirement_tests.rs"]
mod tests;
