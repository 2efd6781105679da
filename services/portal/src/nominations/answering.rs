//! What the applicant answers while the case waits for them: a correction and the items that are asked for with it
//! (Articles 13 and 14), or whether the proposed unit may have the papers (Article 16).

use chrono::NaiveDate;
use contract::Consent;
use domain::nomination::{Happened, Stage};
use domain::{
    ConsentKind, HandOverAnswer, ItemAnswer, NominationId, PublicStage, Receipt, Refusal, RequestedItem, UnitId,
    requested,
};
use kit::{Act, DeskError, Due, Fault, Instant, Once};
use serde::{Deserialize, Serialize};

use super::about::About;
use super::desk::{Nominations, Saved};
use super::dossier::Sent;
use super::drafts;
use super::progress::{Asked, Progress};
use super::store::{self, Kept};
use super::telling;
use crate::accounts::Applicant;
use crate::evidence;

/// The entry of the schedule that reminds of a correction.
pub const REMINDER: &str = "correction.remind";

/// A nomination as it was corrected.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Corrected {
    pub id: NominationId,
    pub receipt: Receipt,
    /// 2 with the first correction.
    pub revision: u32,
    pub version: i64,
}

impl Nominations {
    /// Says something to one of the items that are asked for; empty words take it back. It goes with the correction.
    pub async fn answer_item(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        number: u16,
        words: &str,
    ) -> Result<Saved, DeskError> {
        let act = self.house.act(&by.by.once(once), "nomination.answer-item", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.seen(&act, by, id, seen).await?;
        let answer = requested::answer(kept.requested(), number, words)?;
        let progress = kept.progress.clone().map(|before| before.said(number, answer));
        let kept = Kept { progress, version: seen + 1, ..kept };
        self.keep(&act, &kept).await?;
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// Sends the correction that was saved; where none was, what was filed before goes again. Each item that is asked for
    /// has its answer by then.
    pub async fn correct(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
    ) -> Result<Corrected, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.correct", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let today = act.at().date();
        let kept = self.seen(&act, by, id, seen).await?;
        let typed = kept.typed().clone();
        let (nomination, happened) = kept.nomination.clone().correct(kept.asks_correction())?;
        let refused = drafts::refused(&typed, &kept.consents, nomination.target, today);
        if !refused.is_empty() {
            return Err(DeskError::Refused(refused));
        }
        let sent = evidence::desk::items_answered(&act, &self.house, by.person, id).await?;
        requested::all_answered(kept.requested(), kept.said(), &sent)?;
        let Happened::Corrected { receipt, revision } = happened else {
            return Err(Fault::new("a correction that corrects nothing").into());
        };
        let in_force = self.interpretations.readings(today).await?;
        let asked_by = kept.progress.as_ref().and_then(|progress| progress.hand);
        let asked_by =
            asked_by.ok_or_else(|| Fault::corrupt("nominations", id, "a correction that no hand asked for"))?;
        let progress = kept.progress.clone().map(|before| before.answered(today));
        let (correction, version, readings) = (None, seen + 1, in_force.interpretations());
        let kept = Kept { nomination, filing: typed, correction, progress, version, readings, ..kept };
        self.keep(&act, &kept).await?;
        store::keep_revision(&act, &self.house, &kept, revision).await?;
        act.unschedule(REMINDER, &id.to_string()).await?;
        let sent = Sent { revision, in_force: &in_force };
        let dossier = self.dossier(&act, by, &kept, receipt, sent).await?;
        act.tell(&telling::subject(id), telling::corrected(&self.house, &dossier, today)?).await?;
        act.tell(&telling::subject(id), telling::correction_received(&self.house, &dossier, &kept, asked_by)?).await?;
        let corrected = Corrected { id, receipt, revision, version: kept.version };
        act.commit(&corrected).await?;
        Ok(corrected)
    }

    /// Says whether the proposed unit may have the papers.
    pub async fn hand_over(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        unit: UnitId,
        answer: HandOverAnswer,
    ) -> Result<Saved, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.hand-over", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let today = act.at().date();
        let kept = self.seen(&act, by, id, seen).await?;
        let asked = kept.proposed().is_some_and(|proposed| proposed.id == unit);
        let (Some(receipt), true) = (kept.nomination.receipt(), asked) else {
            return Err(Refusal::stage("not-asked-about-unit").under(domain::Clause::article(16)).into());
        };
        let consent = (answer == HandOverAnswer::Agreed).then(|| Consent {
            purpose: ConsentKind::HandOver,
            unit: Some(unit),
            version: ConsentKind::HandOver.version(),
            at: act.at().0,
        });
        let agreed = consent.clone().or(kept.progress.as_ref().and_then(|progress| progress.agreed.clone()));
        let progress = kept.progress.clone().map(|before| Progress { agreed, ..before.answered(today) });
        let kept = Kept { progress, version: seen + 1, ..kept };
        self.keep(&act, &kept).await?;
        act.tell(&telling::subject(id), telling::hand_over_answered(receipt, unit, answer, today, consent)).await?;
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// The applicant's term for a correction ends soon, and none has come.
    pub async fn remind(&self, due: &Due) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "nomination.remind", &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let id: NominationId = due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no id"))?;
        let kept = store::find_due(act.tx(), &self.house, id).await?;
        if let Some(kept) = kept.filter(|kept| kept.asks_correction()) {
            let (mail, language) = self.accounts.address(act.tx(), kept.person).await?;
            let sent = evidence::desk::items_answered(&act, &self.house, kept.person, id).await?;
            if let Some(letter) = telling::reminder(&self.house, &kept, &sent, mail, language)? {
                act.tell(&telling::subject(id), letter).await?;
            }
            let term = kept.progress.as_ref().and_then(|progress| progress.due);
            if let (Some(term), Some(which)) = (term, due.payload::<Option<usize>>()?) {
                self.remind_next(&mut act, id, term, which + 1).await?;
            }
        }
        act.commit(&()).await
    }

