//! Working days as the State Council and Xinjiang announce them (`data/working-days*.csv`).
//! A year is known once its holidays are announced; beyond that a due date is an estimate and says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const NATIONAL: &str = include_str!("../data/working-days.csv");
const XINJIANG: &str = include_str!("../data/working-days-xinjiang.csv");

/// Until when something is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    #[schema(value_type = String, format = Date)]
    pub date: NaiveDate,
    /// Some of the days counted lie in a year whose holidays are not announced yet.
    pub estimated: bool,
}

/// The announced holidays and make-up working days.
#[derive(Clone, Debug)]
pub struct Calendar {
    kinds: BTreeMap<NaiveDate, Kind>,
    known_years: BTreeSet<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Holiday,
    MakeupWorkday,
}

#[derive(Deserialize)]
struct Row {
    date: NaiveDate,
    kind: Kind,
}

static STANDARD: LazyLock<Calendar> = LazyLock::new(|| {
    let national = read(NATIONAL);
    let known_years = national.iter().map(|row| row.date.year()).collect();
    let kinds = national.into_iter().chain(read(XINJIANG)).map(|row| (row.date, row.kind)).collect();
    Calendar { kinds, known_years }
});

fn read(written: &str) -> Vec<Row> {
    csv::Reader::from_reader(written.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the working days are checked by a test")
}

impl Calendar {
    pub fn standard() -> &'static Calendar {
        &STANDARD
    }

    /// The day on which the `days`th working day after `date` falls; `date` itself does not count.
    pub fn add_working_days(&self, date: NaiveDate, days: u16) -> Due {
        let mut due = Due { date, estimated: false };
        let mut left = days;
        while left > 0 {
            let Some(next) = due.date.checked_add_days(Days::new(1)) else {
                return Due { estimated: true, ..due };
            };
            due.date = next;
            due.estimated |= !self.known_years.contains(&next.year());
            left -= u16::from(self.is_worked(next));
        }
        due
    }

    /// The day on which the `days`th working day before `date` falls; `date` itself does not count.
    pub fn working_days_before(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        let mut worked = date.iter_days().rev().skip(1).filter(|day| self.is_worked(*day));
        (0..days).try_fold(date, |_, _| worked.next())
    }

    /// Working days from the day after `from` to `to`, both ways: negative when `to` lies before.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let worked =
            first.iter_days().skip(1).take_while(|day| *day <= last).filter(|day| self.is_worked(*day)).count();
        sign * i32::try_from(worked).unwrap_or(i32::MAX)
    }

    fn is_worked(&self, date: NaiveDate) -> bool {
        match self.kinds.get(&date) {
            Some(Kind::Holiday) => false,
            Some(Kind::MakeupWorkday) => true,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    #[test]
    fn holidays_make_up_days_and_weekends_are_told_apart() {
        let calendar = Calendar::standard();
        assert!(calendar.is_worked(day("2023-01-28")), "a Saturday made up");
        assert!(!calendar.is_worked(day("2023-01-23")), "Spring Festival");
        assert!(!calendar.is_worked(day("2025-06-09")), "Corban in Xinjiang");
        assert!(calendar.is_worked(day("2026-11-23")) && !calendar.is_worked(day("2026-11-22")));
    }

    #[test]
    fn working_days_per_year_are_those_announced() {
        let calendar = Calendar {
            kinds: read(NATIONAL).into_iter().map(|row| (row.date, row.kind)).collect(),
            known_years: BTreeSet::new(),
        };
        for (year, worked) in [(2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
            let eve = day(&format!("{}-12-31", year - 1));
            assert_eq!(calendar.working_days_between(eve, day(&format!("{year}-12-31"))), worked, "{year}");
        }
    }

    #[test]
    fn so_many_working_days_before_a_day_skip_what_nobody_works_on() {
        let before = |date: &str, days| Calendar::standard().working_days_before(day(date), days);
        assert_eq!(before("2026-11-24", 0), Some(day("2026-11-24")));
        assert_eq!(before("2026-11-24", 1), Some(day("2026-11-23")), "a Monday before a Tuesday");
        assert_eq!(before("2026-11-23", 4), Some(day("2026-11-17")), "over a weekend");
        assert_eq!(before("2023-01-28", 1), Some(day("2023-01-20")), "over the Spring Festival");
        assert_eq!(before("2023-01-30", 2), Some(day("2023-01-28")), "a Saturday made up");
        assert_eq!(before("2031-01-06", 1), Some(day("2031-01-03")), "a weekend, whatever is announced");
        assert_eq!(Calendar::standard().working_days_before(NaiveDate::MIN, 1), None);
    }

    #[test]
    fn a_due_date_beyond_the_announced_years_is_an_estimate() {
        let calendar = Calendar::standard();
        assert_eq!(calendar.add_working_days(day("2026-11-03"), 15), Due { date: day("2026-11-24"), estimated: false });
        assert!(calendar.add_working_days(day("2026-12-28"), 15).estimated);
        assert_eq!(calendar.add_working_days(day("2026-11-07"), 0).date, day("2026-11-07"));
        assert_eq!(calendar.working_days_between(day("2026-11-24"), day("2026-11-03")), -15);
    }
}
