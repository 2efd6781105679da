//! Duties: what runs for as long as the program does, such as relays, readers and each service's own work.
//! One that panics is started again; what is wrong with one is logged once and shown in readiness.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;
use tracing::{error, info};

use crate::fault::{Fault, said};

/// How long one waits to be started again; twice as long each time it ends soon.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// One that runs so long goes well.
const STEADY: Duration = Duration::from_secs(30);

/// What is wrong, by service and duty, and since when.
type Troubles = BTreeMap<(&'static str, String), (String, Instant)>;

/// The duties of a program, and what is wrong with them.
#[derive(Clone, Default)]
pub struct Duties(Arc<Mutex<Troubles>>);

/// One of them: what runs it says how it goes.
#[derive(Clone)]
pub struct Duty {
    service: &'static str,
    name: String,
    duties: Duties,
}

impl Duties {
    pub fn duty(&self, service: &'static str, name: impl Into<String>) -> Duty {
        Duty { service, name: name.into(), duties: self.clone() }
    }

    /// The duties of the service that do not go well.
    pub fn failing(&self, service: &str) -> Vec<String> {
        let troubles = self.troubles();
        troubles.keys().filter(|(of, _)| *of == service).map(|(_, duty)| duty.clone()).collect()
    }

    /// What is wrong with one of them.
    #[cfg(test)]
    fn trouble(&self, service: &'static str, duty: &str) -> Option<String> {
        self.troubles().get(&(service, duty.to_owned())).map(|(trouble, _)| trouble.clone())
    }

    fn troubles(&self) -> MutexGuard<'_, Troubles> {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

impl Duty {
    pub fn goes_well(&self) {
        if self.duties.troubles().remove(&self.key()).is_some() {
            info!(service = self.service, duty = self.name, "goes well again");
        }
    }

    /// The same trouble is logged once, however often it comes.
    pub fn fails(&self, fault: &Fault) {
        let trouble = fault.to_string();
        let is_known = {
            let mut troubles = self.duties.troubles();
            let (before, _) = troubles.entry(self.key()).or_insert_with(|| (String::new(), Instant::now()));
            std::mem::replace(before, trouble.clone()) == trouble
        };
        if !is_known {
            error!(service = self.service, duty = self.name, trouble, "cannot go on");
        }
    }

    /// Runs the work, again and again where it ends. Runs until its task is dropped.
    pub async fn keep<W: Future<Output = ()>>(self, work: impl Fn(Duty) -> W) {
        let mut pause = FIRST_PAUSE;
        loop {
            let running = AssertUnwindSafe(work(self.clone())).catch_unwind();
            let mut running = std::pin::pin!(running);
            let ended = match tokio::time::timeout(STEADY, &mut running).await {
                Ok(ended) => ended,
                Err(_) => {
                    self.goes_well();
                    pause = FIRST_PAUSE;
                    running.await
                }
            };
            self.fails(&match ended {
                Ok(()) => Fault::new("it ended and is started again"),
                Err(panic) => Fault::new(format!("it panicked and is started again: {}", said(&*panic))),
            });
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// For how long it has not gone well.
    pub(crate) fn failing_for(&self) -> Option<Duration> {
        self.duties.troubles().get(&self.key()).map(|(_, since)| since.elapsed())
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn key(&self) -> (&'static str, String) {
        (self.service, self.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn one_that_panics_is_shown_and_started_again() {
        let (duties, begun) = (Duties::default(), Arc::new(AtomicUsize::new(0)));
        let counted = begun.clone();
        let at_work = tokio::spawn(duties.duty("review", "reader").keep(move |duty| {
            let counted = counted.clone();
            async move {
                assert!(counted.fetch_add(1, Ordering::SeqCst) >= 1, "the reader fell over");
                duty.goes_well();
                std::future::pending().await
            }
        }));
        tokio::time::sleep(FIRST_PAUSE / 5).await;
        let trouble = duties.trouble("review", "reader").expect("it fell over");
        assert!(trouble.contains("the reader fell over"), "{trouble}");
        assert!(duties.failing("portal").is_empty());
        let again = async {
            while !duties.failing("review").is_empty() {
                tokio::time::sleep(FIRST_PAUSE / 50).await;
            }
        };
        tokio::time::timeout(FIRST_PAUSE * 20, again).await.expect("it was started again");
        assert_eq!(begun.load(Ordering::SeqCst), 2);
        at_work.abort();
    }

    #[test]
    fn what_fails_and_then_goes_well_is_ready() {
        let duties = Duties::default();
        let duty = duties.duty("review", "relay");
        duty.fails(&Fault::new("no disk"));
        assert_eq!(duties.failing("review"), ["relay"]);
        duty.goes_well();
        assert!(duties.failing("review").is_empty());
    }
}