    /// Plans the reminder of that place, or the next one that there is still time for.
    pub(super) async fn remind_next(
        &self,
        act: &mut Act,
        id: NominationId,
        term: domain::Due,
        which: usize,
    ) -> Result<(), Fault> {
        let today = act.at().date();
        let days = self.settings.correction_reminder_days.iter().enumerate().skip(which);
        let mut times = days.filter_map(|(which, days)| Some((which, reminder_at(term, days.get(), today)?)));
        match times.next() {
            Some((which, at)) => act.schedule(REMINDER, &id.to_string(), at, &which).await,
            None => act.unschedule(REMINDER, &id.to_string()).await.map(|_| ()),
        }
    }
}

impl Kept {
    /// Whether a correction is asked for.
    pub fn asks_correction(&self) -> bool {
        let asked = self.progress.as_ref().and_then(|progress| progress.asked.as_ref());
        self.waits() && matches!(asked, Some(Asked::Correction { .. }))
    }

    /// The items that are asked for now.
    pub fn requested(&self) -> &[RequestedItem] {
        match self.progress.as_ref().and_then(|progress| progress.asked.as_ref()) {
            Some(Asked::Correction { items, .. }) if self.waits() => items,
            _ => &[],
        }
    }

    /// What the applicant said to items, now and before.
    pub fn said(&self) -> &[ItemAnswer] {
        self.progress.as_ref().map(|progress| progress.answers.as_slice()).unwrap_or_default()
    }

    /// The unit that the applicant is asked about.
    pub fn proposed(&self) -> Option<&domain::UnitRef> {
        match self.progress.as_ref().and_then(|progress| progress.asked.as_ref()) {
            Some(Asked::HandOver { unit, .. }) if self.waits() => Some(unit),
            _ => None,
        }
    }

    fn waits(&self) -> bool {
        let stage = self.progress.as_ref().map(|progress| progress.stage);
        matches!(self.nomination.stage, Stage::Submitted { .. }) && stage == Some(PublicStage::WaitingForYou)
    }

    /// The unit that it was filed to without a post.
    pub fn target_unit(&self) -> Option<UnitId> {
        match &self.about {
            About::Unit { unit } => Some(unit.id),
            _ => None,
        }
    }
}

/// So many working days before the term ends, in the morning of Beijing; none where that is not after today.
fn reminder_at(term: domain::Due, before: u32, today: NaiveDate) -> Option<Instant> {
    let day = domain::Calendar::standard().working_days_before(term.date, before)?;
    let morning = day.and_hms_opt(1, 0, 0)?.and_utc().timestamp_micros();
    (day > today).then_some(Instant(morning))
}
