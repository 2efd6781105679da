//! The register of recommenders, as other services are told it.

use contract::Event;
use contract::event::{LARGEST_PART, RegisterChanged};
use domain::recommender::Recommender;

/// The subject under which the register is told, in order.
pub const SUBJECT: &str = "register/recommenders";

pub fn changed(recommenders: &[Recommender]) -> Vec<Event> {
    let told = |recommenders: &[Recommender]| {
        let recommenders = recommenders.to_vec();
        Event::RegisterChanged(RegisterChanged { units: Vec::new(), closed: Vec::new(), recommenders })
    };
    recommenders.chunks(LARGEST_PART).map(told).collect()
}
