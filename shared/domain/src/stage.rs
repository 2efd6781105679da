//! Where a case stands (Articles 13 and 14), each stage with the facts that are true from then on.
//! Stored as JSON in the case's row: a field may be added, none may change its meaning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::hand::{Act, Hand};
use crate::ids::OfficerId;
use crate::reason::Reason;
use crate::reconsideration::Reconsideration;
use crate::refusal::Refusal;
use crate::returned::{Addressee, Return};
use crate::role::Role;
use crate::routing::Proposal;
use crate::text::{Language, Text};
use crate::typed;

/// One act of an officer: who, in which role, when, with which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    pub by: OfficerId,
    pub role: Role,
    /// The officer's name as shown on that day.
    pub name: String,
    /// The same in English, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    pub words: Option<String>,
    /// Who was away, where somebody else took it for them; the name tells both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<OfficerId>,
    /// The version that it led to, of the case, plan or post: the order of what happened on one day.
    #[serde(default)]
    pub version: i64,
}

impl Step {
    /// As an officer takes it; what it is taken on numbers it.
    pub fn new(by: OfficerId, role: Role, name: Text, on: NaiveDate, words: Option<String>) -> Step {
        Step { by, role, name: name.zh, name_en: Some(name.en), on, words, in_place_of: None, version: 0 }
    }

    /// The same step, taken for somebody who is away.
    pub fn in_place_of(self, away: Option<OfficerId>) -> Step {
        Step { in_place_of: away, ..self }
    }

    /// The officer's name as the reader writes it.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.name,
            Language::En => self.name_en.as_ref().unwrap_or(&self.name),
        }
    }
}

/// The number of an official document, such as `伊州人才批〔2026〕6号`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    const MOST: usize = 60;

    pub fn parse(typed: &str) -> Result<DocumentNumber, Refusal> {
        let mut refused = Vec::new();
        match (typed::line(typed, DocumentNumber::MOST, "/number", &mut refused), refused.pop()) {
            (Some(number), _) => Ok(DocumentNumber(number)),
            (None, Some(refusal)) => Err(refusal),
            (None, None) => Err(Refusal::content("document-number-missing").at("/number")),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// The reply that ends the way of Article 14.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OfficialReply {
    pub number: DocumentNumber,
    /// The clause that a person let it rest on; none under open point O10.
    pub rests_on: Option<Category>,
    /// The version of the policy that it was made under.
    #[serde(default)]
    pub policy: String,
    pub step: Step,
}

/// A person's decision not to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rejection {
    pub reason: Reason,
    /// Free words for the applicant, shown as written.
    pub words: Option<String>,
    /// The version of the policy that it was made under.
    #[serde(default)]
    pub policy: String,
    pub step: Step,
}

/// A stage holds the steps that led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    /// With the Organisation Department, which seeks a unit (Article 16).
    Routing {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
    },
    /// The applicant is asked whether a unit may have it.
    Proposed {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        proposal: Proposal,
    },
    /// With the employing unit.
    Filed {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
    },
    Screening {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        taken_up: Step,
    },
    Intention {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        taken_up: Step,
        screened: Step,
    },
    RecommendationOpinion {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        taken_up: Step,
        screened: Step,
        intention: Step,
    },
    GroupApproval {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        taken_up: Step,
        screened: Step,
        intention: Step,
        opinion: Step,
    },
    PrefectureReview {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        taken_up: Step,
        screened: Step,
        intention: Step,
        opinion: Step,
        approval: Step,
    },
    /// Returned to the applicant or to an earlier hand; it goes on where it stood.
    Returned {
        #[schema(no_recursion)]
        back: Box<Stage>,
        returned: Return,
    },
    Replied {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        /// In the order of the acts, the reply left out.
        steps: Vec<Step>,
        reply: OfficialReply,
    },
    Rejected {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        /// In the order of the acts, as far as they went.
        steps: Vec<Step>,
        at: Hand,
        rejection: Rejection,
    },
    /// A rejection that is looked at again, by another person.
    Contested {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        /// In the order of the acts, as far as they went.
        steps: Vec<Step>,
        reconsideration: Reconsideration,
    },
    Withdrawn {
        #[schema(value_type = String, format = Date)]
        filed_on: NaiveDate,
        /// In the order of the acts, as far as they went.
        steps: Vec<Step>,
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        reason: Option<String>,
    },
}

impl Stage {
    /// Whose turn it is; who has to see to it while it waits for the applicant; none once the case is finished.
    pub fn hand(&self) -> Option<Hand> {
        match self {
            Stage::Routing { .. } | Stage::Proposed { .. } => Some(Hand::Routing),
            Stage::Filed { .. } | Stage::Screening { .. } => Some(Hand::Screening),
            Stage::Intention { .. } => Some(Hand::Intention),
            Stage::RecommendationOpinion { .. } => Some(Hand::RecommendationOpinion),
            Stage::GroupApproval { .. } => Some(Hand::GroupApproval),
            Stage::PrefectureReview { .. } => Some(Hand::PrefectureReview),
            Stage::Returned { returned, .. } => match returned.to {
                Addressee::Applicant { .. } => Some(returned.at),
                Addressee::Hand { hand } => Some(hand),
            },
            Stage::Contested { reconsideration, .. } => Some(reconsideration.at.reconsidered_at()),
            Stage::Replied { .. } | Stage::Rejected { .. } | Stage::Withdrawn { .. } => None,
        }
    }

