//! A search for cases, and the making ready of older ones for it. What was looked for stands in no trail and in no log: an
//! address holds it sealed, for whoever searched alone.

use data_encoding::BASE64URL_NOPAD;
use domain::{Refusal, Sought};
use kit::{At, By, DeskError, Fault, Held, Walked};
use uuid::Uuid;

use crate::cases::about::About;
use crate::cases::desk::Cases;
use crate::cases::store::{self, FoundPlace, Listed};
use crate::earlier::make_up;
use crate::officers::Officer;

/// How many older cases are made ready to be found in one act.
const AT_A_TIME: u64 = 100;
/// What the words in an address are sealed for.
const PURPOSE: &str = "found-by";

/// Some of the cases that were found, each with what it is about.
pub type FoundCases = Walked<(Listed, About), FoundPlace>;

impl Cases {
    /// Those filed last come first; one look at all of them.
    pub async fn search(
        &self,
        by: &Officer,
        sought: &Sought,
        at: &At<FoundPlace>,
        limit: u16,
    ) -> Result<FoundCases, DeskError> {
        let found = store::found(self.house.reader(), &self.house, &by.scope(), sought, at, limit).await?;
        let act = self.house.act(&by.by, "case.find", "cases").await?;
        self.looked_at(act, found).await
    }

    /// The words as they stand in an address.
    pub fn sealed_words(&self, by: &Officer, words: &str) -> Result<String, Fault> {
        let sealed = self.house.keys.derive(PURPOSE).seal(&*self.house.rng, &by.id.to_string(), &words)?;
        Ok(BASE64URL_NOPAD.encode(&sealed))
    }

    /// The words that this officer looked for.
    pub fn words_of(&self, by: &Officer, sealed: &str) -> Result<String, Refusal> {
        let key = self.house.keys.derive(PURPOSE);
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok();
        let words = bytes.and_then(|bytes| key.open(&by.id.to_string(), &bytes).ok());
        words.ok_or_else(|| Refusal::content("search-of-another").at("/words"))
    }

    /// Cases that were opened before they could be found are made ready for it, some at a time, until all are.
    pub async fn fill_clues(&self, held: &Held) {
        make_up("what cases are found by", Uuid::nil(), |after| self.fill_some_clues(held, after)).await;
    }

    async fn fill_some_clues(&self, held: &Held, after: Uuid) -> Result<Option<Uuid>, DeskError> {
        let by = By::service(self.house.service).under(held);
        let act = self.house.act(&by, "case.make-findable", "cases").await?;
        let last = store::fill_clues(&act, &self.house, after, AT_A_TIME).await?;
        if last.is_some() {
            act.commit(&()).await?;
        }
        Ok(last)
    }
}
