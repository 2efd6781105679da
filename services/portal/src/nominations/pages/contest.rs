//! Asking for a rejection to be looked at again: asked once, with room for what the applicant says against it.

use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;
use domain::{Due, Policy};
use kit::html::{Say, date};
use kit::{DeskError, Form, Frame, Posted};

use super::dated::Dated;
use super::filed::Filed;
use super::view::{self, AboutView};
use crate::accounts::Applicant;
use crate::measures::cited::Cited;
use crate::nominations::desk::Nominations;
use crate::nominations::store::Kept;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/contest.html")]
pub struct ContestPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    pub receipt: String,
    pub until: Dated,
    pub version: i64,
}

impl ContestPage {
    /// None where nothing can be looked at again.
    pub fn new(frame: Frame, kept: &Kept, form: Form, today: NaiveDate, policy: &Policy) -> Option<ContestPage> {
        let say = words::say(frame.language());
        let (receipt, _, last) = kept.can_contest(today, policy).ok()?;
        let post = AboutView::of(&kept.about, &say);
        Some(ContestPage {
            until: until(&say, last),
            receipt: receipt.to_string(),
            version: kept.version,
            frame,
            say,
            form,
            post,
        })
    }

    fn heading(&self) -> String {
        self.say.owned("contest")
    }
}

/// A rejection that is or was looked at again, with both decisions.
pub struct ContestedView {
    pub first: String,
    pub clause: Cited,
    /// What the applicant said against it.
    pub said: Option<String>,
    pub second: String,
    /// The second officer's own words.
    pub words: Option<String>,
}

impl ContestedView {
    /// None where nothing was contested.
    pub fn of(frame: &Frame, kept: &Kept) -> Option<ContestedView> {
        let (say, language) = (words::say(frame.language()), frame.language());
        let contested = kept.progress.as_ref()?.reconsideration.as_ref()?;
        let on = |day: NaiveDate| date::day(day, language).words;
        let holder = |hand| view::holder(hand, &kept.about, &say);
        let rejection = &contested.rejection;
        let first = [
            ("holder", holder(rejection.at).into()),
            ("day", on(rejection.on).into()),
            ("reason", rejection.reason.words().say(language).into()),
        ];
        let second = match &contested.decided {
            None => say.with("contest-open", &[("holder", holder(rejection.at.reconsidered_at()).into())]),
            Some(decided) => {
                let key = format!("contest-{}", decided.conclusion.code());
                say.with(key, &[("holder", holder(decided.by).into()), ("day", on(decided.on).into())])
            }
        };
        Some(ContestedView {
            first: say.with("contest-first-was", &first),
            clause: Cited::of(rejection.reason.clause(), frame),
            said: contested.words.clone(),
            second,
            words: contested.decided.as_ref().and_then(|decided| decided.words.clone()),
        })
    }
}

/// By when it can be asked for.
pub fn until(say: &Say, last: Due) -> Dated {
    let day = date::day(last.date, say.language());
    let key = if last.estimated { "contest-until-estimated" } else { "contest-until" };
    Dated::new(&say.with(key, &[("day", (&day.words).into())]), &[&day])
}

pub async fn ask(filed: Filed) -> Result<HttpResponse, DeskError> {
    let nominations = filed.nominations.clone();
    let asks =
        |frame, kept: &Kept, form, today| ContestPage::new(frame, kept, form, today, nominations.policy_of(kept));
    filed.ask(asks).await
}

pub async fn send(filed: Filed, posted: Posted) -> Result<HttpResponse, DeskError> {
    let said = async |nominations: &Nominations, by: &Applicant, kept: &Kept| {
        let (seen, words) = (posted.version().ok_or(DeskError::Stale)?, posted.text("words").to_owned());
        nominations.contest(by, posted.once(), kept.nomination.id, seen, Some(words)).await
    };
    let nominations = filed.nominations.clone();
    let asks =
        |frame, kept: &Kept, form, today| ContestPage::new(frame, kept, form, today, nominations.policy_of(kept));
    filed.answer(&posted, said, "", asks).await
}
