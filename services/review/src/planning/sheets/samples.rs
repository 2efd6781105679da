//! The page of a sheet in both languages, without a word missing.

use askama::Template;
use domain::{EmployingUnit, Language, Refusal, Role, SheetColumn, SheetRow, Text, UnitKind, UnitRef};
use kit::html::Frame;
use uuid::Uuid;

use super::desk::Sheet;
use super::pages::SheetPage;
use crate::officers::Officer;
use crate::workbooks::Book;

fn unit() -> EmployingUnit {
    let name = Text::new("市人民医院", "People’s Hospital");
    EmployingUnit {
        unit: UnitRef {
            id: Uuid::nil().into(),
            name: name.clone(),
            kind: UnitKind::PublicInstitution,
            department: name.clone(),
            contact: name.clone(),
        },
        department_id: None,
        credit_code: None,
        address: name,
        closed_on: None,
        version: 1,
    }
}

fn sheet() -> Sheet {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let grid = vec![
        row(["岗位名称", "行业领域", "人数", "政治面貌"]),
        row(["<b>医师", "畜牧", "若干", "不限"]),
        row(["", "", "", ""]),
        row(["合计", "", "1", ""]),
    ];
    let columns = vec![Some(SheetColumn::TitleZh), Some(SheetColumn::Sector), Some(SheetColumn::Wanted), None];
    let book =
        Book { grid, sheet: "岗位<b>".to_owned(), other_sheets: vec!["附件2".to_owned(), "字典".to_owned()] };
    Sheet { book, header: 0, columns }
}

#[test]
fn of_two_columns_that_are_said_to_be_the_same_the_second_is_refused_and_takes_nothing_away() {
    let mut sheet = sheet();
    sheet.columns[3] = Some(SheetColumn::TitleZh);
    let refused = sheet.posts(&unit()).expect_err("a column is said twice");
    assert_eq!((refused[0].code(), refused[0].pointer()), ("column-said-twice", Some("/columns/3")));
    assert!(refused[0].say(Language::Zh).contains("岗位名称"), "{}", refused[0].say(Language::Zh));
    let rows = sheet.rows(&unit());
    let SheetRow::Post { input, .. } = &rows[0].1 else { panic!("a post") };
    assert_eq!(input.title.zh, "<b>医师");
}

#[test]
fn what_is_doubtful_or_no_post_is_shown_and_a_column_that_is_not_said_is_asked_for() {
    let (sheet, unit) = (sheet(), unit());
    let refused = sheet.posts(&unit).expect_err("a column is not said");
    assert_eq!((refused[0].code(), refused[0].pointer()), ("column-unsaid", Some("/columns/3")));
    for language in Language::ALL {
        let frame = || Frame::sample(language, "/staff/plans/x/sheet");
        let officer = || Officer::sample(Role::UnitOfficer);
        let page = SheetPage::new(frame(), officer(), Uuid::nil(), &sheet, &unit, &refused).expect("a page");
        let page = page.render().expect("rendered");
        assert!(!page.contains('⟦') && !page.contains("<b>医师") && page.contains("若干"), "{page}");
        assert_eq!(page.matches("<mark>").count(), 2, "{page}");
        assert!(page.contains("href=\"#columns.3\"") && page.contains("合计"), "{page}");
        assert!(!page.contains("岗位<b>") && page.contains("附件2") && page.contains("字典"), "{page}");
        let lost = [Refusal::content("sheet-unreadable").at("/file")];
        let page = SheetPage::without(frame(), officer(), Uuid::nil(), &lost).render().expect("rendered");
        assert!(!page.contains('⟦') && page.contains("href=\"#file\""), "{page}");
    }
}
