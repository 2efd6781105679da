//! The fields of degrees in the check's form: `education.0` is the highest, and each further one has a page of its own.
//! What the API takes as a list stands here under numbers, without gaps.

use std::collections::BTreeSet;

use domain::degree::MOST_DEGREES;

const LEVEL: &str = "level";
const STUDY: [&str; 6] = ["school", "country", "discipline", "study_form", "year", "month"];

/// The names of one degree's fields.
pub struct Names {
    pub level: String,
    pub school: String,
    pub country: String,
    pub discipline: String,
    pub study_form: String,
    pub year: String,
    pub month: String,
}

impl Names {
    pub fn of(place: usize) -> Names {
        let name = |field: &str| named(place, field);
        Names {
            level: name("level"),
            school: name("school"),
            country: name("country"),
            discipline: name("discipline"),
            study_form: name("study_form"),
            year: name("year"),
            month: name("month"),
        }
    }
}

fn named(place: usize, field: &str) -> String {
    format!("education.{place}.{field}")
}

/// Of which degree a field is, and which of its fields; none where it is no degree's.
fn read(name: &str) -> Option<(usize, &str)> {
    let (place, field) = name.strip_prefix("education.")?.split_once('.')?;
    let place = place.parse::<usize>().ok().filter(|place| *place < MOST_DEGREES)?;
    (field == LEVEL || STUDY.contains(&field)).then_some((place, field))
}

/// Of which degree a field is.
pub fn place(name: &str) -> Option<usize> {
    read(name).map(|(place, _)| place)
}

/// The same fields with the degrees numbered on, whichever was left empty or taken off.
pub fn numbered_on(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let places: BTreeSet<usize> = fields.iter().filter_map(|(name, _)| place(name)).collect();
    let name = |name: String| match read(&name) {
        Some((place, field)) => named(places.range(..place).count(), field),
        None => name,
    };
    fields.into_iter().map(|(field, text)| (name(field), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_that_is_left_empty_leaves_no_gap() {
        let typed = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect::<Vec<_>>();
        let gap = typed(&["education.0.level", "sector", "education.3.school", "education.7.level"]);
        let closed = typed(&["education.0.level", "sector", "education.1.school", "education.2.level"]);
        assert_eq!(numbered_on(gap), closed);
    }

    #[test]
    fn only_what_the_check_asks_of_a_degree_is_one_of_its_fields() {
        assert_eq!(place(&Names::of(9).month), Some(9));
        assert_eq!(place(&Names::of(1).level), Some(1));
        for other in ["education.10.level", "education.0.proof", "education.x.level", "education.0", "placement"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
