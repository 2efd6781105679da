//! Whether the unit that is proposed may have the papers (Article 16): a consent of its own that names the unit.

use actix_web::HttpResponse;
use askama::Template;
use domain::{ConsentKind, HandOverAnswer, Refusal, UnitId};
use kit::html::Say;
use kit::{DeskError, Form, Frame, Posted};

use super::correct;
use super::dated::Dated;
use super::filed::Filed;
use super::view::{self, Contact};
use crate::accounts::Applicant;
use crate::nominations::consents::FIRST_VERSION;
use crate::nominations::desk::Nominations;
use crate::nominations::progress::Asked;
use crate::nominations::store::Kept;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/hand-over.html")]
pub struct HandOverPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub receipt: String,
    pub unit: String,
    pub unit_id: String,
    pub department: String,
    pub contact: Contact,
    pub words: Option<String>,
    pub lead: Dated,
    pub consent: u32,
    pub version: i64,
}

impl HandOverPage {
    /// None where no unit is proposed.
    pub fn new(frame: Frame, kept: &Kept, form: Form, today: chrono::NaiveDate) -> Option<HandOverPage> {
        let (say, language) = (words::say(frame.language()), frame.language());
        let (unit, progress) = (kept.proposed()?, kept.progress.as_ref()?);
        let words = match &progress.asked {
            Some(Asked::HandOver { words, .. }) => words.clone(),
            _ => None,
        };
        // What was answered about another unit is no answer about this one.
        let other_unit = form.value("unit").parse::<UnitId>().is_ok_and(|answered| answered != unit.id);
        // Nor is what was agreed to in earlier words an answer to those of today.
        let other_words =
            !form.value("shown").is_empty() && form.value("shown") != ConsentKind::HandOver.version().to_string();
        let form = if other_unit || other_words { form.emptied() } else { form };
        let holder = progress.hand.map(|hand| view::holder(hand, &kept.about, &say)).unwrap_or_default();
        Some(HandOverPage {
            receipt: kept.nomination.receipt()?.to_string(),
            unit: unit.name.say(language).to_owned(),
            unit_id: unit.id.to_string(),
            department: unit.department.say(language).to_owned(),
            contact: Contact::of(unit.contact.say(language)),
            lead: correct::lead(&say, &holder, progress.due, today),
            consent: ConsentKind::HandOver.version(),
            version: kept.version,
            words,
            frame,
            say,
            form,
        })
    }

    fn heading(&self) -> String {
        self.say.with("unit-asks", &[("unit", (&self.unit).into())])
    }
}

pub async fn ask(filed: Filed) -> Result<HttpResponse, DeskError> {
    filed.ask(HandOverPage::new).await
}

pub async fn send(filed: Filed, posted: Posted) -> Result<HttpResponse, DeskError> {
    let said = async |nominations: &Nominations, by: &Applicant, kept: &Kept| {
        let seen = posted.version().ok_or(DeskError::Stale)?;
        let unit = posted.text("unit").parse::<UnitId>().map_err(|_| DeskError::Stale)?;
        let answer = HandOverAnswer::from_code(posted.text("answer"));
        let answer = answer.ok_or_else(|| Refusal::content("hand-over-answer-missing").at("/answer"))?;
        let shown = posted.given("shown").map_or(Ok(FIRST_VERSION), |shown| shown.parse());
        let shown = shown.map_err(|_| DeskError::Stale)?;
        nominations.hand_over(by, posted.once(), kept.nomination.id, seen, unit, (answer, shown)).await
    };
    filed.answer(&posted, said, "", HandOverPage::new).await
}
