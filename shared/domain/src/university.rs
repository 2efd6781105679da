//! The Double First-Class lists (Articles 7, 10(4), 11(3)) as the ministry published them, each from its day on.
//! Which list counts is open point O3: this module says where a school stands, the evaluation says what follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// A list holds from the day of its publication until the next one.
const PUBLISHED: [(i32, (i32, u32, u32)); 2] = [(2017, (2017, 9, 21)), (2022, (2022, 2, 14))];

#[derive(Deserialize)]
struct Row {
    year: i32,
    name_zh: String,
    name_en: String,
    aliases_zh: String,
}

/// A listed name, and the years of the lists it stands on.
struct Entry {
    name: String,
    years: BTreeSet<i32>,
}

/// By the name without spaces, in small letters.
static LISTED: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    let rows: Vec<Row> = csv::Reader::from_reader(include_str!("../data/double-first-class.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("double-first-class.csv is checked by a test");
    let mut listed: BTreeMap<String, Entry> = BTreeMap::new();
    for row in rows {
        let names = [row.name_zh.as_str(), row.name_en.as_str()].into_iter().chain(row.aliases_zh.split('|'));
        for name in names.filter(|name| !name.is_empty()) {
            let entry = || Entry { name: name.to_owned(), years: BTreeSet::new() };
            listed.entry(plain(name)).or_insert_with(entry).years.insert(row.year);
        }
    }
    listed
});

/// How a school's name stands to the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// On the lists of these years, under its own name or a successor's.
    Listed(BTreeSet<i32>),
    /// Begins like a listed name: a faculty of it, or an independent college with a borrowed name.
    PerhapsPartOf(String),
    NotListed,
}

/// Where a school stands, by its Chinese or English name.
pub fn listing(school: &str) -> Listing {
    let name = plain(school);
    if let Some(entry) = LISTED.get(&name) {
        return Listing::Listed(entry.years.clone());
    }
    let beginnings = LISTED.iter().filter(|(listed, _)| name.starts_with(listed.as_str()));
    let longest = beginnings.max_by_key(|(listed, _)| listed.len());
    longest.map_or(Listing::NotListed, |(_, entry)| Listing::PerhapsPartOf(entry.name.clone()))
}

/// The list in force on a day; none before the first was published.
pub fn list_on(day: NaiveDate) -> Option<i32> {
    PUBLISHED
        .iter()
        .rev()
        .find(|(_, (year, month, of))| (*year, *month, *of) <= (day.year(), day.month(), day.day()))
        .map(|(list, _)| *list)
}

/// The list in force when a degree was given; a month not stated is taken as June, the usual one.
pub fn list_at_award(year: i32, month: Option<u32>) -> Option<i32> {
    let last_of_month = |first: NaiveDate| first.checked_add_days(chrono::Days::new(27));
    NaiveDate::from_ymd_opt(year, month.unwrap_or(6), 1).and_then(last_of_month).and_then(list_on)
}

/// Every listed name in Chinese, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    LISTED.values().map(|entry| entry.name.as_str()).filter(|name| !name.starts_with(|c: char| c.is_ascii()))
}

fn plain(name: &str) -> String {
    let name = name.split_whitespace().collect::<String>().to_lowercase();
    name.replace('(', "（").replace(')', "）")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(school: &str) -> Vec<i32> {
        match listing(school) {
            Listing::Listed(years) => years.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_school_is_found_by_its_names_of_then_and_now() {
        assert_eq!(years("兰州大学"), [2017, 2022]);
        assert_eq!(years("Lanzhou University"), [2017, 2022]);
        assert_eq!(years("南方科技大学"), [2022]);
        assert_eq!(years("第二军医大学"), [2017, 2022], "renamed");
        assert_eq!(years("中国地质大学（北京）"), [2017, 2022], "split");
        assert_eq!(years("华西医科大学"), [2017, 2022], "merged");
        assert_eq!(years("中国石油大学(华东)"), [2017, 2022], "half-width brackets");
        assert_eq!(years("伊犁师范大学"), [0; 0]);
    }

    #[test]
    fn a_borrowed_name_is_left_to_a_person() {
        assert_eq!(listing("浙江大学城市学院"), Listing::PerhapsPartOf("浙江大学".into()));
        assert_eq!(listing("家里蹲大学"), Listing::NotListed);
    }

    #[test]
    fn each_list_holds_from_its_publication() {
        assert_eq!(list_at_award(2017, Some(6)), None);
        assert_eq!(list_at_award(2017, Some(12)), Some(2017));
        assert_eq!(list_at_award(2022, Some(1)), Some(2017));
        assert_eq!(list_at_award(2022, None), Some(2022));
    }

    #[test]
    fn a_name_of_then_leads_to_one_school() {
        let rows: Vec<Row> = csv::Reader::from_reader(include_str!("../data/double-first-class.csv").as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("the lists");
        let listed: BTreeSet<&str> = rows.iter().map(|row| row.name_zh.as_str()).collect();
        let mut successors: BTreeMap<&str, Vec<(&str, i32)>> = BTreeMap::new();
        for row in &rows {
            for alias in row.aliases_zh.split('|').filter(|alias| !alias.is_empty() && !listed.contains(alias)) {
                successors.entry(alias).or_default().push((row.name_zh.as_str(), row.year));
            }
        }
        assert!(successors.len() >= 17);
        for (alias, found) in successors {
            let schools: BTreeSet<&str> = found.iter().map(|(school, _)| *school).collect();
            assert_eq!(schools.len(), 1, "{alias}: {found:?}");
        }
        assert_eq!(years("成都科技大学"), [2017, 2022]);
    }

    #[test]
    fn the_lists_have_the_ministrys_numbers_of_schools() {
        let count = |year: i32| {
            let start = format!("{year},");
            include_str!("../data/double-first-class.csv").lines().filter(|line| line.starts_with(&start)).count()
        };
        assert_eq!((count(2017), count(2022)), (137, 147));
    }
}
