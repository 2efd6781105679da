//! The end of the program: no letter is begun any more, and those under way come to their end.

use std::sync::Arc;

use tokio::sync::watch;

#[derive(Clone, Default)]
pub struct Closing(Arc<watch::Sender<State>>);

#[derive(Default)]
struct State {
    is_asked: bool,
    under_way: usize,
}

/// The rounds as they go; dropped, nothing is under way.
pub struct Rounds<'a>(&'a Closing);

impl Closing {
    pub fn rounds(&self) -> Rounds<'_> {
        Rounds(self)
    }

    /// Asks for the end; back when nothing is under way.
    pub async fn finish(&self) {
        self.0.send_modify(|state| state.is_asked = true);
        // The sender is ours, so that it is still there.
        self.0.subscribe().wait_for(|state| state.under_way == 0).await.ok();
    }
}

impl Rounds<'_> {
    /// How many letters may be begun beside those under way; they count as begun until it is said how many were.
    pub fn room(&self, under_way: usize, most: usize) -> usize {
        let mut room = 0;
        self.0.0.send_modify(|state| {
            room = if state.is_asked { 0 } else { most.saturating_sub(under_way) };
            state.under_way = under_way + room;
        });
        room
    }

    pub fn has(&self, under_way: usize) {
        self.0.0.send_modify(|state| state.under_way = under_way);
    }
}

impl Drop for Rounds<'_> {
    fn drop(&mut self) {
        self.has(0);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn what_is_under_way_is_waited_for_and_nothing_else_is_begun() {
        let closing = Closing::default();
        let rounds = closing.rounds();
        assert_eq!(rounds.room(0, 4), 4);
        rounds.has(1);
        let finishing = tokio::spawn({
            let closing = closing.clone();
            async move { closing.finish().await }
        });
        while !closing.0.borrow().is_asked {
            tokio::task::yield_now().await;
        }
        assert_eq!(rounds.room(1, 4), 0);
        assert!(!finishing.is_finished());
        rounds.has(0);
        tokio::time::timeout(Duration::from_secs(5), finishing).await.expect("in time").expect("finished");
    }

    #[tokio::test]
    async fn rounds_that_were_dropped_are_not_waited_for() {
        let closing = Closing::default();
        let rounds = closing.rounds();
        rounds.has(3);
        drop(rounds);
        tokio::time::timeout(Duration::from_secs(5), closing.finish()).await.expect("in time");
    }
}
