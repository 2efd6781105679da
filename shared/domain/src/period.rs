//! The periods of the Measures (Articles 11, 21, 24) and how one is counted: a term from its first day to its last.
//! A term ends on the corresponding day, or on the month's last day where there is none (open point O13).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::code::coded;
use crate::open_point::OpenPointId;
use crate::policy::Policy;
use crate::text::{Language, Text};

coded! {
    /// A period that a rule turns on; how long it is says the policy.
    Period {
        WorkExperience = "work-experience",
        Unplaced = "unplaced",
        HomeLeave = "home-leave",
        Service = "service",
        Probation = "probation",
    }
}

/// A length in whole years or whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    Years(u8),
    Months(u8),
}

/// A period: its length, where it stands, and the open point where its counting or its length is a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeriodRow {
    pub name: Text,
    pub clause: Clause,
    pub span: Span,
    pub open_point: Option<OpenPointId>,
}

impl Span {
    /// In whole years; months that make no whole year are left out.
    pub fn years(self) -> u8 {
        match self {
            Span::Years(years) => years,
            Span::Months(months) => months / 12,
        }
    }

    /// `5年`, `6 months`.
    pub fn say(self, language: Language) -> String {
        match (self, language) {
            (Span::Years(years), Language::Zh) => format!("{years}年"),
            (Span::Months(months), Language::Zh) => format!("{months}个月"),
            (Span::Years(1), Language::En) => "1 year".to_owned(),
            (Span::Months(1), Language::En) => "1 month".to_owned(),
            (Span::Years(years), Language::En) => format!("{years} years"),
            (Span::Months(months), Language::En) => format!("{months} months"),
        }
    }

    fn months(self) -> Months {
        match self {
            Span::Years(years) => Months::new(u32::from(years) * 12),
            Span::Months(months) => Months::new(u32::from(months)),
        }
    }
}

/// A period that has begun. Its last day still belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Term {
    #[schema(value_type = String, format = Date)]
    pub begins_on: NaiveDate,
    #[schema(value_type = String, format = Date)]
    pub ends_on: NaiveDate,
}

impl Term {
    pub fn from(begins_on: NaiveDate, span: Span) -> Term {
        Term { begins_on, ends_on: begins_on.checked_add_months(span.months()).unwrap_or(NaiveDate::MAX) }
    }

    /// From the first day to the last, both included.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.begins_on..=self.ends_on).contains(&day)
    }

    /// The first day on which the whole term has been served.
    pub fn served_from(self) -> NaiveDate {
        self.ends_on.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }

    /// Article 24: the probation of somebody who starts on this day.
    pub fn probation(begins_on: NaiveDate, policy: &Policy) -> Term {
        Term::from(begins_on, policy.period(Period::Probation).span)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    #[test]
    fn a_probation_ends_on_the_corresponding_day_or_the_months_last() {
        for (begins, ends) in [
            ("2026-03-01", "2026-09-01"),
            ("2026-08-31", "2027-02-28"),
            ("2027-08-30", "2028-02-29"),
            ("2026-12-31", "2027-06-30"),
        ] {
            assert_eq!(Term::probation(day(begins), Policy::standard()).ends_on, day(ends), "{begins}");
        }
    }

    #[test]
    fn five_years_from_a_leap_day_end_on_the_last_of_february() {
        let term = Term::from(day("2024-02-29"), Span::Years(5));
        assert_eq!((term.ends_on, term.served_from()), (day("2029-02-28"), day("2029-03-01")));
        assert!(term.holds(term.ends_on) && !term.holds(term.served_from()));
    }

    proptest! {
        #[test]
        fn a_later_start_never_ends_earlier(days in 0u64..20_000, months in 0u8..200) {
            let (first, next) = (day("1990-01-01") + Days::new(days), day("1990-01-01") + Days::new(days + 1));
            let end = |begins| Term::from(begins, Span::Months(months)).ends_on;
            prop_assert!(end(first) <= end(next));
            prop_assert!(end(first) >= first);
        }
    }
}
