//! The public door: the issued catalogue (Articles 3 to 9, 12), nominations and what became of them (Articles 10, 11, 16).

mod accounts;
mod catalogue;
mod check;
mod evidence;
mod guides;
mod inbox;
mod interpretations;
mod letters;
mod measures;
mod migrations;
mod nominations;
mod own_data;
mod recommenders;
mod referrals;
mod units;
mod words;

use std::sync::Arc;

use actix_web::web;
use domain::Policies;
use kit::html::Link;
use kit::{BadSettings, DeskError, Due, Fault, Frame, Heard, Held, House, Running, Service, Written};
use sea_orm_migration::MigrationTrait;

use accounts::Accounts;
use accounts::desk::{AccountSettings, FORGET_ADDRESS, FORGET_CODE};
use catalogue::desk::Catalogue;
use evidence::desk::EvidenceDesk;
use interpretations::desk::Interpretations;
use nominations::desk::Nominations;
use nominations::drafts::{DraftSettings, PURGE, REMIND};
use nominations::reminding::REMINDER;
use own_data::desk::OwnData;
use recommenders::desk::Recommenders;
use referrals::desk::{ReferralSettings, Referrals};
use referrals::voices::Voices;
use units::desk::Units;

/// The service, before it runs.
pub struct Portal {
    /// The versions of the Measures that it works by.
    pub policies: fn() -> &'static Policies,
}

impl Portal {
    /// By the versions that this program carries.
    pub const STANDARD: Portal = Portal { policies: Policies::standard };
}

struct Desks {
    accounts: Accounts,
    catalogue: Catalogue,
    nominations: Nominations,
    evidence: EvidenceDesk,
    recommenders: Recommenders,
    referrals: Referrals,
    own_data: OwnData,
    units: Units,
    interpretations: Interpretations,
}

impl Service for Portal {
    fn name(&self) -> &'static str {
        "portal"
    }

    fn root(&self) -> &'static str {
        ""
    }

    fn defaults(&self) -> &'static str {
        include_str!("../default.toml")
    }

    fn check(&self, written: &Written) -> Result<(), BadSettings> {
        written.section::<AccountSettings>(self.name())?;
        written.section::<DraftSettings>(self.name())?;
        written.section::<ReferralSettings>(self.name()).map(drop)
    }

    fn announces(&self, settings: &kit::Settings) -> Option<String> {
        let url = &settings.url;
        Some(format!("posts 岗位          {url}/posts   {url}/en/posts"))
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        migrations::all()
    }

    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig) {
        routes
            .service(catalogue::api::list_posts)
            .service(catalogue::api::count_posts)
            .service(catalogue::api::show_post)
            .service(check::api::check_eligibility)
            .service(units::api::list_units)
            .service(interpretations::api::list_published_interpretations)
            .service(guides::api::list_guides)
            .service(accounts::api::create_mail_code)
            .service(accounts::api::create_session)
            .service(accounts::api::list_sessions)
            .service(accounts::api::end_other_sessions)
            .service(accounts::api::end_session)
            .service(accounts::api::addresses::list_addresses)
            .service(accounts::api::addresses::create_address_code)
            .service(accounts::api::addresses::add_address)
            .service(accounts::api::addresses::choose_address)
            .service(accounts::api::addresses::remove_address)
            .service(own_data::api::export_own_data)
            .service(own_data::api::erase_own_data)
            .service(nominations::api::resume::read_resume)
            .service(nominations::api::create_nomination)
            .service(nominations::api::list_nominations)
            .service(nominations::api::show_nomination)
            .service(nominations::api::save_nomination)
            .service(nominations::api::tasks::list_tasks)
            .service(nominations::api::tasks::save_task)
            .service(nominations::api::tasks::discard_nomination)
            .service(nominations::api::submit_nomination)
            .service(nominations::api::correct_nomination)
            .service(nominations::api::items::answer_item)
            .service(nominations::api::answer_proposal)
            .service(nominations::api::reconsideration::ask_reconsideration)
            .service(nominations::api::withdraw_nomination)
            .service(evidence::api::add_evidence)
            .service(evidence::api::list_evidence)
            .service(evidence::api::download_evidence)
            .service(evidence::api::remove_evidence)
            .service(referrals::api::create_referral)
            .service(referrals::api::list_referrals)
            .service(referrals::api::read_invitation)
            .service(referrals::api::accept_referral)
            .service(referrals::api::decline_referral)
            .service(referrals::api::renew_referral_link)
            .service(referrals::api::show_referral)
            .service(referrals::api::sharing::list_nomination_referrals)
            .service(referrals::api::sharing::change_sharing);
    }

    fn document(&self) -> utoipa::openapi::OpenApi {
        document()
    }

    fn pages(&self, routes: &mut web::ServiceConfig) {
        catalogue::pages::routes(routes);
        check::pages::routes(routes);
        accounts::pages::routes(routes);
        nominations::pages::routes(routes);
        evidence::pages::routes(routes);
        referrals::pages::routes(routes);
        own_data::pages::routes(routes);
        measures::pages::routes(routes);
        interpretations::pages::routes(routes);
        guides::pages::routes(routes);
    }

    fn bar(&self, frame: &Frame) -> Vec<Link> {
        let say = words::say(frame.language());
        let link = |(name, below): (&str, &[&str])| {
            let link = Link::new(frame, &format!("/{name}"), say.owned(format!("nav-{name}")));
            Link { is_here: link.is_here || below.iter().any(|path| frame.is_at(path)), ..link }
        };
        let nominate = ["/nominations", "/refer"].as_slice();
        let track = ["/receipts", "/referrals", "/own-data", "/addresses"].as_slice();
        [
            ("posts", [].as_slice()),
            ("nominate", nominate),
            ("track", track),
            ("measures", &["/interpretations", "/guides"]),
        ]
        .map(link)
        .into()
    }

    fn open(&self, house: House) -> Result<Arc<dyn Running>, BadSettings> {
        let accounts = Accounts::new(house.clone(), house.settings.section(self.name())?);
        let catalogue = Catalogue::new(house.clone(), (self.policies)());
        let recommenders = Recommenders::new(house.clone());
        let units = Units::new(house.clone(), recommenders.clone());
        let referred: ReferralSettings = house.settings.section(self.name())?;
        let voices = Voices::new(house.clone(), accounts.clone(), referred.clone());
        let settings = house.settings.section(self.name())?;
        let interpretations = Interpretations::new(house.clone());
        let nominations = Nominations::new(
            house.clone(),
            settings,
            accounts.clone(),
            catalogue.clone(),
            units.clone(),
            voices.clone(),
            interpretations.clone(),
        );
        let evidence = EvidenceDesk::new(house.clone(), nominations.clone());
        let referrals =
            Referrals::new(house, referred, accounts.clone(), nominations.clone(), voices, recommenders.clone());
        let own_data =
            OwnData::new(accounts.clone(), nominations.clone(), evidence.clone(), referrals.clone(), units.clone());
        Ok(Arc::new(Desks {
            accounts,
            catalogue,
            nominations,
            evidence,
            recommenders,
            referrals,
            own_data,
            units,
            interpretations,
        }))
    }
}

