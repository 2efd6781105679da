//! The contract: the committed documents are what the handlers say, and every event keeps its committed sample.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use contract::PROBLEM_JSON;
use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::documents::Answered;
use tests::{Contract, Operation, Town};

fn checkout() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_committed_documents_are_what_the_handlers_say() {
    for (name, document) in yincai::openapi::documents().expect("documents") {
        let path = checkout().join("openapi").join(&name);
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == document, "openapi/{name} is not what the handlers say: run `cargo run -- openapi`");
    }
}

#[test]
fn every_operation_is_named_described_and_says_how_it_fails() {
    for operation in &Contract::get().operations {
        let Operation { id, service, method, path, told, .. } = operation;
        let at = format!("{service} {method} {path} ({id})");
        let (verb, noun) = id.split_once('_').unwrap_or_else(|| panic!("{at}: its id is no <verb>_<noun>"));
        let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(plain(verb) && plain(noun), "{at}: its id is no <verb>_<noun>");
        assert!(told["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{at} has no summary");
        assert_eq!(told["tags"].as_array().map(Vec::len), Some(1), "{at} has not one tag");
        assert!(told["security"].is_array(), "{at} does not say who may call it; `security(())` is everybody");
        let responses = told["responses"].as_object().unwrap_or_else(|| panic!("{at} answers nothing"));
        assert!(responses.keys().any(|status| status.starts_with('2')), "{at} never succeeds");
        for status in ["4XX", "5XX"] {
            let failure = &responses[status]["content"][PROBLEM_JSON]["schema"]["$ref"];
            assert_eq!(failure, "#/components/schemas/Problem", "{at} does not say how it fails with {status}");
        }
        for parameter in operation.parameters("path") {
            assert!(path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap_or_default())), "{at}");
        }
        assert_eq!(operation.parameters("path").count(), path.matches('{').count(), "{at}: a parameter is not told");
    }
}

/// All but the local mailbox, which changes with each mail and is not for the public.
#[test]
fn what_everybody_may_read_is_asked_after_by_its_tag() {
    let operations = Contract::get().operations.iter().filter(|operation| operation.service != "notify");
    let everybodys = operations.filter(|one| one.method == Method::GET && one.told["security"] == json!([{}]));
    let (tagged, others): (Vec<_>, Vec<_>) = everybodys.partition(|one| one.told["responses"]["304"].is_object());
    let others: Vec<_> = others.iter().map(|one| one.id.as_str()).collect();
    assert!(!tagged.is_empty() && others.is_empty(), "{others:?}");
}

