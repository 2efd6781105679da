//! The columns of a list of posts as offices send it (Article 12): which one a header means, and in which row the header is.
//! What a column is taken for is proposed here; a person confirms it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::code::coded;
use crate::text::Language;
use crate::typed;

coded! {
    /// What stands in a column.
    SheetColumn {
        TitleZh = "title-zh",
        TitleEn = "title-en",
        Unit = "unit",
        Sector = "sector",
        Mode = "mode",
        Wanted = "wanted",
        Degree = "degree",
        Discipline = "discipline",
        ProfessionalTitle = "professional-title",
        Experience = "experience",
        Age = "age",
        Other = "other",
        NeedZh = "need-zh",
        NeedEn = "need-en",
        DutiesZh = "duties-zh",
        DutiesEn = "duties-en",
        Basis = "basis",
        Pay = "pay",
        PlaceZh = "place-zh",
        PlaceEn = "place-en",
        Quota = "quota",
        ContactZh = "contact-zh",
        ContactEn = "contact-en",
        Opens = "opens",
        Closes = "closes",
        /// A person says that it is not taken.
        LeftOut = "left-out",
    }
}

/// Rows in which the header is looked for: a title, notes and who filled it in stand above it.
const MOST_ROWS: usize = 20;
/// Columns that are recognised before a row is taken for the header.
const LEAST_RECOGNISED: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    zh: Vec<String>,
    en: Vec<String>,
}

/// A column that a header means, and how well it says so: whole or only in part, and by how long a word.
type Held = (SheetColumn, (bool, usize));

static ROWS: LazyLock<BTreeMap<SheetColumn, Row>> = LazyLock::new(|| {
    toml::from_str(include_str!("../sheet-columns.toml")).expect("sheet-columns.toml is checked by its test")
});

impl SheetColumn {
    /// The header of the column in a sheet that is written here.
    pub fn header(self, language: Language) -> &'static str {
        let row = &ROWS[&self];
        match language {
            Language::Zh => &row.zh[0],
            Language::En => &row.en[0],
        }
    }

    /// Whether it becomes a condition of the post.
    pub fn is_condition(self) -> bool {
        use SheetColumn::{Age, Degree, Discipline, Experience, Other, ProfessionalTitle};
        matches!(self, Degree | Discipline | ProfessionalTitle | Experience | Age | Other)
    }

    /// Whether two columns can be it: a post has several conditions, a contact is a name and a telephone, and duties stand below
    /// each other; anything else once.
    fn may_repeat(self) -> bool {
        use SheetColumn::{ContactEn, ContactZh, DutiesEn, DutiesZh, LeftOut};
        self.is_condition() || matches!(self, LeftOut | ContactZh | ContactEn | DutiesZh | DutiesEn)
    }

    /// The column that a header means: word for word, or by the longest word that it holds.
    pub fn of(header: &str) -> Option<SheetColumn> {
        SheetColumn::held(header).map(|(column, _)| column)
    }

    fn held(header: &str) -> Option<Held> {
        let header = plain(header);
        if header.is_empty() {
            return None;
        }
        let words =
            ROWS.iter().flat_map(|(column, row)| row.zh.iter().chain(&row.en).map(move |word| (*column, plain(word))));
        let held =
            words.filter(|(_, word)| header == *word || word.chars().count() > 1 && header.contains(word.as_str()));
        held.map(|(column, word)| (column, (header == word, word.chars().count()))).max_by_key(|(_, well)| *well)
    }
}

/// The row in which most columns are recognised, and what each of its columns means. A column that two headers mean is proposed
/// for the one that says it best, and of equals for the first; but for what several columns can bring, such as conditions, where
/// the header does not say that it is the English of another.
pub fn header(rows: &[Vec<String>]) -> Option<(usize, Vec<Option<SheetColumn>>)> {
    let recognised = |row: &Vec<String>| row.iter().filter(|cell| SheetColumn::of(cell).is_some()).count();
    let candidates = rows.iter().take(MOST_ROWS).enumerate();
    let best = candidates.map(|(at, row)| (at, recognised(row))).filter(|(_, count)| *count >= LEAST_RECOGNISED);
    let (at, _) = best.max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
    let held: Vec<_> = rows[at].iter().map(|cell| SheetColumn::held(cell)).collect();
    let is_english = |place: usize| {
        let header = plain(&rows[at][place]);
        header.contains("英文") || header.contains("english")
    };
    let said = |(place, here): (usize, &Option<Held>)| {
        let (column, well) = (*here)?;
        let better = |(other, there): (usize, &Option<Held>)| {
            there.is_some_and(|(same, how)| same == column && (how > well || how == well && other < place))
        };
        let beside =
            |(other, there): (usize, &Option<Held>)| other != place && there.is_some_and(|(same, _)| same == column);
        let is_second = match column {
            SheetColumn::ContactEn | SheetColumn::DutiesEn => false,
            _ if column.may_repeat() => is_english(place) && held.iter().enumerate().any(beside),
            _ => held.iter().enumerate().any(better),
        };
        (!is_second).then_some(column)
    };
    Some((at, held.iter().enumerate().map(said).collect()))
}

/// The places of columns that an earlier one is already, though a post takes only one of them.
pub fn said_twice(columns: &[Option<SheetColumn>]) -> Vec<usize> {
    let again = |(place, column): (usize, &Option<SheetColumn>)| {
        let column = (*column)?;
        (!column.may_repeat() && columns[..place].contains(&Some(column))).then_some(place)
    };
    columns.iter().enumerate().filter_map(again).collect()
}

