//! A filing: what somebody states when they apply (Articles 10, 11 and 16), as typed and as read.
//! Both doors, form and API, bring the same input; every problem is told at once, each at its field.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::clause::Clause;
use crate::code::coded;
use crate::degree::{self, Degree, DegreeInput};
use crate::document::{Document, DocumentInput};
use crate::facts::Facts;
use crate::person;
use crate::personal::Personal;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::sector::Sector;
use crate::standing::{self, Placement, Standing};
use crate::title::{SkillLevel, Title, TitleInput};
use crate::typed;
use crate::work::{Work, WorkInput, Workplace};

/// The most characters of the statement.
pub const MOST_REMARK: usize = 2000;

coded! {
    /// What a person agrees to before a filing goes to review.
    ConsentKind {
        Review = "review",
        HandOver = "hand-over",
        Mail = "mail",
    }
}

impl ConsentKind {
    /// The version of its words in the locales. It rises with a change of their meaning, and whoever agreed to an earlier one
    /// is asked again.
    pub const fn version(self) -> u32 {
        match self {
            ConsentKind::Review => 1,
            ConsentKind::HandOver => 1,
            ConsentKind::Mail => 1,
        }
    }

    /// What a box says that is ticked: `review@1` is to version 1 of the words, `review` does not say to which. Nothing for words
    /// that are still to come.
    pub fn read(written: &str) -> Option<(ConsentKind, Option<u32>)> {
        let (code, version) = match written.trim().split_once('@') {
            Some((code, version)) => (code, Some(version.parse().ok()?)),
            None => (written.trim(), None),
        };
        let kind = ConsentKind::from_code(code)?;
        version.is_none_or(|version| version <= kind.version()).then_some((kind, version))
    }

    /// It was given to words that are not those of today.
    pub fn outdated(self) -> Refusal {
        let refusal = match self {
            ConsentKind::Review => Refusal::content("consent-review-changed"),
            ConsentKind::HandOver => Refusal::content("consent-hand-over-changed"),
            ConsentKind::Mail => Refusal::content("consent-mail-changed"),
        };
        refusal.at("/consents")
    }
}

/// What somebody states when they apply. Every value is a string as typed; surrounding spaces do not matter.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FilingInput {
    /// The whole name in one field and any script, 1 to 100 characters.
    #[schema(example = "买买提·吐尔逊")]
    pub name: String,
    /// 5 to 20 digits; plus, hyphens, spaces and brackets may stand between them.
    #[schema(example = "+86 139 0000 0000")]
    pub phone: String,
    /// The identity document.
    pub document: DocumentInput,
    /// At least one entry, at most 10, the highest degree first; one with `level` `none` says that there is no degree.
    pub education: Vec<DegreeInput>,
    /// Present work; may be left out.
    pub work: WorkInput,
    /// Professional title; may be left out.
    pub title: TitleInput,
    /// Level of skilled workers: `none`, `apprentice`, `junior-worker`, `intermediate-worker`, `senior-worker`,
    /// `technician`, `senior-technician`, `special-grade-technician`, `chief-technician`, or empty.
    #[schema(example = "none")]
    pub skill_level: String,
    /// What holds of the person, for Art. 10(1) to (3) and 11(2): `academician`, `foreign-academician`,
    /// `national-key-laboratory`, `national-key-discipline`, `recognised-technology-centre`, `provincial-expert`,
    /// `provincial-discipline-leader`, `national-expert`, `other-discipline-leader`, `patent-invention`,
    /// `patent-utility-model`, `patent-design`, `convertible-result`.
    #[schema(example = json!(["patent-utility-model"]))]
    pub standing: Vec<String>,
    /// ORCID iD, alone or as its address; may be empty.
    #[schema(example = "0000-0002-1825-0097")]
    pub orcid: String,
    /// After the latest degree: `never-placed`, `placed`, `residency-ended`, `final-year`, or empty.
    #[schema(example = "placed")]
    pub placement: String,
    /// A sector of Art. 3 by its code, or empty.
    #[schema(example = "fruit-growing")]
    pub sector: String,
    /// The clauses of Art. 10 and 11 that the person names; may be empty if `remark` is not.
    #[schema(example = json!(["10(4)"]))]
    pub claimed: Vec<String>,
    /// Agreed to: `review`, `hand-over` and `mail`, each with the version of the text that the person was shown (`consents` of
    /// `list_tasks`), which is kept beside the filing; the first where none is said. All are needed to submit, but `hand-over`
    /// not for a nomination to the Party organisation: it is asked for once a unit is proposed.
    #[schema(example = json!(["review@1", "hand-over@1", "mail@1"]))]
    pub consents: Vec<String>,
    /// A statement in the person's own words, at most 2000 characters; may be empty.
    #[schema(example = "")]
    pub remark: String,
}

/// A filing that can be submitted.
#[derive(Clone, PartialEq, Eq)]
pub struct Filing {
    pub name: Personal<String>,
    pub phone: Personal<String>,
    pub document: Document,
    /// Empty: the person has no degree.
    pub degrees: Vec<Degree>,
    pub work: Work,
    pub workplace: Workplace,
    pub title: Option<Title>,
    pub skill_level: Option<SkillLevel>,
    pub standing: Vec<Standing>,
    pub orcid: Option<Personal<String>>,
    pub placement: Option<Placement>,
    pub sector: Option<Sector>,
    pub claimed: Vec<Category>,
    pub remark: Option<Personal<String>>,
    /// The version of the policy that it was read under.
    pub policy_version: String,
}

