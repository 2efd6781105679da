//! Where the product is that people sit down before: whole in one process, or apart behind its gateway.

use domain::Language;
use tests::embedded::until;
use tests::front::Front;
use tests::ledger::code_in;
use tests::town::hospital_post;
use tests::{Api, Town};

#[derive(Clone, Copy)]
pub enum Place<'a> {
    Whole(&'a Town),
    Apart(&'a Front),
}

impl Place<'_> {
    pub fn url(self) -> String {
        match self {
            Place::Whole(town) => town.url.clone(),
            Place::Apart(front) => front.url(),
        }
    }

    /// As files about it are called, before the rest of their name.
    pub fn name(self) -> &'static str {
        match self {
            Place::Whole(_) => "",
            Place::Apart(_) => "apart-",
        }
    }

    /// The number of the demo's post of the hospital.
    pub async fn hospital_post(self) -> String {
        match self {
            Place::Whole(town) => town.hospital_post().await,
            Place::Apart(front) => hospital_post(&Api::new(front.town.url("portal"), Language::Zh)).await,
        }
    }

    /// The current code of a demo officer's second factor.
    pub fn code(self, login: &str) -> String {
        match self {
            Place::Whole(town) => town.code(login),
            Place::Apart(front) => front.town.code(login),
        }
    }

    /// The six digits of each letter to the address that has some, the newest first.
    pub async fn codes(self, to: &str) -> Vec<String> {
        match self {
            Place::Whole(town) => town.codes(to).await,
            Place::Apart(front) => front.town.mail_server.mails_to(to).iter().rev().filter_map(code_in).collect(),
        }
    }

    /// Waits until there are so many mails to the address; more than that is a fault.
    pub async fn mails_when(self, to: &str, count: usize) {
        match self {
            Place::Whole(town) => drop(town.mails_when(to, count).await),
            Place::Apart(front) => {
                until("the mails", async || (front.town.mail_server.mails_to(to).len() >= count).then_some(())).await;
                assert_eq!(front.town.mail_server.mails_to(to).len(), count);
            }
        }
    }
}