/// Half width, without blanks, line breaks and marks, in small letters.
pub(crate) fn plain(header: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"*:：".contains(*c);
    typed::half_width(header).to_lowercase().chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_has_its_words_and_is_found_by_each_of_them() {
        assert_eq!(ROWS.keys().copied().collect::<Vec<_>>(), SheetColumn::ALL);
        for (column, row) in ROWS.iter() {
            for word in row.zh.iter().chain(&row.en) {
                assert_eq!(SheetColumn::of(word), Some(*column), "{word}");
            }
        }
    }

    #[test]
    fn headers_are_understood_in_the_words_of_offices() {
        for (header, column) in [
            ("学历 要求", SheetColumn::Degree),
            ("*最低学历：", SheetColumn::Degree),
            ("拟引进\n人数", SheetColumn::Wanted),
            ("年龄要求（周岁）", SheetColumn::Age),
            ("年薪（万元）", SheetColumn::Pay),
            ("ＳＥＣＴＯＲ", SheetColumn::Sector),
            ("序号", SheetColumn::LeftOut),
            ("岗位代码", SheetColumn::LeftOut),
            ("招聘岗位编号", SheetColumn::LeftOut),
            ("Post code", SheetColumn::LeftOut),
            ("月薪（元）", SheetColumn::Pay),
            ("备注", SheetColumn::Other),
            ("备注说明", SheetColumn::Other),
            ("Remarks", SheetColumn::Other),
            ("核对备注", SheetColumn::LeftOut),
        ] {
            assert_eq!(SheetColumn::of(header), Some(column), "{header}");
        }
        assert_eq!(SheetColumn::of("政治面貌"), None);
        assert_eq!(SheetColumn::of(" "), None);
    }

    #[test]
    fn the_header_is_found_below_title_and_notes_and_no_column_is_proposed_twice() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let rows = [
            row(&["2027年度引才岗位需求表", "", "", ""]),
            row(&["填报单位：市人民医院", "", "", "单位：人"]),
            row(&["序号", "岗位名称", "岗位", "学历要求", "学位", "政治面貌"]),
            row(&["1", "医师", "", "博士", "", ""]),
        ];
        let (at, proposed) = header(&rows).expect("a header");
        use SheetColumn::{Degree, LeftOut, TitleZh};
        let expected = [Some(LeftOut), Some(TitleZh), None, Some(Degree), Some(Degree), None];
        assert_eq!((at, proposed.as_slice()), (2, &expected[..]));
        assert_eq!(header(&rows[..1]), None);
    }

    #[test]
    fn the_title_is_proposed_where_it_is_said_best_and_a_code_of_the_office_is_left_out() {
        use SheetColumn::{LeftOut, TitleZh, Unit, Wanted};
        let proposed = |cells: [&str; 4]| header(&[cells.map(str::to_owned).to_vec()]).map(|(_, columns)| columns);
        let expected = [Some(LeftOut), Some(TitleZh), Some(Unit), Some(Wanted)];
        assert_eq!(proposed(["岗位代码", "岗位名称", "用人单位", "人数"]), Some(expected.to_vec()));
        let expected = [None, Some(TitleZh), Some(Unit), Some(Wanted)];
        assert_eq!(proposed(["岗位性质", "岗位名称", "用人单位", "人数"]), Some(expected.to_vec()));
        assert_eq!(proposed(["岗位性质", "岗位", "用人单位", "人数"]), Some(expected.to_vec()));
    }

    #[test]
    fn a_contact_and_duties_are_proposed_for_each_column_that_says_a_part_of_them() {
        use SheetColumn::{ContactZh, DutiesZh, TitleZh};
        let row = ["岗位名称", "岗位职责", "工作内容", "联系人", "联系电话"].map(str::to_owned).to_vec();
        let expected = [TitleZh, DutiesZh, DutiesZh, ContactZh, ContactZh].map(Some).to_vec();
        assert!(said_twice(&expected).is_empty());
        assert_eq!(header(&[row]), Some((0, expected)));
    }

    #[test]
    fn what_is_in_english_is_not_proposed_for_the_chinese_of_another_column() {
        use SheetColumn::{ContactEn, ContactZh, DutiesEn, DutiesZh, TitleZh};
        let proposed = |cells: &[&str]| {
            let row: Vec<_> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            header(&[row]).map(|(_, columns)| columns)
        };
        let row = ["岗位名称", "岗位职责", "英文职责", "联系人", "联系人（英文）", "Contact (English)"];
        let expected = [TitleZh, DutiesZh, DutiesEn, ContactZh, ContactEn, ContactEn].map(Some).to_vec();
        assert_eq!(proposed(&row), Some(expected));
        let expected = vec![Some(TitleZh), None, Some(DutiesZh), Some(DutiesZh)];
        assert_eq!(proposed(&["岗位名称", "英文岗位描述", "岗位职责", "工作内容"]), Some(expected));
    }

    #[test]
    fn what_a_post_takes_once_is_not_said_of_two_columns() {
        use SheetColumn::{Age, LeftOut, TitleZh, Wanted};
        let columns = [TitleZh, Age, Wanted, Age, TitleZh, LeftOut, LeftOut].map(Some);
        let columns = [&columns[..], &[None, Some(Wanted), None]].concat();
        assert_eq!(said_twice(&columns), [4, 8]);
    }
}
