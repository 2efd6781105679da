//! All SQL of the plans. What an issue said of a post stays; the latest word on it is current.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{ChangeKind, Post, PostId, PostNumber, Text, UnitId};
use kit::Fault;
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select, Set};
use uuid::Uuid;

use super::desk::{Issue, IssuedPlan, IssuedPost};
use super::rows::{issued_post, plan};

/// Rows of one statement: an engine takes so many values and no more.
const AT_ONCE: usize = 1_000;

pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    Ok(plan::Entity::find().count(db).await? == 0)
}

pub async fn is_issued(db: &impl ConnectionTrait, year: i32) -> Result<bool, Fault> {
    let of_year = annual().filter(plan::Column::Year.eq(i64::from(year)));
    Ok(of_year.count(db).await? > 0)
}

/// The latest first.
pub async fn issues(db: &impl ConnectionTrait) -> Result<Vec<Issue>, Fault> {
    let rows = latest_first(plan::Entity::find()).all(db).await?;
    rows.into_iter().map(read_issue).collect()
}

pub async fn issue(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Issue>, Fault> {
    plan::Entity::find_by_id(id).one(db).await?.map(read_issue).transpose()
}

/// The catalogue of a year that was issued last.
pub async fn in_force(db: &impl ConnectionTrait) -> Result<Option<Issue>, Fault> {
    latest_first(annual()).one(db).await?.map(read_issue).transpose()
}

/// An issue with its posts, in the order of their numbers.
pub async fn issued(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<IssuedPlan>, Fault> {
    let Some(Issue { id, year, title, document, issued_on, policy, amends }) = issue(db, id).await? else {
        return Ok(None);
    };
    let amends = match amends {
        Some(amended) => issue(db, amended).await?,
        None => None,
    };
    let of_issue = issued_post::Entity::find().filter(issued_post::Column::Issue.eq(id));
    let mut posts = of_issue.all(db).await?.into_iter().map(read_issued).collect::<Result<Vec<_>, _>>()?;
    posts.sort_by_cached_key(|issued| PostNumber::sorted(&issued.post.number));
    Ok(Some(IssuedPlan { id, year, title, document, issued_on, policy, amends, posts }))
}

/// The posts of the catalogue on that day, in the order of their numbers: those of the year in force, and of earlier years
/// those whose last day is stated and has not passed. Each says which issue it is of.
pub async fn catalogue(
    db: &impl ConnectionTrait,
    in_force: Uuid,
    on: NaiveDate,
    unit: Option<UnitId>,
) -> Result<Vec<Post>, Fault> {
    let mut rows = current().filter(issued_post::Column::Change.ne(ChangeKind::Closed.code()));
    if let Some(unit) = unit {
        rows = rows.filter(issued_post::Column::Unit.eq(unit.uuid()));
    }
    let issues: HashMap<_, _> = issues(db).await?.into_iter().map(|issue| (issue.id, issue)).collect();
    let mut posts = Vec::new();
    for row in rows.all(db).await? {
        let is_of_year = row.plan == in_force;
        let issued = issues.get(&row.issue).map(Issue::under);
        let post = Post { issued, ..read(row)? };
        if is_of_year || post.closes_on.is_some_and(|last| last >= on) {
            posts.push(post);
        }
    }
    posts.sort_by_cached_key(|post| PostNumber::sorted(&post.number));
    Ok(posts)
}

/// The numbers that a year's catalogue and its amendments have given.
pub async fn numbers(db: &impl ConnectionTrait, plan: Uuid) -> Result<Vec<String>, Fault> {
    let of_plan = issued_post::Entity::find().filter(issued_post::Column::Plan.eq(plan));
    Ok(of_plan.all(db).await?.into_iter().map(|row| row.number).collect())
}

/// Of one unit, the latest first.
pub async fn posts_of_unit(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Post>, Fault> {
    let of_unit = current().filter(issued_post::Column::Unit.eq(unit.uuid()));
    let mut posts = of_unit.all(db).await?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    posts.sort_by_cached_key(|post| Reverse(PostNumber::sorted(&post.number)));
    Ok(posts)
}

pub async fn save(db: &impl ConnectionTrait, issued: &IssuedPlan) -> Result<(), Fault> {
    let row = plan::ActiveModel {
        id: Set(issued.id),
        year: Set(issued.year.into()),
        title_zh: Set(issued.title.zh.clone()),
        title_en: Set(issued.title.en.clone()),
        document: Set(issued.document.clone()),
        issued_on: Set(issued.issued_on.to_string()),
        policy: Set(issued.policy.clone()),
        amends: Set(issued.amends.as_ref().map(|amended| amended.id)),
    };
    plan::Entity::insert(row).exec_without_returning(db).await?;
    let amended = issued.posts.iter().filter(|issued| issued.change != ChangeKind::Added);
    let ids: Vec<_> = amended.map(|issued| issued.post.id.uuid()).collect();
    issued_post::Entity::update_many()
        .col_expr(issued_post::Column::Current, Expr::value(false))
        .filter(issued_post::Column::Id.is_in(ids))
        .filter(issued_post::Column::Current.eq(true))
        .exec(db)
        .await?;
    let mut rows = Vec::with_capacity(issued.posts.len());
    for IssuedPost { change, post } in &issued.posts {
        rows.push(issued_post::ActiveModel {
            issue: Set(issued.id),
            id: Set(post.id.uuid()),
            plan: Set(match change {
                ChangeKind::Added => issued.in_force(),
                ChangeKind::Changed | ChangeKind::Closed => plan_of(db, post.id).await?.unwrap_or(issued.in_force()),
            }),
            unit: Set(post.unit.id.uuid()),
            number: Set(post.number.clone()),
            change: Set(change.code().to_owned()),
            current: Set(true),
            post: Set(serde_json::to_string(post)?),
        });
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        issued_post::Entity::insert_many(rows).exec_without_returning(db).await?;
        rows = rest;
    }
    Ok(())
}

/// The catalogue of a year that a post belongs to.
async fn plan_of(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Uuid>, Fault> {
    let said = issued_post::Entity::find().filter(issued_post::Column::Id.eq(id.uuid()));
    Ok(said.one(db).await?.map(|row| row.plan))
}

pub async fn post(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Post>, Fault> {
    current().filter(issued_post::Column::Id.eq(id.uuid())).one(db).await?.map(read).transpose()
}

/// The posts of these ids, in no order.
pub async fn posts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Post>, Fault> {
    let rows = current().filter(issued_post::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn annual() -> Select<plan::Entity> {
    plan::Entity::find().filter(plan::Column::Amends.is_null())
}

fn latest_first(issues: Select<plan::Entity>) -> Select<plan::Entity> {
    issues.order_by_desc(plan::Column::IssuedOn).order_by_desc(plan::Column::Year).order_by_desc(plan::Column::Id)
}

/// The latest word on each post.
fn current() -> Select<issued_post::Entity> {
    issued_post::Entity::find().filter(issued_post::Column::Current.eq(true))
}

fn read_issue(row: plan::Model) -> Result<Issue, Fault> {
    let plan::Model { id, year, title_zh, title_en, document, issued_on, policy, amends } = row;
    let corrupt = |error: String| Fault::corrupt("plans", id, error);
    Ok(Issue {
        id,
        year: i32::try_from(year).map_err(|error| corrupt(error.to_string()))?,
        title: Text::new(title_zh, title_en),
        document,
        issued_on: issued_on.parse().map_err(|error: chrono::ParseError| corrupt(error.to_string()))?,
        policy,
        amends,
    })
}

fn read_issued(row: issued_post::Model) -> Result<IssuedPost, Fault> {
    let change = ChangeKind::from_code(&row.change);
    let change = change.ok_or_else(|| Fault::corrupt("issued_posts", row.id, "no such change"))?;
    Ok(IssuedPost { change, post: read(row)? })
}

fn read(row: issued_post::Model) -> Result<Post, Fault> {
    serde_json::from_str(&row.post).map_err(|error| Fault::corrupt("issued_posts", row.id, error))
}
