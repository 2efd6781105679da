//! The acts on what is typed task by task, in a draft or in the correction that is asked for (Article 16); and the end of a
//! draft that nobody goes on with. Answers to different questions never contradict each other, so only the same one clashes.

use std::time::Duration;

use chrono::NaiveDate;
use contract::Consent;
use domain::nomination::Stage;
use domain::{
    Clause, Evaluated, FilingInput, HeldCondition, NominationId, Policy, Question, Readings, Refusal, Target, Task,
    TaskState, evaluate, hold,
};
use kit::{Act, DeskError, Due, Fault, Instant, Once, Within};
use serde::Deserialize;

use super::about::About;
use super::consents;
use super::desk::{Nominations, Saved, fits};
use super::store::{self, Kept};
use super::telling;
use crate::accounts::Applicant;
use crate::evidence;

/// The entries of the schedule at which a person is reminded of a draft, and at which it ends.
pub const REMIND: &str = "draft.remind";
pub const PURGE: &str = "draft.purge";

const DAY: Duration = Duration::from_secs(24 * 3600);

/// The settings of drafts and corrections; `default.toml` is their manual.
#[derive(Clone, Deserialize)]
pub struct DraftSettings {
    draft_days: Within<1, 3650>,
    draft_reminder_days: Within<1, 3650>,
    pub(super) correction_reminder_days: Vec<Within<1, 60>>,
}

impl About {
    /// What a draft for it begins with.
    pub fn begun(&self) -> FilingInput {
        let sector = self.post().map_or("", |post| post.sector.code()).to_owned();
        FilingInput { sector, ..FilingInput::default() }
    }
}

/// Tells one answer to a question from another: a page carries the mark of the one it shows.
pub fn mark(question: Question, filing: &FilingInput) -> Result<String, Fault> {
    kit::digest(&question.of(filing))
}

/// How one task stands, and what of it is refused as it is.
pub struct Standing {
    pub task: Task,
    pub state: TaskState,
    pub wrong: Vec<Refusal>,
}

/// How the tasks of a filing to there stand.
pub fn tasks(
    filing: &FilingInput,
    given: &[Consent],
    target: Target,
    policy: &Policy,
    today: NaiveDate,
) -> Vec<Standing> {
    let refused = refused(filing, given, target, policy, today);
    let standing = |task: Task| {
        let questions = task.questions(filing);
        let wrong = refused.iter().filter(|refusal| questions.iter().any(|question| question.owns(refusal)));
        Standing { task, state: task.state(filing, &refused), wrong: wrong.cloned().collect() }
    };
    Task::ALL.map(standing).into()
}

/// What a filing to there would be refused for as it is, with the consents as they were given.
pub fn refused(
    filing: &FilingInput,
    given: &[Consent],
    target: Target,
    policy: &Policy,
    today: NaiveDate,
) -> Vec<Refusal> {
    let mut refused = filing.parse(target.consents(), policy, today).err().unwrap_or_default();
    refused.extend(consents::refused(filing, given, target.consents()));
    refused
}

/// The ten clauses against what was typed so far; nothing where it cannot be read yet.
pub fn clauses(filing: &FilingInput, today: NaiveDate, policy: &Policy, readings: &Readings) -> Vec<Evaluated> {
    evaluate(&filing.facts_so_far(today), today, policy, readings)
}

/// The conditions of the post against what was typed so far; nothing where it is without one.
pub fn conditions(about: &About, filing: &FilingInput, today: NaiveDate, readings: &Readings) -> Vec<HeldCondition> {
    about.post().map_or_else(Vec::new, |post| hold(post, &filing.facts_so_far(today), today, readings))
}

impl Nominations {
    /// Begins a draft with the answer to one question.
    pub async fn begin_with(
        &self,
        by: &Applicant,
        once: Once,
        target: Target,
        question: Question,
        typed: FilingInput,
    ) -> Result<Saved, DeskError> {
        let about = self.about(target).await?.ok_or(DeskError::Missing)?;
        let mut filing = about.begun();
        question.answer(&mut filing, typed);
        self.draft(by, once, target, filing).await
    }

