//! The conditions of a post as cells of a list (Articles 9 and 12): in the office's words, or, where plain words would not say
//! all of a condition, in parts with strokes between, so that a list that is written here comes back whole.

use crate::clause::Clause;
use crate::condition_input::ConditionInput;
use crate::sheet_asked::{self, Understood};
use crate::sheet_column::SheetColumn;
use crate::text::{Language, TextInput};
use crate::typed;

/// Between the parts of a condition: `中文 | English | 10(4)`, both labels before them where they are not the column's, and after
/// them what it asks where the words do not say so: `degree=master`.
const STROKE: char = '|';
/// In place of a stroke that is no stroke of ours.
const WIDE_STROKE: &str = "｜";

/// What stands in a column for these conditions, in their order: each in the column that its label heads, or else among the others.
pub fn written(conditions: &[ConditionInput], column: SheetColumn) -> String {
    let told: Vec<_> = conditions.iter().map(ConditionInput::told).collect();
    let own: Vec<_> = placed(&told).into_iter().filter(|(place, _)| *place == column).collect();
    if let [(_, one)] = own.as_slice() {
        let words = one.words.zh.trim();
        let mut again = Vec::new();
        take(&mut again, column, words);
        if let [again] = again.as_slice()
            && parts(again) == parts(one)
        {
            return words.to_owned();
        }
    }
    own.iter().map(|(_, condition)| in_parts(condition, column)).collect::<Vec<_>>().join("\n")
}

/// Read from the left they come back in their order: from the first on that would come back too early, all stand among the others.
fn placed(conditions: &[ConditionInput]) -> Vec<(SheetColumn, &ConditionInput)> {
    let mut last = SheetColumn::Degree;
    let is_empty = |condition: &ConditionInput| parts(condition).iter().all(String::is_empty);
    let said = conditions.iter().filter(|condition| !is_empty(condition));
    let placed = said.map(|condition| {
        let headed = SheetColumn::of(&condition.label.zh).filter(|column| column.is_condition());
        let column = headed.filter(|column| *column >= last).unwrap_or(SheetColumn::Other);
        last = column;
        (column, condition)
    });
    placed.collect()
}

fn parts(condition: &ConditionInput) -> [String; 6] {
    let ConditionInput { label, words, clause, kind, value } = condition;
    let asked = if kind.is_empty() { String::new() } else { format!("{kind}={value}") };
    [&label.zh, &label.en, &words.zh, &words.en, clause, &asked]
        .map(|part| typed::one_line(part).replace(STROKE, WIDE_STROKE))
}

fn in_parts(condition: &ConditionInput, column: SheetColumn) -> String {
    let parts = parts(condition);
    let is_headed = parts[0] == column.header(Language::Zh) && parts[1] == column.header(Language::En);
    let (from, to) = (if is_headed { 2 } else { 0 }, if parts[5].is_empty() { 5 } else { 6 });
    parts[from..to].join(" | ").trim().to_owned()
}

/// Takes a cell in; gives what was understood, and whether that is sure. That there is no condition is none.
pub(crate) fn take(conditions: &mut Vec<ConditionInput>, column: SheetColumn, cell: &str) -> (String, bool) {
    let words = typed::one_line(cell);
    if let Some(read) = read_in_parts(column, cell) {
        let has_clause =
            |read: &ConditionInput| read.clause.is_empty() || typed::half_width(&read.clause).parse::<Clause>().is_ok();
        let asks = |read: &ConditionInput| read.kind.is_empty() || read.requirement().is_some();
        let sure = read.iter().all(|read| has_clause(read) && asks(read));
        conditions.extend(read);
        return (words, sure);
    }
    if ["不限", "无", "无要求", "不作要求", "—", "-", "/"].contains(&words.as_str()) {
        return (String::new(), true);
    }
    let Understood { en, asked, sure } = sheet_asked::read(column, &words);
    conditions.push(ConditionInput {
        label: heading(column),
        words: TextInput { zh: words.clone(), en },
        clause: String::new(),
        kind: asked.as_ref().map_or_else(String::new, |asked| asked.kind().code().to_owned()),
        value: asked.map_or_else(String::new, |asked| asked.value()),
    });
    (words, sure)
}

fn heading(column: SheetColumn) -> TextInput {
    TextInput { zh: column.header(Language::Zh).to_owned(), en: column.header(Language::En).to_owned() }
}

