//! A row of a list of posts as offices send it, read into a draft (Articles 3, 6, 9 to 12 and 17). What is sure is turned into
//! what the form takes; what is not is kept word for word and marked. Nothing is dropped: a row that is no post says why.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::asked::Asked;
use crate::category::Category;
use crate::code::coded;
use crate::condition_input::ConditionInput;
use crate::mode::Mode;
use crate::pay;
use crate::policy::Policy;
use crate::post_input::{PAY_AGREED, PAY_BAND, PostInput};
use crate::sector::Sector;
use crate::sheet_column::{self, SheetColumn};
use crate::sheet_condition;
use crate::sheet_piece;
use crate::text::Text;
use crate::typed;

coded! {
    /// Why a row is no post.
    NoPost {
        Empty = "empty",
        Total = "total",
        OtherUnit = "other-unit",
        /// Words about the list, like those below it, or one cell that stands alone in its row.
        Note = "note",
    }
}

/// What a note begins with; a number or a colon follows.
const NOTES: [&str; 10] = ["注", "备注", "附注", "注意", "注释", "说明", "填表说明", "填报说明", "note", "notes"];

/// What the cell of a total begins with, and what may follow there without a number: `总计量师` is a post.
const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "total"];
const TOTALLED: [&str; 11] = ["人", "岗", "数", "拟", "需", "引", "招", "number", "people", "posts", "headcount"];

/// What was understood of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetCell {
    /// The place of its column, from 0.
    pub place: usize,
    pub column: SheetColumn,
    pub typed: String,
    /// As it stands in the draft.
    pub understood: String,
    /// What the conditions that it became ask, each for itself; nothing where they are words alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Asked>,
    /// False where a person has to look.
    pub sure: bool,
}

/// What was understood of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetRow {
    Post { input: Box<PostInput>, cells: Vec<SheetCell> },
    NoPost { why: NoPost, words: String },
}

/// A cell as the draft takes it, and whether that is sure.
type Read = (String, bool);

/// Reads a row of the confirmed columns under their headers, for a unit of this name.
pub fn read(row: &[String], columns: &[SheetColumn], headers: &[String], unit: &Text) -> SheetRow {
    if let Some(why) = no_post(row, columns, unit) {
        let words: Vec<_> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        return SheetRow::NoPost { why, words: typed::echo(&words.join(" ")) };
    }
    let mut input = PostInput::default();
    let mut cells = Vec::new();
    for (place, (cell, column)) in row.iter().zip(columns).enumerate() {
        let cell = cell.trim();
        if cell.is_empty() || *column == SheetColumn::LeftOut {
            continue;
        }
        let header = headers.get(place).map_or("", String::as_str);
        let before = input.conditions.len();
        let (understood, sure) = take(&mut input, *column, header, cell);
        let asks = input.conditions[before..].iter().filter_map(ConditionInput::requirement).collect();
        cells.push(SheetCell { place, column: *column, typed: cell.to_owned(), understood, asks, sure });
    }
    SheetRow::Post { input: Box::new(input), cells }
}

fn no_post(row: &[String], columns: &[SheetColumn], unit: &Text) -> Option<NoPost> {
    let said = |wanted: SheetColumn| {
        let cells = row.iter().zip(columns).filter(|(_, column)| **column == wanted);
        cells.map(|(cell, _)| cell.trim()).find(|cell| !cell.is_empty())
    };
    if row.iter().all(|cell| cell.trim().is_empty()) {
        return Some(NoPost::Empty);
    }
    let first = row.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
    // A merged unit stands before the word as well.
    let beside_unit = row.iter().zip(columns).filter(|(_, column)| **column != SheetColumn::Unit);
    let beside_unit = beside_unit.map(|(cell, _)| cell.trim()).find(|cell| !cell.is_empty());
    let begins = || is_total(first) || beside_unit.is_some_and(is_total);
    if said(SheetColumn::TitleZh).map_or_else(begins, is_total) {
        return Some(NoPost::Total);
    }
    let is_own =
        |name: &str| [&unit.zh, &unit.en].into_iter().any(|own| name.contains(own.as_str()) || own.contains(name));
    // A merged unit stands beside lines that nobody filled in, and a note below the table in whichever column comes first.
    let tells = |column: SheetColumn| !matches!(column, SheetColumn::Unit | SheetColumn::LeftOut);
    let filled = row.iter().zip(columns).filter(|(cell, _)| !cell.trim().is_empty());
    let telling: Vec<_> = filled.clone().filter(|(_, column)| tells(**column)).map(|(cell, _)| cell.trim()).collect();
    let could_say_more = columns.iter().filter(|column| tells(**column)).count() > 1;
    let is_alone = could_say_more && filled.count() == 1;
    let is_of_others = said(SheetColumn::Unit).is_some_and(|name| !is_own(name));
    match telling.as_slice() {
        [] if is_note(first) => Some(NoPost::Note),
        _ if is_of_others => Some(NoPost::OtherUnit),
        [] => Some(NoPost::Empty),
        [only] if is_alone || is_note(only) => Some(NoPost::Note),
        _ => None,
    }
}

