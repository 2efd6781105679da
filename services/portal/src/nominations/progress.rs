//! What the applicant can know of a case: where it is, what is asked, which way it came, how it ended.

use chrono::NaiveDate;
use contract::Consent;
use domain::calendar::Due;
use domain::{
    Category, Conclusion, Hand, ItemAnswer, PublicStage, Reason, RequestedItem, ReturnReason, Section, UnitRef,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who has the case, since when, until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    pub stage: PublicStage,
    /// Whose turn it is; who asked, while it waits for the applicant; absent when the case has ended.
    pub hand: Option<Hand>,
    #[schema(value_type = String, format = Date)]
    pub since: NaiveDate,
    pub due: Option<Due>,
    /// What the applicant is asked while it waits for them.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// The day on which the applicant was last reminded of what is asked.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub reminded_on: Option<NaiveDate>,
    /// The consent to the unit that was proposed.
    #[serde(default)]
    pub agreed: Option<Consent>,
    /// What the applicant said to the items that were asked for, now and before.
    #[serde(default)]
    pub answers: Vec<ItemAnswer>,
    /// The rejection that the applicant asked to be looked at again.
    #[serde(default)]
    pub reconsideration: Option<Contested>,
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
    /// Whether it is there because the applicant answered.
    #[serde(default)]
    pub answered: bool,
}

/// What the applicant is asked; the words are the officer's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Asked {
    /// To correct these parts of what was filed, and to send evidence item by item.
    Correction {
        reason: ReturnReason,
        sections: Vec<Section>,
        words: Option<String>,
        #[serde(default)]
        items: Vec<RequestedItem>,
    },
    /// Whether this unit may have the papers.
    HandOver { unit: Box<UnitRef>, words: Option<String> },
}

/// A rejection that is or was looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contested {
    #[schema(value_type = String, format = Date)]
    pub asked_on: NaiveDate,
    /// What the applicant says against it.
    pub words: Option<String>,
    pub rejection: Turned,
    /// None while it is looked at.
    pub decided: Option<Decided>,
}

/// A rejection as it was told; the words are the officer's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Turned {
    pub at: Hand,
    pub reason: Reason,
    pub words: Option<String>,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
}

/// The second decision; the words are the officer's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decided {
    pub by: Hand,
    pub conclusion: Conclusion,
    pub words: Option<String>,
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
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
    pub fn begin(stage: PublicStage, hand: Option<Hand>, since: NaiveDate) -> Progress {
        let way = vec![Milestone { stage, hand, since, answered: false }];
        Progress {
            stage,
            hand,
            since,
            due: None,
            asked: None,
            reminded_on: None,
            agreed: None,
            answers: Vec::new(),
            reconsideration: None,
            ending: None,
            way,
        }
    }

    /// The place after this one; the same place told again is no further one. Whether the applicant gets a letter about
    /// it is `is_news`.
    pub fn then(self, stage: PublicStage, hand: Option<Hand>, since: NaiveDate) -> Progress {
        let mut way = self.way;
        let told_again = way.last().is_some_and(|last| last.answered && (last.stage, last.hand) == (stage, hand));
        if !told_again {
            way.push(Milestone { stage, hand, since, answered: false });
        }
        Progress { stage, hand, since, due: None, asked: None, reminded_on: None, ending: None, way, ..self }
    }

    /// The applicant says this to an item; with nothing said, what was said before is taken back.
    pub fn said(self, number: u16, answer: Option<ItemAnswer>) -> Progress {
        let mut answers = self.answers;
        answers.retain(|before| before.number != number);
        answers.extend(answer);
        Progress { answers, ..self }
    }

    /// The applicant asks for the rejection to be looked at again: whoever does that has it from now on.
    pub fn contested(self, rejection: Turned, words: Option<String>, on: NaiveDate) -> Progress {
        let (stage, hand, mut way) = (PublicStage::UnderReview, Some(rejection.at.reconsidered_at()), self.way);
        let reconsideration = Some(Contested { asked_on: on, words, rejection, decided: None });
        way.push(Milestone { stage, hand, since: on, answered: true });
        Progress { stage, hand, since: on, due: None, asked: None, ending: None, reconsideration, way, ..self }
    }

    /// The rejection that it ended with.
    pub fn rejected(&self) -> Option<Turned> {
        match &self.ending {
            Some(Ending::Rejected { at, reason, words }) => {
                Some(Turned { at: *at, reason: *reason, words: words.clone(), on: self.since })
            }
            _ => None,
        }
    }

    /// Whether a rejection is being looked at again.
    pub fn is_contested(&self) -> bool {
        self.reconsideration.as_ref().is_some_and(|open| open.decided.is_none()) && self.ending.is_none()
    }

    /// The second decision, where it says this.
    pub fn decided(&self, conclusion: Conclusion) -> Option<&Decided> {
        let decided = self.reconsideration.as_ref()?.decided.as_ref();
        decided.filter(|decided| decided.conclusion == conclusion)
    }

    /// The same, where it is what was told last: a rejection that stands is the end.
    pub fn decided_last(&self, conclusion: Conclusion) -> Option<&Decided> {
        self.decided(conclusion).filter(|decided| decided.on == self.since)
    }

    /// To whom a rejected case went back, and on which day; none where the second decision did not open it again.
    pub fn reopened(&self) -> Option<(Hand, NaiveDate)> {
        let (contested, decided) = (self.reconsideration.as_ref()?, self.decided(Conclusion::Reopened)?);
        Some((contested.rejection.at, decided.on))
    }

    /// The applicant answered: until review tells more, whoever asked has it again.
    pub fn answered(self, on: NaiveDate) -> Progress {
        let mut way = self.way;
        way.push(Milestone { stage: PublicStage::UnderReview, hand: self.hand, since: on, answered: true });
        Progress { stage: PublicStage::UnderReview, since: on, due: None, asked: None, reminded_on: None, way, ..self }
    }

    /// The public stages, each with its first day; who had it stays out.
    pub fn stages(&self) -> Vec<(PublicStage, NaiveDate)> {
        let mut stages: Vec<_> = self.way.iter().map(|place| (place.stage, place.since)).collect();
        stages.dedup_by_key(|(stage, _)| *stage);
        stages
    }

    /// Whether what was asked before is no longer wanted: an answer has cleared it already, so that it was taken back.
    pub fn is_taken_back(&self, before: &Progress) -> bool {
        before.asked.is_some() && self.asked.is_none()
    }

    /// Whether the public stage or the holder differs from before: only then people are written to.
    pub fn is_news(&self, before: &Progress) -> bool {
        let holder = |progress: &Progress| progress.hand.map(Hand::holder);
        let decided = |progress: &Progress| progress.reconsideration.as_ref().is_some_and(|one| one.decided.is_some());
        self.stage != before.stage
            || holder(self) != holder(before)
            || self.asked != before.asked
            || decided(self) != decided(before)
    }
}
