//! The contract: the committed documents are what the handlers say, and every event keeps its committed sample.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tests::Town;

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
    for (name, document) in yincai::openapi::documents().expect("documents") {
        let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
        for (path, operations) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in operations.as_object().into_iter().flatten() {
                let at = format!("{name} {method} {path}");
                assert!(operation["operationId"].as_str().is_some_and(|id| id.contains('_')), "{at}");
                assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{at}");
                assert!(operation["responses"]["4XX"].is_object(), "{at}");
            }
        }
    }
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
    let client = reqwest::Client::new();
    let asked = serde_json::json!({ "mail": "karl@example.com" });
    client.post(format!("{}/api/portal/v1/mail-codes", town.url)).json(&asked).send().await.expect("an answer");
    let code = town.mailed_code("karl@example.com", 1).await;
    for (mail, expected) in [("\u{212a}arl@example.com", 422), ("KARL@example.com", 201)] {
        let typed = serde_json::json!({ "mail": mail, "code": code });
        let answer = client.post(format!("{}/api/portal/v1/sessions", town.url)).json(&typed).send().await;
        assert_eq!(answer.expect("an answer").status(), expected, "{mail}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_may_be_half_filled_in_but_not_without_bounds() {
    let town = Town::new().await;
    let client = reqwest::Client::new();
    let asked = serde_json::json!({ "mail": "karl@example.com" });
    client.post(format!("{}/api/portal/v1/mail-codes", town.url)).json(&asked).send().await.expect("an answer");
    let typed =
        serde_json::json!({ "mail": "karl@example.com", "code": town.mailed_code("karl@example.com", 1).await });
    let signed_in = client.post(format!("{}/api/portal/v1/sessions", town.url)).json(&typed).send().await;
    let signed_in: serde_json::Value = signed_in.expect("an answer").json().await.expect("JSON");
    let token = signed_in["token"].as_str().expect("a token");
    let post = town.get("/api/portal/v1/posts?limit=1").await["items"][0]["id"].clone();
    for (filing, expected) in [
        (serde_json::json!({ "education": vec![serde_json::json!({}); 11] }), 422),
        (serde_json::json!({ "remark": "长".repeat(40_000) }), 422),
        (serde_json::json!({ "name": "Karl" }), 201),
    ] {
        let body = serde_json::json!({ "post": post, "filing": filing });
        let nominations = format!("{}/api/portal/v1/nominations", town.url);
        let answer = client.post(nominations).bearer_auth(token).json(&body).send().await.expect("an answer");
        assert_eq!(answer.status(), expected);
    }
}
