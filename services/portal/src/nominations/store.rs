//! All SQL of the nominations. A query starts from the applicant's person, or from a receipt that review tells of.

use chrono::NaiveDate;
use contract::Consent;
use domain::interpretation::Published;
use domain::nomination::{Nomination, Origin, Stage, Target};
use domain::{
    Category, FilingInput, InterpretationId, NominationId, PersonId, Policies, Policy, Readings, Receipt, Refusal,
};
use kit::{Act, At, Fault, House, Instant, Place, SealKey, newest_first};
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::about::About;
use super::consents;
use super::progress::{Ending, Progress};
use super::rows::nomination::{ActiveModel, Column, Entity, Model};
use super::rows::revision;

/// A nomination with what was typed into it and what became of it.
#[derive(Clone)]
pub struct Kept {
    pub nomination: Nomination,
    pub person: PersonId,
    pub about: About,
    /// As it was submitted, or corrected last.
    pub filing: FilingInput,
    /// A correction that was begun and not sent.
    pub correction: Option<FilingInput>,
    /// Each as it was given, the earliest first; those to a unit that was proposed later are in the progress.
    pub consents: Vec<Consent>,
    pub progress: Option<Progress>,
    pub version: i64,
    pub saved: Instant,
    pub submitted: Option<Instant>,
    /// The interpretations under which it was evaluated when it was sent last.
    pub readings: Vec<InterpretationId>,
}

impl Kept {
    /// What is typed now goes by the interpretations in force; what was sent keeps those of its day.
    pub fn readings(&self, published: &[Published], today: NaiveDate) -> Readings {
        match self.nomination.stage == Stage::Draft || self.asks_correction() {
            true => Readings::on(today, published),
            false => Readings::kept(&self.readings, published),
        }
    }

