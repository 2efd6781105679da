//! Cases of another account under the same document: suggested to whoever reviews one of them, never joined. Whether two
//! applicants are one person is for a person to say.

use domain::{CaseId, Receipt};
use kit::Fault;
use serde::Serialize;
use utoipa::ToSchema;

use super::desk::Cases;
use super::store::{self, Opened};
use crate::officers::Officer;

/// Another case that was filed under the same document, from another account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Alike {
    pub id: CaseId,
    pub receipt: Receipt,
}

impl Cases {
    /// Those within the officer's scope; none of a case whose applicant erased themselves.
    pub async fn alike(&self, by: &Officer, opened: &Opened) -> Result<Vec<Alike>, Fault> {
        if opened.dossier.filing.document.compact().is_empty() {
            return Ok(Vec::new());
        }
        let found = store::alike(self.house.reader(), &self.house, &by.scope(), opened).await?;
        Ok(found.into_iter().map(|(id, receipt)| Alike { id, receipt }).collect())
    }
}
