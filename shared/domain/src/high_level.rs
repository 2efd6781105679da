//! High-level talent, item by item (Article 10).
//! The readings are those of open points O3, O5, O6 and O7; what turns on one is left to a person until an interpretation settles it.

use chrono::NaiveDate;

use crate::degree::{Degree, DegreeLevel};
use crate::evaluation::{Finding, Outcome, best, weaker};
use crate::facts::Facts;
use crate::open_point::OpenPointId;
use crate::open_question::OpenQuestion;
use crate::reading::Readings;
use crate::standing::Standing;
use crate::title::{Title, TitleLevel};
use crate::university::{self, Listing};

/// Article 10(1).
pub(crate) fn academician(facts: &Facts, readings: &Readings) -> Finding {
    let Some(standing) = &facts.standing else { return Finding::not_known("academician-unknown") };
    if standing.contains(&Standing::Academician) {
        Finding::met("academician")
    } else if standing.contains(&Standing::ForeignAcademician) {
        Finding::text_open(OpenQuestion::AcademicianForeign, readings)
    } else {
        Finding::not_met("academician-not")
    }
}

/// Article 10(2).
pub(crate) fn national_staff(facts: &Facts, readings: &Readings) -> Finding {
    let Some(standing) = &facts.standing else { return Finding::not_known("national-staff-unknown") };
    if standing.contains(&Standing::NationalKeyLaboratory) {
        Finding::needs_evidence("national-laboratory")
    } else if standing.contains(&Standing::NationalKeyDiscipline) {
        Finding::needs_evidence("national-discipline")
    } else if standing.contains(&Standing::RecognisedTechnologyCentre) {
        Finding::text_open(OpenQuestion::TechnologyCentre, readings)
    } else {
        Finding::not_met("national-staff-not")
    }
}

/// Article 10(3).
pub(crate) fn provincial_leader(facts: &Facts, readings: &Readings) -> Finding {
    let Some(standing) = &facts.standing else { return Finding::not_known("provincial-unknown") };
    let held = [
        (Standing::ProvincialExpert, Finding::needs_evidence("provincial-expert")),
        (Standing::ProvincialDisciplineLeader, Finding::needs_evidence("provincial-leader")),
        (Standing::NationalExpert, Finding::text_open(OpenQuestion::ProvincialHigher, readings)),
        (Standing::OtherDisciplineLeader, Finding::text_open(OpenQuestion::ProvincialLower, readings)),
    ];
    let held = held.into_iter().filter(|(one, _)| standing.contains(one)).map(|(_, finding)| finding);
    best(held).unwrap_or_else(|| Finding::not_met("provincial-not"))
}

/// Article 10(4); it does not ask for full-time study.
pub(crate) fn doctor_or_listed_master(facts: &Facts, on: NaiveDate, readings: &Readings) -> Finding {
    let Some(degrees) = &facts.degrees else { return Finding::not_known("degree-unknown") };
    best(degrees.iter().map(|degree| match degree.level {
        DegreeLevel::Doctor if facts.awaits(degree, on) => Finding::needs_evidence("degree-still-to-come"),
        DegreeLevel::Doctor => Finding::met("doctor"),
        DegreeLevel::Master => listed(degree, facts, on, readings),
        DegreeLevel::Bachelor => Finding::not_met("degree-lower"),
    }))
    .unwrap_or_else(|| Finding::not_met("degree-none"))
}

/// Whether the degree was given by a Double First-Class university: on the list of then, of today, or both (O3).
pub(crate) fn listed(degree: &Degree, facts: &Facts, on: NaiveDate, readings: &Readings) -> Finding {
    let Some(school) = &degree.school else { return Finding::not_known("school-unknown") };
    let years = match university::listing(school) {
        // Abroad too: a university at home may have a campus there and give its own degree.
        Listing::PerhapsPartOf(of) => {
            return Finding::needs_evidence("school-perhaps-part").with("school", school).with("of", of);
        }
        _ if degree.country != "CN" => return Finding::not_met("school-abroad").with("school", school),
        Listing::Listed(years) => years,
        Listing::NotListed => return Finding::not_met("school-not-listed").with("school", school),
    };
    let today = university::list_on(on).filter(|list| years.contains(list));
    let Some(year) = degree.year else {
        return match today.or(years.first().copied()) {
            Some(list) => {
                Finding::needs_evidence("school-listed-year-unknown").with("school", school).with("list", list)
            }
            None => Finding::not_known("school-unknown"),
        };
    };
    if facts.awaits(degree, on) {
        return Finding::needs_evidence("degree-still-to-come");
    }
    let then = university::list_at_award(year, degree.month).filter(|list| years.contains(list));
    by_lists(then, today, readings).with("school", school).with("year", year)
}

