//! Keys: what crosses a wall is sealed for its receiver, what rests is sealed for its person.
//! All keys of an embedded run come from one secret that the program makes on its first start.

use std::sync::Arc;

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Key, Nonce};
use contract::Sealed;
use data_encoding::{BASE64, HEXLOWER};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::fault::Fault;
use crate::rng::Rng;

const NONCE_BYTES: usize = 12;

/// The keys one service holds.
#[derive(Clone)]
pub struct Keys {
    master: Arc<[u8; 32]>,
    rng: Arc<dyn Rng>,
    service: &'static str,
}

impl Keys {
    pub fn new(master: [u8; 32], rng: Arc<dyn Rng>, service: &'static str) -> Keys {
        Keys { master: Arc::new(master), rng, service }
    }

    /// A key of its own for each purpose.
    pub fn derive(&self, purpose: &str) -> SealKey {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, self.master.as_ref())
            .expand(purpose.as_bytes(), &mut key)
            .expect("32 bytes are within what HKDF gives");
        SealKey(key)
    }

    /// Seals for the service that may read it.
    pub fn seal_for<T: Serialize>(&self, receiver: &str, value: &T) -> Result<Sealed<T>, Fault> {
        let sealed = self.derive(&wall(receiver)).seal(&*self.rng, receiver, value)?;
        Ok(Sealed::new(receiver.to_owned(), BASE64.encode(&sealed)))
    }

    /// Opens what was sealed for this service.
    pub fn open<T: DeserializeOwned>(&self, sealed: &Sealed<T>) -> Result<T, Fault> {
        if sealed.receiver != self.service {
            return Err(Fault::new(format!("sealed for {}, not for {}", sealed.receiver, self.service)));
        }
        let bytes = BASE64.decode(sealed.ciphertext.as_bytes()).map_err(|error| Fault::new(error.to_string()))?;
        self.derive(&wall(self.service)).open(self.service, &bytes)
    }

    /// Wraps the key of one person for rest in this service's database.
    pub(crate) fn wrapping(&self) -> SealKey {
        self.derive(&format!("rest/{}", self.service))
    }

    /// A keyed hash for exact look-ups of something personal, such as a mail address.
    pub fn fingerprint(&self, kind: &str, value: &str) -> String {
        let key = self.derive(&format!("fingerprint/{}/{kind}", self.service));
        HEXLOWER.encode(&key.mac(value.as_bytes()))
    }

    pub(crate) fn rng(&self) -> &dyn Rng {
        &*self.rng
    }
}

fn wall(receiver: &str) -> String {
    format!("wall/{receiver}")
}

/// One symmetric key.
#[derive(Clone)]
pub struct SealKey([u8; 32]);

impl SealKey {
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> SealKey {
        SealKey(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// JSON, encrypted; `context` must be the same to open it. The nonce stands before the ciphertext.
    pub fn seal<T: Serialize>(&self, rng: &dyn Rng, context: &str, value: &T) -> Result<Vec<u8>, Fault> {
        let plain = serde_json::to_vec(value)?;
        let nonce = rng.bytes::<NONCE_BYTES>();
        let payload = Payload { msg: &plain, aad: context.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Fault::new(format!("could not seal {context}")))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub fn open<T: DeserializeOwned>(&self, context: &str, sealed: &[u8]) -> Result<T, Fault> {
        let broken = || Fault::unopened(format!("could not open {context}: another key, or changed bytes"));
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or_else(broken)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        let plain = self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| broken())?;
        Ok(serde_json::from_slice(&plain)?)
    }

    /// HMAC-SHA-256.
    pub fn mac(&self, message: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    pub(crate) fn cipher(&self) -> Aes256GcmSiv {
        Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SystemRng;

    fn keys(service: &'static str) -> Keys {
        Keys::new([7; 32], Arc::new(SystemRng), service)
    }

    #[test]
    fn only_the_receiver_opens_what_crosses() {
        let sealed = keys("portal").seal_for("notify", &"王芳".to_owned()).expect("sealed");
        assert_eq!(keys("notify").open(&sealed).expect("opened"), "王芳");
        assert!(keys("review").open(&sealed).is_err());
        let mut forged = sealed.clone();
        forged.receiver = "review".to_owned();
        assert!(keys("review").open(&forged).is_err());
        assert!(!format!("{sealed:?}").contains(&sealed.ciphertext));
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let key = keys("portal").derive("test");
        let mut sealed = key.seal(&SystemRng, "name", &"王芳").expect("sealed");
        assert!(key.open::<String>("mail", &sealed).is_err_and(|fault| fault.is_unopened()));
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert!(key.open::<String>("name", &sealed).is_err_and(|fault| fault.is_unopened()));
    }
}
