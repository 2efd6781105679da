//! How an act can end other than well: refused by a rule, not found, out of date, or a technical failure.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use contract::Refusal;
use futures_util::FutureExt;
use sea_orm::DbErr;

use crate::web::Misread;

/// A technical failure. Its words are for the log; nobody outside sees them.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    what: String,
    kind: Kind,
}

/// What somebody may have to act upon; all else just failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Failed,
    /// Whether it was done is open.
    Unanswered,
    /// A seal that did not open.
    Unopened,
}

impl Fault {
    pub fn new(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), kind: Kind::Failed }
    }

    /// A commit whose answer never came: it may have been done.
    pub(crate) fn unanswered(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), kind: Kind::Unanswered }
    }

    /// What is sealed was sealed with another key, or its bytes were changed.
    pub(crate) fn unopened(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), kind: Kind::Unopened }
    }

    /// Whether it is open if what failed was done.
    pub(crate) fn leaves_open(&self) -> bool {
        self.kind == Kind::Unanswered
    }

    /// Whether a seal did not open: where the key was read apart from what it opens, another one may have taken its place.
    pub fn is_unopened(&self) -> bool {
        self.kind == Kind::Unopened
    }

    /// A stored row that cannot be what was stored: names the row.
    pub fn corrupt(table: &str, id: impl std::fmt::Display, why: impl std::fmt::Display) -> Fault {
        Fault::new(format!("corrupt row {id} of {table}: {why}"))
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Fault {
        Fault::new(error.to_string())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Fault {
        Fault::new(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Fault {
        Fault::new(error.to_string())
    }
}

/// What a desk answers when it did not do the act.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A rule says no, once for each thing that is wrong.
    #[error("refused: {}", codes(.0))]
    Refused(Vec<Refusal>),
    /// There is no such thing, or the caller may not know of it.
    #[error("not found")]
    Missing,
    /// The caller saw an older version.
    #[error("changed since it was read")]
    Stale,
    /// The idempotency key was used before with other content.
    #[error("idempotency key reused")]
    KeyReused,
    /// Nobody is signed in, or no longer.
    #[error("not signed in")]
    NotSignedIn,
    /// Signed in, but not as somebody who may.
    #[error("not allowed")]
    NotAllowed,
    /// Too often; after so many seconds it may be tried again.
    #[error("too many requests, again in {0} s")]
    TooMany(u64),
    /// What protects against too many tries cannot count at the moment; after so many seconds it may again.
    #[error("cannot be counted, again in {0} s")]
    Uncounted(u64),
    /// What it needs is still being made; after so many seconds it may be there.
    #[error("being made ready, again in {0} s")]
    Preparing(u64),
    /// No file can be scanned at the moment, and none is kept unscanned; after so many seconds one may be.
    #[error("cannot be scanned, again in {0} s")]
    Unscanned(u64),
    /// What came could not be read to its end.
    #[error(transparent)]
    Misread(Misread),
    #[error(transparent)]
    Fault(Fault),
}

impl DeskError {
    /// After how many seconds whoever was held up, by a limit or by what is not ready yet, may come again.
    pub fn again_after(&self) -> Option<u64> {
        match self {
            DeskError::TooMany(seconds)
            | DeskError::Uncounted(seconds)
            | DeskError::Preparing(seconds)
            | DeskError::Unscanned(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// What a form that is shown again tells: what was refused, or that something changed meanwhile. What no form can tell goes on
    /// as it is.
    pub fn refusals(self) -> Result<Vec<Refusal>, DeskError> {
        match self {
            DeskError::Refused(refusals) => Ok(refusals),
            DeskError::Stale | DeskError::KeyReused => Ok(vec![Refusal::stage("changed-meanwhile")]),
            other => Err(other),
        }
    }

    /// The same where the input that was refused stands inside a body, at that pointer.
    pub fn inside(self, outer: &str) -> DeskError {
        match self {
            DeskError::Refused(refusals) => {
                DeskError::Refused(refusals.into_iter().map(|refusal| refusal.inside(outer)).collect())
            }
            other => other,
        }
    }

    /// In one word, with nothing that somebody wrote: what may cross a wall.
    pub fn code(&self) -> String {
        match self {
            DeskError::Refused(refusals) => codes(refusals),
            DeskError::Missing => "not-found".to_owned(),
            DeskError::Stale => "stale".to_owned(),
            DeskError::KeyReused => "key-reused".to_owned(),
            DeskError::NotSignedIn => "not-signed-in".to_owned(),
            DeskError::NotAllowed => "not-allowed".to_owned(),
            DeskError::TooMany(_) => "too-many-requests".to_owned(),
            DeskError::Uncounted(_) => "uncounted".to_owned(),
            DeskError::Preparing(_) => "preparing".to_owned(),
            DeskError::Unscanned(_) => "unscanned".to_owned(),
            DeskError::Misread(_) => "misread".to_owned(),
            DeskError::Fault(_) => "fault".to_owned(),
        }
    }
}

fn codes(refusals: &[Refusal]) -> String {
    refusals.iter().map(Refusal::code).collect::<Vec<_>>().join(", ")
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> DeskError {
        DeskError::Refused(vec![refusal])
    }
}

impl From<Misread> for DeskError {
    fn from(misread: Misread) -> DeskError {
        DeskError::Misread(misread)
    }
}

impl From<Vec<Refusal>> for DeskError {
    fn from(refusals: Vec<Refusal>) -> DeskError {
        DeskError::Refused(refusals)
    }
}

impl<E: Into<Fault>> From<E> for DeskError {
    fn from(error: E) -> DeskError {
        DeskError::Fault(error.into())
    }
}

/// A panic is a fault of what it happened in, not of the task that ran it.
pub(crate) async fn caught<T>(work: impl Future<Output = Result<T, DeskError>>) -> Result<T, DeskError> {
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.unwrap_or_else(|panic| Err(Fault::new(format!("panicked: {}", said(&*panic))).into()))
}

/// The words of a panic.
pub(crate) fn said(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<&str>().copied();
    words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word")
}
