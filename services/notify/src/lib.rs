//! Letters: written in the recipient's language, sent, tried again, logged.
//! Knows no Measure: what a letter says comes in the event, in words.

mod commands;
mod inbox;
mod letters;
mod mailbox;
mod migrations;
mod settings;
mod smtp;
mod staff;
mod words;

use std::path::Path;
use std::sync::Arc;

use actix_web::web::{Data, ServiceConfig};
use async_trait::async_trait;
use kit::auth::TokenKeys;
use kit::{BadSettings, DeskError, Due, Examined, Fault, Heard, Held, House, Reading, Running, Service, Written};
use letters::Transport;
use sea_orm_migration::MigrationTrait;
use settings::{Settings, Way};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(title = "Yincai notify", version = "1", description = "Letters: where they went."),
    modifiers(&Officer),
    tags(
        (name = "letters", description = "How far each letter is"),
        (name = "mailbox", description = "The local mailbox of a run on one machine")
    )
)]
struct Document;

/// Names the access token of the staff.
struct Officer;

impl Modify for Officer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let token = "An access token that review gave. One whose session was ended since is still taken here until it runs \
            out, at most `review.token_minutes` (15 minutes) later: no other service is asked.";
        let mut bearer = Http::new(HttpAuthScheme::Bearer);
        bearer.description = Some(token.to_owned());
        let bearer = SecurityScheme::Http(bearer);
        document.components.get_or_insert_default().add_security_scheme("officer", bearer);
    }
}

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
        Settings::read(written).map(drop)
    }

    async fn examine(&self, written: &Written) -> Vec<Examined> {
        let transport =
            Settings::read(written).and_then(|settings| Ok(Opened::of(settings.way, &written.data()?).transport));
        match transport {
            Ok(transport) => transport.examine().await,
            Err(bad) => vec![Examined::new("mail", Err(bad.to_string()))],
        }
    }

    fn announces(&self, settings: &kit::Settings) -> Option<String> {
        Some(match Settings::read(&settings.written).ok()?.way {
            Way::Mailbox => format!("local mailbox 邮件  {}/dev/mail", settings.url),
            Way::Smtp(smtp) => format!("mail server 邮件    {}", smtp.place()),
        })
    }

    fn commands(&self) -> Vec<clap::Command> {
        vec![commands::command()]
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        migrations::all()
    }

    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig) {
        letters::api::routes(routes);
        mailbox::api::routes(routes);
    }

    fn document(&self) -> utoipa::openapi::OpenApi {
        Document::openapi()
    }

    fn pages(&self, routes: &mut ServiceConfig) {
        mailbox::pages::routes(routes);
    }

    fn open(&self, house: House) -> Result<Arc<dyn Running>, BadSettings> {
        let Settings { sender, way, kept } = Settings::read(&house.settings.written)?;
        let Opened { transport, mailbox } = Opened::of(way, &house.settings.data);
        let tokens = TokenKeys::of(&house.keys, house.url());
        let letters = letters::desk::Desk::new(house.clone(), sender, transport, kept);
        Ok(Arc::new(Desks { house, tokens, letters, mailbox }))
    }
}

/// Where letters go.
struct Opened {
    transport: Arc<dyn Transport>,
    /// Only where letters end in it.
    mailbox: Option<mailbox::desk::Desk>,
}

impl Opened {
    fn of(way: Way, data: &Path) -> Opened {
        match way {
            Way::Mailbox => {
                let mailbox = mailbox::desk::Desk::new(data);
                Opened { transport: Arc::new(mailbox.clone()), mailbox: Some(mailbox) }
            }
            Way::Smtp(smtp) => Opened { transport: Arc::from(smtp as Box<dyn Transport>), mailbox: None },
        }
    }
}

struct Desks {
    house: House,
    tokens: TokenKeys,
    letters: letters::desk::Desk,
    /// Only where letters end in it: its doors say of themselves that they are not there.
    mailbox: Option<mailbox::desk::Desk>,
}

#[async_trait]
impl Running for Desks {
    fn furnish(&self, routes: &mut ServiceConfig) {
        routes
            .app_data(Data::new(self.house.clone()))
            .app_data(Data::new(self.tokens.clone()))
            .app_data(Data::new(self.letters.clone()));
        if let Some(mailbox) = &self.mailbox {
            routes.app_data(Data::new(mailbox.clone()));
        }
    }

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        inbox::hear(&self.letters, heard).await
    }

    async fn fall_due(&self, due: Due) -> Result<(), DeskError> {
        match due.kind.as_str() {
            letters::desk::BLANKING => self.letters.blank(&due.by, due.payload()?).await,
            other => Err(Fault::new(format!("nobody here knows what to do when {other} falls due")).into()),
        }
    }

    async fn operate(&self, _command: &str, given: &clap::ArgMatches) -> Result<String, DeskError> {
        commands::run(&self.letters, given).await
    }

    async fn work(&self, held: Held) {
        letters::run(&self.letters, &held).await
    }

    async fn finish(&self) {
        self.letters.finish().await;
    }

    async fn readings(&self) -> Result<Vec<Reading>, Fault> {
        self.letters.readings().await
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.letters.ready().await
    }
}
