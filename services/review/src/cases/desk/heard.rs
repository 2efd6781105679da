//! What the portal tells of a case: opened by a nomination, corrected, withdrawn, contested. Whatever crossed with the end of
//! the case changes nothing: the portal has been told of the end.

use contract::event::{
    ApplicantReminded, HandOverAnswered, NominationCorrected, NominationSubmitted, NominationWithdrawn,
    ReconsiderationAsked, VoiceAdded,
};
use domain::{Case, CaseId, Receipt, Target, UnitId};
use kit::{Act, DeskError, Fault, Heard};

use super::Cases;
use crate::cases::store::{self, Opened};
use crate::cases::telling;

impl Cases {
    /// A nomination has arrived (Article 16): its case is with the employing unit, or with the Organisation Department
    /// where no unit may have it yet.
    pub async fn open(&self, heard: &Heard, told: &NominationSubmitted) -> Result<(), DeskError> {
        let id = CaseId::from(self.house.ids.next());
        let mut act = self.house.act(&heard.by, "case.open", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let dossier = self.house.keys.open(&told.dossier)?;
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let unit = match dossier.target() {
            Target::Post(post) => Some(self.plans.post(post).await?.ok_or(DeskError::Missing)?.unit.id),
            Target::Unit(unit) => Some(self.unit(unit).await?.ok_or(DeskError::Missing)?),
            Target::PartyOrganisation => None,
        };
        let case = Case::file(id, told.receipt, unit, dossier.filed_on, &dossier.policy);
        let due = self.due(&case);
        store::add(&act, &self.house, &case, due, &dossier).await?;
        act.tell(&telling::subject(&case), telling::opened(&case, due)).await?;
        act.commit(&()).await
    }

    /// The applicant corrected what was filed. Whatever became of the case meanwhile, the revision is kept.
    pub async fn correct(&self, heard: &Heard, told: &NominationCorrected) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.correct", told.receipt).await? else {
            return Ok(());
        };
        let dossier = self.house.keys.open(&told.dossier)?;
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let ended = opened.case.hand().is_none();
        let (case, happened) = opened.case.correct(told.revision, told.on)?;
        store::correct(&act, &self.house, &case, &dossier).await?;
        if ended {
            self.save(&act, &case, &dossier).await?;
            return act.commit(&()).await;
        }
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The applicant said whether the proposed unit may have the case. An answer to a proposal that was taken back
    /// changes nothing: the portal has been told.
    pub async fn hand_over(&self, heard: &Heard, told: &HandOverAnswered) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.hand-over", told.receipt).await? else {
            return Ok(());
        };
        let Opened { case, mut dossier, .. } = opened;
        let Ok((case, happened)) = case.hand_over(told.unit, told.answer, told.on) else {
            return act.commit(&()).await;
        };
        if let Some(consent) = &told.consent {
            dossier.consents.push(consent.clone());
            store::amend(&act, &self.house, &case, &dossier).await?;
        }
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// One more referrer speaks for the applicant (Article 16). Nothing moves: whoever has the case reads it. A voice that
    /// crossed with the end of the case joins nothing any more.
    pub async fn hear_voice(&self, heard: &Heard, told: &VoiceAdded) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.hear-voice", told.receipt).await? else {
            return Ok(());
        };
        let Opened { case, mut dossier, .. } = opened;
        if case.hand().is_some() && !store::was_erased(act.tx(), dossier.person).await? {
            dossier.voices.push(self.house.keys.open(&told.voice)?);
            store::amend(&act, &self.house, &case, &dossier).await?;
        }
        act.commit(&()).await
    }

    /// A reminder went by itself. One that crossed with the correction changes nothing.
    pub async fn hear_reminder(&self, heard: &Heard, told: &ApplicantReminded) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.hear-reminder", told.receipt).await? else {
            return Ok(());
        };
        if let Some(case) = opened.case.reminded(told.on) {
            self.save(&act, &case, &opened.dossier).await?;
        }
        act.commit(&()).await
    }

    /// The applicant asks for the rejection to be looked at again. What cannot be any more changes nothing: the portal has
    /// been told why.
    pub async fn contest(&self, heard: &Heard, told: &ReconsiderationAsked) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.contest", told.receipt).await? else {
            return Ok(());
        };
        let words = told.words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
        let Opened { case, dossier, .. } = opened;
        // Asked before they were erased, and heard after: nobody is left to be told.
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let policy = self.policies.of(&case.policy);
        let Ok((case, happened)) = case.contest(told.on, words, policy) else {
            return act.commit(&()).await;
        };
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The applicant took it back. A withdrawal that crossed with the end of the case changes nothing:
    /// the portal has been told of the end.
    pub async fn withdraw(&self, heard: &Heard, told: &NominationWithdrawn) -> Result<(), DeskError> {
        let Some((act, opened)) = self.told_of(heard, "case.withdraw", told.receipt).await? else {
            return Ok(());
        };
        if opened.case.hand().is_none() {
            return act.commit(&()).await;
        }
        let Opened { case, dossier, .. } = opened;
        let mut reason = told.reason.as_ref().map(|reason| self.house.keys.open(reason)).transpose()?;
        if store::was_erased(act.tx(), dossier.person).await? {
            reason = None;
        }
        let (case, happened) = case.withdraw(told.on, reason)?;
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The case that something is told of, and the act that takes it; none where it was taken before.
    async fn told_of(
        &self,
        heard: &Heard,
        deed: &'static str,
        receipt: Receipt,
    ) -> Result<Option<(Act, Opened)>, DeskError> {
        let act = self.house.act(&heard.by, deed, receipt).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(None);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, receipt).await?.ok_or(DeskError::Missing)?;
        Ok(Some((act, opened)))
    }

    async fn unit(&self, id: UnitId) -> Result<Option<UnitId>, Fault> {
        Ok(self.registers.units_of(&[id.uuid()]).await?.first().map(|unit| unit.id))
    }
}
