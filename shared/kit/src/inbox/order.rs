//! The order of a subject's events: each follows the one before it. An older one was taken; one that comes too early waits
//! until the log has given what is missing, or until a person decides to go on without it.

use std::collections::HashMap;

use super::progress::Progress;
use super::store;
use crate::bus::{Bus, Placed};
use crate::fault::Fault;
use crate::house::House;

/// Where a subject stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The sequence taken last; none of a subject that was not met before.
    pub last: Option<i64>,
    /// The position of the first event that waits for a person.
    pub parked: Option<i64>,
}

/// Whose turn it is when an event comes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was taken before.
    Taken,
    Its,
    /// That of what is parked: it waits behind it.
    Parked,
    /// That of an event which did not come.
    Missing,
}

impl Standing {
    pub(super) fn turn(self, placed: &Placed) -> Turn {
        let last = self.last.unwrap_or(0);
        if self.parked.is_some_and(|first| placed.position >= first) {
            Turn::Parked
        } else if placed.sequence <= last {
            Turn::Taken
        } else if placed.sequence == last + 1 {
            Turn::Its
        } else {
            Turn::Missing
        }
    }
}

/// Where the subjects of some events stand, by two statements for all of them.
pub(super) struct Standings(HashMap<String, Standing>);

impl Standings {
    pub(super) async fn of(house: &House, producer: &str, events: &[Placed]) -> Result<Standings, Fault> {
        let mut subjects: Vec<&str> = events.iter().map(|placed| &*placed.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let mut standings: HashMap<String, Standing> = HashMap::new();
        for (subject, last) in store::sequences(house.reader(), producer, &subjects).await? {
            standings.entry(subject).or_default().last = Some(last);
        }
        for (subject, first) in store::first_positions(house.reader(), producer, &subjects).await? {
            standings.entry(subject).or_default().parked = Some(first);
        }
        Ok(Standings(standings))
    }

    pub(super) fn at(&mut self, subject: &str) -> &mut Standing {
        self.0.entry(subject.to_owned()).or_default()
    }

    /// Once more, since what is parked moves on by itself.
    pub(super) async fn look_again(
        &mut self,
        house: &House,
        progress: &Progress,
        placed: &Placed,
    ) -> Result<(), Fault> {
        let mut again = Standings::of(house, &placed.source, std::slice::from_ref(placed)).await?;
        let standing = again.at(&placed.subject);
        standing.last = standing.last.max(progress.left(&placed.subject));
        *self.at(&placed.subject) = *standing;
        Ok(())
    }
}

/// What has to be taken before this event; `None` where the log does not have all of it.
/// What lies up to `begun`, where our reading began, counts as taken: that part of the log had gone when we first saw it.
pub(super) async fn missing(
    bus: &dyn Bus,
    placed: &Placed,
    last: Option<i64>,
    begun: i64,
) -> Result<Option<Vec<Placed>>, Fault> {
    if placed.position <= begun {
        return Ok(Some(Vec::new()));
    }
    let after = last.unwrap_or(0);
    let mut between = bus.between(&placed.source, &placed.subject, after, placed.sequence).await?;
    between.retain(|found| last.is_some() || found.position > begun);
    let first = between.first().map_or(placed.sequence, |first| first.sequence);
    let follows =
        |(place, found): (usize, &Placed)| i64::try_from(place).is_ok_and(|place| found.sequence == first + place);
    let is_whole = between.iter().enumerate().all(follows)
        && between.last().is_none_or(|found| found.sequence + 1 == placed.sequence);
    let reaches_back = first == after + 1 || (last.is_none() && begun > 0);
    Ok((is_whole && reaches_back).then_some(between))
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
