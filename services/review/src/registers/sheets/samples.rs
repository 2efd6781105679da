//! The page of a register's sheet in both languages: what is wrong is marked in its cell, and nothing wrong can be entered.

use std::collections::BTreeMap;

use askama::Template;
use domain::recommender::RecommenderInput;
use domain::{Language, Refusal, RegisterSheet, Role, TextInput};
use kit::html::Frame;
use uuid::Uuid;

use super::known::Known;
use super::pages::RegisterSheetPage;
use super::sheet::{Entering, Row, Sheet};
use crate::officers::Officer;
use crate::registers::desk::Kept;
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

fn entries(sheet: &Sheet) -> Vec<RecommenderInput> {
    let entries: Vec<Entering<RecommenderInput>> = sheet.entries(&sheet.rows).expect("entries");
    entries.into_iter().map(|entering| entering.entry).collect()
}

/// The register has number 7 in its second version.
fn known() -> Known {
    let text = |zh: &str, en: &str| TextInput { zh: zh.to_owned(), en: en.to_owned() };
    let entry = RecommenderInput {
        number: "7".to_owned(),
        tier: "unit-head".to_owned(),
        title: text("局长", "Director"),
        unit: text("科技局", "Science Bureau"),
    };
    Known::of(Uuid::from_u128(7), 2, &entry).expect("known")
}

#[test]
fn a_row_is_read_as_its_form_would_send_it() {
    let sheet = Sheet::of(RegisterSheet::Recommenders, book(), Vec::new(), Vec::new()).expect("read");
    let entries = entries(&sheet);
    assert_eq!((sheet.rows.len(), sheet.rows[1].number, sheet.left_out.as_slice()), (2, 5, &["任期".to_owned()][..]));
    assert_eq!((entries[0].tier.as_str(), entries[0].title.zh.as_str()), ("unit-head", "<b>局长"));
    assert_eq!(entries[1].tier, "科长", "what is not understood stays as it is and is refused");
    let with = |grid: &[Vec<String>]| Book { grid: grid.to_vec(), ..book() };
    let alone = Sheet::of(RegisterSheet::Recommenders, with(&book().grid[..2]), Vec::new(), Vec::new())
        .expect_err("no entries");
    assert_eq!((alone.code(), alone.pointer()), ("register-without-entries", Some("/file")));
    let headless =
        Sheet::of(RegisterSheet::Units, with(&book().grid[2..]), Vec::new(), Vec::new()).expect_err("no header");
    assert_eq!(headless.code(), "register-without-header");
}

