//! The API documents at addresses that stay, and `/docs`, where a browser reads them. All files are inside the program:
//! nothing comes from another host.

use std::sync::Arc;

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ContentType, LOCATION,
};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa_swagger_ui::{Config, Url};

use super::document::document;
use super::kept::Shared;
use crate::config::BadSettings;
use crate::fault::{DeskError, Fault};
use crate::service::Service;

/// As a page's, and besides the documents may be fetched and calls tried. The reader's one inline style is left out.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The documents of the product, as they are committed.
pub(crate) struct Documents {
    texts: Vec<(String, String)>,
    reader: Arc<Config<'static>>,
}

impl Documents {
    pub(crate) fn of(services: &[&'static dyn Service]) -> Result<Documents, BadSettings> {
        let names = services.iter().map(|service| service.name());
        // The reader wants names that last as long as the program, and so do they.
        let urls = names.map(|name| Url::new(name, format!("/openapi/{name}.json").leak()));
        let reader = Arc::new(Config::new(urls).try_it_out_enabled(true));
        let services = services.iter().map(|service| (service.name(), pretty(&document(*service))));
        let all = services.chain([("events", pretty(&contract::schema()))]);
        let texts = all.map(|(name, text)| Ok((format!("{name}.json"), text?))).collect::<Result<_, Fault>>();
        let texts = texts.map_err(|fault| BadSettings::new(fault.to_string()))?;
        Ok(Documents { texts, reader })
    }
}

fn pretty(document: &impl Serialize) -> Result<String, Fault> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

pub(crate) fn routes(documents: web::Data<Documents>) -> impl FnOnce(&mut web::ServiceConfig) {
    move |routes| {
        routes
            .app_data(web::Data::from(documents.reader.clone()))
            .app_data(documents)
            .service(web::resource("/openapi/{name}").get(show))
            .service(
                web::resource("/docs")
                    .get(async || HttpResponse::PermanentRedirect().insert_header((LOCATION, "/docs/")).finish()),
            )
            .service(web::resource("/docs/{file:.*}").get(read));
    }
}

async fn show(
    shared: Shared,
    documents: web::Data<Documents>,
    name: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let found = documents.texts.iter().find(|(known, _)| *known == *name);
    let (_, text) = found.ok_or(DeskError::Missing)?;
    shared.answer("program", async || Ok(HttpResponse::Ok().content_type(ContentType::json()).body(text.clone()))).await
}

async fn read(file: web::Path<String>, config: web::Data<Config<'static>>) -> Result<HttpResponse, DeskError> {
    let found = utoipa_swagger_ui::serve(&file, config.into_inner()).map_err(|error| Fault::new(error.to_string()))?;
    let file = found.ok_or(DeskError::Missing)?;
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, file.content_type))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"));
    if file.gzpipped {
        answer.insert_header((CONTENT_ENCODING, "gzip"));
    }
    Ok(answer.body(file.bytes.into_owned()))
}
