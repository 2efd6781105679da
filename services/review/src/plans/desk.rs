//! Issuing a plan: its posts become the public catalogue, and nothing else does (Article 12).

use chrono::NaiveDate;
use domain::{ChangeKind, IssuedUnder, Policies, Policy, Post, PostId, PostNumber, Text, UnitId};
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
    /// The version of the policy that its plan was opened under and that it keeps (Article 29); empty where it is not known.
    pub policy: String,
    /// The catalogue that it amends; none for that of a year.
    pub amends: Option<Issue>,
    pub posts: Vec<IssuedPost>,
}

/// What an issue says of a post.
pub struct IssuedPost {
    pub change: ChangeKind,
    pub post: Post,
}

impl IssuedPlan {
    /// The catalogue of a year that is in force with it.
    pub fn in_force(&self) -> Uuid {
        self.amends.as_ref().map_or(self.id, |amended| amended.id)
    }
}

/// An issued catalogue without its posts.
pub struct Issue {
    pub id: Uuid,
    pub year: i32,
    pub title: Text,
    /// The number it was issued under.
    pub document: String,
    pub issued_on: NaiveDate,
    /// The version of the policy that it keeps; empty where it is not known.
    pub policy: String,
    /// The issue that it amends; none for the catalogue of a year.
    pub amends: Option<Uuid>,
}

impl Issue {
    /// As its posts keep it.
    pub fn under(&self) -> IssuedUnder {
        IssuedUnder { document: self.document.clone(), on: self.issued_on, policy: self.policy.clone() }
    }
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
    policies: &'static Policies,
}

impl Plans {
    pub fn new(house: House, issuer: Text, policies: &'static Policies) -> Plans {
        Plans { house, issuer, policies }
    }

    /// The version that the plan of an issue was opened under (Article 29).
    pub fn policy_of(&self, issued: &IssuedPlan) -> &'static Policy {
        self.policies.of(&issued.policy)
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

    /// Issues the plan within an act; the catalogue is told whole and in parts, also after an amendment. Posts of earlier plans whose last day is stated and
    /// has not passed stay in it; those that were open until filled end with their plan.
    pub async fn issue_within(&self, act: &mut Act, plan: &IssuedPlan) -> Result<(), Fault> {
        store::save(act.tx(), plan).await?;
        let posts = store::catalogue(act.tx(), plan.in_force(), plan.issued_on, None).await?;
        for event in telling::issued(plan, &posts)? {
            act.tell(&format!("catalogue/{}", plan.id), event).await?;
        }
        Ok(())
    }

    /// An issued catalogue or amendment.
    pub async fn find(&self, db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Issue>, Fault> {
        store::issue(db, id).await
    }

    /// The catalogue of a year that was issued last: the one that can be amended.
    pub async fn in_force(&self, db: &impl ConnectionTrait) -> Result<Option<Issue>, Fault> {
        store::in_force(db).await
    }

    /// The posts of a unit in the catalogue as it is now.
    pub async fn catalogue_of_unit(&self, db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Post>, Fault> {
        match store::in_force(db).await? {
            Some(issue) => store::catalogue(db, issue.id, self.house.clock.today(), Some(unit)).await,
            None => Ok(Vec::new()),
        }
    }

    /// The place in its year that the next post of a catalogue takes.
    pub async fn next_place(&self, db: &impl ConnectionTrait, issue: &Issue) -> Result<u32, Fault> {
        let given = store::numbers(db, issue.id).await?;
        let of_year =
            given.iter().filter_map(|number| PostNumber::read(number)).filter(|number| number.year == issue.year);
        Ok(of_year.map(|number| number.place).max().unwrap_or_default() + 1)
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
        self.post_within(self.house.reader(), id).await
    }

    /// The same from within an act, as acts before it left it.
    pub async fn post_within(&self, db: &impl ConnectionTrait, id: PostId) -> Result<Option<Post>, Fault> {
        store::post(db, id).await
    }

    pub async fn posts(&self, ids: &[Uuid]) -> Result<Vec<Post>, Fault> {
        store::posts(self.house.reader(), ids).await
    }
}
