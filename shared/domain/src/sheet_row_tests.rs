use super::*;
use crate::text::Language;

fn unit() -> Text {
    Text::new("伊宁市人民医院", "Yining People’s Hospital")
}

fn draft(row: &[(SheetColumn, &str)]) -> (PostInput, Vec<SheetCell>) {
    let (columns, cells): (Vec<_>, Vec<_>) = row.iter().map(|(column, cell)| (*column, (*cell).to_owned())).unzip();
    let headers: Vec<_> = columns.iter().map(|column: &SheetColumn| column.header(Language::Zh).to_owned()).collect();
    match read(&cells, &columns, &headers, &unit()) {
        SheetRow::Post { input, cells } => (*input, cells),
        SheetRow::NoPost { why, .. } => panic!("no post: {why}"),
    }
}

/// What became of one cell, and whether it is sure.
fn cell(column: SheetColumn, typed: &str) -> (String, bool) {
    let (_, cells) = draft(&[(SheetColumn::TitleZh, "医师"), (column, typed)]);
    (cells[1].understood.clone(), cells[1].sure)
}

#[test]
fn cells_are_understood_where_they_are_sure_and_kept_word_for_word_where_not() {
    use SheetColumn::{Basis, Closes, Mode, Opens, Pay, Quota, Sector, Wanted};
    for (column, typed, understood, sure) in [
        (Wanted, "２人", "2", true),
        (Wanted, "两名", "2", true),
        (Wanted, "若干", "若干", false),
        (Quota, "否", "", true),
        (Sector, "现代畜牧业", "modern-livestock", true),
        (Sector, "畜牧", "modern-livestock", false),
        (Sector, "什么都行", "什么都行", false),
        (Mode, "调动", "transfer", true),
        (Opens, "2027年3月1日", "2027-03-01", true),
        (Opens, "２０２７．３．１", "2027-03-01", true),
        (Opens, "20270301", "2027-03-01", true),
        (Opens, "2027年3月", "2027年3月", false),
        (Opens, "2027-02-30", "2027-02-30", false),
        (Closes, "招满为止", "", true),
        (Closes, "长期有效", "", true),
        (Closes, "２０２７年６月３０日（招满为止）", "2027-06-30", false),
        (Closes, "长期（2027年）", "长期（2027年）", false),
        (Closes, "六月底前招满", "六月底前招满", false),
        (Basis, "第十条（四）、第十一条（一）", "10(4) 11(1)", true),
        (Basis, "10（4）", "10(4)", true),
        (Basis, "高层次", "高层次", false),
        (Pay, "面议", "agreement", true),
        (Pay, "12—18万元/年", "120000—180000", true),
        (Pay, "12.5万-15万", "125000—150000", true),
        (Pay, "150000", "150000", false),
        (Pay, "8000元/月", "8000元/月", false),
        (Pay, "12-18", "12-18", false),
        (Pay, "面议，提供住房", "agreement", false),
        (Pay, "12-18万元，可面议", "120000—180000", false),
    ] {
        assert_eq!(cell(column, typed), (understood.to_owned(), sure), "{column} {typed}");
    }
}

#[test]
fn the_header_of_the_pay_says_what_its_figures_count_and_for_how_long() {
    let read = |header: &str, typed: &str| {
        let row = ["医师", typed].map(str::to_owned);
        let headers = ["岗位", header].map(str::to_owned);
        match read(&row, &[SheetColumn::TitleZh, SheetColumn::Pay], &headers, &unit()) {
            SheetRow::Post { input, cells } => (input.pay_from, input.pay_to, cells[1].sure),
            SheetRow::NoPost { why, .. } => panic!("no post: {why}"),
        }
    };
    let kept = |typed: &str| (typed.to_owned(), String::new(), false);
    assert_eq!(read("月薪（元）", "10000-15000"), kept("10000-15000"));
    assert_eq!(read("月工资", "1.2万"), kept("1.2万"));
    assert_eq!(read("年薪（万元）", "12-18"), ("120000".to_owned(), "180000".to_owned(), true));
}

#[test]
fn conditions_keep_the_words_of_the_office() {
    use SheetColumn::{Age, Degree, Discipline, TitleZh};
    let (input, cells) = draft(&[
        (TitleZh, "检验\n技师"),
        (Degree, "硕士研究生及以上"),
        (Discipline, "不限"),
        (Age, "35周岁及以下"),
        (Degree, "博士（有突出贡献的可放宽）"),
    ]);
    assert_eq!(input.title.zh, "检验 技师");
    let said: Vec<_> = input.conditions.iter().map(|one| (one.words.zh.as_str(), one.words.en.as_str())).collect();
    let master = "Master’s degree or above";
    assert_eq!(
        said,
        [
            ("硕士研究生及以上", master),
            ("35周岁及以下", "35 years of age or younger"),
            ("博士（有突出贡献的可放宽）", ""),
        ]
    );
    let asked: Vec<_> = input.conditions.iter().map(|one| (one.kind.as_str(), one.value.as_str())).collect();
    assert_eq!(asked, [("degree", "master"), ("age", "35"), ("", "")]);
    assert_eq!(cells.iter().map(|cell| cell.sure).collect::<Vec<_>>(), [true, true, true, true, false]);
    assert_eq!(cells.len(), 5, "no condition is told too");
    assert_eq!(cells.iter().map(|cell| cell.asks.len()).collect::<Vec<_>>(), [0, 1, 0, 1, 0]);
}

