//! What was looked for lately and where it was found: people search for the same words, turn pages and choose filters, and the
//! posts of a word stay the same for as long as a shelf stands.

use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use roaring::RoaringBitmap;
use tantivy::Score;

use super::fold::Atom;
use super::query::Piece;

/// In bytes, for a catalogue of any size and for each post of it besides.
const ROOM: usize = 1024 * 1024;
const ROOM_A_POST: usize = 64;
/// What a piece takes besides its words and its places.
const BESIDES: usize = 256;

/// The posts that a thing is found in.
pub struct Places {
    pub set: RoaringBitmap,
    /// Each with how well it fits, in the order of the list.
    scored: Vec<(u32, Score)>,
}

impl Places {
    /// In the order of the list.
    pub fn of(mut scored: Vec<(u32, Score)>) -> Places {
        scored.shrink_to_fit();
        let set = scored.iter().map(|(place, _)| *place).collect();
        Places { set, scored }
    }

    /// How well each of these posts fits; all of them are found.
    pub fn scores(&self, among: &RoaringBitmap) -> impl Iterator<Item = Score> {
        let mut scored = self.scored.iter();
        among.iter().filter_map(move |wanted| Some(scored.find(|(place, _)| *place == wanted)?.1))
    }
}

/// The last ones, up to a number of bytes.
pub struct Looked {
    room: usize,
    kept: Mutex<Kept>,
}

struct Kept {
    found: LruCache<Piece, Arc<Places>>,
    weight: usize,
}

impl Looked {
    pub fn among_so_many(posts: usize) -> Looked {
        Looked::within(ROOM + posts.saturating_mul(ROOM_A_POST))
    }

    fn within(room: usize) -> Looked {
        Looked { room, kept: Mutex::new(Kept { found: LruCache::unbounded(), weight: 0 }) }
    }

    /// Where the piece is found; it is looked for where that is not known.
    pub fn places<E>(&self, piece: &Piece, look: impl FnOnce() -> Result<Places, E>) -> Result<Arc<Places>, E> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = kept().found.get(piece) {
            return Ok(places.clone());
        }
        let places = Arc::new(look()?);
        kept().keep(piece.clone(), places.clone(), self.room);
        Ok(places)
    }
}

impl Kept {
    fn keep(&mut self, piece: Piece, places: Arc<Places>, room: usize) {
        let heavy = weight(&piece, &places);
        if heavy > room {
            return;
        }
        self.weight += heavy;
        // Somebody else may have looked for it at the same time.
        if let Some((piece, places)) = self.found.push(piece, places) {
            self.weight -= weight(&piece, &places);
        }
        while self.weight > room
            && let Some((piece, places)) = self.found.pop_lru()
        {
            self.weight -= weight(&piece, &places);
        }
    }
}

/// In bytes, more or less: what is found nowhere takes room too.
fn weight(piece: &Piece, places: &Places) -> usize {
    let atoms = piece.phrase.len() + piece.others.iter().map(Vec::len).sum::<usize>();
    let scored = size_of_val(places.scored.as_slice());
    BESIDES + atoms * size_of::<Atom>() + scored + places.set.serialized_size()
}

#[cfg(test)]
mod tests {
    use super::super::query::Query;
    use super::*;

    fn piece(word: &str) -> Piece {
        Query::read(word).expect("a query").pieces.remove(0)
    }

    fn places(count: u32) -> Places {
        Places::of((0..count).map(|place| (place, 1.0)).collect())
    }

    /// Whether the word had to be looked for.
    fn looked(looked: &Looked, word: &str, count: u32) -> bool {
        let mut anew = false;
        let look = || {
            anew = true;
            Ok::<_, ()>(places(count))
        };
        assert_eq!(looked.places(&piece(word), look).expect("places").set.len(), u64::from(count));
        anew
    }

    #[test]
    fn what_was_looked_for_last_is_known_while_there_is_room() {
        let two = 2 * weight(&piece("畜牧"), &places(1000));
        let memory = Looked::within(two + two / 4);
        assert!(looked(&memory, "畜牧", 1000) && looked(&memory, "护理", 1000));
        assert!(!looked(&memory, "护理", 1000) && !looked(&memory, "畜牧", 1000));
        assert!(looked(&memory, "水利", 1000), "three are too many");
        assert!(!looked(&memory, "畜牧", 1000) && looked(&memory, "护理", 1000));
        assert!(looked(&memory, "财务", 3000) && looked(&memory, "财务", 3000), "one that is too large is not kept");
        assert!(!looked(&memory, "护理", 1000), "and pushes nothing out");
    }

    #[test]
    fn what_is_found_nowhere_takes_room_as_well() {
        let memory = Looked::within(8 * weight(&piece("qqq"), &places(0)));
        for letter in ('a'..='z').chain('a'..='z') {
            assert!(looked(&memory, &format!("{letter}{letter}{letter}"), 0), "{letter}");
        }
        let kept = memory.kept.lock().expect("unbroken");
        assert!((4..=8).contains(&kept.found.len()), "{}", kept.found.len());
    }

    #[test]
    fn each_of_some_posts_has_its_own_score() {
        let places = Places::of(vec![(1, 1.0), (4, 4.0), (70_000, 7.0), (70_001, 8.0)]);
        let among = RoaringBitmap::from_iter([4, 70_001]);
        assert_eq!(places.scores(&among).collect::<Vec<_>>(), [4.0, 8.0]);
        assert_eq!(places.scores(&places.set).collect::<Vec<_>>(), [1.0, 4.0, 7.0, 8.0]);
    }
}
