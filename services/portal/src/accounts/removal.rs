//! Removing an address, by page: asked once, since whoever is signed in elsewhere is so no more.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::{DeskError, Form, Frame, Posted, Say, page};
use uuid::Uuid;

use super::addresses::LIST;
use super::store::{Address, Addresses};
use super::{Accounts, Applicant};
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/addresses/{id}/removal").get(ask).post(remove));
}

#[derive(Template)]
#[template(path = "accounts/templates/removal.html")]
struct RemovalPage {
    frame: Frame,
    say: Say,
    form: Form,
    mail: String,
    /// Where letters go then.
    other: String,
    version: i64,
}

impl RemovalPage {
    /// None where there is no such address, or no other one.
    fn new(frame: Frame, own: Addresses, id: Uuid, form: Form) -> Option<RemovalPage> {
        let (removed, others): (Vec<Address>, Vec<Address>) = own.all.into_iter().partition(|one| one.id == id);
        Some(RemovalPage {
            say: words::say(frame.language()),
            mail: removed.into_iter().next()?.mail,
            other: others.into_iter().next()?.mail,
            version: own.version,
            frame,
            form,
        })
    }
}

async fn ask(
    frame: Frame,
    by: Applicant,
    accounts: web::Data<Accounts>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let own = accounts.addresses(accounts.house.reader(), by.person).await?;
    match RemovalPage::new(frame.clone(), own, *id, Form::empty()) {
        Some(sheet) => page::show(&sheet),
        None => Ok(page::see_other(frame.to(LIST))),
    }
}

async fn remove(
    frame: Frame,
    by: Applicant,
    accounts: web::Data<Accounts>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let removed = match posted.version() {
        Some(seen) => accounts.remove_address(&by, posted.once(), *id, seen).await,
        None => Err(DeskError::Stale),
    };
    let error = match removed {
        Ok(()) | Err(DeskError::Missing) => return Ok(page::see_other(frame.to(LIST))),
        Err(error) => error,
    };
    let form = Form::empty().refused(&error.refusals()?, frame.language());
    let own = accounts.addresses(accounts.house.reader(), by.person).await?;
    match RemovalPage::new(frame.clone(), own, *id, form) {
        Some(sheet) => page::refused(&sheet),
        None => Ok(page::see_other(frame.to(LIST))),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Refusal};

    use super::*;
    use crate::accounts::addresses::tests::own;

    #[test]
    fn what_removing_means_is_said_before_it_is_done_in_both_languages() {
        let two = ["wang@example.com", "w@example.org"];
        for language in Language::ALL {
            let frame = || Frame::sample(language, "/addresses/1/removal");
            let form = Form::empty().refused(&[Refusal::stage("address-last")], language);
            let page = RemovalPage::new(frame(), own(&two), Uuid::from_u128(1), form).expect("asked");
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦') && page.contains(two[0]) && page.contains(two[1]), "{page}");
            assert!(page.contains("name=\"version\" value=\"7\"") && page.contains("class=\"err"), "{page}");
            assert!(RemovalPage::new(frame(), own(&two[..1]), Uuid::from_u128(0), Form::empty()).is_none());
            assert!(RemovalPage::new(frame(), own(&two), Uuid::from_u128(9), Form::empty()).is_none());
        }
    }
}
