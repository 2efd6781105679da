//! What the applicant answers while the case waits for them: a correction and the items that are asked for with it
//! (Articles 13 and 14), or whether the proposed unit may have the papers (Article 16).

use contract::Consent;
use domain::nomination::{Happened, Stage};
use domain::{
    ConsentKind, HandOverAnswer, ItemAnswer, NominationId, PublicStage, Receipt, Refusal, RequestedItem, UnitId,
    requested,
};
use kit::{DeskError, Fault, Once};
use serde::{Deserialize, Serialize};

use super::about::About;
use super::desk::{Nominations, Saved};
use super::dossier::Sent;
use super::drafts;
use super::progress::{Asked, Progress};
use super::reminding::REMINDER;
use super::store::{self, Kept};
use super::telling;
use crate::accounts::Applicant;
use crate::evidence;

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
        let refused = drafts::refused(&typed, &kept.consents, nomination.target, self.policy_of(&kept), today);
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

    /// Says whether the proposed unit may have the papers; `shown` is the version of the text that stood beside the answer.
    pub async fn hand_over(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        unit: UnitId,
        (answer, shown): (HandOverAnswer, u32),
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
        if answer == HandOverAnswer::Agreed && shown != ConsentKind::HandOver.version() {
            return Err(ConsentKind::HandOver.outdated().at("/answer").into());
        }
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
        act.unschedule(REMINDER, &id.to_string()).await?;
        act.tell(&telling::subject(id), telling::hand_over_answered(receipt, unit, answer, today, consent)).await?;
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }
}

impl Kept {
    /// Whether a correction is asked for.
    pub fn asks_correction(&self) -> bool {
        let asked = self.progress.as_ref().and_then(|progress| progress.asked.as_ref());
        self.waits() && matches!(asked, Some(Asked::Correction { .. }))
    }

    /// Whether anything is asked that the applicant has not answered.
    pub fn asks_something(&self) -> bool {
        self.waits() && self.progress.as_ref().is_some_and(|progress| progress.asked.is_some())
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