impl FilingInput {
    /// Whether the box of that consent is ticked, whatever the version of its words.
    pub fn ticks(&self, kind: ConsentKind) -> bool {
        self.consents.iter().filter_map(|written| ConsentKind::read(written)).any(|(ticked, _)| ticked == kind)
    }

    /// Reads everything and tells every problem, each with the pointer of its field. `needed` consents depend on where
    /// the filing goes.
    pub fn parse(&self, needed: &[ConsentKind], policy: &Policy, today: NaiveDate) -> Result<Filing, Vec<Refusal>> {
        let mut refused = Vec::new();
        let name = person::read_name(&self.name, &mut refused);
        let phone = person::read_phone(&self.phone, &mut refused);
        let document = self.document.read(today, &mut refused);
        let facts = self.read_facts(today, &mut refused);
        let workplace = self.work.read_place(&mut refused);
        let orcid = person::read_orcid(&self.orcid, &mut refused);
        let claimed = self.read_claimed(&mut refused);
        let remark = typed::lines(&self.remark, MOST_REMARK, "/remark", &mut refused);
        if self.claimed.iter().all(|clause| clause.trim().is_empty()) && self.remark.trim().is_empty() {
            refused.push(Refusal::content("nothing-claimed").under(Clause::article(10)).at("/claimed"));
        }
        self.check_consents(needed, &mut refused);
        match (name, phone, document, facts.degrees) {
            (Some(name), Some(phone), Some(document), Some(degrees)) if refused.is_empty() => Ok(Filing {
                name,
                phone,
                document,
                degrees,
                work: facts.work.unwrap_or_default(),
                workplace,
                title: facts.title,
                skill_level: facts.skill_level,
                standing: facts.standing.unwrap_or_default(),
                orcid,
                placement: facts.placement,
                sector: facts.sector,
                claimed,
                remark: remark.map(Personal::new),
                policy_version: policy.version().to_owned(),
            }),
            _ => Err(refused),
        }
    }

    /// What Articles 10 and 11 are evaluated on, without who somebody is; or everything that is wrong with it.
    pub fn facts(&self, today: NaiveDate) -> Result<Facts, Vec<Refusal>> {
        let mut refused = Vec::new();
        let facts = self.read_facts(today, &mut refused);
        if refused.is_empty() { Ok(facts) } else { Err(refused) }
    }

    /// What can be read so far, for an evaluation beside the questions; what cannot is left out in silence.
    pub fn facts_so_far(&self, today: NaiveDate) -> Facts {
        self.read_facts(today, &mut Vec::new())
    }

    fn read_facts(&self, today: NaiveDate, refused: &mut Vec<Refusal>) -> Facts {
        let work = self.work.read(refused);
        let standing = standing::read(&self.standing, refused);
        Facts {
            degrees: degree::read_all(&self.education, today, refused),
            work: (work != Work::default()).then_some(work),
            title: self.title.read(refused),
            skill_level: typed::choice(&self.skill_level, SkillLevel::from_code, "/skill_level", refused),
            standing: (!standing.is_empty()).then_some(standing),
            placement: typed::choice(&self.placement, Placement::from_code, "/placement", refused),
            sector: typed::choice(&self.sector, Sector::from_code, "/sector", refused),
        }
    }

    fn read_claimed(&self, refused: &mut Vec<Refusal>) -> Vec<Category> {
        let mut claimed = Vec::new();
        for (place, written) in self.claimed.iter().enumerate().filter(|(_, written)| !written.trim().is_empty()) {
            match Category::from_code(&typed::half_width(written)) {
                Some(category) => claimed.push(category),
                None => refused.push(
                    Refusal::content("no-such-category")
                        .under(Clause::article(10))
                        .at(format!("/claimed/{place}"))
                        .with("typed", typed::echo(written)),
                ),
            }
        }
        claimed.sort_unstable();
        claimed.dedup();
        claimed
    }

    /// To which words each was given, and when, is kept beside the filing.
    fn check_consents(&self, needed: &[ConsentKind], refused: &mut Vec<Refusal>) {
        let given: Vec<(ConsentKind, Option<u32>)> = (self.consents.iter().enumerate())
            .filter_map(|(place, code)| typed::choice(code, ConsentKind::read, &format!("/consents/{place}"), refused))
            .collect();
        for kind in needed.iter().filter(|kind| !given.iter().any(|(given, _)| given == *kind)) {
            let refusal = match kind {
                ConsentKind::Review => Refusal::content("consent-review-missing"),
                ConsentKind::HandOver => Refusal::content("consent-hand-over-missing"),
                ConsentKind::Mail => Refusal::content("consent-mail-missing"),
            };
            refused.push(refusal.at("/consents"));
        }
    }
}

impl Filing {
    /// What Articles 10 and 11 are evaluated on. In a filing, standing that is not stated is none.
    pub fn facts(&self) -> Facts {
        Facts {
            degrees: Some(self.degrees.clone()),
            work: Some(self.work.clone()),
            title: self.title.clone(),
            skill_level: self.skill_level,
            standing: Some(self.standing.clone()),
            placement: self.placement,
            sector: self.sector,
        }
    }
}

#[cfg(test)]
#[path = "filing_tests.rs"]
mod tests;