/// The list of then and the list of today, where the school stands on them (O3).
fn by_lists(then: Option<i32>, today: Option<i32>, readings: &Readings) -> Finding {
    match (then, today) {
        (Some(list), Some(_)) => Finding::met("school-listed").with("list", list),
        (Some(list), None) => Finding::text_open(OpenQuestion::SchoolListedThen, readings).with("list", list),
        (None, Some(list)) => Finding::text_open(OpenQuestion::SchoolListedToday, readings).with("list", list),
        (None, None) => Finding::not_met("school-not-listed"),
    }
}

/// Article 10(5); associate and full senior titles both count.
pub(crate) fn senior_title(facts: &Facts, readings: &Readings) -> Finding {
    let Some(Title { name, level }) = &facts.title else { return Finding::not_known("title-unknown") };
    let name = name.as_deref().unwrap_or_default();
    if !["执业", "注册"].iter().any(|licence| name.starts_with(licence)) {
        return by_level(name, *level);
    }
    match Finding::text_open(OpenQuestion::TitleLicence, readings).with("title", name) {
        // A licence that counts as a title is held against the level that is stated.
        counts if counts.outcome == Outcome::Met => weaker(by_level(name, *level), counts),
        open => open,
    }
}

fn by_level(name: &str, level: TitleLevel) -> Finding {
    let known = TitleLevel::known_for(name);
    match level {
        // A title that is not in Chinese may have been given abroad.
        level
            if level.is_senior()
                && !name.is_empty()
                && !name.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) =>
        {
            Finding::needs_evidence("title-abroad").with("title", name).under(OpenPointId::O7)
        }
        level
            if level.is_senior()
                && (TitleLevel::is_named_like_a_skill(name)
                    || (!known.is_empty() && !known.iter().any(|known| known.is_senior()))) =>
        {
            Finding::needs_evidence("title-level-differs").with("title", name)
        }
        level if !level.is_senior() && !known.is_empty() && known.iter().all(|known| known.is_senior()) => {
            Finding::needs_evidence("title-level-higher").with("title", name)
        }
        TitleLevel::Senior => Finding::met("title-senior"),
        TitleLevel::AssociateSenior => Finding::met("title-associate-senior"),
        TitleLevel::Intermediate => Finding::not_met("title-intermediate"),
        TitleLevel::Junior => Finding::not_met("title-junior"),
        TitleLevel::NoTitle => Finding::not_met("title-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::Outcome;

    #[test]
    fn a_university_that_was_merged_into_a_listed_one_is_left_to_a_person_and_not_told_that_it_is_none() {
        let judged = |school: &str, year: i32| {
            let degree = Degree {
                level: DegreeLevel::Master,
                school: Some(school.to_owned()),
                country: "CN".to_owned(),
                discipline: None,
                study_form: None,
                year: Some(year),
                month: None,
                fresh: None,
            };
            let on = "2026-11-23".parse().expect("a day");
            let found = listed(&degree, &Facts::default(), on, &Readings::default());
            (found.outcome, found.open_point)
        };
        for school in ["华西医科大学", "杭州大学", "白求恩医科大学"] {
            assert_eq!(judged(school, 1998), (Outcome::TextOpen, Some(OpenPointId::O3)), "{school}");
        }
        assert_eq!(judged("伊犁师范大学", 1998), (Outcome::NotMet, None));
    }

    /// No list has dropped a school yet; the next one may.
    #[test]
    fn a_university_that_left_the_list_is_left_to_a_person_like_one_that_joined() {
        let judged = |then, today| {
            let found = by_lists(then, today, &Readings::default());
            (found.outcome, found.open_point)
        };
        assert_eq!(judged(Some(2022), None), (Outcome::TextOpen, Some(OpenPointId::O3)));
        assert_eq!(judged(None, Some(2022)), (Outcome::TextOpen, Some(OpenPointId::O3)));
        assert_eq!(judged(Some(2017), Some(2022)), (Outcome::Met, None));
        assert_eq!(judged(None, None), (Outcome::NotMet, None));
    }
}
