//! Following the register of recommenders, and looking one up by the number that somebody states.

use domain::recommender::{self, Recommender};
use domain::{Clause, RecommenderRef, Refusal};
use kit::{Fault, House};
use sea_orm::ConnectionTrait;

use super::store;

/// What somebody said of themselves: an open recommender, or none; a number that nobody has is refused.
pub type Stated = Result<Option<RecommenderRef>, Refusal>;

#[derive(Clone)]
pub struct Recommenders {
    pub(crate) house: House,
}

impl Recommenders {
    pub fn new(house: House) -> Recommenders {
        Recommenders { house }
    }

    /// They were entered or changed; within the act that follows the register.
    pub async fn keep(&self, db: &impl ConnectionTrait, told: &[Recommender]) -> Result<(), Fault> {
        store::keep(db, told).await
    }

    /// The recommender whose number was typed. Left empty, it is nobody.
    pub async fn stated(&self, typed: &str) -> Result<Stated, Fault> {
        if typed.trim().is_empty() {
            return Ok(Ok(None));
        }
        let found = match recommender::number(typed) {
            Some(number) => store::find_open(self.house.reader(), number).await?,
            None => None,
        };
        Ok(found.map(Some).ok_or_else(unknown))
    }
}

fn unknown() -> Refusal {
    Refusal::content("recommender-unknown").under(Clause::article(4)).at("/recommender")
}
