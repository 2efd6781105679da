//! The acts on the register of recommenders: entered, changed, closed, by the secretary.

use domain::recommender::{Recommender, RecommenderInput};
use domain::{RecommenderId, Refusal};
use kit::{Act, By, DeskError, Fault, Held, House};

use super::{store, telling};
use crate::earlier::make_up;
use crate::officers::Officer;
use crate::registers::desk::{Kept, done, keeps, seen_open};
use crate::registers::sheets::desk::{is_importable, tried};
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
        let act = self.house.act(&by.by, "recommender.change", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        self.open(&act, id, seen).await?;
        is_free(&act, entry.number, id).await?;
        self.keep(act, entry.kept(id, seen + 1)).await
    }

    /// Enters all of them at once, or none.
    pub async fn import(&self, by: &Officer, inputs: &[RecommenderInput]) -> Result<Vec<Kept>, DeskError> {
        keeps(by)?;
        let mut act = self.house.act(&by.by, "recommender.import", "recommenders").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let entered = self.enter(&act, inputs).await?;
        tell(&mut act, &entered).await?;
        let kept: Vec<_> = entered.iter().map(|one| Kept { id: one.id.uuid(), version: one.version }).collect();
        for one in &kept {
            act.also("recommender.add", one.id);
        }
        act.commit(&kept).await?;
        Ok(kept)
    }

    /// What keeps them from being entered; nothing is kept.
    pub async fn try_import(&self, by: &Officer, inputs: &[RecommenderInput]) -> Result<Vec<Refusal>, DeskError> {
        keeps(by)?;
        let act = self.house.act(&by.by, "recommender.import", "recommenders").await?;
        tried(self.enter(&act, inputs).await)
    }

    async fn enter(&self, act: &Act, inputs: &[RecommenderInput]) -> Result<Vec<Recommender>, DeskError> {
        is_importable(inputs.len())?;
        several::each("/entries", &[], inputs, async |input: &RecommenderInput| {
            let (entry, id) = (input.read()?, RecommenderId::from(self.house.ids.next()));
            is_free(act, entry.number, id).await?;
            let recommender = entry.kept(id, 1);
            store::add(act.tx(), &recommender).await?;
            Ok(recommender)
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
