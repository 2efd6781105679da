//! Who takes the letters from here.

use kit::Fault;
use uuid::Uuid;

use super::delivery::Outcome;
use crate::mailbox;

#[derive(Clone)]
pub enum Transport {
    /// A folder of this machine with a page to read it.
    Mailbox(mailbox::desk::Desk),
}

impl Transport {
    /// The same letter may come twice: a program can end between its attempt and the outcome.
    pub async fn hand_over(&self, id: Uuid, mail: Vec<u8>) -> Outcome {
        match self {
            Transport::Mailbox(desk) => match desk.receive(id, mail).await {
                Ok(()) => Outcome::HandedOver,
                Err(fault) => Outcome::Fault(fault.to_string()),
            },
        }
    }

    pub async fn ready(&self) -> Result<(), Fault> {
        match self {
            Transport::Mailbox(desk) => desk.ready().await,
        }
    }
}
