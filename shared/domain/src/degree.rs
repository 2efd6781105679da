//! A degree as people state it, and as the clauses need it (Articles 10(4), 11(3) and 11(5)).
//! The school keeps the name it had then; which list it stood on is asked of `university`.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::country;
use crate::refusal::Refusal;
use crate::typed;

coded! {
    /// How high a degree is.
    DegreeLevel {
        Doctor = "doctor",
        Master = "master",
        Bachelor = "bachelor",
    }
}

coded! {
    /// Full-time or not: Article 11(3) and (5) ask for full-time, Article 10(4) does not.
    StudyForm {
        FullTime = "full-time",
        PartTime = "part-time",
    }
}

/// One degree as typed. Everything is a string; the codes are in the field's words.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DegreeInput {
    /// `doctor`, `master`, `bachelor`, or `none` for somebody without a degree.
    #[schema(example = "master")]
    pub level: String,
    /// The name on the certificate, at most 120 characters; a school renamed later keeps its name of then.
    #[schema(example = "兰州大学")]
    pub school: String,
    /// Where the school is: ISO 3166-1 alpha-2; empty means `CN`.
    #[schema(example = "CN")]
    pub country: String,
    /// The discipline on the certificate, at most 120 characters.
    #[schema(example = "临床医学")]
    pub discipline: String,
    /// `full-time` or `part-time`.
    #[schema(example = "full-time")]
    pub study_form: String,
    /// Year of the degree, four digits; at most one year ahead for those still studying.
    #[schema(example = "2021")]
    pub year: String,
    /// Month of the degree, `1` to `12`; may be left empty.
    #[schema(example = "6")]
    pub month: String,
    /// What lets the degree be looked up: of a school in China the online verification code of CHSI, 16 letters or digits (12 in
    /// older reports); of one abroad the number of the CSCSE certificate. May be left empty.
    #[schema(example = "")]
    pub proof: String,
    /// Whether the person counts as a fresh graduate of this degree: `yes`, `no` or empty.
    #[schema(example = "no")]
    pub fresh: String,
}

/// A degree as far as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Degree {
    pub level: DegreeLevel,
    pub school: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub discipline: Option<String>,
    pub study_form: Option<StudyForm>,
    pub year: Option<i32>,
    pub month: Option<u32>,
    /// What the person says; the evaluation looks at the year and the placement.
    pub fresh: Option<bool>,
}

const MOST: usize = 120;
/// The most degrees that somebody can state.
pub const MOST_DEGREES: usize = 10;
const EARLIEST_YEAR: i32 = 1940;
/// Lengths of a verification code of CHSI.
const CHSI: [usize; 2] = [12, 16];
/// 教留服认美[2019]12345号, or digits alone on newer certificates.
const FEWEST_OF_CSCSE: usize = 5;
const MOST_OF_CSCSE: usize = 40;

/// What is stated about degrees: none where nothing is, an empty list where there is no degree.
pub(crate) fn read_all(typed: &[DegreeInput], today: NaiveDate, refused: &mut Vec<Refusal>) -> Option<Vec<Degree>> {
    if typed.len() > MOST_DEGREES {
        refused.push(Refusal::content("too-many-degrees").at("/education").with("most", MOST_DEGREES));
        return None;
    }
    let stated: Vec<(usize, &DegreeInput)> =
        typed.iter().enumerate().filter(|(_, degree)| **degree != DegreeInput::default()).collect();
    if stated.is_empty() {
        refused.push(Refusal::content("degree-missing").at("/education/0/level"));
        return None;
    }
    let degrees: Vec<Option<Degree>> =
        stated.iter().map(|(place, degree)| degree.read(&format!("/education/{place}"), today, refused)).collect();
    let none_held = stated.iter().any(|(_, degree)| degree.level.trim() == "none");
    let degrees: Vec<Degree> = degrees.into_iter().flatten().collect();
    (none_held || !degrees.is_empty()).then_some(degrees)
}

