//! All SQL of the plans under way. A query for posts starts from what the officer may see.

use domain::{DepartmentId, Plan, PlanId, PlannedPost, PostId, UnitId};
use kit::{At, Fault};
use sea_orm::prelude::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Set,
};

use super::paging::desk::PostPlace;
use super::rows::{annual_plan, planned_post};
use crate::officers::PlanScope;

pub async fn add(db: &impl ConnectionTrait, plan: &Plan) -> Result<(), Fault> {
    let row = annual_plan::ActiveModel {
        id: Set(plan.id.uuid()),
        year: Set(plan.year.into()),
        amends: Set(plan.amends.map(PlanId::uuid)),
        version: Set(plan.version),
        refused: Set(plan.way.is_refused()),
        plan: Set(serde_json::to_string(plan)?),
    };
    annual_plan::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(db: &impl ConnectionTrait, plan: &Plan) -> Result<bool, Fault> {
    let saved = annual_plan::Entity::update_many()
        .col_expr(annual_plan::Column::Version, Expr::value(plan.version))
        .col_expr(annual_plan::Column::Refused, Expr::value(plan.way.is_refused()))
        .col_expr(annual_plan::Column::Plan, Expr::value(serde_json::to_string(plan)?))
        .filter(annual_plan::Column::Id.eq(plan.id.uuid()))
        .filter(annual_plan::Column::Version.eq(plan.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn find(db: &impl ConnectionTrait, id: PlanId) -> Result<Option<Plan>, Fault> {
    annual_plan::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// The plan of a year itself, not what amends it nor one that was refused.
pub async fn of_year(db: &impl ConnectionTrait, year: i32) -> Result<Option<Plan>, Fault> {
    let of_year = annual_plan::Entity::find().filter(annual_plan::Column::Year.eq(i64::from(year)));
    let of_year = of_year.filter(annual_plan::Column::Amends.is_null()).filter(annual_plan::Column::Refused.eq(false));
    of_year.one(db).await?.map(read).transpose()
}

/// All of them, the latest year first, and of a year what was opened last.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Plan>, Fault> {
    let latest = annual_plan::Entity::find().order_by_desc(annual_plan::Column::Year);
    let rows = latest.order_by_desc(annual_plan::Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

pub async fn add_post(db: &impl ConnectionTrait, post: &PlannedPost) -> Result<(), Fault> {
    let row = planned_post::ActiveModel {
        id: Set(post.id.uuid()),
        plan: Set(post.plan.uuid()),
        unit: Set(post.unit.uuid()),
        department: Set(post.department.map(DepartmentId::uuid)),
        version: Set(post.version),
        post: Set(serde_json::to_string(post)?),
    };
    planned_post::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save_post(db: &impl ConnectionTrait, post: &PlannedPost) -> Result<bool, Fault> {
    let saved = planned_post::Entity::update_many()
        .col_expr(planned_post::Column::Department, Expr::value(post.department.map(DepartmentId::uuid)))
        .col_expr(planned_post::Column::Version, Expr::value(post.version))
        .col_expr(planned_post::Column::Post, Expr::value(serde_json::to_string(post)?))
        .filter(planned_post::Column::Id.eq(post.id.uuid()))
        .filter(planned_post::Column::Version.eq(post.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn find_post(db: &impl ConnectionTrait, scope: &PlanScope, id: PostId) -> Result<Option<PlannedPost>, Fault> {
    let row = planned_post::Entity::find_by_id(id.uuid()).filter(within(scope)).one(db).await?;
    row.map(read_post).transpose()
}

/// The posts of a plan, in the order in which they were begun.
pub async fn posts(db: &impl ConnectionTrait, scope: &PlanScope, plan: PlanId) -> Result<Vec<PlannedPost>, Fault> {
    let rows = planned_post::Entity::find()
        .filter(planned_post::Column::Plan.eq(plan.uuid()))
        .filter(within(scope))
        .order_by_asc(planned_post::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(read_post).collect()
}

/// The posts of these plans that one of these scopes holds.
pub async fn posts_within_any(
    db: &impl ConnectionTrait,
    scopes: &[PlanScope],
    plans: &[PlanId],
) -> Result<Vec<PlannedPost>, Fault> {
    // Where one of them holds everything, the others say nothing more.
    let held = match scopes.contains(&PlanScope::Everything) {
        true => Condition::all(),
        false => scopes.iter().fold(Condition::any(), |held, scope| held.add(within(scope))),
    };
    let plans: Vec<_> = plans.iter().map(|plan| plan.uuid()).collect();
    let found = planned_post::Entity::find().filter(planned_post::Column::Plan.is_in(plans)).filter(held);
    found.order_by_asc(planned_post::Column::Id).all(db).await?.into_iter().map(read_post).collect()
}

/// The posts of a unit in plans that were refused, the latest plan first.
pub async fn posts_of_refused(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<PlannedPost>, Fault> {
    let refused = annual_plan::Entity::find().select_only().column(annual_plan::Column::Id);
    let refused = refused.filter(annual_plan::Column::Refused.eq(true)).into_query();
    let rows = planned_post::Entity::find()
        .filter(planned_post::Column::Unit.eq(unit.uuid()))
        .filter(planned_post::Column::Plan.in_subquery(refused))
        .order_by_desc(planned_post::Column::Plan)
        .order_by_asc(planned_post::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(read_post).collect()
}

/// Some of them from a place on, backwards where the list is walked backwards.
pub async fn some_posts(
    db: &impl ConnectionTrait,
    scope: &PlanScope,
    plan: PlanId,
    at: &At<PostPlace>,
    limit: u64,
) -> Result<Vec<PlannedPost>, Fault> {
    let id = planned_post::Column::Id;
    let found = planned_post::Entity::find().filter(planned_post::Column::Plan.eq(plan.uuid())).filter(within(scope));
    let found = match at {
        At::Start => found.order_by_asc(id),
        At::After(place) => found.filter(id.gt(place.id)).order_by_asc(id),
        At::Before(place) => found.filter(id.lt(place.id)).order_by_desc(id),
    };
    found.limit(limit).all(db).await?.into_iter().map(read_post).collect()
}

fn within(scope: &PlanScope) -> Condition {
    match scope {
        PlanScope::Everything => Condition::all(),
        PlanScope::Theirs { units, department } => {
            let units: Vec<_> = units.iter().map(|unit| unit.uuid()).collect();
            let supervised = department.map(|department| planned_post::Column::Department.eq(department.uuid()));
            Condition::any().add(planned_post::Column::Unit.is_in(units)).add_option(supervised)
        }
        PlanScope::Nothing => Condition::all().add(Expr::value(1).eq(0)),
    }
}

fn read(row: annual_plan::Model) -> Result<Plan, Fault> {
    serde_json::from_str(&row.plan).map_err(|error| Fault::corrupt("annual_plans", row.id, error))
}

fn read_post(row: planned_post::Model) -> Result<PlannedPost, Fault> {
    serde_json::from_str(&row.post).map_err(|error| Fault::corrupt("planned_posts", row.id, error))
}
