//! How published interpretations read the open points on a day, and what they settle of them (Article 28).
//! What was evaluated keeps the readings of its day: they are named by the interpretations, whose words never change.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ids::InterpretationId;
use crate::interpretation::Published;
use crate::open_point::OpenPointId;
use crate::open_question::{Interpreted, OpenQuestion};
use crate::text::Text;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Without one the reading of the policy data holds.
    points: BTreeMap<OpenPointId, Reading>,
    /// What is not here is left to a person.
    questions: BTreeMap<OpenQuestion, (Interpreted, Reading)>,
}

/// How an interpretation reads its point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) interpretation: InterpretationId,
    pub(crate) answer: Text,
    pub(crate) holds_from: NaiveDate,
}

impl Readings {
    /// Of the interpretations that are in force on the day.
    pub fn on(day: NaiveDate, published: &[Published]) -> Readings {
        Readings::of(published.iter().filter(|one| one.is_in_force(day)))
    }

    /// Of these interpretations, in force or not: as something was evaluated before.
    pub fn kept(ids: &[InterpretationId], published: &[Published]) -> Readings {
        Readings::of(published.iter().filter(|one| ids.contains(&one.id)))
    }

    /// Where two say something of the same, the one that holds since later counts; of equals the one drafted later.
    fn of<'a>(published: impl Iterator<Item = &'a Published>) -> Readings {
        let mut published: Vec<&Published> = published.collect();
        published.sort_by_key(|one| (one.holds_from, one.id));
        let mut readings = Readings::default();
        for one in published {
            let reading = Reading { interpretation: one.id, answer: one.answer.clone(), holds_from: one.holds_from };
            for (question, interpreted) in &one.settles {
                readings.questions.insert(*question, (*interpreted, reading.clone()));
            }
            readings.points.extend(one.open_point.map(|point| (point, reading)));
        }
        readings
    }

    /// The interpretations that they come from.
    pub fn interpretations(&self) -> Vec<InterpretationId> {
        let settling = self.questions.values().map(|(_, reading)| reading);
        let mut ids: Vec<_> = self.points.values().chain(settling).map(|reading| reading.interpretation).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    pub(crate) fn to(&self, question: OpenQuestion) -> Option<&(Interpreted, Reading)> {
        self.questions.get(&question)
    }

    pub(crate) fn of_point(&self, point: OpenPointId) -> Option<&Reading> {
        self.points.get(&point)
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
