//! Urgently needed talent, item by item (Article 11).
//! The readings are those of open points O1, O2, O4, O8 and O9; what turns on one is left to a person until an interpretation
//! settles it.

use chrono::{Datelike, NaiveDate};

use crate::degree::{Degree, DegreeLevel, StudyForm};
use crate::evaluation::{Finding, Outcome, best, weaker};
use crate::facts::Facts;
use crate::high_level;
use crate::medicine::{self, Medicine};
use crate::open_point::OpenPointId;
use crate::open_question::OpenQuestion;
use crate::period::Period;
use crate::policy::Policy;
use crate::reading::Readings;
use crate::sector::Sector;
use crate::standing::{Placement, Standing};
use crate::title::SkillLevel;
use crate::work::{EmployerKind, PositionLevel, Work};

/// Article 11(1): running a business here, or in middle management of an enterprise.
pub(crate) fn business_or_middle_manager(facts: &Facts, policy: &Policy, readings: &Readings) -> Finding {
    let Some(work) = &facts.work else { return Finding::not_known("work-unknown") };
    let manager = || middle_manager(work, policy.period(Period::WorkExperience).span.years(), readings);
    let finding = match (work.runs_business_in_yining, work.in_yining) {
        (Some(true), Some(true)) => match Finding::text_open(OpenQuestion::BusinessAlreadyHere, readings) {
            // The one way does not close the other.
            business if business.outcome == Outcome::NotMet => match manager() {
                finding if finding.outcome == Outcome::NotMet => business,
                finding => finding,
            },
            business => business,
        },
        (Some(true), _) => Finding::needs_evidence("runs-business"),
        (runs, _) => match manager() {
            finding if finding.outcome == Outcome::NotMet && runs.is_none() => Finding::not_known("business-unknown"),
            finding => finding,
        },
    };
    if finding.outcome == Outcome::NotMet {
        return finding;
    }
    match facts.sector {
        None => Finding::not_known("sector-unknown"),
        Some(Sector::EnterpriseManagement) => {
            match Finding::text_open(OpenQuestion::SectorEnterpriseManagement, readings) {
                sector if sector.outcome == Outcome::NotMet || finding.outcome == Outcome::NeedsEvidence => sector,
                _ => finding,
            }
        }
        Some(_) => finding,
    }
}

fn middle_manager(work: &Work, least: u8, readings: &Readings) -> Finding {
    match work.employer_kind {
        None => return Finding::not_known("employer-unknown"),
        Some(EmployerKind::Enterprise) => {}
        Some(EmployerKind::NotEmployed) => return Finding::not_met("not-employed"),
        Some(_) => return Finding::not_met("employer-no-enterprise"),
    }
    let Some(level) = work.position_level else { return Finding::not_known("position-unknown") };
    if level == PositionLevel::Staff {
        return Finding::not_met("position-staff");
    }
    let Some(years) = work.years else { return Finding::not_known("years-unknown") };
    if years < least {
        return Finding::not_met("years-too-few").with("years", years);
    }
    let above = (level != PositionLevel::MiddleManager).then_some(OpenQuestion::ManagerAboveMiddle);
    let here = (work.in_yining == Some(true)).then_some(OpenQuestion::ManagerAlreadyHere);
    let open = [above, here].into_iter().flatten().map(|question| Finding::text_open(question, readings));
    open.reduce(weaker).unwrap_or_else(|| Finding::needs_evidence("middle-manager")).with("years", years)
}

/// Article 11(2): the text does not say what can be converted, so that nobody meets it without a person (O8).
pub(crate) fn patent_or_result(facts: &Facts, readings: &Readings) -> Finding {
    let Some(standing) = &facts.standing else { return Finding::not_known("patent-unknown") };
    let held = [
        (Standing::PatentInvention, OpenQuestion::Patent),
        (Standing::PatentUtilityModel, OpenQuestion::Patent),
        (Standing::ConvertibleResult, OpenQuestion::Result),
        (Standing::PatentDesign, OpenQuestion::PatentDesign),
    ];
    let held = held.into_iter().filter(|(one, _)| standing.contains(one));
    match best(held.map(|(_, question)| Finding::text_open(question, readings))) {
        None => Finding::not_met("patent-none"),
        Some(finding) if finding.outcome == Outcome::NotMet => finding,
        Some(_) if facts.sector.is_none() => Finding::not_known("sector-unknown"),
        Some(finding) => finding,
    }
}

