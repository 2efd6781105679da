//! Nominating oneself for a post, to a unit or to the Party organisation (Article 16): one form, saved at every press,
//! submitted by one of its two buttons. Whatever happens, what was typed stands in the form again.

use actix_web::{Error, HttpResponse, web};
use askama::Template;
use domain::nomination::Stage;
use domain::{Evaluated, FilingInput};
use kit::html::{Say, date};
use kit::{DeskError, Form, Frame, House, Misread, Posted, page};
use serde_json::Value;

use super::dated::Dated;
use super::kept::KeptForm;
use super::place::Place;
use super::sheet::{self, FormPage};
use super::view::AboutView;
use crate::accounts::Applicant;
use crate::accounts::pages::{SignInPage, Way};
use crate::evidence::desk::EvidenceDesk;
use crate::nominations::about::About;
use crate::nominations::desk::{Nominations, Saved};
use crate::nominations::store::Kept;
use crate::words;

pub const SAVED: &str = "saved=1";
const ACCEPTED: &str = "accepted=1";

/// For a post that takes no nominations now.
#[derive(Template)]
#[template(path = "nominations/templates/closed.html")]
pub struct ClosedPage {
    pub frame: Frame,
    pub say: Say,
    pub post: AboutView,
    pub why: Dated,
    /// Whether the person has a draft for it.
    pub drafted: bool,
}

pub async fn ask(
    frame: Frame,
    by: Applicant,
    Place(about): Place,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
) -> Result<HttpResponse, DeskError> {
    let live = nominations.live(&by, about.target()).await?;
    if let Some(way) = live.as_ref().and_then(|live| submitted(&frame, live)) {
        return Ok(way);
    }
    if let Some(closed) = closed(&frame, &nominations, &about, live.is_some()) {
        return page::show(&closed);
    }
    let news = match frame.query() {
        SAVED => Some("nominate-just-saved"),
        ACCEPTED => Some("nominate-accepted"),
        _ => None,
    };
    let Some(live) = live else {
        let sector = about.post().map_or("", |post| post.sector.code()).to_owned();
        let begun = FilingInput { sector, ..FilingInput::default() };
        return page::show(&FormPage::new(frame, &by, &about, nominations.today(), Form::filled(&begun)?));
    };
    let sheet = FormPage::new(frame, &by, &about, nominations.today(), Form::filled(&live.filing)?);
    let listed = evidence.list(&by, live.nomination.id).await?;
    let sheet = sheet.saved(live.version, Some(live.saved), &nominations.evaluate(&live.filing));
    let sheet = sheet.evidence(&listed, &live.filing);
    page::show(&match news {
        Some(news) => sheet.news(news),
        None => sheet,
    })
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    Place(about): Place,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    posted: Posted,
) -> Result<HttpResponse, Error> {
    let kept = kept(&nominations.house, &about.form(), &posted)?;
    Ok(match by {
        Ok(by) if posted.has("kept") => Sitting { frame, by, about, nominations, evidence }.resume(kept).await?,
        Ok(by) => Sitting { frame, by, about, nominations, evidence }.take(&posted, kept.filing).await?,
        Err(DeskError::NotSignedIn) => sign_in_first(frame, &nominations.house, &kept)?,
        Err(error) => return Err(error.into()),
    })
}

/// What was typed into the form at this path: now, or before signing in.
pub fn kept(house: &House, path: &str, posted: &Posted) -> Result<KeptForm, Error> {
    Ok(match posted.text("kept") {
        "" => KeptForm { path: path.to_owned(), version: posted.version(), filing: filing(posted)? },
        sealed => KeptForm::open(house, sealed, path).ok_or(DeskError::Missing)?,
    })
}

/// The session ended while somebody typed: what was typed travels with them through signing in.
pub fn sign_in_first(frame: Frame, house: &House, kept: &KeptForm) -> Result<HttpResponse, DeskError> {
    let way = Way::new(&frame, &frame.here(), Some(kept.seal(house)?));
    page::show(&SignInPage::new(frame, Form::empty(), way))
}

pub fn is_saved(frame: &Frame) -> bool {
    frame.query().split('&').any(|part| part == SAVED)
}

/// What was typed, without the button that was pressed.
fn filing(posted: &Posted) -> Result<FilingInput, Misread> {
    let mut value: Value = posted.nested()?;
    if let Some(fields) = value.as_object_mut() {
        fields.remove("do");
    }
    serde_json::from_value(value).map_err(|error| Misread::malformed(error.to_string()))
}

/// Somebody at a form.
struct Sitting {
    frame: Frame,
    by: Applicant,
    about: About,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
}

