//! The last answers to what is asked again and again while a shelf stands: people search for the same words, turn pages and choose
//! filters, and what is found stays the same.

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

/// In bytes, for a catalogue of any size and for each post of it besides.
const ROOM: usize = 1024 * 1024;
const ROOM_A_POST: usize = 64;
/// What an answer takes besides what is told of it.
const BESIDES: usize = 256;

/// Up to a number of bytes.
pub struct Remembered<K, V> {
    room: usize,
    kept: Mutex<Kept<K, V>>,
}

struct Kept<K, V> {
    answers: LruCache<K, Weighed<V>>,
    weight: usize,
}

struct Weighed<V> {
    answer: Arc<V>,
    weight: usize,
}

impl<K: Hash + Eq + Clone, V> Remembered<K, V> {
    pub fn among_so_many(posts: usize) -> Remembered<K, V> {
        Remembered::within(ROOM + posts.saturating_mul(ROOM_A_POST))
    }

    fn within(room: usize) -> Remembered<K, V> {
        Remembered { room, kept: Mutex::new(Kept { answers: LruCache::unbounded(), weight: 0 }) }
    }

    /// The answer; it is worked out where it is not known. The bytes that both take are told more or less.
    pub fn find<E>(
        &self,
        question: &K,
        work_out: impl FnOnce() -> Result<V, E>,
        bytes: impl FnOnce(&V) -> usize,
    ) -> Result<Arc<V>, E> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().answers.get(question) {
            return Ok(known.answer.clone());
        }
        let answer = Arc::new(work_out()?);
        // What is found nowhere takes room too.
        let weight = BESIDES + bytes(&answer);
        if weight <= self.room {
            kept().keep(question.clone(), Weighed { answer: answer.clone(), weight }, self.room);
        }
        Ok(answer)
    }
}

impl<K: Hash + Eq, V> Kept<K, V> {
    fn keep(&mut self, question: K, answer: Weighed<V>, room: usize) {
        self.weight += answer.weight;
        // Somebody else may have asked for it at the same time.
        if let Some((_, gone)) = self.answers.push(question, answer) {
            self.weight -= gone.weight;
        }
        while self.weight > room
            && let Some((_, gone)) = self.answers.pop_lru()
        {
            self.weight -= gone.weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether it had to be worked out.
    fn anew(memory: &Remembered<&'static str, usize>, question: &'static str, bytes: usize) -> bool {
        let mut anew = false;
        let work_out = || {
            anew = true;
            Ok::<_, ()>(bytes)
        };
        assert_eq!(memory.find(&question, work_out, |bytes| *bytes).as_deref(), Ok(&bytes));
        anew
    }

    #[test]
    fn what_was_asked_last_is_known_while_there_is_room() {
        let memory = Remembered::within(2 * (BESIDES + 1000) + 500);
        assert!(anew(&memory, "畜牧", 1000) && anew(&memory, "护理", 1000));
        assert!(!anew(&memory, "护理", 1000) && !anew(&memory, "畜牧", 1000));
        assert!(anew(&memory, "水利", 1000), "three are too many");
        assert!(!anew(&memory, "畜牧", 1000) && anew(&memory, "护理", 1000));
        assert!(anew(&memory, "财务", 3000) && anew(&memory, "财务", 3000), "one that is too large is not kept");
        assert!(!anew(&memory, "护理", 1000), "and pushes nothing out");
    }

    #[test]
    fn what_is_found_nowhere_takes_room_as_well() {
        let memory = Remembered::within(3 * BESIDES);
        for question in ["a", "b", "c", "d", "e", "a"] {
            assert!(anew(&memory, question, 0), "{question}");
        }
        let kept = memory.kept.lock().expect("unbroken");
        assert_eq!((kept.answers.len(), kept.weight), (3, 3 * BESIDES));
    }

    #[test]
    fn what_could_not_be_worked_out_is_not_kept() {
        let memory = Remembered::<_, ()>::within(1000);
        assert!(memory.find(&"畜牧", || Err("broken"), |()| 0).is_err());
        assert!(memory.find(&"畜牧", || Ok::<_, ()>(()), |()| 0).is_ok());
    }
}
