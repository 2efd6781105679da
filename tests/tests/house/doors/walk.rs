//! A town in which something is there for every actor to reach for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use kit::auth::{Bearer, TokenKeys};
use kit::ids::Ids;
use kit::{Clock, Instant, Keys, SetClock, Settings, SystemClock, SystemRng};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tests::parked::{parked, tells_unreadable_letters};
use tests::planning::{PLANS, plan_under_way};
use tests::{Api, Operation, Town, filings};

use super::table::{APPLICANTS, OFFICERS, Row};

/// So many actors knock from one place.
pub const UNHURRIED: &str = "
[review]
sign_in_tries = 1000
[portal]
codes_per_mail = 1000
codes_per_mail_a_day = 10000
codes_per_network = 1000
address_codes_per_person = 1000
";
pub struct Walk {
    pub town: Town,
    pub actors: BTreeMap<&'static str, Api>,
    /// What stands for a parameter behind a collection, and what rows call by name (`@post`).
    things: BTreeMap<&'static str, String>,
}

impl Walk {
    pub async fn begin() -> Walk {
        let town = Town::with(UNHURRIED).await;
        let mut actors = BTreeMap::new();
        actors.insert("anonymous", town.api(Language::Zh));
        actors.insert("expired-token", town.api(Language::Zh).with_token(&expired(&town)));
        for (actor, login) in OFFICERS {
            actors.insert(actor, town.officer_api(login).await);
        }
        for (actor, mail) in APPLICANTS {
            actors.insert(actor, town.applicant_api(mail, 0).await);
        }
        let mut walk = Walk { town, actors, things: BTreeMap::new() };
        walk.furnish().await;
        walk
    }

    async fn furnish(&mut self) {
        let Walk { town, actors, things } = self;
        let number = town.hospital_post().await;
        let post = town.get(&format!("/api/portal/v1/posts/{number}")).await;
        things.insert("post", post["id"].as_str().expect("an id").to_owned());
        things.insert("posts", number);
        let letter = town.mails(APPLICANTS[0].1).await[0]["id"].as_str().expect("an id").to_owned();
        things.insert("mailbox", letter.clone());
        things.insert("letters", letter);
        let registered = actors["secretary"].get("/api/review/v1/units").await;
        let hospital = registered.body["items"].as_array().into_iter().flatten();
        let hospital =
            hospital.into_iter().find(|unit| unit["credit_code"] == "12654002999010042N").expect("the hospital");
        things.insert("unit", hospital["id"].as_str().expect("an id").to_owned());
        things.insert("department", hospital["department_id"].as_str().expect("an id").to_owned());
        let issues = actors["secretary"].get("/api/review/v1/catalogue-issues").await;
        things.insert("catalogue-issues", issues.body["items"][0]["id"].as_str().expect("an issue").to_owned());
        let unit = &actors["unit-officer"];
        let plan = plan_under_way(unit).await;
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        for register in ["recommenders", "interpretations", "seat-members"] {
            let listed = actors["secretary"].get(&format!("/api/review/v1/{register}")).await;
            let items = listed.body["items"].as_array().cloned().unwrap_or_default();
            let one = items.iter().find(|one| one["stage"] == "drafted").or(items.last());
            things.insert(register, one.expect("one of the demo")["id"].as_str().expect("an id").to_owned());
        }
        things.insert("planned-posts", begun.text("id").to_owned());
        let untouched = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        things.insert("untouched-post", untouched.text("id").to_owned());
        let listed = unit.get(PLANS).await.is(200);
        let mut plans = listed.body["items"].as_array().into_iter().flatten();
        let with_the_group = plans.find(|plan| plan["hand"] == "plan-group-review").expect("a plan with the group");
        things.insert("plan-with-the-group", with_the_group["id"].as_str().expect("an id").to_owned());
        things.insert("plans", plan.rsplit('/').next().expect("an id").to_owned());
        let replying = filings::files(town, &actors["other-applicant"]).await;
        let replying = filings::case_of(town, unit, &replying).await;
        for officer in [unit, unit, unit, unit, &actors["secretary"]] {
            filings::passes(officer, &replying).await;
        }
        things.insert("case-at-reply", replying);
        let applicant = &actors["applicant"];
        let filled_in = filings::drafts(applicant, &things["post"]).await;
        let add = applicant.request(Method::POST, &format!("/api/portal/v1/nominations/{filled_in}/evidence"));
        let added = applicant.answer(add.multipart(a_file())).await.is(201);
        things.insert("evidence", added.text("id").to_owned());
        let nomination = filings::submits(applicant, filled_in).await;
        things.insert("cases", filings::case_of(town, unit, &nomination).await);
        things.insert("nominations", nomination.id);
        let elsewhere = town.get("/api/portal/v1/posts?limit=200").await;
        let mut open =
            elsewhere["items"].as_array().expect("posts").iter().filter(|post| post["id"] != *things["post"]);
        let another = open.next().expect("another post")["id"].as_str().expect("an id").to_owned();
        things.insert("draft", filings::drafts(&actors["applicant"], &another).await);
        things.insert("another-post", another);
        tells_unreadable_letters(&town.databases, &town.data, 1).await;
        let administrator = &actors["system-administrator"];
        let parked = town.until("the parked letter", async || parked(administrator).await.pop()).await;
        things.insert("parked-events", parked.id);
        let (referral, invitation) = filings::recommends(town, &actors["applicant"], "mai@example.com").await;
        things.insert("referrals", referral);
        things.insert("invitation", invitation);
    }

