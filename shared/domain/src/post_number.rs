//! The number of a post in the catalogue, `2026-037`: a year and a place in it (Article 12).
//! Lists go by both as numbers: as text `2026-1000` would stand before `2026-999`.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PostNumber {
    pub year: i32,
    /// From 1 on, over the catalogue of the year and its amendments.
    pub place: u32,
}

impl PostNumber {
    pub fn read(number: &str) -> Option<PostNumber> {
        let (year, place) = number.split_once('-')?;
        let read = PostNumber { year: year.parse().ok()?, place: place.parse().ok()? };
        // Written in another way it is another number.
        (read.to_string() == number).then_some(read)
    }

    /// What a list is sorted by, also as text and by a database: `2026-0000001000`. What is no such number stands behind those
    /// that are.
    pub fn sorted(number: &str) -> String {
        match PostNumber::read(number) {
            Some(PostNumber { year, place }) => format!("{year:04}-{place:010}"),
            None => format!("~{number}"),
        }
    }
}

impl fmt::Display for PostNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.year, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for (place, written) in [(37, "2026-037"), (999, "2026-999"), (1000, "2026-1000")] {
            let number = PostNumber { year: 2026, place };
            assert_eq!((number.to_string().as_str(), PostNumber::read(written)), (written, Some(number)));
        }
        for other in ["2026", "2026-", "-037", "2026-37", "2026-+37", "2026-03a", "岗位-1", ""] {
            assert_eq!(PostNumber::read(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_stand_by_year_and_place_and_not_as_text() {
        let ordered = ["2025-1001", "2026-002", "2026-999", "2026-1000", "2026-10000", "2027-001", "2026-01", "A-1"];
        let sorted = ordered.map(PostNumber::sorted);
        assert!(sorted.windows(2).all(|two| two[0] < two[1]), "{sorted:?}");
    }
}
