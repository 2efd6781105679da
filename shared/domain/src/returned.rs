//! A return: a hand sends a case back, to the applicant for correction or to an earlier hand (Articles 13 and 14, open point O12).
//! Whoever answers it, the case goes on at the hand that returned it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{Calendar, Due};
use crate::clause::Clause;
use crate::code::coded;
use crate::hand::Hand;
use crate::refusal::Refusal;
use crate::reminder::Reminder;
use crate::requested::{self, RequestedItem};
use crate::stage::Step;
use crate::text::Text;

/// Working days that an applicant has to correct, where the officer names no other number.
pub const USUAL_DAYS: u16 = 10;
/// The most working days that an officer may name.
pub const MOST_DAYS: u16 = 60;

coded! {
    /// A reason of the catalogue `returns.toml`.
    ReturnReason {
        PapersMissing = "papers-missing",
        PapersUnclear = "papers-unclear",
        EntriesDiffer = "entries-differ",
        ClauseUnclear = "clause-unclear",
        DetailsWanted = "details-wanted",
        CheckAgain = "check-again",
        OpinionIncomplete = "opinion-incomplete",
        StepMissing = "step-missing",
    }
}

coded! {
    /// A part of what was filed that a correction concerns; its words are terms.
    Section {
        Who = "who",
        Past = "past",
        Clauses = "clauses",
        Evidence = "evidence",
    }
}

/// To whom a case is returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Addressee {
    /// Who corrects the named parts, and sends what is asked for item by item, within so many working days.
    Applicant {
        sections: Vec<Section>,
        days: u16,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<RequestedItem>,
    },
    /// An earlier hand of the case.
    Hand { hand: Hand },
}

/// A return as an officer states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returning {
    pub to: Addressee,
    pub reason: ReturnReason,
    /// Free words for whoever it is returned to, shown as written.
    pub words: Option<String>,
}

/// A return that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Return {
    /// The hand that returned it, and that gets it back.
    pub at: Hand,
    pub to: Addressee,
    pub reason: ReturnReason,
    pub words: Option<String>,
    pub step: Step,
    /// The letters that reminded the applicant of it, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// None: still open, or the case ended before an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// How a return came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// The applicant sent this revision of the filing.
    Corrected {
        revision: u32,
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        version: i64,
        /// Whether the term had passed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        late: bool,
    },
    /// The earlier hand dealt with it.
    Done { step: Step },
    /// The hand that returned it went on without a correction.
    Recalled { step: Step },
}

impl Return {
    /// What was asked for item by item.
    pub fn items(&self) -> &[RequestedItem] {
        match &self.to {
            Addressee::Applicant { items, .. } => items,
            Addressee::Hand { .. } => &[],
        }
    }

    /// By when the applicant is to correct; none where it went to another hand.
    pub fn due(&self, calendar: &Calendar) -> Option<Due> {
        match self.to {
            Addressee::Applicant { days, .. } => Some(calendar.add_working_days(self.step.on, days)),
            Addressee::Hand { .. } => None,
        }
    }

    /// Whether the case left the holder that returned it, whose promised days then stand still.
    pub fn leaves_the_holder(&self) -> bool {
        match self.to {
            Addressee::Applicant { .. } => true,
            Addressee::Hand { hand } => hand.holder() != self.at.holder(),
        }
    }
}

impl Answer {
    pub fn on(&self) -> NaiveDate {
        match self {
            Answer::Corrected { on, .. } => *on,
            Answer::Done { step } | Answer::Recalled { step } => step.on,
        }
    }

    /// The version of the case that it led to.
    pub fn version(&self) -> i64 {
        match self {
            Answer::Corrected { version, .. } => *version,
            Answer::Done { step } | Answer::Recalled { step } => step.version,
        }
    }
}

impl Addressee {
    /// Items are evidence, so that part is asked for with them.
    pub fn applicant(mut sections: Vec<Section>, days: u16, items: Vec<RequestedItem>) -> Addressee {
        if !items.is_empty() && !sections.contains(&Section::Evidence) {
            sections.push(Section::Evidence);
        }
        Addressee::Applicant { sections, days, items }
    }

    /// Its items counted on from those that the case was asked for before.
    pub(crate) fn counted_on(self, before: usize) -> Addressee {
        match self {
            Addressee::Applicant { sections, days, mut items } => {
                for (place, item) in items.iter_mut().enumerate() {
                    item.number = requested::number(before + place + 1);
                }
                Addressee::Applicant { sections, days, items }
            }
            Addressee::Hand { .. } => self,
        }
    }

    /// What cannot be asked: of nobody in particular, for too long, of a hand the table does not name.
    pub(crate) fn check(&self, at: Hand) -> Result<(), Refusal> {
        match self {
            Addressee::Applicant { sections, .. } if sections.is_empty() => {
                Err(Refusal::content("sections-missing").under(at.clause()).at("/sections"))
            }
            Addressee::Applicant { days, .. } if !(1..=MOST_DAYS).contains(days) => {
                Err(Refusal::content("days-out-of-range").under(at.clause()).with("most", MOST_DAYS).at("/days"))
            }
            Addressee::Hand { hand } if !at.may_return_to().contains(hand) => {
                Err(Refusal::content("no-way-back").under(at.clause()).at("/to"))
            }
            _ => Ok(()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum For {
    Applicant,
    Hand,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "for")]
    for_: For,
    clause: Clause,
    words: Text,
    remedy: Text,
}

static ROWS: LazyLock<BTreeMap<ReturnReason, Row>> =
    LazyLock::new(|| toml::from_str(include_str!("../returns.toml")).expect("returns.toml is checked by its test"));

impl ReturnReason {
    pub fn clause(self) -> Clause {
        ROWS[&self].clause
    }

    /// What whoever it is returned to is told.
    pub fn words(self) -> &'static Text {
        &ROWS[&self].words
    }

    /// What they are to do.
    pub fn remedy(self) -> &'static Text {
        &ROWS[&self].remedy
    }

    /// Whether it can be said to them: what an applicant corrects is no reason for a hand.
    pub fn may_be_given_to(self, to: &Addressee) -> bool {
        match to {
            Addressee::Applicant { .. } => ROWS[&self].for_ == For::Applicant,
            Addressee::Hand { .. } => ROWS[&self].for_ == For::Hand,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_row_and_each_row_its_reason() {
        assert_eq!(ROWS.keys().copied().collect::<Vec<_>>(), ReturnReason::ALL);
    }

    #[test]
    fn there_are_reasons_for_the_applicant_and_for_a_hand() {
        let applicant = Addressee::applicant(vec![Section::Who], USUAL_DAYS, Vec::new());
        let hand = Addressee::Hand { hand: Hand::Screening };
        for reason in ReturnReason::ALL {
            assert!(reason.may_be_given_to(&applicant) != reason.may_be_given_to(&hand), "{reason}");
        }
        assert!(ReturnReason::PapersMissing.may_be_given_to(&applicant));
    }
}