    /// What the person submitted last, wherever: a new draft can begin with it.
    pub async fn sent_last(&self, by: &Applicant) -> Result<Option<Kept>, Fault> {
        store::find_sent_last(self.house.reader(), &self.house, by.person).await
    }

    /// Begins a draft with what the person submitted last, or with this one of theirs for another place. The statement
    /// was written for the other place and the consents were given for it: both are left out.
    pub async fn begin_as_before(
        &self,
        by: &Applicant,
        once: Once,
        target: Target,
        like: Option<NominationId>,
    ) -> Result<Saved, DeskError> {
        let about = self.about(target).await?.ok_or(DeskError::Missing)?;
        let before = match like {
            Some(id) => self.show(by, id).await?,
            None => self.sent_last(by).await?.ok_or(DeskError::Missing)?,
        };
        let before = before.filing;
        let sector = Some(about.begun().sector).filter(|sector| !sector.is_empty());
        let filing = FilingInput {
            sector: sector.unwrap_or_else(|| before.sector.clone()),
            consents: Vec::new(),
            remark: String::new(),
            ..before
        };
        self.draft(by, once, target, filing).await
    }

    /// Begins a draft with what a JSON Resume answers.
    pub async fn begin_with_resume(
        &self,
        by: &Applicant,
        once: Once,
        target: Target,
        answers: FilingInput,
    ) -> Result<Saved, DeskError> {
        let about = self.about(target).await?.ok_or(DeskError::Missing)?;
        let filing = FilingInput { sector: about.begun().sector, ..answers };
        self.draft(by, once, target, filing).await
    }

    /// Saves the answer to one question, whole or half. `seen` marks the answer that the page showed: one that was saved
    /// elsewhere meanwhile is not overwritten.
    pub async fn answer(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        question: Question,
        seen: &str,
        typed: FilingInput,
    ) -> Result<Saved, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.answer", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.find(&act, by, id).await?;
        let mut filing = kept.typed().clone();
        question.answer(&mut filing, typed);
        let ticks = consents::taken_off(&mut filing);
        if mark(question, kept.typed())? != seen && question.of(&filing) != question.of(kept.typed()) {
            return Err(DeskError::Stale);
        }
        let consents = match question {
            Question::Consents => consents::answered(&kept, &ticks, act.at()),
            _ => consents::along(&kept, &ticks, act.at()),
        };
        let saved = self.type_in(&mut act, kept, filing, consents).await?;
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// Saves one task, whole or half; what the filing says to the others stays.
    pub async fn save_task(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        task: Task,
        typed: FilingInput,
    ) -> Result<Saved, DeskError> {
        if task.of(&typed) != typed {
            return Err(Refusal::content("another-task").with("task", task.code()).into());
        }
        let mut act = self.house.act(&by.by.once(once), "nomination.save-task", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.seen(&act, by, id, seen).await?;
        let mut filing = kept.typed().clone();
        task.answer(&mut filing, typed);
        let ticks = consents::taken_off(&mut filing);
        let consents = match task {
            Task::Consents => consents::answered(&kept, &ticks, act.at()),
            _ => consents::along(&kept, &ticks, act.at()),
        };
        let saved = self.type_in(&mut act, kept, filing, consents).await?;
        act.commit(&saved).await?;
        Ok(saved)
    }

    /// The person wants the draft gone, with its files.
    pub async fn discard(&self, by: &Applicant, once: Once, id: NominationId, seen: i64) -> Result<(), DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.discard", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.seen(&act, by, id, seen).await?;
        if kept.nomination.stage != Stage::Draft {
            return Err(submitted_already());
        }
        self.take_away(&mut act, &kept).await?;
        act.commit(&()).await
    }