#[test]
fn a_name_and_a_telephone_are_one_contact_and_duties_of_two_columns_stand_below_each_other() {
    use SheetColumn::{ContactZh, DutiesZh, TitleZh};
    let (input, cells) = draft(&[
        (TitleZh, "医师"),
        (ContactZh, "古丽"),
        (DutiesZh, "门诊。"),
        (ContactZh, "0999-0000001"),
        (DutiesZh, "带教。"),
    ]);
    assert_eq!((input.contact.zh.as_str(), input.duties.zh.as_str()), ("古丽 0999-0000001", "门诊。\n\n带教。"));
    assert!(cells.len() == 5 && cells.iter().all(|cell| cell.sure && cell.understood == cell.typed), "{cells:?}");
    let contact = |said: &[&str]| {
        let columns: Vec<_> = said.iter().map(|words| (ContactZh, *words)).collect();
        draft(&[&[(TitleZh, "医师")][..], &columns[..]].concat()).0.contact.zh
    };
    assert_eq!(contact(&["古丽", "古丽"]), "古丽");
    assert_eq!(contact(&["古丽", "0999-0000001", "古丽"]), "古丽 0999-0000001");
    assert_eq!(contact(&["古丽 0999-0000001", "古丽 0999-0000001"]), "古丽 0999-0000001");
}

#[test]
fn a_row_that_is_no_post_says_why() {
    use SheetColumn::{LeftOut, TitleZh, Unit, Wanted};
    let columns = [LeftOut, Unit, TitleZh, Wanted];
    for (row, expected) in [
        (["", " ", "", ""], NoPost::Empty),
        (["合计", "", "", "12"], NoPost::Total),
        (["合 计", "", "", "12"], NoPost::Total),
        (["总　计：", "", "", "12"], NoPost::Total),
        (["共计12人", "", "", ""], NoPost::Total),
        (["Total number", "", "", "12"], NoPost::Total),
        (["", "合计", "", "12"], NoPost::Total),
        (["", "伊宁市人民医院", "小计", "5"], NoPost::Total),
        (["6", "", "小计", "5"], NoPost::Total),
        (["3", "伊宁市第一中学", "教师", "1"], NoPost::OtherUnit),
        (["注：1.年龄计算截止2026年11月30日", "", "", ""], NoPost::Note),
        (["以上岗位由人事科负责解释", "", "", ""], NoPost::Empty),
        (["", "", "说明：年龄计算截止2026年11月30日", ""], NoPost::Note),
        (["", "伊宁市人民医院", "备注1：学历均为全日制", " "], NoPost::Note),
        (["", "", "以上岗位由人事科负责解释", ""], NoPost::Note),
        (["", "注：1.年龄计算截止2026年11月30日", "", ""], NoPost::Note),
        (["4", "伊宁市人民医院", "", " "], NoPost::Empty),
    ] {
        let read = read(&row.map(str::to_owned), &columns, &[], &unit());
        let SheetRow::NoPost { why, words } = &read else { panic!("{row:?}: {read:?}") };
        assert_eq!(*why, expected, "{row:?}");
        let first = row.into_iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
        assert!(words.starts_with(first), "its words are told: {words}");
    }
    for (row, why) in [
        (["1", "市人民医院", "医师", "1"], "a shortened name is its own"),
        (["5", "", "护士", ""], "its number says that it is one, however little is filled in"),
        (["", "伊宁市人民医院", "护士", ""], "and so does its unit"),
        (["", "", "说明书翻译", "1"], "no note"),
        (["", "", "注：急需", "2"], "somebody is wanted, whatever the title begins with"),
        (["", "伊宁市人民医院", "注册会计师", ""], "a title that begins like one"),
        (["", "伊宁市人民医院", "总计量师", "1"], "and like a total"),
    ] {
        let read = read(&row.map(str::to_owned), &columns, &[], &unit());
        assert!(matches!(read, SheetRow::Post { .. }), "{why}: {read:?}");
    }
    let merged = ["伊宁市人民医院", "小计", "", "5"].map(str::to_owned);
    let merged = read(&merged, &[Unit, LeftOut, TitleZh, Wanted], &[], &unit());
    assert!(matches!(merged, SheetRow::NoPost { why: NoPost::Total, .. }), "behind a merged unit: {merged:?}");
    let read = read(&["护士".to_owned()], &[TitleZh], &[], &unit());
    assert!(matches!(read, SheetRow::Post { .. }), "where there is nothing else to fill in: {read:?}");
}
