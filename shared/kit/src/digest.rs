//! What tells two values apart on both sides of a wall.
//! It is made of their JSON, so that whoever kept the JSON need not read it again.

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::fault::Fault;

/// SHA-256 over the JSON of a value, hexadecimal.
pub fn digest(value: &impl Serialize) -> Result<String, Fault> {
    Ok(HEXLOWER.encode(&Sha256::digest(serde_json::to_vec(value)?)))
}

/// The digest of a list too long to be held at once; its items come as their JSON.
#[derive(Default)]
pub struct ListDigest {
    hash: Sha256,
    has_items: bool,
}

impl ListDigest {
    pub fn add(&mut self, item: &str) {
        self.hash.update(if self.has_items { "," } else { "[" });
        self.hash.update(item);
        self.has_items = true;
    }

    pub fn done(mut self) -> String {
        self.hash.update(if self.has_items { "]" } else { "[]" });
        HEXLOWER.encode(&self.hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_digest_however_it_is_read() {
        for list in [vec![], vec!["畜牧"], vec!["a\"b", "c"]] {
            let mut by_item = ListDigest::default();
            list.iter().for_each(|item| by_item.add(&serde_json::to_string(item).expect("JSON")));
            assert_eq!(by_item.done(), digest(&list).expect("a digest"));
        }
    }
}
