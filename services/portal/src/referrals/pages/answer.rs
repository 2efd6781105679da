//! The nominee's page, by the link of the letter. Opening it answers nothing: only its buttons do.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use domain::referral::DeclineReason;
use domain::{Refusal, Sharing, term};
use kit::html::Say;
use kit::{Caller, Choice, DeskError, Form, Frame, Posted, page};

use crate::accounts::{Accounts, Applicant, pages as accounts_pages};
use crate::referrals::desk::{self, Invitation, Referrals};
use crate::referrals::store::{Kept, Written};
use crate::referrals::telling;
use crate::words;

#[derive(Template)]
#[template(path = "referrals/templates/invitation.html")]
pub struct InvitationPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub here: String,
    pub written: Written,
    pub relationship: String,
    /// What the referrer says they are.
    pub recommender: Option<String>,
    /// What its words are chosen by.
    pub to: &'static str,
    /// The post's; empty without one.
    pub number: String,
    /// The label of the target.
    pub where_to: String,
    pub target: String,
    pub sharing: Vec<Choice>,
    pub reasons: Vec<Choice>,
    /// Whether it can be accepted now.
    pub open: bool,
}

impl InvitationPage {
    pub fn new(frame: Frame, kept: &Kept, written: Written, form: Form) -> InvitationPage {
        let (say, language) = (words::say(frame.language()), frame.language());
        let named = |section: &str, code: &'static str| {
            term(section, code).map_or_else(String::new, |term| term.say(language).to_owned())
        };
        let shared = |one: Sharing| {
            let key = format!("invitation-sharing-{}", one.code());
            Choice::new(one.code(), say.with(&key, &[("referrer", (&written.referrer).into())]))
        };
        InvitationPage {
            here: frame.here(),
            relationship: named("relationship", written.relationship.code()),
            recommender: written.recommender.as_ref().map(|stated| telling::recommender(stated, &say)),
            number: kept.about.post().map(|post| post.number.clone()).unwrap_or_default(),
            to: kept.about.kind(),
            where_to: say.with("invitation-about", &[("to", kept.about.kind().into())]),
            target: telling::target(&kept.about, language),
            sharing: Sharing::ALL.map(shared).into(),
            reasons: DeclineReason::ALL.map(|one| Choice::new(one.code(), named("decline-reason", one.code()))).into(),
            open: true,
            written,
            frame,
            say,
            form,
        }
    }

    fn of(frame: Frame, mut kept: Kept, form: Form) -> Result<InvitationPage, DeskError> {
        let written = kept.written.take().ok_or(DeskError::Missing)?;
        Ok(InvitationPage::new(frame, &kept, written, form))
    }
}

/// Where the link leads to nothing that can be answered any more.
#[derive(Template)]
#[template(path = "referrals/templates/ended.html")]
pub struct EndedPage {
    pub frame: Frame,
    pub say: Say,
    pub here: String,
    pub ended: Ended,
    pub refused: Option<String>,
}

/// What to say there; a link that was guessed, cut off or purged with its referral is unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Unknown,
    Answered,
    TooLate,
    Renewed,
    Declined,
    /// The address has an account, the link signs in to it no more or never did, and who pressed is not signed in to it.
    Accepted,
}

impl Ended {
    /// The last part of its words' keys.
    pub fn key(self) -> &'static str {
        match self {
            Ended::Unknown => "unknown",
            Ended::Answered => "answered",
            Ended::TooLate => "link-ended",
            Ended::Renewed => "renewed",
            Ended::Declined => "declined",
            Ended::Accepted => "accepted",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Ended::Unknown => StatusCode::NOT_FOUND,
            Ended::Answered | Ended::TooLate => StatusCode::GONE,
            Ended::Renewed | Ended::Declined | Ended::Accepted => StatusCode::OK,
        }
    }
}

impl EndedPage {
    pub fn new(frame: Frame, ended: Ended) -> EndedPage {
        EndedPage { say: words::say(frame.language()), here: frame.here(), ended, refused: None, frame }
    }

    fn answer(&self) -> Result<HttpResponse, DeskError> {
        let mut answer = page::show(self)?;
        *answer.status_mut() = self.ended.status();
        Ok(answer)
    }
}

pub async fn ask(
    frame: Frame,
    caller: Caller,
    referrals: web::Data<Referrals>,
    token: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let found = referrals.invitation(&caller.visitor().network(), &token).await;
    show(frame, found, Form::empty(), StatusCode::OK)
}

