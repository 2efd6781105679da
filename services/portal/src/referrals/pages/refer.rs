//! Recommending somebody for a post, to a unit or to the Party organisation (Article 16): who you are, whom, why, and all of
//! it once more; then a code shows whose address the referrer's is, and it is sent. Nothing that was typed is lost on the way.

mod begun;
mod closed;
mod sheet;

use actix_web::{Error, HttpRequest, HttpResponse, web};
use domain::{MailAddress, Refusal};
use kit::html::FieldError;
use kit::{Caller, DeskError, Fault, Form, Frame, Posted, page};
use serde::Deserialize;

pub use self::begun::{Begun, Leaf};
pub use self::closed::ClosedPage;
pub use self::sheet::ReferPage;

use crate::accounts::pages::{self as accounts_pages, Way};
use crate::accounts::{Accounts, Applicant};
use crate::nominations::about::About;
use crate::nominations::desk::Nominations;
use crate::nominations::pages::place::Place;
use crate::recommenders::desk::Stated;
use crate::recommenders::linked;
use crate::referrals::desk::Referrals;

/// What a personal link says beside the place that it leads to.
#[derive(Deserialize)]
pub struct Linked {
    #[serde(default)]
    recommender: String,
}

pub async fn ask(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    place: Place,
    asked: web::Query<Linked>,
    nominations: web::Data<Nominations>,
    referrals: web::Data<Referrals>,
    request: HttpRequest,
) -> Result<HttpResponse, DeskError> {
    let Place::There(about) = place else { return Err(DeskError::Missing) };
    if !nominations.is_open(about.target()).await? {
        return page::show(&ClosedPage::new(frame, &about));
    }
    let mut begun = Begun::default();
    begun.referral.nominee.language = frame.language().tag().to_owned();
    begun.referral.recommender = match asked.into_inner().recommender {
        none if none.is_empty() => came_as(&referrals, &request).await?,
        number => number,
    };
    let stated = referrals.recommenders.stated(&begun.referral.recommender).await?;
    let form = match &stated {
        Ok(_) => begun.form()?,
        Err(refusal) => begun.form()?.refused(std::slice::from_ref(refusal), frame.language()),
    };
    let sealed = begun.seal(&referrals.house)?;
    let sheet = ReferPage::new(frame, &about, by.as_ref().ok(), referrals.days(), Leaf::You, (&begun, sealed));
    page::show(&ReferPage { form, ..sheet }.said_of(&stated))
}

/// The number of the personal link that this browser came by; none that is nobody's any more.
async fn came_as(referrals: &Referrals, request: &HttpRequest) -> Result<String, Fault> {
    let number = linked::read(&referrals.house, request);
    Ok(if referrals.recommenders.stated(&number).await?.is_ok() { number } else { String::new() })
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    place: Place,
    caller: Caller,
    desks: (web::Data<Accounts>, web::Data<Nominations>, web::Data<Referrals>),
    posted: Posted,
) -> Result<HttpResponse, Error> {
    let (accounts, nominations, referrals) = desks;
    let by = match by {
        Ok(by) => Some(by),
        Err(DeskError::NotSignedIn) => None,
        Err(error) => return Err(error.into()),
    };
    let own = match &by {
        Some(by) => Some(referrals.own(by).await.map_err(DeskError::from)?),
        None => None,
    };
    let (begun, at) = (Begun::open(&referrals.house, posted.text("kept"))?, Leaf::from_code(posted.text("at")));
    let begun = match at {
        Some(at) => begun.answered(at, &posted),
        None => begun,
    };
    let about = match place {
        Place::There(about) if nominations.is_open(about.target()).await.map_err(DeskError::from)? => about,
        place => {
            let closed = ClosedPage::of(frame, &place).with(&begun, at, by.as_ref(), &referrals.house);
            return Ok(page::refused(&closed.map_err(DeskError::from)?)?);
        }
    };
    let stated = referrals.recommenders.stated(&begun.referral.recommender).await.map_err(DeskError::from)?;
    let from_check = posted.text("from") == "check";
    let desk = Writing { frame, caller, about, by, own, begun, stated, referrals, from_check };
    // Back from the code there is no page that it came from.
    Ok(match at {
        Some(at) => desk.turn(at, &accounts, &posted).await?,
        None => desk.send(&accounts, &posted).await?,
    })
}

/// Somebody who recommends, at one of the pages.
struct Writing {
    frame: Frame,
    caller: Caller,
    about: About,
    by: Option<Applicant>,
    /// Their addresses, by keyed hash.
    own: Option<Vec<String>>,
    begun: Begun,
    stated: Stated,
    referrals: web::Data<Referrals>,
    /// Whether one answer is being changed after all were given.
    from_check: bool,
}

