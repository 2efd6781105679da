//! What was asked of a town and what came back, written down before each request is sent and after it was answered: held against
//! the databases and the mails it tells what was lost, doubled, or done that nobody was promised.

mod bare;
mod books;
mod check;
mod client;
mod finding;

use std::sync::Mutex;

pub use books::{Books, Told};
pub use check::check;
pub use client::{Filer, Line, Reader, Said, Teller, code_in};
pub use finding::Finding;

/// Everything that was asked, in the order in which it was first asked.
#[derive(Default)]
pub struct Ledger(Mutex<Vec<Entry>>);

/// One act, however often it had to be asked for: always under the same key.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub act: Act,
    /// What the outcome is known to be.
    pub outcome: Outcome,
    /// What each answer that said it was done gave, beside the first.
    pub again: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A nomination is begun.
    Draft,
    /// It is submitted.
    Submit { nomination: String, mail: String },
    /// A case is passed on.
    Pass { case: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Asked, and not answered: it may have been done.
    Open,
    /// Done, and what the answer gave: the draft's id, the receipt, nothing.
    Done(String),
    /// It was not done, and will not be under this key.
    Refused(u16),
}

impl Ledger {
    /// Writes down that this is going to be asked, now or again.
    pub fn asks(&self, key: &str, act: &Act) {
        let mut entries = self.entries();
        if !entries.iter().any(|entry| entry.key == key) {
            entries.push(Entry { key: key.to_owned(), act: act.clone(), outcome: Outcome::Open, again: Vec::new() });
        }
    }

    /// Writes down what came of it. What is known to be done stays done; what each answer says is kept.
    pub fn hears(&self, key: &str, outcome: Outcome) {
        let mut entries = self.entries();
        let entry = entries.iter_mut().find(|entry| entry.key == key).expect("asked before");
        match (&entry.outcome, outcome) {
            (Outcome::Done(_), Outcome::Done(gave)) => entry.again.push(gave),
            (Outcome::Done(_), _) | (_, Outcome::Open) => {}
            (_, outcome) => entry.outcome = outcome,
        }
    }

    pub fn read(&self) -> Vec<Entry> {
        self.entries().clone()
    }

    /// The receipts that were given out.
    pub fn receipts(&self) -> Vec<String> {
        let entries = self.entries();
        let receipt = |entry: &Entry| match (&entry.act, &entry.outcome) {
            (Act::Submit { .. }, Outcome::Done(receipt)) => Some(receipt.clone()),
            _ => None,
        };
        entries.iter().filter_map(receipt).collect()
    }

    /// What these people typed that nobody may read who has not their key: their name and their addresses.
    pub fn personal(&self) -> Vec<String> {
        let mails = self.read().into_iter().filter_map(|entry| match entry.act {
            Act::Submit { mail, .. } => Some(mail),
            _ => None,
        });
        let mut personal: Vec<String> = mails.chain([client::NAME.to_owned()]).collect();
        personal.sort();
        personal.dedup();
        personal
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, Vec<Entry>> {
        self.0.lock().expect("not poisoned")
    }
}
