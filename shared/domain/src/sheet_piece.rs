//! One thing that a cell of a list asks, said whole in one of the usual ways (Article 9): a degree, a university, a title, years,
//! an age, a licence or a language. What says more than that is none of these, and stays words.

use crate::age_limit::{AgeLimit, YOUNGER};
use crate::degree::DegreeLevel;
use crate::requirement::{Requirement, RequirementKind};
use crate::sheet_certificate;
use crate::sheet_column::SheetColumn;
use crate::title::TitleLevel;
use crate::typed;

/// Its English, and what it asks; a diploma is translated and asks nothing.
pub(crate) type Piece = (String, Option<Requirement>);

const ABOVE: [&str; 7] = ["及以上学历学位", "及以上学历", "及以上学位", "及以上", "以上学历", "以上学位", "以上"];
const SCHOOLING: [&str; 3] = ["学历学位", "学历", "学位"];
const DEGREES: [(&[&str], &str, Option<DegreeLevel>); 4] = [
    (&["博士研究生", "博士"], "Doctorate", Some(DegreeLevel::Doctor)),
    (&["硕士研究生", "硕士", "研究生"], "Master’s degree", Some(DegreeLevel::Master)),
    (&["大学本科", "本科", "学士"], "Bachelor’s degree", Some(DegreeLevel::Bachelor)),
    // A diploma is no degree: it is translated, and stays words.
    (&["大学专科", "大专", "专科"], "College diploma", None),
];
const TITLED: [&str; 3] = ["专业技术职称", "专业技术职务", "职称"];
const TITLES: [(&[&str], TitleLevel); 4] = [
    (&["正高级", "正高"], TitleLevel::Senior),
    (&["副高级", "副高"], TitleLevel::AssociateSenior),
    (&["中级"], TitleLevel::Intermediate),
    (&["初级"], TitleLevel::Junior),
];
const WORKED: [&str; 2] = ["工作经历", "工作经验"];
/// Before years: the number included.
const AT_LEAST: [&str; 3] = ["不少于", "不低于", "至少"];
/// The whole of the Double First-Class list; the longer names first. Those with a first-class discipline alone, or that were of
/// the 985 or 211 projects, are other lists, which are not known here.
const LISTED: [&str; 8] = [
    "世界一流大学和一流学科建设高校",
    "双一流建设高校",
    "双一流建设大学",
    "双一流高校",
    "双一流大学",
    "双一流院校",
    "双一流学校",
    "双一流",
];
/// What only says that something is asked.
const ASKING: [&str; 15] =
    ["必须", "应当", "要求", "具备", "具有", "持有", "取得", "获得", "拥有", "毕业于", "须", "需", "应", "有", "为"];
/// What an age is called before it stands; where it is, it need not be said again what the number counts.
const OF_AGE: [&str; 2] = ["年龄在", "年龄"];
/// Before an age or behind it: up to the number, and the number included.
const UP_TO: [&str; 4] = ["不超过", "不大于", "≤", "<="];
const AND_BELOW: [&str; 3] = ["及以下", "以下", "以内"];
const OLD: [&str; 2] = ["周岁", "岁"];
const GRADUATES: [&str; 4] = ["毕业生", "毕业的", "毕业", "的"];

/// Half width, without blanks and quotation marks, in the plainer of two ways to say the same.
pub(crate) fn plain(words: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"“”‘’\"'「」".contains(*c);
    let plain: String = typed::half_width(words).chars().filter(kept).collect();
    let same = [("或以上", "及以上"), ("(及以上)", "及以上"), ("(含)", ""), ("以上(含以上)", "及以上")];
    let plain = same.iter().fold(plain, |words, (said, plainer)| words.replace(said, plainer));
    plain.trim_matches(['。', '.', ';', ',', '、']).to_owned()
}

/// Reads a piece in its `plain` words. What a column is about need not be said in it again.
pub(crate) fn read(column: SheetColumn, words: &str) -> Option<Piece> {
    let mut words = words;
    while let Some(rest) = ASKING.iter().find_map(|asking| words.strip_prefix(asking)) {
        words = rest;
    }
    let told = |asked: Requirement| (asked.words().en, Some(asked));
    let certificate = || {
        let read = sheet_certificate::licence(words).or_else(|| sheet_certificate::language(words));
        read.map(|(en, asked)| (en, Some(asked)))
    };
    degree(words)
        .or_else(|| university(words).map(told))
        .or_else(|| title(words, column == SheetColumn::ProfessionalTitle).map(told))
        .or_else(|| years(words, column == SheetColumn::Experience).map(told))
        .or_else(|| age(words, column == SheetColumn::Age).map(told))
        .or_else(certificate)
}

/// `硕士研究生及以上`, `本科及以上学历`, `硕士学历及以上`.
fn degree(words: &str) -> Option<Piece> {
    let (said, above) = bare(words, &ABOVE).map_or((words, ""), |said| (said, " or above"));
    let said = bare(said, &SCHOOLING).unwrap_or(said);
    let (_, name, level) = DEGREES.iter().find(|(names, ..)| names.contains(&said))?;
    Some((format!("{name}{above}"), level.map(|at_least| Requirement::Degree { at_least })))
}

