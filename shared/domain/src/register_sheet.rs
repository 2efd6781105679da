//! The registers as workbooks (Articles 4 and 12): which field of an entry a column is, and what a cell means there.
//! What is wrong with an entry is what would be wrong with it in its form.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::code::coded;
use crate::credit_code::CreditCode;
use crate::policy::Policy;
use crate::recommender::{self, RecommenderTier};
use crate::register::DepartmentKind;
use crate::sheet_column::plain;
use crate::terms::term;
use crate::text::{Language, Text};
use crate::unit::UnitKind;

coded! {
    /// A register that comes in from a workbook.
    RegisterSheet {
        Units = "units",
        Departments = "departments",
        Recommenders = "recommenders",
    }
}

/// Rows in which the header is looked for: a title and notes stand above it.
const MOST_ROWS: usize = 20;
/// Columns that are recognised before a row is taken for the header.
const LEAST_RECOGNISED: usize = 2;

/// A column, and the field of the form that it becomes.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterColumn {
    /// Like `name.zh`.
    pub field: String,
    zh: Vec<String>,
    en: Vec<String>,
}

static COLUMNS: LazyLock<BTreeMap<RegisterSheet, Vec<RegisterColumn>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../register-columns.toml")).expect("register-columns.toml is checked by its test")
});

impl RegisterColumn {
    /// As the column is asked for.
    pub fn header(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh[0],
            Language::En => &self.en[0],
        }
    }

    fn is_headed(&self, header: &str) -> bool {
        self.zh.iter().chain(&self.en).any(|word| plain(word) == header)
    }
}

impl RegisterSheet {
    pub fn columns(self) -> &'static [RegisterColumn] {
        &COLUMNS[&self]
    }

    fn column(self, header: &str) -> Option<&'static RegisterColumn> {
        let header = plain(header);
        self.columns().iter().find(|column| column.is_headed(&header))
    }

    /// The row in which most columns are recognised, and what each of its columns is; of two that are the same the first.
    pub fn header(self, rows: &[Vec<String>]) -> Option<(usize, Vec<Option<&'static RegisterColumn>>)> {
        let recognised = |row: &Vec<String>| row.iter().filter(|cell| self.column(cell).is_some()).count();
        let counted = rows.iter().take(MOST_ROWS).map(recognised).enumerate();
        let (at, _) = counted
            .filter(|(_, count)| *count >= LEAST_RECOGNISED)
            .max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
        let mut columns: Vec<Option<&RegisterColumn>> = Vec::new();
        for cell in &rows[at] {
            let column = self.column(cell).filter(|column| !columns.contains(&Some(*column)));
            columns.push(column);
        }
        Some((at, columns))
    }

    /// What the Measures let be chosen in a field, by its code and its name; nothing for a field that is written freely.
    pub fn choices(self, field: &str) -> Vec<(&'static str, &'static Text)> {
        let policy = Policy::standard();
        match (self, field) {
            (RegisterSheet::Units, "kind") => UnitKind::ALL.map(|kind| (kind.code(), policy.unit_kind(kind))).into(),
            (RegisterSheet::Departments, "kind") => {
                let named = |kind: DepartmentKind| Some((kind.code(), term("department-kind", kind.code())?));
                DepartmentKind::ALL.into_iter().filter_map(named).collect()
            }
            (RegisterSheet::Recommenders, "tier") => {
                RecommenderTier::ALL.map(|tier| (tier.code(), policy.recommender_tier(tier))).into()
            }
            _ => Vec::new(),
        }
    }

    /// The field that an entry is known by: no two open ones have the same in it.
    pub fn key(self) -> &'static str {
        match self {
            RegisterSheet::Units | RegisterSheet::Departments => "credit_code",
            RegisterSheet::Recommenders => "number",
        }
    }

    /// What a cell of that field names, written as the register has it; none where it is no code or number.
    pub fn named(self, cell: &str) -> Option<String> {
        match self {
            RegisterSheet::Units | RegisterSheet::Departments => {
                CreditCode::parse(cell).ok().map(|code| code.as_str().to_owned())
            }
            RegisterSheet::Recommenders => recommender::number(cell).map(|number| number.to_string()),
        }
    }

    /// A cell as the form takes it: what is chosen from a list by its code, where its name or code stands there.
    pub fn value(self, field: &str, cell: &str) -> String {
        let cell = cell.trim();
        let said = plain(cell);
        let is_said = |name: &Text| plain(&name.zh) == said || plain(&name.en) == said;
        let chosen = self.choices(field).into_iter().find(|(_, name)| is_said(name));
        chosen.map_or(cell, |(code, _)| code).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn each_column_is_found_by_each_of_its_words() {
        assert_eq!(COLUMNS.keys().copied().collect::<Vec<_>>(), RegisterSheet::ALL);
        for sheet in RegisterSheet::ALL {
            for column in sheet.columns() {
                for word in column.zh.iter().chain(&column.en) {
                    assert_eq!(sheet.column(word), Some(column), "{word}");
                }
            }
        }
    }

    #[test]
    fn the_header_is_found_below_a_title_and_a_second_column_of_the_same_is_none() {
        let rows =
            [row(&["推荐员名册"]), row(&["编 号", "职务", "单位", "任期", "职位"]), row(&["7", "局长", "教育局"])];
        let (at, columns) = RegisterSheet::Recommenders.header(&rows).expect("a header");
        let fields: Vec<_> = columns.iter().map(|column| column.map(|column| column.field.as_str())).collect();
        assert_eq!((at, fields), (1, vec![Some("number"), Some("title.zh"), Some("unit.zh"), None, None]));
        assert_eq!(RegisterSheet::Units.header(&rows[..1]), None);
    }

    #[test]
    fn what_is_chosen_from_a_list_is_understood_by_its_name_and_else_left_as_it_is() {
        let tier = |cell| RegisterSheet::Recommenders.value("tier", cell);
        assert_eq!(["市委书记", "unit-head", "科长"].map(tier), ["party-secretary", "unit-head", "科长"]);
        assert_eq!(RegisterSheet::Departments.value("kind", " 市直主管部门"), "municipal");
        assert_eq!(RegisterSheet::Units.value("name.zh", " 市医院 "), "市医院");
    }

    #[test]
    fn an_entry_is_named_by_its_code_or_number_however_that_is_written() {
        let named = |sheet: RegisterSheet, cell| sheet.named(cell).unwrap_or_default();
        assert_eq!(named(RegisterSheet::Units, " 91350100ｍ000100y43 "), "91350100M000100Y43");
        assert_eq!(named(RegisterSheet::Recommenders, "０27"), "27");
        assert_eq!(
            (named(RegisterSheet::Departments, "91350100M000100Y44"), named(RegisterSheet::Units, "")),
            Default::default()
        );
        for sheet in RegisterSheet::ALL {
            assert!(sheet.columns().iter().any(|column| column.field == sheet.key()), "{sheet}");
        }
    }
}
