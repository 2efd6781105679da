//! The addresses of an account, by page: what each is for, adding a second one with a code, choosing which one gets letters.
//! Both addresses stand there in full: they are the reader's own.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::MailAddress;
use kit::auth::{Realm, kept_forms};
use kit::html::date::{self, When};
use kit::html::mask;
use kit::{DeskError, Form, Frame, Posted, Say, page};
use uuid::Uuid;

use super::pages::come_again;
use super::store::{Address, Addresses};
use super::{Accounts, Applicant, removal};
use crate::words;

pub const LIST: &str = "/addresses";
const CODE: &str = "/addresses/code";

pub fn routes(routes: &mut web::ServiceConfig) {
    removal::routes(routes);
    routes.service(web::resource(LIST).get(show).post(change)).service(web::resource(CODE).get(ask_code).post(add));
}

struct Row {
    id: Uuid,
    mail: String,
    gets_letters: bool,
    since: When,
}

#[derive(Template)]
#[template(path = "accounts/templates/addresses.html")]
struct AddressesPage {
    frame: Frame,
    say: Say,
    form: Form,
    rows: Vec<Row>,
    takes_more: bool,
    /// Masked: where a code is on its way to.
    asked: Option<String>,
    version: i64,
}

impl AddressesPage {
    fn new(frame: Frame, own: Addresses, asked: Option<String>, form: Form) -> AddressesPage {
        let takes_more = own.takes_more();
        let row = |address: Address| Row {
            id: address.id,
            mail: address.mail,
            gets_letters: address.gets_letters,
            since: date::full(address.since.date(), frame.language()),
        };
        AddressesPage {
            say: words::say(frame.language()),
            rows: own.all.into_iter().map(row).collect(),
            asked: asked.filter(|_| takes_more).map(|mail| mask::mail(&mail)),
            version: own.version,
            takes_more,
            frame,
            form,
        }
    }

    async fn of(frame: Frame, by: &Applicant, accounts: &Accounts, form: Form) -> Result<AddressesPage, DeskError> {
        let own = accounts.addresses(accounts.house.reader(), by.person).await?;
        Ok(AddressesPage::new(frame, own, accounts.asked_for(by).await?, form))
    }
}

#[derive(Template)]
#[template(path = "accounts/templates/address-code.html")]
struct AddressCodePage {
    frame: Frame,
    say: Say,
    form: Form,
    masked: String,
    minutes: u32,
}

impl AddressCodePage {
    fn new(frame: Frame, mail: &str, minutes: u32, form: Form) -> AddressCodePage {
        AddressCodePage { say: words::say(frame.language()), masked: mask::mail(mail), frame, form, minutes }
    }
}

async fn show(frame: Frame, by: Applicant, accounts: web::Data<Accounts>) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&accounts.house, &by.person.to_string(), frame.path()).await?;
    page::show(&AddressesPage::of(frame, &by, &accounts, form).await?)
}

async fn change(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let by = kept_forms::awake(by, &accounts.house, Realm::Applicant, &request, &posted).await?;
    let error = match pressed(&by, &accounts, &posted).await {
        Ok(then) => return kept_forms::done(&accounts.house, &by.person.to_string(), &frame.to(then)).await,
        // It was removed elsewhere.
        Err(DeskError::Missing) => DeskError::Stale,
        Err(error) => error,
    };
    let sheet = AddressesPage::of(frame.clone(), &by, &accounts, Form::empty()).await?;
    again(&frame, &posted, error, "mail", |form| AddressesPage { form, ..sheet })
}

/// What the pressed button names; where it leads.
async fn pressed(by: &Applicant, accounts: &Accounts, posted: &Posted) -> Result<&'static str, DeskError> {
    if let Ok(id) = posted.text("letters").parse() {
        accounts.choose_address(by, posted.once(), id, posted.version().ok_or(DeskError::Stale)?).await?;
        return Ok(LIST);
    }
    let mail = MailAddress::parse(posted.text("mail"))?;
    accounts.ask_for_address(by, posted.once(), &mail).await?;
    Ok(CODE)
}

