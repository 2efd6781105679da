//! Forty posts from a unit's workbook to the public page, through every hand of Article 12, at a desk.

use browser::{Driver, Place, Screen, Seat, Window};
use domain::Language;
use serde_json::json;
use tests::Town;
use tests::planning::{SEATS, TITLE, acts, forty, next_year, plan_under_way, today};

const ACTS: &str = "#act button";

/// Nothing is chosen before whoever sits there chooses it.
async fn agrees(officer: &Window) {
    officer.fill("ruling", "agree").await;
    officer.press(ACTS).await;
}

async fn passes(seat: Seat<'_>, login: &str, path: &str) {
    let officer = seat.officer(login).await;
    officer.follow(path).await;
    agrees(&officer).await;
    assert!(officer.find_all(".errors").await.is_empty(), "{login}: {}", officer.words().await);
    officer.close().await;
}

/// All posts that are with whoever sits there go on in one step.
async fn go_together(officer: &Window, plan: &str) {
    officer.follow(&format!("{plan}/steps")).await;
    agrees(officer).await;
    officer.shows("已一并办理40个岗位").await;
}

async fn posts(plan: &Window) -> Vec<String> {
    let mut links = Vec::new();
    for link in plan.find_all("main table th a[href*='/planned-posts/']").await {
        links.push(link.attr("href").await.expect("a link").expect("an address"));
    }
    links
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn forty_posts_go_from_a_workbook_to_the_public_page_through_every_hand() {
    let (town, driver) = (Town::new().await, Driver::start());
    let (screen, language) = (Screen::DESKTOP.without_scripts(), Language::Zh);
    let seat = Seat { place: Place::Whole(&town), driver: &driver, screen, language };

    // A year has one plan: that of the demo makes room.
    let municipal = town.officer_api("municipal").await;
    let of_the_demo = plan_under_way(&municipal).await;
    acts(&municipal, &of_the_demo, "refusal", &json!({ "reason": "not-needed" })).await.is(200);
    let secretary = seat.officer("secretary").await;
    secretary.follow("/staff/plans").await;
    let (year, until) = (next_year().to_string(), format!("{}-01-31", next_year()));
    for (name, value) in [("year", &*year), ("title.zh", TITLE), ("title.en", "Annual plan"), ("drafts_by", &*until)] {
        secretary.fill(name, value).await;
    }
    secretary.press("form.narrowform button").await;
    let plan = secretary.path().await;

    let unit = seat.officer("unit-hospital").await;
    unit.follow(&plan).await;
    let book = town.data.join("岗位.xlsx");
    std::fs::write(&book, forty()).expect("written");
    unit.attach("#file", &book).await;
    unit.press("#sheet button").await;
    unit.shows("护理骨干40").await;
    unit.press("main button[name=do][value=import]").await;
    let posts = posts(&unit).await;
    assert_eq!(posts.len(), 40, "{}", unit.words().await);
    go_together(&unit, &plan).await;
    for (login, code) in [("department", town.code("department")), ("municipal", town.next_code("municipal"))] {
        let officer = seat.officer_with(login, &code).await;
        go_together(&officer, &plan).await;
        if login == "municipal" {
            officer.follow(&plan).await;
            agrees(&officer).await;
        }
        officer.close().await;
    }

    let finance = seat.officer("seat-finance").await;
    finance.follow(&posts[7]).await;
    let back = [("ruling", "return"), ("to", "plan-draft"), ("reason", "conditions-unclear"), ("words", "写清科室")];
    for (name, value) in back {
        finance.fill(name, value).await;
    }
    finance.press(ACTS).await;
    finance.close().await;
    unit.follow(&posts[7]).await;
    unit.shows("写清科室").await;
    unit.fill("title.zh", "重症医学科护理骨干8").await;
    unit.press("main button[name=do][value=submit]").await;
    unit.close().await;
    for login in SEATS.into_iter().filter(|login| *login != "seat-finance") {
        passes(seat, login, &plan).await;
    }
    let finance = seat.officer_with("seat-finance", &town.next_code("seat-finance")).await;
    finance.follow(&plan).await;
    agrees(&finance).await;
    finance.close().await;

    secretary.follow("/staff/delegations").await;
    let today = today();
    for (name, value) in [("to", "prefecture-second"), ("from", &*today), ("until", &*today)] {
        secretary.fill(name, value).await;
    }
    secretary.press("form.narrowform button").await;
    secretary.close().await;
    for login in ["prefecture-second", "prefecture", "ratifier"] {
        passes(seat, login, &plan).await;
    }

    let reader = seat.window().await;
    let shown = async || {
        reader.follow(&format!("/posts/{year}-008")).await;
        reader.words().await.contains("重症医学科护理骨干8").then_some(())
    };
    town.until("the new catalogue", shown).await;
    reader.picture(&browser::folder().join("shots").join("planned-post-1280.png")).await;
    reader.follow(&format!("/posts/{year}-040")).await;
    reader.shows("护理骨干40").await;
    reader.close().await;
}
