//! The acts on a nomination: draft, submit, withdraw; and keeping what review tells of it.

use chrono::NaiveDate;
use contract::event::{CaseMoved, Outcome};
use contract::{Consent, Dossier};
use domain::degree::MOST_DEGREES;
use domain::nomination::{Happened, Nomination, Origin, Stage, Target};
use domain::{
    ConsentKind, Evaluated, Filing, FilingInput, NominationId, PersonId, Policy, Post, PostId, PublicStage, Receipt,
    Refusal, evaluate,
};
use kit::{Act, DeskError, Fault, Heard, House, Once};
use serde::{Deserialize, Serialize};

use super::progress::{Ending, Progress};
use super::store::{self, Kept};
use super::telling;
use crate::accounts::{Accounts, Applicant};
use crate::catalogue::desk::Catalogue;
use crate::evidence;
use crate::referrals::voices::Voices;

/// The version of the consents' texts in `locales`.
pub const CONSENT_VERSION: u32 = 1;

#[derive(Clone)]
pub struct Nominations {
    pub(crate) house: House,
    accounts: Accounts,
    catalogue: Catalogue,
    voices: Voices,
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
    pub fn new(house: House, accounts: Accounts, catalogue: Catalogue) -> Nominations {
        let voices = Voices::new(house.clone(), accounts.clone());
        Nominations { house, accounts, catalogue, voices }
    }

