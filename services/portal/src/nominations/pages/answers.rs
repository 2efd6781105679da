//! What was answered, in the reader's words: on the page that checks it, and where two tabs contradict each other.

use domain::{Category, ConsentKind, DegreeInput, FilingInput, Policy, Question, Sector, country, term};
use kit::html::Say;

/// What one field holds.
pub struct Answer {
    /// The field's, which what is wrong with it links to.
    pub name: String,
    pub label: String,
    /// One a line; none where nothing is typed.
    pub values: Vec<String>,
    /// What it would be refused for, where it is looked over.
    pub wrong: Vec<String>,
}

/// Where a field is spoken of: beside its own answer; a month beside its year; what has no answer of its own, beside the first
/// of those that stand with it.
pub fn beside<'a>(field: &str, mut answers: Vec<&'a mut Answer>) -> Option<&'a mut Answer> {
    let field = field.strip_suffix(".month").map_or_else(|| field.to_owned(), |degree| format!("{degree}.year"));
    let mut around = Some(field.as_str());
    while let Some(part) = around {
        let lies_there = |name: &str| {
            let rest = name.strip_prefix(part);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if let Some(place) = answers.iter().position(|answer| lies_there(&answer.name)) {
            return Some(answers.swap_remove(place));
        }
        around = part.rsplit_once('.').map(|(before, _)| before);
    }
    None
}

/// The answers to a question, in the order in which it asks; `consents` are those that are asked for.
pub fn of(question: Question, filing: &FilingInput, consents: &[ConsentKind], say: &Say) -> Vec<Answer> {
    let teller = Teller { say };
    match question {
        Question::Person => vec![
            teller.text("name", "nominate-name", &filing.name),
            teller.text("phone", "nominate-phone", &filing.phone),
        ],
        Question::Document => teller.document(filing),
        Question::Degree(place) => teller.degree(filing, place),
        Question::Placement => {
            vec![teller.choice("placement", "nominate-placement", "placement", &filing.placement)]
        }
        Question::Work => vec![
            teller.text("work.employer", "nominate-employer", &filing.work.employer),
            teller.choice("work.employer_kind", "nominate-employer-kind", "employer-kind", &filing.work.employer_kind),
            teller.text("work.position", "nominate-position", &filing.work.position),
            teller.choice(
                "work.position_level",
                "nominate-position-level",
                "position-level",
                &filing.work.position_level,
            ),
        ],
        Question::Experience => vec![
            teller.text("work.years", "nominate-years", &filing.work.years),
            teller.yes_or_no("work.in_yining", "nominate-in-yining", &filing.work.in_yining),
            teller.yes_or_no("work.runs_business_in_yining", "nominate-business", &filing.work.runs_business_in_yining),
        ],
        Question::Title => vec![
            teller.choice("title.level", "nominate-title-level", "title-level", &filing.title.level),
            teller.text("title.name", "nominate-title-name", &filing.title.name),
            teller.choice("skill_level", "nominate-skill", "skill-level", &filing.skill_level),
        ],
        Question::Achievements => {
            let held = filing.standing.iter().map(|code| teller.named("standing", code)).collect();
            vec![
                teller.answer("standing", "nominate-standing.legend", held),
                teller.text("orcid", "nominate-orcid", &filing.orcid),
            ]
        }
        Question::Sector => vec![teller.sector(filing)],
        Question::Clauses => teller.clauses(filing),
        Question::Consents => vec![teller.consents(filing, consents)],
    }
}

struct Teller<'a> {
    say: &'a Say,
}

