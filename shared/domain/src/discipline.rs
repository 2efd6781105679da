//! The national lists of disciplines: what a post asks for by name or code (Article 9), and where a name on a certificate stands.
//! The lists end at first-level disciplines; what is below them, and most undergraduate majors, they do not name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Text;
use crate::typed;

#[derive(Deserialize)]
struct Row {
    code: String,
    level: String,
    name_zh: String,
    name_en: String,
}

#[derive(Deserialize)]
struct UndergraduateRow {
    category_code: String,
    name_zh: String,
    name_en: String,
}

/// A discipline of the list, or a category of them.
pub struct Discipline {
    /// Four digits, of which the first two are the category; a category has two.
    pub code: String,
    pub name: Text,
    is_category: bool,
}

static LISTED: LazyLock<Vec<Discipline>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(include_str!("../data/disciplines.csv").as_bytes())
        .deserialize::<Row>()
        .collect::<Result<Vec<_>, _>>()
        .expect("disciplines.csv is checked by a test");
    let listed = |Row { code, level, name_zh, name_en }| Discipline {
        code,
        name: Text::new(name_zh, name_en),
        is_category: level == "category",
    };
    rows.into_iter().map(listed).collect()
});

/// The classes of undergraduate majors: their own codes are of another list, their categories are the same.
static UNDERGRADUATE: LazyLock<Vec<UndergraduateRow>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../data/undergraduate-categories.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("undergraduate-categories.csv is checked by a test")
});

/// What an office means by a code or a name. A name can stand for an academic and a professional degree, and a category is
/// meant only where nothing below it has that name.
pub fn find(typed: &str) -> Vec<&'static Discipline> {
    let typed = plain(typed);
    let meant = |one: &&Discipline| one.code == typed || is_named(&one.name, &typed);
    let (categories, below): (Vec<_>, Vec<_>) = LISTED.iter().filter(meant).partition(|one| one.is_category);
    if below.is_empty() { categories } else { below }
}

pub fn of_code(code: &str) -> Option<&'static Discipline> {
    LISTED.iter().find(|one| one.code == code)
}

/// The codes under which the lists know a name on a certificate; of an undergraduate class that of its category. Empty for a
/// name that they do not have.
pub(crate) fn codes_of(name: &str) -> BTreeSet<&'static str> {
    let name = plain(name);
    let listed: BTreeSet<&str> =
        LISTED.iter().filter(|one| is_named(&one.name, &name)).map(|one| one.code.as_str()).collect();
    if !listed.is_empty() {
        return listed;
    }
    let class = |one: &&UndergraduateRow| plain(&one.name_zh) == name || plain(&one.name_en) == name;
    UNDERGRADUATE.iter().filter(class).map(|one| one.category_code.as_str()).collect()
}

fn is_named(listed: &Text, name: &str) -> bool {
    plain(&listed.zh) == name || plain(&listed.en) == name
}

/// A name without what stands behind it in brackets, and without the words for what it is.
fn plain(name: &str) -> String {
    let name = typed::half_width(name).to_lowercase();
    let name = name.split('(').next().unwrap_or_default().trim();
    let name = name.strip_suffix("专业").unwrap_or(name);
    name.strip_suffix('类').unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(typed: &str) -> Vec<&'static str> {
        find(typed).into_iter().map(|one| one.code.as_str()).collect()
    }

    #[test]
    fn a_discipline_is_meant_by_its_code_or_name_and_a_category_where_nothing_below_it_is() {
        assert_eq!(codes("１００２"), ["1002"]);
        assert_eq!(codes("临床医学"), ["1002", "1051"], "the academic and the professional degree");
        assert_eq!(codes("Clinical Medicine"), ["1002", "1051"]);
        assert_eq!(codes("法学"), ["0301"]);
        assert_eq!(codes("03"), ["03"]);
        assert_eq!(codes("工学"), ["08"]);
        assert!(codes("果树栽培").is_empty() && codes("").is_empty());
    }

    #[test]
    fn a_name_on_a_certificate_is_found_with_what_stands_around_it() {
        let known = |name: &str| codes_of(name).into_iter().collect::<Vec<_>>();
        assert_eq!(known("法律（法学）"), ["0351"]);
        assert_eq!(known("临床医学专业"), ["1002", "1051"]);
        assert_eq!(known("计算机类"), ["08"], "an undergraduate class stands in its category");
        assert!(known("内科学").is_empty());
    }

    #[test]
    fn every_code_is_its_own_and_stands_in_its_category() {
        let codes: BTreeSet<&str> = LISTED.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes.len(), LISTED.len());
        for one in LISTED.iter().filter(|one| !one.is_category) {
            assert!(of_code(&one.code[..2]).is_some_and(|category| category.is_category), "{}", one.code);
        }
    }
}