#[async_trait::async_trait]
impl Running for Desks {
    fn furnish(&self, routes: &mut web::ServiceConfig) {
        routes
            .app_data(web::Data::new(self.accounts.clone()))
            .app_data(web::Data::new(self.catalogue.clone()))
            .app_data(web::Data::new(self.nominations.clone()))
            .app_data(web::Data::new(self.evidence.clone()))
            .app_data(web::Data::new(self.recommenders.clone()))
            .app_data(web::Data::new(self.referrals.clone()))
            .app_data(web::Data::new(self.own_data.clone()))
            .app_data(web::Data::new(self.units.clone()))
            .app_data(web::Data::new(self.interpretations.clone()));
    }

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        inbox::hear(&self.catalogue, &self.nominations, &self.units, &self.interpretations, heard).await
    }

    async fn fall_due(&self, due: Due) -> Result<(), DeskError> {
        match due.kind.as_str() {
            FORGET_CODE => self.accounts.forget_code(&due).await,
            FORGET_ADDRESS => self.accounts.forget_asked(&due).await,
            REMINDER => self.nominations.remind(&due).await,
            REMIND => self.nominations.remind_of_draft(&due).await,
            PURGE => self.nominations.purge(&due).await,
            _ => self.referrals.fall_due(&due).await,
        }
    }

    async fn work(&self, _held: Held) {
        self.evidence.keep_swept().await;
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.catalogue.shelf().await.map(|_| ())
    }
}

fn document() -> utoipa::openapi::OpenApi {
    use utoipa::Modify;
    use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

    struct Applicant;

    impl Modify for Applicant {
        fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
            let components = document.components.get_or_insert_default();
            let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
            components.add_security_scheme("applicant", bearer);
        }
    }

    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(title = "Yincai portal", version = "1", description = "The public catalogue and nominations, Articles 3 to 16"),
        modifiers(&Applicant)
    )]
    struct Document;
    <Document as utoipa::OpenApi>::openapi()
}
