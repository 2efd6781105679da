//! The acts on evidence: adding a file, taking one off, handing all over with the nomination, sweeping what no row names.

use std::sync::Arc;
use std::time::Duration;

use contract::{Evidence, FileKind, Original};
use domain::evidence::{self, LARGEST_FILE};
use domain::{EvidenceId, EvidenceInput, NominationId, PersonId, Refusal, Text, requested};
use kit::files::{Kept as Came, Unkept, Unread};
use kit::limits::{Limit, Purpose};
use kit::web::sent::{FileSent, PendingKey};
use kit::{Act, DeskError, Fault, House, Instant, Once};
use serde::{Deserialize, Serialize};

use super::store::{self, Kept, Used};
use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;

/// A file is never changed, only taken off; this is what `If-Match` names.
pub const VERSION: i64 = 1;
/// How many files one person can send in ten minutes.
const FILES_PER_PERSON: u32 = 100;
const LIMITED_OVER: Duration = Duration::from_secs(10 * 60);
/// A file this old has its row, or never gets one: an upload takes 25 minutes at most.
const SETTLED: Duration = Duration::from_secs(60 * 60);
/// When a file may be sent again that the scanner did not answer for, in seconds.
const SCANNED_AGAIN: u64 = 60;
/// How many files are held against the rows at once.
const SWEPT_AT_ONCE: usize = 500;

/// What one applicant sends for one nomination.
#[derive(Clone)]
pub struct EvidenceDesk {
    pub(crate) house: House,
    nominations: Nominations,
    per_person: Arc<Limit>,
}

/// A file with the words around it, as they were sent.
pub struct Sending {
    pub key: PendingKey,
    pub shows: String,
    /// The number of the item that it answers; empty where it answers none.
    pub item: String,
    pub label: String,
    pub file: Option<FileSent>,
}

/// A file as it was added. Kept with the idempotency key, so nothing personal is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    pub id: EvidenceId,
    pub kind: FileKind,
    pub size: u64,
    pub sha256: String,
    #[serde(default)]
    pub pages: Option<u32>,
    #[serde(default)]
    pub made_of: Option<Original>,
    /// Whether the name ends as this kind of file does.
    pub name_fits: bool,
}

/// What the audit trail says of a file: the SHA-256 of what was sent, and of what was kept of it.
#[derive(Serialize)]
struct Hashes<'a> {
    sent: String,
    kept: &'a str,
}

/// What it says of a look beside the nomination.
#[derive(Serialize)]
struct Looked {
    file: EvidenceId,
}

impl EvidenceDesk {
    pub fn new(house: House, nominations: Nominations) -> EvidenceDesk {
        let per_person = Arc::new(house.limit("files-per-person", FILES_PER_PERSON, LIMITED_OVER, Purpose::Smooths));
        EvidenceDesk { house, nominations, per_person }
    }

    /// Adds a file while the nomination takes any. It lies on the disk before its row is written.
    pub async fn add(&self, by: &Applicant, id: NominationId, sending: Sending) -> Result<Added, DeskError> {
        self.nominations.show(by, id).await?;
        self.per_person.check(&by.person.to_string()).await?;
        let Sending { key, shows, item, label, file } = sending;
        let Some(FileSent { name, content }) = file else {
            return Err(Refusal::content("evidence-file-missing").at("/file").into());
        };
        let came = self.house.files.keep(content, LARGEST_FILE).await.map_err(|unkept| refused(unkept, &name))?;
        let file = &came.file;
        let once = key.with(&(&shows, &item, &label, &name, &came.sent));
        let added = Added {
            id: EvidenceId::from(file.id),
            kind: file.kind,
            size: file.size,
            pages: file.pages,
            made_of: file.made_of,
            name_fits: file.fits_name(&name),
            sha256: file.sha256.clone(),
        };
        let input = EvidenceInput { shows, label, name };
        let entered = self.enter(by, once, id, (input, item), came, &added).await;
        match &entered {
            Ok(entered) if entered.id == added.id => {}
            // Whether its row was written is not known: the sweep will see.
            Err(DeskError::Fault(_)) => {}
            Ok(_) | Err(_) => self.house.files.remove(added.id.uuid()).await?,
        }
        entered
    }

