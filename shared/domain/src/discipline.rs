//! The national lists of disciplines: what a post asks for by name or code (Article 9), and where a name on a certificate stands.
//! The lists end at first-level disciplines; what is below them, and most undergraduate majors, they do not name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Text;
use crate::typed;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    Category,
    #[serde(rename = "first_level")]
    First,
    ProfessionalDegree,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    level: Level,
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
    level: Level,
}

static LISTED: LazyLock<Vec<Discipline>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(include_str!("../data/disciplines.csv").as_bytes())
        .deserialize::<Row>()
        .collect::<Result<Vec<_>, _>>()
        .expect("disciplines.csv is checked by a test");
    let listed = |Row { code, level, name_zh, name_en }| Discipline { code, name: Text::new(name_zh, name_en), level };
    rows.into_iter().map(listed).collect()
});

/// The classes of undergraduate majors: their own codes are of another list, their categories are the same.
static UNDERGRADUATE: LazyLock<Vec<UndergraduateRow>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../data/undergraduate-categories.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("undergraduate-categories.csv is checked by a test")
});

/// What may stand in brackets behind a name that only an academic discipline has, or only a professional degree; a certificate
/// need not say which of the two it is, so behind a name that both have they ask for more than the name does.
const ACADEMIC: [&str; 5] = ["一级学科", "学硕", "学术学位", "学术型", "学术型学位"];
const PROFESSIONAL: [&str; 4] = ["专硕", "专业学位", "专业型", "专业型学位"];
/// The Juris Master, and what may stand behind it: the graduates of which majors it is for, and the codes for that.
const LAW: &str = "0351";
const OF_LAW: [&str; 4] = ["法学", "非法学", "035101", "035102"];

/// What an office means by a code or a name. A name can stand for an academic and a professional degree, and a category is
/// meant only where nothing below it has that name. A direction or an exception in brackets asks for less than the name does,
/// and then nothing is meant: `临床医学（心血管内科方向）`, `工学（化工类除外）`.
pub fn find(typed: &str) -> Vec<&'static Discipline> {
    let whole = typed::half_width(typed).to_lowercase();
    let name = plain(&whole);
    let beside = in_brackets(&whole);
    let adds_nothing =
        |one: &Discipline| beside.as_ref().is_some_and(|said| said.iter().all(|said| says_no_less(one, said)));
    let meant = |one: &&Discipline| one.name.en.to_lowercase() == whole || is_called(one, &name) && adds_nothing(one);
    let (categories, below): (Vec<_>, Vec<_>) =
        LISTED.iter().filter(meant).partition(|one| one.level == Level::Category);
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

fn is_called(one: &Discipline, said: &str) -> bool {
    one.code == said || is_named(&one.name, said)
}

/// Whether what stands in brackets asks for no less than the name; its own code, also with two zeros, and its name do so.
fn says_no_less(one: &Discipline, said: &str) -> bool {
    let is_coded = || one.code.len() == 4 && said.strip_prefix(one.code.as_str()) == Some("00");
    let is_of_law = || one.code == LAW && OF_LAW.contains(&said);
    is_called(one, said)
        || is_coded()
        || is_of_law()
        || ACADEMIC.contains(&said) && is_only(one, Level::First)
        || PROFESSIONAL.contains(&said) && is_only(one, Level::ProfessionalDegree)
}

/// Whether all that has its name, but for a category, is of the level.
fn is_only(one: &Discipline, level: Level) -> bool {
    let named = |other: &&Discipline| other.level != Level::Category && other.name.zh == one.name.zh;
    one.level == level && LISTED.iter().filter(named).all(|other| other.level == level)
}

/// What stands in each of the brackets behind a name, up to its end; none where anything stands between or behind them.
fn in_brackets(whole: &str) -> Option<Vec<&str>> {
    let whole = whole.strip_suffix("专业").unwrap_or(whole);
    let mut rest = whole.find('(').map_or("", |at| whole[at..].trim_end());
    let mut groups = Vec::new();
    while !rest.is_empty() {
        let (group, after) = rest.strip_prefix('(')?.split_once(')')?;
        groups.push(group.trim());
        rest = after.trim_start();
    }
    Some(groups)
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
    fn brackets_behind_a_discipline_say_no_less_than_its_name_or_nothing_is_meant() {
        for (typed, meant) in [
            ("法律（非法学）", vec!["0351"]),
            ("法律（法学）（035102）", vec!["0351"]),
            ("会计（专硕）专业", vec!["1253"]),
            ("会计（专硕）（1253）", vec!["1253"]),
            ("会计（125300）", vec!["1253"]),
            ("护理学（一级学科）", vec!["1011"]),
            ("临床医学（专硕）", vec![]),
            ("会计（学硕）", vec![]),
            ("会计（125301）", vec![]),
            ("会计（专硕）（审计方向）", vec![]),
            ("政治学（法学）", vec![]),
            ("工学（专硕）", vec![]),
            ("临床医学（ 1002 ）", vec!["1002"]),
            ("1002（临床医学）", vec!["1002"]),
            ("法学（03）", vec!["03"]),
            ("Law (Juris Master)", vec!["0351"]),
            ("临床医学（心血管内科方向）", vec![]),
            ("临床医学（0812）", vec![]),
            ("工学（化工类除外）", vec![]),
            ("临床医学（专硕", vec![]),
            ("临床医学（专硕）心血管方向", vec![]),
        ] {
            assert_eq!(codes(typed), meant, "{typed}");
        }
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
        for one in LISTED.iter().filter(|one| one.level != Level::Category) {
            assert!(of_code(&one.code[..2]).is_some_and(|category| category.level == Level::Category), "{}", one.code);
        }
    }
}
