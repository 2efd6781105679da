//! All SQL of the outbox.

use contract::Event;
use contract::event::Blanked;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, Statement,
};
use uuid::Uuid;

use super::rows::{event, subject};
use crate::bus::Placed;
use crate::clock::Instant;
use crate::fault::Fault;

/// Without RETURNING, which costs as much as another statement: the row finds its sequence itself.
pub(crate) async fn add(
    db: &impl ConnectionTrait,
    id: Uuid,
    about: &str,
    told: &Event,
    at: Instant,
    trace: &str,
) -> Result<(), Fault> {
    let first = subject::ActiveModel { subject: Set(about.to_owned()), sequence: Set(1) };
    let counted = OnConflict::column(subject::Column::Subject)
        .value(subject::Column::Sequence, Expr::col((subject::Entity, subject::Column::Sequence)).add(1))
        .to_owned();
    subject::Entity::insert(first).on_conflict(counted).exec_without_returning(db).await?;
    let row = Query::select()
        .expr(Expr::value(id))
        .column(subject::Column::Subject)
        .column(subject::Column::Sequence)
        .expr(Expr::value(serde_json::to_string(told)?))
        .expr(Expr::value(trace))
        .expr(Expr::value(at.0))
        .from(subject::Entity)
        .and_where(Expr::col(subject::Column::Subject).eq(about))
        .take();
    let columns = [
        event::Column::Id,
        event::Column::Subject,
        event::Column::Sequence,
        event::Column::Event,
        event::Column::Trace,
        event::Column::At,
    ];
    let mut insert = Query::insert();
    insert
        .into_table(event::Entity)
        .columns(columns)
        .select_from(row)
        .map_err(|error| Fault::new(error.to_string()))?;
    db.execute(&insert).await?;
    Ok(())
}

/// Leaves nothing of what was told under a subject up to a position; its place stays. Whether something of it is left.
pub(crate) async fn blank(db: &impl ConnectionTrait, about: &str, up_to: i64) -> Result<bool, Fault> {
    let blanked = serde_json::to_string(&Event::Blanked(Blanked {}))?;
    event::Entity::update_many()
        .col_expr(event::Column::Event, Expr::value(&blanked))
        .filter(event::Column::Subject.eq(about))
        .filter(event::Column::Position.lte(up_to))
        .exec(db)
        .await?;
    let left = event::Entity::find().filter(event::Column::Subject.eq(about)).filter(event::Column::Event.ne(&blanked));
    Ok(left.count(db).await? > 0)
}

/// The last position given; 0 before the first.
pub(crate) async fn last_position(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    let last: Option<Option<i64>> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Position.max(), "last")
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// The position before the first one kept; 0 where nothing was trimmed.
pub(crate) async fn start(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    let first: Option<Option<i64>> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Position.min(), "first")
        .into_tuple()
        .one(db)
        .await?;
    Ok(first.flatten().map_or(0, |first| first - 1))
}

/// Whether there are events without a position.
pub(crate) async fn has_unplaced(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    let one = event::Entity::find().select_only().column(event::Column::Id).filter(event::Column::Position.is_null());
    Ok(one.limit(1).into_tuple::<Uuid>().one(db).await?.is_some())
}

/// How many events have no position yet.
pub(crate) async fn waiting(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    let waiting = event::Entity::find().filter(event::Column::Position.is_null()).count(db).await?;
    Ok(i64::try_from(waiting).unwrap_or(i64::MAX))
}

/// Gives the next positions to events that have none, in the order in which they were told; the last one given. Ids begin
/// with the time of whoever told; where two processes disagree about that, a subject keeps the order of its sequence.
pub(crate) async fn place(db: &impl ConnectionTrait, limit: u64) -> Result<i64, Fault> {
    let last = last_position(db).await?;
    let text = if db.get_database_backend() == DbBackend::Postgres { "id::text" } else { "hex(id)" };
    let place = format!(
        "UPDATE outbox SET position = fresh.position FROM (\
             SELECT id, $1 + row_number() OVER (ORDER BY turn, sequence) AS position FROM (\
                 SELECT id, sequence, max({text}) OVER (PARTITION BY subject ORDER BY sequence) AS turn \
                 FROM outbox WHERE position IS NULL ORDER BY turn, sequence LIMIT $2) AS unplaced) AS fresh \
         WHERE outbox.id = fresh.id"
    );
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let place = Statement::from_sql_and_values(db.get_database_backend(), place, [last.into(), limit.into()]);
    let placed = db.execute_raw(place).await?.rows_affected();
    Ok(last + i64::try_from(placed).unwrap_or_default())
}

/// The log after a position.
pub(crate) async fn after(
    db: &impl ConnectionTrait,
    source: &str,
    position: i64,
    limit: u64,
) -> Result<Vec<Placed>, Fault> {
    let rows = event::Entity::find()
        .filter(event::Column::Position.gt(position))
        .order_by_asc(event::Column::Position)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(|row| placed(source, row)).collect()
}

/// What the log has of one subject between two sequences. Asked when something is missing only, so without an index.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    source: &str,
    about: &str,
    after: i64,
    before: i64,
) -> Result<Vec<Placed>, Fault> {
    let rows = event::Entity::find()
        .filter(event::Column::Subject.eq(about))
        .filter(event::Column::Sequence.gt(after))
        .filter(event::Column::Sequence.lt(before))
        .filter(event::Column::Position.is_not_null())
        .order_by_asc(event::Column::Sequence)
        .all(db)
        .await?;
    rows.into_iter().map(|row| placed(source, row)).collect()
}

fn placed(source: &str, row: event::Model) -> Result<Placed, Fault> {
    let position = row.position.ok_or_else(|| Fault::corrupt("outbox", row.id, "it has no position"))?;
    Ok(Placed {
        position,
        id: row.id,
        source: source.to_owned(),
        subject: row.subject,
        sequence: row.sequence,
        time: Instant(row.at).rfc3339(),
        trace: row.trace,
        event: row.event,
    })
}

#[cfg(test)]
mod tests {
    use contract::event::{EventReleased, Ruling};

    use super::*;
    use crate::auth::test_house::TestHouse;

    /// Ids begin with the time of the process that told: here the clock of the second stands behind.
    #[tokio::test]
    async fn a_subject_keeps_its_order_where_clocks_disagree() {
        let town = TestHouse::open("review").await;
        let ids: Vec<Uuid> = (0..5).map(|_| town.house.ids.next()).collect();
        let writing = town.house.database.write().await.expect("a turn");
        for (about, id) in [("case/a", ids[3]), ("case/b", ids[2]), ("case/a", ids[0]), ("case/c", ids[4])] {
            let told = Event::EventReleased(EventReleased { id, ruling: Ruling::Skip });
            add(writing.tx(), id, about, &told, Instant(1), "").await.expect("told");
        }
        assert_eq!(place(writing.tx(), 500).await.expect("placed"), 4);
        writing.commit().await.expect("committed");
        let placed = after(town.house.reader(), "review", 0, 10).await.expect("read");
        let placed: Vec<_> =
            placed.into_iter().map(|placed| (placed.position, placed.subject, placed.sequence)).collect();
        let expected = [(1, "case/b", 1), (2, "case/a", 1), (3, "case/a", 2), (4, "case/c", 1)];
        assert_eq!(placed, expected.map(|(at, about, sequence)| (at, about.to_owned(), sequence)));
    }
}
