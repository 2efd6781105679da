//! How many requests are under way. Beyond a bound the next is sent away at once, so that those inside are still served.
//! At most half of the places go to requests with a body: whoever sends slowly cannot keep readers out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

pub(crate) struct UnderWay {
    most: usize,
    all: AtomicUsize,
    with_body: AtomicUsize,
    shed: AtomicU64,
}

/// A request's place, until it is dropped.
pub(crate) struct Entered {
    under_way: Arc<UnderWay>,
    with_body: bool,
}

impl UnderWay {
    pub(crate) fn at_most(most: usize) -> Arc<UnderWay> {
        Arc::new(UnderWay { most, all: AtomicUsize::new(0), with_body: AtomicUsize::new(0), shed: AtomicU64::new(0) })
    }

    pub(crate) fn enter(self: &Arc<Self>, with_body: bool) -> Option<Entered> {
        let entered = Entered { under_way: self.clone(), with_body };
        let all = self.all.fetch_add(1, Ordering::Relaxed);
        let bodies = self.with_body.fetch_add(usize::from(with_body), Ordering::Relaxed);
        if all < self.most && (!with_body || bodies < self.most.div_ceil(2)) {
            return Some(entered);
        }
        self.shed.fetch_add(1, Ordering::Relaxed);
        None
    }

    pub(crate) fn now(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// How many were sent away since the start.
    pub(crate) fn shed(&self) -> u64 {
        self.shed.load(Ordering::Relaxed)
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.under_way.all.fetch_sub(1, Ordering::Relaxed);
        self.under_way.with_body.fetch_sub(usize::from(self.with_body), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_bound_a_request_is_sent_away_and_a_place_given_back_is_free() {
        let under_way = UnderWay::at_most(4);
        let slow: Vec<_> = (0..3).map(|_| under_way.enter(true)).collect();
        assert_eq!(slow.iter().filter(|place| place.is_some()).count(), 2);
        let (one, two) = (under_way.enter(false), under_way.enter(false));
        assert!(one.is_some() && two.is_some() && under_way.enter(false).is_none());
        assert_eq!((under_way.now(), under_way.shed()), (4, 2));
        drop(one);
        assert!(under_way.enter(false).is_some());
    }
}
