//! The acts on a nomination: draft, submit, withdraw; what the applicant answers is in `answering`, what review tells in
//! `following`.

use chrono::NaiveDate;
use contract::Voice;
use domain::degree::MOST_DEGREES;
use domain::interpretation::Published;
use domain::nomination::{Happened, Nomination, Origin, Target};
use domain::{FilingInput, NominationId, PersonId, Policies, Policy, PublicStage, Readings, Receipt, Refusal};
use kit::{Act, At, DeskError, Fault, House, Once, Walked};
use serde::{Deserialize, Serialize};

use super::about::About;
use super::consents;
use super::dossier::Sent;
use super::drafts::{self, DraftSettings};
use super::progress::{Ending, Progress};
use super::store::{self, Kept, Placed, Revision};
use super::telling;
use crate::accounts::{Accounts, Applicant};
use crate::catalogue::desk::Catalogue;
use crate::interpretations::desk::Interpretations;
use crate::referrals::voices::Voices;
use crate::units::desk::Units;

#[derive(Clone)]
pub struct Nominations {
    pub(crate) house: House,
    pub(super) accounts: Accounts,
    pub(super) catalogue: Catalogue,
    pub(super) units: Units,
    pub(super) voices: Voices,
    pub(super) interpretations: Interpretations,
    pub(super) policies: &'static Policies,
    pub(super) settings: DraftSettings,
}

/// The largest draft that is kept, in bytes of JSON; a filing with every field full takes about half.
const LARGEST_DRAFT: usize = 64 * 1024;

/// A draft as it was saved.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Saved {
    pub id: NominationId,
    pub version: i64,
}

/// A nomination as it was submitted.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Submitted {
    pub id: NominationId,
    pub receipt: Receipt,
    pub version: i64,
}

/// When a nomination was filed, and each of its public stages with its first day.
pub struct PublicWay {
    pub filed_on: NaiveDate,
    pub stages: Vec<(PublicStage, NaiveDate)>,
}

impl Nominations {
    pub fn new(
        house: House,
        settings: DraftSettings,
        accounts: Accounts,
        catalogue: Catalogue,
        units: Units,
        voices: Voices,
        interpretations: Interpretations,
    ) -> Nominations {
        let policies = catalogue.policies();
        Nominations { house, accounts, catalogue, units, voices, interpretations, policies, settings }
    }