/// How high a degree is, where it is one.
fn level(words: &str) -> Option<DegreeLevel> {
    match degree(words)?.1? {
        Requirement::Degree { at_least } => Some(at_least),
        _ => None,
    }
}

/// `双一流高校`, `本科（双一流）`, `双一流高校硕士研究生及以上`.
fn university(words: &str) -> Option<Requirement> {
    let of_listed = |at_least| Requirement::ListedDegree { at_least };
    if is_listed(words) {
        return Some(Requirement::UniversityClass);
    }
    if let Some((before, rest)) = words.split_once('(') {
        let (school, after) = rest.split_once(')')?;
        return is_listed(school).then(|| level(&format!("{before}{after}"))).flatten().map(of_listed);
    }
    if let Some((degree, school)) = words.split_once(',') {
        return is_listed(school).then(|| level(degree)).flatten().map(of_listed);
    }
    let degree = LISTED.iter().find_map(|name| of_the_country(words).strip_prefix(name))?;
    let degree = GRADUATES.iter().find_map(|said| degree.strip_prefix(said)).unwrap_or(degree);
    level(degree).map(of_listed)
}

fn is_listed(words: &str) -> bool {
    let words = words.strip_prefix("毕业于").unwrap_or(words);
    LISTED.contains(&bare(of_the_country(words), &GRADUATES).unwrap_or(of_the_country(words)))
}

fn of_the_country(words: &str) -> &str {
    ["国家", "国内", "全国"].iter().find_map(|country| words.strip_prefix(country)).unwrap_or(words)
}

/// `副高级及以上职称`; without the word for it where the column says it.
fn title(words: &str, is_said: bool) -> Option<Requirement> {
    let above = bare(words, &ABOVE).unwrap_or(words);
    let level = match bare(above, &TITLED) {
        Some(level) => bare(level, &ABOVE).unwrap_or(level),
        None if is_said => above,
        None => return None,
    };
    let (_, at_least) = TITLES.iter().find(|(names, _)| names.contains(&level))?;
    Some(Requirement::Title { at_least: *at_least })
}

/// `5年及以上工作经历`, `工作满5年`, `不少于三年工作经历`, and `5年以上` where the column says what of; years of a certain work say
/// more than years.
fn years(words: &str, is_said: bool) -> Option<Requirement> {
    let full = || words.strip_prefix("工作满")?.strip_suffix('年');
    let worked = bare(words, &WORKED).or(is_said.then_some(words));
    let counted = |worked: &str| {
        let counted = match AT_LEAST.iter().find_map(|said| worked.strip_prefix(said)) {
            Some(years) => bare(years, &["年及以上", "年以上", "年"]),
            None => bare(worked, &["年及以上", "年以上"]),
        };
        counted.and_then(number)
    };
    let years = worked.and_then(counted).or_else(|| full().and_then(number))?;
    Requirement::read(RequirementKind::Years, &years.to_string(), "", &mut Vec::new())
}

/// In digits, or said in Chinese up to ten: `5`, `五`, `两`.
pub(crate) fn number(said: &str) -> Option<u16> {
    const SAID: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let spoken = || SAID.iter().zip(1..).find(|(word, _)| **word == said).map(|(_, number)| number);
    said.parse::<u16>().ok().or_else(spoken).or((said == "两").then_some(2))
}

/// `35周岁及以下`, `不超过35岁`, `35周岁以下，博士可放宽至40周岁`, and `≤35` where it is said what of; what is counted from or up to
/// includes the number itself, as the Civil Code has it. A bare age could be meant in more than one way.
fn age(words: &str, is_said: bool) -> Option<Requirement> {
    let said = included(words);
    let whole = said.as_ref().map_or(words, |(whole, _)| whole.as_str());
    let (first, more) = whole.split_at(whole.find([',', ';', '(']).unwrap_or(whole.len()));
    let at_most = at_most(first, is_said)?;
    if said.as_ref().is_some_and(|(_, age)| *age != at_most) {
        return None;
    }
    AgeLimit::read(&format!("{at_most}{more}")).ok().map(Requirement::Age)
}

/// `40岁以内(含40岁)`: the words without what is included, and the age that is.
fn included(words: &str) -> Option<(String, &str)> {
    let (before, rest) = words.split_once("(含")?;
    let (age, after) = rest.split_once(')')?;
    Some((format!("{before}{after}"), bare(age, &OLD).unwrap_or(age)))
}

/// The number in words that say no more than up to which age.
fn at_most(words: &str, is_said: bool) -> Option<&str> {
    let named = OF_AGE.iter().find_map(|said| words.strip_prefix(said));
    let (words, is_said) = (named.unwrap_or(words), is_said || named.is_some());
    match UP_TO.iter().find_map(|said| words.strip_prefix(said)) {
        Some(age) => bare(age, &OLD).or(is_said.then_some(age)),
        None => bare(words, &YOUNGER).or_else(|| bare(words, &AND_BELOW).filter(|_| is_said)),
    }
}

/// Without the first of these ends that it has.
pub(crate) fn bare<'a>(words: &'a str, ends: &[&str]) -> Option<&'a str> {
    ends.iter().find_map(|end| words.strip_suffix(end))
}
