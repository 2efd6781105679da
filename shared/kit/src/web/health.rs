//! Whether the program lives and each service can serve, and what whoever runs it should do where something is wrong.
//! The words of a fault are told to the log only. What is parked waits for a person and keeps no service from serving.

use actix_web::{HttpResponse, web};
use contract::Language;
use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::server::Product;
use crate::house::House;
use crate::html::Say;
use crate::inbox;
use crate::lease::Whose;

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/health/live").get(live)).service(web::resource("/health/ready").get(ready));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "live" }))
}

async fn ready(product: web::Data<Product>, caller: Caller) -> HttpResponse {
    let (mut services, mut wrong, mut duties) = (Map::new(), Vec::new(), Map::new());
    for mounted in product.mounted() {
        let name = mounted.service.name();
        let mut failing = product.duties().failing(name);
        if let Err(fault) = mounted.running.ready().await {
            tracing::error!(service = name, %fault, "not ready");
            failing.push("service".to_owned());
        }
        services.insert(name.to_owned(), if failing.is_empty() { "ok" } else { "fault" }.into());
        wrong.extend(failing.iter().map(|what| told(name, what, caller.language)));
    }
    let is_ready = wrong.is_empty();
    for house in product.houses() {
        wrong.extend(parked(house, caller.language).await);
        duties.insert(house.service.to_owned(), whose(house));
    }
    let (mut answer, status) =
        if is_ready { (HttpResponse::Ok(), "ready") } else { (HttpResponse::ServiceUnavailable(), "fault") };
    answer.json(json!({ "status": status, "services": services, "duties": duties, "wrong": wrong }))
}

/// Something that is wrong, and what to do: by the first word of the duty's name.
fn told(service: &str, what: &str, language: Language) -> Value {
    let kind = what.split(' ').next().unwrap_or_default();
    let advice =
        Say::kit(language).with(format!("wrong-{kind}"), &[("service", service.into()), ("what", what.into())]);
    json!({ "service": service, "what": what, "advice": advice })
}

/// Which duties of the service are done here. Where else, the doctor tells on the machine.
fn whose(house: &House) -> Value {
    let said = |whose| match whose {
        Whose::Ours => "here",
        Whose::Anothers(_) => "elsewhere",
        Whose::Nobodys => "nowhere",
    };
    house.leases.whose().into_iter().map(|(duty, whose)| (duty, Value::from(said(whose)))).collect::<Map<_, _>>().into()
}

async fn parked(house: &House, language: Language) -> Option<Value> {
    let count = inbox::store::parked(house.reader()).await.unwrap_or_else(|fault| {
        tracing::error!(service = house.service, %fault, "what is parked could not be counted");
        0
    });
    let advice = Say::kit(language).with("wrong-parked", &[("service", house.service.into()), ("count", count.into())]);
    (count > 0).then(|| json!({ "service": house.service, "what": "parked", "count": count, "advice": advice }))
}