pub async fn send(
    frame: Frame,
    caller: Caller,
    applicant: Result<Applicant, DeskError>,
    accounts: web::Data<Accounts>,
    referrals: web::Data<Referrals>,
    token: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let signed_in = match applicant {
        Ok(by) => Some(by),
        Err(DeskError::NotSignedIn) => None,
        Err(error) => return Err(error),
    };
    let answering = Answering { frame, caller, token: token.into_inner(), referrals };
    match posted.text("do") {
        "accept" => answering.accept(&accounts, signed_in, &posted).await,
        "decline" => answering.decline(&posted).await,
        _ => answering.renew(&posted).await,
    }
}

struct Answering {
    frame: Frame,
    caller: Caller,
    token: String,
    referrals: web::Data<Referrals>,
}

impl Answering {
    async fn accept(
        self,
        accounts: &Accounts,
        signed_in: Option<Applicant>,
        posted: &Posted,
    ) -> Result<HttpResponse, DeskError> {
        let sharing = match desk::sharing(posted.text("sharing")) {
            Ok(sharing) => sharing,
            Err(refusal) => return self.again(posted, &[refusal]).await,
        };
        match self.referrals.accept(&self.caller, posted.once_here(&self.token), &self.token, sharing).await {
            Ok(accepted) => {
                let form = page::see_other(self.frame.to(format!("{}?accepted=1", accepted.form)));
                let own = signed_in.is_some_and(|by| accepted.person == Some(by.person));
                match accepted.begun {
                    Some(begun) => accounts_pages::signed_in(accounts, begun, form),
                    None if own || accepted.person.is_none() => Ok(form),
                    None => EndedPage::new(self.frame, Ended::Accepted).answer(),
                }
            }
            Err(error) => self.not_done(posted, error).await,
        }
    }

    async fn decline(self, posted: &Posted) -> Result<HttpResponse, DeskError> {
        let reason = match desk::decline_reason(posted.text("reason")) {
            Ok(reason) => reason,
            Err(refusal) => return self.again(posted, &[refusal]).await,
        };
        match self.referrals.decline(&self.caller.visitor(), posted.once(), &self.token, reason).await {
            Ok(()) => EndedPage::new(self.frame, Ended::Declined).answer(),
            Err(error) => self.not_done(posted, error).await,
        }
    }

    async fn renew(self, posted: &Posted) -> Result<HttpResponse, DeskError> {
        match self.referrals.renew(&self.caller.visitor(), posted.once(), &self.token).await {
            Ok(()) => EndedPage::new(self.frame, Ended::Renewed).answer(),
            Err(error) if error.again_after().is_some() => {
                let refused = Some(accounts_pages::come_again(&self.frame, &error));
                let sheet = EndedPage { refused, ..EndedPage::new(self.frame, Ended::TooLate) };
                page::held_up(sheet.answer()?, &error)
            }
            Err(error) => self.not_done(posted, error).await,
        }
    }

    /// A refusal that leaves it open is said above the form; one that does not is what the page says then.
    async fn not_done(self, posted: &Posted, error: DeskError) -> Result<HttpResponse, DeskError> {
        match error {
            DeskError::Refused(refusals) => self.again(posted, &refusals).await,
            DeskError::Missing | DeskError::Stale => self.again(posted, &[]).await,
            error => Err(error),
        }
    }

    async fn again(self, posted: &Posted, refusals: &[Refusal]) -> Result<HttpResponse, DeskError> {
        let found = self.referrals.invitation(&self.caller.visitor().network(), &self.token).await;
        let form = Form::of(posted).refused(refusals, self.frame.language());
        let refused = refusals.first().map(|refusal| refusal.say(self.frame.language()));
        if let (Ok(Invitation::LinkEnded), Some(_)) = (&found, &refused) {
            return EndedPage { refused, ..EndedPage::new(self.frame, Ended::TooLate) }.answer();
        }
        show(self.frame, found, form, StatusCode::UNPROCESSABLE_ENTITY)
    }
}

fn show(
    frame: Frame,
    found: Result<Invitation, DeskError>,
    form: Form,
    status: StatusCode,
) -> Result<HttpResponse, DeskError> {
    let waits = |sheet: InvitationPage| {
        let mut answer = page::show(&sheet)?;
        *answer.status_mut() = status;
        Ok(answer)
    };
    let ended = match found {
        Ok(Invitation::Open(kept)) => return waits(InvitationPage::of(frame, *kept, form)?),
        Ok(Invitation::Shut(kept)) => {
            return waits(InvitationPage { open: false, ..InvitationPage::of(frame, *kept, form)? });
        }
        Ok(Invitation::LinkEnded) => Ended::TooLate,
        Ok(Invitation::Answered) => Ended::Answered,
        Err(DeskError::Missing) => Ended::Unknown,
        Err(error) => return Err(error),
    };
    EndedPage::new(frame, ended).answer()
}
