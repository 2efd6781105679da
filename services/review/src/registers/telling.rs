//! What was entered, changed or closed in the register of units, as the other services are told it.

use contract::Event;
use contract::event::{LARGEST_PART, RegisterChanged};
use domain::EmployingUnit;

/// The subject under which the register is told, in order.
pub const SUBJECT: &str = "register/units";

pub fn changed(units: &[EmployingUnit]) -> Vec<Event> {
    let told = |units: &[EmployingUnit]| {
        let closed = units.iter().filter(|unit| unit.closed_on.is_some()).map(|unit| unit.unit.id).collect();
        let units = units.iter().map(|unit| unit.unit.clone()).collect();
        Event::RegisterChanged(RegisterChanged { units, closed, recommenders: Vec::new() })
    };
    units.chunks(LARGEST_PART).map(told).collect()
}
