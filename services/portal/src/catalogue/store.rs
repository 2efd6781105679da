//! All SQL of the catalogue.

use chrono::NaiveDate;
use contract::event::{CatalogueIssued, CataloguePart};
use domain::{Post, PostId, PostNumber, Text};
use kit::{Fault, ListDigest};
use sea_orm::prelude::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};
use uuid::Uuid;

use super::order::NEVER;
use super::rows::{issue, part, post};

/// Parts that are held at once: a catalogue of any size is taken in with the memory of so many.
const PARTS: u64 = 10;
/// No part has this number.
const BEFORE_ALL: i64 = -1;

/// The issue that the catalogue shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub id: Uuid,
    pub title: Text,
    /// The number it was issued under.
    pub document: String,
    pub issued_on: NaiveDate,
    /// The version of the policy that it was made under and keeps (Article 29); empty where it is not known.
    pub policy: String,
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

/// Some parts behind one, in their order.
async fn parts(db: &impl ConnectionTrait, issue: Uuid, behind: i64) -> Result<Vec<part::Model>, Fault> {
    let parts = part::Entity::find().filter(part::Column::Issue.eq(issue)).filter(part::Column::Part.gt(behind));
    Ok(parts.order_by_asc(part::Column::Part).limit(PARTS).all(db).await?)
}

/// The digest of all the parts that came of an issue.
pub async fn digest(db: &impl ConnectionTrait, issue: Uuid) -> Result<String, Fault> {
    let (mut digest, mut last) = (ListDigest::default(), BEFORE_ALL);
    loop {
        let parts = parts(db, issue, last).await?;
        let Some(part) = parts.last() else { return Ok(digest.done()) };
        last = part.part;
        parts.iter().for_each(|part| digest.add(&part.posts));
    }
}

/// Puts the new issue in the place of the old one, at once and whole.
pub async fn switch(db: &impl ConnectionTrait, told: &CatalogueIssued) -> Result<(), Fault> {
    issue::Entity::update_many().col_expr(issue::Column::Current, Expr::value(false)).exec(db).await?;
    let row = issue::ActiveModel {
        id: Set(told.issue),
        title_zh: Set(told.title.zh.clone()),
        title_en: Set(told.title.en.clone()),
        document: Set(told.document.clone()),
        issued_on: Set(told.issued_on.to_string()),
        policy: Set(told.policy.clone()),
        hash: Set(told.hash.clone()),
        current: Set(true),
    };
    issue::Entity::insert(row).exec_without_returning(db).await?;
    post::Entity::delete_many().exec(db).await?;
    let mut last = BEFORE_ALL;
    loop {
        let parts = parts(db, told.issue, last).await?;
        let Some(part) = parts.last() else { break };
        last = part.part;
        for part in &parts {
            let CataloguePart { posts, .. } = serde_json::from_str(&part.posts)
                .map_err(|error| Fault::corrupt("catalogue_parts", part.issue, error))?;
            let rows = posts.iter().map(row_of).collect::<Result<Vec<_>, Fault>>()?;
            post::Entity::insert_many(rows).exec_without_returning(db).await?;
        }
    }
    part::Entity::delete_many().filter(part::Column::Issue.eq(told.issue)).exec(db).await?;
    Ok(())
}

pub async fn current(db: &impl ConnectionTrait) -> Result<Option<Issue>, Fault> {
    let Some(row) = issue::Entity::find().filter(issue::Column::Current.eq(true)).one(db).await? else {
        return Ok(None);
    };
    let issued_on = row.issued_on.parse().map_err(|error| Fault::corrupt("catalogue_issues", row.id, error))?;
    let title = Text::new(row.title_zh, row.title_en);
    Ok(Some(Issue { id: row.id, title, document: row.document, issued_on, policy: row.policy }))
}

/// A post as its row has it, with its place in the order of the list.
#[derive(FromQueryResult)]
pub struct Unread {
    id: Uuid,
    closes: String,
    sorted: String,
    post: String,
}

impl Unread {
    /// Its last day and what its number is sorted by.
    pub fn place(&self) -> (String, String) {
        (self.closes.clone(), self.sorted.clone())
    }

    pub fn read(self) -> Result<Post, Fault> {
        read(self.id, &self.post)
    }
}

/// Posts open on that day, those closing first before the others: so many at most, behind the last day and number given.
/// They are compared together with the place, so that the engine begins there and does not walk up to it again.
pub async fn open_posts(
    db: &impl ConnectionTrait,
    on: NaiveDate,
    behind: Option<&(String, String)>,
    most: u64,
) -> Result<Vec<Unread>, Fault> {
    let day = on.to_string();
    let further = match behind {
        None => post::Column::Closes.gte(&day),
        Some((closes, sorted)) => {
            let place = Expr::tuple([Expr::col(post::Column::Closes), Expr::col(post::Column::Sorted)]);
            place.gt(Expr::tuple([Expr::value(closes.as_str()), Expr::value(sorted.as_str())]))
        }
    };
    let open = post::Entity::find()
        .select_only()
        .columns([post::Column::Id, post::Column::Closes, post::Column::Sorted, post::Column::Post])
        .filter(post::Column::Opens.lte(&day))
        .filter(further)
        .order_by_asc(post::Column::Closes)
        .order_by_asc(post::Column::Sorted)
        .limit(most);
    Ok(open.into_model().all(db).await?)
}

pub async fn find(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Post>, Fault> {
    one(stored().filter(post::Column::Id.eq(id.uuid())), db).await
}

pub async fn find_by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Post>, Fault> {
    one(stored().filter(post::Column::Number.eq(number)), db).await
}

/// What of a row the post is read from.
type Stored = (Uuid, String);

/// Nothing else of the rows is fetched: the other columns are what they are found by.
fn stored() -> Select<post::Entity> {
    post::Entity::find().select_only().columns([post::Column::Id, post::Column::Post])
}

async fn one(select: Select<post::Entity>, db: &impl ConnectionTrait) -> Result<Option<Post>, Fault> {
    let row: Option<Stored> = select.into_tuple().one(db).await?;
    row.map(|(id, post)| read(id, &post)).transpose()
}

/// The last day as its column has it.
fn closes(post: &Post) -> String {
    post.closes_on.unwrap_or(NEVER).to_string()
}

fn row_of(post: &Post) -> Result<post::ActiveModel, Fault> {
    Ok(post::ActiveModel {
        id: Set(post.id.uuid()),
        number: Set(post.number.clone()),
        sorted: Set(PostNumber::sorted(&post.number)),
        sector: Set(post.sector.code().to_owned()),
        mode: Set(post.mode.code().to_owned()),
        unit_kind: Set(post.unit.kind.code().to_owned()),
        wanted: Set(post.wanted.into()),
        opens: Set(post.opens_on.to_string()),
        closes: Set(closes(post)),
        post: Set(serde_json::to_string(post)?),
    })
}

fn read(id: Uuid, post: &str) -> Result<Post, Fault> {
    serde_json::from_str(post).map_err(|error| Fault::corrupt("posts", id, error))
}
