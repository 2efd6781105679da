//! The conditions of a post as cells of a list (Articles 9 and 12): in the office's words, or, where plain words would not say
//! all of a condition, in parts with strokes between, so that a list that is written here comes back whole.

use crate::clause::Clause;
use crate::condition_input::{AlternativeInput, ConditionInput};
use crate::sheet_asked::{self, Understood};
use crate::sheet_column::SheetColumn;
use crate::sheet_part;
use crate::sheet_piece;
use crate::text::{Language, TextInput};
use crate::typed;

/// Between the parts of a condition: `中文 | English | 10(4)`, both labels before them where they are not the column's, and after
/// them what it asks where the words do not say so, `学历学位=硕士`; what is enough instead follows, and then both labels stand
/// before: so no condition has as many parts as another kind of it.
const STROKE: char = '|';
/// Words in both languages and clause; with both labels before them.
const HEADED: usize = 3;
const LABELLED: usize = 5;
/// In place of a stroke that is no stroke of ours.
const WIDE_STROKE: &str = "｜";

/// What stands in a column for these conditions, in their order: each in the column that its label heads, or else among the others.
/// What they ask is told in this language.
pub fn written(conditions: &[ConditionInput], column: SheetColumn, language: Language) -> String {
    let told: Vec<_> = conditions.iter().map(ConditionInput::told).collect();
    let own: Vec<_> = placed(&told).into_iter().filter(|(place, _)| *place == column).collect();
    if let [(_, one)] = own.as_slice() {
        let words = one.words.zh.trim();
        let mut again = Vec::new();
        take(&mut again, column, words);
        if let [again] = again.as_slice()
            && parts(again, language) == parts(one, language)
        {
            return words.to_owned();
        }
    }
    own.iter().map(|(_, condition)| in_parts(condition, column, language)).collect::<Vec<_>>().join("\n")
}

/// Read from the left they come back in their order: from the first on that would come back too early, all stand among the others.
fn placed(conditions: &[ConditionInput]) -> Vec<(SheetColumn, &ConditionInput)> {
    let mut last = SheetColumn::Degree;
    let said = conditions.iter().filter(|condition| !parts(condition, Language::Zh).iter().all(String::is_empty));
    let placed = said.map(|condition| {
        let headed = SheetColumn::of(&condition.label.zh).filter(|column| column.is_condition());
        let column = headed.filter(|column| *column >= last).unwrap_or(SheetColumn::Other);
        last = column;
        (column, condition)
    });
    placed.collect()
}

/// Both labels, both words, the clause, and each thing that it asks.
fn parts(condition: &ConditionInput, language: Language) -> Vec<String> {
    let ConditionInput { label, words, clause, .. } = condition;
    let part = |words: &str| typed::one_line(words).replace(STROKE, WIDE_STROKE);
    let texts = [&label.zh, &label.en, &words.zh, &words.en, clause].map(|text| part(text));
    let asked = condition.typed().into_iter();
    let asked = asked.map(|(_, kind, value)| sheet_part::written(&part(kind), &part(value), language));
    texts.into_iter().chain(asked).collect()
}

fn in_parts(condition: &ConditionInput, column: SheetColumn, language: Language) -> String {
    let parts = parts(condition, language);
    let is_headed = parts[..2] == [column.header(Language::Zh), column.header(Language::En)];
    let from = if is_headed && parts.len() <= LABELLED + 1 { LABELLED - HEADED } else { 0 };
    parts[from..].join(" | ").trim().to_owned()
}

/// Takes a cell in; gives what was understood, and whether that is sure. That there is no condition is none.
pub(crate) fn take(conditions: &mut Vec<ConditionInput>, column: SheetColumn, cell: &str) -> (String, bool) {
    let words = typed::one_line(cell);
    if let Some(read) = read_in_parts(column, cell) {
        let has_clause =
            |read: &ConditionInput| read.clause.is_empty() || typed::half_width(&read.clause).parse::<Clause>().is_ok();
        let asks = |read: &ConditionInput| read.typed().is_empty() || read.requirement().is_some();
        let sure = read.iter().all(|read| has_clause(read) && asks(read));
        conditions.extend(read);
        return (words, sure);
    }
    if asks_nothing(column, &words) {
        return (String::new(), true);
    }
    let Understood { en, asked, sure } = sheet_asked::read(column, &words);
    let said = TextInput { zh: words.clone(), en };
    let condition = ConditionInput { label: heading(column), words: said, ..ConditionInput::default() };
    conditions.push(condition.asking(asked.as_ref()));
    (words, sure)
}