#[test]
fn what_is_wrong_is_marked_in_its_cell_and_only_what_is_right_can_be_entered() {
    let sheet = Sheet::of(RegisterSheet::Recommenders, book(), Vec::new(), Vec::new()).expect("read");
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

#[test]
fn a_row_changes_the_entry_that_it_names_and_leaves_what_it_does_not_say() {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let grid = vec![
        row(["编号", "层级", "职务", "单位"]),
        row(["０7", "", "主任", "科技局"]),
        row(["7", "市直单位主要领导", "局长", "教育局"]),
        row(["8", "", "局长", "水利局"]),
    ];
    let sheet = |grid: &[Vec<String>]| {
        let book = Book { grid: grid.to_vec(), ..book() };
        Sheet::of(RegisterSheet::Recommenders, book, vec![known()], Vec::new()).expect("read")
    };
    let all = sheet(&grid);
    let seen = Kept { id: Uuid::from_u128(7), version: 2 };
    assert_eq!(all.seen(), BTreeMap::from([(2, seen)]), "a second one is new");
    let entry = entries(&all).swap_remove(0);
    assert_eq!((entry.tier.as_str(), entry.title.zh.as_str()), ("unit-head", "主任"), "an empty cell changes nothing");
    assert_eq!(
        (entry.title.en.as_str(), entry.unit.en.as_str()),
        ("Director", "Science Bureau"),
        "nor does a column less"
    );
    assert_eq!(entries(&all)[2].tier, "", "a new one has nothing to leave");
    let changed: Vec<_> = all.rows.iter().map(|row| all.changed(row)).collect();
    assert_eq!(changed, [vec!["title.zh"], vec![], vec![]]);
    for language in Language::ALL {
        let page = |sheet: &Sheet, refused: &[Refusal]| {
            let frame = Frame::sample(language, "/staff/register-sheets/recommenders");
            let officer = Officer::sample(Role::Secretary);
            let page = RegisterSheetPage::new(frame, officer, RegisterSheet::Recommenders, sheet, refused);
            page.expect("a page").render().expect("rendered")
        };
        let tier = domain::Policy::standard().recommender_tier(domain::recommender::RecommenderTier::UnitHead);
        let shown = page(&all, &[]);
        assert!(shown.contains(tier.say(language)), "what stays is shown: {shown}");
        assert_eq!(shown.matches("局长</span>").count(), 1, "and what was there before: {shown}");
        assert!(shown.contains("name=\"seen\"") && !shown.contains('⟦'), "{shown}");
        let meanwhile = page(&all, &[Refusal::stage("register-changed-meanwhile")]);
        assert!(meanwhile.contains("class=\"errors\"") && meanwhile.contains("/recommenders/entries"), "{meanwhile}");
        let same = page(&sheet(&[grid[0].clone(), row(["7", "unit-head", "局长", ""])]), &[]);
        assert!(!same.contains("/recommenders/entries") && !same.contains("/recommenders/marked"), "{same}");
        assert!(!same.contains("<tbody>"), "what is as it stands is counted and not shown: {same}");
    }
}

#[test]
fn rows_as_they_stand_in_the_register_are_not_entered_and_do_not_come_back() {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let grid = vec![
        row(["编号", "层级", "职务", "单位"]),
        row(["7", "unit-head", "局长", "科技局"]),
        row(["", "", "", ""]),
        row(["8", "unit-head", "局长", "水利局"]),
    ];
    let read = |grid: &[Vec<String>]| {
        let book = Book { grid: grid.to_vec(), ..book() };
        Sheet::of(RegisterSheet::Recommenders, book, vec![known()], Vec::new())
    };
    let sheet = read(&grid).expect("read");
    let numbers = |rows: &[Row]| rows.iter().map(|row| row.number).collect::<Vec<_>>();
    assert_eq!((numbers(&sheet.rows), numbers(&sheet.same)), (vec![4], vec![2]));
    assert_eq!(sheet.to_enter().grid, [grid[0].clone(), vec![], vec![], grid[3].clone()]);
    let brought = read(&sheet.to_enter().grid).expect("read again");
    assert_eq!((numbers(&brought.rows), brought.same.len()), (vec![4], 0), "the row has its number");
    let mending = sheet.for_mending();
    assert_eq!((mending.book.grid, numbers(&mending.rows)), (vec![grid[0].clone(), grid[3].clone()], vec![2]));

    let twice = [&grid[..2], &[row(["7", "unit-head", "主任", "科技局"])]].concat();
    let twice = read(&twice).expect("read");
    assert_eq!((numbers(&twice.rows), twice.same.len()), (vec![2, 3], 0), "what is named twice comes back whole");
    let again = read(&twice.to_enter().grid).expect("read again");
    assert_eq!((again.seen(), twice.seen().len()), (twice.seen(), 1), "and the second one is refused again");

    let many = |count: usize, title: &str| {
        let new = (0..count).map(|number| row([&(100 + number).to_string(), "unit-head", title, "水利局"]));
        [grid[..2].to_vec(), new.collect()].concat()
    };
    assert!(read(&many(200, "局长")).is_ok(), "the one that is as it stands does not count");
    let refused = |grid: &[Vec<String>]| read(grid).expect_err("too much").code().to_owned();
    assert_eq!(refused(&many(201, "局长")), "too-many-entries");
    assert_eq!(refused(&many(200, &"局".repeat(300))), "entries-too-long");
    assert_eq!(refused(&many(2_000, "局长")), "sheet-too-large");
}
