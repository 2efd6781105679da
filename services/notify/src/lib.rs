//! Letters: written in the recipient's language, sent, tried again, logged.
//! Knows no Measure: what a letter says comes in the event, in words.

mod inbox;
mod letters;
mod mailbox;
mod migrations;
mod settings;
mod words;

use std::sync::Arc;

use actix_web::web::ServiceConfig;
use async_trait::async_trait;
use kit::{BadSettings, DeskError, Fault, Heard, House, Reading, Running, Service, Written};
use letters::Transport;
use sea_orm_migration::MigrationTrait;
use settings::Sender;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(title = "Yincai notify", version = "1", description = "Letters: where they went."),
    tags((name = "mailbox", description = "The local mailbox of a run on one machine"))
)]
struct Document;

/// The service that writes the letters.
pub struct Notify;

#[async_trait]
impl Service for Notify {
    fn name(&self) -> &'static str {
        "notify"
    }

    fn root(&self) -> &'static str {
        "/dev"
    }

    fn defaults(&self) -> &'static str {
        include_str!("../default.toml")
    }

    fn check(&self, written: &Written) -> Result<(), BadSettings> {
        Sender::read(written).map(drop)
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        migrations::all()
    }

    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig) {
        mailbox::api::routes(routes);
    }

    fn document(&self) -> utoipa::openapi::OpenApi {
        Document::openapi()
    }

    fn pages(&self, routes: &mut ServiceConfig) {
        mailbox::pages::routes(routes);
    }

    fn open(&self, house: House) -> Result<Arc<dyn Running>, BadSettings> {
        let sender = Sender::read(&house.settings.written)?;
        let mailbox = mailbox::desk::Desk::new(&house.settings.data);
        let letters = letters::desk::Desk::new(house, sender, Transport::Mailbox(mailbox.clone()));
        Ok(Arc::new(Desks { letters, mailbox }))
    }
}

struct Desks {
    letters: letters::desk::Desk,
    mailbox: mailbox::desk::Desk,
}

#[async_trait]
impl Running for Desks {
    fn furnish(&self, routes: &mut ServiceConfig) {
        routes.app_data(actix_web::web::Data::new(self.mailbox.clone()));
    }

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        inbox::hear(&self.letters, heard).await
    }

    async fn work(&self) {
        letters::run(&self.letters).await
    }

    async fn readings(&self) -> Result<Vec<Reading>, Fault> {
        self.letters.readings().await
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.letters.ready().await
    }
}
