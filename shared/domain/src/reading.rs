//! What published interpretations settle of what the text leaves open, on a day (Article 28).
//! What was evaluated keeps the readings of its day: they are named by the interpretations, whose words never change.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ids::InterpretationId;
use crate::interpretation::Published;
use crate::open_question::{Interpreted, OpenQuestion};
use crate::text::Text;

/// The answer to each question that is settled; the others are left to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings(BTreeMap<OpenQuestion, Reading>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) interpreted: Interpreted,
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

    /// Where two settle the same question, the one that holds since later counts; of equals the one drafted later.
    fn of<'a>(published: impl Iterator<Item = &'a Published>) -> Readings {
        let mut published: Vec<&Published> = published.collect();
        published.sort_by_key(|one| (one.holds_from, one.id));
        let mut readings = BTreeMap::new();
        for one in published {
            for (question, interpreted) in &one.settles {
                let (interpretation, answer, holds_from) = (one.id, one.answer.clone(), one.holds_from);
                let reading = Reading { interpreted: *interpreted, interpretation, answer, holds_from };
                readings.insert(*question, reading);
            }
        }
        Readings(readings)
    }

    /// The interpretations that they come from.
    pub fn interpretations(&self) -> Vec<InterpretationId> {
        let mut ids: Vec<_> = self.0.values().map(|reading| reading.interpretation).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    pub(crate) fn to(&self, question: OpenQuestion) -> Option<&Reading> {
        self.0.get(&question)
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
