//! Where a case stands (Articles 13 and 14), each stage with the facts that are true from then on.
//! Stored as JSON in the case's row: a field may be added, none may change its meaning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::hand::{Act, Hand, Holder};
use crate::ids::OfficerId;
use crate::public_stage::PublicStage;
use crate::reason::Reason;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::typed;

/// One act of an officer: who, in which role, when, with which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    pub by: OfficerId,
    pub role: Role,
    /// The officer's name as shown on that day.
    pub name: String,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    pub words: Option<String>,
}

/// The number of an official document, such as `伊市才批〔2026〕6号`.
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
    pub step: Step,
}

/// A person's decision not to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rejection {
    pub reason: Reason,
    /// Free words for the applicant, shown as written.
    pub words: Option<String>,
    pub step: Step,
}

/// A stage holds the steps that led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
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
    /// Whose turn it is; none once the case is finished.
    pub fn hand(&self) -> Option<Hand> {
        match self {
            Stage::Filed { .. } | Stage::Screening { .. } => Some(Hand::Screening),
            Stage::Intention { .. } => Some(Hand::Intention),
            Stage::RecommendationOpinion { .. } => Some(Hand::RecommendationOpinion),
            Stage::GroupApproval { .. } => Some(Hand::GroupApproval),
            Stage::PrefectureReview { .. } => Some(Hand::PrefectureReview),
            Stage::Replied { .. } | Stage::Rejected { .. } | Stage::Withdrawn { .. } => None,
        }
    }

    /// The act that takes the case on from here.
    pub fn next_act(&self) -> Option<Act> {
        match self {
            Stage::Filed { .. } => Some(Act::TakeUp),
            other => other.hand().map(Hand::next_act),
        }
    }

    pub fn public_stage(&self) -> PublicStage {
        match self {
            Stage::Filed { .. } => PublicStage::Received,
            Stage::Replied { .. } => PublicStage::Replied,
            Stage::Rejected { .. } => PublicStage::NotSuccessful,
            Stage::Withdrawn { .. } => PublicStage::Withdrawn,
            _ => PublicStage::UnderReview,
        }
    }

    pub fn filed_on(&self) -> NaiveDate {
        match self {
            Stage::Filed { on } => *on,
            Stage::Screening { filed_on, .. }
            | Stage::Intention { filed_on, .. }
            | Stage::RecommendationOpinion { filed_on, .. }
            | Stage::GroupApproval { filed_on, .. }
            | Stage::PrefectureReview { filed_on, .. }
            | Stage::Replied { filed_on, .. }
            | Stage::Rejected { filed_on, .. }
            | Stage::Withdrawn { filed_on, .. } => *filed_on,
        }
    }

    /// The steps so far, each with its act, the reply and a rejection left out.
    pub fn steps(&self) -> Vec<(Act, &Step)> {
        let steps: Vec<&Step> = match self {
            Stage::Filed { .. } => Vec::new(),
            Stage::Screening { taken_up, .. } => vec![taken_up],
            Stage::Intention { taken_up, screened, .. } => vec![taken_up, screened],
            Stage::RecommendationOpinion { taken_up, screened, intention, .. } => vec![taken_up, screened, intention],
            Stage::GroupApproval { taken_up, screened, intention, opinion, .. } => {
                vec![taken_up, screened, intention, opinion]
            }
            Stage::PrefectureReview { taken_up, screened, intention, opinion, approval, .. } => {
                vec![taken_up, screened, intention, opinion, approval]
            }
            Stage::Replied { steps, .. } | Stage::Rejected { steps, .. } | Stage::Withdrawn { steps, .. } => {
                steps.iter().collect()
            }
        };
        Act::ALL.into_iter().zip(steps).collect()
    }

    /// The day on which the present stage began.
    pub fn since(&self) -> NaiveDate {
        match self {
            Stage::Replied { reply, .. } => reply.step.on,
            Stage::Rejected { rejection, .. } => rejection.step.on,
            Stage::Withdrawn { on, .. } => *on,
            other => other.steps().last().map_or_else(|| other.filed_on(), |(_, step)| step.on),
        }
    }

    /// The day on which the present holder got it; none once the case is finished.
    pub fn held_since(&self) -> Option<NaiveDate> {
        self.hand().map(|hand| match hand.holder() {
            Holder::EmployingUnit => self.filed_on(),
            Holder::CoordinationGroup | Holder::Prefecture => self.since(),
        })
    }
}
