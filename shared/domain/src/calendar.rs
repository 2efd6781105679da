//! Working days as the State Council and Xinjiang announce them (`data/working-days*.csv`).
//! A year is known once its holidays are announced; beyond that a due date is an estimate and says so. It counts on the holidays
//! that the State Council's rule gives every year (全国年节及纪念日放假办法), not on how the notice will move days around them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const NATIONAL: &str = include_str!("../data/working-days.csv");
const XINJIANG: &str = include_str!("../data/working-days-xinjiang.csv");
/// The statutory holidays of the lunar calendar in years that are not announced yet.
const LUNAR: &str = include_str!("../data/lunar-holidays.csv");

/// Working days that an estimated day holds longer: more than the notices of the State Council and of Xinjiang add in one term.
const LEEWAY: u16 = 10;

/// Until when something is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Due {
    #[schema(value_type = String, format = Date)]
    pub date: NaiveDate,
    /// Some of the days counted lie in a year whose holidays are not announced yet.
    pub estimated: bool,
}

impl Due {
    /// The last day on which nobody is held to be late. Nobody is refused by an estimate: the notice of the year may yet take
    /// days off, so an estimated day holds for so many working days more.
    pub fn holds_until(self, calendar: &Calendar) -> NaiveDate {
        if self.estimated { calendar.add_working_days(self.date, LEEWAY).date } else { self.date }
    }
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
    let known_years: BTreeSet<i32> = national.iter().map(|row| row.date.year()).collect();
    let lunar = read(LUNAR).into_iter().filter(|row| !known_years.contains(&row.date.year()));
    let kinds = national.into_iter().chain(read(XINJIANG)).chain(lunar).map(|row| (row.date, row.kind)).collect();
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

    /// How many working days late something is; none on its due day. The day after is one day late, also where nobody works on it.
    pub fn days_late(&self, due: NaiveDate, today: NaiveDate) -> Option<i32> {
        (due < today).then(|| self.working_days_between(due, today).max(1))
    }

    fn is_worked(&self, date: NaiveDate) -> bool {
        match self.kinds.get(&date) {
            Some(Kind::Holiday) => false,
            Some(Kind::MakeupWorkday) => true,
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => false,
            None => self.known_years.contains(&date.year()) || !is_statutory(date),
        }
    }
}

/// The statutory holidays of the solar calendar: New Year's Day, Qingming, and those of May and October.
fn is_statutory(date: NaiveDate) -> bool {
    // Until 2041 the solar term falls on 4 April in a leap year and in the one after it, on 5 April in the others.
    let qingming = if date.year().rem_euclid(4) < 2 { 4 } else { 5 };
    match date.month() {
        1 => date.day() == 1,
        4 => date.day() == qingming,
        5 => date.day() <= 2,
        10 => date.day() <= 3,
        _ => false,
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

    /// Years enough ahead stay unannounced; the lunar holidays are looked at without any notice.
    #[test]
    fn in_a_year_that_is_not_announced_nobody_works_on_a_statutory_holiday() {
        let calendar = Calendar::standard();
        for holiday in ["2098-01-01", "2098-05-01", "2098-05-02", "2097-10-01", "2097-10-02", "2097-10-03"] {
            assert!(!calendar.is_worked(day(holiday)), "{holiday}");
        }
        assert!(
            calendar.is_worked(day("2098-01-02")) && calendar.is_worked(day("2097-10-04")),
            "no more than the rule"
        );
        for (year, qingming) in [(2023, 5), (2024, 4), (2025, 4), (2026, 5), (2027, 5), (2028, 4), (2029, 4), (2030, 5)]
        {
            let of_april = |day| is_statutory(NaiveDate::from_ymd_opt(year, 4, day).expect("a date"));
            assert_eq!((1..=30).filter(|day| of_april(*day)).collect::<Vec<u32>>(), [qingming], "{year}");
        }

        let kinds = read(LUNAR).into_iter().map(|row| (row.date, row.kind)).collect();
        let unannounced = Calendar { kinds, known_years: BTreeSet::new() };
        for holiday in ["2027-02-05", "2027-02-08", "2027-06-09", "2027-09-15", "2028-01-25", "2030-02-05"] {
            assert!(!unannounced.is_worked(day(holiday)), "{holiday}");
        }
        let due = |from: &str, days| unannounced.add_working_days(day(from), days);
        assert_eq!(
            due("2026-12-31", 1),
            Due { date: day("2027-01-04"), estimated: true },
            "New Year's Day and a weekend"
        );
        assert_eq!(due("2027-02-04", 1).date, day("2027-02-09"), "over the Spring Festival");
    }

    #[test]
    fn a_due_date_beyond_the_announced_years_is_an_estimate() {
        let calendar = Calendar::standard();
        assert_eq!(calendar.add_working_days(day("2026-11-03"), 15), Due { date: day("2026-11-24"), estimated: false });
        let eve = |year: i32| NaiveDate::from_ymd_opt(year, 12, 28).expect("a date");
        let last = *calendar.known_years.last().expect("a known year");
        assert!(!calendar.add_working_days(eve(last - 1), 15).estimated);
        assert!(calendar.add_working_days(eve(last), 15).estimated);
        assert_eq!(calendar.add_working_days(day("2026-11-07"), 0).date, day("2026-11-07"));
        assert_eq!(calendar.working_days_between(day("2026-11-24"), day("2026-11-03")), -15);
    }
}
