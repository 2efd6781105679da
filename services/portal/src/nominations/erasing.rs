//! What becomes of the nominations of somebody who is erased: drafts go, what is under review is withdrawn, and of what
//! was submitted only receipt, place and days stay here.

use std::time::Duration;

use domain::nomination::Stage;
use domain::{NominationId, Receipt};
use kit::{Act, DeskError, Due, Fault};

use super::answering::REMINDER;
use super::desk::Nominations;
use super::store;
use super::telling;
use crate::accounts::Applicant;

/// The entry of the schedule at which the log forgets what was told of a nomination.
pub const BLANK: &str = "nomination.blank";
/// By then whoever reads the log has read it, or is asked about.
const READ_BY_ALL: Duration = Duration::from_secs(24 * 3600);

impl Nominations {
    /// Nothing that was told of it stays in the log.
    pub async fn blank(&self, due: &Due) -> Result<(), DeskError> {
        let act = self.house.act(&due.by, "nomination.blank", &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let id: NominationId = due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no id"))?;
        act.blank(&telling::subject(id)).await?;
        act.commit(&()).await
    }

    /// In the caller's act; the receipts of which something stays.
    pub async fn erase(&self, act: &mut Act, by: &Applicant) -> Result<Vec<Receipt>, DeskError> {
        let today = act.at().date();
        let mut receipts = Vec::new();
        for kept in store::all_of(act.tx(), &self.house, by.person).await? {
            let id = kept.nomination.id;
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
            act.schedule(BLANK, &id.to_string(), act.at().plus(READ_BY_ALL), &()).await?;
            receipts.push(receipt);
        }
        Ok(receipts)
    }
}
