//! Whether the machines agree. On the time: terms, codes, sessions and limits go by each process's own clock, so that one
//! that is off is refused at the start and told later; the machine's is compared, whichever clock the product goes by. And
//! on the folder of files: what one service keeps another has to find.

use std::sync::Arc;
use std::time::Duration;

use crate::bus::Bus;
use crate::clock::{Clock, Instant, SystemClock};
use crate::duty::Duty;
use crate::fault::Fault;
use crate::house::House;

/// Sign-in codes bear 30 seconds; what services that stand apart agree on by the clock bears less.
const WITHIN: Duration = Duration::from_secs(5);
const ROUND: Duration = Duration::from_secs(10);

/// Compares the time with whoever else the house has to agree with. Runs until its task is dropped.
pub async fn keep_time(house: House, bus: Arc<dyn Bus>, duty: Duty) {
    loop {
        tell(&duty, of_house(&house).await.and(of_bus(&*bus).await));
        tokio::time::sleep(ROUND).await;
    }
}

/// Compares the folder of files likewise.
pub async fn keep_files(house: House, bus: Arc<dyn Bus>, duty: Duty) {
    loop {
        tell(&duty, of_files(&house, &*bus).await);
        tokio::time::sleep(ROUND).await;
    }
}

fn tell(duty: &Duty, agreed: Result<(), Fault>) {
    match agreed {
        Ok(()) => duty.goes_well(),
        Err(fault) => duty.fails(&fault),
    }
}

/// With the clock of the server that keeps the house's database. A file has none of its own; that a server cannot be
/// asked is for others to tell.
pub async fn of_house(house: &House) -> Result<(), Fault> {
    let asked = SystemClock.now();
    match house.clock_of_database().await {
        Ok(Some(theirs)) => agree("the database", asked, theirs, SystemClock.now()),
        Ok(None) | Err(_) => Ok(()),
    }
}

/// With the clock of the server that carries the events.
pub async fn of_bus(bus: &dyn Bus) -> Result<(), Fault> {
    let asked = SystemClock.now();
    match bus.now().await {
        Ok(Some(theirs)) => agree("Redis", asked, theirs, SystemClock.now()),
        Ok(None) | Err(_) => Ok(()),
    }
}

/// With the processes on the bus, whether they see the same folder. That it cannot be asked is for others to tell.
pub async fn of_files(house: &House, bus: &dyn Bus) -> Result<(), Fault> {
    // Where nobody carries events there is nobody to agree with.
    let Ok(Some(_)) = bus.now().await else { return Ok(()) };
    let own = house.files.mark()?;
    match bus.mark(own).await {
        Ok(Some(theirs)) if theirs != own => Err(Fault::new(format!(
            "the files of the other processes do not lie in {}: mount one folder for all of them",
            house.files.folder().display()
        ))),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Compares this clock with one that was asked between two instants of it: what to do where they disagree. However long
/// the answer took, it speaks for no other moment.
pub(crate) fn agree(whose: &str, asked: Instant, theirs: Instant, answered: Instant) -> Result<(), Fault> {
    let (ahead, behind) = (asked.since(theirs), theirs.since(answered));
    let (by, way) = if ahead > behind { (ahead, "ahead of") } else { (behind, "behind") };
    if by <= WITHIN {
        return Ok(());
    }
    Err(Fault::new(format!("the clock of this machine is {} s {way} that of {whose}: set both by NTP", by.as_secs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_told_with_how_far() {
        let at = |seconds: i64| Instant(1_770_000_000_000_000 + seconds * 1_000_000);
        let told = |theirs: i64| agree("Redis", at(0), at(theirs), at(2)).err().map(|fault| fault.to_string());
        for theirs in [-5, 0, 1, 2, 7] {
            assert_eq!(told(theirs), None, "{theirs}");
        }
        assert!(told(-6).is_some_and(|said| said.contains("6 s ahead of that of Redis")), "{:?}", told(-6));
        assert!(told(3600).is_some_and(|said| said.contains("3598 s behind")), "{:?}", told(3600));
    }
}
