//! Issuing a plan: its posts become the public catalogue, and nothing else does (Article 12).

use chrono::NaiveDate;
use domain::{Post, PostId, Text, UnitId};
use kit::{Act, By, DeskError, Fault, House};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use super::{store, telling};
use crate::officers::{Officer, PlanScope};

/// A plan that has been ratified and issued.
pub struct IssuedPlan {
    pub id: Uuid,
    pub year: i32,
    pub title: Text,
    /// The number it was issued under.
    pub document: String,
    pub issued_on: NaiveDate,
    pub posts: Vec<Post>,
}

/// An issued catalogue without its posts.
pub struct Issue {
    pub id: Uuid,
    pub year: i32,
    pub title: Text,
    /// The number it was issued under.
    pub document: String,
    pub issued_on: NaiveDate,
}

/// In which form an issue is taken away.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Document,
    Annex,
}

/// What the trail says of a download beside the issue.
#[derive(Serialize)]
struct Taken {
    form: Form,
}

#[derive(Clone)]
pub struct Plans {
    house: House,
    /// The authority whose name an issued catalogue bears.
    issuer: Text,
}

impl Plans {
    pub fn new(house: House, issuer: Text) -> Plans {
        Plans { house, issuer }
    }

    pub fn issuer(&self) -> &Text {
        &self.issuer
    }

    /// The issued catalogues, the latest first.
    pub async fn issues(&self, by: &Officer) -> Result<Vec<Issue>, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        Ok(store::issues(self.house.reader()).await?)
    }

    /// An issue, to be taken away; the download is kept before anything is given out.
    pub async fn taken(&self, by: &Officer, id: Uuid, form: Form) -> Result<IssuedPlan, DeskError> {
        if by.plan_scope() == PlanScope::Nothing {
            return Err(DeskError::NotAllowed);
        }
        let issued = store::issued(self.house.reader(), id).await?.ok_or(DeskError::Missing)?;
        let mut act = self.house.act(&by.by, "plan.download", id).await?;
        act.note(&Taken { form })?;
        act.commit(&()).await?;
        Ok(issued)
    }

    /// Whether no plan was ever issued here.
    pub async fn is_empty(&self) -> Result<bool, Fault> {
        store::is_empty(self.house.reader()).await
    }

    /// Issues a plan in an act of its own.
    pub async fn issue(&self, by: &By, plan: &IssuedPlan) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "plan.issue", plan.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        self.issue_within(&mut act, plan).await?;
        act.commit(&()).await
    }

    /// Issues the plan within an act; the catalogue is told in parts. Posts of earlier plans whose last day is stated and
    /// has not passed stay in it; those that were open until filled end with their plan.
    pub async fn issue_within(&self, act: &mut Act, plan: &IssuedPlan) -> Result<(), Fault> {
        let carried = store::still_open(act.tx(), plan.issued_on).await?;
        store::save(act.tx(), plan).await?;
        for event in telling::issued(plan, &carried)? {
            act.tell(&format!("catalogue/{}", plan.id), event).await?;
        }
        Ok(())
    }

    /// Whether the plan of that year was issued.
    pub async fn is_issued(&self, db: &impl ConnectionTrait, year: i32) -> Result<bool, Fault> {
        store::is_issued(db, year).await
    }

    /// The posts that a unit issued, the latest first.
    pub async fn posts_of_unit(&self, unit: UnitId) -> Result<Vec<Post>, Fault> {
        store::posts_of_unit(self.house.reader(), unit).await
    }

    pub async fn post(&self, id: PostId) -> Result<Option<Post>, Fault> {
        store::post(self.house.reader(), id).await
    }

    pub async fn posts(&self, ids: &[Uuid]) -> Result<Vec<Post>, Fault> {
        store::posts(self.house.reader(), ids).await
    }
}
