//! The trail by page.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{OfficerId, Text};
use kit::DeskError;
use kit::audit::Entry;
use kit::html::{Choice, Form, Frame, Say, date, page};

use super::asked::Asked;
use super::{Trail, api, deeds, detail};
use crate::officers::Officer;
use crate::{step_ups, words};

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/audit").get(list)).service(web::resource("/audit/export").get(export));
}

async fn list(
    frame: Frame,
    officer: Officer,
    trail: web::Data<Trail>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let asked = asked.into_inner();
    let form = Form::filled(&asked)?;
    match trail.list(&officer, &asked).await {
        Ok(listed) => {
            let names = trail.names(&listed).await?;
            page::show(&AuditPage::new(frame, officer, form, trail.key(), &asked, listed, &names))
        }
        Err(DeskError::Refused(refusals)) => {
            let form = form.refused(&refusals, frame.language());
            page::refused(&AuditPage::new(frame, officer, form, trail.key(), &asked, Vec::new(), &BTreeMap::new()))
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
    next_page: Option<String>,
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
        mut listed: Vec<Entry>,
        names: &BTreeMap<OfficerId, Text>,
    ) -> AuditPage {
        let say = words::say(frame.language());
        let more = listed.len() > asked.limit();
        listed.truncate(asked.limit());
        let next_page = listed.last().filter(|_| more).map(|last| {
            let next = Asked { cursor: Some(last.id.to_string()), ..asked.clone() };
            frame.to(format!("/staff/audit?{}", serde_html_form::to_string(&next).unwrap_or_default()))
        });
        let rows = listed.into_iter().map(|entry| row(&frame, &say, entry, names)).collect();
        let deeds = deeds::choices(&say);
        AuditPage { frame, say, officer: Some(officer), form, deeds, key, rows, next_page }
    }
}

fn row(frame: &Frame, say: &Say, entry: Entry, names: &BTreeMap<OfficerId, Text>) -> Row {
    let name = entry.actor_id.parse().ok().and_then(|id: OfficerId| names.get(&id));
    let who = name.map_or_else(|| entry.actor_id.clone(), |name| name.say(frame.language()).to_owned());
    let kind = match entry.actor_kind.as_str() {
        kind @ ("officer" | "applicant" | "visitor" | "service" | "operator") => say.it(format!("actor-{kind}")),
        other => other.to_owned(),
    };
    Row {
        number: entry.number.map_or_else(|| say.it("not-sealed-yet"), |number| number.to_string()),
        at: date::moment(entry.at, frame.language()),
        who: format!("{who}{}{kind}", say.it("comma")),
        words: deeds::words(say, &entry.deed),
        deed: entry.deed,
        subject: entry.subject,
        detail: detail::words(say, &entry.detail),
        trace: entry.trace,
    }
}
