//! Urgently needed talent, item by item (Article 11).
//! The readings are those of open points O1, O2, O4, O8 and O9; what turns on one is left to a person.

use chrono::{Datelike, NaiveDate};

use crate::degree::{Degree, DegreeLevel, StudyForm};
use crate::evaluation::{Finding, Outcome, best};
use crate::facts::Facts;
use crate::high_level;
use crate::medicine::{self, Medicine};
use crate::open_point::OpenPointId;
use crate::period::Period;
use crate::policy::Policy;
use crate::sector::Sector;
use crate::standing::{Placement, Standing};
use crate::title::SkillLevel;
use crate::work::{EmployerKind, PositionLevel, Work};

/// Article 11(1): running a business here, or in middle management of an enterprise.
pub(crate) fn business_or_middle_manager(facts: &Facts, policy: &Policy) -> Finding {
    let Some(work) = &facts.work else { return Finding::not_known("work-unknown") };
    let finding = match (work.runs_business_in_yining, work.in_yining) {
        (Some(true), Some(true)) => Finding::text_open(OpenPointId::O2, "business-already-here"),
        (Some(true), _) => Finding::needs_evidence("runs-business"),
        (runs, _) => match middle_manager(work, policy.period(Period::WorkExperience).span.years()) {
            finding if finding.outcome == Outcome::NotMet && runs.is_none() => Finding::not_known("business-unknown"),
            finding => finding,
        },
    };
    if finding.outcome == Outcome::NotMet {
        return finding;
    }
    match facts.sector {
        None => Finding::not_known("sector-unknown"),
        Some(Sector::EnterpriseManagement) if finding.outcome == Outcome::NeedsEvidence => {
            Finding::text_open(OpenPointId::O1, "sector-enterprise-management")
        }
        Some(_) => finding,
    }
}

fn middle_manager(work: &Work, least: u8) -> Finding {
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
    let finding = if years < least {
        Finding::not_met("years-too-few")
    } else if work.in_yining == Some(true) {
        Finding::text_open(OpenPointId::O2, "manager-already-here")
    } else if level != PositionLevel::MiddleManager {
        Finding::text_open(OpenPointId::O2, "manager-above-middle")
    } else {
        Finding::needs_evidence("middle-manager")
    };
    finding.with("years", years)
}

/// Article 11(2): the text does not say what can be converted, so that nobody meets it without a person (O8).
pub(crate) fn patent_or_result(facts: &Facts) -> Finding {
    let Some(standing) = &facts.standing else { return Finding::not_known("patent-unknown") };
    let holds = |one: Standing| standing.contains(&one);
    let finding = if holds(Standing::PatentInvention) || holds(Standing::PatentUtilityModel) {
        Finding::text_open(OpenPointId::O8, "patent")
    } else if holds(Standing::ConvertibleResult) {
        Finding::text_open(OpenPointId::O8, "result")
    } else if holds(Standing::PatentDesign) {
        Finding::text_open(OpenPointId::O8, "patent-design")
    } else {
        return Finding::not_met("patent-none");
    };
    if facts.sector.is_none() { Finding::not_known("sector-unknown") } else { finding }
}

/// Article 11(3): a fresh full-time master, or a fresh full-time bachelor of a Double First-Class university.
pub(crate) fn fresh_master_or_listed_bachelor(facts: &Facts, on: NaiveDate, policy: &Policy) -> Finding {
    let Some(degrees) = &facts.degrees else { return Finding::not_known("fresh-degree-unknown") };
    best(degrees.iter().map(|degree| match degree.level {
        DegreeLevel::Doctor => Finding::not_met("fresh-master-not"),
        DegreeLevel::Master => fresh(degree, facts, on, policy),
        DegreeLevel::Bachelor => weaker(high_level::listed(degree, on), fresh(degree, facts, on, policy)),
    }))
    .unwrap_or_else(|| Finding::not_met("fresh-master-not"))
}

/// Article 11(4): from which level is open point O9.
pub(crate) fn skilled_worker(facts: &Facts) -> Finding {
    match facts.skill_level {
        None => Finding::not_known("skill-unknown"),
        Some(SkillLevel::NoLevel) => Finding::not_met("skill-none"),
        Some(SkillLevel::Apprentice | SkillLevel::JuniorWorker | SkillLevel::IntermediateWorker) => {
            Finding::not_met("skill-lower")
        }
        Some(SkillLevel::SeniorWorker) => Finding::text_open(OpenPointId::O9, "skill-senior-worker"),
        Some(_) => Finding::met("skill-technician"),
    }
}

/// Article 11(5); whether a higher degree in medicine may use it is open point O9.
pub(crate) fn fresh_bachelor_of_medicine(facts: &Facts, on: NaiveDate, policy: &Policy) -> Finding {
    let Some(degrees) = &facts.degrees else { return Finding::not_known("fresh-degree-unknown") };
    best(degrees.iter().map(|degree| {
        let medicine = match degree.discipline.as_deref().map(medicine::of) {
            None => Finding::not_known("discipline-unknown"),
            Some(Medicine::No) => return Finding::not_met("medicine-not"),
            Some(_) if degree.level != DegreeLevel::Bachelor => Finding::text_open(OpenPointId::O9, "medicine-higher"),
            Some(Medicine::Perhaps) => Finding::needs_evidence("medicine-perhaps"),
            Some(Medicine::Yes) => return fresh(degree, facts, on, policy),
        };
        weaker(medicine, fresh(degree, facts, on, policy))
    }))
    .unwrap_or_else(|| Finding::not_met("medicine-not"))
}

/// Whether somebody is a fresh full-time graduate of this degree (O4).
fn fresh(degree: &Degree, facts: &Facts, on: NaiveDate, policy: &Policy) -> Finding {
    match degree.study_form {
        Some(StudyForm::PartTime) => return Finding::not_met("part-time"),
        None => return Finding::not_known("study-form-unknown"),
        Some(StudyForm::FullTime) => {}
    }
    let Some(year) = degree.year else { return Finding::not_known("graduation-unknown") };
    let finding = if degree.is_still_to_come(on) {
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
                Finding::text_open(OpenPointId::O4, "fresh-after-residency")
            }
            Some(Placement::NeverPlaced) if recently => Finding::text_open(OpenPointId::O4, "fresh-never-placed"),
            None if recently || has_residency => Finding::not_known("placement-unknown"),
            _ => Finding::not_met("fresh-not"),
        }
    };
    finding.with("year", year)
}

/// Two conditions of one item: the one that says less for the person is told.
fn weaker(one: Finding, other: Finding) -> Finding {
    if other.rank() <= one.rank() { other } else { one }
}
