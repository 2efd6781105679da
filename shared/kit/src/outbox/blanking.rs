//! Forgetting what was told of somebody who is erased: its place in the log stays, its content goes.
//! Nothing goes that a service has not read yet, however long that service stands still; copies on the bus go with it.

use std::time::Duration;

use super::store;
use crate::bus::Bus;
use crate::fault::DeskError;
use crate::house::House;
use crate::schedule::Due;

/// What falls due when the log is to forget a subject.
pub(crate) const BLANK: &str = "kit.blank";
/// How soon what was told last has been read by all, where all are at work.
pub(crate) const A_MOMENT: Duration = Duration::from_secs(60);
const AGAIN: Duration = Duration::from_secs(60 * 60);

pub(crate) async fn blank(house: &House, bus: &dyn Bus, due: &Due) -> Result<(), DeskError> {
    // A bus that does not answer is asked again with the next round.
    let read = bus.let_go(house.service).await.unwrap_or_else(|fault| {
        tracing::warn!(%fault, "nobody says what of the log was read");
        0
    });
    let mut act = house.act(&due.by, "log.blank", &due.subject).await?;
    if let Some(answer) = act.answered()? {
        return Ok(answer);
    }
    if store::blank(act.tx(), &due.subject, read).await? {
        let again = act.at().plus(AGAIN);
        act.schedule(BLANK, &due.subject, again, &()).await?;
    }
    act.commit(&()).await
}

#[cfg(test)]
mod tests {
    use contract::Event;
    use contract::event::{EventReleased, Ruling};
    use uuid::Uuid;

    use super::*;
    use crate::act::By;
    use crate::auth::test_house::TestHouse;
    use crate::bus::LocalBus;
    use crate::lease::Held;
    use crate::{inbox, schedule};

    async fn tells(house: &House, subject: &str) {
        let mut act = house.act(&By::service("portal"), "tell", "").await.expect("an act");
        let event = Event::EventReleased(EventReleased { id: Uuid::nil(), ruling: Ruling::Skip });
        act.tell(subject, event).await.expect("told");
        act.commit(&()).await.expect("committed");
    }

    async fn places(house: &House) {
        let writing = house.database.write().await.expect("a turn");
        store::place(writing.tx(), 10).await.expect("placed");
        writing.commit().await.expect("committed");
    }

    async fn has_read(consumer: &House, to: i64) {
        let writing = consumer.database.write().await.expect("a turn");
        inbox::store::advance(writing.tx(), "portal", to, 0).await.expect("read");
        writing.commit().await.expect("committed");
    }

    /// Deals with what is due after so long; whether something is to be done later.
    async fn later(town: &TestHouse, time: Duration, bus: &LocalBus) -> bool {
        town.clock.advance(time);
        let due = schedule::store::due(town.house.reader(), town.house.clock.now(), 10).await.expect("read");
        assert_eq!(due.len(), 1);
        for row in due {
            assert_eq!(row.kind, BLANK);
            blank(&town.house, bus, &Due::of("portal", row, &Held::alone())).await.expect("blanked");
        }
        schedule::store::next(town.house.reader()).await.expect("read").is_some()
    }

    /// What each event of the log is, in order.
    async fn log(house: &House) -> Vec<(String, bool)> {
        let placed = store::after(house.reader(), "portal", 0, 10).await.expect("read");
        placed.into_iter().map(|placed| (placed.subject, placed.event.contains("blanked"))).collect()
    }

    #[tokio::test]
    async fn what_was_told_of_somebody_goes_when_everybody_has_read_it_and_not_before() {
        let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
        let bus = LocalBus::between(&["portal", "review"], [&portal.house, &review.house]);
        for subject in ["person/1", "person/2", "person/1"] {
            tells(&portal.house, subject).await;
        }
        places(&portal.house).await;
        let mut act = portal.house.act(&By::service("portal"), "erase", "").await.expect("an act");
        act.blank("person/1").await.expect("written down");
        act.commit(&()).await.expect("committed");
        tells(&portal.house, "person/1").await;

        has_read(&review.house, 2).await;
        assert!(later(&portal, A_MOMENT, &bus).await, "the third was not read, the fourth has no place");
        let told =
            |blanked: [bool; 3]| ["person/1", "person/2", "person/1"].map(str::to_owned).into_iter().zip(blanked);
        assert_eq!(log(&portal.house).await, told([true, false, false]).collect::<Vec<_>>());

        has_read(&review.house, 3).await;
        assert!(later(&portal, AGAIN, &bus).await, "the fourth has no place yet");
        assert_eq!(log(&portal.house).await, told([true, false, true]).collect::<Vec<_>>());

        places(&portal.house).await;
        has_read(&review.house, 4).await;
        assert!(!later(&portal, AGAIN, &bus).await, "nothing is left");
        let last = log(&portal.house).await.pop();
        assert_eq!(last, Some(("person/1".to_owned(), true)));
    }
}