impl Writing {
    /// Goes on to the next page where this one is right; to an earlier one as it is.
    async fn turn(self, at: Leaf, accounts: &Accounts, posted: &Posted) -> Result<HttpResponse, DeskError> {
        if let Some(wanted) = Leaf::from_code(posted.text("do")) {
            let sheet = self.sheet(wanted, self.begun.form()?)?;
            return page::show(&ReferPage { from_check: sheet.from_check || at == Leaf::Check, ..sheet });
        }
        let wrong: Vec<_> = self.refused().into_iter().filter(|refusal| at.owns(refusal)).collect();
        if !wrong.is_empty() {
            let form = self.begun.form()?.refused(&wrong, self.frame.language());
            return page::refused(&self.sheet(at, form)?);
        }
        match at.next() {
            Some(_) if self.from_check => self.go_back(),
            Some(next) => page::show(&self.sheet(next, self.begun.form()?)?),
            None => self.send(accounts, posted).await,
        }
    }

    /// Back to the last page; to an earlier one where this answer and what was typed there do not go together.
    fn go_back(&self) -> Result<HttpResponse, DeskError> {
        let mut refused = self.refused();
        refused.retain(|refusal| !Leaf::Check.owns(refusal));
        match refused.as_slice() {
            [] => page::show(&self.sheet(Leaf::Check, self.begun.form()?)?),
            refused => self.show_refused(refused),
        }
    }

    async fn send(self, accounts: &Accounts, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let refused = self.refused();
        if !refused.is_empty() {
            return self.show_refused(&refused);
        }
        match &self.by {
            Some(by) => self.propose(by, posted).await,
            None => self.confirm_first(accounts, posted).await,
        }
    }

    async fn propose(&self, by: &Applicant, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let (network, to) = (self.caller.visitor().network(), self.about.target());
        match self.referrals.propose(by, posted.once(), &network, to, &self.begun.referral).await {
            Ok(_) => {
                let mut answer = page::see_other(self.frame.to("/referrals?sent=1"));
                let gone = linked::gone(&self.referrals.house);
                answer.add_cookie(&gone).map_err(|error| Fault::new(error.to_string()))?;
                Ok(answer)
            }
            Err(DeskError::Refused(refusals)) => self.show_refused(&refusals),
            Err(error) => self.show_held_up(error),
        }
    }

    /// Nobody's address is unverified: the code goes out once everything typed can be sent.
    async fn confirm_first(&self, accounts: &Accounts, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let mail = MailAddress::parse(&self.begun.mail)?;
        let way = Way::new(&self.frame, &self.frame.here(), Some(self.begun.seal(&accounts.house)?));
        match accounts_pages::code_to(self.frame.clone(), &self.caller, accounts, &mail, way, posted.once()).await {
            Err(error) => self.show_held_up(error),
            asked => asked,
        }
    }

    fn refused(&self) -> Vec<Refusal> {
        self.begun.refused(&self.referrals, &self.stated, self.own.as_deref())
    }

    /// At the first page with something to mend; from there it goes back to the last.
    fn show_refused(&self, refusals: &[Refusal]) -> Result<HttpResponse, DeskError> {
        let at = Leaf::of(refusals).unwrap_or(Leaf::Check);
        let here: Vec<_> = refusals.iter().filter(|refusal| at.owns(refusal)).cloned().collect();
        let form = self.begun.form()?.refused(&here, self.frame.language());
        page::refused(&ReferPage { from_check: true, ..self.sheet(at, form)? })
    }

    /// A limit holds it up for a while; everything else is none of this page.
    fn show_held_up(&self, error: DeskError) -> Result<HttpResponse, DeskError> {
        if error.again_after().is_none() {
            return Err(error);
        }
        let words = accounts_pages::come_again(&self.frame, &error);
        let mut form = self.begun.form()?;
        form.errors.push(FieldError { name: None, words, clause: None });
        page::held_up(page::refused(&self.sheet(Leaf::Check, form)?)?, &error)
    }

    fn sheet(&self, at: Leaf, form: Form) -> Result<ReferPage, DeskError> {
        let (begun, by) = ((&self.begun, self.begun.seal(&self.referrals.house)?), self.by.as_ref());
        let sheet = ReferPage::new(self.frame.clone(), &self.about, by, self.referrals.days(), at, begun);
        Ok(ReferPage { form, from_check: self.from_check, ..sheet }.said_of(&self.stated))
    }
}