impl Sitting {
    async fn take(self, posted: &Posted, filing: FilingInput) -> Result<HttpResponse, DeskError> {
        let (saved, shown) = match self.save(posted, filing.clone()).await {
            Ok(saved) => saved,
            Err(DeskError::Stale | DeskError::KeyReused) => return self.changed_elsewhere(filing).await,
            Err(DeskError::Refused(refusals)) => {
                let form = Form::filled(&filing)?.refused(&refusals, self.frame.language());
                return page::refused(&self.sheet(form));
            }
            Err(error) => return Err(error),
        };
        if posted.text("do") == "evidence" {
            return Ok(page::see_other(self.frame.to(format!("/nominations/{}/evidence", saved.id))));
        }
        if posted.text("do") != "submit" {
            let form = format!("{}?{SAVED}", self.about.form());
            return Ok(page::see_other(self.frame.to(form)));
        }
        match self.nominations.submit(&self.by, posted.once(), saved.id, saved.version, Some(shown)).await {
            Ok(submitted) => Ok(page::see_other(self.frame.to(format!("/receipts/{}", submitted.receipt)))),
            Err(DeskError::Refused(refusals)) => {
                let mut form = Form::filled(&filing)?.refused(&refusals, self.frame.language());
                sheet::beside_each_consent(&mut form, &filing, self.about.target());
                let found = self.nominations.evaluate(&filing);
                let now = self.nominations.house.clock.now();
                let listed = self.evidence.list(&self.by, saved.id).await?;
                let sheet = self.sheet(form).saved(saved.version, Some(now), &found);
                page::refused(&sheet.evidence(&listed, &filing))
            }
            Err(DeskError::Stale | DeskError::KeyReused) => self.changed_elsewhere(filing).await,
            Err(error) => Err(error),
        }
    }

    /// A draft that exists is saved over, from the version the form was made from; otherwise one is begun. With what
    /// stood beside the form that was sent: the clauses on what was saved before.
    async fn save(&self, posted: &Posted, filing: FilingInput) -> Result<(Saved, Vec<Evaluated>), DeskError> {
        let live = self.nominations.live(&self.by, self.about.target()).await?;
        match (live, posted.version()) {
            (Some(live), Some(seen)) => {
                let shown = self.nominations.evaluate(&live.filing);
                let id = live.nomination.id;
                Ok((self.nominations.save(&self.by, posted.once(), id, seen, filing).await?, shown))
            }
            (live, _) => match self.nominations.draft(&self.by, posted.once(), self.about.target(), filing).await {
                Err(DeskError::Refused(_)) if live.is_some() => Err(DeskError::Stale),
                outcome => Ok((outcome?, Vec::new())),
            },
        }
    }

    /// Two tabs, or an old page: the form again with what was typed, made from the version of now,
    /// so that a second press overwrites knowingly.
    async fn changed_elsewhere(self, filing: FilingInput) -> Result<HttpResponse, DeskError> {
        let live = self.nominations.live(&self.by, self.about.target()).await?;
        if let Some(way) = live.as_ref().and_then(|live| submitted(&self.frame, live)) {
            return Ok(way);
        }
        let sheet = self.sheet(Form::filled(&filing)?).news("nominate-changed-elsewhere");
        page::refused(&match live {
            None => sheet,
            Some(live) => sheet.saved(live.version, Some(live.saved), &self.nominations.evaluate(&live.filing)),
        })
    }

    /// Signed in again: what was typed before stands in the form, and is not saved yet.
    async fn resume(self, kept: KeptForm) -> Result<HttpResponse, DeskError> {
        let live = self.nominations.live(&self.by, self.about.target()).await?;
        if let Some(way) = live.as_ref().and_then(|live| submitted(&self.frame, live)) {
            return Ok(way);
        }
        let sheet = self.sheet(Form::filled(&kept.filing)?).news("nominate-resumed");
        page::show(&match (live, kept.version) {
            (Some(live), Some(version)) => {
                sheet.saved(version, Some(live.saved), &self.nominations.evaluate(&live.filing))
            }
            _ => sheet,
        })
    }

    fn sheet(&self, form: Form) -> FormPage {
        FormPage::new(self.frame.clone(), &self.by, &self.about, self.nominations.today(), form)
    }
}

/// To the way of the case, for a nomination that was submitted.
fn submitted(frame: &Frame, kept: &Kept) -> Option<HttpResponse> {
    match &kept.nomination.stage {
        Stage::Submitted { receipt, .. } => Some(page::see_other(frame.to(format!("/track/{receipt}")))),
        Stage::Draft | Stage::Withdrawn { .. } => None,
    }
}

/// A post can be closed; a unit and the Party organisation are not.
fn closed(frame: &Frame, nominations: &Nominations, about: &About, drafted: bool) -> Option<ClosedPage> {
    let post = about.post().filter(|post| !post.is_open(nominations.today()))?;
    let (say, language) = (words::say(frame.language()), frame.language());
    let (key, day) = match post.closes_on {
        Some(last) if last < nominations.today() => ("closed-since", last),
        _ => ("closed-until", post.opens_on),
    };
    let day = date::full(day, language);
    let post = AboutView::of(about, &say);
    let why = say.with(key, &[("unit", (&post.unit).into()), ("day", (&day.words).into())]);
    Some(ClosedPage { why: Dated::new(&why, &[&day]), frame: frame.clone(), say, post, drafted })
}
