//! What somebody left out that leaves something open: it is not known, and never held against them.
//! A month that is left empty is an answer, and so are boxes that nobody ticks.

use domain::FilingInput;
use domain::work::EmployerKind;

/// The names of its fields, in the order in which they are asked.
pub fn fields(filing: &FilingInput) -> Vec<&'static str> {
    let FilingInput { work, title, .. } = filing;
    let has_degree = filing.education.iter().any(|degree| degree.level.trim() != "none");
    let is_employed = work.employer_kind.trim() != EmployerKind::NotEmployed.code();
    let asked = [
        ("placement", &filing.placement, has_degree),
        ("work.employer_kind", &work.employer_kind, true),
        ("work.position_level", &work.position_level, is_employed),
        ("work.years", &work.years, true),
        ("work.in_yining", &work.in_yining, is_employed),
        ("work.runs_business_in_yining", &work.runs_business_in_yining, true),
        ("title.level", &title.level, true),
        ("skill_level", &filing.skill_level, true),
        ("sector", &filing.sector, true),
    ];
    let blank = asked.into_iter().filter(|(_, typed, is_asked)| *is_asked && typed.trim().is_empty());
    blank.map(|(name, ..)| name).collect()
}

#[cfg(test)]
mod tests {
    use domain::DegreeInput;

    use super::*;

    #[test]
    fn what_nobody_has_to_say_is_not_left_out() {
        assert_eq!(fields(&FilingInput::default()).len(), 8, "without a degree nothing comes after it");
        let degree = |level: &str| vec![DegreeInput { level: level.into(), ..DegreeInput::default() }];
        let graduate = FilingInput { education: degree("master"), sector: " ".into(), ..FilingInput::default() };
        assert!(fields(&graduate).contains(&"placement") && fields(&graduate).contains(&"sector"));
        let mut without = FilingInput { education: degree("none"), ..FilingInput::default() };
        (without.work.employer_kind, without.work.years) = ("none".into(), "0".into());
        (without.title.level, without.skill_level) = ("none".into(), "none".into());
        assert_eq!(fields(&without), ["work.runs_business_in_yining", "sector"]);
    }
}
