//! A body with a file on its way in: never slower than its floor, so that nobody holds a place for ever.
//! Only the time spent waiting for the sender counts: a slow disk of ours is not the sender's fault.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_multipart::MultipartError;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::Stream;
use serde::Deserialize;
use tokio::time::{Sleep, sleep};

use super::misread::Misread;
use crate::config::Within;
use crate::html::Porch;

/// How fast a body has to come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    tick: Duration,
    ticks: usize,
    /// In any so many ticks of waiting, at least so many bytes.
    least: usize,
    whole: Duration,
}

/// The setting `edges.upload`.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    kilobytes: Within<1, 10_000>,
    seconds: Within<1, 600>,
    minutes: Within<1, 25>,
}

impl From<Floor> for Pace {
    fn from(floor: Floor) -> Pace {
        let Floor { kilobytes, seconds, minutes } = floor;
        let ticks = seconds.get() as usize;
        Pace {
            tick: Duration::from_secs(1),
            ticks,
            least: ticks * kilobytes.get() as usize * 1024,
            whole: Duration::from_secs(60) * minutes.get(),
        }
    }
}

/// The body of a request with a file. It is the stream that a multipart reader takes; what goes wrong with it becomes a
/// [`Misread`] again by `?`. How much of it is worth reading is for whoever keeps it to say.
pub struct Upload {
    payload: Payload,
    pace: Pace,
    /// What came in each of the last ticks, and what comes in this one.
    came: VecDeque<usize>,
    coming: usize,
    tick: Pin<Box<Sleep>>,
    end: Pin<Box<Sleep>>,
}

impl Upload {
    pub fn of(request: &HttpRequest, payload: Payload) -> Upload {
        Upload::at(Porch::behind(request).pace, payload)
    }

    fn at(pace: Pace, payload: Payload) -> Upload {
        Upload {
            payload,
            pace,
            came: VecDeque::with_capacity(pace.ticks),
            coming: 0,
            tick: Box::pin(sleep(pace.tick)),
            end: Box::pin(sleep(pace.whole)),
        }
    }

    /// Ends a tick; whether the sender is fast enough still.
    fn next_tick(&mut self) -> bool {
        if self.came.len() == self.pace.ticks {
            self.came.pop_front();
        }
        self.came.push_back(std::mem::take(&mut self.coming));
        self.tick = Box::pin(sleep(self.pace.tick));
        self.came.len() < self.pace.ticks || self.came.iter().sum::<usize>() >= self.pace.least
    }

    fn is_too_slow(&mut self, context: &mut Context<'_>) -> bool {
        if self.end.as_mut().poll(context).is_ready() {
            return true;
        }
        while self.tick.as_mut().poll(context).is_ready() {
            if !self.next_tick() {
                return true;
            }
        }
        false
    }
}

impl Stream for Upload {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.payload).poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.coming += chunk.len();
                Poll::Ready(Some(Ok(chunk)))
            }
            Poll::Pending if self.is_too_slow(context) => {
                Poll::Ready(Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))))
            }
            other => other,
        }
    }
}

impl From<PayloadError> for Misread {
    fn from(error: PayloadError) -> Misread {
        match error {
            PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut => Misread::BodyTooSlow,
            other => Misread::malformed(other.to_string()),
        }
    }
}

impl From<MultipartError> for Misread {
    fn from(error: MultipartError) -> Misread {
        match error {
            MultipartError::Payload(error) => error.into(),
            other => Misread::malformed(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, stream};

    use super::*;

    const TICK: Duration = Duration::from_millis(10);
    const QUICK: Pace = Pace { tick: TICK, ticks: 5, least: 50, whole: Duration::from_secs(60) };

    fn chunks(size: usize, each: Duration, count: usize) -> Payload {
        let chunks = stream::iter(0..count).then(move |_| async move {
            sleep(each).await;
            Ok(Bytes::from(vec![b'x'; size]))
        });
        Payload::Stream { payload: Box::pin(chunks) }
    }

    async fn drained(pace: Pace, payload: Payload) -> Result<usize, Misread> {
        let mut upload = Upload::at(pace, payload);
        let mut length = 0;
        while let Some(chunk) = upload.next().await {
            length += chunk?.len();
        }
        Ok(length)
    }

    #[tokio::test]
    async fn a_steady_sender_may_take_its_time() {
        let sent = drained(QUICK, chunks(100, TICK, 20)).await;
        assert_eq!(sent.ok(), Some(2000));
    }

    #[tokio::test]
    async fn a_sender_below_the_floor_is_cut_off() {
        let dripping = drained(QUICK, chunks(1, TICK, 1000)).await;
        assert!(matches!(dripping, Err(Misread::BodyTooSlow)), "{dripping:?}");
        let silent = drained(QUICK, Payload::Stream { payload: Box::pin(stream::pending()) }).await;
        assert!(matches!(silent, Err(Misread::BodyTooSlow)), "{silent:?}");
    }

    #[tokio::test]
    async fn no_sender_takes_longer_than_the_whole_time() {
        let pace = Pace { whole: 8 * TICK, ..QUICK };
        let long = drained(pace, chunks(100, TICK, 1000)).await;
        assert!(matches!(long, Err(Misread::BodyTooSlow)), "{long:?}");
    }
}
