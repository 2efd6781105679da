//! Ed25519: what the product signs, anybody can check who has its public key.

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, crypto};

use crate::keys::SealKey;

/// What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410).
const PKCS8: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// The signing key that these 32 bytes are.
pub(crate) fn key_of(seed: &SealKey) -> EncodingKey {
    EncodingKey::from_ed_der(&[PKCS8.as_slice(), seed.bytes()].concat())
}

/// Its public half, 32 bytes in base64url without padding.
pub(crate) fn public(key: &EncodingKey) -> String {
    let public = Jwk::from_encoding_key(key, Algorithm::EdDSA).expect("any 32 bytes are an Ed25519 key");
    match public.algorithm {
        AlgorithmParameters::OctetKeyPair(pair) => pair.x,
        other => unreachable!("an Ed25519 key is an octet key pair, not {other:?}"),
    }
}

/// 64 bytes in base64url without padding.
pub(crate) fn sign(key: &EncodingKey, message: &str) -> String {
    crypto::sign(message.as_bytes(), key, Algorithm::EdDSA).expect("an Ed25519 key signs whatever there is")
}

pub(crate) fn verify(public: &str, message: &str, signature: &str) -> bool {
    let Ok(key) = DecodingKey::from_ed_components(public) else { return false };
    crypto::verify(signature, message.as_bytes(), &key, Algorithm::EdDSA).unwrap_or(false)
}
