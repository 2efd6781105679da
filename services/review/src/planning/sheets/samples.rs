//! The page of a sheet in both languages, without a word missing, and a sheet that is written here and read again.

use askama::Template;
use domain::post_input::{PAY_AGREED, PAY_BAND};
use domain::{
    AlternativeInput, ConditionInput, EmployingUnit, Language, PlannedPost, PostChange, PostInput, Refusal, Role,
    SheetColumn, SheetRow, Text, TextInput, UnitKind, UnitRef,
};
use kit::html::Frame;
use uuid::Uuid;

use super::desk::{Sheet, SheetUnit};
use super::pages::SheetPage;
use super::{book, marks};
use crate::officers::Officer;
use crate::words;
use crate::workbooks::{self, Book, Bounds};

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
        municipal_id: None,
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
        row(["", "", "", "注：1.表内年龄"]),
    ];
    let columns = vec![Some(SheetColumn::TitleZh), Some(SheetColumn::Sector), Some(SheetColumn::Wanted), None];
    let book =
        Book { grid, sheet: "岗位<b>".to_owned(), other_sheets: vec!["附件2".to_owned(), "字典".to_owned()] };
    Sheet { book, header: 0, columns }
}

fn text(zh: &str, en: &str) -> TextInput {
    TextInput { zh: zh.to_owned(), en: en.to_owned() }
}

fn whole() -> PostInput {
    let condition = |label: TextInput, words: TextInput, clause: &str| ConditionInput {
        label,
        words,
        clause: clause.to_owned(),
        ..ConditionInput::default()
    };
    let doctor = condition(text("学历", "Degree"), text("博士", "Doctorate"), "10(4)");
    PostInput {
        title: text("主任医师", "Chief physician"),
        sector: "science-education-culture-health".to_owned(),
        mode: "open-recruitment".to_owned(),
        wanted: "2".to_owned(),
        need: text("心内科博士", "Doctor of cardiology"),
        duties: text("门诊。\n\n带教。", "Outpatients.\n\nTeaching."),
        conditions: vec![
            ConditionInput { kind: "degree".to_owned(), value: "doctor".to_owned(), ..doctor },
            condition(text("执业", "Licence"), text("执业医师", "Licensed physician"), ""),
            condition(text("专业", "Discipline"), text("不限", "Any"), ""),
            ConditionInput {
                kind: "title".to_owned(),
                value: "associate-senior".to_owned(),
                or: vec![AlternativeInput { kind: "years".to_owned(), value: "5".to_owned() }],
                ..condition(text("职称", "Title"), text("副高，或五年经验", "Associate senior, or five years"), "")
            },
        ],
        basis: vec!["10(4)".to_owned(), "11(3)".to_owned()],
        pay: PAY_BAND.to_owned(),
        pay_from: "180000".to_owned(),
        pay_to: "260000".to_owned(),
        place: text("伊宁", "Yining"),
        quota: "1".to_owned(),
        contact: text("人事科0999-0000001", "Personnel 0999-0000001"),
        opens_on: "2027-01-04".to_owned(),
        closes_on: "2027-06-30".to_owned(),
    }
}

