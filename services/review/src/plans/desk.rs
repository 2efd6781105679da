//! Issuing a plan: its posts become the public catalogue, and nothing else does (Article 12).

use chrono::NaiveDate;
use domain::{Post, PostId, Text};
use kit::{By, DeskError, Fault, House};
use uuid::Uuid;

use super::{store, telling};

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

#[derive(Clone)]
pub struct Plans {
    house: House,
}

impl Plans {
    pub fn new(house: House) -> Plans {
        Plans { house }
    }

    /// Whether no plan was ever issued here.
    pub async fn is_empty(&self) -> Result<bool, Fault> {
        store::is_empty(self.house.reader()).await
    }

    /// Issues the plan; the catalogue is told in parts.
    pub async fn issue(&self, by: &By, plan: &IssuedPlan) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "plan.issue", plan.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::save(act.tx(), plan).await?;
        for event in telling::issued(plan)? {
            act.tell(&format!("catalogue/{}", plan.id), event).await?;
        }
        act.commit(&()).await
    }

    pub async fn post(&self, id: PostId) -> Result<Option<Post>, Fault> {
        store::post(self.house.reader(), id).await
    }

    pub async fn posts(&self, ids: &[Uuid]) -> Result<Vec<Post>, Fault> {
        store::posts(self.house.reader(), ids).await
    }
}
