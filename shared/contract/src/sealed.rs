//! Personal data on its way through a wall: encrypted for the one service that may read it.
//! `kit` seals and opens; whoever else holds one holds noise.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// AES-256-GCM-SIV over the JSON of a `T`, under the wall key of `receiver`.
#[derive(Serialize, Deserialize)]
pub struct Sealed<T> {
    /// The service that can open it.
    pub receiver: String,
    /// Nonce and ciphertext, base64.
    pub ciphertext: String,
    #[serde(skip)]
    content: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    pub fn new(receiver: String, ciphertext: String) -> Sealed<T> {
        Sealed { receiver, ciphertext, content: PhantomData }
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Sealed<T> {
        Sealed::new(self.receiver.clone(), self.ciphertext.clone())
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sealed(for {})", self.receiver)
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Sealed<T>) -> bool {
        self.receiver == other.receiver && self.ciphertext == other.ciphertext
    }
}

/// Encrypted for one service: how a [`Sealed`] of anything looks in the contract.
#[derive(ToSchema)]
#[schema(as = Sealed)]
pub struct SealedShape {
    /// The service that can open it.
    #[schema(example = "notify")]
    pub receiver: String,
    /// Nonce and ciphertext, base64.
    pub ciphertext: String,
}
