//! The OpenAPI document of one service, gathered from its routes. No server and no database is needed for it.

use actix_web::App;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt, scope};

use crate::service::Service;

/// Where the service's API hangs.
pub fn prefix(service: &dyn Service) -> String {
    format!("/api/{}/v1", service.name())
}

pub fn document(service: &dyn Service) -> OpenApi {
    // The service's own title first: the library would put that of its author there.
    let app = App::new().into_utoipa_app().openapi(service.document());
    let scope = scope(prefix(service).as_str()).configure(|routes| service.api(routes));
    app.service(scope).split_for_parts().1
}