/// Article 11(3): a fresh full-time master, or a fresh full-time bachelor of a Double First-Class university.
pub(crate) fn fresh_master_or_listed_bachelor(
    facts: &Facts,
    on: NaiveDate,
    policy: &Policy,
    readings: &Readings,
) -> Finding {
    let Some(degrees) = &facts.degrees else { return Finding::not_known("fresh-degree-unknown") };
    best(degrees.iter().map(|degree| match degree.level {
        DegreeLevel::Doctor => Finding::not_met("fresh-master-not"),
        DegreeLevel::Master => fresh(degree, facts, on, policy, readings),
        DegreeLevel::Bachelor => {
            weaker(high_level::listed(degree, facts, on, readings), fresh(degree, facts, on, policy, readings))
        }
    }))
    .unwrap_or_else(|| Finding::not_met("fresh-master-not"))
}

/// Article 11(4): from which level is open point O9.
pub(crate) fn skilled_worker(facts: &Facts, readings: &Readings) -> Finding {
    match facts.skill_level {
        None => Finding::not_known("skill-unknown"),
        Some(SkillLevel::NoLevel) => Finding::not_met("skill-none"),
        Some(SkillLevel::Apprentice | SkillLevel::JuniorWorker | SkillLevel::IntermediateWorker) => {
            Finding::not_met("skill-lower")
        }
        Some(SkillLevel::SeniorWorker) => Finding::text_open(OpenQuestion::SkillSeniorWorker, readings),
        Some(_) => Finding::met("skill-technician"),
    }
}

/// Article 11(5); whether a higher degree in medicine may use it is open point O9.
pub(crate) fn fresh_bachelor_of_medicine(
    facts: &Facts,
    on: NaiveDate,
    policy: &Policy,
    readings: &Readings,
) -> Finding {
    let Some(degrees) = &facts.degrees else { return Finding::not_known("fresh-degree-unknown") };
    best(degrees.iter().map(|degree| {
        let medicine = match degree.discipline.as_deref().map(medicine::of) {
            None => Finding::not_known("discipline-unknown"),
            Some(Medicine::No) => return Finding::not_met("medicine-not"),
            Some(known) => {
                let perhaps = (known == Medicine::Perhaps).then(|| Finding::needs_evidence("medicine-perhaps"));
                let is_higher = degree.level != DegreeLevel::Bachelor;
                let higher = is_higher.then(|| Finding::text_open(OpenQuestion::MedicineHigher, readings));
                match perhaps.into_iter().chain(higher).reduce(weaker) {
                    Some(medicine) => medicine,
                    None => return fresh(degree, facts, on, policy, readings),
                }
            }
        };
        weaker(medicine, fresh(degree, facts, on, policy, readings))
    }))
    .unwrap_or_else(|| Finding::not_met("medicine-not"))
}

/// Whether somebody is a fresh full-time graduate of this degree (O4).
fn fresh(degree: &Degree, facts: &Facts, on: NaiveDate, policy: &Policy, readings: &Readings) -> Finding {
    match degree.study_form {
        Some(StudyForm::PartTime) => return Finding::not_met("part-time"),
        None => return Finding::not_known("study-form-unknown"),
        Some(StudyForm::FullTime) => {}
    }
    let Some(year) = degree.year else { return Finding::not_known("graduation-unknown") };
    let finding = if facts.awaits(degree, on) {
        Finding::needs_evidence("fresh-still-studying").under(OpenPointId::O4)
    } else if degree.fresh == Some(false) {
        Finding::not_met("fresh-not")
    } else if year == on.year() {
        Finding::met("fresh-this-year")
    } else {
        // Counted by the year of graduation, as recruiting is.
        let recently = on.year() - year <= i32::from(policy.period(Period::Unplaced).span.years());
        // Nobody but physicians has a residency, and it lasts longer than that.
        let has_residency = degree.discipline.as_deref().is_none_or(|name| medicine::of(name) != Medicine::No);
        match facts.placement {
            Some(Placement::ResidencyEnded) if has_residency => {
                Finding::text_open(OpenQuestion::FreshAfterResidency, readings)
            }
            Some(Placement::NeverPlaced) if recently => Finding::text_open(OpenQuestion::FreshNeverPlaced, readings),
            None if recently || has_residency => Finding::not_known("placement-unknown"),
            _ => Finding::not_met("fresh-not"),
        }
    };
    finding.with("year", year)
}
