//! The staff door: registers, plans and the catalogue they issue (Articles 4 to 9, 12), cases and their hands (Articles 13 and 14).

mod audit;
mod cases;
mod delegations;
pub mod demo;
mod documents;
mod earlier;
mod evidence;
mod inbox;
mod interpretations;
mod letters;
mod migrations;
mod numbers;
mod officers;
mod operations;
mod planning;
mod plans;
mod recommenders;
mod registers;
mod ruling;
mod several;
mod step_ups;
#[cfg(test)]
mod test_house;
mod unmasking;
mod words;
mod workbooks;

use std::sync::Arc;

use actix_web::web;
use contract::event::{EventParked, EventReleased};
use domain::{Policies, Text};
use futures_util::future::join3;
use kit::html::Link;
use kit::{Act, BadSettings, DeskError, Fault, Frame, Heard, Held, House, Running, Service, Written};
use sea_orm_migration::MigrationTrait;
use serde::Deserialize;

use audit::Trail;
use cases::desk::Cases;
use delegations::desk::Delegations;
use evidence::desk::EvidenceDesk;
use interpretations::desk::Interpretations;
use letters::desk::Letters;
use officers::Officers;
use officers::desk::OfficerSettings;
use operations::Operations;
use planning::desk::Planning;
use plans::desk::Plans;
use recommenders::desk::Recommenders;
use registers::desk::Registers;
use registers::seats::desk::Seats;
use step_ups::StepUps;
use unmasking::Unmasking;

/// The service, before it runs.
pub struct Review {
    /// The versions of the Measures that it works by.
    pub policies: fn() -> &'static Policies,
}

impl Review {
    /// By the versions that this program carries.
    pub const STANDARD: Review = Review { policies: Policies::standard };
}

#[derive(Deserialize)]
struct NumberSettings {
    reply_prefix: String,
    catalogue_prefix: String,
    catalogue_issuer: Text,
}

struct Desks {
    house: House,
    officers: Officers,
    step_ups: StepUps,
    trail: Trail,
    unmasking: Unmasking,
    registers: Registers,
    seats: Seats,
    plans: Plans,
    planning: Planning,
    delegations: Delegations,
    interpretations: Interpretations,
    recommenders: Recommenders,
    cases: Cases,
    evidence: EvidenceDesk,
    operations: Operations,
    letters: Letters,
}

