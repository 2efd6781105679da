//! The applicant's pages: the form, the receipt, the way of the case, and taking it back (Article 16).
//! Pages do what the API does, through the same desk.

mod choices;
mod dated;
#[cfg(test)]
pub mod door;
mod form;
mod hands;
#[cfg(test)]
mod journeys;
mod kept;
mod log;
mod receipt;
#[cfg(test)]
pub mod samples;
mod sheet;
mod status;
mod track;
mod view;
mod withdraw;

use actix_web::web;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/nominate/{number}").get(form::ask).post(form::send))
        .service(web::resource("/receipts/{receipt}").get(receipt::show))
        .service(web::resource("/track").get(track::list))
        .service(web::resource("/track/{receipt}").get(status::show))
        .service(web::resource("/track/{receipt}/withdraw").get(withdraw::ask).post(withdraw::send));
}
