//! The task list by API: how each task of a draft or of a correction stands, one task saved alone, a draft discarded.

use actix_web::{HttpResponse, delete, get, put, web};
use contract::{Problem, Versioned};
use domain::{ConsentKind, FilingInput, Task, TaskState};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::NominationParams;
use crate::accounts::Applicant;
use crate::nominations::desk::{Nominations, Saved};
use crate::nominations::drafts;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TaskParams {
    /// The nomination's id.
    id: Uuid,
    /// The task's code.
    #[param(example = "person")]
    task: String,
}

/// How a task stands.
#[derive(Serialize, ToSchema)]
pub struct TaskView {
    pub task: Task,
    pub state: TaskState,
    /// Whether a nomination cannot be submitted without it.
    pub needed: bool,
    /// The fields that are missing or cannot be read, as JSON Pointers into the filing.
    pub wrong: Vec<String>,
}

/// A consent, and the version of its text today.
#[derive(Serialize, ToSchema)]
pub struct AskedConsentView {
    pub purpose: ConsentKind,
    pub version: u32,
}

/// The tasks in their order.
#[derive(Serialize, ToSchema)]
pub struct TasksView {
    pub tasks: Vec<TaskView>,
    /// Every consent that can be asked for: whoever agrees says to which version of its text.
    pub consents: Vec<AskedConsentView>,
    /// Of the nomination.
    pub version: i64,
}

/// How each task of a draft stands, or of the correction that is asked for.
#[utoipa::path(
    operation_id = "list_tasks", tag = "nominations", params(NominationParams), security(("applicant" = [])),
    responses(
        (status = 200, description = "The tasks; the ETag is the nomination's", body = TasksView),
        (status = "4XX", description = "Not signed in, or not the applicant's own", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/nominations/{id}/tasks")]
pub async fn list_tasks(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
) -> Result<HttpResponse, DeskError> {
    let kept = nominations.show(&applicant, params.id.into()).await?;
    let standing = drafts::tasks(
        kept.typed(),
        &kept.consents,
        kept.nomination.target,
        nominations.policy_of(&kept),
        nominations.today(),
    );
    let tasks = standing.into_iter().map(|stands| TaskView {
        task: stands.task,
        state: stands.state,
        needed: stands.task.is_needed(),
        wrong: stands.wrong.iter().filter_map(|refusal| refusal.pointer().map(str::to_owned)).collect(),
    });
    let asked = |purpose: ConsentKind| AskedConsentView { purpose, version: purpose.version() };
    let view =
        TasksView { tasks: tasks.collect(), consents: ConsentKind::ALL.map(asked).into(), version: kept.version };
    Ok(HttpResponse::Ok().insert_header(etag(kept.version)).json(view))
}

/// Save one task, whole or half: the fields of a filing that belong to it. What the filing says to other tasks stays.
#[utoipa::path(
    operation_id = "save_task", tag = "nominations", params(TaskParams, Seen), request_body = FilingInput, security(("applicant" = [])),
    responses(
        (status = 200, description = "Saved", body = Versioned),
        (status = "4XX", description = "No such task, a field of another one, submitted already, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/nominations/{id}/tasks/{task}")]
pub async fn save_task(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<TaskParams>,
    seen: Seen,
    given: Given<FilingInput>,
) -> Result<HttpResponse, DeskError> {
    let task = Task::from_code(&params.task).ok_or(DeskError::Missing)?;
    let Given { value, once } = given;
    let Saved { id, version } = nominations.save_task(&applicant, once, params.id.into(), seen.0, task, value).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// Delete a draft with its files.
#[utoipa::path(
    operation_id = "discard_nomination", tag = "nominations", params(NominationParams, Seen), security(("applicant" = [])),
    responses(
        (status = 204, description = "Gone"),
        (status = "4XX", description = "Not the applicant's own, submitted already, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/nominations/{id}")]
pub async fn discard_nomination(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    nominations.discard(&applicant, once.0, params.id.into(), seen.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
