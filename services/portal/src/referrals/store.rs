//! All SQL of the referrals. A query starts from the referrer, from the link of a letter, or from the nomination.

use contract::Voice;
use domain::referral::{Recommendation, Referral, Stage};
use domain::{Language, NominationId, PersonId, RecommenderRef, ReferralId, Relationship, Target};
use kit::{Act, At, Fault, House, Instant, Place, newest_first};
use sea_orm::prelude::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Set,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{link, referral};
use crate::nominations::about::About;

/// A referral with what was written in it.
#[derive(Clone)]
pub struct Kept {
    pub referral: Referral,
    pub referrer: PersonId,
    /// As it was when this was sent.
    pub about: About,
    /// Who accepted it.
    pub person: Option<PersonId>,
    /// Gone once the person declined or was silent for the term.
    pub written: Option<Written>,
    pub version: i64,
    pub since: Instant,
}

/// A referral's place among those that a person sent: ids rise with time, and the newest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed(pub Uuid);

impl Place for Placed {
    const LIST: &'static str = "referrals";
}

/// What the referrer wrote.
#[derive(Clone, Serialize, Deserialize)]
pub struct Written {
    pub referrer: String,
    /// The recommender that the referrer says they are.
    #[serde(default)]
    pub recommender: Option<RecommenderRef>,
    pub relationship: Relationship,
    pub nominee: String,
    pub mail: String,
    pub language: Language,
    pub why: String,
    /// The version of what the referrer agreed to.
    pub agreed: u32,
}

impl Written {
    pub fn of(recommendation: Recommendation, recommender: Option<RecommenderRef>, agreed: u32) -> Written {
        let Recommendation { referrer, relationship, nominee, mail, language, why } = recommendation;
        Written {
            referrer: referrer.into_exposed(),
            recommender,
            relationship,
            nominee: nominee.into_exposed(),
            mail: mail.as_str().to_owned(),
            language,
            why: why.into_exposed(),
            agreed,
        }
    }

    /// What of it goes to review.
    pub fn voice(&self) -> Voice {
        let Written { referrer, recommender, relationship, why, .. } = self;
        let (name, recommender, why) = (referrer.clone(), recommender.clone(), why.clone());
        Voice { name, recommender, relationship: *relationship, why }
    }
}

const WRITTEN: &str = "referral/written";
const VOICE: &str = "referral/voice";

