//! Something that no service can do: a letter sealed for nobody, told by the portal's own log.

use std::path::Path;

use databases::Databases;
use kit::{Clock, SystemClock};
use serde_json::json;

use crate::api::Api;
use crate::tampering;

/// The subject of each of them: the second waits behind the first.
const SUBJECT: &str = "letter/unreadable";

/// Tells such letters; the ids of the events, in order. Notify parks them.
pub async fn tells_unreadable_letters(databases: &Databases, data: &Path, count: u8) -> Vec<String> {
    let addressed = json!({ "receiver": "notify", "ciphertext": "bm90IGEgc2VjcmV0" });
    let event = json!({ "type": "yincai.letter-due.v1", "data": { "name": "mail-code", "addressed": addressed } });
    let event = event.to_string();
    plants(databases, data, SUBJECT, &vec![event.as_str(); usize::from(count)]).await
}

/// A row of the portal's log that was cut off; its id.
pub async fn plants_a_broken_event(databases: &Databases, data: &Path) -> String {
    plants(databases, data, "nomination/broken", &["{\"type\":\"yincai.nomination-"]).await.remove(0)
}

/// Rows of the portal's log that it never told; their ids, in order.
async fn plants(databases: &Databases, data: &Path, subject: &str, events: &[&str]) -> Vec<String> {
    let x = if databases.are_served() { "" } else { "X" };
    // What is old goes with the night that has it read.
    let at = SystemClock.now().0;
    let mut ids = Vec::new();
    for (sequence, event) in (1..).zip(events) {
        let id = format!("01a20af800007000800000000000{sequence:04x}");
        let told = format!(
            "INSERT INTO outbox (id, subject, sequence, event, trace, at) \
             VALUES ({x}'{id}', '{subject}', {sequence}, '{event}', '', {at})"
        );
        tampering::execute(databases, data, "portal", &told).await;
        ids.push(format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]));
    }
    ids
}

/// Something parked, as the system administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    pub id: String,
    pub event: String,
    pub service: String,
    pub why: String,
    pub version: i64,
}

/// What the system administrator sees parked.
pub async fn parked(administrator: &Api) -> Vec<Parked> {
    let listed = administrator.get("/api/review/v1/parked-events").await.is(200);
    let item = |item: &serde_json::Value| {
        let text = |field: &str| item[field].as_str().expect("a text").to_owned();
        let version = item["version"].as_i64().expect("a version");
        Parked { id: text("id"), event: text("event"), service: text("service"), why: text("why"), version }
    };
    listed.body["items"].as_array().expect("a list").iter().map(item).collect()
}
