//! What becomes of the nominations of somebody who is erased: drafts go, what is under review is withdrawn, and of what
//! was submitted only receipt, place and days stay here.

use domain::Receipt;
use domain::nomination::Stage;
use kit::{Act, DeskError};

use super::desk::Nominations;
use super::reminding::REMINDER;
use super::store;
use super::telling;
use crate::accounts::Applicant;

impl Nominations {
    /// In the caller's act; the receipts of which something stays.
    pub async fn erase(&self, act: &mut Act, by: &Applicant) -> Result<Vec<Receipt>, DeskError> {
        let today = act.at().date();
        let mut receipts = Vec::new();
        for kept in store::all_of(act.tx(), &self.house, by.person).await? {
            let id = kept.nomination.id;
            act.blank(&telling::subject(id)).await?;
            let Some(receipt) = kept.nomination.receipt() else {
                self.take_away(act, &kept).await?;
                continue;
            };
            let ended = kept.progress.as_ref().is_some_and(|progress| progress.ending.is_some());
            if matches!(kept.nomination.stage, Stage::Submitted { .. }) && !ended {
                act.tell(&telling::subject(id), telling::withdrawn(&self.house, receipt, today, None)?).await?;
            }
            act.unschedule(REMINDER, &id.to_string()).await?;
            store::erase(act, id).await?;
            receipts.push(receipt);
        }
        Ok(receipts)
    }
}
