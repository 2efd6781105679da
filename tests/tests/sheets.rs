//! A unit's posts as a workbook (Article 12): sent as offices write it, confirmed, begun at once, and written again.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use tests::planning::PLANS;
use tests::{Answer, Api, Town};

/// Title and notes above, merged units, headers in an office's words, a total below.
fn book() -> Vec<u8> {
    let rows = [
        ["序号", "单位名称", "岗位", "最低学历", "年龄要求", "需求人数", "截止时间", "政治面貌"],
        ["1", "", "检验技师", "硕士研究生及以上", "35周岁及以下", "２人", "招满为止", "不限"],
        ["2", "", "影像医师", "博士（可放宽）", "不限", "若干", "2027年6月30日", ""],
        ["合计", "", "", "", "", "3", "", ""],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 7, "2027年度引才岗位需求表", &Format::new()).expect("merged");
    sheet.write_string(1, 0, "填报时间：2026年11月").expect("written");
    for (line, row) in (2..).zip(rows) {
        for (column, words) in (0..).zip(row) {
            sheet.write_string(line, column, words).expect("written");
        }
    }
    sheet.merge_range(3, 1, 4, 1, "人民医院", &Format::new()).expect("merged");
    book.save_to_buffer().expect("a book")
}

async fn reads(by: &Api, plan: &str, columns: &str, file: Vec<u8>) -> Answer {
    let form = Form::new().text("columns", columns.to_owned()).part("file", Part::bytes(file).file_name("岗位.xlsx"));
    by.answer(by.request(Method::POST, &format!("{plan}/sheet-readings")).multipart(form)).await
}

async fn plan_under_way(by: &Api) -> String {
    let plans = by.get(PLANS).await.is(200);
    format!("{PLANS}/{}", plans.body["items"][0]["id"].as_str().expect("the plan under way"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_an_office_becomes_drafts_and_nothing_in_it_is_lost() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = |answer: &Answer| answer.body["posts"].as_array().map_or(0, Vec::len);
    let before = begun(&unit.get(&plan).await.is(200));

    let unsaid = reads(&unit, &plan, "", book()).await.is(200);
    assert_eq!((&unsaid.body["header"], &unsaid.body["columns"][7]["column"]), (&json!(3), &Value::Null));
    let read = reads(&unit, &plan, ",,,,,,,left-out", book()).await.is(200);
    let rows = read.body["rows"].as_array().expect("rows");
    let totals: Vec<_> = rows.iter().filter(|row| row["no_post"] == "total").collect();
    assert_eq!((rows.len(), totals.len()), (3, 1), "{:#}", read.body);
    let doubtful = |row: &Value| {
        let cells = row["cells"].as_array().into_iter().flatten();
        cells
            .filter(|cell| cell["sure"] == false)
            .filter_map(|cell| cell["column"].as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!((doubtful(&rows[0]), doubtful(&rows[1])), (String::new(), "degree wanted".to_owned()));
    assert_eq!(rows[0]["post"]["wanted"], "2");
    assert_eq!(rows[1]["post"]["wanted"], "若干", "it is kept word for word");
    assert_eq!(rows[1]["post"]["closes_on"], "2027-06-30");
    assert_eq!(begun(&unit.get(&plan).await), before, "reading keeps nothing");

    let posts: Vec<_> = rows.iter().map(|row| &row["post"]).filter(|post| post.is_object()).collect();
    let imported = unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await.is(201);
    assert_eq!(imported.body["ids"].as_array().map(Vec::len), Some(2));
    assert_eq!(begun(&unit.get(&plan).await), before + 2);

    let written = unit.get(&format!("{plan}/sheet")).await.is(200);
    let again = reads(&unit, &plan, "", written.bytes.clone()).await.is(200);
    assert!(again.body["columns"].as_array().expect("columns").iter().all(|column| column["column"].is_string()));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(written.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    assert!(sheet.rows().any(|row| row.iter().any(|cell| cell.to_string() == "影像医师")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_whole_or_not_at_all_and_no_other_file_is_taken() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let before = unit.get(&plan).await.body["posts"].as_array().map(Vec::len);
    let long = "长".repeat(40_000);
    let posts = json!({ "posts": [{ "wanted": "1" }, { "need": { "zh": long, "en": "" } }] });
    let refused = unit.post(&format!("{plan}/post-imports"), &posts).await.is(422);
    assert_eq!(refused.text("code"), "draft-too-large", "{:#}", refused.body);
    assert_eq!(unit.get(&plan).await.body["posts"].as_array().map(Vec::len), before);
    let no_book = reads(&unit, &plan, "", b"%PDF-1.7".to_vec()).await.is(422);
    assert_eq!(no_book.text("code"), "sheet-unreadable", "{:#}", no_book.body);
    let secretary = town.officer_api("secretary").await;
    assert_eq!(reads(&secretary, &plan, "", book()).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_taken_in_by_page() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let plan = unit.open(&link).await;
    let read = unit.send_file(&plan, "id=\"sheet\"", "", "岗位.xlsx", book()).await;
    read.is_ok().shows("博士（可放宽）").shows("name=\"columns.7\"");
    let columns = ["left-out", "unit", "title-zh", "degree", "age", "wanted", "closes"];
    let names: Vec<_> = (0..columns.len()).map(|place| format!("columns.{place}")).collect();
    let mut said: Vec<_> = names.iter().map(String::as_str).zip(columns).collect();
    said.push(("do", "import"));
    let unsaid = unit.send_form(&read, "columns.7", &said).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#columns.7\"");
    said.push(("columns.7", "left-out"));
    let done = unit.send_form(&unsaid, "columns.7", &said).await;
    done.is_ok().shows("影像医师").shows("检验技师");
}