    /// What is typed into a draft goes by the version in force; what was submitted keeps the version of that day, with its
    /// corrections (Article 29).
    pub fn policy(&self, policies: &'static Policies, today: NaiveDate) -> &'static Policy {
        match self.nomination.policy() {
            None => policies.in_force(today),
            Some(version) => policies.of(version),
        }
    }

    /// What was typed last: the correction that was begun, otherwise what was filed.
    pub fn typed(&self) -> &FilingInput {
        self.correction.as_ref().unwrap_or(&self.filing)
    }

    /// The clauses that it names at present.
    pub fn claimed(&self) -> Vec<Category> {
        claimed(self.typed())
    }

    /// The day of the official reply, once there was one.
    pub fn replied_on(&self) -> Option<NaiveDate> {
        let progress = self.progress.as_ref()?;
        matches!(progress.ending, Some(Ending::Replied { .. })).then_some(progress.since)
    }

    /// Whether files may be added and taken off now. They go to review with a submission or a correction.
    pub fn takes_evidence(&self) -> Result<(), Refusal> {
        self.nomination.takes_evidence(self.asks_correction())
    }
}

/// A nomination's place among the person's: ids rise with time, and the newest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed(pub Uuid);

impl Place for Placed {
    const LIST: &'static str = "nominations";
}

/// The clauses that a filing names.
pub fn claimed(filing: &FilingInput) -> Vec<Category> {
    filing.claimed.iter().filter_map(|code| Category::from_code(code.trim())).collect()
}

const STAGE: &str = "nomination/stage";
const FILING: &str = "nomination/filing";
const CORRECTION: &str = "nomination/correction";
const CONSENTS: &str = "nomination/consents";
const PROGRESS: &str = "nomination/progress";

pub async fn add(act: &Act, house: &House, kept: &Kept) -> Result<(), Fault> {
    let key = act.person_key(kept.person.uuid()).await?;
    let (target, target_id) = target_row(kept.about.target());
    let row = ActiveModel {
        id: Set(kept.nomination.id.uuid()),
        person: Set(kept.person.uuid()),
        origin: Set(kept.nomination.origin.code().to_owned()),
        target: Set(target.to_owned()),
        target_id: Set(target_id),
        about: Set(serde_json::to_string(&kept.about)?),
        receipt: Set(None),
        stage_name: Set(stage_name(kept).to_owned()),
        version: Set(kept.version),
        begun: Set(act.at().0),
        saved: Set(act.at().0),
        submitted: Set(None),
        stage: Set(key.seal(&*house.rng, STAGE, &kept.nomination.stage)?),
        filing: Set(key.seal(&*house.rng, FILING, &kept.filing)?),
        correction: Set(None),
        consents: Set(Some(key.seal(&*house.rng, CONSENTS, &kept.consents)?)),
        progress: Set(None),
        readings: Set(serde_json::to_string(&kept.readings)?),
    };
    Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// Saves the version after the one it was made from; false when somebody else was faster.
pub async fn save(act: &Act, house: &House, kept: &Kept) -> Result<bool, Fault> {
    let key = act.person_key(kept.person.uuid()).await?;
    let progress = kept.progress.as_ref().map(|progress| key.seal(&*house.rng, PROGRESS, progress)).transpose()?;
    let correction = kept.correction.as_ref().map(|typed| key.seal(&*house.rng, CORRECTION, typed)).transpose()?;
    let saved = Entity::update_many()
        .col_expr(Column::Receipt, Expr::value(kept.nomination.receipt().map(|receipt| receipt.to_string())))
        .col_expr(Column::StageName, Expr::value(stage_name(kept)))
        .col_expr(Column::About, Expr::value(serde_json::to_string(&kept.about)?))
        .col_expr(Column::Version, Expr::value(kept.version))
        .col_expr(Column::Saved, Expr::value(act.at().0))
        .col_expr(Column::Submitted, Expr::value(kept.submitted.map(|at| at.0)))
        .col_expr(Column::Stage, Expr::value(key.seal(&*house.rng, STAGE, &kept.nomination.stage)?))
        .col_expr(Column::Filing, Expr::value(key.seal(&*house.rng, FILING, &kept.filing)?))
        .col_expr(Column::Correction, Expr::value(correction))
        .col_expr(Column::Consents, Expr::value(Some(key.seal(&*house.rng, CONSENTS, &kept.consents)?)))
        .col_expr(Column::Progress, Expr::value(progress))
        .col_expr(Column::Readings, Expr::value(serde_json::to_string(&kept.readings)?))
        .filter(Column::Id.eq(kept.nomination.id.uuid()))
        .filter(Column::Version.eq(kept.version - 1))
        .exec(act.tx())
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Keeps that the applicant was reminded: no version of its own, so that whoever is answering just then is not held up.
pub async fn keep_reminded(act: &Act, house: &House, kept: &Kept, on: NaiveDate) -> Result<(), Fault> {
    let Some(progress) = kept.progress.clone() else {
        return Ok(());
    };
    let key = act.person_key(kept.person.uuid()).await?;
    let progress = Progress { reminded_on: Some(on), ..progress };
    Entity::update_many()
        .col_expr(Column::Progress, Expr::value(Some(key.seal(&*house.rng, PROGRESS, &progress)?)))
        .filter(Column::Id.eq(kept.nomination.id.uuid()))
        .exec(act.tx())
        .await?;
    Ok(())
}

/// Deletes a draft; false when somebody else was faster.
pub async fn discard(act: &Act, kept: &Kept) -> Result<bool, Fault> {
    let seen = Entity::delete_by_id(kept.nomination.id.uuid()).filter(Column::Version.eq(kept.version));
    let discarded = seen.filter(Column::StageName.eq(DRAFT)).exec(act.tx()).await?;
    Ok(discarded.rows_affected == 1)
}

/// Leaves receipt, place and days of what was submitted, and nothing of what was written.
pub async fn erase(act: &Act, id: NominationId) -> Result<(), Fault> {
    revision::Entity::delete_many().filter(revision::Column::Nomination.eq(id.uuid())).exec(act.tx()).await?;
    Entity::update_many()
        .col_expr(Column::Stage, Expr::value(Vec::<u8>::new()))
        .col_expr(Column::Filing, Expr::value(Vec::<u8>::new()))
        .col_expr(Column::Correction, Expr::value(None::<Vec<u8>>))
        .col_expr(Column::Consents, Expr::value(None::<Vec<u8>>))
        .col_expr(Column::Progress, Expr::value(None::<Vec<u8>>))
        .filter(Column::Id.eq(id.uuid()))
        .exec(act.tx())
        .await?;
    Ok(())
}

/// Whether its person was erased: whatever is told of it concerns nobody any more.
pub async fn is_erased(db: &impl ConnectionTrait, house: &House, receipt: Receipt) -> Result<bool, Fault> {
    match Entity::find().filter(Column::Receipt.eq(receipt.to_string())).one(db).await? {
        Some(row) => Ok(house.person_key(db, row.person).await?.is_none()),
        None => Ok(false),
    }
}

/// Keeps what was sent, so that a later revision takes nothing away.
pub async fn keep_revision(act: &Act, house: &House, kept: &Kept, number: u32) -> Result<(), Fault> {
    let key = act.person_key(kept.person.uuid()).await?;
    let row = revision::ActiveModel {
        nomination: Set(kept.nomination.id.uuid()),
        revision: Set(number.into()),
        sent: Set(act.at().0),
        filing: Set(key.seal(&*house.rng, FILING, &kept.filing)?),
    };
    revision::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// A filing as it was sent.
pub struct Revision {
    /// 1 at submission.
    pub number: u32,
    pub sent: Instant,
    pub filing: FilingInput,
}

/// Those of one of the person's nominations, the first one first.
pub async fn revisions(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    id: NominationId,
) -> Result<Vec<Revision>, Fault> {
    let own = Entity::find_by_id(id.uuid()).filter(Column::Person.eq(person.uuid())).one(db).await?;
    let (Some(_), Some(key)) = (own, house.person_key(db, person.uuid()).await?) else {
        return Ok(Vec::new());
    };
    let of = revision::Entity::find().filter(revision::Column::Nomination.eq(id.uuid()));
    let rows = of.order_by_asc(revision::Column::Revision).all(db).await?;
    let read = |row: revision::Model| {
        let number = u32::try_from(row.revision).map_err(|error| Fault::corrupt("nomination_revisions", id, error))?;
        Ok(Revision { number, sent: Instant(row.sent), filing: key.open(FILING, &row.filing)? })
    };
    rows.into_iter().map(read).collect()
}

pub async fn find(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    id: NominationId,
) -> Result<Option<Kept>, Fault> {
    let row = Entity::find_by_id(id.uuid()).filter(Column::Person.eq(person.uuid())).one(db).await?;
    open(db, house, row).await
}

pub async fn find_receipt(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    receipt: Receipt,
) -> Result<Option<Kept>, Fault> {
    let row = Entity::find()
        .filter(Column::Person.eq(person.uuid()))
        .filter(Column::Receipt.eq(receipt.to_string()))
        .one(db)
        .await?;
    open(db, house, row).await
}

/// Whoever it belongs to: for what review tells.
pub async fn find_told(db: &impl ConnectionTrait, house: &House, receipt: Receipt) -> Result<Option<Kept>, Fault> {
    let row = Entity::find().filter(Column::Receipt.eq(receipt.to_string())).one(db).await?;
    open(db, house, row).await
}

/// Whoever it belongs to: for what falls due.
pub async fn find_due(db: &impl ConnectionTrait, house: &House, id: NominationId) -> Result<Option<Kept>, Fault> {
    open(db, house, Entity::find_by_id(id.uuid()).one(db).await?).await
}

/// The person's newest nomination to there that was neither withdrawn nor rejected, and stands in the way of another one.
pub async fn find_live(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    target: Target,
) -> Result<Option<Kept>, Fault> {
    let (target, target_id) = target_row(target);
    let own = Entity::find()
        .filter(Column::Person.eq(person.uuid()))
        .filter(Column::Target.eq(target))
        .filter(Column::TargetId.eq(target_id))
        .filter(Column::StageName.is_in(LIVE))
        .order_by_desc(Column::Id);
    // Whether it was replied to rests sealed.
    let found = read_all(db, house, person, own).await?;
    Ok(found.into_iter().find(|kept| kept.nomination.bars_another(kept.replied_on().is_some())))
}

/// All of the person's to posts that were neither withdrawn nor rejected, the newest first.
pub async fn live_for_posts(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Vec<Kept>, Fault> {
    let own = Entity::find().filter(Column::Person.eq(person.uuid())).filter(Column::Target.eq(POST));
    read_all(db, house, person, own.filter(Column::StageName.is_in(LIVE)).order_by_desc(Column::Id)).await
}

/// The person's newest that was submitted, whatever became of it.
pub async fn find_sent_last(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Option<Kept>, Fault> {
    let sent = Entity::find().filter(Column::Person.eq(person.uuid())).filter(Column::Receipt.is_not_null());
    open(db, house, sent.order_by_desc(Column::Submitted).one(db).await?).await
}

/// The person's from there on, the newest first; backwards where they are walked backwards.
pub async fn list(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    at: &At<Placed>,
    limit: u64,
) -> Result<Vec<Kept>, Fault> {
    let own = Entity::find().filter(Column::Person.eq(person.uuid())).limit(limit);
    read_all(db, house, person, newest_first(own, Column::Id, at, |place| place.0)).await
}

/// Everything of the person's.
pub async fn all_of(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Vec<Kept>, Fault> {
    read_all(db, house, person, Entity::find().filter(Column::Person.eq(person.uuid()))).await
}

/// The receipts of the person's, the newest first.
pub async fn receipts(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Receipt>, Fault> {
    let sent = Entity::find().select_only().column(Column::Receipt).filter(Column::Person.eq(person.uuid()));
    let sent = sent.filter(Column::Receipt.is_not_null()).order_by_desc(Column::Id);
    let written: Vec<String> = sent.into_tuple().all(db).await?;
    let read = |sent: String| Receipt::parse(&sent).map_err(|_| Fault::corrupt("nominations", &sent, "no receipt"));
    written.into_iter().map(read).collect()
}

const DRAFT: &str = "draft";
const SUBMITTED: &str = "submitted";
const LIVE: [&str; 2] = [DRAFT, SUBMITTED];
/// What nominations to posts have in the first of the two columns that say where they go.
const POST: &str = "post";

/// Where it goes, as two columns.
fn target_row(target: Target) -> (&'static str, Uuid) {
    match target {
        Target::Post(id) => (POST, id.uuid()),
        Target::Unit(id) => ("unit", id.uuid()),
        Target::PartyOrganisation => ("party-organisation", Uuid::nil()),
    }
}

/// What look-ups need to know of the sealed stage. After a rejection the person may nominate again.
fn stage_name(kept: &Kept) -> &'static str {
    let ending = kept.progress.as_ref().and_then(|progress| progress.ending.as_ref());
    match (&kept.nomination.stage, ending) {
        (_, Some(Ending::Rejected { .. })) => "rejected",
        (Stage::Draft, _) => DRAFT,
        (Stage::Submitted { .. }, _) => SUBMITTED,
        (Stage::Withdrawn { .. }, _) => "withdrawn",
    }
}

async fn read_all(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    found: Select<Entity>,
) -> Result<Vec<Kept>, Fault> {
    let rows = found.all(db).await?;
    let Some(key) = house.person_key(db, person.uuid()).await? else {
        return Ok(Vec::new());
    };
    rows.into_iter().map(|row| read(row, &key)).collect()
}

async fn open(db: &impl ConnectionTrait, house: &House, row: Option<Model>) -> Result<Option<Kept>, Fault> {
    let Some(row) = row else {
        return Ok(None);
    };
    match house.person_key(db, row.person).await? {
        None => Ok(None),
        Some(key) => read(row, &key).map(Some),
    }
}

fn read(row: Model, key: &SealKey) -> Result<Kept, Fault> {
    let about: About =
        serde_json::from_str(&row.about).map_err(|error| Fault::corrupt("nominations", row.id, error))?;
    let origin =
        Origin::from_code(&row.origin).ok_or_else(|| Fault::corrupt("nominations", row.id, "no such origin"))?;
    let filing: FilingInput = key.open(FILING, &row.filing)?;
    let consents = match &row.consents {
        Some(sealed) => key.open(CONSENTS, sealed)?,
        None => consents::from_before(&filing, Instant(row.submitted.unwrap_or(row.saved))),
    };
    let readings = serde_json::from_str(&row.readings).map_err(|error| Fault::corrupt("nominations", row.id, error))?;
    Ok(Kept {
        nomination: Nomination {
            id: NominationId::from(row.id),
            origin,
            target: about.target(),
            stage: key.open(STAGE, &row.stage)?,
        },
        person: PersonId::from(row.person),
        about,
        filing,
        consents,
        correction: row.correction.as_deref().map(|sealed| key.open(CORRECTION, sealed)).transpose()?,
        progress: row.progress.as_deref().map(|sealed| key.open(PROGRESS, sealed)).transpose()?,
        version: row.version,
        saved: Instant(row.saved),
        submitted: row.submitted.map(Instant),
        readings,
    })
}
