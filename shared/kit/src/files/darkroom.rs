//! Where files are looked into: pictures are made anew, pages are counted. Few at once, since each takes memory, and none for
//! long, since somebody waits. What does not come out of it in time, or is beyond our limits or decoders, stays as it came:
//! nobody's file is refused for being hard to read. A picture that is broken is told, while whoever sent it can take another.

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use contract::FileKind;
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::pages;
use super::picture::{self, Picture};
use crate::config::{BadSettings, Within, Written};
use crate::fault::Fault;

const AT_ONCE: usize = 2;
/// For a turn.
const WAITS: Duration = Duration::from_secs(10);
/// For what comes of it: seconds on a machine with room, more on one that has much to do.
const TAKES: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub struct Darkroom {
    longest: u32,
    turns: Arc<Semaphore>,
}

/// What came of a file.
pub enum Developed {
    /// It is well as it is, with the pages of a PDF where they can be told.
    Stays { pages: Option<u32> },
    /// The picture to keep instead.
    Anew(Picture),
    /// A picture that nobody can look at.
    Broken,
}

#[derive(Deserialize)]
struct Section {
    longest_side: Within<1000, 20_000>,
}

impl Darkroom {
    pub fn configured(written: &Written) -> Result<Darkroom, BadSettings> {
        let Section { longest_side } = written.section("files")?;
        Ok(Darkroom { longest: longest_side.get(), turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Its content is read when its turn has come.
    pub async fn develop(
        &self,
        kind: FileKind,
        content: impl Future<Output = Result<Vec<u8>, Fault>>,
    ) -> Result<Developed, Fault> {
        let Ok(turn) = timeout(WAITS, self.turns.clone().acquire_owned()).await else {
            return Ok(stays("too many came at once"));
        };
        let turn = turn.map_err(|closed| Fault::new(closed.to_string()))?;
        let (came, longest) = (content.await?, self.longest);
        let made = tokio::task::spawn_blocking(move || {
            let developed = developed(&came, kind, longest);
            // Held until it is done, also when nobody waits for it any more.
            drop(turn);
            developed
        });
        Ok(match timeout(TAKES, made).await {
            Ok(Ok(developed)) => developed,
            Ok(Err(panicked)) => stays(panicked),
            Err(elapsed) => stays(elapsed),
        })
    }
}

fn developed(came: &[u8], kind: FileKind, longest: u32) -> Developed {
    if kind == FileKind::Pdf {
        return Developed::Stays { pages: pages::count(came) };
    }
    match picture::made_anew(came, kind, longest) {
        Ok(Some(made)) => Developed::Anew(made),
        Ok(None) => Developed::Stays { pages: None },
        Err(error) if picture::is_broken(&error) => {
            tracing::info!(%error, "a picture is broken");
            Developed::Broken
        }
        Err(error) => stays(error),
    }
}

fn stays(why: impl Display) -> Developed {
    tracing::info!(%why, "a file stays as it came");
    Developed::Stays { pages: None }
}