/// `合计`, `总　计`, `小计：12`, `共计12人`.
fn is_total(cell: &str) -> bool {
    let words = sheet_column::plain(cell);
    let ends = |rest: &str| {
        !rest.starts_with(char::is_alphabetic) || TOTALLED.iter().any(|totalled| rest.starts_with(totalled))
    };
    TOTALS.iter().any(|total| words.strip_prefix(total).is_some_and(ends))
}

/// `注：1.年龄计算截止2026年11月30日`, `说明: …`, `备注1`.
fn is_note(cell: &str) -> bool {
    let words = typed::half_width(cell).to_lowercase();
    let follows = |rest: &str| rest.trim_start().starts_with(|c: char| c == ':' || c.is_ascii_digit());
    NOTES.iter().any(|note| words.strip_prefix(note).is_some_and(follows))
}

/// Puts a cell into the draft.
fn take(input: &mut PostInput, column: SheetColumn, header: &str, cell: &str) -> Read {
    let line = || (typed::one_line(cell), true);
    let (field, read) = match column {
        SheetColumn::TitleZh => (&mut input.title.zh, line()),
        SheetColumn::TitleEn => (&mut input.title.en, line()),
        SheetColumn::NeedZh => (&mut input.need.zh, line()),
        SheetColumn::NeedEn => (&mut input.need.en, line()),
        SheetColumn::DutiesZh => return join(&mut input.duties.zh, "\n\n", cell.to_owned()),
        SheetColumn::DutiesEn => return join(&mut input.duties.en, "\n\n", cell.to_owned()),
        SheetColumn::PlaceZh => (&mut input.place.zh, line()),
        SheetColumn::PlaceEn => (&mut input.place.en, line()),
        SheetColumn::ContactZh => return join(&mut input.contact.zh, " ", typed::one_line(cell)),
        SheetColumn::ContactEn => return join(&mut input.contact.en, " ", typed::one_line(cell)),
        SheetColumn::Sector => (&mut input.sector, sector(cell)),
        SheetColumn::Mode => (&mut input.mode, mode(cell)),
        SheetColumn::Wanted => (&mut input.wanted, count(cell)),
        SheetColumn::Quota => (&mut input.quota, quota(cell)),
        SheetColumn::Opens => (&mut input.opens_on, day(cell)),
        SheetColumn::Closes => (&mut input.closes_on, last_day(cell)),
        SheetColumn::Basis => return basis(input, cell),
        SheetColumn::Pay => return pay(input, header, cell),
        SheetColumn::Unit | SheetColumn::LeftOut => return (cell.to_owned(), true),
        SheetColumn::Degree
        | SheetColumn::Discipline
        | SheetColumn::ProfessionalTitle
        | SheetColumn::Experience
        | SheetColumn::Age
        | SheetColumn::Other => return sheet_condition::take(&mut input.conditions, column, cell),
    };
    *field = read.0.clone();
    read
}

/// Behind what an earlier column brought: a name and a telephone are one contact. Two columns that say the same say it
/// once.
fn join(field: &mut String, between: &str, words: String) -> Read {
    if field.is_empty() {
        field.push_str(&words);
    } else if *field != words && field.split(between).all(|said| said != words) {
        field.push_str(between);
        field.push_str(&words);
    }
    (words, true)
}

fn kept(cell: &str) -> Read {
    (typed::one_line(cell), false)
}

fn sector(cell: &str) -> Read {
    named(cell, &Sector::ALL.map(|sector| (sector.code(), Policy::standard().sector(sector))))
}

fn mode(cell: &str) -> Read {
    named(cell, &Mode::ALL.map(|mode| (mode.code(), Policy::standard().mode(mode))))
}