impl DegreeInput {
    /// The year and the month that it was awarded in, as far as they can be read.
    pub fn awarded(&self, today: NaiveDate) -> Option<(i32, Option<u32>)> {
        let mut refused = Vec::new();
        let year = read_year(&self.year, "/year", today, &mut refused)?;
        Some((year, read_month(&self.month, "/month", &mut refused)))
    }

    fn read(&self, at: &str, today: NaiveDate, refused: &mut Vec<Refusal>) -> Option<Degree> {
        if self.level.trim() == "none" {
            return None;
        }
        let here = |field: &str| format!("{at}/{field}");
        let level = typed::choice(&self.level, DegreeLevel::from_code, &here("level"), refused);
        if self.level.trim().is_empty() {
            refused.push(Refusal::content("degree-missing").at(here("level")));
        }
        let school = typed::line(&self.school, MOST, &here("school"), refused);
        if self.school.trim().is_empty() {
            refused.push(Refusal::content("school-missing").at(here("school")));
        }
        let discipline = typed::line(&self.discipline, MOST, &here("discipline"), refused);
        if self.discipline.trim().is_empty() {
            refused.push(Refusal::content("discipline-missing").at(here("discipline")));
        }
        let study_form = typed::choice(&self.study_form, StudyForm::from_code, &here("study_form"), refused);
        if self.study_form.trim().is_empty() {
            refused.push(Refusal::content("study-form-missing").at(here("study_form")));
        }
        let country = match self.country.trim() {
            "" => Some("CN".to_owned()),
            code => country::read(code, &here("country"), refused),
        };
        let year = read_year(&self.year, &here("year"), today, refused);
        let month = read_month(&self.month, &here("month"), refused);
        let fresh = typed::yes_or_no(&self.fresh, &here("fresh"), refused);
        check_proof(&self.proof, country.as_deref(), &here("proof"), refused);
        Some(Degree {
            level: level?,
            school,
            country: country.unwrap_or_default(),
            discipline,
            study_form,
            year,
            month,
            fresh,
        })
    }
}

fn read_year(written: &str, at: &str, today: NaiveDate, refused: &mut Vec<Refusal>) -> Option<i32> {
    let year = typed::half_width(written);
    if year.is_empty() {
        refused.push(Refusal::content("year-missing").at(at));
        return None;
    }
    // `2021年`, as it is said.
    let digits = year.strip_suffix('年').unwrap_or(&year).trim_end();
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(year) = four.then(|| digits.parse::<i32>().ok()).flatten() else {
        refused.push(Refusal::content("year-not-four-digits").at(at).with("typed", typed::echo(written)));
        return None;
    };
    let latest = today.year() + 1;
    if !(EARLIEST_YEAR..=latest).contains(&year) {
        let refusal = Refusal::content("year-out-of-range").at(at).with("typed", year);
        refused.push(refusal.with("earliest", EARLIEST_YEAR).with("latest", latest));
        return None;
    }
    Some(year)
}

fn read_month(written: &str, at: &str, refused: &mut Vec<Refusal>) -> Option<u32> {
    let month = typed::half_width(written);
    if month.is_empty() {
        return None;
    }
    // `6月`, as it is said.
    let digits = month.strip_suffix('月').unwrap_or(&month).trim_end();
    let month = digits.parse::<u32>().ok().filter(|month| (1..=12).contains(month) && digits.len() <= 2);
    if month.is_none() {
        refused.push(Refusal::content("month-not-1-to-12").at(at).with("typed", typed::echo(written)));
    }
    month
}

