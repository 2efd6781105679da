//! Sessions: whoever holds the token is the subject, until the session ends.
//! Only the token's SHA-256 is kept, so that a copied database signs nobody in; its 256 random bits need no salt.

use std::time::Duration;

use data_encoding::HEXLOWER;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

use super::refresh;
use crate::act::Act;
use crate::clock::Instant;
use crate::fault::Fault;
use crate::house::House;

/// So often within its idle limit a session's use is written down.
const NOTED_EVERY: u32 = 12;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub subject: String,
    pub begun: i64,
    pub ends: i64,
    /// When it was last made use of, to within a part of its idle limit.
    pub seen: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// A session under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is, in the words of the service that began it.
    pub subject: String,
    pub begun: Instant,
    pub ends: Instant,
}

/// Begins a session and gives its token, which cannot be had again. It is no answer to commit an act with:
/// answers are kept as they are.
pub async fn begin(act: &Act, subject: &str, lifetime: Duration) -> Result<String, Fault> {
    let token = act.rng().secret();
    let row = ActiveModel {
        token_hash: Set(hash(&token)),
        subject: Set(subject.to_owned()),
        begun: Set(act.at().0),
        ends: Set(act.at().plus(lifetime).0),
        seen: Set(act.at().0),
    };
    Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(token)
}

/// The session that this token stands for, unless nobody made use of it for as long as `idle`. Asking is making use of it.
pub async fn find(house: &House, token: &str, idle: Duration) -> Result<Option<Session>, Fault> {
    let now = house.clock.now();
    let row = Entity::find_by_id(hash(token))
        .filter(Column::Ends.gt(now.0))
        .filter(Column::Seen.gt(now.minus(idle).0))
        .one(house.reader())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if Instant(row.seen).plus(idle / NOTED_EVERY) <= now {
        note(house, &row.token_hash, now).await?;
    }
    Ok(Some(Session { subject: row.subject, begun: Instant(row.begun), ends: Instant(row.ends) }))
}

/// No act: nothing happened that an audit would ask for.
async fn note(house: &House, token_hash: &str, now: Instant) -> Result<(), Fault> {
    let writing = house.database.write().await?;
    Entity::update_many()
        .col_expr(Column::Seen, Expr::value(now.0))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(writing.tx())
        .await?;
    writing.commit().await
}

/// Ends one session; one that is not there has ended.
pub async fn end(act: &Act, token: &str) -> Result<(), Fault> {
    Entity::delete_by_id(hash(token)).exec(act.tx()).await?;
    Ok(())
}

/// Ends every session of the subject, those of programs too, as when a password was changed or a person left.
pub async fn end_all(act: &Act, subject: &str) -> Result<(), Fault> {
    Entity::delete_many().filter(Column::Subject.eq(subject)).exec(act.tx()).await?;
    refresh::end_all(act, subject).await
}

/// Forgets the sessions that ran out, and says how many.
pub async fn purge(act: &Act) -> Result<u64, Fault> {
    let gone = Entity::delete_many().filter(Column::Ends.lte(act.at().0)).exec(act.tx()).await?;
    Ok(gone.rows_affected + refresh::purge(act).await?)
}

pub(super) fn hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::By;
    use crate::auth::test_house::TestHouse;

    const HOUR: Duration = Duration::from_secs(3600);

    async fn act(house: &House) -> Act {
        house.act(&By::service("test"), "test", "").await.expect("an act")
    }

    async fn signed_in(house: &House, subject: &str) -> String {
        let act = act(house).await;
        let token = begin(&act, subject, HOUR).await.expect("begun");
        act.commit(&()).await.expect("committed");
        token
    }

    #[tokio::test]
    async fn a_session_is_found_until_it_runs_out() {
        let town = TestHouse::open("portal").await;
        let token = signed_in(&town.house, "wang").await;
        let begun = town.house.clock.now();

        town.clock.advance(HOUR - Duration::from_micros(1));
        let session = find(&town.house, &token, HOUR).await.expect("read");
        assert_eq!(session, Some(Session { subject: "wang".to_owned(), begun, ends: begun.plus(HOUR) }));
        town.clock.advance(Duration::from_micros(1));
        assert_eq!(find(&town.house, &token, HOUR).await.expect("read"), None);
    }

    #[tokio::test]
    async fn a_session_that_is_not_used_ends_before_its_time() {
        let town = TestHouse::open("portal").await;
        let token = signed_in(&town.house, "wang").await;
        let idle = Duration::from_secs(600);
        for _ in 0..4 {
            town.clock.advance(idle - Duration::from_secs(1));
            assert!(find(&town.house, &token, idle).await.expect("read").is_some());
        }
        town.clock.advance(idle);
        assert_eq!(find(&town.house, &token, idle).await.expect("read"), None);
    }

    #[tokio::test]
    async fn an_ended_session_is_not_found_and_others_stay() {
        let town = TestHouse::open("portal").await;
        let ended = signed_in(&town.house, "wang").await;
        let other = signed_in(&town.house, "wang").await;
        let li = signed_in(&town.house, "li").await;

        let leaving = act(&town.house).await;
        end(&leaving, &ended).await.expect("ended");
        leaving.commit(&()).await.expect("committed");
        assert_eq!(find(&town.house, &ended, HOUR).await.expect("read"), None);
        assert!(find(&town.house, &other, HOUR).await.expect("read").is_some());

        let everywhere = act(&town.house).await;
        end_all(&everywhere, "wang").await.expect("ended");
        everywhere.commit(&()).await.expect("committed");
        assert_eq!(find(&town.house, &other, HOUR).await.expect("read"), None);
        assert!(find(&town.house, &li, HOUR).await.expect("read").is_some());
    }

    #[tokio::test]
    async fn a_session_that_was_not_committed_never_began() {
        let town = TestHouse::open("portal").await;
        let act = act(&town.house).await;
        let token = begin(&act, "wang", HOUR).await.expect("begun");
        drop(act);
        assert_eq!(find(&town.house, &token, HOUR).await.expect("read"), None);
    }

    #[tokio::test]
    async fn a_session_of_one_service_is_none_in_another() {
        let portal = TestHouse::open("portal").await;
        let review = TestHouse::open("review").await;
        let token = signed_in(&portal.house, "wang").await;
        assert_eq!(find(&review.house, &token, HOUR).await.expect("read"), None);
    }

    #[tokio::test]
    async fn the_token_itself_is_not_in_the_database() {
        let town = TestHouse::open("portal").await;
        let token = signed_in(&town.house, "wang").await;
        let row = Entity::find().one(town.house.reader()).await.expect("read").expect("a row");
        assert_ne!(row.token_hash, token);
        assert_eq!(find(&town.house, &row.token_hash, HOUR).await.expect("read"), None);
    }

    #[tokio::test]
    async fn purging_takes_only_what_ran_out() {
        let town = TestHouse::open("portal").await;
        signed_in(&town.house, "wang").await;
        town.clock.advance(HOUR);
        let fresh = signed_in(&town.house, "li").await;

        let sweeping = act(&town.house).await;
        assert_eq!(purge(&sweeping).await.expect("purged"), 1);
        sweeping.commit(&()).await.expect("committed");
        assert!(find(&town.house, &fresh, HOUR).await.expect("read").is_some());
    }
}
