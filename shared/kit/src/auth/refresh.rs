//! Refresh tokens: each is good once and gives the next. One that is used again was copied: its whole family ends,
//! for nobody can tell the thief from the owner. Only hashes are kept.

use std::time::Duration;

use sea_orm::Set;
use sea_orm::entity::prelude::*;

use super::device::Device;
use super::sessions::{self, hash};
use crate::act::Act;
use crate::clock::Instant;
use crate::fault::Fault;
use crate::house::House;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// All that came from one sign-in, which is a session of this id.
    pub family: Uuid,
    pub subject: String,
    /// When the family ends; renewing does not prolong it.
    pub ends: i64,
    pub used: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Whose token it is, of which session, and whether it was used already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub subject: String,
    pub session: Uuid,
    pub is_used: bool,
}

/// What came of using a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// The next token.
    Next(String),
    /// It was used already, and its family is gone.
    Copied,
    /// There is no such token any more, or its time is over.
    Gone,
}

/// Begins a session and gives its id and its first token, which cannot be had again.
pub async fn begin(act: &Act, subject: &str, device: Device, lifetime: Duration) -> Result<(Uuid, String), Fault> {
    let family = sessions::begin_for_program(act, subject, device, lifetime).await?;
    let token = add(act, family, subject, act.at().plus(lifetime)).await?;
    Ok((family, token))
}

/// Whose token it is, before an act begins; none when nobody holds such a token, or its time is over.
pub async fn find(house: &House, token: &str) -> Result<Option<Held>, Fault> {
    let row = Entity::find_by_id(hash(token)).filter(Column::Ends.gt(house.clock.now().0)).one(house.reader()).await?;
    Ok(row.map(|row| Held { subject: row.subject, session: row.family, is_used: row.used.is_some() }))
}

/// Uses the token up and gives the next.
pub async fn renew(act: &Act, token: &str) -> Result<Renewed, Fault> {
    let used = Entity::update_many()
        .col_expr(Column::Used, Expr::value(act.at().0))
        .filter(Column::TokenHash.eq(hash(token)))
        .filter(Column::Ends.gt(act.at().0))
        .filter(Column::Used.is_null())
        .exec(act.tx())
        .await?;
    let Some(row) = Entity::find_by_id(hash(token)).one(act.tx()).await? else {
        return Ok(Renewed::Gone);
    };
    if used.rows_affected == 1 {
        return add(act, row.family, &row.subject, Instant(row.ends)).await.map(Renewed::Next);
    }
    sessions::end_one(act, &row.subject, row.family).await?;
    Ok(if row.used.is_some() { Renewed::Copied } else { Renewed::Gone })
}

/// Ends the token's session with all that came from it; one that is not there has ended.
pub async fn end(act: &Act, token: &str) -> Result<(), Fault> {
    if let Some(row) = Entity::find_by_id(hash(token)).one(act.tx()).await? {
        sessions::end_one(act, &row.subject, row.family).await?;
    }
    Ok(())
}

pub(super) async fn end_family(act: &Act, subject: &str, family: Uuid) -> Result<(), Fault> {
    let tokens = Entity::delete_many().filter(Column::Subject.eq(subject)).filter(Column::Family.eq(family));
    tokens.exec(act.tx()).await?;
    Ok(())
}

pub(super) async fn end_others(act: &Act, subject: &str, kept: Uuid) -> Result<(), Fault> {
    let tokens = Entity::delete_many().filter(Column::Subject.eq(subject)).filter(Column::Family.ne(kept));
    tokens.exec(act.tx()).await?;
    Ok(())
}

pub(super) async fn end_all(act: &Act, subject: &str) -> Result<(), Fault> {
    Entity::delete_many().filter(Column::Subject.eq(subject)).exec(act.tx()).await?;
    Ok(())
}

pub(super) async fn purge(act: &Act) -> Result<u64, Fault> {
    Ok(Entity::delete_many().filter(Column::Ends.lte(act.at().0)).exec(act.tx()).await?.rows_affected)
}

