//! All SQL of the plans.

use chrono::NaiveDate;
use domain::{Post, PostId, Text, UnitId};
use kit::Fault;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::desk::{Issue, IssuedPlan};
use super::rows::{plan, plan_post};

pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    Ok(plan::Entity::find().count(db).await? == 0)
}

pub async fn is_issued(db: &impl ConnectionTrait, year: i32) -> Result<bool, Fault> {
    Ok(plan::Entity::find().filter(plan::Column::Year.eq(i64::from(year))).count(db).await? > 0)
}

/// The latest first.
pub async fn issues(db: &impl ConnectionTrait) -> Result<Vec<Issue>, Fault> {
    let rows =
        plan::Entity::find().order_by_desc(plan::Column::IssuedOn).order_by_desc(plan::Column::Id).all(db).await?;
    rows.into_iter().map(read_issue).collect()
}

/// An issue with its posts, in the order of their numbers.
pub async fn issued(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<IssuedPlan>, Fault> {
    let Some(row) = plan::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let of_plan = plan_post::Entity::find().filter(plan_post::Column::Plan.eq(id));
    let rows = of_plan.order_by_asc(plan_post::Column::Number).all(db).await?;
    let posts = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let Issue { id, year, title, document, issued_on } = read_issue(row)?;
    Ok(Some(IssuedPlan { id, year, title, document, issued_on, posts }))
}

/// The posts of every plan whose last day is stated and has not passed, in the order of their numbers.
pub async fn still_open(db: &impl ConnectionTrait, on: NaiveDate) -> Result<Vec<Post>, Fault> {
    let rows = plan_post::Entity::find().order_by_asc(plan_post::Column::Number).all(db).await?;
    let posts = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(posts.into_iter().filter(|post| post.closes_on.is_some_and(|last| last >= on)).collect())
}

/// Of one unit, the latest first.
pub async fn posts_of_unit(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Post>, Fault> {
    let of_unit = plan_post::Entity::find().filter(plan_post::Column::Unit.eq(unit.uuid()));
    let rows = of_unit.order_by_desc(plan_post::Column::Number).all(db).await?;
    rows.into_iter().map(read).collect()
}

pub async fn save(db: &impl ConnectionTrait, plan: &IssuedPlan) -> Result<(), Fault> {
    let row = plan::ActiveModel {
        id: Set(plan.id),
        year: Set(plan.year.into()),
        title_zh: Set(plan.title.zh.clone()),
        title_en: Set(plan.title.en.clone()),
        document: Set(plan.document.clone()),
        issued_on: Set(plan.issued_on.to_string()),
    };
    plan::Entity::insert(row).exec_without_returning(db).await?;
    let mut rows = Vec::with_capacity(plan.posts.len());
    for post in &plan.posts {
        rows.push(plan_post::ActiveModel {
            id: Set(post.id.uuid()),
            plan: Set(plan.id),
            unit: Set(post.unit.id.uuid()),
            number: Set(post.number.clone()),
            post: Set(serde_json::to_string(post)?),
        });
    }
    plan_post::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

pub async fn post(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Post>, Fault> {
    plan_post::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// The posts of these ids, in no order.
pub async fn posts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Post>, Fault> {
    let rows = plan_post::Entity::find().filter(plan_post::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn read_issue(row: plan::Model) -> Result<Issue, Fault> {
    let plan::Model { id, year, title_zh, title_en, document, issued_on } = row;
    let corrupt = |error: String| Fault::corrupt("plans", id, error);
    Ok(Issue {
        id,
        year: i32::try_from(year).map_err(|error| corrupt(error.to_string()))?,
        title: Text::new(title_zh, title_en),
        document,
        issued_on: issued_on.parse().map_err(|error: chrono::ParseError| corrupt(error.to_string()))?,
    })
}

fn read(row: plan_post::Model) -> Result<Post, Fault> {
    serde_json::from_str(&row.post).map_err(|error| Fault::corrupt("plan_posts", row.id, error))
}
