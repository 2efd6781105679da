//! Following what is published, and looking it up.

use chrono::NaiveDate;
use contract::event::InterpretationPublished;
use domain::Readings;
use domain::interpretation::Published;
use kit::{DeskError, Fault, Heard, House};

use super::store;

#[derive(Clone)]
pub struct Interpretations {
    house: House,
}

impl Interpretations {
    pub fn new(house: House) -> Interpretations {
        Interpretations { house }
    }

    /// One was published, or holds no more.
    pub async fn follow(&self, heard: &Heard, told: &InterpretationPublished) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "interpretation.follow", told.interpretation.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::keep(act.tx(), &told.interpretation).await?;
        act.commit(&()).await
    }

    /// By their first clause, those that hold no more too.
    pub async fn list(&self) -> Result<Vec<Published>, Fault> {
        let mut published = store::list(self.house.reader()).await?;
        published.sort_by_key(|one| one.clauses.first().copied());
        Ok(published)
    }

    /// Those that hold today.
    pub async fn in_force(&self) -> Result<Vec<Published>, Fault> {
        let today = self.house.clock.today();
        Ok(self.list().await?.into_iter().filter(|one| one.is_in_force(today)).collect())
    }

    /// What they settle of the open points on that day.
    pub async fn readings(&self, on: NaiveDate) -> Result<Readings, Fault> {
        Ok(Readings::on(on, &store::list(self.house.reader()).await?))
    }
}