    /// The act that takes the case on from here.
    pub fn next_act(&self) -> Option<Act> {
        match self {
            Stage::Filed { .. } => Some(Act::TakeUp),
            Stage::Proposed { .. } => Some(Act::ProposeAnother),
            Stage::Contested { .. } => Some(Act::Reconsider),
            Stage::Returned { .. } if self.waits_for_applicant() => Some(Act::GoOn),
            Stage::Returned { .. } => Some(Act::AnswerReturn),
            other => other.hand().map(Hand::next_act),
        }
    }

    /// Whether the applicant is asked for something.
    pub fn waits_for_applicant(&self) -> bool {
        match self {
            Stage::Proposed { .. } => true,
            Stage::Returned { returned, .. } => matches!(returned.to, Addressee::Applicant { .. }),
            _ => false,
        }
    }

    pub fn filed_on(&self) -> NaiveDate {
        match self {
            Stage::Filed { on } => *on,
            Stage::Returned { back, .. } => back.filed_on(),
            Stage::Routing { filed_on }
            | Stage::Proposed { filed_on, .. }
            | Stage::Screening { filed_on, .. }
            | Stage::Intention { filed_on, .. }
            | Stage::RecommendationOpinion { filed_on, .. }
            | Stage::GroupApproval { filed_on, .. }
            | Stage::PrefectureReview { filed_on, .. }
            | Stage::Replied { filed_on, .. }
            | Stage::Rejected { filed_on, .. }
            | Stage::Contested { filed_on, .. }
            | Stage::Withdrawn { filed_on, .. } => *filed_on,
        }
    }

    /// The next stage of the way; one that no step alone takes on stays as it is.
    pub(crate) fn passed(self, step: Step) -> Stage {
        match self {
            Stage::Filed { on } => Stage::Screening { filed_on: on, taken_up: step },
            Stage::Screening { filed_on, taken_up } => Stage::Intention { filed_on, taken_up, screened: step },
            Stage::Intention { filed_on, taken_up, screened } => {
                Stage::RecommendationOpinion { filed_on, taken_up, screened, intention: step }
            }
            Stage::RecommendationOpinion { filed_on, taken_up, screened, intention } => {
                Stage::GroupApproval { filed_on, taken_up, screened, intention, opinion: step }
            }
            Stage::GroupApproval { filed_on, taken_up, screened, intention, opinion } => {
                Stage::PrefectureReview { filed_on, taken_up, screened, intention, opinion, approval: step }
            }
            other => other,
        }
    }

    /// The stage at which this hand had it, from the steps that led there.
    pub(crate) fn resumed(at: Hand, filed_on: NaiveDate, steps: Vec<Step>) -> Stage {
        match at {
            Hand::Routing => Stage::Routing { filed_on },
            _ => steps.into_iter().fold(Stage::Filed { on: filed_on }, Stage::passed),
        }
    }

    /// The steps so far, each with its act; the reply, a rejection, returns and proposals left out.
    pub fn steps(&self) -> Vec<(Act, &Step)> {
        let steps: Vec<&Step> = match self {
            Stage::Routing { .. } | Stage::Proposed { .. } | Stage::Filed { .. } => Vec::new(),
            Stage::Returned { back, .. } => return back.steps(),
            Stage::Screening { taken_up, .. } => vec![taken_up],
            Stage::Intention { taken_up, screened, .. } => vec![taken_up, screened],
            Stage::RecommendationOpinion { taken_up, screened, intention, .. } => vec![taken_up, screened, intention],
            Stage::GroupApproval { taken_up, screened, intention, opinion, .. } => {
                vec![taken_up, screened, intention, opinion]
            }
            Stage::PrefectureReview { taken_up, screened, intention, opinion, approval, .. } => {
                vec![taken_up, screened, intention, opinion, approval]
            }
            Stage::Replied { steps, .. }
            | Stage::Rejected { steps, .. }
            | Stage::Contested { steps, .. }
            | Stage::Withdrawn { steps, .. } => steps.iter().collect(),
        };
        Act::ALL.into_iter().zip(steps).collect()
    }

    /// The returns that wait for an answer, the latest first.
    pub fn open_returns(&self) -> Vec<&Return> {
        std::iter::successors(self.open_return(), |(back, _)| back.open_return())
            .map(|(_, returned)| returned)
            .collect()
    }

    fn open_return(&self) -> Option<(&Stage, &Return)> {
        match self {
            Stage::Returned { back, returned } => Some((back, returned)),
            _ => None,
        }
    }

    /// The day of the last act on the way so far.
    pub(crate) fn since(&self) -> NaiveDate {
        match self {
            Stage::Proposed { proposal, .. } => proposal.step.on,
            Stage::Returned { returned, .. } => returned.step.on,
            Stage::Replied { reply, .. } => reply.step.on,
            Stage::Rejected { rejection, .. } => rejection.step.on,
            Stage::Contested { reconsideration, .. } => reconsideration.asked_on,
            Stage::Withdrawn { on, .. } => *on,
            other => other.steps().last().map_or_else(|| other.filed_on(), |(_, step)| step.on),
        }
    }
}
