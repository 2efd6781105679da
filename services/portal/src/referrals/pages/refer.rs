//! Recommending somebody for a post, to a unit or to the Party organisation (Article 16): one form, then the code that shows whose address the referrer's is, then it is sent.
//! Whatever happens, what was typed stands in the form again.

use actix_web::{Error, HttpResponse, web};
use askama::Template;
use domain::referral::Relationship;
use domain::{Language, MailAddress, ReferralInput, term};
use kit::html::{Say, mask};
use kit::{Caller, Choice, DeskError, Form, Frame, Misread, Posted, page};
use serde_json::Value;

use crate::accounts::pages::{self as accounts_pages, Way};
use crate::accounts::{Accounts, Applicant, kept};
use crate::nominations::about::About;
use crate::nominations::desk::Nominations;
use crate::nominations::pages::place::Place;
use crate::nominations::pages::view::AboutView;
use crate::referrals::desk::Referrals;
use crate::referrals::telling;
use crate::words;

/// What the sealed form is called on its way through the sign-in.
const FORM: &str = "refer";

#[derive(Template)]
#[template(path = "referrals/templates/refer.html")]
pub struct ReferPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub heading: String,
    pub post: AboutView,
    /// Where it is sent, without the language.
    pub path: String,
    /// What is said of it below the heading.
    pub sub: String,
    /// Why it takes nobody now.
    pub closed: bool,
    /// Under which address the referrer is signed in, masked.
    pub mail: Option<String>,
    pub relationships: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub link_days: u32,
    pub days: u32,
}

impl ReferPage {
    pub fn new(
        frame: Frame,
        about: &About,
        by: Option<&Applicant>,
        (link_days, days): (u32, u32),
        form: Form,
    ) -> ReferPage {
        let (say, language) = (words::say(frame.language()), frame.language());
        let named =
            |code: &str| term("relationship", code).map_or(code.to_owned(), |term| term.say(language).to_owned());
        let post = AboutView::of(about, &say);
        ReferPage {
            sub: match about.post() {
                Some(_) => telling::target(about, language),
                None => say.with("refer-open", &post.arguments()),
            },
            heading: say.with("refer", &post.arguments()),
            path: about.referral(),
            post,
            closed: false,
            mail: by.map(|by| mask::mail(&by.mail)),
            relationships: Relationship::ALL.map(|one| Choice::new(one.code(), named(one.code()))).into(),
            languages: Language::ALL
                .map(|one| Choice::new(one.tag(), say.it(format!("refer-language-{}", one.tag()))))
                .into(),
            link_days,
            days,
            frame,
            say,
            form,
        }
    }
}

pub async fn ask(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    Place(about): Place,
    nominations: web::Data<Nominations>,
    referrals: web::Data<Referrals>,
) -> Result<HttpResponse, DeskError> {
    let mut begun = ReferralInput::default();
    begun.nominee.language = frame.language().tag().to_owned();
    let sheet = ReferPage::new(frame, &about, by.as_ref().ok(), referrals.days(), Form::filled(&begun)?);
    page::show(&ReferPage { closed: !nominations.is_open(&about).await?, ..sheet })
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    Place(about): Place,
    caller: Caller,
    accounts: web::Data<Accounts>,
    referrals: web::Data<Referrals>,
    posted: Posted,
) -> Result<HttpResponse, Error> {
    let input: ReferralInput = match posted.text("kept") {
        "" => typed(&posted)?,
        sealed => kept::open(&accounts.house, FORM, sealed).ok_or(DeskError::Missing)?,
    };
    let sending = Sending { frame, caller, about, input, referrals };
    Ok(match by {
        Ok(by) => sending.propose(&by, &posted).await?,
        Err(DeskError::NotSignedIn) => sending.confirm_first(&accounts, &posted).await?,
        Err(error) => return Err(error.into()),
    })
}

/// What was typed, without the referrer's own address, which the code confirms.
fn typed(posted: &Posted) -> Result<ReferralInput, Misread> {
    let mut value: Value = posted.nested()?;
    if let Some(fields) = value.as_object_mut() {
        fields.remove("mail");
    }
    serde_json::from_value(value).map_err(|error| Misread::malformed(error.to_string()))
}

struct Sending {
    frame: Frame,
    caller: Caller,
    about: About,
    input: ReferralInput,
    referrals: web::Data<Referrals>,
}

impl Sending {
    async fn propose(self, by: &Applicant, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let network = self.caller.visitor().actor.id;
        let sent = self.referrals.propose(by, posted.once(), &network, self.about.target(), &self.input).await;
        match sent {
            Ok(_) => Ok(page::see_other(self.frame.to("/referrals?sent=1"))),
            Err(DeskError::Refused(refusals)) => {
                let form = Form::filled(&self.input)?.refused(&refusals, self.frame.language());
                page::refused(&self.sheet(Some(by), form))
            }
            Err(error) if error.again_after().is_some() => {
                let words = accounts_pages::come_again(&self.frame, &error);
                let form = Form::filled(&self.input)?.wrong("nominee.mail", words);
                accounts_pages::later(page::refused(&self.sheet(Some(by), form))?, &error)
            }
            Err(error) => Err(error),
        }
    }

    /// Nobody's address is unverified: the code goes out once everything typed can be sent.
    async fn confirm_first(self, accounts: &Accounts, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let mail = MailAddress::parse(posted.text("mail"));
        let own = mail.as_ref().ok().map(MailAddress::as_str);
        let mut refusals = self.referrals.read(&self.input, own).err().unwrap_or_default();
        let mail = mail.map_err(|refusal| refusals.insert(0, refusal));
        let Some(mail) = mail.ok().filter(|_| refusals.is_empty()) else {
            let form = Form::of(posted).refused(&refusals, self.frame.language());
            return page::refused(&self.sheet(None, form));
        };
        let sealed = kept::seal(&accounts.house, FORM, &self.input)?;
        let way = Way::new(&self.frame, &self.frame.here(), Some(sealed));
        match accounts_pages::code_to(self.frame.clone(), &self.caller, accounts, &mail, way, posted.once()).await {
            Err(error) if error.again_after().is_some() => {
                let form = Form::of(posted).wrong("mail", accounts_pages::come_again(&self.frame, &error));
                accounts_pages::later(page::refused(&self.sheet(None, form))?, &error)
            }
            answer => answer,
        }
    }

    fn sheet(&self, by: Option<&Applicant>, form: Form) -> ReferPage {
        ReferPage::new(self.frame.clone(), &self.about, by, self.referrals.days(), form)
    }
}