#[test]
fn posts_that_are_written_come_back_whole_in_either_language() {
    let (unit, nothing) = (unit(), String::new);
    let agreed = PostInput {
        pay: PAY_AGREED.to_owned(),
        pay_from: nothing(),
        pay_to: nothing(),
        quota: nothing(),
        closes_on: nothing(),
        ..whole()
    };
    let same = PostInput { pay_to: whole().pay_from, conditions: Vec::new(), ..whole() };
    let of_a_browser =
        PostInput { duties: text("门诊。\r\n\r\n带教。", "Outpatients.\r\n\r\nTeaching."), ..whole() };
    let planned = |input: &PostInput| {
        let on = "2026-11-27".parse().expect("a date");
        PlannedPost::begin(Uuid::nil().into(), Uuid::nil().into(), &unit, PostChange::Added, input.clone(), on)
    };
    let posts = [&whole(), &agreed, &same, &of_a_browser].map(planned);
    for language in Language::ALL {
        let written = book::xlsx(&posts, std::slice::from_ref(&unit.unit), language).expect("written");
        let sheet = Sheet::proposed(workbooks::read(written, Bounds::PLAN).expect("read")).expect("a header");
        assert_eq!(sheet.posts(&unit).expect("each column is known"), [whole(), agreed.clone(), same.clone(), whole()]);
        for (number, row) in sheet.rows(&unit) {
            assert!(
                matches!(&row, SheetRow::Post { cells, .. } if cells.iter().all(|cell| cell.sure)),
                "{number}: {row:?}"
            );
        }
    }
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
fn a_title_that_the_unit_has_in_the_plan_already_is_told_beside_its_row_and_keeps_nothing_out() {
    let (sheet, unit) = (sheet(), unit());
    let sheet =
        Sheet { columns: sheet.columns.iter().map(|column| column.or(Some(SheetColumn::LeftOut))).collect(), ..sheet };
    let planned = |title: &str| {
        let on = "2026-11-27".parse().expect("a date");
        let input = PostInput { title: text(title, ""), ..whole() };
        PlannedPost::begin(Uuid::nil().into(), Uuid::nil().into(), &unit, PostChange::Added, input, on)
    };
    let other = SheetUnit::of(unit.clone(), &[planned("护士"), planned("")]);
    let of = SheetUnit::of(unit.clone(), &[planned("<b> 医师")]);
    assert_eq!(sheet.posts(&of.unit).map(|posts| posts.len()), Ok(1), "a person decides");
    for language in Language::ALL {
        let say = words::say(language);
        let told = say.owned("sheet-namesake");
        for (of, count) in [(&other, 0), (&of, 1)] {
            let (frame, officer) =
                (Frame::sample(language, "/staff/plans/x/sheet"), Officer::sample(Role::UnitOfficer));
            let page = SheetPage::new(frame, officer, Uuid::nil(), &sheet, of, &[]).expect("a page");
            let page = page.render().expect("rendered");
            assert_eq!(page.matches(told.as_str()).count(), count, "{page}");
            let remarks = marks::remarks(&sheet, of, &say);
            let rows: Vec<_> = remarks.iter().filter(|remark| remark.words == told).map(|remark| remark.row).collect();
            assert_eq!(rows, vec![1; count]);
        }
    }
}

#[test]
fn what_is_doubtful_or_no_post_is_shown_and_a_column_that_is_not_said_is_asked_for() {
    let (sheet, unit) = (sheet(), unit());
    let refused = sheet.posts(&unit).expect_err("a column is not said");
    assert_eq!((refused[0].code(), refused[0].pointer()), ("column-unsaid", Some("/columns/3")));
    let of = SheetUnit::of(unit.clone(), &[]);
    for language in Language::ALL {
        let frame = || Frame::sample(language, "/staff/plans/x/sheet");
        let officer = || Officer::sample(Role::UnitOfficer);
        let page = SheetPage::new(frame(), officer(), Uuid::nil(), &sheet, &of, &refused).expect("a page");
        let page = page.render().expect("rendered");
        assert!(!page.contains('⟦') && !page.contains("<b>医师") && page.contains("若干"), "{page}");
        assert_eq!(page.matches("<mark>").count(), 2, "{page}");
        assert!(page.contains("href=\"#columns.3\"") && page.contains("合计"), "{page}");
        assert_eq!(page.matches("注：1.表内年龄").count(), 2, "it comes back in the form, and is told: {page}");
        assert!(page.contains("value=\"mark\""), "{page}");
        assert!(!page.contains("岗位<b>") && page.contains("附件2") && page.contains("字典"), "{page}");
        let lost = [Refusal::content("sheet-unreadable").at("/file")];
        let without = |units: &[UnitRef], refused: &[Refusal]| {
            SheetPage::without(frame(), officer(), Uuid::nil(), None, units, refused).render().expect("rendered")
        };
        let page = without(std::slice::from_ref(&unit.unit), &lost);
        assert!(!page.contains('⟦') && page.contains("href=\"#file\""), "{page}");
        assert!(!page.contains("sheet_unit"), "there is nothing to choose: {page}");
        let other = UnitRef { id: Uuid::from_u128(2).into(), ..unit.unit.clone() };
        let page = without(&[unit.unit.clone(), other], &[Refusal::content("draft-for-which-unit").at("/unit")]);
        assert!(!page.contains('⟦') && page.contains("href=\"#sheet_unit\""), "{page}");
        assert!(page.contains("<select class=\"box\" id=\"sheet_unit\""), "{page}");
    }
}
