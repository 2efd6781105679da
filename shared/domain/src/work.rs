//! Present work, as far as Article 11(1) needs it: whether in an enterprise, how high, how long, and where.
//! Years are years of work, not of management (open point O2).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::refusal::Refusal;
use crate::typed;

coded! {
    /// The kind of the present employer.
    EmployerKind {
        Organ = "organ",
        PublicInstitution = "public-institution",
        Enterprise = "enterprise",
        Other = "other",
        NotEmployed = "none",
    }
}

coded! {
    /// How high the present position is.
    PositionLevel {
        Staff = "staff",
        MiddleManager = "middle-manager",
        SeniorManager = "senior-manager",
        Owner = "owner",
    }
}

/// Present work as typed; every field may be left empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkInput {
    /// At most 120 characters.
    #[schema(example = "某果蔬加工有限公司")]
    pub employer: String,
    /// `organ`, `public-institution`, `enterprise`, `other`, or `none` for somebody not employed.
    #[schema(example = "enterprise")]
    pub employer_kind: String,
    /// At most 80 characters.
    #[schema(example = "生产部经理")]
    pub position: String,
    /// `staff`, `middle-manager`, `senior-manager` or `owner`.
    #[schema(example = "middle-manager")]
    pub position_level: String,
    /// Full years of work in all, digits, 0 to 70.
    #[schema(example = "4")]
    pub years: String,
    /// Whether the person already works in Yining: `yes`, `no` or empty.
    #[schema(example = "no")]
    pub in_yining: String,
    /// Whether the person runs, or comes to run, a business in Yining: `yes`, `no` or empty.
    #[schema(example = "no")]
    pub runs_business_in_yining: String,
}

/// Present work as far as it is stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Work {
    pub employer_kind: Option<EmployerKind>,
    pub position_level: Option<PositionLevel>,
    /// Full years of work in all.
    pub years: Option<u8>,
    pub in_yining: Option<bool>,
    pub runs_business_in_yining: Option<bool>,
}

/// Where the present work is, in the person's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workplace {
    pub employer: Option<String>,
    pub position: Option<String>,
}

const MOST_YEARS: u8 = 70;

impl WorkInput {
    pub(crate) fn read(&self, refused: &mut Vec<Refusal>) -> Work {
        Work {
            employer_kind: typed::choice(&self.employer_kind, EmployerKind::from_code, "/work/employer_kind", refused),
            position_level: typed::choice(
                &self.position_level,
                PositionLevel::from_code,
                "/work/position_level",
                refused,
            ),
            years: self.read_years(refused),
            in_yining: typed::yes_or_no(&self.in_yining, "/work/in_yining", refused),
            runs_business_in_yining: typed::yes_or_no(
                &self.runs_business_in_yining,
                "/work/runs_business_in_yining",
                refused,
            ),
        }
    }

    pub(crate) fn read_place(&self, refused: &mut Vec<Refusal>) -> Workplace {
        Workplace {
            employer: typed::line(&self.employer, 120, "/work/employer", refused),
            position: typed::line(&self.position, 80, "/work/position", refused),
        }
    }

    fn read_years(&self, refused: &mut Vec<Refusal>) -> Option<u8> {
        let years = typed::half_width(&self.years);
        if years.is_empty() {
            return None;
        }
        // `4年`, as it is said.
        let digits = years.strip_suffix('年').unwrap_or(&years).trim_end();
        let years = digits.parse::<u8>().ok().filter(|years| *years <= MOST_YEARS);
        if years.is_none() {
            let refusal = Refusal::content("years-not-a-number").at("/work/years");
            refused.push(refusal.with("typed", typed::echo(&self.years)).with("most", MOST_YEARS));
        }
        years
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_work_are_taken_as_they_are_said() {
        let read = |years: &str| {
            let mut refused = Vec::new();
            let input = WorkInput { years: years.to_owned(), ..WorkInput::default() };
            (input.read(&mut refused).years, refused.first().map(Refusal::code))
        };
        for written in ["4", "４年", "4 年", " 4年 "] {
            assert_eq!(read(written), (Some(4), None), "{written}");
        }
        for written in ["年", "4年年", "71年", "四年"] {
            assert_eq!(read(written), (None, Some("years-not-a-number")), "{written}");
        }
    }
}