/// Only the shape: whether there is such a degree is looked up by whoever reviews it, with the number as it was typed.
fn check_proof(written: &str, country: Option<&str>, at: &str, refused: &mut Vec<Refusal>) {
    let proof: String = typed::half_width(written).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let length = proof.chars().count();
    let refusal = match country {
        _ if written.chars().any(|c| typed::hides(c) && !c.is_whitespace()) => {
            Some(Refusal::content("hidden-characters"))
        }
        Some("CN") | None => {
            let plain = proof.bytes().all(|byte| byte.is_ascii_alphanumeric());
            (!plain || !CHSI.contains(&length)).then(|| Refusal::content("proof-chsi-form"))
        }
        Some(_) => {
            let digits = proof.chars().filter(char::is_ascii_digit).count();
            let fits = digits >= FEWEST_OF_CSCSE && length <= MOST_OF_CSCSE;
            (!fits).then(|| Refusal::content("proof-cscse-form"))
        }
    };
    if let Some(refusal) = refusal.filter(|_| !proof.is_empty()) {
        refused.push(refusal.at(at).with("typed", typed::echo(written)));
    }
}

impl Degree {
    /// Whether it lies ahead of this day by what is stated of itself; `Facts::awaits` looks at the rest too.
    pub(crate) fn is_dated_ahead(&self, on: NaiveDate) -> bool {
        self.year.is_some_and(|year| (year, self.month.unwrap_or_default()) > (on.year(), on.month()))
    }

    /// Whether its date leaves open on which side of this day it lies: this year without a month, or this very month.
    pub(crate) fn is_dated_around(&self, on: NaiveDate) -> bool {
        self.year == Some(on.year()) && self.month.is_none_or(|month| month == on.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_taken_as_it_is_said_and_as_input_methods_leave_it() {
        let read = |written: &str| {
            let mut refused = Vec::new();
            let year = read_year(written, "/year", "2026-11-24".parse().expect("a date"), &mut refused);
            (year, refused.first().map(Refusal::code))
        };
        for written in ["2021", "2021年", "２０２１年", " 2021 年 "] {
            assert_eq!(read(written), (Some(2021), None), "{written}");
        }
        for written in ["年", "2021年年", "21年", "2021年6月"] {
            assert_eq!(read(written), (None, Some("year-not-four-digits")), "{written}");
        }
        assert_eq!(read("1021年"), (None, Some("year-out-of-range")));
    }

    #[test]
    fn a_month_is_taken_as_it_is_said_and_as_input_methods_leave_it() {
        let read = |written: &str| {
            let mut refused = Vec::new();
            (read_month(written, "/month", &mut refused), refused.len())
        };
        for (written, month) in [("6", 6), ("06", 6), ("６", 6), ("１２", 12), ("６月", 6), ("6 月", 6), (" 11月 ", 11)]
        {
            assert_eq!(read(written), (Some(month), 0), "{written}");
        }
        for written in ["13", "0月", "月", "六", "6月月", "006"] {
            assert_eq!(read(written), (None, 1), "{written}");
        }
        assert_eq!(read("　"), (None, 0));
    }

    #[test]
    fn a_degree_is_looked_up_by_the_number_of_where_it_was_given() {
        let refused = |proof: &str, country: &str| {
            let mut refused = Vec::new();
            let text = str::to_owned;
            let degree = DegreeInput {
                level: text("master"),
                proof: text(proof),
                country: text(country),
                ..DegreeInput::default()
            };
            degree.read("/education/0", "2026-11-24".parse().expect("a date"), &mut refused);
            refused.into_iter().find(|one| one.pointer() == Some("/education/0/proof")).map(|one| one.code())
        };
        for (proof, country) in [
            ("", ""),
            ("ABCD 1234 EFGH 5678", "CN"),
            ("ａｂｃｄ12345678", ""),
            ("教留服认美[2019]12345号", "US"),
            ("2023001234567", "KZ"),
        ] {
            assert_eq!(refused(proof, country), None, "{proof}");
        }
        assert_eq!(refused("教留服认美[2019]12345号", "CN"), Some("proof-chsi-form"));
        assert_eq!(refused("ABCD1234", ""), Some("proof-chsi-form"));
        assert_eq!(refused("ABCD1234EFGH\u{200B}", ""), Some("hidden-characters"));
        assert_eq!(refused("2023001234567\u{202E}", "KZ"), Some("hidden-characters"));
        assert_eq!(refused("ABCD1234EFGH", "KZ"), Some("proof-cscse-form"));
    }
}
