//! Where pictures are made anew: few at once, since each takes memory, and none for long, since somebody waits.
//! Whatever does not come out of it in time, or at all, stays as it came: nobody's file is refused for being hard to read.

use std::sync::Arc;
use std::time::Duration;

use contract::FileKind;
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::picture::{self, Picture};
use crate::config::{BadSettings, Within, Written};
use crate::fault::Fault;

const AT_ONCE: usize = 2;
/// For a turn, and then for the picture.
const WAITS: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub struct Darkroom {
    longest: u32,
    turns: Arc<Semaphore>,
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

    /// The picture made of this one; none where it is well as it is. Its content is read when its turn has come.
    pub async fn develop(
        &self,
        kind: FileKind,
        content: impl Future<Output = Result<Vec<u8>, Fault>>,
    ) -> Result<Option<Picture>, Fault> {
        if kind == FileKind::Pdf {
            return Ok(None);
        }
        let Ok(turn) = timeout(WAITS, self.turns.clone().acquire_owned()).await else {
            tracing::warn!("a picture stays as it came: too many were sent at once");
            return Ok(None);
        };
        let turn = turn.map_err(|closed| Fault::new(closed.to_string()))?;
        let (came, longest) = (content.await?, self.longest);
        // The turn is held until it is done, also when nobody waits for it any more.
        let made = tokio::task::spawn_blocking(move || (picture::made_anew(&came, kind, longest), turn));
        match timeout(WAITS, made).await {
            Ok(Ok((Ok(made), _turn))) => Ok(made),
            Ok(Ok((Err(why), _turn))) => {
                tracing::info!(%why, "a picture stays as it came");
                Ok(None)
            }
            Ok(Err(broken)) => {
                tracing::warn!(%broken, "a picture stays as it came");
                Ok(None)
            }
            Err(_elapsed) => {
                tracing::warn!("a picture stays as it came: it takes too long");
                Ok(None)
            }
        }
    }
}
