//! The guides (办事指南): what each service of the public door is for, what it takes and what comes of it, on pages and by API.

pub mod api;
mod guide;
mod list;
pub mod pages;

use domain::Policy;

/// They change with the program and the version of the Measures that is in force only.
fn version(policy: &Policy) -> String {
    format!("guides {}", policy.version())
}
