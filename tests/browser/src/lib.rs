//! Chromium as people have it before them: pages opened, filled in, looked at and held against the rules of access.
//! Needs Chromium, chromedriver and what `npm` brings to `target/browser`; `.ci/run` installs them.

pub mod driver;
pub mod journey;
pub mod lived_in;
pub mod people;
pub mod place;
pub mod rules;
pub mod screen;
pub mod walk;
pub mod window;

pub use driver::Driver;
pub use lived_in::{LivedIn, Look, lived_in};
pub use people::Seat;
pub use place::Place;
pub use rules::Rules;
pub use screen::Screen;
pub use window::Window;

use std::path::PathBuf;

/// The workspace's `target/browser`: tools come from there, pictures and pages go there.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/browser")
}
