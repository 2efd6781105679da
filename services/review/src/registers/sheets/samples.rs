//! The page of a register's sheet in both languages: what is wrong is marked in its cell, and nothing wrong can be entered.

use askama::Template;
use domain::{Language, Refusal, RegisterSheet, Role};
use kit::html::Frame;

use super::pages::RegisterSheetPage;
use super::sheet::Sheet;
use crate::officers::Officer;
use crate::workbooks::Book;

fn book() -> Book {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let grid = vec![
        row(["推荐员名册", "", "", "", ""]),
        row(["编号", "层级", "职务", "单位", "任期"]),
        row(["7", "市直单位主要领导", "<b>局长", "教育局", "2026—2031"]),
        row(["", "", "", "", ""]),
        row(["7", "科长", "主任", "卫健委", ""]),
    ];
    Book { grid, sheet: "名册".to_owned(), other_sheets: vec!["附件2".to_owned()] }
}

#[test]
fn a_row_is_read_as_its_form_would_send_it() {
    let sheet = Sheet::of(RegisterSheet::Recommenders, book(), &[]).expect("read");
    let entries: Vec<domain::recommender::RecommenderInput> = sheet.entries().expect("entries");
    assert_eq!((sheet.rows.len(), sheet.rows[1].number, sheet.left_out.as_slice()), (2, 5, &["任期".to_owned()][..]));
    assert_eq!((entries[0].tier.as_str(), entries[0].title.zh.as_str()), ("unit-head", "<b>局长"));
    assert_eq!(entries[1].tier, "科长", "what is not understood stays as it is and is refused");
    let with = |grid: &[Vec<String>]| Book { grid: grid.to_vec(), ..book() };
    let alone = Sheet::of(RegisterSheet::Recommenders, with(&book().grid[..2]), &[]).expect_err("no entries");
    assert_eq!((alone.code(), alone.pointer()), ("register-without-entries", Some("/file")));
    let headless = Sheet::of(RegisterSheet::Units, with(&book().grid[2..]), &[]).expect_err("no header");
    assert_eq!(headless.code(), "register-without-header");
}

#[test]
fn what_is_wrong_is_marked_in_its_cell_and_only_what_is_right_can_be_entered() {
    let sheet = Sheet::of(RegisterSheet::Recommenders, book(), &[]).expect("read");
    let wrong = [
        Refusal::content("not-a-choice").at("/entries/1/tier").with("typed", "科长"),
        Refusal::content("english-missing").at("/entries/1/title/en"),
    ];
    for language in Language::ALL {
        let page = |refused: &[Refusal]| {
            let frame = Frame::sample(language, "/staff/register-sheets/recommenders");
            let officer = Officer::sample(Role::Secretary);
            let page = RegisterSheetPage::new(frame, officer, RegisterSheet::Recommenders, &sheet, refused);
            let page = page.expect("a page").render().expect("rendered");
            assert!(!page.contains('⟦') && !page.contains("<b>局长") && page.contains("任期"), "{page}");
            assert!(page.contains("名册") && page.contains("附件2"), "{page}");
            page
        };
        let marked = page(&wrong);
        assert_eq!(marked.matches("<mark>").count(), 1, "{marked}");
        assert_eq!(marked.matches("class=\"err\"").count(), 2, "a column that is not there is told beside its row");
        assert!(marked.contains("<mark>科长</mark>") && !marked.contains("/recommenders/entries"), "{marked}");
        assert!(marked.contains("/recommenders/marked"), "it can be taken away");
        assert!(page(&[]).contains("/recommenders/entries"));
        for register in RegisterSheet::ALL {
            let lost = [Refusal::content("sheet-unreadable").at("/file")];
            let frame = Frame::sample(language, "/staff/register-sheets/x");
            let page = RegisterSheetPage::without(frame, Officer::sample(Role::Secretary), register, &lost);
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦') && page.contains("href=\"#file\""), "{page}");
        }
    }
}