    /// Begins a draft for the post. One person has one live nomination for one post.
    pub async fn draft(
        &self,
        by: &Applicant,
        once: Once,
        post: PostId,
        filing: FilingInput,
    ) -> Result<Saved, DeskError> {
        fits(&filing)?;
        let id = NominationId::from(self.house.ids.next());
        let act = self.house.act(&by.by.once(once), "nomination.draft", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let about = self.catalogue.find(post).await?.ok_or(DeskError::Missing)?;
        if store::find_live(act.tx(), &self.house, by.person, post).await?.is_some() {
            return Err(Refusal::stage("nominated-before").under(domain::Clause::article(16)).into());
        }
        let nomination = Nomination::draft(id, Origin::SelfNomination, Target::Post(post));
        let saved = Saved { id, version: 1 };
        let kept = Kept {
            nomination,
            person: by.person,
            about,
            filing,
            progress: None,
            version: 1,
            saved: act.at(),
            submitted: None,
        };
        store::add(&act, &self.house, &kept).await?;
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// A draft for somebody who accepted a referral (Article 16), in the caller's act: their own one for the post, or one
    /// begun with what the referrer knew. Several referrals of one person become one nomination.
    pub async fn begin(
        &self,
        act: &Act,
        person: PersonId,
        about: &Post,
        name: &str,
    ) -> Result<NominationId, DeskError> {
        match store::find_live(act.tx(), &self.house, person, about.id).await? {
            None => {}
            Some(live) if live.nomination.stage == Stage::Draft => return Ok(live.nomination.id),
            Some(_) => return Err(Refusal::stage("nominated-before").under(domain::Clause::article(16)).into()),
        }
        let id = NominationId::from(self.house.ids.next());
        let sector = about.sector.code().to_owned();
        let kept = Kept {
            nomination: Nomination::draft(id, Origin::Referral, Target::Post(about.id)),
            person,
            about: about.clone(),
            filing: FilingInput { name: name.to_owned(), sector, ..FilingInput::default() },
            progress: None,
            version: 1,
            saved: act.at(),
            submitted: None,
        };
        store::add(act, &self.house, &kept).await?;
        Ok(id)
    }

    /// What a referrer may see where the person allows it; nothing before it is filed.
    pub async fn public_way(&self, person: PersonId, id: NominationId) -> Result<Option<PublicWay>, Fault> {
        let found = store::find(self.house.reader(), &self.house, person, id).await?;
        Ok(found.and_then(|kept| {
            let stages = kept.progress.as_ref().map(Progress::stages).unwrap_or_default();
            kept.submitted.map(|filed| PublicWay { filed_on: filed.date(), stages })
        }))
    }

    /// Saves what was typed, whole or half.
    pub async fn save(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        filing: FilingInput,
    ) -> Result<Saved, DeskError> {
        fits(&filing)?;
        let act = self.house.act(&by.by.once(once), "nomination.save", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.seen(&act, by, id, seen).await?;
        if kept.nomination.stage != Stage::Draft {
            return Err(Refusal::stage("already-submitted").under(domain::Clause::article(16)).into());
        }
        let kept = Kept { filing, version: seen + 1, ..kept };
        self.keep(&act, &kept).await?;
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// The nomination goes to those who review it (Article 16); the applicant gets a receipt.
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
        let (policy, today) = (Policy::standard(), act.at().date());
        let kept = self.seen(&act, by, id, seen).await?;
        let post = self.catalogue.find(kept.about.id).await?;
        let open = post.as_ref().is_some_and(|post| post.is_open(today));
        let receipt = Receipt::new(chrono::Datelike::year(&today), self.house.rng.bytes());
        let filing = kept.filing.parse(kept.nomination.target.consents(), policy, today);
        let (nomination, _) = kept.nomination.clone().submit(receipt, today, open)?;
        let filing = filing?;
        let about = post.unwrap_or(kept.about);
        let kept = Kept { nomination, about, version: seen + 1, submitted: Some(act.at()), ..kept };
        self.keep(&act, &kept).await?;
        let dossier = Dossier {
            nomination: id,
            person: by.person,
            receipt,
            post: Some(kept.about.id),
            unit: None,
            revision: 1,
            mail: by.mail.clone(),
            language: by.language,
            filing: kept.filing.clone(),
            filed_on: today,
            policy: policy.version().to_owned(),
            shown: evaluate(&filing.facts(), today, policy),
            consents: consents(&filing, act.at().0),
            evidence: evidence::desk::hand_over(&act, &self.house, by.person, id).await?,
            voices: self.voices.of(act.tx(), by.person, id).await?,
        };
        act.tell(&telling::subject(id), telling::submitted(&self.house, &dossier)?).await?;
        act.tell(&telling::subject(id), telling::received(&self.house, &dossier, &kept.about)?).await?;
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

    /// Review tells where the case is. A reply or rejection that crossed with a withdrawal stands.
    pub async fn follow(&self, heard: &Heard, told: &CaseMoved) -> Result<(), DeskError> {
        let mut act = self.house.act(&heard.by, "nomination.follow", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = store::find_told(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let withdrawn = matches!(kept.nomination.stage, Stage::Withdrawn { .. });
        let decided = matches!(told.outcome, Some(Outcome::Replied { .. } | Outcome::Rejected { .. }));
        if withdrawn && !decided {
            return act.commit(&()).await;
        }
        let before = kept.progress.clone();
        let progress = self.progress(before.clone(), told)?;
        let kept = Kept { progress: Some(progress.clone()), version: kept.version + 1, ..kept };
        self.keep(&act, &kept).await?;
        if told.asked.is_none() && before.map_or(decided, |before| progress.is_news(&before)) {
            let (mail, language) = self.accounts.address(act.tx(), kept.person).await?;
            if let Some(letter) = telling::news(&self.house, &kept, &progress, mail, language)? {
                act.tell(&telling::subject(kept.nomination.id), letter).await?;
            }
        }
        act.commit(&()).await
    }

    fn progress(&self, before: Option<Progress>, told: &CaseMoved) -> Result<Progress, Fault> {
        let next = match before {
            None => Progress::begin(told.stage, told.hand, told.since),
            Some(before) => before.then(told.stage, told.hand, told.since),
        };
        let ending = match &told.outcome {
            None => None,
            Some(Outcome::Withdrawn) => Some(Ending::Withdrawn),
            Some(Outcome::Replied { number, rests_on }) => {
                Some(Ending::Replied { number: number.clone(), rests_on: *rests_on })
            }
            Some(Outcome::Rejected { at, reason, words }) => {
                let words = words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
                Some(Ending::Rejected { at: *at, reason: *reason, words })
            }
        };
        Ok(Progress { due: told.due, ending, ..next })
    }

    pub async fn show(&self, by: &Applicant, id: NominationId) -> Result<Kept, DeskError> {
        store::find(self.house.reader(), &self.house, by.person, id).await?.ok_or(DeskError::Missing)
    }

    pub async fn show_receipt(&self, by: &Applicant, receipt: Receipt) -> Result<Kept, DeskError> {
        store::find_receipt(self.house.reader(), &self.house, by.person, receipt).await?.ok_or(DeskError::Missing)
    }

    /// The person's live nomination for the post: a draft, or one that was submitted.
    pub async fn live(&self, by: &Applicant, post: PostId) -> Result<Option<Kept>, Fault> {
        store::find_live(self.house.reader(), &self.house, by.person, post).await
    }

    /// All of the applicant's, the newest first.
    pub async fn list(&self, by: &Applicant) -> Result<Vec<Kept>, Fault> {
        store::list(self.house.reader(), &self.house, by.person).await
    }

    /// The ten clauses against what was typed so far; nothing where it cannot be read yet.
    pub fn evaluate(&self, filing: &FilingInput) -> Vec<Evaluated> {
        let (policy, today) = (Policy::standard(), self.today());
        evaluate(&filing.facts_so_far(today), today, policy)
    }

    /// The civil date of now, for what the pages say of days ahead.
    pub fn today(&self) -> NaiveDate {
        self.house.clock.today()
    }

    /// One of the applicant's, within another act of theirs.
    pub async fn find(&self, act: &Act, by: &Applicant, id: NominationId) -> Result<Kept, DeskError> {
        store::find(act.tx(), &self.house, by.person, id).await?.ok_or(DeskError::Missing)
    }

    async fn seen(&self, act: &Act, by: &Applicant, id: NominationId, seen: i64) -> Result<Kept, DeskError> {
        let kept = self.find(act, by, id).await?;
        if kept.version == seen { Ok(kept) } else { Err(DeskError::Stale) }
    }

    async fn keep(&self, act: &Act, kept: &Kept) -> Result<(), DeskError> {
        if store::save(act, &self.house, kept).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
}

/// A draft may be half filled in, but not without bounds.
fn fits(filing: &FilingInput) -> Result<(), DeskError> {
    if filing.education.len() > MOST_DEGREES {
        return Err(Refusal::content("too-many-degrees").with("most", MOST_DEGREES).at("/education").into());
    }
    if serde_json::to_vec(filing)?.len() > LARGEST_DRAFT {
        return Err(Refusal::content("draft-too-large").into());
    }
    Ok(())
}

fn consents(filing: &Filing, at: i64) -> Vec<Consent> {
    let given = |purpose: &ConsentKind| Consent { purpose: *purpose, unit: None, version: CONSENT_VERSION, at };
    filing.consents.iter().map(given).collect()
}
