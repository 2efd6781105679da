//! Following the register of units, and looking them up.

use contract::event::RegisterChanged;
use domain::{UnitId, UnitRef};
use kit::{DeskError, Fault, Heard, House};
use sea_orm::ConnectionTrait;

use super::store;
use crate::recommenders::desk::Recommenders;

#[derive(Clone)]
pub struct Units {
    house: House,
    recommenders: Recommenders,
}

impl Units {
    pub fn new(house: House, recommenders: Recommenders) -> Units {
        Units { house, recommenders }
    }

    /// Units were entered or changed, or recommenders: one event tells of both registers, and it is followed in one act.
    pub async fn follow(&self, heard: &Heard, told: &RegisterChanged) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "units.follow", "units").await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::keep(act.tx(), &told.units, &told.closed).await?;
        self.recommenders.keep(act.tx(), &told.recommenders).await?;
        act.commit(&()).await
    }

    /// Those that one can turn to now.
    pub async fn list(&self) -> Result<Vec<UnitRef>, Fault> {
        store::list(self.house.reader()).await
    }

    pub async fn find(&self, id: UnitId) -> Result<Option<UnitRef>, Fault> {
        store::find(self.house.reader(), id).await
    }

    /// Whether one can turn to it now.
    pub async fn is_open(&self, id: UnitId) -> Result<bool, Fault> {
        store::is_open(self.house.reader(), id).await
    }

    /// Within an act.
    pub async fn find_in(&self, db: &impl ConnectionTrait, id: UnitId) -> Result<Option<UnitRef>, Fault> {
        store::find(db, id).await
    }
}
