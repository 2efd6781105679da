//! Where a school stands on the Double First-Class lists, and which list counts (Articles 10(4) and 11(3), open point O3).
//! A note beside the question; what follows for a clause is said by the evaluation alone.

use chrono::NaiveDate;
use domain::DegreeInput;
use domain::university::{self, Listing};
use kit::html::Say;

/// None without a school, and for one abroad.
pub fn standing(degree: &DegreeInput, today: NaiveDate, say: &Say) -> Option<String> {
    let school = degree.school.trim();
    if school.is_empty() || !matches!(degree.country.trim(), "" | "CN") {
        return None;
    }
    let stands = match university::listing(school) {
        Listing::NotListed => return Some(say.with("school-not-listed", &[("school", school.into())])),
        Listing::PerhapsPartOf(listed) => {
            return Some(say.with("school-perhaps", &[("school", school.into()), ("listed", listed.into())]));
        }
        Listing::Listed(years) => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            say.with(
                "school-listed",
                &[("school", school.into()), ("years", years.join(&*say.it("between-parts")).into())],
            )
        }
    };
    let now = university::list_on(today).map(|year| year.to_string()).unwrap_or_default();
    let rule = match degree.awarded(today).map(|(year, month)| university::list_at_award(year, month)) {
        None => say.with("school-rule", &[("now", now.into())]),
        Some(None) => say.with("school-rule-before", &[("now", now.into())]),
        Some(Some(award)) => say.with("school-rule-award", &[("award", award.to_string().into()), ("now", now.into())]),
    };
    Some(format!("{stands}{}{rule}", say.it("gap")))
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;
    use crate::words;

    fn said(school: &str, year: &str, country: &str) -> Option<String> {
        let text = |text: &str| text.to_owned();
        let (school, year, country) = (text(school), text(year), text(country));
        let degree = DegreeInput { school, year, country, month: text("6月"), ..DegreeInput::default() };
        standing(&degree, "2026-11-24".parse().expect("a date"), &words::say(Language::Zh))
    }

    #[test]
    fn the_list_of_the_degree_and_that_of_today_are_named() {
        let lanzhou = said("兰州大学", "2019", "").expect("a note");
        assert!(lanzhou.contains("2017、2022") && lanzhou.contains("获得学位时有效的名单是2017年"), "{lanzhou}");
        assert_eq!(said("兰州大学", "２０１９", ""), Some(lanzhou), "as a Chinese keyboard writes it");
        assert!(said("兰州大学", "2010", "CN").expect("a note").contains("获得学位时还没有"));
        assert!(said("伊犁师范大学", "2019", "").expect("a note").contains("不在"));
        assert_eq!((said("兰州大学", "2019", "KZ"), said("", "2019", "")), (None, None));
    }
}