async fn ask_code(frame: Frame, by: Applicant, accounts: web::Data<Accounts>) -> Result<HttpResponse, DeskError> {
    match accounts.asked_for(&by).await? {
        Some(mail) => page::show(&AddressCodePage::new(frame, &mail, accounts.code_minutes(), Form::empty())),
        None => Ok(page::see_other(frame.to(LIST))),
    }
}

async fn add(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let by = kept_forms::awake(by, &accounts.house, Realm::Applicant, &request, &posted).await?;
    let error = match accounts.add_address(&by, posted.once(), posted.text("code")).await {
        Ok(_) => return kept_forms::done(&accounts.house, &by.person.to_string(), &frame.to(LIST)).await,
        Err(error) => error,
    };
    let Some(mail) = accounts.asked_for(&by).await? else {
        // It is over or was used: another one is asked for on the page before.
        let words: Vec<String> = error.refusals()?.iter().map(|refusal| refusal.say(frame.language())).collect();
        let form = Form::empty().wrong("mail", words.join(" "));
        return page::refused(&AddressesPage::of(frame, &by, &accounts, form).await?);
    };
    let sheet = |form| AddressCodePage::new(frame.clone(), &mail, accounts.code_minutes(), form);
    again(&frame, &posted, error, "code", sheet)
}

/// The page again with what was typed, and what is wrong with it; what a limit holds up stands beside that field.
fn again<T: Template>(
    frame: &Frame,
    posted: &Posted,
    error: DeskError,
    field: &str,
    sheet: impl FnOnce(Form) -> T,
) -> Result<HttpResponse, DeskError> {
    if error.again_after().is_some() {
        let form = Form::of(posted).wrong(field, come_again(frame, &error));
        return page::held_up(page::refused(&sheet(form))?, &error);
    }
    let form = Form::of(posted).refused(&error.refusals()?, frame.language());
    page::refused(&sheet(form))
}

#[cfg(test)]
pub(super) mod tests {
    use domain::{Language, Refusal};
    use kit::Instant;

    use super::*;

    pub fn own(mails: &[&str]) -> Addresses {
        let address = |(place, mail): (usize, &&str)| Address {
            id: Uuid::from_u128(place as u128),
            fingerprint: String::new(),
            mail: (*mail).to_owned(),
            gets_letters: place == 0,
            since: Instant(1_770_000_000_000_000),
        };
        Addresses { all: mails.iter().enumerate().map(address).collect(), version: 7 }
    }

    fn page(language: Language, mails: &[&str], asked: Option<&str>, form: Form) -> String {
        let frame = Frame::sample(language, LIST);
        AddressesPage::new(frame, own(mails), asked.map(str::to_owned), form).render().expect("rendered")
    }

    #[test]
    fn what_can_be_done_with_an_address_stands_beside_it_in_both_languages() {
        for language in Language::ALL {
            let taken = Form::empty().refused(&[Refusal::content("address-own").at("/mail")], language);
            let one = page(language, &["wang@example.com"], Some("wangfang@example.org"), taken);
            assert!(!one.contains('⟦') && !one.contains("wangfang@"), "{one}");
            assert!(!one.contains("/removal\"") && one.contains("id=\"mail-e\""), "{one}");
            let two = page(language, &["wang@example.com", "w@example.org"], Some("x@example.net"), Form::empty());
            assert!(!two.contains('⟦') && !two.contains("id=\"mail\""), "{two}");
            assert_eq!((two.matches("name=\"letters\"").count(), two.matches("/removal\"").count()), (1, 2));
            let frame = Frame::sample(language, CODE);
            let wrong = Refusal::content("code-wrong").with("code", "123").at("/code");
            let form = Form::empty().refused(&[wrong], language);
            let code = AddressCodePage::new(frame, "wangfang@example.org", 10, form).render().expect("rendered");
            assert!(!code.contains('⟦') && !code.contains("wangfang@") && code.contains("id=\"code-e\""), "{code}");
        }
    }
}
