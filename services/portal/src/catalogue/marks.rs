//! What each post is found under, post by post: how many of some posts there are under each choice is one walk through these
//! posts, however many choices there are.

use kit::Fault;
use roaring::RoaringBitmap;

/// Numbers of choices, those of a post behind those of the post before it.
pub struct Marks {
    /// Where the marks of each post begin, and at last where they end.
    begins: Vec<u32>,
    marks: Vec<u16>,
}

impl Marks {
    pub fn new() -> Marks {
        Marks { begins: vec![0], marks: Vec::new() }
    }

    /// Those of the next post.
    pub fn add(&mut self, choices: impl IntoIterator<Item = u16>) -> Result<(), Fault> {
        self.marks.extend(choices);
        let end = u32::try_from(self.marks.len()).map_err(|_| Fault::new("more marks than can be numbered"))?;
        self.begins.push(end);
        Ok(())
    }

    pub fn shrink(&mut self) {
        self.begins.shrink_to_fit();
        self.marks.shrink_to_fit();
    }

    /// How many of these posts there are under each of the first so many choices.
    pub fn count(&self, posts: &RoaringBitmap, choices: usize) -> Vec<u64> {
        let mut counts = vec![0; choices];
        for post in posts {
            let post = post as usize;
            let marks = self.begins[post] as usize..self.begins[post + 1] as usize;
            self.marks[marks].iter().for_each(|choice| counts[usize::from(*choice)] += 1);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_a_post_counts_and_no_other_posts_does() {
        let mut marks = Marks::new();
        let each: [&[u16]; 4] = [&[0, 2], &[], &[2, 3, 0], &[1]];
        each.into_iter().try_for_each(|choices| marks.add(choices.iter().copied())).expect("added");
        marks.shrink();
        let count = |posts: &[u32]| marks.count(&posts.iter().copied().collect(), 5);
        assert_eq!(count(&[0, 1, 2, 3]), [2, 1, 2, 1, 0]);
        assert_eq!(count(&[1, 2]), [1, 0, 1, 1, 0]);
        assert_eq!(count(&[]), [0; 5]);
    }
}
