//! What the applicant can know of a case: where it is, which way it came, how it ended.

use chrono::NaiveDate;
use domain::calendar::Due;
use domain::{Category, Hand, PublicStage, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who has the case, since when, until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    pub stage: PublicStage,
    /// Whose turn it is; absent when the case has ended.
    pub hand: Option<Hand>,
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
    pub due: Option<Due>,
    pub ending: Option<Ending>,
    /// Where it was before, the first first; the present place is the last.
    pub way: Vec<Milestone>,
}

/// One place on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Milestone {
    pub stage: PublicStage,
    pub hand: Option<Hand>,
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
}

/// How the case ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ending {
    /// The official reply: its number and the clause it rests on.
    Replied {
        number: String,
        rests_on: Option<Category>,
    },
    /// A person decided against it; the words are the officer's own.
    Rejected {
        at: Hand,
        reason: Reason,
        words: Option<String>,
    },
    Withdrawn,
}

impl Progress {
    /// The place after this one. Whether the applicant gets a letter about it is `is_news`.
    pub fn then(self, stage: PublicStage, hand: Option<Hand>, since: NaiveDate) -> Progress {
        let mut way = self.way;
        way.push(Milestone { stage, hand, since });
        Progress { stage, hand, since, due: None, ending: None, way }
    }

    pub fn begin(stage: PublicStage, hand: Option<Hand>, since: NaiveDate) -> Progress {
        Progress { stage, hand, since, due: None, ending: None, way: vec![Milestone { stage, hand, since }] }
    }

    /// The public stages, each with its first day; who had it stays out.
    pub fn stages(&self) -> Vec<(PublicStage, NaiveDate)> {
        let mut stages: Vec<_> = self.way.iter().map(|place| (place.stage, place.since)).collect();
        stages.dedup_by_key(|(stage, _)| *stage);
        stages
    }

    /// Whether the public stage or the holder differs from before: only then people are written to.
    pub fn is_news(&self, before: &Progress) -> bool {
        let holder = |progress: &Progress| progress.hand.map(Hand::holder);
        self.stage != before.stage || holder(self) != holder(before)
    }
}