impl Service for Review {
    fn name(&self) -> &'static str {
        "review"
    }

    fn root(&self) -> &'static str {
        "/staff"
    }

    fn defaults(&self) -> &'static str {
        include_str!("../default.toml")
    }

    fn check(&self, written: &Written) -> Result<(), BadSettings> {
        written.section::<OfficerSettings>(self.name())?;
        written.section::<NumberSettings>(self.name()).map(drop)
    }

    fn announces(&self, settings: &kit::Settings) -> Option<String> {
        let url = &settings.url;
        Some(format!("staff 办公台        {url}/staff   {url}/en/staff"))
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        migrations::all()
    }

    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig) {
        routes
            .service(officers::api::create_token)
            .service(officers::api::refresh_token)
            .service(officers::api::revoke_token)
            .service(officers::sessions::api::list_staff_sessions)
            .service(officers::sessions::api::end_other_staff_sessions)
            .service(officers::sessions::api::end_staff_session)
            .service(step_ups::api::create_step_up)
            .service(cases::api::list_cases)
            .service(cases::finding::api::find_cases)
            .service(cases::api::show_case)
            .service(cases::api::list_case_revisions)
            .service(cases::api::pass_case)
            .service(cases::api::return_case)
            .service(cases::api::propose_unit)
            .service(cases::api::reply_to_case)
            .service(cases::api::reject_case)
            .service(cases::api::reconsider_case)
            .service(cases::api::remind_applicant)
            .service(planning::api::list_plans)
            .service(planning::api::open_plan)
            .service(planning::api::amend_catalogue)
            .service(planning::api::show_plan)
            .service(planning::conflicts::api::declare_plan_conflict)
            .service(planning::seats::api::ask_seat)
            .service(planning::api::pass_plan)
            .service(planning::api::opine_on_plan)
            .service(planning::api::return_plan)
            .service(planning::api::refuse_plan)
            .service(planning::api::ratify_plan)
            .service(planning::paging::api::list_planned_posts)
            .service(planning::beginnings::api::list_post_beginnings)
            .service(planning::api::draft_planned_post)
            .service(planning::sheets::api::download_post_sheet)
            .service(planning::sheets::api::read_post_sheet)
            .service(planning::sheets::api::mark_post_sheet)
            .service(planning::sheets::api::import_planned_posts)
            .service(planning::steps::api::step_planned_posts)
            .service(planning::api::show_planned_post)
            .service(planning::api::save_planned_post)
            .service(planning::api::pass_planned_post)
            .service(planning::api::return_planned_post)
            .service(planning::api::refuse_planned_post)
            .service(planning::api::recall_planned_post)
            .service(plans::api::list_catalogue_issues)
            .service(plans::api::download_catalogue_document)
            .service(plans::api::download_catalogue_annex)
            .service(delegations::api::list_delegations)
            .service(delegations::api::make_delegation)
            .service(delegations::api::end_delegation)
            .service(registers::api::list_employing_units)
            .service(registers::api::show_employing_unit)
            .service(registers::api::add_employing_unit)
            .service(registers::api::change_employing_unit)
            .service(registers::api::close_employing_unit)
            .service(registers::api::list_departments)
            .service(registers::api::show_department)
            .service(registers::api::add_department)
            .service(registers::api::change_department)
            .service(registers::api::close_department)
            .service(registers::seats::api::list_seats)
            .service(registers::seats::api::list_seat_members)
            .service(registers::seats::api::show_seat_member)
            .service(registers::seats::api::change_seat_member)
            .service(registers::seats::api::stand_down_seat_member)
            .service(registers::sheets::api::read_unit_sheet)
            .service(registers::sheets::api::import_employing_units)
            .service(registers::sheets::api::read_department_sheet)
            .service(registers::sheets::api::import_departments)
            .service(registers::sheets::api::read_recommender_sheet)
            .service(registers::sheets::api::import_recommenders)
            .service(registers::sheets::files::api::download_register_template)
            .service(registers::sheets::files::api::download_register)
            .service(registers::sheets::files::api::mark_register_sheet)
            .service(recommenders::api::list_recommenders)
            .service(recommenders::api::show_recommender)
            .service(cases::finding::api::list_recommended_cases)
            .service(recommenders::api::add_recommender)
            .service(recommenders::api::change_recommender)
            .service(recommenders::api::close_recommender)
            .service(interpretations::api::list_interpretations)
            .service(interpretations::api::show_interpretation)
            .service(interpretations::api::draft_interpretation)
            .service(interpretations::api::change_interpretation)
            .service(interpretations::api::opine_on_interpretation)
            .service(interpretations::api::publish_interpretation)
            .service(interpretations::api::end_interpretation)
            .service(unmasking::api::unmask_case)
            .service(audit::api::list_audit_entries)
            .service(audit::api::export_audit_entries)
            .service(evidence::api::download_case_evidence)
            .service(operations::api::list_parked_events)
            .service(operations::api::show_parked_event)
            .service(operations::api::retry_parked_event)
            .service(operations::api::skip_parked_event);
    }

    fn document(&self) -> utoipa::openapi::OpenApi {
        document()
    }

    fn pages(&self, routes: &mut web::ServiceConfig) {
        officers::pages::routes(routes);
        officers::sessions::pages::routes(routes);
        step_ups::pages::routes(routes);
        audit::pages::routes(routes);
        unmasking::pages::routes(routes);
        planning::pages::routes(routes);
        planning::conflicts::pages::routes(routes);
        planning::seats::pages::routes(routes);
        planning::sheets::pages::routes(routes);
        planning::steps::pages::routes(routes);
        plans::pages::routes(routes);
        delegations::pages::routes(routes);
        registers::pages::routes(routes);
        registers::seats::pages::routes(routes);
        registers::sheets::pages::routes(routes);
        registers::sheets::files::pages::routes(routes);
        recommenders::pages::routes(routes);
        interpretations::pages::routes(routes);
        cases::pages::routes(routes);
        cases::finding::pages::routes(routes);
        cases::finding::recommended::routes(routes);
        evidence::pages::routes(routes);
        operations::pages::routes(routes);
        letters::pages::routes(routes);
    }

    fn bar(&self, frame: &Frame) -> Vec<Link> {
        officers::bar::anybodys(frame)
    }

    fn commands(&self) -> Vec<clap::Command> {
        vec![officers::commands::command()]
    }

    fn open(&self, house: House) -> Result<Arc<dyn Running>, BadSettings> {
        let officers: OfficerSettings = house.settings.section(self.name())?;
        let numbers: NumberSettings = house.settings.section(self.name())?;
        let NumberSettings { reply_prefix, catalogue_prefix, catalogue_issuer } = numbers;
        let registers = Registers::new(house.clone());
        let policies = (self.policies)();
        let plans = Plans::new(house.clone(), catalogue_issuer, policies);
        let officers = Officers::new(house.clone(), officers);
        let delegations = Delegations::new(house.clone(), officers.clone(), registers.clone());
        let planning = Planning::new(house.clone(), plans.clone(), registers.clone(), policies, catalogue_prefix);
        let step_ups = StepUps::new(house.clone(), officers.clone());
        let interpretations = Interpretations::new(house.clone());
        let cases = Cases::new(
            house.clone(),
            plans.clone(),
            registers.clone(),
            interpretations.clone(),
            policies,
            reply_prefix,
        );
        Ok(Arc::new(Desks {
            unmasking: Unmasking::new(house.clone(), cases.clone(), step_ups.clone()),
            trail: Trail::new(house.clone(), officers.clone(), step_ups.clone()),
            evidence: EvidenceDesk::new(house.clone(), cases.clone()),
            seats: Seats::new(house.clone(), officers.clone(), step_ups.clone()),
            step_ups,
            officers,
            cases,
            operations: Operations::new(house.clone()),
            letters: Letters::new(house.clone()),
            interpretations,
            recommenders: Recommenders::new(house.clone()),
            registers,
            planning,
            delegations,
            plans,
            house,
        }))
    }
}

