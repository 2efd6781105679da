//! All SQL of the catalogue.

use chrono::NaiveDate;
use contract::event::{CatalogueIssued, CataloguePart};
use domain::{Mode, Post, PostId, Sector, Text, UnitKind};
use kit::{At, Fault, Walked};
use sea_orm::prelude::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{issue, part, post};
use super::tally::{Cell, Tally, Total};

/// Sorts after every day on which a post can close.
const NEVER: &str = "9999-12-31";

/// The issue that the catalogue shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub id: Uuid,
    pub title: Text,
    /// The number it was issued under.
    pub document: String,
    pub issued_on: NaiveDate,
}

/// What a visitor filters by; nothing chosen lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub sectors: Vec<Sector>,
    pub modes: Vec<Mode>,
    pub kinds: Vec<UnitKind>,
}

/// A post's place in the list: its last day, then its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    closes: String,
    number: String,
}

#[cfg(test)]
impl Place {
    pub fn of(post: &Post) -> Place {
        Place { closes: closes(post), number: post.number.clone() }
    }
}

impl kit::Place for Place {
    const LIST: &'static str = "posts";
}

pub async fn keep_part(db: &impl ConnectionTrait, told: &CataloguePart) -> Result<(), Fault> {
    let row = part::ActiveModel {
        issue: Set(told.issue),
        part: Set(told.part.into()),
        posts: Set(serde_json::to_string(told)?),
    };
    part::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn parts(db: &impl ConnectionTrait, issue: Uuid) -> Result<Vec<CataloguePart>, Fault> {
    let rows =
        part::Entity::find().filter(part::Column::Issue.eq(issue)).order_by_asc(part::Column::Part).all(db).await?;
    let read = |row: part::Model| {
        serde_json::from_str(&row.posts).map_err(|error| Fault::corrupt("catalogue_parts", row.issue, error))
    };
    rows.into_iter().map(read).collect()
}

/// Puts the new issue in the place of the old one, at once and whole.
pub async fn switch(db: &impl ConnectionTrait, told: &CatalogueIssued, parts: &[CataloguePart]) -> Result<(), Fault> {
    issue::Entity::update_many().col_expr(issue::Column::Current, Expr::value(false)).exec(db).await?;
    let row = issue::ActiveModel {
        id: Set(told.issue),
        title_zh: Set(told.title.zh.clone()),
        title_en: Set(told.title.en.clone()),
        document: Set(told.document.clone()),
        issued_on: Set(told.issued_on.to_string()),
        hash: Set(told.hash.clone()),
        current: Set(true),
    };
    issue::Entity::insert(row).exec_without_returning(db).await?;
    post::Entity::delete_many().exec(db).await?;
    for told in parts {
        let rows = told.posts.iter().map(row_of).collect::<Result<Vec<_>, Fault>>()?;
        post::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    part::Entity::delete_many().filter(part::Column::Issue.eq(told.issue)).exec(db).await?;
    Ok(())
}

pub async fn current(db: &impl ConnectionTrait) -> Result<Option<Issue>, Fault> {
    let Some(row) = issue::Entity::find().filter(issue::Column::Current.eq(true)).one(db).await? else {
        return Ok(None);
    };
    let issued_on = row.issued_on.parse().map_err(|error| Fault::corrupt("catalogue_issues", row.id, error))?;
    Ok(Some(Issue { id: row.id, title: Text::new(row.title_zh, row.title_en), document: row.document, issued_on }))
}

/// The posts open on that day that the filter lets through, those closing first before the others.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &Filter,
    on: NaiveDate,
    at: &At<Place>,
    limit: u16,
) -> Result<Walked<Post, Place>, Fault> {
    let beyond = match at {
        At::Start => None,
        At::After(Place { closes, number }) => {
            let same_day = post::Column::Closes.eq(closes).and(post::Column::Number.gt(number));
            Some(post::Column::Closes.gt(closes).or(same_day))
        }
        At::Before(Place { closes, number }) => {
            let same_day = post::Column::Closes.eq(closes).and(post::Column::Number.lt(number));
            Some(post::Column::Closes.lt(closes).or(same_day))
        }
    };
    let order = if at.is_backwards() { Order::Desc } else { Order::Asc };
    let rows = post::Entity::find()
        .filter(open(on))
        .filter(chosen(filter))
        .filter(Condition::all().add_option(beyond))
        .order_by(post::Column::Closes, order.clone())
        .order_by(post::Column::Number, order)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    Walked::of(rows, at, limit, |row| Place { closes: row.closes.clone(), number: row.number.clone() }).try_map(read)
}

/// The posts open on that day, counted.
pub async fn tally(db: &impl ConnectionTrait, on: NaiveDate) -> Result<Tally, Fault> {
    let columns = [post::Column::Sector, post::Column::Mode, post::Column::UnitKind];
    let mut query = post::Entity::find().select_only();
    for column in columns {
        query = query.column(column).group_by(column);
    }
    let rows: Vec<(String, String, String, i64, i64)> = query
        .column_as(post::Column::Id.count(), "posts")
        .column_as(post::Column::Wanted.sum().cast_as("BIGINT"), "wanted")
        .filter(open(on))
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(cell).collect::<Result<_, _>>().map(Tally)
}

fn cell((sector, mode, kind, posts, wanted): (String, String, String, i64, i64)) -> Result<Cell, Fault> {
    let read = || {
        Some(Cell {
            sector: Sector::from_code(&sector)?,
            mode: Mode::from_code(&mode)?,
            kind: UnitKind::from_code(&kind)?,
            total: Total { posts, wanted },
        })
    };
    let trouble = || Fault::corrupt("posts", format!("{sector}/{mode}/{kind}"), "no such sector, mode or kind of unit");
    read().ok_or_else(trouble)
}

pub async fn find(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Post>, Fault> {
    post::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

pub async fn find_by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Post>, Fault> {
    post::Entity::find().filter(post::Column::Number.eq(number)).one(db).await?.map(read).transpose()
}

fn open(on: NaiveDate) -> Condition {
    let day = on.to_string();
    Condition::all().add(post::Column::Opens.lte(&day)).add(post::Column::Closes.gte(&day))
}

fn chosen(filter: &Filter) -> Condition {
    let one_of = |column: post::Column, codes: Vec<&'static str>| (!codes.is_empty()).then(|| column.is_in(codes));
    Condition::all()
        .add_option(one_of(post::Column::Sector, filter.sectors.iter().map(|sector| sector.code()).collect()))
        .add_option(one_of(post::Column::Mode, filter.modes.iter().map(|mode| mode.code()).collect()))
        .add_option(one_of(post::Column::UnitKind, filter.kinds.iter().map(|kind| kind.code()).collect()))
}

fn closes(post: &Post) -> String {
    post.closes_on.map_or_else(|| NEVER.to_owned(), |day| day.to_string())
}

fn row_of(post: &Post) -> Result<post::ActiveModel, Fault> {
    Ok(post::ActiveModel {
        id: Set(post.id.uuid()),
        number: Set(post.number.clone()),
        sector: Set(post.sector.code().to_owned()),
        mode: Set(post.mode.code().to_owned()),
        unit_kind: Set(post.unit.kind.code().to_owned()),
        wanted: Set(post.wanted.into()),
        opens: Set(post.opens_on.to_string()),
        closes: Set(closes(post)),
        post: Set(serde_json::to_string(post)?),
    })
}

fn read(row: post::Model) -> Result<Post, Fault> {
    serde_json::from_str(&row.post).map_err(|error| Fault::corrupt("posts", row.id, error))
}
