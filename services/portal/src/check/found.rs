//! What somebody's facts come to: the clauses, the posts open under them and what would follow, for page and API alike.

use chrono::NaiveDate;
use domain::{
    Category, Entitled, Evaluated, Facts, HeldCondition, Mode, Outcome, Policy, Readings, UnitKind, evaluate, hold,
    would_follow,
};
use kit::DeskError;

use crate::catalogue::{Fitting, Shelf};

/// What follows is told for this way, where no post fits.
const USUAL: (Mode, UnitKind) = (Mode::OpenRecruitment, UnitKind::PublicInstitution);

pub struct Found {
    /// In the order of the Measures.
    pub clauses: Vec<Evaluated>,
    pub fitting: Fitting,
    /// The conditions of each of these posts, in the same order. They keep none of the posts away.
    pub held: Vec<Vec<HeldCondition>>,
}

impl Found {
    pub fn of(facts: &Facts, readings: &Readings, shelf: &Shelf) -> Result<Found, DeskError> {
        let clauses = clauses(facts, shelf.day, shelf.policy(), readings);
        let fitting = Fitting::on(shelf, &open_to(&clauses), facts.sector)?;
        let held = fitting.posts.iter().map(|post| hold(post, facts, shelf.day, readings)).collect();
        Ok(Found { clauses, fitting, held })
    }

    /// What all of it rests on: the items that may hold.
    pub fn rests_on(&self) -> impl Iterator<Item = &Evaluated> {
        self.clauses.iter().filter(|one| may_hold(one))
    }

    /// The way that what follows is told for: that of the first of these posts.
    pub fn way(&self) -> (Mode, UnitKind) {
        self.fitting.posts.first().map_or(USUAL, |post| (post.mode, post.unit.kind))
    }

    /// The version that it is told by: that of the first of these posts, or the one in force.
    pub fn policy(&self, shelf: &Shelf) -> &'static Policy {
        self.fitting.posts.first().map_or_else(|| shelf.policy(), |post| shelf.policy_of(post))
    }

    /// What would follow on that way, in any case or on further conditions.
    pub fn follows(&self, shelf: &Shelf) -> Vec<Entitled> {
        let (mode, unit) = self.way();
        would_follow(mode, unit, shelf.day, self.policy(shelf))
    }
}

pub fn clauses(facts: &Facts, on: NaiveDate, policy: &Policy, readings: &Readings) -> Vec<Evaluated> {
    evaluate(facts, on, policy, readings)
}

/// The categories that a person might be introduced under.
fn open_to(clauses: &[Evaluated]) -> Vec<Category> {
    clauses.iter().filter(|one| may_hold(one)).map(|one| one.category).collect()
}

fn may_hold(one: &Evaluated) -> bool {
    matches!(one.outcome, Outcome::Met | Outcome::NeedsEvidence | Outcome::TextOpen)
}
