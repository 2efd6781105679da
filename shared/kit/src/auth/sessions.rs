//! Sessions: whoever holds the token is the subject, until the session ends.
//! Only the token's SHA-256 is kept, so that a copied database signs nobody in; its 256 random bits need no salt.

use std::time::Duration;

use data_encoding::HEXLOWER;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use sha2::{Digest, Sha256};

use super::device::Device;
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
    /// What it is called where its token is not to be said.
    pub id: Uuid,
    pub subject: String,
    /// The code of the device it was begun on.
    pub device: String,
    pub begun: i64,
    pub ends: i64,
    /// When it was last made use of, to within a part of its idle limit.
    pub seen: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// A session under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: Uuid,
    /// Whose it is, in the words of the service that began it.
    pub subject: String,
    pub device: Device,
    pub begun: Instant,
    /// When it was last made use of, to within a part of its idle limit.
    pub seen: Instant,
    pub ends: Instant,
}

/// A session never changes but for its use; this is what `If-Match` names.
pub const VERSION: i64 = 1;

impl From<Model> for Session {
    fn from(row: Model) -> Session {
        Session {
            id: row.id,
            subject: row.subject,
            device: Device::from_code(&row.device),
            begun: Instant(row.begun),
            seen: Instant(row.seen),
            ends: Instant(row.ends),
        }
    }
}

/// Begins a session and gives its token, which cannot be had again. It is no answer to commit an act with:
/// answers are kept as they are.
pub async fn begin(act: &Act, subject: &str, device: Device, lifetime: Duration) -> Result<String, Fault> {
    let token = act.rng().secret();
    add(act, act.new_id(), hash(&token), subject, device, lifetime).await?;
    Ok(token)
}

/// Begins the session of a program, which has no token of its own: what it presents names the session.
pub(super) async fn begin_for_program(
    act: &Act,
    subject: &str,
    device: Device,
    lifetime: Duration,
) -> Result<Uuid, Fault> {
    let id = act.new_id();
    add(act, id, format!("{FOR_A_PROGRAM}{id}"), subject, device, lifetime).await?;
    Ok(id)
}

/// Before the id where others have the hash of their token, which never begins so.
const FOR_A_PROGRAM: &str = "program/";

