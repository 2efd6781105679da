//! The acts on the register of recommenders: entered, changed, closed, by the secretary.

use domain::recommender::{Recommender, RecommenderEntry, RecommenderInput};
use domain::{RecommenderId, Refusal};
use kit::{Act, By, DeskError, Fault, Held, House};

use super::{store, telling};
use crate::earlier::make_up;
use crate::officers::Officer;
use crate::registers::desk::{Kept, done, keeps, seen_open};
use crate::registers::sheets::desk::{is_importable, tried};
use crate::registers::sheets::sheet::Entering;
use crate::several;

#[derive(Clone)]
pub struct Recommenders {
    house: House,
}

impl Recommenders {
    pub fn new(house: House) -> Recommenders {
        Recommenders { house }
    }

    pub async fn add(&self, by: &Officer, input: &RecommenderInput) -> Result<Kept, DeskError> {
        keeps(by)?;
        let entry = input.read()?;
        let id = RecommenderId::from(self.house.ids.next());
        let mut act = self.house.act(&by.by, "recommender.add", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        is_free(&act, entry.number, id).await?;
        let recommender = entry.kept(id, 1);
        store::add(act.tx(), &recommender).await?;
        tell(&mut act, std::slice::from_ref(&recommender)).await?;
        done(act, recommender.id.uuid(), recommender.version).await
    }

    pub async fn change(
        &self,
        by: &Officer,
        id: RecommenderId,
        seen: i64,
        input: &RecommenderInput,
    ) -> Result<Kept, DeskError> {
        keeps(by)?;
        let entry = input.read()?;
        let mut act = self.house.act(&by.by, "recommender.change", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let changed = self.changed(&act, Kept { id: id.uuid(), version: seen }, entry).await?;
        tell(&mut act, changed.as_slice()).await?;
        done(act, id.uuid(), changed.map_or(seen, |recommender| recommender.version)).await
    }

    /// As the entry has it; none where it is that already.
    async fn changed(&self, act: &Act, seen: Kept, entry: RecommenderEntry) -> Result<Option<Recommender>, DeskError> {
        let id = RecommenderId::from(seen.id);
        let before = self.open(act, id, seen.version).await?;
        is_free(act, entry.number, id).await?;
        let recommender = entry.kept(id, seen.version);
        if recommender == before {
            return Ok(None);
        }
        let recommender = Recommender { version: seen.version + 1, ..recommender };
        if store::save(act.tx(), &recommender).await? { Ok(Some(recommender)) } else { Err(DeskError::Stale) }
    }

    /// Enters and changes all of them at once, or none.
    pub async fn import(&self, by: &Officer, entries: &[Entering<RecommenderInput>]) -> Result<Vec<Kept>, DeskError> {
        keeps(by)?;
        let mut act = self.house.act(&by.by, "recommender.import", "recommenders").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let entered = self.enter(&mut act, entries).await?;
        let kept: Vec<_> = entered.iter().map(|(kept, _)| *kept).collect();
        tell(&mut act, &entered.into_iter().filter_map(|(_, recommender)| recommender).collect::<Vec<_>>()).await?;
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_import(
        &self,
        by: &Officer,
        entries: &[Entering<RecommenderInput>],
    ) -> Result<Vec<Refusal>, DeskError> {
        keeps(by)?;
        let mut act = self.house.act(&by.by, "recommender.import", "recommenders").await?;
        tried(self.enter(&mut act, entries).await)
    }

    /// Each as it is kept now; what is as it was before is told to nobody.
    async fn enter(
        &self,
        act: &mut Act,
        entries: &[Entering<RecommenderInput>],
    ) -> Result<Vec<(Kept, Option<Recommender>)>, DeskError> {
        is_importable(entries.len())?;
        several::each("/entries", &[], entries, async |Entering { entry, changes }: &Entering<RecommenderInput>| {
            let entry = entry.read()?;
            let recommender = match *changes {
                Some(seen) => match self.changed(act, seen, entry).await? {
                    Some(recommender) => recommender,
                    None => return Ok((seen, None)),
                },
                None => {
                    let recommender = entry.kept(RecommenderId::from(self.house.ids.next()), 1);
                    is_free(act, recommender.number, recommender.id).await?;
                    store::add(act.tx(), &recommender).await?;
                    recommender
                }
            };
            act.also(if changes.is_some() { "recommender.change" } else { "recommender.add" }, recommender.id);
            Ok((Kept { id: recommender.id.uuid(), version: recommender.version }, Some(recommender)))
        })
        .await
    }

    /// The office recommends no more; what names it stays, and its number is free.
    pub async fn close(&self, by: &Officer, id: RecommenderId, seen: i64) -> Result<Kept, DeskError> {
        keeps(by)?;
        let act = self.house.act(&by.by, "recommender.close", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let open = self.open(&act, id, seen).await?;
        let closed_on = Some(act.at().date());
        self.keep(act, Recommender { closed_on, version: seen + 1, ..open }).await
    }

    /// By their numbers, those closed too.
    pub async fn list(&self) -> Result<Vec<Recommender>, Fault> {
        store::list(self.house.reader()).await
    }

    pub async fn find(&self, id: RecommenderId) -> Result<Recommender, DeskError> {
        store::find(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// Enters a whole register at once: for the demo.
    pub async fn fill(&self, by: &By, recommenders: &[Recommender]) -> Result<(), DeskError> {
        let mut act = self.house.act(by, "recommender.add", "demo").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        for recommender in recommenders {
            store::add(act.tx(), recommender).await?;
        }
        tell(&mut act, recommenders).await?;
        act.commit(&()).await
    }

    /// Those who were entered before others were told of recommenders are told now.
    pub async fn tell_earlier(&self, held: &Held) {
        make_up("news of recommenders", (), |()| self.tell_untold(held)).await;
    }

    async fn tell_untold(&self, held: &Held) -> Result<Option<()>, DeskError> {
        let by = By::service(self.house.service).under(held);
        let mut act = self.house.act(&by, "recommender.tell", "recommenders").await?;
        let untold = store::take_untold(act.tx()).await?;
        if !untold.is_empty() {
            tell(&mut act, &untold).await?;
            act.commit(&()).await?;
        }
        Ok(None)
    }

    async fn open(&self, act: &Act, id: RecommenderId, seen: i64) -> Result<Recommender, DeskError> {
        let kept = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        seen_open(kept.version, seen, kept.closed_on.is_some())?;
        Ok(kept)
    }

    async fn keep(&self, mut act: Act, recommender: Recommender) -> Result<Kept, DeskError> {
        if !store::save(act.tx(), &recommender).await? {
            return Err(DeskError::Stale);
        }
        tell(&mut act, std::slice::from_ref(&recommender)).await?;
        done(act, recommender.id.uuid(), recommender.version).await
    }
}

async fn tell(act: &mut Act, recommenders: &[Recommender]) -> Result<(), Fault> {
    for event in telling::changed(recommenders) {
        act.tell(telling::SUBJECT, event).await?;
    }
    Ok(())
}

/// No two open recommenders have one number.
async fn is_free(act: &Act, number: u16, id: RecommenderId) -> Result<(), DeskError> {
    let others = store::of_number(act.tx(), number).await?;
    match others.into_iter().find(|other| other.id != id && other.closed_on.is_none()) {
        None => Ok(()),
        Some(other) => {
            let refusal = Refusal::content("recommender-number-taken").with_text("title", other.title);
            Err(refusal.at("/number").into())
        }
    }
}
