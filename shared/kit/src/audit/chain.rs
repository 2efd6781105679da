//! The chain: each line's hash covers the line and the hash before it, and the head is signed.
//! Checked over the very bytes, so that nothing a reader of JSON would overlook can be changed.

use std::fmt;

use data_encoding::HEXLOWER;
use jsonwebtoken::EncodingKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::keys::Keys;
use crate::signing;

pub(super) const FORMAT: &str = "yincai-audit-1";
/// `,"hash":"` and its 64 digits and `"}`, at the end of a line.
const HASH_BYTES: usize = 75;

/// The first line of an export.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    pub format: String,
    pub service: String,
}

/// A row of the trail, as it is hashed and exported.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub number: i64,
    pub id: Uuid,
    pub at: String,
    pub actor_kind: String,
    pub actor_id: String,
    pub deed: String,
    pub subject: String,
    pub detail: String,
    pub trace: String,
}

/// Where the chain stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub service: String,
    pub number: i64,
    pub hash: String,
    pub at: String,
    pub key: String,
}

/// The last line of an export: where the chain ends, and that the product says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    pub head: Head,
    pub signature: String,
}

/// The product's key for signing heads: the same for all its services.
pub(super) fn key(keys: &Keys) -> EncodingKey {
    signing::key_of(&keys.derive("audit"))
}

/// Its public half, as it is published.
pub fn public_key(keys: &Keys) -> String {
    signing::public(&key(keys))
}

impl Head {
    pub fn sign(self, key: &EncodingKey) -> Result<Signed, serde_json::Error> {
        Ok(Signed { signature: signing::sign(key, &self.message()?), head: self })
    }

    fn message(&self) -> Result<String, serde_json::Error> {
        Ok(format!("{FORMAT}\n{}", serde_json::to_string(self)?))
    }
}

impl Signed {
    pub fn holds(&self) -> bool {
        self.head.message().is_ok_and(|message| signing::verify(&self.head.key, &message, &self.signature))
    }
}

/// What stands before the first line's hash.
pub(super) fn genesis(service: &str) -> String {
    digest(FORMAT, service)
}

/// The hash of a line, given the one before.
pub(super) fn link(previous: &str, line: &str) -> String {
    digest(previous, line)
}

/// `printf '%s\n%s' first second | sha256sum`.
fn digest(first: &str, second: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(format!("{first}\n{second}").as_bytes()))
}

/// The line with its hash as its last member.
pub(super) fn hashed(line: &str, hash: &str) -> String {
    format!("{},\"hash\":\"{hash}\"}}", line.trim_end_matches('}'))
}

/// A trail that is not as it was sealed.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line of the export, from 1.
    pub line: u64,
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.what)
    }
}

/// A trail that is whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    pub service: String,
    pub rows: i64,
    pub hash: String,
    pub at: String,
    /// The public key that its head is signed with.
    pub key: String,
}

/// A trail being checked, line by line.
#[derive(Default)]
pub struct Check {
    line: u64,
    service: String,
    previous: String,
    rows: i64,
    signed: Option<Signed>,
}

impl Check {
    /// The next line, without its line break.
    pub fn take(&mut self, line: &str) -> Result<(), Broken> {
        self.line += 1;
        match self.line {
            1 => self.opening(line),
            _ if self.signed.is_some() => Err(self.broken("something stands after the signed head")),
            _ if line.starts_with("{\"head\":") => self.head(line),
            _ => self.row(line),
        }
    }

    /// A line of a file, as its bytes are.
    pub fn take_bytes(&mut self, line: &[u8]) -> Result<(), Broken> {
        let whole = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
        match whole {
            Some(line) => self.take(line),
            None => {
                self.line += 1;
                Err(self.broken("no line of UTF-8 with a line break at its end"))
            }
        }
    }

    pub fn finish(self) -> Result<Checked, Broken> {
        let Some(Signed { head, .. }) = self.signed else {
            return Err(self.broken("the signed head is missing: the end was cut off"));
        };
        Ok(Checked { service: head.service, rows: head.number, hash: head.hash, at: head.at, key: head.key })
    }

    fn opening(&mut self, line: &str) -> Result<(), Broken> {
        let opening: Opening = self.parse(line)?;
        if opening.format != FORMAT {
            return Err(self.broken(format!("the format is {:?}, not {FORMAT}", opening.format)));
        }
        self.previous = genesis(&opening.service);
        self.service = opening.service;
        Ok(())
    }

    fn row(&mut self, line: &str) -> Result<(), Broken> {
        let number = self.rows + 1;
        let cut = line.len().saturating_sub(HASH_BYTES);
        let (Some(body), Some(tail)) = (line.get(..cut), line.get(cut..)) else {
            return Err(self.broken(format!("row {number} is no row of a trail")));
        };
        let body = format!("{body}}}");
        let hash = link(&self.previous, &body);
        if hashed("", &hash) != tail {
            return Err(self.broken(format!("row {number} was changed, or one before it added or removed")));
        }
        let row: Line = self.parse(&body)?;
        if row.number != number {
            return Err(self.broken(format!("row {} stands where row {number} must be", row.number)));
        }
        (self.rows, self.previous) = (number, hash);
        Ok(())
    }

    fn head(&mut self, line: &str) -> Result<(), Broken> {
        let signed: Signed = self.parse(line)?;
        let head = &signed.head;
        if !signed.holds() {
            return Err(self.broken("the head's signature does not fit"));
        }
        if head.service != self.service || head.number != self.rows || head.hash != self.previous {
            let (rows, number) = (self.rows, head.number);
            return Err(self.broken(format!("the head is that of row {number} of {}, after {rows} rows", head.service)));
        }
        self.signed = Some(signed);
        Ok(())
    }

    /// JSON, written exactly as the product writes it.
    fn parse<T: Serialize + for<'de> Deserialize<'de>>(&self, line: &str) -> Result<T, Broken> {
        let parsed: T = serde_json::from_str(line).map_err(|error| self.broken(error.to_string()))?;
        match serde_json::to_string(&parsed) {
            Ok(again) if again == line => Ok(parsed),
            _ => Err(self.broken("not as the product writes it")),
        }
    }

    fn broken(&self, what: impl Into<String>) -> Broken {
        Broken { line: self.line, what: what.into() }
    }
}
