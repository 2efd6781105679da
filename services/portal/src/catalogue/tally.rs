//! A number of each post, kept by its binary digits: the sum over any posts is a few intersections instead of a walk.

use roaring::RoaringBitmap;

/// For each digit, the posts whose number has it.
#[derive(Default)]
pub struct Tally(Vec<RoaringBitmap>);

impl Tally {
    pub fn add(&mut self, post: u32, number: u16) {
        for digit in (0..u16::BITS).filter(|digit| (number >> digit) & 1 == 1) {
            let digit = digit as usize;
            if self.0.len() <= digit {
                self.0.resize_with(digit + 1, RoaringBitmap::new);
            }
            self.0[digit].insert(post);
        }
    }

    pub fn sum(&self, posts: &RoaringBitmap) -> u64 {
        (0_u32..).zip(&self.0).map(|(digit, have)| have.intersection_len(posts) << digit).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_that_of_the_numbers() {
        let numbers = [1, 0, 7, 300, u16::MAX, 2];
        let mut tally = Tally::default();
        (0_u32..).zip(numbers).for_each(|(post, number)| tally.add(post, number));
        let sum = |posts: &[u32]| tally.sum(&posts.iter().copied().collect());
        assert_eq!([sum(&[]), sum(&[0, 2]), sum(&[1, 3, 4])], [0, 8, 300 + u64::from(u16::MAX)]);
        assert_eq!(sum(&[0, 1, 2, 3, 4, 5]), numbers.into_iter().map(u64::from).sum::<u64>());
    }
}