#[test]
fn every_example_is_what_its_schema_says() {
    let mut seen = 0;
    for operation in &Contract::get().operations {
        let mut check = |schema: &Value, example: &Value, what: &str| {
            seen += 1;
            let mismatch = Contract::get().mismatch(operation, schema, example);
            assert!(mismatch.is_none(), "{} {what}: {}", operation.id, mismatch.unwrap_or_default());
        };
        for parameter in operation.told["parameters"].as_array().into_iter().flatten() {
            if let Some(example) = parameter.get("example") {
                check(&parameter["schema"], example, "parameter");
            }
        }
        let bodies = operation.told["responses"].as_object().into_iter().flatten().map(|(_, response)| response);
        for body in bodies.chain([&operation.told["requestBody"]]) {
            for (kind, content) in body["content"].as_object().into_iter().flatten() {
                if let Some(example) = content.get("example") {
                    check(&content["schema"], example, kind);
                }
            }
        }
        for (name, schema) in operation.schemas() {
            for (field, told) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(example) = told.get("example") {
                    check(told, example, &format!("{name}.{field}"));
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} examples");
}

#[test]
fn an_answer_that_no_document_describes_is_noticed() {
    let contract = Contract::get();
    let problem = json!({
        "type": "/problems/not-found", "title": "?", "status": 404, "detail": "?", "code": "not-found", "trace_id": "?"
    });
    let posts = json!({ "items": [], "next": null, "prev": null });
    let objects = |path: &str, status: u16, content_type: &str, body: Option<&Value>| {
        let content_type = content_type.to_owned();
        let answer = Answered { status, content_type, json: body.cloned(), is_empty: body.is_none() };
        contract.objection(&Method::GET, path, &answer).is_some()
    };
    let (list, json) = ("/api/portal/v1/posts", "application/json");
    assert!(!objects(list, 200, json, Some(&posts)));
    assert!(objects(list, 200, json, Some(&problem)), "another body");
    assert!(objects(list, 200, "text/html", Some(&posts)), "another type");
    assert!(objects(list, 200, json, None), "no body");
    assert!(objects(list, 503, PROBLEM_JSON, Some(&problem)), "a failure of the service");
    assert!(objects(list, 204, json, None), "a status that is not told");
    assert!(!objects(list, 400, PROBLEM_JSON, Some(&problem)));
    assert!(objects(list, 400, json, Some(&problem)), "a problem that does not say it is one");
    assert!(!objects("/api/portal/v1/nothing", 404, PROBLEM_JSON, Some(&problem)));
    assert!(objects("/api/portal/v1/nothing", 200, json, Some(&posts)), "an operation that is not told");
}

/// Where the body holds another input, what is wrong with that is told with its place in the whole.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_body_is_told_where_it_stands_in_it() {
    let town = Town::new().await;
    let chen = town.applicant_api("chen@example.com", 0).await;
    let party = json!({ "to": "party-organisation" });
    let wrong_at = async |path: &str, body: &Value, field: &str, code: &str| {
        let refused = chen.post(path, body).await.is(422);
        let told = &refused.body["errors"][0];
        assert_eq!((&told["pointer"], &told["code"]), (&json!(field), &json!(code)), "{:#}", refused.body);
    };
    let nominee = json!({ "name": "林知远", "mail": "lin@example.com" });
    let referral = json!({
        "name": "陈明", "recommender": "", "relationship": "other", "why": "x", "agreed": "yes", "nominee": nominee
    });
    for (field, value, code) in [
        ("/referral/recommender", "99", "recommender-unknown"),
        ("/referral/why", "", "why-missing"),
        ("/referral/nominee/mail", "lin", "mail-form"),
        ("/referral/nominee/mail", "chen@example.com", "referral-to-oneself"),
    ] {
        let mut body = json!({ "target": party, "referral": referral });
        *body.pointer_mut(field).expect("a field") = json!(value);
        wrong_at("/api/portal/v1/referrals", &body, field, code).await;
    }
    let filing = json!({ "education": vec![json!({ "level": "master" }); 11] });
    let body = json!({ "target": party, "filing": filing });
    wrong_at("/api/portal/v1/nominations", &body, "/filing/education", "too-many-degrees").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_stands_for_no_object_inside_a_body_either() {
    let town = Town::new().await;
    let chen = town.applicant_api("chen@example.com", 0).await;
    let party = json!({ "to": "party-organisation" });
    for filing in [json!({ "document": ["passport", "E12345678", "CN"] }), json!({ "education": [["master"]] })] {
        let begun = json!({ "target": party, "filing": filing });
        let refused = chen.post("/api/portal/v1/nominations", &begun).await.is(400);
        assert_eq!(refused.text("code"), "malformed", "{filing}: {:#}", refused.body);
    }
    let begun = json!({ "target": ["party-organisation"] });
    chen.post("/api/portal/v1/nominations", &begun).await.is(400);
}

/// The steps of `openapi/README.md`, word for word, but for how the program is called.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_through_works_with_curl_alone() {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("not run: there is no curl on this machine");
        return;
    }
    let town = Town::apart().await;
    let readme = fs::read_to_string(checkout().join("openapi/README.md")).expect("the page");
    let steps: String = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let program = tests::program::program();
    let called = format!("YINCAI_DATA='{}' '{}'", town.data.display(), program.display());
    let steps = steps.replace("cargo run -q --release --", &called).replace("http://127.0.0.1:8080", &town.url);
    let script = format!("set -eu\n{steps}\n");
    let ran = tokio::task::spawn_blocking(move || Command::new("sh").arg("-c").arg(script).output());
    let ran = ran.await.expect("it runs").expect("a shell");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
    assert!(said.contains("\"kind\":\"replied\""), "{said}");
    assert_eq!(town.mails("lin@example.com").await.len(), 6, "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_method_and_a_wrong_address_are_told_apart_at_every_page() {
    let town = Town::new().await;
    let client = reqwest::Client::new();
    let pages = [
        "/",
        "/posts",
        "/posts/x",
        "/en/posts",
        "/measures",
        "/measures/10",
        "/sign-in",
        "/track",
        "/staff",
        "/staff/sign-in",
        "/staff/cases/x",
        "/dev/mail",
        "/health/live",
        "/problems/stale",
        "/size/large",
        "/api/portal/v1/posts",
        "/api/review/v1/cases",
        "/api/notify/v1/mailbox",
    ];
    for path in pages {
        let answer = client.delete(format!("{}{path}", town.url)).send().await.expect("an answer");
        assert_eq!(answer.status(), 405, "{path}");
        assert!(answer.headers().contains_key("allow"), "{path}");
    }
    for path in ["/nothing", "/en/nothing", "/staff/nothing", "/dev/nothing", "/api/portal/v1/nothing", "/api/nothing"]
    {
        let answer = client.get(format!("{}{path}", town.url)).send().await.expect("an answer");
        let problem = answer.headers()["content-type"] == "application/problem+json";
        assert!(answer.status() == 404 && problem == path.starts_with("/api"), "{path}");
    }
}

/// The letter K and the sign of a kelvin are two mailboxes, whatever folding makes of them.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_for_one_address_signs_no_look_alike_in() {
    let town = Town::new().await;
    let api = town.api(Language::Zh);
    api.post("/api/portal/v1/mail-codes", &json!({ "mail": "karl@example.com" })).await.is(202);
    let code = town.mailed_code("karl@example.com", 1).await;
    for (mail, expected) in [("\u{212a}arl@example.com", 422), ("KARL@example.com", 201)] {
        api.post("/api/portal/v1/sessions", &json!({ "mail": mail, "code": code })).await.is(expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_may_be_half_filled_in_but_not_without_bounds() {
    let town = Town::new().await;
    let karl = town.applicant_api("karl@example.com", 0).await;
    let post = town.get("/api/portal/v1/posts?limit=1").await["items"][0]["id"].clone();
    for (filing, expected) in [
        (json!({ "education": vec![json!({}); 11] }), 422),
        (json!({ "remark": "长".repeat(40_000) }), 422),
        (json!({ "name": "Karl" }), 201),
    ] {
        karl.post("/api/portal/v1/nominations", &json!({ "post": post, "filing": filing })).await.is(expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_applicant_has_is_walked_page_by_page_and_back() {
    let town = Town::new().await;
    let karl = town.applicant_api("karl@example.com", 0).await;
    let post = town.get("/api/portal/v1/posts?limit=1").await["items"][0]["id"].clone();
    let mut drafts = Vec::new();
    for target in [json!({ "to": "post", "id": post }), json!({ "to": "party-organisation" })] {
        let begun = karl.post("/api/portal/v1/nominations", &json!({ "target": target })).await.is(201);
        drafts.push(begun.text("id").to_owned());
    }
    let listed = async |cursor: &str| {
        let path = format!("/api/portal/v1/nominations?limit=1&cursor={cursor}");
        let page = karl.get(&path).await.is(200);
        let items = page.body["items"].as_array().expect("items");
        assert_eq!(items.len(), 1, "{:#}", page.body);
        (items[0]["id"].as_str().expect("an id").to_owned(), page)
    };
    let (newest, first) = listed("").await;
    assert!(newest == drafts[1] && first.body["prev"].is_null(), "{:#}", first.body);
    assert!(first.headers["link"].to_str().is_ok_and(|link| link.contains("rel=\"next\"")));
    let (older, last) = listed(first.text("next")).await;
    assert!(older == drafts[0] && last.body["next"].is_null(), "{:#}", last.body);
    assert_eq!(listed(last.text("prev")).await.0, drafts[1]);
    karl.get(&format!("/api/portal/v1/referrals?cursor={}", first.text("next"))).await.is(400);
}
