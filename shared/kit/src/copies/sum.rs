//! What is counted of a copy and what it is compared by: SHA-256 over its bytes, as `sha256sum` has it.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// A row of a table is a line.
    pub lines: u64,
    pub bytes: u64,
    pub sha256: String,
}

/// A sum that is being made.
#[derive(Default)]
pub struct Summing {
    hash: Sha256,
    lines: u64,
    bytes: u64,
}

impl Summing {
    pub fn take(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.bytes += bytes.len() as u64;
    }

    pub fn end(self) -> Sum {
        Sum { lines: self.lines, bytes: self.bytes, sha256: HEXLOWER.encode(&self.hash.finalize()) }
    }
}
