//! Sheets as they come back to whoever sent them (Articles 4 and 12): what is doubtful or wrong is coloured and said, nothing in
//! them is a formula, and mended they are sent again as they are. Registers have an empty one to begin with.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use domain::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::Workbook;
use serde_json::json;
use tests::planning::plan_under_way;
use tests::{Answer, Api, StaffMember, Town};
use zip::ZipArchive;

const REGISTERS: &str = "/api/review/v1/register-sheets";
const RECOMMENDERS: &str = "/api/review/v1/recommenders";

/// A title above the header in the third row.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("需求表").expect("named");
    sheet.write_string(0, 0, "2027年度需求表").expect("written");
    for (line, row) in (2..).zip(rows) {
        for (column, words) in (0..).zip(*row) {
            sheet.write_string(line, column, *words).expect("written");
        }
    }
    book.save_to_buffer().expect("a book")
}

/// An officer writes over one cell of a workbook and saves it; its lists and colours do not matter here.
fn mended(file: &[u8], at: (usize, usize), words: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(sheet_of(file, 0).rows()) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(line, column, cell.to_string()).expect("written");
        }
    }
    sheet.write_string(at.0 as u32, at.1 as u16, words).expect("written");
    book.save_to_buffer().expect("a book")
}

fn sheet_of(file: &[u8], place: usize) -> Range<Data> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.to_vec())).expect("a workbook");
    book.worksheet_range_at(place).expect("a sheet").expect("readable")
}

/// The part of the workbook's archive.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut words = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut words).expect("words");
    words
}

