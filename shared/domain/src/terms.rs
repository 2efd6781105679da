//! What the codes of a filing and of its evaluation are called in both languages, from `terms.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::Text;

static TERMS: LazyLock<BTreeMap<String, BTreeMap<String, Text>>> =
    LazyLock::new(|| toml::from_str(include_str!("../terms.toml")).expect("terms.toml is checked by its test"));

/// The term for a code of a section, such as `("degree-level", "doctor")`; nothing for what is no such code.
pub fn term(section: &str, code: &str) -> Option<&'static Text> {
    TERMS.get(section)?.get(code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::degree::{DegreeLevel, StudyForm};
    use crate::document::DocumentKind;
    use crate::evaluation::Outcome;
    use crate::interpretation::LEFT_OPEN;
    use crate::open_question::{Interpreted, OpenQuestion};
    use crate::referral::{DeclineReason, Relationship};
    use crate::register::DepartmentKind;
    use crate::requirement::RequirementKind;
    use crate::returned::Section;
    use crate::standing::{Placement, Standing};
    use crate::title::{SkillLevel, TitleLevel};
    use crate::wording::WordingKind;
    use crate::work::{EmployerKind, PositionLevel};

    fn held_against(section: &str, codes: impl IntoIterator<Item = &'static str>) {
        let codes: BTreeSet<&str> = codes.into_iter().collect();
        assert_eq!(TERMS[section].keys().map(String::as_str).collect::<BTreeSet<_>>(), codes, "{section}");
    }

    #[test]
    fn every_code_has_its_term_and_every_term_its_code() {
        held_against("open-question", OpenQuestion::ALL.map(OpenQuestion::code));
        held_against("interpreted", Interpreted::ALL.map(Interpreted::code).into_iter().chain([LEFT_OPEN]));
        held_against("document-kind", DocumentKind::ALL.map(DocumentKind::code));
        held_against("department-kind", DepartmentKind::ALL.map(DepartmentKind::code));
        held_against("concern", ["household", "contract", "quota"]);
        held_against("wording-kind", WordingKind::ALL.map(WordingKind::code));
        held_against("requirement-kind", RequirementKind::ALL.map(RequirementKind::code));
        held_against("degree-level", DegreeLevel::ALL.map(DegreeLevel::code).into_iter().chain(["none"]));
        held_against("study-form", StudyForm::ALL.map(StudyForm::code));
        held_against("employer-kind", EmployerKind::ALL.map(EmployerKind::code));
        held_against("position-level", PositionLevel::ALL.map(PositionLevel::code));
        held_against("title-level", TitleLevel::ALL.map(TitleLevel::code));
        held_against("skill-level", SkillLevel::ALL.map(SkillLevel::code));
        held_against("standing", Standing::ALL.map(Standing::code));
        held_against("placement", Placement::ALL.map(Placement::code));
        held_against("outcome", Outcome::ALL.map(Outcome::code));
        held_against("section", Section::ALL.map(Section::code));
        held_against("relationship", Relationship::ALL.map(Relationship::code));
        held_against("decline-reason", DeclineReason::ALL.map(DeclineReason::code));
        assert_eq!(TERMS.len(), 19);
    }

    /// In law `以上` and `以下` include the number, so that neither says “above” or “below” here.
    #[test]
    fn no_term_and_no_reason_says_above_or_below_by_what_includes_the_level() {
        for line in [include_str!("../terms.toml"), include_str!("../evaluation.toml")].into_iter().flat_map(str::lines)
        {
            for words in ["中层以上", "级以下", "级工以下"] {
                assert!(!line.contains(words), "{line}");
            }
        }
    }
}
