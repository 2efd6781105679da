//! Correcting what was filed (Articles 13 and 14): the same form, filled in, with what is asked on top of it.

use actix_web::{Error, HttpResponse, web};
use domain::{FilingInput, Receipt};
use kit::html::{Say, date};
use kit::{DeskError, Form, Frame, Posted, page};

use super::dated::Dated;
use super::form::{SAVED, is_saved, kept, sign_in_first};
use super::kept::KeptForm;
use super::sheet::{self, FormPage};
use super::view;
use crate::accounts::Applicant;
use crate::evidence::desk::EvidenceDesk;
use crate::measures::cited::Cited;
use crate::nominations::desk::Nominations;
use crate::nominations::progress::Asked;
use crate::nominations::store::Kept;
use crate::nominations::telling;
use crate::words;

/// What is asked, by whom and until when.
pub struct AskedView {
    pub receipt: String,
    pub lead: Dated,
    pub reason: String,
    pub clause: Cited,
    /// Where each lies in the form, and what it is called.
    pub parts: Vec<(&'static str, String)>,
    /// Where the form is.
    pub form: String,
    pub remedy: String,
    pub words: Option<String>,
    /// Whether the last day has passed.
    pub late: bool,
}

impl AskedView {
    /// None where nothing is to be corrected.
    pub fn of(frame: &Frame, kept: &Kept, today: chrono::NaiveDate) -> Option<AskedView> {
        let (say, language) = (words::say(frame.language()), frame.language());
        let (progress, receipt) = (kept.progress.as_ref()?, kept.nomination.receipt()?);
        let Some(Asked::Correction { reason, sections, words }) =
            progress.asked.as_ref().filter(|_| kept.asks_correction())
        else {
            return None;
        };
        let holder = progress.hand.map(|hand| view::holder(hand, &kept.about, &say)).unwrap_or_default();
        Some(AskedView {
            receipt: receipt.to_string(),
            lead: lead(&say, &holder, progress.due, today),
            reason: reason.words().say(language).to_owned(),
            clause: Cited::of(reason.clause(), frame),
            parts: sections.iter().map(|part| (part.code(), telling::part(*part, language))).collect(),
            form: frame.to(path(receipt)),
            remedy: reason.remedy().say(language).to_owned(),
            words: words.clone(),
            late: progress.due.is_some_and(|due| due.date < today),
        })
    }
}

/// Who asks, and by when; a term that has passed is said to have passed.
pub fn lead(say: &Say, holder: &str, due: Option<domain::Due>, today: chrono::NaiveDate) -> Dated {
    let Some(due) = due else {
        return Dated::new(&say.with("asked-by", &[("holder", holder.into())]), &[]);
    };
    let day = date::day(due.date, say.language());
    let key = match (due.date < today, due.estimated) {
        (true, _) => "asked-by-past",
        (false, true) => "asked-by-estimated",
        (false, false) => "asked-by-day",
    };
    Dated::new(&say.with(key, &[("holder", holder.into()), ("day", (&day.words).into())]), &[&day])
}

pub async fn ask(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    receipt: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let receipt = view::receipt(&receipt)?;
    let kept = nominations.show_receipt(&by, receipt).await?;
    let sitting = Sitting { frame, by, nominations, evidence, receipt };
    let was_saved = is_saved(&sitting.frame);
    match sitting.sheet(&kept, Form::filled(kept.typed())?).await? {
        None => Ok(sitting.to_status()),
        Some(sheet) if was_saved => page::show(&sheet.news("nominate-just-saved")),
        Some(sheet) => page::show(&sheet),
    }
}

pub async fn send(
    frame: Frame,
    by: Result<Applicant, DeskError>,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    receipt: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Error> {
    let receipt = view::receipt(&receipt)?;
    let typed = kept(&nominations.house, &path(receipt), &posted)?;
    Ok(match by {
        Ok(by) if posted.has("kept") => Sitting { frame, by, nominations, evidence, receipt }.resume(typed).await?,
        Ok(by) => Sitting { frame, by, nominations, evidence, receipt }.take(&posted, typed.filing).await?,
        Err(DeskError::NotSignedIn) => sign_in_first(frame, &nominations.house, &typed)?,
        Err(error) => return Err(error.into()),
    })
}

fn path(receipt: Receipt) -> String {
    format!("/track/{receipt}/correct")
}

/// Somebody at the form of a correction.
struct Sitting {
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    receipt: Receipt,
}

impl Sitting {
    async fn take(self, posted: &Posted, filing: FilingInput) -> Result<HttpResponse, DeskError> {
        let before = self.kept().await?;
        let seen = posted.version().ok_or(DeskError::Stale)?;
        let shown = self.nominations.evaluate(before.typed());
        let id = before.nomination.id;
        let saved = match self.nominations.save(&self.by, posted.once(), id, seen, filing.clone()).await {
            Ok(saved) => saved,
            Err(error) => return self.refuse(filing, error).await,
        };
        if posted.text("do") == "evidence" {
            return Ok(page::see_other(self.frame.to(format!("/nominations/{id}/evidence"))));
        }
        if posted.text("do") != "submit" {
            return Ok(page::see_other(self.frame.to(format!("{}?{SAVED}", path(self.receipt)))));
        }
        match self.nominations.correct(&self.by, posted.once(), id, saved.version, Some(shown)).await {
            Ok(_) => Ok(self.to_status()),
            Err(error) => self.refuse(filing, error).await,
        }
    }

    /// The form again with what was typed; the way of the case, where nothing is asked any more.
    async fn refuse(self, filing: FilingInput, error: DeskError) -> Result<HttpResponse, DeskError> {
        let kept = self.kept().await?;
        let form = match &error {
            DeskError::Refused(refusals) => {
                let mut form = Form::filled(&filing)?.refused(refusals, self.frame.language());
                sheet::beside_each_consent(&mut form, &filing, kept.nomination.target);
                form
            }
            DeskError::Stale | DeskError::KeyReused => Form::filled(&filing)?,
            _ => return Err(error),
        };
        match self.sheet(&kept, form).await? {
            None => Ok(self.to_status()),
            Some(sheet) if matches!(error, DeskError::Refused(_)) => page::refused(&sheet),
            Some(sheet) => page::refused(&sheet.news("nominate-changed-elsewhere")),
        }
    }

    /// Signed in again: what was typed before stands in the form, and is not saved yet.
    async fn resume(self, typed: KeptForm) -> Result<HttpResponse, DeskError> {
        let kept = self.kept().await?;
        match self.sheet(&kept, Form::filled(&typed.filing)?).await? {
            None => Ok(self.to_status()),
            Some(sheet) => page::show(&sheet.made_from(typed.version).news("nominate-resumed")),
        }
    }

    async fn kept(&self) -> Result<Kept, DeskError> {
        self.nominations.show_receipt(&self.by, self.receipt).await
    }

    /// None where nothing is asked any more.
    async fn sheet(&self, kept: &Kept, form: Form) -> Result<Option<FormPage>, DeskError> {
        let today = self.nominations.today();
        let Some(asked) = AskedView::of(&self.frame, kept, today) else {
            return Ok(None);
        };
        let found = self.nominations.evaluate(kept.typed());
        let listed = self.evidence.list(&self.by, kept.nomination.id).await?;
        let sheet = FormPage::new(self.frame.clone(), &self.by, &kept.about, today, form);
        let saved = kept.correction.as_ref().map(|_| kept.saved);
        let sheet = sheet.saved(kept.version, saved, &found).evidence(&listed, kept.typed());
        Ok(Some(sheet.correcting(asked, path(self.receipt))))
    }

    fn to_status(&self) -> HttpResponse {
        page::see_other(self.frame.to(format!("/track/{}", self.receipt)))
    }
}
