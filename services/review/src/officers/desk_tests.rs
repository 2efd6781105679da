//! What changes between the look and the act: an account while somebody signs in with it, a refresh token that two use at once.

use domain::Role;
use kit::audit::{self, Wanted};

use super::*;
use crate::test_house::{LOGIN, TestHouse};

/// By then whoever signs in was recognised, and waits for the turn to write. Later than that only proves less.
const RECOGNISED: Duration = Duration::from_secs(1);

/// A house with one account; its password.
async fn open(name: &str) -> (TestHouse, String) {
    let town = TestHouse::open(name).await;
    let password = town.hire(Role::Auditor).await;
    (town, password)
}

impl TestHouse {
    /// The code of the account's second factor.
    async fn code(&self) -> String {
        totp::current(&self.account().await.secret, self.house.clock.now())
    }

    /// How often the trail has this deed.
    async fn done(&self, deed: &str) -> usize {
        let wanted = Wanted { deed: Some(deed.to_owned()), limit: 10, ..Wanted::default() };
        audit::list(&self.house, &wanted).await.expect("read").items.len()
    }
}

fn is_wrong<T>(answer: Result<T, DeskError>) -> bool {
    matches!(answer, Err(DeskError::Refused(refusals)) if refusals.iter().all(|one| one.code() == "sign-in-wrong"))
}

#[tokio::test]
async fn whoever_is_locked_out_while_signing_in_does_not_come_in() {
    let (town, password) = open("locked-out").await;
    let (by, id, code) = (By::operator(), town.account().await.id, town.code().await);
    let typed = Credentials { login: LOGIN, password: &password, code: &code };
    let act = town.house.act(&by, "officer.lock", id).await.expect("the turn to write");
    let lock = async {
        tokio::time::sleep(RECOGNISED).await;
        store::set_locked(act.tx(), id, true).await.expect("locked");
        act.commit(&()).await.expect("committed");
    };
    let (signed_in, ()) = tokio::join!(town.officers.sign_in(&by, &typed, Device::from_code("")), lock);
    assert!(is_wrong(signed_in));
    town.officers.unlock(&by, LOGIN).await.expect("unlocked");
    let again = town.officers.sign_in(&by, &typed, Device::from_code("")).await;
    assert!(again.is_ok(), "the code was not used up");
}

#[tokio::test]
async fn what_is_reset_while_somebody_signs_in_with_it_lets_nobody_in() {
    let (town, password) = open("reset").await;
    let (by, account, code) = (By::operator(), town.account().await, town.code().await);
    let typed = Credentials { login: LOGIN, password: &password, code: &code };
    let hash = town.officers.hash("another").await.expect("a hash");
    let act = town.house.act(&by, "officer.reset", account.id).await.expect("the turn to write");
    let reset = async {
        tokio::time::sleep(RECOGNISED).await;
        let house = &town.house;
        store::set_secrets(act.tx(), house, &account, &hash, &[7; totp::SECRET_BYTES]).await.expect("reset");
        act.commit(&()).await.expect("committed");
    };
    let (granted, ()) = tokio::join!(town.officers.grant_tokens(&by, &typed, Device::from_code("")), reset);
    assert!(is_wrong(granted));
    let code = town.code().await;
    let typed = Credentials { login: LOGIN, password: "another", code: &code };
    assert!(town.officers.grant_tokens(&by, &typed, Device::from_code("")).await.is_ok());
}

#[tokio::test]
async fn of_two_who_use_a_refresh_token_at_once_the_second_is_on_record_as_a_copy() {
    let (town, password) = open("renewed").await;
    let (by, id, code) = (By::operator(), town.account().await.id, town.code().await);
    let typed = Credentials { login: LOGIN, password: &password, code: &code };
    let pair = town.officers.grant_tokens(&by, &typed, Device::from_code("")).await;
    let Pair { refresh, .. } = pair.expect("a pair");
    let act = town.house.act(&by, "officer.lock", id).await.expect("the turn to write");
    let both_wait = async {
        tokio::time::sleep(RECOGNISED).await;
        drop(act);
    };
    let renew = || town.officers.renew_tokens(&by, &refresh);
    let (first, second, ()) = tokio::join!(renew(), renew(), both_wait);
    assert_eq!([first, second].iter().filter(|renewed| renewed.is_ok()).count(), 1);
    assert_eq!((town.done("officer.token-renewed").await, town.done("officer.token-copied").await), (1, 1));
}

#[tokio::test]
async fn whoever_renews_a_session_that_was_ended_meanwhile_has_copied_nothing() {
    let (town, password) = open("ended").await;
    let (by, id, code) = (By::operator(), town.account().await.id, town.code().await);
    let typed = Credentials { login: LOGIN, password: &password, code: &code };
    let pair = town.officers.grant_tokens(&by, &typed, Device::from_code("")).await;
    let Pair { refresh: token, .. } = pair.expect("a pair");
    let act = town.house.act(&by, "officer.token-revoked", id).await.expect("the turn to write");
    let ends = async {
        tokio::time::sleep(RECOGNISED).await;
        refresh::end(&act, &token).await.expect("ended");
        act.commit(&()).await.expect("committed");
    };
    let (renewed, ()) = tokio::join!(town.officers.renew_tokens(&by, &token), ends);
    assert!(matches!(renewed, Err(DeskError::NotSignedIn)));
    assert_eq!((town.done("officer.token-renewed").await, town.done("officer.token-copied").await), (0, 0));
}