impl Teller<'_> {
    fn answer(&self, name: impl Into<String>, label: &str, values: Vec<String>) -> Answer {
        let said = |value: &String| !value.trim().is_empty();
        let values = values.into_iter().filter(said).collect();
        Answer { name: name.into(), label: self.say.owned(label), values, wrong: Vec::new() }
    }

    fn text(&self, name: impl Into<String>, label: &str, typed: &str) -> Answer {
        self.answer(name, label, typed.lines().map(str::to_owned).collect())
    }

    /// A code in words; whatever is none as it was typed.
    fn named(&self, section: &str, code: &str) -> String {
        term(section, code.trim()).map_or_else(|| code.to_owned(), |term| term.say(self.say.language()).to_owned())
    }

    fn choice(&self, name: impl Into<String>, label: &str, section: &str, code: &str) -> Answer {
        self.answer(name, label, vec![self.named(section, code)])
    }

    fn yes_or_no(&self, name: &str, label: &str, typed: &str) -> Answer {
        let said = match typed.trim() {
            answer @ ("yes" | "no") => self.say.owned(format!("answer-{answer}")),
            other => other.to_owned(),
        };
        self.answer(name, label, vec![said])
    }

    fn country(&self, code: &str) -> String {
        let language = self.say.language();
        country::name(code.trim()).map_or_else(|| code.to_owned(), |name| name.say(language).to_owned())
    }

    fn document(&self, filing: &FilingInput) -> Vec<Answer> {
        let document = &filing.document;
        let mut answers = vec![
            self.choice("document.kind", "nominate-document", "document-kind", &document.kind),
            self.text("document.number", "nominate-number", &document.number),
        ];
        if document.kind.trim() == "passport" || !document.country.trim().is_empty() {
            let country = vec![self.country(&document.country)];
            answers.push(self.answer("document.country", "nominate-passport.short", country));
        }
        answers
    }

    fn degree(&self, filing: &FilingInput, place: usize) -> Vec<Answer> {
        let name = |field: &str| format!("education.{place}.{field}");
        let degree = filing.education.get(place).cloned().unwrap_or_default();
        let level = self.choice(name("level"), "nominate-level", "degree-level", &degree.level);
        let says_none = degree.level.trim() == "none" && degree.school.trim().is_empty();
        if says_none || degree == DegreeInput::default() {
            return vec![level];
        }
        let country = match degree.country.trim() {
            "" => self.say.owned("nominate-country.china"),
            code => self.country(code),
        };
        let year = degree.year.trim().trim_end_matches('年').trim_end();
        let when = match (year, degree.month.trim().trim_end_matches('月').trim_end()) {
            (_, "") => degree.year.trim().to_owned(),
            (year, month) => self.say.with("answer-month", &[("year", year.into()), ("month", month.into())]),
        };
        vec![
            level,
            self.text(name("school"), "nominate-school", &degree.school),
            self.answer(name("country"), "nominate-country", vec![country]),
            self.text(name("discipline"), "nominate-discipline", &degree.discipline),
            self.choice(name("study_form"), "nominate-study-form", "study-form", &degree.study_form),
            self.answer(name("year"), "nominate-year", vec![when]),
            self.text(name("proof"), "nominate-proof", &degree.proof),
        ]
    }

    fn sector(&self, filing: &FilingInput) -> Answer {
        let named = |sector: Sector| Policy::standard().sector(sector).say(self.say.language()).to_owned();
        let said = Sector::from_code(filing.sector.trim()).map_or_else(|| filing.sector.clone(), named);
        self.answer("sector", "nominate-sector", vec![said])
    }

    fn clauses(&self, filing: &FilingInput) -> Vec<Answer> {
        let language = self.say.language();
        let named = |code: &String| match Category::from_code(code.trim()) {
            None => code.clone(),
            Some(category) => {
                let name = Policy::standard().category(category).name.say(language);
                format!("{}{}{name}", category.clause().say(language), self.say.it("comma"))
            }
        };
        vec![
            self.answer("claimed", "nominate-claimed", filing.claimed.iter().map(named).collect()),
            self.text("remark", "nominate-remark.short", &filing.remark),
        ]
    }

    fn consents(&self, filing: &FilingInput, asked: &[ConsentKind]) -> Answer {
        let given = asked.iter().filter(|kind| filing.ticks(**kind));
        let named = given.map(|kind| self.say.owned(format!("consent-{}.short", kind.code())));
        self.answer("consents", "answer-consents", named.collect())
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;
    use crate::words;

    #[test]
    fn what_is_wrong_with_a_field_is_said_beside_an_answer_that_stands_there() {
        let degree = DegreeInput { discipline: "数学".into(), month: "13".into(), ..DegreeInput::default() };
        let filing = FilingInput { education: vec![degree], ..FilingInput::default() };
        for (question, field, expected) in [
            (Question::Degree(0), "education.0.discipline", Some("education.0.discipline")),
            (Question::Degree(0), "education.0.month", Some("education.0.year")),
            (Question::Degree(0), "education.0.fresh", Some("education.0.level")),
            (Question::Degree(0), "education", Some("education.0.level")),
            (Question::Work, "work.position", Some("work.position")),
            (Question::Clauses, "claimed.1", Some("claimed")),
            (Question::Consents, "consents.0", Some("consents")),
            (Question::Person, "items.1", None),
            (Question::Person, "", None),
        ] {
            let mut answers = of(question, &filing, &ConsentKind::ALL, &words::say(Language::Zh));
            let found = beside(field, answers.iter_mut().collect()).map(|answer| answer.name.clone());
            assert_eq!(found.as_deref(), expected, "{field}");
        }
    }

    #[test]
    fn a_date_is_said_alike_however_it_was_typed() {
        for (year, month, expected) in [
            ("2021", "6", "2021年6月"),
            ("2021年", "6月", "2021年6月"),
            (" 2021 年 ", "6 月", "2021年6月"),
            ("2021年", "", "2021年"),
        ] {
            let degree = DegreeInput {
                level: "master".into(),
                year: year.into(),
                month: month.into(),
                ..DegreeInput::default()
            };
            let filing = FilingInput { education: vec![degree], ..FilingInput::default() };
            let answers = of(Question::Degree(0), &filing, &[], &words::say(Language::Zh));
            let when = answers.into_iter().find(|answer| answer.name == "education.0.year").map(|answer| answer.values);
            assert_eq!(when, Some(vec![expected.to_owned()]), "{year} {month}");
        }
    }
}
