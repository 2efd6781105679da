//! The applicant's pages: the form, the receipt, the way of the case, and taking it back (Article 16).
//! Pages do what the API does, through the same desk.

mod choices;
mod correct;
mod dated;
#[cfg(test)]
pub mod door;
mod form;
mod hand_over;
mod hands;
#[cfg(test)]
mod journeys;
mod kept;
mod log;
pub mod place;
mod receipt;
#[cfg(test)]
pub mod samples;
mod sheet;
pub mod start;
mod status;
mod track;
pub mod view;
mod withdraw;

use actix_web::web;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/nominate").get(start::nominate))
        .service(web::resource("/nominate/organisation").get(form::ask).post(form::send))
        .service(web::resource("/nominate/units/{unit}").get(form::ask).post(form::send))
        .service(web::resource("/nominate/{number}").get(form::ask).post(form::send))
        .service(web::resource("/receipts/{receipt}").get(receipt::show))
        .service(web::resource("/track").get(track::list))
        .service(web::resource("/track/{receipt}").get(status::show))
        .service(web::resource("/track/{receipt}/correct").get(correct::ask).post(correct::send))
        .service(web::resource("/track/{receipt}/unit").get(hand_over::ask).post(hand_over::send))
        .service(web::resource("/track/{receipt}/withdraw").get(withdraw::ask).post(withdraw::send));
}
