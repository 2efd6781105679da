//! Who takes the letters from here: the local mailbox or a mail server.

use async_trait::async_trait;
use kit::{Examined, Fault};

use super::compose::Composed;
use super::delivery::Outcome;

#[async_trait]
pub trait Transport: Send + Sync {
    /// The same letter may come twice: a program can end between its attempt and the outcome.
    async fn hand_over(&self, mail: &Composed) -> Outcome;

    async fn ready(&self) -> Result<(), Fault>;

    /// Goes every step but the letter, as far as it can: each as it went. Makes nothing.
    async fn examine(&self) -> Vec<Examined>;

    /// The same with a letter at its end.
    async fn try_out(&self, mail: &Composed) -> Vec<Examined>;

    /// How many letters it takes at a time.
    fn at_once(&self) -> usize;
}
