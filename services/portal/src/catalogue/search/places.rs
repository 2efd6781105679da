//! Where one thing that is looked for was found.

use roaring::RoaringBitmap;
use tantivy::Score;

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

    /// In bytes, more or less.
    pub fn weight(&self) -> usize {
        size_of_val(self.scored.as_slice()) + self.set.serialized_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_some_posts_has_its_own_score() {
        let places = Places::of(vec![(1, 1.0), (4, 4.0), (70_000, 7.0), (70_001, 8.0)]);
        let among = RoaringBitmap::from_iter([4, 70_001]);
        assert_eq!(places.scores(&among).collect::<Vec<_>>(), [4.0, 8.0]);
        assert_eq!(places.scores(&places.set).collect::<Vec<_>>(), [1.0, 4.0, 7.0, 8.0]);
    }
}
