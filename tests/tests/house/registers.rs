//! The registers that the secretary keeps (Articles 4, 5 and 12), by API and by page, and what the public sees of them.

use domain::Language;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use tests::filings::{case_of, filing, submits};
use tests::{Answer, Api, StaffMember, Town};

fn both(zh: &str, en: &str) -> Value {
    json!({ "zh": zh, "en": en })
}

async fn public_name(town: &Town, id: &str) -> Option<String> {
    let listed = town.get("/api/portal/v1/units").await;
    let unit = listed["items"].as_array()?.iter().find(|unit| unit["id"] == id)?.clone();
    unit["name"]["zh"].as_str().map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_entered_changed_and_closed_and_the_public_follows() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let departments = secretary.get("/api/review/v1/departments").await.is(200);
    let named = |name: &str| {
        let items = departments.body["items"].as_array().into_iter().flatten();
        items
            .into_iter()
            .find(|one| one["name"]["en"].as_str().is_some_and(|en| en.contains(name)))
            .expect(name)
            .clone()
    };
    let (education, municipal) = (named("Education Bureau"), named("Human Resources"));
    let unit = json!({
        "name": both("伊宁市第八中学", "Yining No. 8 Secondary School"), "kind": "public-institution",
        "department": education["id"], "credit_code": "12654002MB19999991",
        "address": both("伊宁市新华东路8号", "8 East Xinhua Road"), "contact": both("校办0999-0000088", "Office 0999-0000088")
    });
    let wrong = secretary.post("/api/review/v1/units", &unit).await.is(422);
    assert_eq!(wrong.body["errors"][0]["pointer"], "/credit_code", "{:#}", wrong.body);
    let with = |field: &str, value: Value| {
        let mut unit = unit.clone();
        unit["credit_code"] = json!("91350100M000100Y43");
        unit[field] = value;
        unit
    };
    secretary.post("/api/review/v1/units", &with("department", municipal["id"].clone())).await.is(422);
    let right = with("kind", json!("public-institution"));
    let added = secretary.post("/api/review/v1/units", &right).await.is(201);
    let again = secretary.post("/api/review/v1/units", &right).await.is(422);
    assert!(again.text("detail").contains("伊宁市第八中学"), "{:#}", again.body);
    let path = format!("/api/review/v1/units/{}", added.text("id"));
    let told = async |name: Option<&str>| {
        let shown = async || (public_name(&town, added.text("id")).await.as_deref() == name).then_some(());
        town.until("the public list", shown).await;
    };
    told(Some("伊宁市第八中学")).await;

    let renamed = with("name", both("伊宁市第八高级中学", "Yining No. 8 High School"));
    secretary.change(Method::PUT, &path, "\"v9\"", &renamed).await.is(412);
    secretary.change(Method::PUT, &path, added.version(), &renamed).await.is(200);
    told(Some("伊宁市第八高级中学")).await;
    let of_department = format!("/api/review/v1/departments/{}", education["id"].as_str().expect("an id"));
    let code = education["credit_code"].clone();
    let better = json!({ "name": both("伊宁市教育和体育局", "Education"), "kind": "supervising", "credit_code": code });
    secretary.change(Method::PUT, &of_department, "\"v1\"", &better).await.is(200);
    let shown = secretary.get(&path).await.is(200);
    assert_eq!(shown.body["department"]["zh"], "伊宁市教育和体育局", "{:#}", shown.body);
    let in_use = secretary.change(Method::POST, &format!("{of_department}/closing"), "\"v2\"", &json!({})).await;
    assert_eq!(in_use.is(409).text("code"), "department-in-use");

    let closing = format!("{path}/closing");
    town.officer_api("auditor").await.change(Method::POST, &closing, shown.version(), &json!({})).await.is(403);
    let closed = secretary.change(Method::POST, &closing, shown.version(), &json!({})).await.is(200);
    told(None).await;
    let late = town.applicant_api("wang@example.com", 0).await;
    let draft = json!({ "target": { "to": "unit", "id": added.text("id") }, "filing": filing("王芳") });
    assert_eq!(late.post("/api/portal/v1/nominations", &draft).await.is(409).text("code"), "unit-closed");
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let shut = person.open_signed_in(&town, &format!("/nominate/units/{}", added.text("id")), 0).await;
    shut.shows("这个单位已经不在引才单位里").shows("另选一个");
    let refer = person.browser.open(&format!("/refer/units/{}", added.text("id"))).await;
    refer.is_ok().shows("也不能推荐");
    secretary.change(Method::PUT, &path, closed.version(), &right).await.is(409);
    let seats = secretary.get("/api/review/v1/seats").await.is(200);
    assert_eq!(seats.body["items"].as_array().map(Vec::len), Some(7), "{:#}", seats.body);
}