async fn add(act: &Act, family: Uuid, subject: &str, ends: Instant) -> Result<String, Fault> {
    let token = act.rng().secret();
    let row = ActiveModel {
        token_hash: Set(hash(&token)),
        family: Set(family),
        subject: Set(subject.to_owned()),
        ends: Set(ends.0),
        used: Set(None),
    };
    Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::By;
    use crate::auth::sessions;
    use crate::auth::test_house::TestHouse;

    const DAY: Duration = Duration::from_secs(24 * 3600);

    async fn done<T>(house: &House, deed: impl AsyncFnOnce(&Act) -> Result<T, Fault>) -> T {
        let act = house.act(&By::service("test"), "test", "").await.expect("an act");
        let done = deed(&act).await.expect("done");
        act.commit(&()).await.expect("committed");
        done
    }

    async fn begun(act: &Act) -> Result<String, Fault> {
        Ok(begin(act, "zhao", Device::from_code(""), DAY).await?.1)
    }

    async fn renewed(house: &House, token: &str) -> Renewed {
        done(house, async |act| renew(act, token).await).await
    }

    async fn next(house: &House, token: &str) -> String {
        match renewed(house, token).await {
            Renewed::Next(next) => next,
            other => panic!("no next one: {other:?}"),
        }
    }

    #[tokio::test]
    async fn a_token_is_good_once_and_a_copy_ends_its_family() {
        let town = TestHouse::open("review").await;
        let (first, other) = done(&town.house, async |act| Ok((begun(act).await?, begun(act).await?))).await;
        let second = next(&town.house, &first).await;
        let third = next(&town.house, &second).await;
        assert_eq!(find(&town.house, &first).await.expect("read").map(|held| held.is_used), Some(true));
        assert_eq!(renewed(&town.house, &first).await, Renewed::Copied);
        assert_eq!(renewed(&town.house, &third).await, Renewed::Gone, "the thief and the owner both sign in again");
        assert!(matches!(renewed(&town.house, &other).await, Renewed::Next(_)), "another sign-in stays");
    }

    #[tokio::test]
    async fn renewing_does_not_prolong_and_leaving_ends_all() {
        let town = TestHouse::open("review").await;
        let first = done(&town.house, async |act| begun(act).await).await;
        town.clock.advance(DAY - Duration::from_secs(1));
        let second = next(&town.house, &first).await;
        town.clock.advance(Duration::from_secs(1));
        assert_eq!(
            (find(&town.house, &second).await.expect("read"), renewed(&town.house, &second).await),
            (None, Renewed::Gone)
        );

        let kept = done(&town.house, async |act| begun(act).await).await;
        done(&town.house, async |act| sessions::end_all(act, "zhao").await).await;
        assert_eq!(renewed(&town.house, &kept).await, Renewed::Gone);
    }

    #[tokio::test]
    async fn whoever_ends_the_session_ends_what_renews_it() {
        let town = TestHouse::open("review").await;
        let device = Device::from_code("");
        let (session, token) = done(&town.house, async |act| begin(act, "zhao", device, DAY).await).await;
        assert!(sessions::named(&town.house, session).await.expect("read").is_some());
        assert_eq!(sessions::list(&town.house, "zhao", DAY).await.expect("read").len(), 1);
        done(&town.house, async |act| end(act, &token).await).await;
        assert_eq!(sessions::named(&town.house, session).await.expect("read"), None);

        let (session, token) = done(&town.house, async |act| begin(act, "zhao", device, DAY).await).await;
        done(&town.house, async |act| sessions::end_one(act, "zhao", session).await).await;
        assert_eq!(renewed(&town.house, &token).await, Renewed::Gone);
    }

    #[tokio::test]
    async fn the_token_itself_is_not_in_the_database() {
        let town = TestHouse::open("review").await;
        let token = done(&town.house, async |act| begun(act).await).await;
        let row = Entity::find().one(town.house.reader()).await.expect("read").expect("a row");
        assert_ne!(row.token_hash, token);
    }
}