/// `不限`, `专业不限`, `不限专业`. Who has none of what the column is about can be meant by `无工作经历`: that is asked.
fn asks_nothing(column: SheetColumn, words: &str) -> bool {
    const OPEN: [&str; 5] = ["不限", "无要求", "不作要求", "不做要求", "无限制"];
    const NONE: [&str; 4] = ["无", "—", "-", "/"];
    let about: &[&str] = match column {
        SheetColumn::Degree => &["学历学位", "学历", "学位"],
        SheetColumn::Discipline => &["专业"],
        SheetColumn::ProfessionalTitle => &["职称"],
        SheetColumn::Experience => &["工作经历", "工作经验", "工作年限"],
        SheetColumn::Age => &["年龄"],
        _ => &[],
    };
    let words = sheet_piece::plain(words);
    let said = about.iter().find_map(|said| words.strip_prefix(said).or_else(|| words.strip_suffix(said)));
    NONE.contains(&words.as_str()) || OPEN.contains(&said.unwrap_or(&words))
}

fn heading(column: SheetColumn) -> TextInput {
    TextInput { zh: column.header(Language::Zh).to_owned(), en: column.header(Language::En).to_owned() }
}

/// Only where each line of the cell is of such parts.
fn read_in_parts(column: SheetColumn, cell: &str) -> Option<Vec<ConditionInput>> {
    let lines = cell.lines().filter(|line| !line.trim().is_empty());
    let line = |line: &str| {
        let mut parts: Vec<_> = line.split(STROKE).map(|part| part.trim().to_owned()).collect();
        let texts = if parts.len() < LABELLED { HEADED } else { LABELLED };
        let asked = if parts.len() > texts { parts.split_off(texts) } else { Vec::new() };
        let mut or = asked.iter().map(|asked| sheet_part::read(asked)).collect::<Option<Vec<_>>>()?;
        let (label, [zh, en, clause]) = match <[String; 5]>::try_from(parts) {
            Ok([label, english, zh, en, clause]) => (TextInput { zh: label, en: english }, [zh, en, clause]),
            Err(parts) => (heading(column), <[String; 3]>::try_from(parts).ok()?),
        };
        let AlternativeInput { kind, value } = if or.is_empty() { AlternativeInput::default() } else { or.remove(0) };
        Some(ConditionInput { label, words: TextInput { zh, en }, clause, kind, value, or })
    };
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn condition(parts: [&str; 5]) -> ConditionInput {
        let [label, english, zh, en, clause] = parts.map(str::to_owned);
        let (label, words) = (TextInput { zh: label, en: english }, TextInput { zh, en });
        ConditionInput { label, words, clause, ..ConditionInput::default() }
    }

    fn or(first: ConditionInput, others: &[(&str, &str)]) -> ConditionInput {
        let other =
            |(kind, value): &(&str, &str)| AlternativeInput { kind: (*kind).to_owned(), value: (*value).to_owned() };
        ConditionInput { or: others.iter().map(other).collect(), ..first }
    }

    fn asks(kind: &str, value: &str, parts: [&str; 5]) -> ConditionInput {
        ConditionInput { kind: kind.to_owned(), value: value.to_owned(), ..condition(parts) }
    }

    /// As they come back from the columns, in their order, in whichever language they went out.
    fn again(conditions: &[ConditionInput]) -> Vec<ConditionInput> {
        let [(read, sure), other] = Language::ALL.map(|language| back(conditions, language));
        assert!(sure, "{read:?}");
        assert_eq!((&read, sure), (&other.0, other.1));
        read
    }

    fn back(conditions: &[ConditionInput], language: Language) -> (Vec<ConditionInput>, bool) {
        let (mut read, mut sure) = (Vec::new(), true);
        for column in SheetColumn::ALL.into_iter().filter(|column| column.is_condition()) {
            let cell = written(conditions, column, language);
            sure &= cell.is_empty() || take(&mut read, column, &cell).1;
        }
        (read, sure)
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
        let zh = |conditions: &[ConditionInput], column| written(conditions, column, Language::Zh);
        assert_eq!(zh(&conditions, SheetColumn::Degree), "硕士研究生及以上", "plain words where they say it all");
        assert_eq!(zh(&conditions, SheetColumn::Discipline), "不限 | Any |");
        let age = "年龄要求 | Age limit | 35周岁及以下 | 35 or younger | 10(4) | 年龄=35";
        assert_eq!(zh(&conditions, SheetColumn::Age), age);
        assert_eq!(zh(&conditions, SheetColumn::Other).lines().count(), 3);
        assert_eq!(again(&conditions), conditions);
        let two = [conditions[0].clone(), conditions[4].clone()];
        assert_eq!(again(&two), two);
        let more = [asks("degree", "master", ["学历学位", "Degree", "医学硕士", "Master of medicine", ""])];
        assert_eq!(zh(&more, SheetColumn::Degree), "医学硕士 | Master of medicine |  | 学历学位=硕士");
        assert_eq!(again(&more), more);
        assert_eq!(again(&[ConditionInput::default()]), []);
    }

    #[test]
    fn alternatives_are_written_in_parts_unless_plain_words_say_them_all() {
        let said = "硕士研究生及以上，或副高级以上职称";
        let mut read = Vec::new();
        assert!(take(&mut read, SheetColumn::Degree, said).1);
        assert_eq!(read[0].or, [AlternativeInput { kind: "title".into(), value: "associate-senior".into() }]);
        assert_eq!(written(&read, SheetColumn::Degree, Language::Zh), said);
        assert_eq!(again(&read), read);
        let age = asks("age", "35, doctor 40", ["年龄", "Age", "35周岁左右", "About 35", ""]);
        let headed = or(
            asks("degree", "master", ["学历学位", "Degree", "医学硕士", "Master of medicine", ""]),
            &[("university-class", "")],
        );
        assert_eq!(
            written(std::slice::from_ref(&headed), SheetColumn::Degree, Language::Zh),
            "学历学位 | Degree | 医学硕士 | Master of medicine |  | 学历学位=硕士 | 毕业院校=毕业于“双一流”高校"
        );
        let several = [headed, age];
        assert_eq!(again(&several), several);
        take(&mut read, SheetColumn::Other, "会|做|很|多|不|同|事");
        assert_eq!(
            (read[1].words.zh.as_str(), read[1].kind.as_str()),
            ("会|做|很|多|不|同|事", ""),
            "strokes of its own"
        );
    }

    fn text() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["", "条件", "硕士及以上", "或双一流高校", "a | b", "会=说", "Any one"])
            .prop_map(str::to_owned)
    }

    /// As a draft may have it: what it asks can be half typed, and no row of it is empty.
    fn conditions() -> impl Strategy<Value = Vec<ConditionInput>> {
        let heads = SheetColumn::ALL.into_iter().filter(|column| column.is_condition()).map(heading);
        let own = TextInput { zh: "说明".to_owned(), en: "Note".to_owned() };
        let label = prop::sample::select(heads.chain([own]).collect::<Vec<_>>());
        let asked = [
            ("degree", "硕士"),
            ("title", "senior"),
            ("age", "35, doctor 40"),
            ("licence", "教师资格证"),
            ("university-class", ""),
        ];
        let asked = prop::sample::select(asked.map(|(kind, value)| (kind.to_owned(), value.to_owned())).to_vec());
        let all = prop::collection::vec(asked, 0..4);
        let row = (label, text(), text(), prop::sample::select(vec!["", "10(4)"]), all);
        let row = row.prop_map(|(label, zh, en, clause, asked)| {
            let mut asked = asked.into_iter().map(|(kind, value)| AlternativeInput { kind, value });
            let AlternativeInput { kind, value } = asked.next().unwrap_or_default();
            let (zh, en) = (zh.replace('|', "｜"), en.replace('|', "｜"));
            let words = TextInput { zh, en };
            ConditionInput { label, words, clause: clause.to_owned(), kind, value, or: asked.collect() }
        });
        prop::collection::vec(row, 1..5)
    }

    proptest! {
        /// What goes out in a sheet comes back from it, told with the words that what it asks brings along.
        #[test]
        fn conditions_that_go_out_come_back(conditions in conditions()) {
            let told: Vec<_> = conditions.iter().map(ConditionInput::told).collect();
            for language in Language::ALL {
                let (read, _) = back(&conditions, language);
                prop_assert_eq!(&read, &told);
            }
        }
    }

    #[test]
    fn what_stands_behind_another_of_its_column_is_told_in_words_among_the_others() {
        let conditions = [
            condition(["专业", "Discipline", "不限", "Any", ""]),
            asks("degree", "master", ["学历学位", "Degree", "硕士研究生", "Master’s degree", ""]),
            or(
                asks("title", "associate-senior", ["职称", "Title", "副高，或五年经验", "Or five years", ""]),
                &[("years", "5")],
            ),
        ];
        for (language, asked) in [
            (Language::Zh, ["学历学位=硕士", "职称=副高 | 工作年限=5"]),
            (Language::En, ["Degree=Master", "Title=Associate senior | Years of work=5"]),
        ] {
            let others = written(&conditions, SheetColumn::Other, language);
            let lines: Vec<_> = others.lines().collect();
            let told = lines.iter().zip(asked).all(|(line, asked)| line.ends_with(asked));
            assert!(lines.len() == 2 && told, "{others}");
        }
        assert_eq!(again(&conditions), conditions);
    }

    #[test]
    fn that_a_column_is_not_restricted_is_no_condition() {
        use SheetColumn::{Age, Degree, Discipline, Experience, Other};
        for (column, words) in [
            (Discipline, "不限专业"),
            (Discipline, "专业不限。"),
            (Degree, "学历不限"),
            (Age, "年龄无要求"),
            (Other, "／"),
        ] {
            let mut read = Vec::new();
            assert_eq!(take(&mut read, column, words), (String::new(), true), "{words}");
            assert_eq!(read, [], "{words}");
        }
        let mut read = Vec::new();
        assert!(!take(&mut read, Experience, "无工作经历").1, "it can be meant to keep others out");
        assert!(!take(&mut read, Discipline, "不限学历").1, "that is not what the column is about");
        assert_eq!(read.len(), 2);
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
