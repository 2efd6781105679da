//! What an act's form rules. A person chooses it: nothing is chosen for them, and whoever fills in what belongs to a return or a
//! refusal alone does not agree by a button pressed too soon.

use domain::Refusal;
use kit::html::Posted;

const AGAINST: [&str; 4] = ["to", "return_reason", "reason", "sections[]"];
/// The lines of what is asked for again.
const ITEMS: &str = "items.";

pub fn of(posted: &Posted) -> Result<&str, Refusal> {
    let is_against =
        |(name, typed): (&str, &str)| !typed.trim().is_empty() && (AGAINST.contains(&name) || name.starts_with(ITEMS));
    match posted.text("ruling") {
        "" => Err(Refusal::content("ruling-missing").at("/ruling")),
        "agree" if posted.typed().any(is_against) => Err(Refusal::content("agreed-with-reason").at("/ruling")),
        ruling => Ok(ruling),
    }
}
