//! The pages of a referral: sending one, following one's own, the nominee's answer, and what they let be known (Article 16).
//! Pages do what the API does, through the same desk.

mod answer;
#[cfg(test)]
mod journeys;
mod list;
mod refer;
#[cfg(test)]
mod samples;
mod sharing;

use actix_web::web;

use crate::nominations::pages::start;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/refer").get(start::refer))
        .service(web::resource("/refer/organisation").get(refer::ask).post(refer::send))
        .service(web::resource("/refer/units/{unit}").get(refer::ask).post(refer::send))
        .service(web::resource("/refer/{number}").get(refer::ask).post(refer::send))
        .service(web::resource("/referrals").get(list::show))
        .service(web::resource("/nominations/{id}/sharing").get(sharing::ask).post(sharing::send))
        .service(web::resource("/invitations/{token}").get(answer::ask).post(answer::send));
}