/// Only where each line of the cell is of such parts.
fn read_in_parts(column: SheetColumn, cell: &str) -> Option<Vec<ConditionInput>> {
    let lines = cell.lines().filter(|line| !line.trim().is_empty());
    let line = |line: &str| {
        let mut parts: Vec<_> = line.split(STROKE).map(|part| part.trim().to_owned()).collect();
        let asked = if matches!(parts.len(), 4 | 6) { parts.pop() } else { None };
        let (kind, value) = match &asked {
            Some(asked) => asked.split_once('=')?,
            None => ("", ""),
        };
        let (label, [zh, en, clause]) = match <[String; 5]>::try_from(parts) {
            Ok([label, english, zh, en, clause]) => (TextInput { zh: label, en: english }, [zh, en, clause]),
            Err(parts) => (heading(column), <[String; 3]>::try_from(parts).ok()?),
        };
        let (kind, value) = (kind.to_owned(), value.to_owned());
        Some(ConditionInput { label, words: TextInput { zh, en }, clause, kind, value })
    };
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(parts: [&str; 5]) -> ConditionInput {
        let [label, english, zh, en, clause] = parts.map(str::to_owned);
        let (label, words) = (TextInput { zh: label, en: english }, TextInput { zh, en });
        ConditionInput { label, words, clause, ..ConditionInput::default() }
    }

    fn asks(kind: &str, value: &str, parts: [&str; 5]) -> ConditionInput {
        ConditionInput { kind: kind.to_owned(), value: value.to_owned(), ..condition(parts) }
    }

    /// As they come back from the columns, in their order.
    fn again(conditions: &[ConditionInput]) -> Vec<ConditionInput> {
        let mut read = Vec::new();
        for column in SheetColumn::ALL.into_iter().filter(|column| column.is_condition()) {
            let cell = written(conditions, column);
            if !cell.is_empty() {
                assert!(take(&mut read, column, &cell).1, "{cell}");
            }
        }
        read
    }

    #[test]
    fn conditions_that_are_written_come_back_with_labels_english_clause_and_order() {
        let conditions = [
            asks("degree", "master", ["学历学位", "Degree", "硕士研究生及以上", "Master’s degree or above", ""]),
            condition(["专业", "Discipline", "不限", "Any", ""]),
            asks("age", "35", ["年龄要求", "Age limit", "35周岁及以下", "35 or younger", "10(4)"]),
            condition(["语言", "Languages", "会哈萨克语", "", ""]),
            condition(["学历学位", "Degree", "本科为全日制", "", ""]),
            condition(["年龄", "Age", "40周岁及以下", "", ""]),
        ];
        assert_eq!(written(&conditions, SheetColumn::Degree), "硕士研究生及以上", "plain words where they say it all");
        assert_eq!(written(&conditions, SheetColumn::Discipline), "不限 | Any |");
        assert_eq!(
            written(&conditions, SheetColumn::Age),
            "年龄要求 | Age limit | 35周岁及以下 | 35 or younger | 10(4) | age=35"
        );
        assert_eq!(written(&conditions, SheetColumn::Other).lines().count(), 3);
        assert_eq!(again(&conditions), conditions);
        let two = [conditions[0].clone(), conditions[4].clone()];
        assert_eq!(again(&two), two);
        let more = [asks("degree", "master", ["学历学位", "Degree", "医学硕士", "Master of medicine", ""])];
        assert_eq!(written(&more, SheetColumn::Degree), "医学硕士 | Master of medicine |  | degree=master");
        assert_eq!(again(&more), more);
        assert_eq!(again(&[ConditionInput::default()]), []);
    }

    #[test]
    fn what_is_not_of_our_parts_stays_in_the_words_of_the_office() {
        let mut read = Vec::new();
        take(&mut read, SheetColumn::Other, "1.会驾驶\n2.会外语|俄语");
        assert_eq!(read[0].words.zh, "1.会驾驶 2.会外语|俄语");
        let stroke = [condition(["其他条件", "Other conditions", "会外语|俄语|英语", "x", ""])];
        assert_eq!(again(&stroke)[0].words.zh, "会外语｜俄语｜英语", "a stroke of its own becomes a wide one");
        assert!(!take(&mut read, SheetColumn::Age, "30岁 | thirty | 第九十九条").1, "no clause");
        assert_eq!(read[1].clause, "第九十九条");
        assert!(!take(&mut read, SheetColumn::Degree, "硕士 | Master |  | degree=x").1, "no degree");
    }
}
