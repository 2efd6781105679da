//! What each post is found under in one facet, post by post: how many of some posts there are under each choice is one walk
//! through these posts, however many choices there are.

use kit::Fault;

/// Numbers of choices, those of a post behind those of the post before it.
#[derive(Default)]
pub struct Marks {
    choices: u16,
    /// Where the marks of each post end; none once each post is known to have one.
    ends: Vec<u32>,
    marks: Vec<u16>,
}

impl Marks {
    /// That of a choice more.
    pub fn number(&mut self) -> Result<u16, Fault> {
        let number = self.choices;
        self.choices = number.checked_add(1).ok_or_else(|| Fault::new("more choices than can be numbered"))?;
        Ok(number)
    }

    /// The next post is found under it.
    pub fn mark(&mut self, choice: u16) {
        self.marks.push(choice);
    }

    /// The next post is found under nothing else.
    pub fn end(&mut self) -> Result<(), Fault> {
        let end = u32::try_from(self.marks.len()).map_err(|_| Fault::new("more marks than can be numbered"))?;
        self.ends.push(end);
        Ok(())
    }

    /// All posts are marked.
    pub fn shrink(&mut self) {
        if (1..).zip(&self.ends).all(|(place, end)| place == *end) {
            self.ends.clear();
        }
        self.ends.shrink_to_fit();
        self.marks.shrink_to_fit();
    }

    /// How many of these posts there are under each choice.
    pub fn count(&self, posts: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; usize::from(self.choices)];
        for post in posts {
            self.of(*post).iter().for_each(|choice| counts[usize::from(*choice)] += 1);
        }
        counts
    }

    /// Those of a post.
    pub fn of(&self, post: u32) -> &[u16] {
        let post = post as usize;
        if self.ends.is_empty() {
            return &self.marks[post..=post];
        }
        let begin = post.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.marks[begin as usize..self.ends[post] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(posts: &[&[u16]]) -> Marks {
        let mut marks = Marks::default();
        (0..5).for_each(|number| assert_eq!(marks.number().expect("a number"), number));
        for choices in posts {
            choices.iter().for_each(|choice| marks.mark(*choice));
            marks.end().expect("ended");
        }
        marks.shrink();
        marks
    }

    #[test]
    fn every_choice_of_a_post_counts_and_no_other_posts_does() {
        let marks = marked(&[&[0, 2], &[], &[2, 3, 0], &[1]]);
        assert_eq!(marks.count(&[0, 1, 2, 3]), [2, 1, 2, 1, 0]);
        assert_eq!(marks.count(&[1, 2]), [1, 0, 1, 1, 0]);
        assert_eq!(marks.count(&[]), [0; 5]);
    }

    #[test]
    fn where_each_post_has_one_they_are_counted_alike() {
        let marks = marked(&[&[4], &[0], &[4], &[1]]);
        assert!(marks.ends.is_empty());
        assert_eq!(marks.count(&[0, 2, 3]), [0, 1, 0, 0, 2]);
    }
}