async fn sends(by: &Api, path: &str, file: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(file).file_name("表.xlsx"));
    by.answer(by.request(Method::POST, path).multipart(form)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_posts_comes_back_with_what_is_doubtful_marked() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let rows: [&[&str]; 4] = [
        &["岗位", "最低学历", "需求人数", "政治面貌"],
        &["=HYPERLINK(\"http://x\")", "硕士研究生及以上", "２人", ""],
        &["影像医师", "博士（可放宽）", "若干", "不限"],
        &["合计", "", "3", ""],
    ];
    let sent = book(&rows);
    let marked = sends(&unit, &format!("{plan}/sheet-markings"), sent).await.is(200);
    let sheet = sheet_of(&marked.bytes, 0);
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(cell(0, 0), "2027年度需求表", "what stands above the header too");
    for (row, words) in (2..).zip(rows) {
        for (column, words) in (0..).zip(words) {
            assert_eq!(cell(row, column), *words, "as it was sent");
        }
    }
    assert_eq!((cell(2, 4).as_str(), cell(3, 4).as_str()), ("核对备注", ""));
    assert!(cell(4, 4).contains("若干") && cell(4, 4).contains("博士（可放宽）"), "{}", cell(4, 4));
    assert!(cell(5, 4).contains("合计"), "{}", cell(5, 4));
    let (words, notes) = (part(&marked.bytes, "xl/worksheets/sheet1.xml"), part(&marked.bytes, "xl/comments1.xml"));
    assert!(!words.contains("<f>") && !words.contains("<f "), "{words}");
    assert!(notes.contains("ref=\"B5\"") && notes.contains("ref=\"C5\"") && notes.contains("ref=\"D3\""), "{notes}");

    let again = mended(&marked.bytes, (4, 2), "3");
    let read = sends(&unit, &format!("{plan}/sheet-readings"), again.clone()).await.is(200);
    assert_eq!(read.body["columns"][4]["column"], "left-out", "its remarks are no part of it: {:#}", read.body);
    assert_eq!(read.body["rows"][1]["post"]["wanted"], "3");
    let marked = sends(&unit, &format!("{plan}/sheet-markings"), again).await.is(200);
    let sheet = sheet_of(&marked.bytes, 0);
    let remark = sheet.get_value((4, 4)).map(ToString::to_string).unwrap_or_default();
    assert!(remark.contains("博士") && !remark.contains("若干"), "{remark}");
    assert_eq!(sheet.get_size().1, 5, "and take the place of those before");
    let secretary = town.officer_api("secretary").await;
    assert_eq!(sends(&secretary, &format!("{plan}/sheet-markings"), book(&rows)).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_a_register_comes_back_with_what_is_wrong_marked() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let rows: [&[&str]; 3] = [
        &["任期", "编号", "层级", "职务", "职务（英文）", "单位"],
        &["2026—2031", "901", "市直单位主要领导", "局长", "Director", "伊宁市林草局"],
        &["", "902", "科长", "主任", "", "伊宁市文旅局"],
    ];
    let before = secretary.get(RECOMMENDERS).await.is(200).body;
    let marked = sends(&secretary, &format!("{REGISTERS}/recommenders/markings"), book(&rows)).await.is(200);
    let sheet = sheet_of(&marked.bytes, 0);
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!((cell(4, 2).as_str(), cell(2, 6).as_str()), ("科长", "核对备注"));
    assert!(cell(3, 6).contains("单位（英文）"), "a column that is not there is named: {}", cell(3, 6));
    assert!(cell(4, 6).contains("层级") && cell(4, 6).contains("职务（英文）"), "{}", cell(4, 6));
    let notes = part(&marked.bytes, "xl/comments1.xml");
    assert!(notes.contains("ref=\"C5\"") && notes.contains("ref=\"E5\"") && !notes.contains("ref=\"C4\""), "{notes}");
    assert_eq!(secretary.get(RECOMMENDERS).await.is(200).body, before, "trying keeps nothing");
    sends(&secretary, &format!("{REGISTERS}/nothing/markings"), book(&rows)).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_register_has_an_empty_sheet_with_its_lists_that_is_read_once_it_is_filled_in() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    for (register, singular, chosen) in [
        ("units", "unit", "事业单位"),
        ("departments", "department", "主管部门"),
        ("recommenders", "recommender", "市委书记"),
    ] {
        let empty = secretary.get(&format!("{REGISTERS}/{register}/template")).await.is(200);
        let lists = sheet_of(&empty.bytes, 1);
        assert!(lists.cells().any(|(_, _, cell)| *cell == chosen), "{register}: {lists:?}");
        assert!(part(&empty.bytes, "xl/worksheets/sheet1.xml").contains("type=\"list\""));
        let path = format!("/api/review/v1/{singular}-sheet-readings");
        let read = sends(&secretary, &path, empty.bytes.clone()).await.is(422);
        assert_eq!(read.text("code"), "register-without-entries", "its header is found: {:#}", read.body);
        let filled = sends(&secretary, &path, mended(&empty.bytes, (2, 0), "7")).await.is(200);
        assert_eq!((&filled.body["header"], &filled.body["left_out"]), (&json!(2), &json!([])), "{:#}", filled.body);
        assert_eq!(filled.body["rows"][0]["number"], 3);
    }
    let units = secretary.get(&format!("{REGISTERS}/units/template")).await.is(200);
    let departments = secretary.get("/api/review/v1/departments").await.is(200);
    let mut supervising = departments.body["items"].as_array().into_iter().flatten();
    let one = supervising.find(|one| one["kind"] == "supervising").expect("a department")["name"]["zh"].clone();
    assert!(sheet_of(&units.bytes, 1).cells().any(|(_, _, cell)| json!(cell.to_string()) == one), "{one}");
    assert_eq!(town.officer_api("auditor").await.get(&format!("{REGISTERS}/units/template")).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_marked_sheet_is_taken_away_where_it_was_tried() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let plan = unit.open(&link).await;
    let posts: [&[&str]; 2] = [&["岗位", "人数", "政治面貌"], &["影像医师", "若干", "不限"]];
    let read = unit.send_file(&plan, "id=\"sheet\"", "", "岗位.xlsx", book(&posts)).await;
    read.is_ok().shows("下载标注过的表");
    let columns = [("columns.0", "title-zh"), ("columns.1", "wanted"), ("columns.2", "left-out"), ("do", "mark")];
    let marked = unit.send_form(&read, "columns.2", &columns).await;
    assert!(marked.is_ok().body.starts_with("PK"), "{}", marked.body);

    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let page = secretary.open("/staff/register-sheets/recommenders").await;
    page.is_ok().shows("/staff/register-sheets/recommenders/template");
    let empty = secretary.download("/staff/register-sheets/recommenders/template").await;
    assert_eq!(empty.status(), 200);
    let wrong: [&[&str]; 2] = [&["编号", "层级"], &["901", "科长"]];
    let tried = secretary.send_file(&page, "id=\"sheet\"", "", "推荐员.xlsx", book(&wrong)).await;
    let marked = secretary.send_form(tried.is_ok().shows("下载标注过的表"), "name=\"sheet\"", &[]).await;
    assert!(marked.is_ok().body.starts_with("PK"), "{}", marked.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_is_taken_away_changed_in_excel_and_sent_back() {
    const CURRENT: &str = "/api/review/v1/register-sheets/units/current";
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let code = town.next_code("secretary");
    let page = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    let form = page.open("/staff/register-sheets/units").await;
    form.is_ok().shows("/staff/register-sheets/units/current").shows("没写在表里的单位不动");
    let file = secretary.get(CURRENT).await.is(200).bytes;
    let units = secretary.get("/api/review/v1/units").await.is(200);
    let units = units.body["items"].as_array().map_or(0, Vec::len);
    let sheet = sheet_of(&file, 0);
    assert_eq!(sheet.get_size().0, units + 2, "a line that says how, the header, each unit: {sheet:?}");
    let column =
        |header: &str| sheet.rows().nth(1).and_then(|row| row.iter().position(|cell| *cell == header)).expect(header);
    let (name, municipal) = (column("单位名称（中文）"), column("市直主管部门"));
    let hospital = sheet.rows().position(|row| row[name] == "伊宁市人民医院").expect("the hospital");
    let sends = async |file: Vec<u8>| page.send_file(&form, "id=\"sheet\"", "", "单位.xlsx", file).await;
    let same = sends(file.clone()).await;
    same.is_ok().shows("各行都和现在的登记一样");

    let changed = mended(&file, (hospital, municipal), "伊宁市人力资源和社会保障局");
    let renamed = sends(mended(&file, (hospital, name), "伊宁市第一人民医院")).await;
    let earlier = sends(changed.clone()).await;
    let read = sends(changed.clone()).await;
    read.is_ok().shows("新录入0行，修改1行").shows("全部录入和修改");
    page.send_form(&read, "name=\"seen\"", &[]).await.is_ok().shows("伊宁市人民医院");
    let now = secretary.get(CURRENT).await.is(200).bytes;
    let rows = |file: &[u8]| {
        sheet_of(file, 0).rows().map(|row| row.iter().map(ToString::to_string).collect()).collect::<Vec<Vec<_>>>()
    };
    assert_eq!(rows(&now), rows(&changed), "the register is what was sent");

    page.send_form(&read, "name=\"seen\"", &[]).await.is_ok().shows("伊宁市人民医院");
    page.send_form(&earlier, "name=\"seen\"", &[]).await.is_ok().shows("伊宁市人民医院");
    assert_eq!(rows(&secretary.get(CURRENT).await.is(200).bytes), rows(&changed), "what it says is so already");
    // What was looked over before it was changed otherwise is shown once more.
    let late = page.send_form(&renamed, "name=\"seen\"", &[]).await;
    assert_eq!(late.status, 422, "{}", late.body);
    late.shows("登记刚才有人改过").shows("修改1行");
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let home = unit.open("/staff").await;
    let token = home.is_ok().between("name=\"csrf\" value=\"", "\"").expect("a token");
    let sent = [("csrf", token), ("sheet", "{}"), ("seen", "[]")];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let stranger = unit.post("/staff/register-sheets/units/entries", &sent).await;
    assert_eq!(stranger.status, 403, "{}", stranger.body);
}
