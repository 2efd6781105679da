//! Every page that can be reached by links, for everybody who may see it, and those that only an act leads to.

use std::sync::Arc;
use std::time::Duration;

use browser::lived_in::{PERSON, RECOMMENDED};
use browser::people::CONTINUE;
use browser::walk::{PUBLIC, Walk};
use browser::{Driver, Look, Place, Rules, Screen, Seat, Window, lived_in};
use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::parked::tells_unreadable_letters;
use tests::planning::{POSTS, acts, amends, plan_without_quota, post};
use tests::smtp::MailServer;
use tests::{Ahead, Api, Town};

/// The clock of the town is set ahead so far once it is lived in, so that officers can sign in again.
const AHEAD: Duration = Duration::from_secs(60);
const MORE_THAN_MAY_BE_GUESSED: usize = 80;

/// A walk for everybody: where it starts, and what it is shown besides.
struct Round<'a> {
    town: &'a Town,
    seat: Seat<'a>,
    rules: &'a Rules,
    prefix: &'static str,
    faults: Vec<String>,
    count: usize,
}

impl<'a> Round<'a> {
    fn walk(&self, who: &'static str, window: Window) -> Walk<'a> {
        Walk::new(window, self.rules, who, self.prefix)
    }

    async fn officer(&self, login: &'static str) -> Walk<'a> {
        self.walk(login, self.seat.officer_with(login, &self.town.code_ahead(login, AHEAD)).await)
    }

    async fn end(&mut self, walk: Walk<'a>) {
        self.count += walk.seen.len();
        self.faults.extend(walk.faults);
        walk.window.close().await;
    }

    async fn public(&mut self, looks: &[Look]) {
        let mut walk = self.walk(PUBLIC, self.seat.window().await);
        let starts = ["/posts", "/measures", "/posts?q=zzzz", "/nowhere", "/problems/stale", "/dev/mail"];
        for start in starts.into_iter().chain(["/refer", "/refer?recommender=23"]) {
            walk.from(&format!("{}{start}", self.prefix)).await;
        }
        walk.looks_at(looks).await;
        let refer = format!("{}/refer/organisation", self.prefix);
        walk.presses("refer-refused", &refer, &[], "main button.btn").await;
        walk.window.follow(&refer).await;
        walk.window.ask("document.querySelector('main [name=name]').value = 'x'.repeat(1100000)").await;
        walk.window.press("main button.btn").await;
        walk.look("too-large").await;
        let check = format!("{}/check", self.prefix);
        walk.presses("check-refused", &check, &[], "main button.btn").await;
        walk.window.follow(&check).await;
        walk.window.ask("document.querySelector('[name=at]').value = 'degree-2'").await;
        walk.window.ask("document.querySelector('main button.btn').value = 'more'").await;
        walk.window.press("main button.btn").await;
        walk.look("check-another-degree").await;
        walk.window.follow(&check).await;
        walk.window.ask("document.querySelector('[name=at]').value = 'sector'").await;
        walk.window.ask("document.querySelector('[value=doctor]').checked = true").await;
        walk.window.press("main button.btn").await;
        walk.look("check-result").await;
        assert!(!walk.window.find_all("main li.post details").await.is_empty(), "conditions beside what was stated");
        walk.window.ask("document.querySelectorAll('main details').forEach(one => one.open = true)").await;
        walk.look("check-result-compared").await;
        walk.presses("sign-in-refused", &format!("{}/track", self.prefix), &[("mail", "nobody")], "main button.btn")
            .await;
        walk.presses("code-sent", &format!("{}/track", self.prefix), &[("mail", "new@example.com")], "main button.btn")
            .await;
        walk.window.fill("code", "000000").await;
        walk.window.press("main button.btn").await;
        walk.look("code-wrong").await;
        let staff = format!("{}/staff", self.prefix);
        let wrong = [("login", "secretary"), ("password", "wrong"), ("code", "000000")];
        walk.presses("staff-sign-in-refused", &staff, &wrong, "main button.btn").await;
        let guesser = self.town.browser(self.seat.language);
        for guess in 0..MORE_THAN_MAY_BE_GUESSED {
            guesser.open(&format!("/invitations/{guess}")).await;
        }
        walk.looks_at(&[Look { name: "too-many", path: "/invitations/x".to_owned() }]).await;
        self.end(walk).await;
    }

    async fn person(&mut self, looks: &[Look], form: &str) {
        let window = self.seat.signs_in_again("/track", PERSON).await;
        let mut walk = self.walk("applicant", window);
        walk.looks_at(looks).await;
        let list = format!("{}{form}", self.prefix);
        walk.presses("question-refused", &format!("{list}/person"), &[], CONTINUE).await;
        walk.presses("check-refused", &format!("{list}/check"), &[], SUBMIT).await;
        for step in ["", "/check", "/placement", "/experience", "/discard"] {
            walk.from(&format!("{list}{step}")).await;
        }
        walk.from(&format!("{}/track", self.prefix)).await;
        walk.from(&format!("{}/nominate", self.prefix)).await;
        self.end(walk).await;
    }

    /// Changes what the referrer may know, wrongly and rightly.
    async fn recommended(&mut self, nomination: &str) {
        let window = self.seat.signs_in_again("/track", RECOMMENDED).await;
        let mut walk = self.walk("recommended", window);
        walk.window.follow(&format!("{}{nomination}", self.prefix)).await;
        walk.look("status-recommended").await;
        walk.window.press("main a[href$='/sharing']").await;
        walk.look("sharing").await;
        walk.window.ask("document.querySelector('main .part :checked').value = 'everything'").await;
        walk.window.press("main .part button").await;
        walk.look("sharing-refused").await;
        walk.window.press("main .part button").await;
        walk.look("sharing-none-chosen").await;
        let choice = walk.window.attribute("main .part [type=radio]", "name").await;
        walk.window.fill(&choice, "filed").await;
        walk.window.press("main .part button").await;
        walk.look("sharing-saved").await;
        self.end(walk).await;
    }

    async fn unit(&mut self, looks: &[Look], case: &str) {
        let login = "unit-hospital";
        let mut walk = self.officer(login).await;
        walk.looks_at(looks).await;
        walk.looks_at(&[Look { name: "forbidden", path: "/staff/audit".to_owned() }]).await;
        walk.window.follow(&format!("{}{case}/unmask", self.prefix)).await;
        walk.window.fill("code", "000000").await;
        walk.window.press("main button.btn").await;
        walk.look("step-up-refused").await;
        let code = self.town.code_ahead(login, AHEAD + Duration::from_secs(30));
        walk.window.fill("code", &code).await;
        walk.window.press("main button.btn").await;
        walk.look("unmask").await;
        walk.window.press("main button.btn").await;
        walk.look("unmask-refused").await;
        walk.window.fill("purpose", "contact").await;
        walk.window.fill("fields[]", "phone").await;
        walk.window.press("main button.btn").await;
        walk.look("unmasked").await;
        let find = format!("{}/staff/find", self.prefix);
        for (name, words) in [("found", "古丽娜尔 艾合买提"), ("found-nothing", "古丽娜尔"), ("find-refused", "·")]
        {
            walk.presses(name, &find, &[("words", words)], "main button.btn").await;
        }
        walk.from(&format!("{}/staff", self.prefix)).await;
        self.end(walk).await;
    }

    /// Asks a further seat about the plan that is with the group, and gives a seat to another account, as far as both are refused.
    async fn secretary(&mut self, looks: &[Look], plan: &str) {
        let login = "secretary";
        let mut walk = self.officer(login).await;
        walk.looks_at(looks).await;
        walk.window.follow(&format!("{}{plan}", self.prefix)).await;
        walk.window.ask("document.querySelector('#ask').closest('details').open = true").await;
        walk.look("ask-seat").await;
        walk.window.press("#ask button").await;
        walk.look("ask-seat-refused").await;
        walk.window.follow(&format!("{}/staff/seats", self.prefix)).await;
        walk.window.press("main a[href*='/seat-members/']").await;
        let code = self.town.code_ahead(login, AHEAD + Duration::from_secs(30));
        walk.window.fill("code", &code).await;
        walk.window.press("main button.btn").await;
        walk.look("seat-member").await;
        walk.window.fill("office.zh", "").await;
        walk.window.press("main button.btn").await;
        walk.look("seat-member-refused").await;
        walk.from(&format!("{}/staff", self.prefix)).await;
        self.end(walk).await;
    }

    /// Takes one step with the posts that wait for a department, and chooses none of them.
    async fn department(&mut self, plan: &str) {
        let mut walk = self.officer("department").await;
        let steps = format!("{}{plan}/steps", self.prefix);
        walk.looks_at(&[Look { name: "steps", path: format!("{plan}/steps") }]).await;
        walk.presses("steps-none", &steps, &[], "main button[name=do][value=none]").await;
        walk.window.fill("ruling", "agree").await;
        walk.window.press("#act button").await;
        walk.look("steps-refused").await;
        self.end(walk).await;
    }

    async fn staff(&mut self, login: &'static str, starts: &[&str], looks: &[Look]) {
        let mut walk = self.officer(login).await;
        walk.looks_at(looks).await;
        for start in starts {
            walk.from(&format!("{}{start}", self.prefix)).await;
        }
        self.end(walk).await;
    }
}

const SUBMIT: &str = "main button.btn[name=do][value=submit]";

async fn every_page(language: Language) {
    let clock = Ahead::default();
    let (town, driver, rules) = (Town::at("", Arc::new(clock.clone())).await, Driver::start(), Rules::read());
    let lived = lived_in(&town).await;
    tells_unreadable_letters(&town.databases, &town.data, 2).await;
    let plans = Plans::of(&town).await;
    clock.advance(AHEAD);
    let form = format!("/nominate/{}", another_post(&town).await);
    let seat = Seat { place: Place::Whole(&town), driver: &driver, screen: Screen::DESKTOP, language };
    let prefix = if language == Language::En { "/en" } else { "" };
    let mut round = Round { town: &town, seat, rules: &rules, prefix, faults: Vec::new(), count: 0 };
    round.person(&lived.person, &form).await;
    round.recommended(&lived.recommended).await;
    round.unit(&lived.unit, &lived.case).await;
    round.secretary(&lived.secretary, &plans.with_the_group).await;
    round.department(&plans.amendment().await).await;
    round.staff("prefecture", &["/staff"], &[]).await;
    round.staff("auditor", &["/staff", "/staff/audit"], &[]).await;
    round.staff("admin-system", &["/staff", "/staff/operations", "/staff/letters"], &[]).await;
    round.public(&lived.public).await;
    println!("{} kinds of pages in {}", round.count, language.tag());
    assert!(round.faults.is_empty(), "{} faults:\n{}", round.faults.len(), round.faults.join("\n"));
}

/// The page of a plan with the group that does not ask every seat, and who opens another.
struct Plans {
    with_the_group: String,
    secretary: Api,
    unit: Api,
}

impl Plans {
    async fn of(town: &Town) -> Plans {
        let (unit, department) = (town.officer_api("unit-maternal").await, town.officer_api("department").await);
        let municipal = town.officer_api("municipal").await;
        let secretary = town.officer_api_with("secretary", &town.next_code("secretary")).await;
        let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
        Plans { with_the_group: page_of(&plan), secretary, unit }
    }

    /// The page of an amendment in which a post waits for a department. While it is under way no other is offered.
    async fn amendment(&self) -> String {
        let plan = amends(&self.secretary).await;
        let begun = self.unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        self.unit.change(Method::PUT, &path, begun.version(), &post(1)).await.is(200);
        acts(&self.unit, &path, "passing", &json!({})).await.is(200);
        page_of(&plan)
    }
}

fn page_of(plan: &str) -> String {
    plan.replace("/api/review/v1", "/staff")
}

/// A post for which the person has filed nothing.
async fn another_post(town: &Town) -> String {
    let listed = town.get("/api/portal/v1/posts?limit=200").await;
    let numbers = listed["items"].as_array().into_iter().flatten().filter_map(|post| post["number"].as_str());
    numbers.into_iter().rfind(|number| !number.ends_with("-037")).expect("another post").to_owned()
}

/// A letter that the mail server refuses, where whoever looks after letters sees it.
async fn a_failed_letter(language: Language) {
    let (server, driver, rules) = (MailServer::start().await, Driver::start(), Rules::read());
    let town = Town::with(&server.settings()).await;
    town.api(language).post("/api/portal/v1/mail-codes", &json!({ "mail": "550@example.com" })).await.is(202);
    let seat = Seat { place: Place::Whole(&town), driver: &driver, screen: Screen::DESKTOP, language };
    let prefix = if language == Language::En { "/en" } else { "" };
    let mut walk = Walk::new(seat.officer("admin-system").await, &rules, "admin-system", prefix);
    let letters = format!("{prefix}/staff/letters");
    town.until("the failed letter", async || {
        walk.window.follow(&letters).await;
        walk.window.words().await.contains("5***0@example.com").then_some(())
    })
    .await;
    walk.look("letter-failed").await;
    assert!(walk.faults.is_empty(), "{}", walk.faults.join("\n"));
    walk.window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn every_page_is_fit_to_be_seen_in_chinese() {
    every_page(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn every_page_is_fit_to_be_seen_in_english() {
    every_page(Language::En).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_failed_letter_is_fit_to_be_seen_in_chinese() {
    a_failed_letter(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_failed_letter_is_fit_to_be_seen_in_english() {
    a_failed_letter(Language::En).await;
}