#[async_trait::async_trait]
impl Running for Desks {
    fn furnish(&self, routes: &mut web::ServiceConfig) {
        routes
            .app_data(web::Data::new(self.officers.clone()))
            .app_data(web::Data::new(self.step_ups.clone()))
            .app_data(web::Data::new(self.trail.clone()))
            .app_data(web::Data::new(self.unmasking.clone()))
            .app_data(web::Data::new(self.planning.clone()))
            .app_data(web::Data::new(self.plans.clone()))
            .app_data(web::Data::new(self.delegations.clone()))
            .app_data(web::Data::new(self.registers.clone()))
            .app_data(web::Data::new(self.seats.clone()))
            .app_data(web::Data::new(self.recommenders.clone()))
            .app_data(web::Data::new(self.interpretations.clone()))
            .app_data(web::Data::new(self.cases.clone()))
            .app_data(web::Data::new(self.evidence.clone()))
            .app_data(web::Data::new(self.operations.clone()))
            .app_data(web::Data::new(self.letters.clone()))
            .app_data(web::Data::new(self.house.clone()));
    }

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        inbox::hear(&self.cases, &self.letters, &self.operations, heard).await
    }

    async fn parked(&self, act: &Act, told: &EventParked) -> Result<(), Fault> {
        self.operations.note_own(act, told).await
    }

    async fn released(&self, act: &Act, told: &EventReleased) -> Result<(), Fault> {
        self.operations.strike_own(act, told).await
    }

    async fn seed(&self) -> Result<(), DeskError> {
        demo::seed(&self.house, &self.registers, &self.plans, &self.planning, &self.officers).await?;
        demo::seed_articles(&self.house, &self.recommenders, &self.interpretations, &self.officers).await
    }

    async fn operate(&self, _command: &str, given: &clap::ArgMatches) -> Result<String, DeskError> {
        officers::commands::run(&self.officers, &self.registers, given).await
    }

    async fn work(&self, held: Held) {
        join3(self.recommenders.tell_earlier(&held), self.cases.fill_extracts(&held), self.cases.fill_clues(&held))
            .await;
        std::future::pending().await
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.plans.is_empty().await.map(|_| ())
    }
}

fn document() -> utoipa::openapi::OpenApi {
    use utoipa::Modify;
    use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

    struct Officer;

    impl Modify for Officer {
        fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
            let components = document.components.get_or_insert_default();
            let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
            components.add_security_scheme("officer", bearer);
        }
    }

    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(title = "Yincai review", version = "1", description = "The internal review workflow, Articles 13 and 14"),
        modifiers(&Officer)
    )]
    struct Document;
    <Document as utoipa::OpenApi>::openapi()
}
