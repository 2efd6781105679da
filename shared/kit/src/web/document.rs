//! The OpenAPI document of one service, gathered from its routes. No server and no database is needed for it.

use actix_web::App;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{Content, OpenApi, Ref, ResponseBuilder};
use utoipa_actix_web::{AppExt, scope};

use super::declared;
use crate::service::Service;

/// Where the service's API hangs.
pub fn prefix(service: &dyn Service) -> String {
    format!("/api/{}/v1", service.name())
}

pub fn document(service: &dyn Service) -> OpenApi {
    // The service's own title first: the library would put that of its author there.
    let app = App::new().into_utoipa_app().openapi(service.document());
    let scope = scope(prefix(service).as_str()).configure(|routes| service.api(routes));
    let mut document = app.service(scope).split_for_parts().1;
    let components = document.components.clone().unwrap_or_default();
    for path in document.paths.paths.values_mut() {
        changes(path).for_each(declared::is_done_once);
        operations(path).for_each(|operation| {
            may_fail(operation);
            declared::speaks(operation);
            declared::has_version(operation, &components);
        });
        path.get.iter_mut().for_each(declared::may_be_known);
    }
    document
}

fn changes(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { put, post, delete, patch, .. } = path;
    [put, post, delete, patch].into_iter().flatten()
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = path;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// What any operation can answer, whatever is asked of it.
fn may_fail(operation: &mut Operation) {
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let failed = ResponseBuilder::new()
        .description("Too busy, not ready, or broken; `Retry-After` says when to come again, where that is known")
        .content("application/problem+json", problem);
    operation.responses.responses.insert("5XX".to_owned(), failed.build().into());
}