/// By its code or its whole name it is sure; by a part of a name that only one has it is not.
fn named(cell: &str, names: &[(&'static str, &Text)]) -> Read {
    let typed = typed::one_line(&typed::half_width(cell)).to_lowercase();
    let whole = |(code, name): &&(&str, &Text)| typed == *code || typed == name.zh || typed == name.en.to_lowercase();
    if let Some((code, _)) = names.iter().find(whole) {
        return ((*code).to_owned(), true);
    }
    let part = |(_, name): &&(&str, &Text)| name.zh.contains(&typed) || typed.contains(&name.zh);
    match names.iter().filter(part).collect::<Vec<_>>().as_slice() {
        [(code, _)] => ((*code).to_owned(), false),
        _ => kept(cell),
    }
}

/// How many people: `２人`, `两名`.
fn count(cell: &str) -> Read {
    let typed = typed::half_width(cell);
    let number = sheet_piece::number(typed.trim_end_matches(['人', '名', '个', ' ']));
    number.map_or_else(|| kept(cell), |number| (number.to_string(), true))
}

fn quota(cell: &str) -> Read {
    match typed::half_width(cell).as_str() {
        "否" | "无" | "不需要" | "不使用" => (String::new(), true),
        _ => count(cell),
    }
}

/// `2027年3月1日`, `2027/3/1`, `2027.03.01`, `20270301`.
fn day(cell: &str) -> Read {
    let typed = typed::half_width(cell);
    let digits: Vec<_> = typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let parts = match digits.as_slice() {
        [year, month, day] if year.len() == 4 => Some((*year, *month, *day)),
        [whole] if whole.len() == 8 => Some((&whole[..4], &whole[4..6], &whole[6..])),
        _ => None,
    };
    let date = parts.and_then(|(year, month, day)| {
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    });
    date.map_or_else(|| kept(cell), |date| (date.to_string(), true))
}

/// Open until filled where the cell names no day: of `2027年6月30日（招满为止）` the day is kept, and a person looks at it.
fn last_day(cell: &str) -> Read {
    const OPEN: [&str; 4] = ["招满", "长期", "不限", "until filled"];
    if !OPEN.iter().any(|words| cell.contains(words)) {
        return day(cell);
    }
    let names_a_day = typed::half_width(cell).contains(|c: char| c.is_ascii_digit() || c == '月');
    if names_a_day { (day(cell).0, false) } else { (String::new(), true) }
}

/// The items of Articles 10 and 11 in any of the ways in which clauses are written: `第十条（四）、（五）项`, `10(4)`.
fn basis(input: &mut PostInput, cell: &str) -> Read {
    let mut typed: String = typed::half_width(cell).replace("十一", "11").replace("十", "10");
    for (word, digit) in ["一", "二", "三", "四", "五"].iter().zip(1..) {
        typed = typed.replace(word, &digit.to_string());
    }
    typed.retain(|c| c.is_ascii_digit() || "()".contains(c));
    let mut found = Vec::new();
    let mut rest = typed.as_str();
    while let Some((article, items)) = rest.split_once('(') {
        let article = &article[article.len().saturating_sub(2)..];
        rest = items;
        while let Some((item, after)) = rest.split_once(')') {
            found.extend(Category::from_code(&format!("{article}({item})")));
            rest = after;
            match after.strip_prefix('(') {
                Some(next) => rest = next,
                None => break,
            }
        }
    }
    let groups = typed.matches('(').count();
    let sure = !found.is_empty() && found.len() == groups;
    input.basis = if found.is_empty() {
        vec![typed::one_line(cell)]
    } else {
        found.iter().map(|category| category.code().to_owned()).collect()
    };
    (input.basis.join(" "), sure)
}

/// A band of yuan a year or by agreement: `12—18万元/年`, `面议`. Pay by the month is not turned into a year's.
fn pay(input: &mut PostInput, header: &str, cell: &str) -> Read {
    const AGREED: [&str; 5] = ["面议", "协商", "商定", "agreement", "negotiable"];
    let typed = typed::half_width(cell).to_lowercase();
    if AGREED.iter().any(|words| typed.contains(words)) && !typed.contains(|c: char| c.is_ascii_digit()) {
        input.pay = PAY_AGREED.to_owned();
        let more = AGREED.iter().chain(&["薪酬", "薪资", "待遇", "年薪", "双方", "by", "确定"]);
        let more = more.fold(typed, |words, known| words.replace(known, ""));
        return (PAY_AGREED.to_owned(), !more.contains(char::is_alphanumeric));
    }
    input.pay = PAY_BAND.to_owned();
    let Some((band, sure)) = pay::of_a_cell(header, cell) else {
        input.pay_from = typed::one_line(cell);
        return kept(cell);
    };
    (input.pay_from, input.pay_to) = (band.from.whole_yuan(), band.to.whole_yuan());
    let words =
        if band.from == band.to { input.pay_from.clone() } else { format!("{}—{}", input.pay_from, input.pay_to) };
    (words, sure)
}

#[cfg(test)]
#[path = "sheet_row_tests.rs"]
mod tests;
