//! Erasing oneself: drafts, files and account are gone at once; of what was submitted the lawful minimum stays.
//! The person's key goes with the act, so that no copy of the rows can be read any more.

use domain::{Receipt, Refusal};
use kit::{DeskError, Once};

use super::desk::OwnData;
use super::telling;
use crate::accounts::{self, Applicant};
use crate::evidence;

/// What stays of somebody who is erased.
pub struct Stays {
    /// The nominations of which the lawful minimum does.
    pub receipts: Vec<Receipt>,
    /// Whether what they wrote for others does, where those accepted it.
    pub words: bool,
}

impl OwnData {
    /// Erases the person who asks, everywhere. What still is under review is withdrawn with it.
    pub async fn erase(&self, by: &Applicant, once: Once, sure: &str) -> Result<(), DeskError> {
        if sure != "yes" {
            return Err(Refusal::content("erasure-unconfirmed").at("/sure").into());
        }
        let house = &self.accounts.house;
        let mut act = house.act(&by.by.once(once), "account.erase", by.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let (words, addresses) =
            (self.referrals.speaks(by).await?, self.accounts.addresses(act.tx(), by.person).await?.all);
        let stays = Stays { receipts: self.nominations.erase(&mut act, by).await?, words };
        self.referrals.erase(&mut act, by, &addresses).await?;
        let files = evidence::desk::erase(&act, by.person).await?;
        let (subject, today) = (accounts::telling::subject(by.person), act.at().date());
        for address in addresses {
            let told = match address.gets_letters {
                true => telling::erased(house, by.person, &address.mail, today)?,
                false => accounts::telling::removed(house, by.person, &address.mail)?,
            };
            act.tell(&subject, told).await?;
            act.tell(&subject, telling::letter(house, by, address.mail, &stays)?).await?;
        }
        act.blank(&subject).await?;
        self.accounts.erase(&mut act, by).await?;
        act.drop_person_key(by.person.uuid()).await?;
        act.commit(&()).await?;
        for file in files {
            // What stays behind no row names: the sweep takes it.
            if let Err(fault) = house.files.remove(file.uuid()).await {
                tracing::warn!(%fault, "a file of somebody who was erased is left to the sweep");
            }
        }
        Ok(())
    }

    /// What stays of the person, for whoever thinks about it.
    pub async fn stays(&self, by: &Applicant) -> Result<Stays, DeskError> {
        Ok(Stays { receipts: self.nominations.receipts(by).await?, words: self.referrals.speaks(by).await? })
    }
}
