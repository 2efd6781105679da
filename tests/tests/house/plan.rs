//! The annual plan (Article 12): its way from a unit's wish to the public page, who acts in it and by when, and its posts where they are many.

mod anew;
mod conditions;
mod days;
mod hands;
mod lines;
mod posts;
mod rulings;
mod stand_ins;
mod timely;
mod way;
mod wording;
mod years;

use domain::Language;
use serde_json::Value;
use tests::{Answer, Api, Browser, StaffMember, Town};

async fn hand_of(by: &Api, path: &str) -> Value {
    by.get(path).await.is(200).body["hand"].clone()
}

/// By page, for whoever signed in by API just now.
async fn again(town: &Town, login: &str) -> Browser {
    StaffMember::sign_in(town.browser(Language::Zh), login, &town.next_code(login)).await.browser
}

/// What was refused, and where.
fn told(refused: &Answer) -> (&str, &str) {
    (refused.text("code"), refused.body["errors"][0]["pointer"].as_str().unwrap_or_default())
}
