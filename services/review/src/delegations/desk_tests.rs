//! What changes between the look and the act: whoever is to stand in is locked out by an act that is not on the disk yet.

use std::time::Duration;

use domain::Role;
use kit::By;

use super::*;
use crate::officers::store::set_locked;
use crate::test_house::{LOGIN, TestHouse};

/// By then the delegation waits for the turn to write. Later than that only proves less.
const WAITS: Duration = Duration::from_secs(1);

#[tokio::test]
async fn whoever_is_locked_out_meanwhile_stands_in_for_nobody() {
    let town = TestHouse::open("stand-in").await;
    let (house, officers) = (&town.house, &town.officers);
    let delegations = Delegations::new(house.clone(), officers.clone(), Registers::new(house.clone()));
    let operator = By::operator();
    town.hire(Role::PrefectureReviewer).await;
    let account = town.account().await;
    let day = |written: &str| written.parse::<NaiveDate>().expect("a date");
    let away = Officer::sample(Role::Secretary);
    let makes = || {
        let delegating = Delegating { to: LOGIN.to_owned(), from: day("2026-12-01"), until: day("2026-12-02") };
        delegations.make(&away, delegating)
    };
    let act = house.act(&operator, "officer.lock", account.id).await.expect("the turn to write");
    let lock = async {
        tokio::time::sleep(WAITS).await;
        set_locked(act.tx(), account.id, true).await.expect("locked");
        act.commit(&()).await.expect("committed");
    };
    let (made, ()) = tokio::join!(makes(), lock);
    let is_unknown = |refusals: &[Refusal]| refusals.iter().all(|one| one.code() == "officer-unknown");
    assert!(matches!(made, Err(DeskError::Refused(refusals)) if is_unknown(&refusals)));
    officers.unlock(&operator, LOGIN).await.expect("unlocked");
    assert!(makes().await.is_ok());
}
