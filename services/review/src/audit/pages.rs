//! The trail by page.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{OfficerId, Text};
use kit::audit::{Entry, Placed};
use kit::html::{Choice, Form, Frame, Say, date, page};
use kit::{At, DeskError, Fault, Paging, Walked};

use super::asked::Asked;
use super::{Trail, api, deeds, detail};
use crate::officers::Officer;
use crate::{step_ups, words};

const ROWS: u16 = 50;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/audit").get(list)).service(web::resource("/audit/export").get(export));
}

async fn list(
    frame: Frame,
    officer: Officer,
    trail: web::Data<Trail>,
    asked: web::Query<Asked>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let form = Form::filled(&*asked)?;
    match trail.list(&officer, &asked, paging.at()?, ROWS).await {
        Ok(listed) => {
            let names = trail.names(&listed.items).await?;
            page::show(&AuditPage::new(frame, officer, form, trail.key(), &asked, listed, &names)?)
        }
        Err(DeskError::Refused(refusals)) => {
            let form = form.refused(&refusals, frame.language());
            let nothing = Walked::default();
            page::refused(&AuditPage::new(frame, officer, form, trail.key(), &asked, nothing, &BTreeMap::new())?)
        }
        Err(other) => Err(other),
    }
}

async fn export(frame: Frame, officer: Officer, trail: web::Data<Trail>) -> Result<HttpResponse, DeskError> {
    match api::download(&trail, &officer).await {
        Err(error) => step_ups::pages::wanted(&frame, &error, "/staff/audit").ok_or(error),
        done => done,
    }
}

#[derive(Template)]
#[template(path = "audit/templates/audit.html")]
pub(super) struct AuditPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    deeds: Vec<Choice>,
    key: String,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    number: String,
    at: date::When,
    who: String,
    words: String,
    deed: String,
    subject: String,
    detail: String,
    trace: String,
}

impl Row {
    /// A list names every case on its page.
    fn is_long(&self) -> bool {
        self.detail.len() > 200
    }
}

impl AuditPage {
    pub(super) fn new(
        frame: Frame,
        officer: Officer,
        form: Form,
        key: String,
        asked: &Asked,
        listed: Walked<Entry, Placed>,
        names: &BTreeMap<OfficerId, Text>,
    ) -> Result<AuditPage, Fault> {
        let say = words::say(frame.language());
        let filter = serde_html_form::to_string(asked).map_err(|error| Fault::new(error.to_string()))?;
        let turned = |at: At<Placed>| {
            let cursor = frame.cursor(&at)?;
            Ok::<_, Fault>(frame.to(format!("/staff/audit?{filter}&cursor={cursor}")))
        };
        let newer = listed.before.map(|place| turned(At::Before(place))).transpose()?;
        let older = listed.after.map(|place| turned(At::After(place))).transpose()?;
        let rows = listed.items.into_iter().map(|entry| row(&frame, &say, entry, names)).collect();
        let deeds = deeds::choices(&say);
        Ok(AuditPage { frame, say, officer: Some(officer), form, deeds, key, rows, newer, older })
    }
}

fn row(frame: &Frame, say: &Say, entry: Entry, names: &BTreeMap<OfficerId, Text>) -> Row {
    let name = entry.actor_id.parse().ok().and_then(|id: OfficerId| names.get(&id));
    let who = name.map_or_else(|| entry.actor_id.clone(), |name| name.say(frame.language()).to_owned());
    let kind = match entry.actor_kind.as_str() {
        kind @ ("officer" | "applicant" | "visitor" | "service" | "operator") => say.owned(format!("actor-{kind}")),
        other => other.to_owned(),
    };
    Row {
        number: entry.number.map_or_else(|| say.owned("not-sealed-yet"), |number| number.to_string()),
        at: date::moment(entry.at, frame.language()),
        who: format!("{who}{}{kind}", say.it("comma")),
        words: deeds::words(say, &entry.deed),
        deed: entry.deed,
        subject: entry.subject,
        detail: detail::words(say, &entry.detail, names),
        trace: entry.trace,
    }
}