    /// Writes what was typed where it belongs now: into the draft, or into the correction that is asked for.
    pub(super) async fn type_in(
        &self,
        act: &mut Act,
        kept: Kept,
        filing: FilingInput,
        consents: Vec<Consent>,
    ) -> Result<Saved, DeskError> {
        fits(&filing)?;
        let version = kept.version + 1;
        let kept = match kept.nomination.stage {
            Stage::Draft => Kept { filing, consents, version, ..kept },
            _ if kept.asks_correction() => Kept { correction: Some(filing), consents, version, ..kept },
            _ => return Err(submitted_already()),
        };
        self.keep(act, &kept).await?;
        if kept.nomination.stage == Stage::Draft {
            self.plan_end(act, kept.nomination.id, act.at()).await?;
        }
        Ok(Saved { id: kept.nomination.id, version })
    }

    /// A draft ends so long after it was touched last; where there is time for it, its person is reminded before.
    pub(super) async fn plan_end(&self, act: &mut Act, id: NominationId, touched: Instant) -> Result<(), Fault> {
        self.plan_no_end(act, id).await?;
        let (id, end, reminder) = (id.to_string(), self.end(touched), self.reminder(touched));
        if reminder > act.at() {
            act.schedule(REMIND, &id, reminder, &()).await?;
        }
        act.schedule(PURGE, &id, end, &()).await
    }

    /// It was submitted or is gone.
    pub(super) async fn plan_no_end(&self, act: &Act, id: NominationId) -> Result<(), Fault> {
        for kind in [REMIND, PURGE] {
            act.unschedule(kind, &id.to_string()).await?;
        }
        Ok(())
    }

    fn end(&self, touched: Instant) -> Instant {
        touched.plus(DAY * self.draft_days())
    }

    fn reminder(&self, touched: Instant) -> Instant {
        self.end(touched).minus(DAY * self.settings.draft_reminder_days.get())
    }

    /// Tells the person that a draft ends soon. Where a file came after what was typed last, that is not soon yet.
    pub async fn remind_of_draft(&self, due: &Due) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "nomination.remind-of-draft", &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        match self.left(&act, due).await? {
            Some((kept, touched)) if self.reminder(touched) > act.at() => {
                self.plan_end(&mut act, kept.nomination.id, touched).await?;
            }
            Some((kept, touched)) => {
                let (mail, language) = self.accounts.address(act.tx(), kept.person).await?;
                let letter = telling::draft_reminder(&self.house, &kept, self.end(touched), mail, language)?;
                act.tell(&telling::subject(kept.nomination.id), letter).await?;
            }
            None => {}
        }
        act.commit(&()).await
    }

    /// The draft that something falls due for, and when it was touched last: typed into, or sent a file.
    async fn left(&self, act: &Act, due: &Due) -> Result<Option<(Kept, Instant)>, DeskError> {
        let id: NominationId = due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no id"))?;
        let kept = store::find_due(act.tx(), &self.house, id).await?;
        let Some(kept) = kept.filter(|kept| kept.nomination.stage == Stage::Draft) else {
            return Ok(None);
        };
        let sent = evidence::desk::sent_last(act, &self.house, kept.person, id).await?;
        let touched = sent.map_or(kept.saved, |sent| sent.max(kept.saved));
        Ok(Some((kept, touched)))
    }

    /// After how many days a draft that nobody touches is deleted.
    pub fn draft_days(&self) -> u32 {
        self.settings.draft_days.get()
    }

    /// Deletes a draft that nobody went on with.
    pub async fn purge(&self, due: &Due) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "nomination.purge", &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        match self.left(&act, due).await? {
            Some((kept, touched)) if self.end(touched) > act.at() => {
                self.plan_end(&mut act, kept.nomination.id, touched).await?;
            }
            Some((kept, _)) => self.take_away(&mut act, &kept).await?,
            None => {}
        }
        act.commit(&()).await
    }

    pub(super) async fn take_away(&self, act: &mut Act, kept: &Kept) -> Result<(), DeskError> {
        let id = kept.nomination.id;
        self.voices.give_back(act, kept.person, id).await?;
        evidence::desk::discard(act, kept.person, id).await?;
        self.plan_no_end(act, id).await?;
        if store::discard(act, kept).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
}

fn submitted_already() -> DeskError {
    Refusal::stage("already-submitted").under(Clause::article(16)).into()
}
