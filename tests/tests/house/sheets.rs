//! A unit's posts as a workbook (Article 12): sent as offices write it, confirmed, begun at once, and written again.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use tests::planning::{POSTS, SEATS, acts, both, forty, next_year, opens_a_plan, plan_under_way, post, steps, today};
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
    sheet.set_name("需求表").expect("named");
    book.add_worksheet().set_name("空白").expect("named");
    let second = book.add_worksheet().set_name("卫生院需求").expect("named");
    second.write_string(0, 0, "岗位名称").expect("written").write_string(1, 0, "全科医师").expect("written");
    book.save_to_buffer().expect("a book")
}

async fn reads(by: &Api, plan: &str, columns: &str, file: Vec<u8>) -> Answer {
    let form = Form::new().text("columns", columns.to_owned()).part("file", Part::bytes(file).file_name("岗位.xlsx"));
    by.answer(by.request(Method::POST, &format!("{plan}/sheet-readings")).multipart(form)).await
}

/// How many posts of the plan are there that the unit sees.
async fn begun(unit: &Api, plan: &str) -> usize {
    let listed = unit.get(&format!("{plan}/posts?limit=200")).await.is(200);
    listed.body["items"].as_array().map_or(0, Vec::len)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_an_office_becomes_drafts_and_nothing_in_it_is_lost() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let before = begun(&unit, &plan).await;

    let unsaid = reads(&unit, &plan, "", book()).await.is(200);
    assert_eq!((&unsaid.body["header"], &unsaid.body["columns"][7]["column"]), (&json!(3), &Value::Null));
    assert_eq!((unsaid.text("sheet"), &unsaid.body["other_sheets"]), ("需求表", &json!(["卫生院需求"])));
    assert_eq!(unsaid.body["above"], json!(["2027年度引才岗位需求表", "填报时间：2026年11月"]));
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
    assert_eq!(begun(&unit, &plan).await, before, "reading keeps nothing");

    let twice = reads(&unit, &plan, ",,,,,,,title-zh", book()).await.is(422);
    assert_eq!((twice.text("code"), &twice.body["errors"][0]["pointer"]), ("column-said-twice", &json!("/columns/7")));

    let posts: Vec<_> = rows.iter().map(|row| &row["post"]).filter(|post| post.is_object()).collect();
    let imported = unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await.is(201);
    assert_eq!(imported.body["ids"].as_array().map(Vec::len), Some(2));
    assert_eq!(begun(&unit, &plan).await, before + 2);
    let sent_twice = reads(&unit, &plan, ",,,,,,,left-out", book()).await.is(200);
    let namesakes: Vec<_> =
        sent_twice.body["rows"].as_array().expect("rows").iter().map(|row| &row["has_namesake"]).collect();
    assert_eq!(namesakes, [true, true, false], "it is told of each post, and of the total not");

    let written = unit.get(&format!("{plan}/sheet")).await.is(200);
    let again = reads(&unit, &plan, "", written.bytes.clone()).await.is(200);
    assert!(again.body["columns"].as_array().expect("columns").iter().all(|column| column["column"].is_string()));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(written.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    assert!(sheet.rows().any(|row| row.iter().any(|cell| *cell == "影像医师")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_written_into_a_sheet_comes_back_whole() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let mut typed = post(1);
    typed["title"] = both("主任医师往返".into(), "Chief physician".into());
    typed["duties"] = both("门诊。\n\n带教。".into(), "Outpatients.\n\nTeaching.".into());
    typed["contact"] = both("人事科0999-0000001".into(), "Personnel 0999-0000001".into());
    typed["basis"] = json!(["10(4)", "11(3)"]);
    typed["closes_on"] = json!("2026-06-30");
    let own = json!({ "label": both("执业".into(), "Licence".into()), "words": both("执业医师".into(), "Licensed".into()), "clause": "" });
    typed["conditions"].as_array_mut().expect("conditions").push(own);
    let begun = unit.post(&format!("{plan}/post-imports"), &json!({ "posts": [typed] })).await.is(201);
    let id = begun.body["ids"][0].as_str().expect("an id").to_owned();
    let kept = unit.get(&format!("{POSTS}/{id}")).await.is(200);
    let written = unit.get(&format!("{plan}/sheet")).await.is(200);
    let read = reads(&unit, &plan, "", written.bytes).await.is(200);
    let mut rows = read.body["rows"].as_array().into_iter().flatten();
    let row = rows.find(|row| row["post"]["title"]["zh"] == "主任医师往返").expect("the post");
    assert_eq!(row["post"], kept.body["post"], "{row:#}");
    assert!(row["cells"].as_array().into_iter().flatten().all(|cell| cell["sure"] == true), "{row:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_below_the_table_is_shown_as_one_and_begins_no_post() {
    let rows =
        [["岗位", "人数"], ["护士", "2"], ["注：1.年龄计算截止2026年11月30日", ""], ["以上岗位由人事科负责解释", ""]];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (column, words) in (0..).zip(row) {
            sheet.write_string(line, column, words).expect("written");
        }
    }
    let file = book.save_to_buffer().expect("a book");
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let read = unit.send_file(&unit.open(&link).await, "id=\"sheet\"", "", "岗位.xlsx", file.clone()).await;
    read.is_ok().shows("1个岗位").shows("第3行是说明，没有读成岗位：注：1.年龄计算").shows("第4行是说明");

    let by_api = town.officer_api_with("unit-hospital", &town.next_code("unit-hospital")).await;
    let plan = plan_under_way(&by_api).await;
    let read = reads(&by_api, &plan, "", file).await.is(200);
    let told: Vec<_> = read.body["rows"].as_array().into_iter().flatten().map(|row| &row["no_post"]).collect();
    assert_eq!(told, [&Value::Null, &json!("note"), &json!("note")], "{:#}", read.body);
}

/// What offices ask in their words: whole, one of several, an exception, and what is on no list here.
fn asking() -> Vec<u8> {
    let rows = [
        ["岗位名称", "最低学历", "职称要求", "年龄要求", "其他条件", "其他要求", "备注条件"],
        [
            "心内科医师",
            "本科（双一流）或硕士",
            "中级职称或5年以上工作经历",
            "35周岁以下，博士可放宽至40周岁",
            "须具备　执业医师资格证书。",
            "通过大学英语六级（CET-6）考试",
            "“985”“211”高校毕业",
        ],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (column, words) in (0..).zip(row) {
            sheet.write_string(line, column, words).expect("written");
        }
    }
    book.save_to_buffer().expect("a book")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sheet_asks_in_sure_words_is_read_and_comes_back_and_the_rest_stays_words() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let read = reads(&unit, &plan, "", asking()).await.is(200);
    let row = &read.body["rows"][0];
    let conditions = row["post"]["conditions"].as_array().expect("conditions");
    let asked: Vec<_> = conditions.iter().map(|one| json!([one["kind"], one["value"], one["or"]])).collect();
    let expected = [
        json!(["listed-degree", "bachelor", [{ "kind": "degree", "value": "master" }]]),
        json!(["title", "intermediate", [{ "kind": "years", "value": "5" }]]),
        json!(["age", "35, doctor 40", null]),
        json!(["licence", "执业医师资格证书", null]),
        json!(["language", "通过大学英语六级(CET-6)考试", null]),
        json!(["", "", null]),
    ];
    assert_eq!(asked, expected, "{row:#}");
    assert_eq!(conditions[3]["words"]["en"], "Licensed physician");
    let cells = row["cells"].as_array().expect("cells");
    assert_eq!(cells[1]["asks"][0]["any_of"].as_array().map(Vec::len), Some(2), "{row:#}");
    let doubts: Vec<_> = cells.iter().filter(|cell| cell["sure"] == false).map(|cell| &cell["typed"]).collect();
    assert_eq!(doubts, ["“985”“211”高校毕业"], "985 and 211 are other lists: {row:#}");

    let imported = unit.post(&format!("{plan}/post-imports"), &json!({ "posts": [row["post"]] })).await.is(201);
    assert_eq!(imported.body["ids"].as_array().map(Vec::len), Some(1));
    let written = unit.get(&format!("{plan}/sheet")).await.is(200);
    let again = reads(&unit, &plan, "", written.bytes).await.is(200);
    let mut rows = again.body["rows"].as_array().into_iter().flatten();
    let back = rows.find(|row| row["post"]["title"]["zh"] == "心内科医师").expect("the post");
    assert_eq!(back["post"]["conditions"], row["post"]["conditions"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_each_cell_is_shown_with_what_will_be_compared_in_both_languages() {
    let town = Town::new().await;
    for (language, asked, doubt) in [
        (Language::Zh, "（对照：“双一流”高校的学士及以上，或硕士及以上）", "没有读懂，原样保留"),
        (
            Language::En,
            "(compared: Bachelor’s degree or above of a Double First-Class university, or master’s degree or above)",
            "was not understood and stays as it is",
        ),
    ] {
        let login = if language == Language::Zh { "unit-hospital" } else { "unit-southbank" };
        let unit = town.officer(login, language).await.browser;
        let plans = unit.open("/staff/plans").await;
        let link = plans.links().find(|link| link.contains("/staff/plans/")).expect("the plan under way");
        let plan = unit.follow(&link).await;
        let read = unit.send_file(&plan, "id=\"sheet\"", "", "岗位.xlsx", asking()).await;
        read.is_ok().shows(asked).shows(doubt).shows("“985”“211”高校毕业");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_posts_as_a_sheet_holds_come_in_by_api_at_once() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let duties = "负责临床检验。".repeat(100);
    let post = |number: usize| json!({ "title": { "zh": format!("检验技师{number}"), "en": "" }, "duties": { "zh": duties, "en": "" } });
    let begin = async |posts: Vec<Value>| unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await;
    let begun = begin((0..200).map(post).collect()).await.is(201);
    assert_eq!(begun.body["ids"].as_array().map(Vec::len), Some(200));
    let beyond = begin((0..600).map(post).collect()).await;
    assert_eq!(beyond.status, 413, "1.2 MB");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_whole_or_not_at_all_and_no_other_file_is_taken() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let before = begun(&unit, &plan).await;
    let long = "长".repeat(40_000);
    let posts = json!({ "posts": [{ "wanted": "1" }, { "need": { "zh": long, "en": "" } }] });
    let refused = unit.post(&format!("{plan}/post-imports"), &posts).await.is(422);
    assert_eq!(refused.text("code"), "draft-too-large", "{:#}", refused.body);
    assert_eq!(refused.body["errors"][0]["pointer"], "/posts/1", "it says which: {:#}", refused.body);
    assert_eq!(begun(&unit, &plan).await, before);
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
    read.is_ok()
        .shows("博士（可放宽）")
        .shows("name=\"columns.7\"")
        .shows("需求表")
        .shows("卫生院需求")
        .shows("填报时间");
    let columns = ["left-out", "unit", "title-zh", "degree", "age", "wanted", "closes"];
    let names: Vec<_> = (0..columns.len()).map(|place| format!("columns.{place}")).collect();
    let mut said: Vec<_> = names.iter().map(String::as_str).zip(columns).collect();
    said.push(("do", "import"));
    let unsaid = unit.send_form(&read, "columns.7", &said).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#columns.7\"").shows("卫生院需求");
    let mut twice = said.clone();
    twice.push(("columns.7", "title-zh"));
    let refused = unit.send_form(&unsaid, "columns.7", &twice).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#columns.7\"").shows("影像医师");
    twice[7] = ("do", "look");
    assert_eq!(unit.send_form(&unsaid, "columns.7", &twice).await.status, 422, "looking again tells it too");
    said.push(("columns.7", "left-out"));
    let done = unit.send_form(&unsaid, "columns.7", &said).await;
    done.is_ok().shows("影像医师").shows("检验技师");
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_posts_go_from_excel_to_the_public_page_with_a_return_and_a_stand_in() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = opens_a_plan(&secretary, &municipal).await;
    let read = reads(&unit, &plan, "", forty()).await.is(200);
    let rows = read.body["rows"].as_array().expect("rows");
    let unsure = rows.iter().flat_map(|row| row["cells"].as_array().into_iter().flatten());
    let unsure: Vec<_> = unsure.filter(|cell| cell["sure"] == false).collect();
    assert!(unsure.is_empty(), "{unsure:#?}");
    let posts: Vec<_> = rows.iter().map(|row| &row["post"]).collect();
    let imported = unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await.is(201);
    let posts: Vec<_> = imported.body["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let posts: Vec<_> = posts.into_iter().map(|id| format!("{POSTS}/{id}")).collect();
    assert_eq!(posts.len(), 40);

    for hand in [&unit, &department, &municipal] {
        let passed = steps(hand, &plan, &posts, json!({ "step": "pass" })).await.is(200);
        assert_eq!(passed.body["posts"].as_array().map(Vec::len), Some(40));
    }
    acts(&municipal, &plan, "passing", &json!({})).await.is(200);
    let mut seats = Vec::new();
    for login in SEATS {
        seats.push(town.officer_api(login).await);
    }
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear", "words": "写清科室" });
    acts(&seats[2], &posts[7], "return", &back).await.is(200);
    let returned = unit.get(&posts[7]).await.is(200);
    let mut clearer = returned.body["post"].clone();
    clearer["title"]["zh"] = json!("重症医学科护理骨干8");
    unit.change(Method::PUT, &posts[7], returned.version(), &clearer).await.is(200);
    acts(&unit, &posts[7], "passing", &json!({ "words": "写清了" })).await.is(200);
    for seat in &seats {
        acts(seat, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }

    let today = today();
    let away = json!({ "to": "prefecture-second", "from": today, "until": today });
    secretary.post("/api/review/v1/delegations", &away).await.is(201);
    let stand_in = town.officer_api("prefecture-second").await;
    acts(&stand_in, &plan, "passing", &json!({ "words": "代为汇总" })).await.is(200);
    let twice = acts(&stand_in, &plan, "passing", &json!({})).await.is(403);
    assert_eq!(twice.text("code"), "two-hands-of-a-plan", "{:#}", twice.body);
    acts(&town.officer_api("prefecture").await, &plan, "passing", &json!({})).await.is(200);
    acts(&town.officer_api("ratifier").await, &plan, "ratification", &json!({})).await.is(200);

    let paid = town.until("the new catalogue, with what its posts pay", async || {
        let paid = town.get("/api/portal/v1/posts?pay=100k-200k&q=护理骨干&limit=200").await;
        (paid["items"].as_array().map(Vec::len) == Some(40)).then_some(paid)
    });
    paid.await;
    let last = town.api(Language::Zh).get(&format!("/api/portal/v1/posts/{}-040", next_year())).await.is(200);
    assert_eq!(last.body["title"]["zh"], "护理骨干40");
    let person = town.browser(Language::Zh);
    person
        .open(&format!("/posts/{}-008", next_year()))
        .await
        .is_ok()
        .shows("重症医学科护理骨干8")
        .shows("每年10万—15万元");
}
