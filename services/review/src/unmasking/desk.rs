//! One act: the look, written down before anything is shown.

use domain::{CaseId, OfficerId, Refusal};
use kit::{DeskError, House, Once};
use serde::Serialize;

use super::purpose::{Masked, Purpose};
use crate::cases::desk::Cases;
use crate::officers::Officer;
use crate::step_ups::StepUps;

#[derive(Clone)]
pub struct Unmasking {
    house: House,
    cases: Cases,
    step_ups: StepUps,
}

/// What the trail says of a look.
#[derive(Serialize)]
struct Look<'a> {
    purpose: Purpose,
    fields: &'a [Masked],
    #[serde(skip_serializing_if = "Option::is_none")]
    in_place_of: Option<OfficerId>,
}

/// What was looked at, in the order in which it was asked for.
pub type Shown = Vec<(Masked, String)>;

impl Unmasking {
    pub fn new(house: House, cases: Cases, step_ups: StepUps) -> Unmasking {
        Unmasking { house, cases, step_ups }
    }

    /// Whether this officer may look at this case at all, and stepped up a moment ago: for the page that asks, which shows
    /// nothing of the person and so leaves no row.
    pub async fn may(&self, by: &Officer, id: CaseId) -> Result<String, DeskError> {
        let opened = self.cases.find(by, id).await?;
        self.step_ups.insist(by).await?;
        Ok(opened.case.receipt.to_string())
    }

    pub async fn unmask(
        &self,
        by: &Officer,
        id: CaseId,
        purpose: Purpose,
        fields: &[Masked],
    ) -> Result<Shown, DeskError> {
        let opened = self.cases.find(by, id).await?;
        self.step_ups.insist(by).await?;
        if fields.is_empty() {
            return Err(Refusal::content("nothing-to-unmask").at("/fields").into());
        }
        let mut act = self.house.act(&by.by, "case.unmask", id).await?;
        if act.answered::<()>()?.is_some() {
            // Asked again under its key it shows the values once more: that is a look of its own.
            act.stands().await?;
            act = self.house.act(&by.by.once(Once::No), "case.unmask", id).await?;
        }
        act.note(&Look { purpose, fields, in_place_of: by.at_unit(opened.case.unit).away() })?;
        act.commit(&()).await?;
        let dossier = &opened.dossier;
        let value = |field: &Masked| match field {
            Masked::DocumentNumber => dossier.filing.document.number.clone(),
            Masked::Phone => dossier.filing.phone.clone(),
            Masked::Mail => dossier.mail.clone(),
        };
        Ok(fields.iter().map(|field| (*field, value(field))).collect())
    }
}