async fn add(
    act: &Act,
    id: Uuid,
    token_hash: String,
    subject: &str,
    device: Device,
    lifetime: Duration,
) -> Result<(), Fault> {
    let row = ActiveModel {
        token_hash: Set(token_hash),
        id: Set(id),
        subject: Set(subject.to_owned()),
        device: Set(device.code()),
        begun: Set(act.at().0),
        ends: Set(act.at().plus(lifetime).0),
        seen: Set(act.at().0),
    };
    Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// The session that this token stands for, unless nobody made use of it for as long as `idle`. Asking is making use of it.
pub async fn find(house: &House, token: &str, idle: Duration) -> Result<Option<Session>, Fault> {
    let now = house.clock.now();
    let found = Entity::find_by_id(hash(token)).filter(Column::Seen.gt(now.minus(idle).0));
    used(house, found, idle / NOTED_EVERY).await
}

/// The session that a program's access token names: it is signed, so that it need not be secret. Asking is making use of it.
pub async fn named(house: &House, id: Uuid) -> Result<Option<Session>, Fault> {
    used(house, Entity::find().filter(Column::Id.eq(id)), A_PROGRAM_IS_NOTED_EVERY).await
}

/// A program is idle between two renewals.
const A_PROGRAM_IS_NOTED_EVERY: Duration = Duration::from_secs(5 * 60);

async fn used(house: &House, found: Select<Entity>, noted_every: Duration) -> Result<Option<Session>, Fault> {
    let now = house.clock.now();
    let Some(row) = found.filter(Column::Ends.gt(now.0)).one(house.reader()).await? else {
        return Ok(None);
    };
    if Instant(row.seen).plus(noted_every) <= now {
        note(house, &row.token_hash, now).await?;
    }
    Ok(Some(row.into()))
}

/// Whose session it was that ended for want of use, not by anybody's wish.
pub async fn fell_asleep(house: &House, token: &str) -> Result<Option<String>, Fault> {
    Ok(Entity::find_by_id(hash(token)).one(house.reader()).await?.map(|row| row.subject))
}

/// The subject's sessions under way, the one used last first.
pub async fn list(house: &House, subject: &str, idle: Duration) -> Result<Vec<Session>, Fault> {
    let now = house.clock.now();
    let rows = Entity::find().filter(Column::Subject.eq(subject)).filter(Column::Ends.gt(now.0));
    let rows = rows.order_by_desc(Column::Seen).order_by_desc(Column::Id).all(house.reader()).await?;
    let is_awake = |row: &Model| row.token_hash.starts_with(FOR_A_PROGRAM) || row.seen > now.minus(idle).0;
    Ok(rows.into_iter().filter(is_awake).map(Session::from).collect())
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

/// Ends one of the subject's sessions; whether there was such a one.
pub async fn end_one(act: &Act, subject: &str, id: Uuid) -> Result<bool, Fault> {
    let gone =
        Entity::delete_many().filter(Column::Subject.eq(subject)).filter(Column::Id.eq(id)).exec(act.tx()).await?;
    refresh::end_family(act, subject, id).await?;
    Ok(gone.rows_affected > 0)
}

/// Ends every session of the subject but this one.
pub async fn end_others(act: &Act, subject: &str, kept: Uuid) -> Result<(), Fault> {
    Entity::delete_many().filter(Column::Subject.eq(subject)).filter(Column::Id.ne(kept)).exec(act.tx()).await?;
    refresh::end_others(act, subject, kept).await
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
        let token = begin(&act, subject, Device::from_code(""), HOUR).await.expect("begun");
        act.commit(&()).await.expect("committed");
        token
    }

    #[tokio::test]
    async fn a_session_is_found_until_it_runs_out() {
        let town = TestHouse::open("portal").await;
        let token = signed_in(&town.house, "wang").await;
        let begun = town.house.clock.now();

        town.clock.advance(HOUR - Duration::from_micros(1));
        let session = find(&town.house, &token, HOUR).await.expect("read").expect("under way");
        assert_eq!((&*session.subject, session.begun, session.ends), ("wang", begun, begun.plus(HOUR)));
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
    async fn whoever_it_is_sees_their_own_sessions_and_ends_them() {
        let town = TestHouse::open("portal").await;
        let first = signed_in(&town.house, "wang").await;
        town.clock.advance(HOUR / 2);
        let second = signed_in(&town.house, "wang").await;
        let li = signed_in(&town.house, "li").await;
        let listed = list(&town.house, "wang", HOUR).await.expect("read");
        assert_eq!(listed.len(), 2);
        let [newest, oldest] = [listed[0].id, listed[1].id];
        assert_eq!(list(&town.house, "wang", HOUR / 4).await.expect("read").len(), 1, "the other one sleeps");

        let others = list(&town.house, "li", HOUR).await.expect("read")[0].id;
        let ending = act(&town.house).await;
        assert!(!end_one(&ending, "wang", others).await.expect("ended"), "it is not theirs");
        assert!(end_one(&ending, "wang", oldest).await.expect("ended"));
        ending.commit(&()).await.expect("committed");
        assert_eq!(find(&town.house, &first, HOUR).await.expect("read"), None);
        assert!(find(&town.house, &li, HOUR).await.expect("read").is_some());

        let third = signed_in(&town.house, "wang").await;
        let ending = act(&town.house).await;
        end_others(&ending, "wang", newest).await.expect("ended");
        ending.commit(&()).await.expect("committed");
        assert!(find(&town.house, &second, HOUR).await.expect("read").is_some());
        assert_eq!(find(&town.house, &third, HOUR).await.expect("read"), None);
    }

    #[tokio::test]
    async fn a_session_that_was_not_committed_never_began() {
        let town = TestHouse::open("portal").await;
        let act = act(&town.house).await;
        let token = begin(&act, "wang", Device::from_code(""), HOUR).await.expect("begun");
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