    async fn enter(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        (input, item): (EvidenceInput, String),
        Came { file, sent }: Came,
        added: &Added,
    ) -> Result<Added, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "evidence.add", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let nomination = self.nominations.find(&act, by, id).await?;
        nomination.takes_evidence()?;
        let asked = requested::wanted(nomination.requested(), &item)?;
        let words = input.read(&nomination.claimed(), asked.map(|item| item.shows))?;
        let Used { files, bytes } = store::used(act.tx(), by.person, id).await?;
        evidence::fits(files, bytes, file.size)?;
        let evidence = Evidence {
            id: added.id,
            shows: words.shows,
            item: asked.map(|item| item.number),
            label: words.label,
            name: words.name,
            file,
        };
        act.note(&Hashes { sent, kept: &added.sha256 })?;
        store::add(&act, &self.house, by.person, id, &evidence).await?;
        act.commit(added).await?;
        Ok(added.clone())
    }

    /// Takes a file off while the nomination takes any. What review never had is gone from the store too.
    pub async fn remove(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        file: EvidenceId,
        seen: i64,
    ) -> Result<(), DeskError> {
        let act = self.house.act(&by.by.once(once), "evidence.remove", file).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let nomination = self.nominations.find(&act, by, id).await?;
        let kept = store::find(act.tx(), &self.house, by.person, id, file).await?.ok_or(DeskError::Missing)?;
        if seen != VERSION {
            return Err(DeskError::Stale);
        }
        nomination.takes_evidence()?;
        store::remove(&act, &kept).await?;
        act.commit(&()).await?;
        if !kept.handed_over {
            self.house.files.remove(file.uuid()).await?;
        }
        Ok(())
    }

    /// The files of one of the applicant's nominations, in the order in which they came.
    pub async fn list(&self, by: &Applicant, id: NominationId) -> Result<Vec<Kept>, DeskError> {
        self.nominations.show(by, id).await?;
        Ok(store::list(self.house.reader(), &self.house, by.person, id).await?)
    }

    /// One of them, held against what was kept: it can be given out. The look is in the trail before, as one by staff is:
    /// a session that somebody else came upon is seen there too.
    pub async fn open(&self, by: &Applicant, id: NominationId, file: EvidenceId) -> Result<Evidence, DeskError> {
        let kept = store::find(self.house.reader(), &self.house, by.person, id, file).await?;
        let evidence = kept.ok_or(DeskError::Missing)?.evidence;
        let mut act = self.house.act(&by.by, "evidence.look", id).await?;
        act.note(&Looked { file })?;
        act.commit(&()).await?;
        match self.house.files.check(&evidence.file).await {
            Ok(()) => Ok(evidence),
            Err(Unread::Lost) => Err(Refusal::stage("evidence-lost").into()),
            Err(Unread::Altered) => Err(Refusal::stage("evidence-altered").into()),
            Err(Unread::Fault(fault)) => Err(fault.into()),
        }
    }

    /// Takes the files away that no row names: those a crash left, and those whose rows are gone.
    pub async fn sweep(&self) -> Result<usize, Fault> {
        let settled = self.house.files.begun_before(self.house.clock.now().minus(SETTLED)).await?;
        let mut swept = 0;
        for some in settled.chunks(SWEPT_AT_ONCE) {
            let named = store::named(self.house.reader(), some).await?;
            for stray in some.iter().filter(|file| !named.contains(file)) {
                self.house.files.remove(*stray).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Sweeps at the start and every hour.
    pub async fn keep_swept(&self) {
        loop {
            match self.sweep().await {
                Ok(0) => {}
                Ok(swept) => tracing::info!(swept, "files that no row names are gone"),
                Err(fault) => tracing::error!(%fault, "the file store could not be swept"),
            }
            tokio::time::sleep(SETTLED).await;
        }
    }
}

/// What goes to review with the nomination, in the act that sends it.
pub async fn hand_over(
    act: &Act,
    house: &House,
    person: PersonId,
    nomination: NominationId,
) -> Result<Vec<Evidence>, Fault> {
    let kept = store::list(act.tx(), house, person, nomination).await?;
    if !kept.is_empty() {
        store::hand_over(act, person, nomination).await?;
    }
    Ok(kept.into_iter().map(|kept| kept.evidence).collect())
}

/// Takes the files off a draft that ends, in the act that ends it; the next sweep takes them out of the store.
pub async fn discard(act: &Act, person: PersonId, nomination: NominationId) -> Result<(), Fault> {
    store::discard(act, person, nomination).await
}

/// Takes away all that somebody ever sent, in the act that erases them; the caller takes the files out of the store.
pub async fn erase(act: &Act, person: PersonId) -> Result<Vec<EvidenceId>, Fault> {
    Ok(store::erase(act, person).await?.into_iter().map(EvidenceId::from).collect())
}

/// The numbers of the items that its files answer.
pub async fn items_answered(
    act: &Act,
    house: &House,
    person: PersonId,
    nomination: NominationId,
) -> Result<Vec<u16>, Fault> {
    Ok(numbers(&store::list(act.tx(), house, person, nomination).await?))
}

/// The same of files that were read already.
pub fn numbers(files: &[Kept]) -> Vec<u16> {
    files.iter().filter_map(|kept| kept.evidence.item).collect()
}

/// When the last of its files came.
pub async fn sent_last(
    act: &Act,
    house: &House,
    person: PersonId,
    nomination: NominationId,
) -> Result<Option<Instant>, Fault> {
    Ok(store::list(act.tx(), house, person, nomination).await?.last().map(|kept| kept.at))
}

/// A form without a file chosen sends an empty one without a name.
fn refused(unkept: Unkept, name: &str) -> DeskError {
    match unkept {
        Unkept::Empty if name.is_empty() => Refusal::content("evidence-file-missing").at("/file").into(),
        Unkept::Empty => Refusal::content("evidence-empty").at("/file").into(),
        Unkept::TooLarge => evidence::too_large().into(),
        Unkept::Kind(found) => {
            let found = found.map_or_else(
                || Text::new("别的东西", "something else"),
                |found| Text::new(found.to_uppercase(), found.to_uppercase()),
            );
            Refusal::content("evidence-kind").with_text("found", found).at("/file").into()
        }
        Unkept::Broken => Refusal::content("evidence-broken").at("/file").into(),
        Unkept::Infected(found) => Refusal::content("evidence-infected").with("found", found).at("/file").into(),
        Unkept::Unscanned(fault) => {
            tracing::error!(%fault, "a file could not be scanned");
            DeskError::Unscanned(SCANNED_AGAIN)
        }
        Unkept::Misread(misread) => misread.into(),
        Unkept::Fault(fault) => fault.into(),
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
