//! Something that no service can do: a letter sealed for nobody, told by the portal's own log.

use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::json;

use crate::api::Api;
use crate::town::Town;

/// The subject of each of them: the second waits behind the first.
const SUBJECT: &str = "letter/unreadable";

/// Tells such letters; their ids, in order. Notify parks them.
pub async fn tells_unreadable_letters(town: &Town, count: u8) -> Vec<String> {
    let portal = town.databases.open(&town.data, "portal").await;
    let x = if portal.get_database_backend() == DbBackend::Postgres { "" } else { "X" };
    let addressed = json!({ "receiver": "notify", "ciphertext": "bm90IGEgc2VjcmV0" });
    let event = json!({ "type": "yincai.letter-due.v1", "data": { "name": "mail-code", "addressed": addressed } });
    let mut ids = Vec::new();
    for place in 1..=count {
        let id = format!("01a20af800007000800000000000{place:04x}");
        let told = format!(
            "INSERT INTO outbox (id, subject, sequence, event, trace, at) \
             VALUES ({x}'{id}', '{SUBJECT}', {place}, '{event}', '', 1770000000000000)"
        );
        portal.execute_unprepared(&told).await.expect("told");
        ids.push(format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]));
    }
    portal.close().await.expect("closed");
    ids
}

/// What the system administrator sees parked: ids, why, versions.
pub async fn parked(administrator: &Api) -> Vec<(String, String, i64)> {
    let listed = administrator.get("/api/review/v1/parked-events").await.is(200);
    let item = |item: &serde_json::Value| {
        let text = |field: &str| item[field].as_str().expect("a text").to_owned();
        (text("id"), text("why"), item["version"].as_i64().expect("a version"))
    };
    listed.body["items"].as_array().expect("a list").iter().map(item).collect()
}
