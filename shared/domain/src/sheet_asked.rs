//! What a cell of a list asks of a person (Article 9), where it says so in one of the usual ways and says nothing else.
//! A cell that says more is words alone: half of it would be held against people as if it were the whole.

use crate::degree::DegreeLevel;
use crate::requirement::{Requirement, RequirementKind};
use crate::sheet_column::SheetColumn;
use crate::title::TitleLevel;
use crate::typed;

const ABOVE: [&str; 7] = ["及以上学历学位", "及以上学历", "及以上学位", "及以上", "以上学历", "以上学位", "以上"];
const DEGREES: [(&[&str], &str, Option<DegreeLevel>); 4] = [
    (&["博士研究生", "博士"], "Doctorate", Some(DegreeLevel::Doctor)),
    (&["硕士研究生", "硕士", "研究生"], "Master’s degree", Some(DegreeLevel::Master)),
    (&["大学本科", "全日制本科", "本科", "学士"], "Bachelor’s degree", Some(DegreeLevel::Bachelor)),
    // A diploma is no degree: it is translated, and stays words.
    (&["大学专科", "大专", "专科"], "College diploma", None),
];
const TITLES: [(&[&str], TitleLevel); 4] = [
    (&["正高级", "正高"], TitleLevel::Senior),
    (&["副高级", "副高"], TitleLevel::AssociateSenior),
    (&["中级"], TitleLevel::Intermediate),
    (&["初级"], TitleLevel::Junior),
];

/// The English of a cell, empty where somebody has to translate it, and what it asks.
pub(crate) fn read(column: SheetColumn, words: &str) -> (String, Option<Requirement>) {
    if column == SheetColumn::Degree {
        return degree(words).unwrap_or_default();
    }
    let asked = match column {
        SheetColumn::Discipline => Requirement::read(RequirementKind::Discipline, words, "", &mut Vec::new()),
        SheetColumn::ProfessionalTitle => title(words),
        SheetColumn::Experience => years(words),
        SheetColumn::Age => age(words),
        _ => None,
    };
    (asked.as_ref().map_or_else(String::new, |asked| asked.words().en), asked)
}

fn degree(words: &str) -> Option<(String, Option<Requirement>)> {
    let (bare, above) = match bare(words, &ABOVE) {
        Some(bare) => (bare, " or above"),
        None => (words, ""),
    };
    let (_, name, level) = DEGREES.iter().find(|(names, ..)| names.contains(&bare.trim()))?;
    Some((format!("{name}{above}"), level.map(|at_least| Requirement::Degree { at_least })))
}

fn title(words: &str) -> Option<Requirement> {
    let words = bare(words, &["专业技术职称", "专业技术职务", "职称"]).unwrap_or(words);
    let level = bare(words, &ABOVE).unwrap_or(words);
    let (_, at_least) = TITLES.iter().find(|(names, _)| names.contains(&level))?;
    Some(Requirement::Title { at_least: *at_least })
}

/// `5年以上`, `5年及以上工作经历`, `工作满5年`; years of a certain work say more than years.
fn years(words: &str) -> Option<Requirement> {
    let words = typed::half_width(words);
    let words = bare(&words, &["工作经历", "工作经验"]).unwrap_or(&words);
    let full = || words.strip_prefix("工作满")?.strip_suffix('年');
    asked(RequirementKind::Years, bare(words, &["年及以上", "年以上"]).or_else(full)?)
}

/// `35周岁及以下`; what is counted from or up to includes the number itself, as the Civil Code has it.
fn age(words: &str) -> Option<Requirement> {
    let words = typed::half_width(words);
    let bare = bare(&words, &["周岁及以下", "周岁以下", "周岁以内", "岁及以下", "岁以下", "岁以内"])?;
    asked(RequirementKind::Age, bare)
}

fn asked(kind: RequirementKind, number: &str) -> Option<Requirement> {
    Requirement::read(kind, number, "", &mut Vec::new())
}

/// Without the first of these ends that it has.
fn bare<'a>(words: &'a str, ends: &[&str]) -> Option<&'a str> {
    ends.iter().find_map(|end| words.strip_suffix(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_asks_what_it_says_whole_and_is_words_where_it_says_more() {
        use SheetColumn::{Age, Degree, Discipline, Experience, Other, ProfessionalTitle};
        for (column, words, kind, value) in [
            (Degree, "硕士研究生及以上", "degree", "master"),
            (Degree, "博士", "degree", "doctor"),
            (Degree, "本科以上学位", "degree", "bachelor"),
            (Degree, "大专及以上", "", ""),
            (Degree, "博士（可放宽）", "", ""),
            (Discipline, "临床医学", "discipline", "1002、1051"),
            (Discipline, "临床医学、果树栽培", "", ""),
            (ProfessionalTitle, "副高级及以上职称", "title", "associate-senior"),
            (ProfessionalTitle, "中级以上", "title", "intermediate"),
            (ProfessionalTitle, "高级职称", "", ""),
            (Experience, "５年以上", "years", "5"),
            (Experience, "5年及以上工作经历", "years", "5"),
            (Experience, "工作满5年", "years", "5"),
            (Experience, "三级医院工作5年以上", "", ""),
            (Age, "35周岁及以下", "age", "35"),
            (Age, "40岁以下", "age", "40"),
            (Age, "35周岁以下，博士可到40周岁", "", ""),
            (Other, "5年以上", "", ""),
        ] {
            let (en, asked) = read(column, words);
            let found = asked.as_ref().map_or(String::new(), |asked| asked.kind().code().to_owned());
            let typed = asked.map_or_else(String::new, |asked| asked.value());
            assert_eq!((found.as_str(), typed.as_str()), (kind, value), "{column} {words}");
            assert!(kind.is_empty() || !en.is_empty(), "{column} {words}");
        }
        assert_eq!(read(Degree, "硕士研究生及以上").0, "Master’s degree or above");
        assert_eq!(read(Degree, "大专及以上").0, "College diploma or above");
    }
}
