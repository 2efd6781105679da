//! The bands that posts are sorted into by what they ask, pay, and when they close.

use chrono::NaiveDate;
use domain::{DegreeLevel, Post, coded};

use super::reading;

const FEN_OF_100K: i64 = 10_000_000;
const WEEK: i64 = 7;
const MONTH: i64 = 30;

coded! {
    /// The lowest degree that a post names.
    Degree { Bachelor = "bachelor", Master = "master", Doctor = "doctor", Unnamed = "unnamed" }
}

coded! {
    /// The least pay of a year before tax.
    Pay { Under100k = "under-100k", From100k = "100k-200k", From200k = "200k-300k", From300k = "from-300k", Unstated = "unstated" }
}

coded! {
    /// How soon a post closes; what closes within a week also closes within a month.
    Closing { Week = "week", Month = "month", UntilFilled = "until-filled" }
}

impl Degree {
    pub fn of(post: &Post) -> Degree {
        match reading::lowest_degree(post) {
            Some(DegreeLevel::Bachelor) => Degree::Bachelor,
            Some(DegreeLevel::Master) => Degree::Master,
            Some(DegreeLevel::Doctor) => Degree::Doctor,
            None => Degree::Unnamed,
        }
    }
}

impl Pay {
    pub fn of(post: &Post) -> Pay {
        match reading::least_pay(post) {
            None => Pay::Unstated,
            Some(fen) if fen < FEN_OF_100K => Pay::Under100k,
            Some(fen) if fen < 2 * FEN_OF_100K => Pay::From100k,
            Some(fen) if fen < 3 * FEN_OF_100K => Pay::From200k,
            Some(_) => Pay::From300k,
        }
    }
}

impl Closing {
    /// All that hold of a post on that day.
    pub fn of(post: &Post, today: NaiveDate) -> Vec<Closing> {
        let Some(last) = post.closes_on else { return vec![Closing::UntilFilled] };
        match (last - today).num_days() {
            days if days <= WEEK => vec![Closing::Week, Closing::Month],
            days if days <= MONTH => vec![Closing::Month],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::super::samples::{TODAY, post};
    use super::*;

    #[test]
    fn what_closes_within_a_week_closes_within_a_month() {
        let closing = |days| Closing::of(&Post { closes_on: Some(TODAY + Days::new(days)), ..post() }, TODAY);
        assert_eq!(closing(7), [Closing::Week, Closing::Month]);
        assert_eq!([closing(8), closing(30)], [[Closing::Month], [Closing::Month]]);
        assert!(closing(31).is_empty());
        assert_eq!(Closing::of(&Post { closes_on: None, ..post() }, TODAY), [Closing::UntilFilled]);
    }
}
