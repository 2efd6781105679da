//! The product in Chromium, as people see it; `.ci/run` installs what it takes.

mod behind_the_gateway;
mod journeys;
mod pages;
