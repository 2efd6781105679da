//! The applicant's pages: the tasks and their questions, the receipt, the way of the case, and taking it back (Article 16).
//! Pages do what the API does, through the same desk.

pub mod answers;
pub mod asking;
mod check;
mod choices;
mod clauses;
mod closed;
mod consents;
mod contest;
mod correct;
mod dated;
mod degrees;
mod discard;
#[cfg(test)]
pub mod door;
mod filed;
mod hand_over;
mod hands;
mod item;
#[cfg(test)]
mod journeys;
mod kept;
mod log;
pub mod place;
mod question;
mod receipt;
mod resume;
pub mod room;
#[cfg(test)]
pub mod samples;
mod school;
#[cfg(test)]
mod shut_journeys;
pub mod start;
mod status;
mod tasks;
mod track;
pub mod view;
mod withdraw;

use actix_web::web;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/nominate").get(start::nominate))
        .service(web::resource("/nominate/organisation").get(tasks::list))
        .service(web::resource("/nominate/organisation/resume").get(resume::ask).post(resume::send))
        .service(web::resource("/nominate/organisation/{step}").get(question::ask).post(question::send))
        .service(web::resource("/nominate/units/{unit}").get(tasks::list))
        .service(web::resource("/nominate/units/{unit}/resume").get(resume::ask).post(resume::send))
        .service(web::resource("/nominate/units/{unit}/{step}").get(question::ask).post(question::send))
        .service(web::resource("/nominate/{number}").get(tasks::list))
        .service(web::resource("/nominate/{number}/resume").get(resume::ask).post(resume::send))
        .service(web::resource("/nominate/{number}/{step}").get(question::ask).post(question::send))
        .service(web::resource("/receipts/{receipt}").get(receipt::show))
        .service(web::resource("/track").get(track::list))
        .service(web::resource("/track/{receipt}").get(status::show))
        .service(web::resource("/track/{receipt}/correct").get(tasks::list))
        .service(web::resource("/track/{receipt}/correct/{step}").get(question::ask).post(question::send))
        .service(web::resource("/track/{receipt}/items/{number}").get(item::ask).post(item::send))
        .service(web::resource("/track/{receipt}/unit").get(hand_over::ask).post(hand_over::send))
        .service(web::resource("/track/{receipt}/reconsideration").get(contest::ask).post(contest::send))
        .service(web::resource("/track/{receipt}/withdraw").get(withdraw::ask).post(withdraw::send));
}
