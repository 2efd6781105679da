//! Days and instants as people read them, in `<time>` so that programs read them too. Civil time is that of Shanghai.

use std::fmt;

use askama::filters::HtmlSafe;
use chrono::{Datelike, NaiveDate, Timelike};
use contract::Language;

use crate::clock::Instant;

/// A `<time>` element: a template writes it with `{{ }}` and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    datetime: String,
    pub words: String,
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "<time datetime=\"{}\">{}</time>", self.datetime, self.words)
    }
}

impl HtmlSafe for When {}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [(&str, &str); 7] =
    [("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun")];

/// `12月8日 星期二`, `Tue 8 December`.
pub fn weekday(date: NaiveDate, language: Language) -> When {
    let (zh, en) = DAYS[date.weekday().num_days_from_monday() as usize];
    let words = match language {
        Language::Zh => format!("{} 星期{zh}", day_words(date, language)),
        Language::En => format!("{en} {}", day_words(date, language)),
    };
    When { datetime: date.to_string(), words }
}

/// `12月8日`, `8 December`.
pub fn day(date: NaiveDate, language: Language) -> When {
    When { datetime: date.to_string(), words: day_words(date, language) }
}

/// `2026年12月8日`, `8 December 2026`.
pub fn full(date: NaiveDate, language: Language) -> When {
    When { datetime: date.to_string(), words: full_words(date, language) }
}

/// `2026年12月8日18:00`, `8 December 2026, 18:00`.
pub fn moment(instant: Instant, language: Language) -> When {
    let local = instant.in_shanghai();
    let (hour, minute) = (local.hour(), local.minute());
    let date = full_words(local.date_naive(), language);
    let words = match language {
        Language::Zh => format!("{date}{hour:02}:{minute:02}"),
        Language::En => format!("{date}, {hour:02}:{minute:02}"),
    };
    When { datetime: format!("{}T{hour:02}:{minute:02}+08:00", local.date_naive()), words }
}

fn day_words(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Zh => format!("{}月{}日", date.month(), date.day()),
        Language::En => format!("{} {}", date.day(), MONTHS[date.month0() as usize]),
    }
}

fn full_words(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Zh => format!("{}年{}", date.year(), day_words(date, language)),
        Language::En => format!("{} {}", day_words(date, language), date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_both_languages() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 8).expect("a date");
        assert_eq!(weekday(date, Language::Zh).to_string(), "<time datetime=\"2026-12-08\">12月8日 星期二</time>");
        assert_eq!(weekday(date, Language::En).words, "Tue 8 December");
        assert_eq!(full(date, Language::Zh).words, "2026年12月8日");
    }

    #[test]
    fn an_instant_is_said_in_shanghai_time() {
        let instant = Instant(1_764_000_180_000_000);
        assert_eq!(
            moment(instant, Language::En).to_string(),
            "<time datetime=\"2025-11-25T00:03+08:00\">25 November 2025, 00:03</time>"
        );
    }
}
