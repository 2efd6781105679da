//! Opening a file of a case: within the officer's scope, held against what was sent, and kept in the audit trail.

use contract::Evidence;
use domain::{CaseId, EvidenceId, OfficerId, Refusal};
use kit::files::Unread;
use kit::{DeskError, House};
use serde::Serialize;

use crate::cases::desk::Cases;
use crate::officers::Officer;

#[derive(Clone)]
pub struct EvidenceDesk {
    pub(crate) house: House,
    cases: Cases,
}

/// What the trail says of a look beside the case.
#[derive(Serialize)]
struct Looked {
    file: EvidenceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_place_of: Option<OfficerId>,
}

impl EvidenceDesk {
    pub fn new(house: House, cases: Cases) -> EvidenceDesk {
        EvidenceDesk { house, cases }
    }

    /// The look is kept before anything is given out, also a look at what turns out to be lost.
    pub async fn open(&self, by: &Officer, case: CaseId, file: EvidenceId) -> Result<Evidence, DeskError> {
        let (unit, evidence) = self.cases.evidence(by, case).await?;
        let evidence = evidence.into_iter().find(|one| one.id == file).ok_or(DeskError::Missing)?;
        let mut act = self.house.act(&by.by, "evidence.look", case).await?;
        act.note(&Looked { file, in_place_of: by.at_unit(unit).away() })?;
        act.commit(&()).await?;
        let trouble = match self.house.files.check(&evidence.file).await {
            Ok(()) => return Ok(evidence),
            Err(Unread::Fault(fault)) => return Err(fault.into()),
            Err(Unread::Lost) => Refusal::stage("evidence-lost"),
            Err(Unread::Altered) => Refusal::stage("evidence-altered"),
        };
        tracing::error!(%file, trouble = trouble.code(), "a file is not what was sent");
        Err(trouble.into())
    }
}