/// `nominee` is the keyed hash of the address.
pub async fn add(act: &Act, house: &House, kept: &Kept, nominee: &str) -> Result<(), Fault> {
    let key = act.person_key(kept.referrer.uuid()).await?;
    let written = kept.written.as_ref().map(|written| key.seal(&*house.rng, WRITTEN, written)).transpose()?;
    let row = referral::ActiveModel {
        id: Set(kept.referral.id.uuid()),
        referrer: Set(kept.referrer.uuid()),
        nominee: Set(Some(nominee.to_owned())),
        about: Set(serde_json::to_string(&kept.about)?),
        stage: Set(serde_json::to_string(&kept.referral.stage)?),
        taken: Set(Some(taken(kept.referrer, nominee, &kept.referral.target)?)),
        person: Set(None),
        nomination: Set(None),
        version: Set(kept.version),
        since: Set(kept.since.0),
        written_to: Set(None),
        written: Set(written),
        voice: Set(None),
    };
    referral::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// Where the one stands that the referrer sent to this address for this target before; what was accepted or expired is
/// no hindrance.
pub async fn find_earlier(
    db: &impl ConnectionTrait,
    referrer: PersonId,
    nominee: &str,
    target: &Target,
) -> Result<Option<Stage>, Fault> {
    let same = referral::Column::Taken.eq(taken(referrer, nominee, target)?);
    let row = referral::Entity::find().filter(same).one(db).await?;
    row.map(|row| stage(&row)).transpose()
}

fn taken(referrer: PersonId, nominee: &str, target: &Target) -> Result<String, Fault> {
    Ok(format!("{referrer}/{nominee}/{}", serde_json::to_string(target)?))
}

/// Keeps who accepted it, and what goes to review under that person's key.
pub async fn hand_over(act: &Act, house: &House, kept: &Kept, person: PersonId) -> Result<bool, Fault> {
    let Stage::HandedOver { nomination, .. } = &kept.referral.stage else {
        return Err(Fault::new("only what was accepted is handed over"));
    };
    let key = act.person_key(person.uuid()).await?;
    let voice = kept.written.as_ref().map(|written| key.seal(&*house.rng, VOICE, &written.voice())).transpose()?;
    let saved = change(kept)?
        .col_expr(referral::Column::Taken, Expr::value(None::<String>))
        .col_expr(referral::Column::Person, Expr::value(Some(person.uuid())))
        .col_expr(referral::Column::Nomination, Expr::value(Some(nomination.uuid())))
        .col_expr(referral::Column::Voice, Expr::value(voice))
        .exec(act.tx())
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Keeps what its referrer may know.
pub async fn share(act: &Act, kept: &Kept) -> Result<bool, Fault> {
    Ok(change(kept)?.exec(act.tx()).await?.rows_affected == 1)
}

/// Keeps that it waits again: nobody has accepted it, and the same referrer asks no second time meanwhile.
pub async fn give_back(act: &Act, kept: &Kept, nominee: &str) -> Result<bool, Fault> {
    let taken = taken(kept.referrer, nominee, &kept.referral.target)?;
    let saved = change(kept)?
        .col_expr(referral::Column::Taken, Expr::value(Some(taken)))
        .col_expr(referral::Column::Person, Expr::value(None::<Uuid>))
        .col_expr(referral::Column::Nomination, Expr::value(None::<Uuid>))
        .col_expr(referral::Column::Voice, Expr::value(None::<Vec<u8>>))
        .exec(act.tx())
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Keeps that it ended and nothing of what was written, nor to whom; of a declined one the hash that keeps the same
/// referrer from asking again.
pub async fn purge(act: &Act, kept: &Kept) -> Result<bool, Fault> {
    link::Entity::delete_many().filter(link::Column::Referral.eq(kept.referral.id.uuid())).exec(act.tx()).await?;
    let mut change = change(kept)?
        .col_expr(referral::Column::Nominee, Expr::value(None::<String>))
        .col_expr(referral::Column::Person, Expr::value(None::<Uuid>))
        .col_expr(referral::Column::Nomination, Expr::value(None::<Uuid>))
        .col_expr(referral::Column::Voice, Expr::value(None::<Vec<u8>>))
        .col_expr(referral::Column::Written, Expr::value(None::<Vec<u8>>));
    if !matches!(kept.referral.stage, Stage::Declined { .. }) {
        change = change.col_expr(referral::Column::Taken, Expr::value(None::<String>));
    }
    Ok(change.exec(act.tx()).await?.rows_affected == 1)
}

/// The version after the one it was made from.
fn change(kept: &Kept) -> Result<sea_orm::UpdateMany<referral::Entity>, Fault> {
    Ok(referral::Entity::update_many()
        .col_expr(referral::Column::Stage, Expr::value(serde_json::to_string(&kept.referral.stage)?))
        .col_expr(referral::Column::Version, Expr::value(kept.version))
        .filter(referral::Column::Id.eq(kept.referral.id.uuid()))
        .filter(referral::Column::Version.eq(kept.version - 1)))
}

/// A link that was put into a letter at the act's instant.
pub async fn link(act: &Act, id: ReferralId, token: String, ends: Instant) -> Result<(), Fault> {
    let row = link::ActiveModel { token: Set(token), referral: Set(id.uuid()), ends: Set(ends.0) };
    link::Entity::insert(row).exec_without_returning(act.tx()).await?;
    referral::Entity::update_many()
        .col_expr(referral::Column::WrittenTo, Expr::value(Some(act.at().0)))
        .filter(referral::Column::Id.eq(id.uuid()))
        .exec(act.tx())
        .await?;
    Ok(())
}

/// The referral that a link leads to, and when the link ends.
pub async fn behind(db: &impl ConnectionTrait, token: &str) -> Result<Option<(ReferralId, Instant)>, Fault> {
    let row = link::Entity::find_by_id(token).one(db).await?;
    Ok(row.map(|row| (ReferralId::from(row.referral), Instant(row.ends))))
}

/// Whether the nominee was ever written to about it.
pub async fn is_written_to(db: &impl ConnectionTrait, id: ReferralId) -> Result<bool, Fault> {
    let written = referral::Entity::find_by_id(id.uuid()).filter(referral::Column::WrittenTo.is_not_null());
    Ok(written.count(db).await? > 0)
}

/// When that address was written to since then, the latest first, at most so many.
pub async fn written_to(
    db: &impl ConnectionTrait,
    nominee: &str,
    since: Instant,
    most: u64,
) -> Result<Vec<Instant>, Fault> {
    let at: Vec<Option<i64>> = referral::Entity::find()
        .select_only()
        .column(referral::Column::WrittenTo)
        .filter(referral::Column::Nominee.eq(nominee))
        .filter(referral::Column::WrittenTo.gt(since.0))
        .order_by_desc(referral::Column::WrittenTo)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(at.into_iter().flatten().map(Instant).collect())
}

/// What the person sent, from there on, the newest first; backwards where it is walked backwards.
pub async fn list(
    db: &impl ConnectionTrait,
    house: &House,
    referrer: PersonId,
    at: &At<Placed>,
    limit: u64,
) -> Result<Vec<Kept>, Fault> {
    let own = referral::Entity::find().filter(referral::Column::Referrer.eq(referrer.uuid())).limit(limit);
    read_all(db, house, newest_first(own, referral::Column::Id, at, |place| place.0)).await
}

/// Everything that the person sent.
pub async fn all_of(db: &impl ConnectionTrait, house: &House, referrer: PersonId) -> Result<Vec<Kept>, Fault> {
    let own = referral::Entity::find().filter(referral::Column::Referrer.eq(referrer.uuid()));
    read_all(db, house, own).await
}

pub async fn find_own(
    db: &impl ConnectionTrait,
    house: &House,
    referrer: PersonId,
    id: ReferralId,
) -> Result<Option<Kept>, Fault> {
    let own = referral::Column::Referrer.eq(referrer.uuid());
    let row = referral::Entity::find_by_id(id.uuid()).filter(own).one(db).await?;
    open(db, house, row).await
}

/// Whether somebody's nomination holds what the person wrote.
pub async fn speaks(db: &impl ConnectionTrait, referrer: PersonId) -> Result<bool, Fault> {
    let own = referral::Entity::find().filter(referral::Column::Referrer.eq(referrer.uuid()));
    Ok(own.filter(referral::Column::Nomination.is_not_null()).count(db).await? > 0)
}

/// Those about a person: sent to the address that is hashed so, or accepted by them.
pub async fn about(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    nominee: &str,
) -> Result<Vec<Kept>, Fault> {
    let about =
        Condition::any().add(referral::Column::Nominee.eq(nominee)).add(referral::Column::Person.eq(person.uuid()));
    read_all(db, house, referral::Entity::find().filter(about).order_by_asc(referral::Column::Id)).await
}

/// Whoever sent it: for whoever holds its link, and for what falls due.
pub async fn find(db: &impl ConnectionTrait, house: &House, id: ReferralId) -> Result<Option<Kept>, Fault> {
    let row = referral::Entity::find_by_id(id.uuid()).one(db).await?;
    open(db, house, row).await
}

/// Those that became the person's nomination, the earliest first.
pub async fn of_nomination(
    db: &impl ConnectionTrait,
    house: &House,
    person: PersonId,
    nomination: NominationId,
) -> Result<Vec<(Kept, Option<Voice>)>, Fault> {
    let rows = referral::Entity::find()
        .filter(referral::Column::Nomination.eq(nomination.uuid()))
        .filter(referral::Column::Person.eq(person.uuid()))
        .order_by_asc(referral::Column::Id)
        .all(db)
        .await?;
    let Some(key) = house.person_key(db, person.uuid()).await? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for row in rows {
        let voice = row.voice.as_deref().map(|sealed| key.open(VOICE, sealed)).transpose()?;
        found.push((read(db, house, row).await?, voice));
    }
    Ok(found)
}

async fn read_all(
    db: &impl ConnectionTrait,
    house: &House,
    found: Select<referral::Entity>,
) -> Result<Vec<Kept>, Fault> {
    let mut all = Vec::new();
    for row in found.all(db).await? {
        all.push(read(db, house, row).await?);
    }
    Ok(all)
}

async fn open(db: &impl ConnectionTrait, house: &House, row: Option<referral::Model>) -> Result<Option<Kept>, Fault> {
    match row {
        None => Ok(None),
        Some(row) => read(db, house, row).await.map(Some),
    }
}

fn stage(row: &referral::Model) -> Result<Stage, Fault> {
    serde_json::from_str(&row.stage).map_err(|error| Fault::corrupt("referrals", row.id, error))
}

async fn read(db: &impl ConnectionTrait, house: &House, row: referral::Model) -> Result<Kept, Fault> {
    let about: About = serde_json::from_str(&row.about).map_err(|error| Fault::corrupt("referrals", row.id, error))?;
    let stage = stage(&row)?;
    let written = match (house.person_key(db, row.referrer).await?, row.written) {
        (Some(key), Some(sealed)) => Some(key.open(WRITTEN, &sealed)?),
        _ => None,
    };
    Ok(Kept {
        referral: Referral { id: ReferralId::from(row.id), target: about.target(), stage },
        referrer: PersonId::from(row.referrer),
        about,
        person: row.person.map(PersonId::from),
        written,
        version: row.version,
        since: Instant(row.since),
    })
}