/// The id of a department.
async fn education(secretary: &Api) -> Value {
    let departments = secretary.get("/api/review/v1/departments").await.is(200);
    let mut items = departments.body["items"].as_array().into_iter().flatten();
    let is_it = |one: &&Value| one["name"]["en"].as_str().is_some_and(|en| en.contains("Education Bureau"));
    items.find(is_it).expect("the bureau")["id"].clone()
}

fn school(department: &Value, credit_code: &str) -> Value {
    json!({
        "name": both("伊宁市第八中学", "Yining No. 8 Secondary School"), "kind": "public-institution",
        "department": department, "credit_code": credit_code,
        "address": both("伊宁市新华东路8号", "8 East Xinhua Road"), "contact": both("校办0999-0000088", "Office 0999-0000088")
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_code_that_was_corrected_is_free_for_the_entry_that_it_belongs_to() {
    const UNITS: &str = "/api/review/v1/units";
    const DEPARTMENTS: &str = "/api/review/v1/departments";
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let of = education(&secretary).await;
    let added = secretary.post(UNITS, &school(&of, CODE)).await.is(201);
    let path = format!("{UNITS}/{}", added.text("id"));
    secretary.change(Method::PUT, &path, added.version(), &school(&of, OTHER_CODE)).await.is(200);
    secretary.post(UNITS, &school(&of, CODE)).await.is(201);
    assert_eq!(secretary.post(UNITS, &school(&of, OTHER_CODE)).await.is(422).text("code"), "credit-code-taken");

    let bureau = |code: &str| json!({ "name": both("伊宁市林业和草原局", "Forestry"), "kind": "supervising", "credit_code": code });
    let added = secretary.post(DEPARTMENTS, &bureau(CODE)).await.is(201);
    let path = format!("{DEPARTMENTS}/{}", added.text("id"));
    secretary.change(Method::PUT, &path, added.version(), &bureau(OTHER_CODE)).await.is(200);
    secretary.post(DEPARTMENTS, &bureau(CODE)).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_with_cases_under_way_is_not_closed() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let added = secretary.post("/api/review/v1/units", &school(&education(&secretary).await, CODE)).await.is(201);
    let id = added.text("id");
    town.until("the public list", async || public_name(&town, id).await).await;
    let person = town.applicant_api("wang@example.com", 0).await;
    let draft = json!({ "target": { "to": "unit", "id": id }, "filing": filing("王芳") });
    let draft = person.post("/api/portal/v1/nominations", &draft).await.is(201);
    let filed = submits(&person, draft.text("id").to_owned()).await;
    case_of(&town, &secretary, &filed).await;

    let closing = format!("/api/review/v1/units/{id}/closing");
    let refused = secretary.change(Method::POST, &closing, added.version(), &json!({})).await.is(409);
    assert_eq!((refused.text("code"), refused.text("article")), ("unit-with-cases", "13"), "{:#}", refused.body);
    let code = town.next_code("secretary");
    let browser = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    let page = browser.open(&format!("/staff/registers/units/{id}")).await;
    let refused = browser.send_form(&page, "/closing\"", &[]).await;
    assert_eq!(refused.status, 422);
    refused.shows("它还有1件申报没有办结");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_an_applicant_is_asked_about_is_not_closed() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let added = secretary.post("/api/review/v1/units", &school(&education(&secretary).await, CODE)).await.is(201);
    let id = added.text("id");
    town.until("the public list", async || public_name(&town, id).await).await;
    let person = town.applicant_api("wang@example.com", 0).await;
    let draft = json!({ "target": { "to": "party-organisation" }, "filing": filing("王芳") });
    let draft = person.post("/api/portal/v1/nominations", &draft).await.is(201);
    let filed = submits(&person, draft.text("id").to_owned()).await;
    let case = format!("/api/review/v1/cases/{}", case_of(&town, &secretary, &filed).await);
    let proposal = format!("{case}/proposal");
    secretary.act(&case, Method::POST, &proposal, &json!({ "unit": id })).await.is(200);

    let closing = format!("/api/review/v1/units/{id}/closing");
    let refused = secretary.change(Method::POST, &closing, added.version(), &json!({})).await.is(409);
    assert_eq!(refused.text("code"), "unit-with-cases", "{:#}", refused.body);
    secretary.act(&case, Method::POST, &format!("{case}/passing"), &json!({})).await.is(200);
    secretary.change(Method::POST, &closing, added.version(), &json!({})).await.is(200);
    let closed = secretary.act(&case, Method::POST, &proposal, &json!({ "unit": id })).await.is(422);
    assert_eq!(closed.text("code"), "unit-unknown", "{:#}", closed.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_is_kept_by_page_and_what_was_typed_is_not_lost() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let list = secretary.open("/staff").await;
    list.is_ok().shows("href=\"/staff/registers\"");
    let form = secretary.open("/staff/registers/departments").await;
    let wrong = [("name.zh", "伊宁市林业和草原局"), ("name.en", ""), ("kind", "supervising"), ("credit_code", "11654")];
    let refused = secretary.send(&form, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.shows("伊宁市林业和草原局").shows("href=\"#name.en\"").shows("href=\"#credit_code\"");
    let right =
        [("name.zh", "伊宁市林业和草原局"), ("name.en", "Forestry"), ("kind", "supervising"), ("credit_code", CODE)];
    let listed = secretary.send(&refused, &right).await;
    listed.is_ok().shows("已保存：伊宁市林业和草原局").shows(CODE).shows("何景行");
    let auditor = town.officer("auditor", Language::En).await.browser;
    let read = auditor.open("/staff/registers").await;
    read.is_ok().shows("Forestry");
    assert!(!read.body.contains("/registers/departments\""), "{}", read.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn recommenders_are_offices_with_a_number_of_their_own() {
    const RECOMMENDERS: &str = "/api/review/v1/recommenders";
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let entry = |number: &str, tier: &str| json!({ "number": number, "tier": tier, "title": both("局长", "Director"), "unit": both("伊宁市水利局", "Water Bureau") });
    let one = secretary.post(RECOMMENDERS, &entry("1", "unit-head")).await.is(422);
    assert_eq!((one.text("code"), one.text("article")), ("recommender-number-one", "4"), "{:#}", one.body);
    let taken = secretary.post(RECOMMENDERS, &entry("22", "unit-head")).await.is(422);
    assert_eq!(taken.text("code"), "recommender-number-taken", "{:#}", taken.body);
    let added = secretary.post(RECOMMENDERS, &entry("24", "unit-head")).await.is(201);
    let path = format!("{RECOMMENDERS}/{}", added.text("id"));
    secretary.change(Method::PUT, &path, "\"v9\"", &entry("25", "unit-head")).await.is(412);
    let changed = secretary.change(Method::PUT, &path, added.version(), &entry("25", "unit-head")).await.is(200);
    let closed = secretary.change(Method::POST, &format!("{path}/closing"), changed.version(), &json!({})).await;
    closed.is(200);
    secretary.post(RECOMMENDERS, &entry("25", "unit-head")).await.is(201);

    let code = town.next_code("secretary");
    let page = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    let list = page.open("/staff/recommenders").await;
    list.is_ok().shows("伊宁市水利局").shows("一号推荐员");
    let wrong = [("number", "25"), ("tier", "unit-head"), ("title.zh", "台长"), ("title.en", "")];
    let refused = page.send(&list, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.shows("台长").shows("href=\"#title.en\"").shows("href=\"#unit.zh\"");
    let auditor = town.officer("auditor", Language::En).await.browser.open("/staff/recommenders").await;
    auditor.is_ok().shows("Yining Municipal Education Bureau");
    assert!(!auditor.body.contains("name=\"number\""), "{}", auditor.body);
}

/// The example of GB 32100.
const CODE: &str = "91350100M000100Y43";
/// One that nobody has.
const OTHER_CODE: &str = "12654002999099999K";

const RECOMMENDERS: &str = "/api/review/v1/recommenders";

/// A workbook with a title above its header.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "伊宁市登记表").expect("written");
    for (line, row) in (1..).zip(rows) {
        for (column, words) in (0..).zip(*row) {
            sheet.write_string(line, column, *words).expect("written");
        }
    }
    book.save_to_buffer().expect("a book")
}

async fn reads(by: &Api, register: &str, file: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(file).file_name("登记.xlsx"));
    by.answer(by.request(Method::POST, &format!("/api/review/v1/{register}-sheet-readings")).multipart(form)).await
}

fn count(answer: &Answer) -> Option<usize> {
    answer.body["items"].as_array().map(Vec::len)
}

fn wrong(row: &Value) -> Vec<String> {
    let wrong = row["wrong"].as_array().into_iter().flatten();
    wrong
        .map(|one| format!("{} {}", one["pointer"].as_str().unwrap_or(""), one["code"].as_str().unwrap_or("")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn recommenders_come_in_from_excel_whole_or_not_at_all() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let before = count(&secretary.get(RECOMMENDERS).await.is(200));
    let header: &[&str] = &["编号", "层级", "职务", "职务（英文）", "单位", "单位（英文）", "任期"];
    let rows: [&[&str]; 4] = [
        header,
        &["901", "市直单位主要领导", "局长", "Director", "伊宁市林草局", "Forestry Bureau", "2026—2031"],
        &["９０２", "乡镇街道主要领导", "镇长", "Mayor", "巴彦岱镇", "Bayandai Town", ""],
        &["901", "科长", "主任", "", "伊宁市文旅局", "Culture Bureau", ""],
    ];
    let read = reads(&secretary, "recommender", book(&rows)).await.is(200);
    let told: Vec<_> = read.body["rows"].as_array().into_iter().flatten().map(wrong).collect();
    assert_eq!((&told[0], &told[1]), (&Vec::new(), &Vec::new()), "{:#}", read.body);
    assert_eq!(told[2], ["/tier not-a-choice", "/title/en english-missing"], "{:#}", read.body);
    assert_eq!((&read.body["header"], &read.body["left_out"]), (&json!(2), &json!(["任期"])));
    assert_eq!(count(&secretary.get(RECOMMENDERS).await), before, "reading keeps nothing");
    let entries: Vec<_> = read.body["rows"].as_array().into_iter().flatten().map(|row| row["entry"].clone()).collect();
    let refused = secretary.post("/api/review/v1/recommender-imports", &json!({ "entries": entries })).await.is(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/entries/2/tier", "{:#}", refused.body);
    assert_eq!(count(&secretary.get(RECOMMENDERS).await), before, "none of them came in");
    let twice = json!({ "entries": [entries[0], entries[0]] });
    let twice = secretary.post("/api/review/v1/recommender-imports", &twice).await.is(422);
    assert_eq!(twice.text("code"), "recommender-number-taken", "{:#}", twice.body);
    let right = json!({ "entries": entries[..2] });
    let entered = secretary.post("/api/review/v1/recommender-imports", &right).await.is(201);
    assert_eq!(entered.body["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(count(&secretary.get(RECOMMENDERS).await), before.map(|count| count + 2));
    let renamed: [&[&str]; 2] = [&["编号", "职务"], &["０901", "书记"]];
    let read = reads(&secretary, "recommender", book(&renamed)).await.is(200);
    let row = &read.body["rows"][0];
    assert_eq!((&row["changes"], &row["changed"]), (&entered.body["entries"][0], &json!(["/title/zh"])), "{row:#}");
    let change = |version: i64| {
        let change = json!({ "place": 0, "id": row["changes"]["id"], "version": version });
        json!({ "entries": [row["entry"]], "changes": [change] })
    };
    secretary.post("/api/review/v1/recommender-imports", &change(2)).await.is(412);
    let changed = secretary.post("/api/review/v1/recommender-imports", &change(1)).await.is(201);
    assert_eq!(changed.body["entries"][0]["version"], 2, "{:#}", changed.body);
    let again = |place: usize| json!({ "place": place, "id": row["changes"]["id"], "version": 2 });
    let twice = json!({ "entries": [row["entry"], row["entry"]], "changes": [again(0), again(1)] });
    let twice = secretary.post("/api/review/v1/recommender-imports", &twice).await.is(422);
    assert_eq!(twice.text("code"), "changed-twice", "{:#}", twice.body);
    let auditor = town.officer_api("auditor").await;
    let path = format!(
        "/api/review/v1/audit-entries?deed=recommender.add&subject={}",
        entered.body["entries"][0]["id"].as_str().expect("an id")
    );
    assert_eq!(count(&auditor.get(&path).await.is(200)), Some(1), "each has its own row");
    assert_eq!(reads(&auditor, "recommender", book(&rows)).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn units_and_departments_come_in_from_excel_and_the_public_follows() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let departments: [&[&str]; 2] = [
        &["部门名称", "英文名称", "类别", "统一社会信用代码"],
        &["伊宁市林业和草原局", "Forestry and Grassland Bureau", "主管部门", "91350100M000100Y43"],
    ];
    let read = reads(&secretary, "department", book(&departments)).await.is(200);
    assert_eq!(wrong(&read.body["rows"][0]), Vec::<String>::new(), "{:#}", read.body);
    let entries = json!({ "entries": [read.body["rows"][0]["entry"]] });
    secretary.post("/api/review/v1/department-imports", &entries).await.is(201);
    let again = reads(&secretary, "department", book(&departments)).await.is(200);
    let same = &again.body["rows"][0];
    assert_eq!(
        (wrong(same), &same["changes"]["version"], &same["changed"]),
        (Vec::new(), &json!(1), &json!([])),
        "{same:#}"
    );
    let twice = [departments[0], departments[1], departments[1]];
    let twice = reads(&secretary, "department", book(&twice)).await.is(200);
    assert_eq!(wrong(&twice.body["rows"][1]), ["/credit_code credit-code-taken"], "{:#}", twice.body);

    let header: &[&str] = &[
        "单位名称",
        "英文名称",
        "单位性质",
        "主管部门",
        "市直主管部门",
        "统一社会信用代码",
        "地址",
        "英文地址",
        "联系方式",
        "联系方式（英文）",
    ];
    let kinds = secretary.get("/api/review/v1/units").await.is(200);
    assert!(count(&kinds).is_some_and(|count| count > 1));
    let unit: &[&str] = &[
        "伊宁市林业工作站",
        "Forestry Station",
        "public-institution",
        "伊宁市林业和草原局",
        "伊宁市人力资源和社会保障局",
        "12654002999099999K",
        "解放路1号",
        "1 Jiefang Road",
        "办公室0999-0000077",
        "Office 0999-0000077",
    ];
    let read = reads(&secretary, "unit", book(&[header, unit])).await.is(200);
    let entry = &read.body["rows"][0];
    assert_eq!(wrong(entry), Vec::<String>::new(), "{:#}", read.body);
    for department in ["department", "municipal"] {
        assert!(entry["entry"][department].as_str().is_some_and(|id| id.len() == 36), "found by its name: {entry:#}");
    }
    let entered = json!({ "entries": [entry["entry"]] });
    let entered = secretary.post("/api/review/v1/unit-imports", &entered).await.is(201);
    let id = entered.body["entries"][0]["id"].as_str().expect("an id").to_owned();
    let told = async |name: &str| {
        let shown = async || (public_name(&town, &id).await.as_deref() == Some(name)).then_some(());
        town.until("the public list", shown).await;
    };
    told("伊宁市林业工作站").await;

    let above: [&[&str]; 2] = [&["统一社会信用代码", "部门名称"], &["91350100M000100Y43", "伊宁市林业和草原管理局"]];
    let read = reads(&secretary, "department", book(&above)).await.is(200);
    let row = &read.body["rows"][0];
    let change = json!({ "place": 0, "id": row["changes"]["id"], "version": row["changes"]["version"] });
    let change = json!({ "entries": [row["entry"]], "changes": [change] });
    secretary.post("/api/review/v1/department-imports", &change).await.is(201);
    let under = secretary.get(&format!("/api/review/v1/units/{id}")).await.is(200);
    assert_eq!(under.body["department"]["zh"], "伊宁市林业和草原管理局", "its units follow: {:#}", under.body);

    let renamed: [&[&str]; 2] = [&["统一社会信用代码", "单位名称"], &["12654002999099999k", "伊宁市林业技术推广站"]];
    let read = reads(&secretary, "unit", book(&renamed)).await.is(200);
    let row = &read.body["rows"][0];
    assert_eq!((wrong(row), &row["changed"]), (Vec::new(), &json!(["/name/zh"])), "{row:#}");
    assert_eq!(row["entry"]["municipal"], entry["entry"]["municipal"], "a column that is not there changes nothing");
    let change =
        |version: i64| json!({ "entries": [row["entry"]], "changes": [{ "place": 0, "id": id, "version": version }] });
    secretary.post("/api/review/v1/unit-imports", &json!({ "entries": [row["entry"]] })).await.is(422);
    secretary.post("/api/review/v1/unit-imports", &change(9)).await.is(412);
    let nowhere = json!({ "entries": [row["entry"]], "changes": [{ "place": 1, "id": id, "version": 1 }] });
    let nowhere = secretary.post("/api/review/v1/unit-imports", &nowhere).await.is(422);
    assert_eq!(nowhere.body["errors"][0]["pointer"], "/changes/0/place", "{:#}", nowhere.body);
    let changed = secretary.post("/api/review/v1/unit-imports", &change(2)).await.is(201);
    assert_eq!(changed.body["entries"], json!([{ "id": id, "version": 3 }]), "its department was renamed between");
    told("伊宁市林业技术推广站").await;
    let again = secretary.post("/api/review/v1/unit-imports", &change(3)).await.is(201);
    assert_eq!(again.body["entries"][0]["version"], 3, "it says nothing else than before");
    let trail = town.officer_api("auditor").await;
    let trail = trail.get(&format!("/api/review/v1/audit-entries?deed=unit.change&subject={id}")).await.is(200);
    assert_eq!(count(&trail), Some(1), "{:#}", trail.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_wrong_cell_is_marked_and_a_right_sheet_is_entered() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let list = secretary.open("/staff/recommenders").await;
    list.is_ok().shows("/staff/register-sheets/recommenders");
    let page = secretary.open("/staff/register-sheets/recommenders").await;
    page.is_ok().shows("职务（英文）");
    let header: &[&str] = &["编号", "层级", "职务", "职务（英文）", "单位", "单位（英文）"];
    let wrong: &[&str] = &["901", "科长", "局长", "Director", "伊宁市林草局", "Forestry Bureau"];
    let marked = secretary.send_file(&page, "id=\"sheet\"", "", "推荐员.xlsx", book(&[header, wrong])).await;
    marked.is_ok().shows("<mark>科长</mark>").shows("1行有问题");
    assert!(!marked.body.contains("全部录入"), "{}", marked.body);
    let right: &[&str] = &["901", "市直单位主要领导", "局长", "Director", "伊宁市林草局", "Forestry Bureau"];
    let read = secretary.send_file(&marked, "id=\"sheet\"", "", "推荐员.xlsx", book(&[header, right])).await;
    let entered = secretary.send_form(&read, "name=\"sheet\"", &[]).await;
    entered.is_ok().shows("901").shows("伊宁市林草局");
    let lost = secretary.send_file(&page, "id=\"sheet\"", "", "推荐员.xlsx", b"%PDF-1.7".to_vec()).await;
    assert_eq!(lost.status, 422);
    lost.shows("href=\"#file\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_register_goes_out_and_comes_back_as_one_workbook() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let unit = json!({ "zh": "伊宁市水利局", "en": "Water Bureau" });
    for batch in [100..300, 300..500] {
        let title = json!({ "zh": "局长", "en": "Director" });
        let entry =
            |number: i32| json!({ "number": number.to_string(), "tier": "unit-head", "title": title, "unit": unit });
        let entries: Vec<_> = batch.map(entry).collect();
        secretary.post("/api/review/v1/recommender-imports", &json!({ "entries": entries })).await.is(201);
    }
    let mut rows = vec![["编号".to_owned(), "职务".to_owned()]];
    rows.extend((100..500).map(|number| [number.to_string(), "局长".to_owned()]));
    rows[300][1] = "书记".to_owned();
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let sheet = book(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let read = reads(&secretary, "recommender", sheet.clone()).await.is(200);
    let rows = read.body["rows"].as_array().expect("rows");
    let changed: Vec<_> = rows.iter().filter(|row| row["changed"] != json!([])).map(|row| &row["number"]).collect();
    assert_eq!((rows.len(), changed), (400, vec![&json!(302)]), "in their order: {:#}", rows[0]);

    let code = town.next_code("secretary");
    let browser = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    let page = browser.open("/staff/register-sheets/recommenders").await;
    let shown = browser.send_file(&page, "id=\"sheet\"", "", "推荐员.xlsx", sheet).await;
    shown.is_ok().shows("修改1行，不变399行").shows("302");
    let entered = browser.send_form(&shown, "name=\"seen\"", &[]).await;
    entered.is_ok().shows("书记");
}