    /// A case of its own for an act on one: what another act left behind decides nothing here.
    pub async fn renew_case(&mut self, operation: &Operation) {
        if operation.method != Method::GET && operation.path.contains("/cases/{id}/") {
            let applicant = self.town.applicant_api(&format!("{}@example.com", operation.id), 0).await;
            let filed = filings::files(&self.town, &applicant).await;
            let case = filings::case_of(&self.town, &self.actors["unit-officer"], &filed).await;
            self.things.insert("cases", case);
        }
    }

    /// The operation's path with something that is there in the place of each parameter.
    pub fn path(&self, operation: &Operation, row: &Row) -> String {
        let mut path = String::new();
        for step in operation.path.split('/').skip(1) {
            let collection = path.rsplit('/').next().unwrap_or_default().to_owned();
            path.push('/');
            match step.strip_prefix('{').map(|name| name.trim_end_matches('}')) {
                None => path.push_str(step),
                Some(name) => match (row.given.get(name), self.things.get(collection.as_str())) {
                    (Some(given), _) => path.push_str(&self.named(given)),
                    (None, Some(thing)) => path.push_str(thing),
                    (None, None) => panic!(
                        "what stands in {step} of {} ({})? Say it by `given` in its row, or add it to `furnish`",
                        operation.path, operation.id
                    ),
                },
            }
        }
        path
    }

    /// `@name` is a thing of this town, everything else itself.
    fn named(&self, given: &str) -> String {
        match given.strip_prefix('@') {
            Some(name) => self.things.get(name).unwrap_or_else(|| panic!("nothing is called {given}")).clone(),
            None => given.to_owned(),
        }
    }

    fn body(&self, told: &Value) -> Value {
        match told {
            Value::String(text) => self.named(text).into(),
            Value::Array(items) => items.iter().map(|item| self.body(item)).collect(),
            Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), self.body(field))).collect(),
            other => other.clone(),
        }
    }

    /// The version that an If-Match needs: that of the thing itself, as the first who may sees it.
    pub async fn version(&self, path: &str) -> String {
        let thing: Vec<&str> = path.split(['/', '?']).take(6).collect();
        for actor in ["applicant", "unit-officer", "secretary", "system-administrator"] {
            let shown = self.actors[actor].get(&thing.join("/")).await;
            if let Some(tag) = shown.headers.get("etag") {
                return tag.to_str().expect("a tag").to_owned();
            }
        }
        "\"v1\"".to_owned()
    }

    /// A request to the operation at this path, from the version that is there now.
    pub async fn request(&self, operation: &Operation, api: &Api, path: &str) -> RequestBuilder {
        let request = api.request(operation.method.clone(), path);
        if operation.method == Method::GET { request } else { request.header("If-Match", self.version(path).await) }
    }

    /// What its row sends; an empty object where it says nothing.
    pub fn right_body(&self, row: &Row) -> Value {
        self.body(row.body.as_ref().unwrap_or(&json!({})))
    }
}

/// What is sent where an operation takes a file.
pub fn a_file() -> Form {
    filings::evidence("10(4)", "certificate.pdf", b"%PDF-1.7\n".to_vec())
}

/// The file that an operation takes, with what belongs to it.
pub fn file_for(operation: &Operation) -> Form {
    match operation.id.as_str() {
        "read_post_sheet"
        | "read_unit_sheet"
        | "read_department_sheet"
        | "read_recommender_sheet"
        | "mark_post_sheet"
        | "mark_register_sheet" => {
            Form::new().part("file", Part::bytes(b"no workbook".to_vec()).file_name("posts.xlsx"))
        }
        _ => a_file(),
    }
}

/// A token that was good an hour ago, signed as the product signs.
fn expired(town: &Town) -> String {
    let text = format!("data = {:?}\nurl = {:?}\n", town.data, town.url);
    let settings = Settings::given(&yincai::defaults(), &text, &SystemRng).expect("settings");
    let keys = TokenKeys::of(&Keys::new(settings.master, Arc::new(SystemRng), "review"), &settings.url);
    let then: Instant = SystemClock.now().minus(Duration::from_secs(3600));
    let ids = Ids::new(Arc::new(SystemClock), Arc::new(SystemRng));
    let (subject, session) = (ids.next().to_string(), ids.next());
    let bearer = Bearer { subject: &subject, session, roles: vec!["secretary".to_owned()] };
    keys.issue(&SetClock::at(then), &ids, bearer, Duration::from_secs(900))
}
