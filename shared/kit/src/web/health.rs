//! Whether the program lives and each service can serve. What a service lacks is told to the log only.

use actix_web::{HttpResponse, web};
use serde_json::{Map, json};

use super::server::Product;

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/health/live").get(live)).service(web::resource("/health/ready").get(ready));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "live" }))
}

async fn ready(product: web::Data<Product>) -> HttpResponse {
    let mut services = Map::new();
    let mut all = true;
    for mounted in product.mounted() {
        let name = mounted.service.name();
        let ready = match product.duties().ready(name) {
            Ok(()) => mounted.running.ready().await,
            Err(fault) => Err(fault),
        };
        let state = match ready {
            Ok(()) => "ok",
            Err(fault) => {
                tracing::error!(service = name, %fault, "not ready");
                all = false;
                "fault"
            }
        };
        services.insert(name.to_owned(), state.into());
    }
    let (mut answer, status) =
        if all { (HttpResponse::Ok(), "ready") } else { (HttpResponse::ServiceUnavailable(), "fault") };
    answer.json(json!({ "status": status, "services": services }))
}
