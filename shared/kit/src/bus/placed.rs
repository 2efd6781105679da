//! An event on its way: what stands around it can always be read; what it says is read by whoever takes it.
//! So a row that is broken, or that a newer program wrote, stops nobody else's.

use contract::{Envelope, Event};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fault::Fault;

/// An event and its position in its producer's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub position: i64,
    pub id: Uuid,
    pub source: String,
    pub subject: String,
    pub sequence: i64,
    pub time: String,
    pub trace: String,
    /// Its `type` and `data`, as they were written.
    pub event: String,
}

/// The type of what has none that can be read.
pub(crate) const UNREADABLE: &str = "unreadable";

/// A CloudEvent of which nothing is known but that it is one.
#[derive(Deserialize)]
struct Any {
    id: Uuid,
    source: String,
    subject: String,
    sequence: i64,
    time: String,
    trace: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    data: Value,
}

impl Placed {
    pub fn envelope(&self) -> Result<Envelope, serde_json::Error> {
        let event: Event = serde_json::from_str(&self.event)?;
        Ok(Envelope {
            specversion: "1.0".to_owned(),
            id: self.id,
            source: self.source.clone(),
            subject: self.subject.clone(),
            sequence: self.sequence,
            time: self.time.clone(),
            trace: self.trace.clone(),
            event,
        })
    }

    /// Its type, for people.
    pub fn kind(&self) -> String {
        self.said().0
    }

    /// As CloudEvents writes it; what is no JSON becomes the data of an event of no type.
    pub fn written(&self) -> String {
        let (kind, data) = self.said();
        let Placed { id, source, subject, sequence, time, trace, .. } = self;
        json!({
            "specversion": "1.0", "id": id, "source": source, "subject": subject, "sequence": sequence, "time": time,
            "trace": trace, "type": kind, "data": data,
        })
        .to_string()
    }

    /// What [`Placed::written`] wrote.
    pub fn read(position: i64, written: &str) -> Result<Placed, Fault> {
        let Any { id, source, subject, sequence, time, trace, kind, data } = serde_json::from_str(written)?;
        let event = json!({ "type": kind, "data": data }).to_string();
        Ok(Placed { position, id, source, subject, sequence, time, trace, event })
    }

    fn said(&self) -> (String, Value) {
        let unreadable = || (UNREADABLE.to_owned(), Value::String(self.event.clone()));
        let Ok(Value::Object(mut said)) = serde_json::from_str(&self.event) else {
            return unreadable();
        };
        match said.remove("type") {
            Some(Value::String(kind)) => (kind, said.remove("data").unwrap_or_default()),
            _ => unreadable(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(event: &str) -> Placed {
        let text = |text: &str| text.to_owned();
        let (source, subject, time) = (text("portal"), text("thing"), text("2026-11-25T00:00:00Z"));
        Placed { position: 7, id: Uuid::nil(), source, subject, sequence: 3, time, trace: text(""), event: text(event) }
    }

    #[test]
    fn what_is_put_aside_is_what_came_whether_it_can_be_read_or_not() {
        let known = r#"{"data":{"id":"00000000-0000-0000-0000-000000000000","ruling":"skip"},"type":"yincai.event-released.v1"}"#;
        for (event, kind, is_known) in [
            (known, "yincai.event-released.v1", true),
            (r#"{"data":{"sort":1},"type":"yincai.of-tomorrow.v1"}"#, "yincai.of-tomorrow.v1", false),
        ] {
            let told = placed(event);
            assert_eq!((&*told.kind(), told.envelope().is_ok()), (kind, is_known));
            assert_eq!(Placed::read(7, &told.written()).ok(), Some(told));
        }
        for broken in ["", "{\"type\":", "[]", "{\"type\":1}"] {
            let told = placed(broken);
            let kept = Placed::read(7, &told.written()).expect("readable around it");
            assert_eq!((&*kept.kind(), kept.sequence, kept.envelope().is_err()), (UNREADABLE, 3, true), "{broken}");
        }
    }
}
