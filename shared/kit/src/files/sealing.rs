//! Sealing a long content piece by piece, so that no more than one piece of it is in memory.
//! A key seals one file only, so the number of a piece is its nonce. Number and end are part of what is sealed:
//! a piece that is missing, repeated, moved or cut off is noticed.

use aes_gcm_siv::Nonce;
use aes_gcm_siv::aead::AeadInOut;

use crate::fault::Fault;
use crate::keys::SealKey;

/// Bytes of content in each piece but the last.
pub const PIECE: usize = 256 * 1024;
/// What sealing adds to a piece.
pub const TAG: usize = 16;

/// One piece of a file.
#[derive(Clone, Copy)]
pub struct Piece {
    /// Counted from 0.
    pub number: u64,
    pub last: bool,
}

/// The pieces of a file of so many bytes; an empty one has one.
pub fn pieces(size: u64) -> u64 {
    size.div_ceil(PIECE as u64).max(1)
}

/// What the store holds of it.
pub fn sealed_size(size: u64) -> u64 {
    size + pieces(size) * TAG as u64
}

impl Piece {
    fn nonce(self) -> Nonce {
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&self.number.to_be_bytes());
        Nonce::from(nonce)
    }

    fn context(self) -> &'static [u8] {
        if self.last { b"file/last" } else { b"file/more" }
    }

    pub fn seal(self, key: &SealKey, mut bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let sealed = key.cipher().encrypt_in_place(&self.nonce(), self.context(), &mut bytes);
        sealed.map_err(|_| Fault::new("a file could not be sealed"))?;
        Ok(bytes)
    }

    /// None when it is not the piece that was sealed.
    pub fn open(self, key: &SealKey, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
        key.cipher().decrypt_in_place(&self.nonce(), self.context(), &mut bytes).ok()?;
        Some(bytes)
    }
}
