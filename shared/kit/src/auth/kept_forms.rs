//! What somebody typed into a form while their session fell asleep or before they step up: kept sealed until they have proved
//! again who they are, for them alone and for an hour. It stands in its form again then, and is sent by nobody but the person.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::cookies::{self, Realm};
use super::sessions;
use crate::act::Act;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::html::{Form, Posted, PostedFile, page};
use crate::schedule::Due;
use crate::web::Caller;

const PURPOSE: &str = "kept-form";
const HOLDS: Duration = Duration::from_secs(60 * 60);
/// In bytes; a form that holds more is not kept.
const LARGEST: usize = 64 * 1024;
/// What falls due when it is not kept any longer.
pub(crate) const FORGET: &str = "kit.forget-form";

/// One for each person: the last.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_forms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub path: String,
    pub typed: Vec<u8>,
    pub ends: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// Whoever is signed in. Where their session fell asleep, what they typed is kept on the way to signing in.
pub async fn awake<T>(
    who: Result<T, DeskError>,
    house: &House,
    realm: Realm,
    request: &HttpRequest,
    posted: &Posted,
) -> Result<T, DeskError> {
    if let (Err(DeskError::NotSignedIn), Some(token)) = (&who, cookies::token_of(request, house, realm))
        && let Some(subject) = sessions::fell_asleep(house, &token).await?
    {
        keep(house, &Caller::of(request), subject, posted).await?;
    }
    who
}

/// As [`awake`], of a form with a file; the file itself is not kept.
pub async fn awake_with_file<T>(
    who: Result<T, DeskError>,
    house: &House,
    realm: Realm,
    request: &HttpRequest,
    sent: PostedFile,
) -> Result<(T, PostedFile), DeskError> {
    match who {
        Ok(who) => Ok((who, sent)),
        Err(error) => awake(Err(error), house, realm, request, &sent.without_file().await).await,
    }
}

/// Keeps what they typed while they prove who they are.
pub async fn keep(house: &House, caller: &Caller, subject: String, posted: &Posted) -> Result<(), DeskError> {
    let typed = house.keys.derive(PURPOSE).seal(&*house.rng, &subject, &posted.worth_keeping())?;
    if typed.len() > LARGEST {
        return Ok(());
    }
    let mut act = house.act(&caller.visitor(), "form.keep", &subject).await?;
    let ends = act.at().plus(HOLDS);
    let row = ActiveModel {
        subject: Set(subject.clone()),
        path: Set(posted.path().to_owned()),
        typed: Set(typed),
        ends: Set(ends.0),
    };
    let last =
        OnConflict::column(Column::Subject).update_columns([Column::Path, Column::Typed, Column::Ends]).to_owned();
    Entity::insert(row).on_conflict(last).exec_without_returning(act.tx()).await?;
    act.schedule(FORGET, &subject, ends, &()).await?;
    act.commit(&()).await
}

/// The form at this path as the person left it; as it is without that.
pub async fn form(house: &House, subject: &str, path: &str) -> Result<Form, Fault> {
    let kept = Entity::find_by_id(subject).filter(Column::Path.eq(path)).filter(Column::Ends.gt(house.clock.now().0));
    match kept.one(house.reader()).await? {
        None => Ok(Form::empty()),
        Some(row) => Ok(Form::left(house.keys.derive(PURPOSE).open(subject, &row.typed)?)),
    }
}

/// It was sent. No act: what was sent is one.
pub async fn forget(house: &House, subject: &str) -> Result<(), Fault> {
    if Entity::find_by_id(subject).one(house.reader()).await?.is_some() {
        let writing = house.database.write().await?;
        Entity::delete_by_id(subject).exec(writing.tx()).await?;
        writing.commit().await?;
    }
    Ok(())
}

/// Nothing is kept of what the subject typed, in the act that erases them.
pub async fn erase(act: &Act, subject: &str) -> Result<(), Fault> {
    Entity::delete_by_id(subject).exec(act.tx()).await?;
    act.unschedule(FORGET, subject).await.map(|_| ())
}

/// It was sent and done: nothing is kept of it, and the browser is led on.
pub async fn done(house: &House, subject: &str, to: &str) -> Result<HttpResponse, DeskError> {
    forget(house, subject).await?;
    Ok(page::see_other(to))
}

pub(crate) async fn forget_due(house: &House, due: &Due) -> Result<(), DeskError> {
    let act = house.act(&due.by, "form.forget", &due.subject).await?;
    if act.answered::<()>()?.is_some() {
        return Ok(());
    }
    let old = Entity::delete_many().filter(Column::Subject.eq(&due.subject)).filter(Column::Ends.lte(act.at().0));
    old.exec(act.tx()).await?;
    act.commit(&()).await
}
