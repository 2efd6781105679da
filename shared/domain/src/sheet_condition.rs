//! The conditions of a post as cells of a list (Articles 9 and 12): in the office's words, or, where plain words would not say
//! all of a condition, in parts with strokes between, so that a list that is written here comes back whole.

use crate::clause::Clause;
use crate::post_input::ConditionInput;
use crate::sheet_column::SheetColumn;
use crate::text::{Language, TextInput};
use crate::typed;

/// Between the parts of a condition: `中文 | English | 10(4)`, or both labels before them where they are not the column's.
const STROKE: char = '|';
/// In place of a stroke that is no stroke of ours.
const WIDE_STROKE: &str = "｜";

/// What stands in a column for these conditions, in their order: each in the column that its label heads, or else among the others.
pub fn written(conditions: &[ConditionInput], column: SheetColumn) -> String {
    let own: Vec<_> = placed(conditions).into_iter().filter(|(place, _)| *place == column).collect();
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

fn parts(condition: &ConditionInput) -> [String; 5] {
    let ConditionInput { label, words, clause } = condition;
    [&label.zh, &label.en, &words.zh, &words.en, clause].map(|part| typed::one_line(part).replace(STROKE, WIDE_STROKE))
}

fn in_parts(condition: &ConditionInput, column: SheetColumn) -> String {
    let parts = parts(condition);
    let is_headed = parts[0] == column.header(Language::Zh) && parts[1] == column.header(Language::En);
    let told = if is_headed { &parts[2..] } else { &parts[..] };
    told.join(" | ").trim().to_owned()
}

/// Takes a cell in; gives what was understood, and whether that is sure. That there is no condition is none.
pub(crate) fn take(conditions: &mut Vec<ConditionInput>, column: SheetColumn, cell: &str) -> (String, bool) {
    let words = typed::one_line(cell);
    if let Some(read) = read_in_parts(column, cell) {
        let is_known =
            |read: &ConditionInput| read.clause.is_empty() || typed::half_width(&read.clause).parse::<Clause>().is_ok();
        let sure = read.iter().all(is_known);
        conditions.extend(read);
        return (words, sure);
    }
    if ["不限", "无", "无要求", "不作要求", "—", "-", "/"].contains(&words.as_str()) {
        return (String::new(), true);
    }
    let en = if column == SheetColumn::Degree { degree(&words) } else { None };
    let sure = column != SheetColumn::Degree || en.is_some();
    conditions.push(ConditionInput {
        label: heading(column),
        words: TextInput { zh: words.clone(), en: en.unwrap_or_default() },
        clause: String::new(),
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
        let parts: Vec<_> = line.split(STROKE).map(|part| part.trim().to_owned()).collect();
        let (label, [zh, en, clause]) = match <[String; 5]>::try_from(parts) {
            Ok([label, english, zh, en, clause]) => (TextInput { zh: label, en: english }, [zh, en, clause]),
            Err(parts) => (heading(column), <[String; 3]>::try_from(parts).ok()?),
        };
        Some(ConditionInput { label, words: TextInput { zh, en }, clause })
    };
    lines.map(line).collect()
}

/// The English of a degree that is said in one of the usual ways.
fn degree(words: &str) -> Option<String> {
    const ENDS: [&str; 6] = ["及以上学历学位", "及以上学历", "及以上学位", "及以上", "以上学历", "以上"];
    const NAMES: [(&[&str], &str); 4] = [
        (&["博士研究生", "博士"], "Doctorate"),
        (&["硕士研究生", "硕士", "研究生"], "Master’s degree"),
        (&["大学本科", "全日制本科", "本科", "学士"], "Bachelor’s degree"),
        (&["大学专科", "大专", "专科"], "College diploma"),
    ];
    let (bare, above) = match ENDS.iter().find_map(|end| words.strip_suffix(end)) {
        Some(bare) => (bare, " or above"),
        None => (words, ""),
    };
    let name = NAMES.iter().find(|(names, _)| names.contains(&bare.trim()))?;
    Some(format!("{}{above}", name.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(parts: [&str; 5]) -> ConditionInput {
        let [label, english, zh, en, clause] = parts.map(str::to_owned);
        ConditionInput { label: TextInput { zh: label, en: english }, words: TextInput { zh, en }, clause }
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
            condition(["学历学位", "Degree", "硕士研究生及以上", "Master’s degree or above", ""]),
            condition(["专业", "Discipline", "不限", "Any", ""]),
            condition(["年龄要求", "Age limit", "35周岁及以下", "35 or younger", "10(4)"]),
            condition(["语言", "Languages", "会哈萨克语", "", ""]),
            condition(["学历学位", "Degree", "本科为全日制", "", ""]),
            condition(["年龄", "Age", "40周岁及以下", "", ""]),
        ];
        assert_eq!(written(&conditions, SheetColumn::Degree), "硕士研究生及以上", "plain words where they say it all");
        assert_eq!(written(&conditions, SheetColumn::Discipline), "不限 | Any |");
        assert_eq!(
            written(&conditions, SheetColumn::Age),
            "年龄要求 | Age limit | 35周岁及以下 | 35 or younger | 10(4)"
        );
        assert_eq!(written(&conditions, SheetColumn::Other).lines().count(), 3);
        assert_eq!(again(&conditions), conditions);
        let two = [conditions[0].clone(), conditions[4].clone()];
        assert_eq!(again(&two), two);
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
    }
}
