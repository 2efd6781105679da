//! Passwords: Argon2id, 19 MiB and two passes, as PHC strings.
//! Hashing is dear on purpose, so few are hashed at once, few wait, and whoever comes on top is asked to come again.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::{DeskError, Fault};
use crate::rng::Rng;

const KIBIBYTES: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

const AT_ONCE: usize = 2;
const WAITING: usize = 32;
/// Seconds in which a full queue is empty again.
const COME_AGAIN: u64 = 2;

/// A hash of no password: it is verified for an account that is not there, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIHRoZXJl$bm8gcGFzc3dvcmQgaXMga25vd24gdG8gZml0IHRoaXM";

/// Hashes and verifies passwords; one for the whole process.
#[derive(Clone)]
pub struct Passwords {
    rng: Arc<dyn Rng>,
    /// Taken by those who hash and those who wait.
    places: Arc<Semaphore>,
    /// Taken by those who hash.
    turns: Arc<Semaphore>,
}

/// Held until the hash is done, also when nobody waits for it any more.
struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

impl Passwords {
    pub fn new(rng: Arc<dyn Rng>) -> Passwords {
        let places = Arc::new(Semaphore::new(AT_ONCE + WAITING));
        Passwords { rng, places, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The PHC string to keep, under a salt of its own.
    pub async fn hash(&self, password: &str) -> Result<String, DeskError> {
        let salt = self.rng.bytes::<SALT_BYTES>();
        let password = password.to_owned();
        self.queued(move || Ok(argon2().hash_password_with_salt(password.as_bytes(), &salt)?.to_string())).await
    }

    /// Whether this is the password that was kept; with nothing kept it is not, which takes as long to say.
    pub async fn verify(&self, password: &str, kept: Option<&str>) -> Result<bool, DeskError> {
        let is_known = kept.is_some();
        let kept = kept.unwrap_or(NOBODY).to_owned();
        let password = password.to_owned();
        let is_right =
            self.queued(move || match argon2().verify_password(password.as_bytes(), &PasswordHash::new(&kept)?) {
                Ok(()) => Ok(true),
                Err(Error::PasswordInvalid) => Ok(false),
                Err(error) => Err(error),
            });
        Ok(is_right.await? && is_known)
    }

    async fn queued<T, F>(&self, work: F) -> Result<T, DeskError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, Error> + Send + 'static,
    {
        let turn = self.turn().await?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        let done = done.await.map_err(|error| Fault::new(format!("hashing a password broke off: {error}")))?;
        Ok(done.map_err(|error| Fault::new(format!("a password could not be hashed: {error}")))?)
    }

    async fn turn(&self) -> Result<Turn, DeskError> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| DeskError::TooMany(COME_AGAIN))?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|closed| Fault::new(closed.to_string()))?;
        Ok(Turn { _place: place, _turn: turn })
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(KIBIBYTES, PASSES, LANES, None).expect("within what Argon2 allows");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SystemRng;

    fn passwords() -> Passwords {
        Passwords::new(Arc::new(SystemRng))
    }

    #[tokio::test]
    async fn the_right_password_and_no_other_is_known_again() {
        let passwords = passwords();
        let kept = passwords.hash("correct horse 电池").await.expect("hashed");
        assert!(passwords.verify("correct horse 电池", Some(&kept)).await.expect("verified"));
        assert!(!passwords.verify("correct horse", Some(&kept)).await.expect("verified"));
        assert!(!passwords.verify("correct horse", None).await.expect("verified"));
    }

    #[tokio::test]
    async fn nobody_costs_as_much_as_somebody() {
        let kept = passwords().hash("correct horse").await.expect("hashed");
        let (kept, nobody) = (PasswordHash::new(&kept).expect("PHC"), PasswordHash::new(NOBODY).expect("PHC"));
        assert_eq!((kept.algorithm, kept.version, &kept.params), (nobody.algorithm, nobody.version, &nobody.params));
        let bytes = |hash: &PasswordHash| hash.hash.map(|output| output.len());
        assert_eq!(bytes(&kept), bytes(&nobody));
    }

    #[tokio::test]
    async fn whoever_comes_to_a_full_queue_is_asked_to_come_again() {
        let passwords = passwords();
        let everyone = u32::try_from(AT_ONCE + WAITING).expect("few");
        let full = passwords.places.clone().acquire_many_owned(everyone).await.expect("places");
        assert!(matches!(passwords.verify("any", None).await, Err(DeskError::TooMany(COME_AGAIN))));
        drop(full);
        assert!(passwords.verify("any", None).await.is_ok());
    }

    #[tokio::test]
    async fn a_hash_that_is_none_is_a_fault() {
        assert!(matches!(passwords().verify("any", Some("plain")).await, Err(DeskError::Fault(_))));
    }
}
