//! The doors to one post: begun, written and handed in by its unit, decided on by the others.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{PlanId, PostId, PostInput, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, page};
use kit::{DeskError, House};
use serde::Deserialize;
use uuid::Uuid;

use super::post::PostPage;
use super::{POSTS, read};
use crate::officers::Officer;
use crate::planning::desk::{self, Planning};
use crate::planning::posts::{Beginning, PostStep, unit_named};
use crate::ruling;

pub async fn draft(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let id = PlanId::from(*id);
    let drafted = match unit_named(posted.text("unit")).and_then(|of| Ok((of, beginning(&posted)?))) {
        Ok((of, beginning)) => planning.draft_post(&officer.clone().once(posted.once()), id, of, beginning).await,
        Err(refusal) => Err(refusal.into()),
    };
    match drafted {
        Ok(drafted) => Ok(page::see_other(frame.to(format!("{POSTS}/{}", drafted.id)))),
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&read(frame, officer, &planning, id, form, &house).await?)
        }
    }
}

fn beginning(posted: &Posted) -> Result<Beginning, Refusal> {
    let chosen = |field: &str, code: &'static str| match posted.text(field) {
        "" => Ok(None),
        typed => typed.parse::<PostId>().map(Some).map_err(|_| Refusal::content(code).at(format!("/{field}"))),
    };
    Beginning::of(
        chosen("copy_of", "no-post-to-copy")?,
        chosen("changes", "no-post-to-change")?,
        chosen("closes", "no-post-to-change")?,
    )
}

pub async fn show(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let shown = planning.show_post(&officer, PostId::from(*id)).await?;
    let left = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let form = if left.was_left { left } else { Form::filled(&shown.post.input)? };
    page::show(&PostPage::new(frame, officer, &shown, house.clock.today(), form, Form::empty()))
}

/// A post as the form sends it; what belongs to its act stands beside it.
#[derive(Deserialize)]
struct Written {
    #[serde(flatten)]
    post: PostInput,
}

/// Saved in any case; handed in where that button was pressed.
pub async fn write(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = PostId::from(*id);
    let Written { post } = posted.nested()?;
    let acting = officer.clone().once(posted.once());
    let seen = posted.version().ok_or(DeskError::Stale)?;
    let mut done = planning.save_post(&acting, id, seen, post).await;
    if let Ok(saved) = &done
        && posted.text("do") == "submit"
    {
        let taken = PostStep::Pass { words: None, wording: posted.given("wording") };
        done = planning.step_post(&acting, id, saved.version, taken).await;
    }
    match done {
        Ok(_) => kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{POSTS}/{id}"))).await,
        Err(error) => {
            let form = Form::of(&posted).refused(&error.refusals()?, frame.language());
            let shown = planning.show_post(&officer, id).await?;
            page::refused(&PostPage::new(frame, officer, &shown, house.clock.today(), form, Form::empty()))
        }
    }
}

/// Whoever opens the address of a ruling, as after signing in again, is shown the post with what they had typed to it.
pub async fn back(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let act = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&ruling(frame, officer, &planning, PostId::from(*id), act, &house).await?)
}

pub async fn rule(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = PostId::from(*id);
    match ruled(&planning, &officer, id, &posted).await {
        Ok(()) => kept_forms::done(&house, &officer.id.to_string(), &frame.to(format!("{POSTS}/{id}"))).await,
        Err(error) => {
            let act = Form::of(&posted).refused(&error.refusals()?, frame.language());
            page::refused(&ruling(frame, officer, &planning, id, act, &house).await?)
        }
    }
}

/// The post as it is saved, with what was typed to its act.
async fn ruling(
    frame: Frame,
    officer: Officer,
    planning: &Planning,
    id: PostId,
    act: Form,
    house: &House,
) -> Result<PostPage, DeskError> {
    let shown = planning.show_post(&officer, id).await?;
    let form = Form::filled(&shown.post.input)?;
    Ok(PostPage::new(frame, officer, &shown, house.clock.today(), form, act))
}

async fn ruled(planning: &Planning, officer: &Officer, id: PostId, posted: &Posted) -> Result<(), DeskError> {
    let officer = officer.clone().once(posted.once());
    let seen = posted.version().ok_or(DeskError::Stale)?;
    planning.step_post(&officer, id, seen, taken(posted)?).await?;
    Ok(())
}

/// The step that the form of an act asks for.
pub fn taken(posted: &Posted) -> Result<PostStep, Refusal> {
    let words = posted.given("words");
    match ruling::of(posted)? {
        "refuse" => Ok(PostStep::Refuse { reason: desk::reason(posted.text("reason"))?, words }),
        "return" => Ok(PostStep::Return(desk::returning(posted.text("to"), posted.text("reason"), words)?)),
        "recall" => Ok(PostStep::Recall { words }),
        "agree" => Ok(PostStep::Pass { words, wording: None }),
        _ => Err(Refusal::content("ruling-unknown").at("/ruling")),
    }
}