    /// Begins a draft. One person has one live nomination to one place; a post may open later, a closed unit does not.
    pub async fn draft(
        &self,
        by: &Applicant,
        once: Once,
        target: Target,
        mut filing: FilingInput,
    ) -> Result<Saved, DeskError> {
        fits(&filing)?;
        let id = NominationId::from(self.house.ids.next());
        let mut act = self.house.act(&by.by.once(once), "nomination.draft", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let about = self.about(target).await?.ok_or(DeskError::Missing)?;
        if let Target::Unit(_) = target {
            target.takes(self.is_open(target).await?)?;
        }
        if let Some(live) = store::find_live(act.tx(), &self.house, by.person, target).await? {
            let refusal = live.replied_before().unwrap_or_else(|| Refusal::stage("nominated-before"));
            return Err(refusal.under(domain::Clause::article(16)).into());
        }
        let nomination = Nomination::draft(id, Origin::SelfNomination, target);
        let saved = Saved { id, version: 1 };
        let consents = consents::first(&consents::taken_off(&mut filing), act.at());
        let kept = Kept {
            nomination,
            person: by.person,
            about,
            filing,
            correction: None,
            consents,
            progress: None,
            version: 1,
            saved: act.at(),
            submitted: None,
            readings: Vec::new(),
        };
        store::add(&act, &self.house, &kept).await?;
        self.plan_end(&mut act, id, kept.saved).await?;
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// A draft for somebody who accepted a referral (Article 16), in the caller's act: their own one to the same place, or
    /// one begun with what the referrer knew. Several referrals of one person to one place become one nomination, until it is
    /// replied to: a voice joins none that has ended.
    pub async fn begin(
        &self,
        act: &mut Act,
        person: PersonId,
        about: &About,
        name: &str,
    ) -> Result<(NominationId, Option<Receipt>), DeskError> {
        let target = about.target();
        if let Some(live) = store::find_live(act.tx(), &self.house, person, target).await? {
            return match live.replied_before() {
                Some(refusal) => Err(refusal.under(domain::Clause::article(16)).into()),
                None => Ok((live.nomination.id, live.nomination.receipt())),
            };
        }
        let id = NominationId::from(self.house.ids.next());
        let kept = Kept {
            nomination: Nomination::draft(id, Origin::Referral, target),
            person,
            about: about.clone(),
            filing: FilingInput { name: name.to_owned(), ..about.begun() },
            correction: None,
            consents: Vec::new(),
            progress: None,
            version: 1,
            saved: act.at(),
            submitted: None,
            readings: Vec::new(),
        };
        store::add(act, &self.house, &kept).await?;
        self.plan_end(act, id, kept.saved).await?;
        Ok((id, None))
    }

    /// One more referrer speaks for what is submitted already, in the caller's act.
    pub async fn add_voice(
        &self,
        act: &mut Act,
        id: NominationId,
        receipt: Receipt,
        voice: &Voice,
    ) -> Result<(), DeskError> {
        Ok(act.tell(&telling::subject(id), telling::voice_added(&self.house, receipt, voice)?).await?)
    }

    /// What a referrer may see where the person allows it; nothing before it is filed.
    pub async fn public_way(&self, person: PersonId, id: NominationId) -> Result<Option<PublicWay>, Fault> {
        let found = store::find(self.house.reader(), &self.house, person, id).await?;
        Ok(found.and_then(|kept| {
            let stages = kept.progress.as_ref().map(Progress::stages).unwrap_or_default();
            kept.submitted.map(|filed| PublicWay { filed_on: filed.date(), stages })
        }))
    }

    /// Saves what was typed, whole or half; after submission, as the correction that is asked for.
    pub async fn save(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        mut filing: FilingInput,
    ) -> Result<Saved, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.save", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.seen(&act, by, id, seen).await?;
        let consents = consents::along(&kept, &consents::taken_off(&mut filing), act.at());
        let saved = self.type_in(&mut act, kept, filing, consents).await?;
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// The nomination goes to those who review it (Article 16), with the clauses as they look on it; the applicant gets a
    /// receipt.
    pub async fn submit(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
    ) -> Result<Submitted, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.submit", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let today = act.at().date();
        let kept = self.seen(&act, by, id, seen).await?;
        let about = self.about(kept.nomination.target).await?;
        let open = self.is_open(kept.nomination.target).await?;
        let receipt = Receipt::new(chrono::Datelike::year(&today), self.house.rng.bytes());
        let policy = self.policies.in_force(today);
        let refused = drafts::refused(&kept.filing, &kept.consents, kept.nomination.target, policy, today);
        let (nomination, _) = kept.nomination.clone().submit(receipt, today, open, policy)?;
        if !refused.is_empty() {
            return Err(DeskError::Refused(refused));
        }
        let about = about.unwrap_or(kept.about);
        let in_force = self.interpretations.readings(today).await?;
        let (submitted, readings) = (Some(act.at()), in_force.interpretations());
        let kept = Kept { nomination, about, version: seen + 1, submitted, readings, ..kept };
        self.keep(&act, &kept).await?;
        store::keep_revision(&act, &self.house, &kept, 1).await?;
        self.plan_no_end(&act, id).await?;
        let sent = Sent { revision: 1, in_force: &in_force };
        let dossier = self.dossier(&act, by, &kept, receipt, sent).await?;
        act.tell(&telling::subject(id), telling::submitted(&self.house, &dossier)?).await?;
        act.tell(&telling::subject(id), telling::received(&self.house, &dossier, &kept.about, policy)?).await?;
        self.voices.filed(&mut act, by.person, id).await?;
        let submitted = Submitted { id, receipt, version: kept.version };
        act.commit(&submitted).await?;
        Ok(submitted)
    }

    /// The applicant takes it back; possible until the reply.
    pub async fn withdraw(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        reason: Option<String>,
    ) -> Result<Saved, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.withdraw", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let today = act.at().date();
        let kept = self.seen(&act, by, id, seen).await?;
        let ended = kept.progress.as_ref().is_some_and(|progress| progress.ending.is_some());
        let (nomination, happened) = kept.nomination.clone().withdraw(today, reason, ended)?;
        let progress = kept.progress.clone().map(|progress| Progress {
            ending: Some(Ending::Withdrawn),
            ..progress.then(PublicStage::Withdrawn, None, today)
        });
        let kept = Kept { nomination, progress, version: seen + 1, ..kept };
        self.keep(&act, &kept).await?;
        if let Happened::Withdrawn { receipt, on, reason } = happened {
            act.tell(&telling::subject(id), telling::withdrawn(&self.house, receipt, on, reason)?).await?;
            let letter = telling::withdrawal_kept(&self.house, by, &kept, receipt)?;
            act.tell(&telling::subject(id), letter).await?;
        }
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }

    pub async fn show(&self, by: &Applicant, id: NominationId) -> Result<Kept, DeskError> {
        store::find(self.house.reader(), &self.house, by.person, id).await?.ok_or(DeskError::Missing)
    }

    pub async fn show_receipt(&self, by: &Applicant, receipt: Receipt) -> Result<Kept, DeskError> {
        store::find_receipt(self.house.reader(), &self.house, by.person, receipt).await?.ok_or(DeskError::Missing)
    }

    /// The person's live nomination to there: a draft, or one that was submitted.
    pub async fn live(&self, by: &Applicant, target: Target) -> Result<Option<Kept>, Fault> {
        store::find_live(self.house.reader(), &self.house, by.person, target).await
    }

    /// The same for a post by the number that it had when it was begun: the catalogue may not have it any more.
    pub async fn live_numbered(&self, by: &Applicant, number: &str) -> Result<Option<Kept>, Fault> {
        let live = store::live_for_posts(self.house.reader(), &self.house, by.person).await?;
        Ok(live.into_iter().find(|kept| kept.about.post().is_some_and(|post| post.number == number)))
    }

    /// All of the applicant's, the newest first.
    pub async fn list(&self, by: &Applicant, at: &At<Placed>, limit: u16) -> Result<Walked<Kept, Placed>, Fault> {
        let found = store::list(self.house.reader(), &self.house, by.person, at, u64::from(limit) + 1).await?;
        Ok(Walked::of(found, at, limit, |kept| Placed(kept.nomination.id.uuid())))
    }

    /// The receipts of all that the applicant submitted.
    pub async fn receipts(&self, by: &Applicant) -> Result<Vec<Receipt>, Fault> {
        store::receipts(self.house.reader(), by.person).await
    }

    /// Each filing as it was sent, the first one first.
    pub async fn revisions(&self, by: &Applicant, id: NominationId) -> Result<Vec<Revision>, Fault> {
        store::revisions(self.house.reader(), &self.house, by.person, id).await
    }

    /// What referrers wrote for one of the applicant's.
    pub async fn spoken_for(&self, by: &Applicant, id: NominationId) -> Result<Vec<Voice>, Fault> {
        self.voices.of(self.house.reader(), by.person, id).await
    }

    /// The published interpretations, those that hold no more too: what was sent keeps the ones of its day.
    pub async fn published(&self) -> Result<Vec<Published>, Fault> {
        self.interpretations.list().await
    }

    /// What is settled of the open points for what is typed today.
    pub async fn readings(&self) -> Result<Readings, Fault> {
        self.interpretations.readings(self.today()).await
    }

    /// The version of the policy that one of them goes by today.
    pub fn policy_of(&self, kept: &Kept) -> &'static Policy {
        kept.policy(self.policies, self.today())
    }

    /// The version that a new draft goes by today.
    pub fn policy(&self) -> &'static Policy {
        self.policies.in_force(self.today())
    }

    /// The civil date of now, for what the pages say of days ahead.
    pub fn today(&self) -> NaiveDate {
        self.house.clock.today()
    }

    /// One of the applicant's, within another act of theirs.
    pub async fn find(&self, act: &Act, by: &Applicant, id: NominationId) -> Result<Kept, DeskError> {
        store::find(act.tx(), &self.house, by.person, id).await?.ok_or(DeskError::Missing)
    }

    pub(super) async fn seen(&self, act: &Act, by: &Applicant, id: NominationId, seen: i64) -> Result<Kept, DeskError> {
        let kept = self.find(act, by, id).await?;
        if kept.version == seen { Ok(kept) } else { Err(DeskError::Stale) }
    }

    pub(super) async fn keep(&self, act: &Act, kept: &Kept) -> Result<(), DeskError> {
        if store::save(act, &self.house, kept).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
}

impl Kept {
    /// Why nothing more is begun or said for its post, once it was replied to.
    fn replied_before(&self) -> Option<Refusal> {
        self.replied_on().map(|on| Refusal::stage("replied-before").with("on", on))
    }
}

/// A draft may be half filled in, but not without bounds.
pub(super) fn fits(filing: &FilingInput) -> Result<(), DeskError> {
    if filing.education.len() > MOST_DEGREES {
        return Err(Refusal::content("too-many-degrees").with("most", MOST_DEGREES).at("/education").into());
    }
    if serde_json::to_vec(filing)?.len() > LARGEST_DRAFT {
        return Err(Refusal::content("draft-too-large").into());
    }
    Ok(())
}
