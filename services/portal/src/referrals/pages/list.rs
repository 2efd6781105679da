//! Those whom the applicant recommended, and what each lets them know.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::Policy;
use kit::html::date::{self, When};
use kit::html::{Say, mask};
use kit::{At, DeskError, Fault, Frame, Paging, Walked, page};

use crate::accounts::Applicant;
use crate::referrals::desk::{Known, Referrals};
use crate::referrals::store::{Kept, Placed};
use crate::referrals::telling;
use crate::words;

const SENT: &str = "sent=1";
const ON_A_PAGE: u16 = 50;

#[derive(Template)]
#[template(path = "referrals/templates/referrals.html")]
pub struct ReferralsPage {
    pub frame: Frame,
    pub say: Say,
    /// Whether one was sent just now.
    pub sent: bool,
    pub rows: Vec<Row>,
    pub mail: String,
    pub newer: Option<String>,
    pub older: Option<String>,
}

pub struct Row {
    /// Who was recommended; where that was deleted, words for it.
    pub nominee: String,
    pub target: String,
    /// As which recommender.
    pub recommender: Option<String>,
    pub sent: When,
    /// For `data-s`.
    pub mark: &'static str,
    pub word: String,
    /// What that means.
    pub note: String,
    /// The public stages and their first days.
    pub way: Vec<(String, When)>,
}

pub async fn show(
    frame: Frame,
    by: Applicant,
    referrals: web::Data<Referrals>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = referrals.list(&by, &paging.at()?, ON_A_PAGE).await?;
    page::show(&ReferralsPage::new(frame, listed, &by.mail)?)
}

impl ReferralsPage {
    pub fn new(frame: Frame, listed: Walked<(Kept, Known), Placed>, mail: &str) -> Result<ReferralsPage, Fault> {
        let say = words::say(frame.language());
        let Walked { items, before, after } = listed;
        Ok(ReferralsPage {
            sent: frame.query().split('&').any(|part| part == SENT),
            rows: items.iter().map(|(kept, known)| Row::of(kept, known, &say)).collect(),
            mail: mask::mail(mail),
            newer: before.map(|place| frame.cursor(&At::Before(place))).transpose()?,
            older: after.map(|place| frame.cursor(&At::After(place))).transpose()?,
            frame,
            say,
        })
    }
}

impl Row {
    fn of(kept: &Kept, known: &Known, say: &Say) -> Row {
        let language = say.language();
        let (mark, key) = match known {
            Known::Waiting => ("wait", "waiting"),
            Known::Answered => ("half", "answered"),
            Known::Accepted => ("half", "accepted"),
            Known::Filed { .. } => ("done", "filed"),
            Known::Followed { .. } => ("done", "followed"),
            Known::Declined { .. } => ("not", "declined"),
            Known::Expired { .. } => ("not", "expired"),
        };
        let way = match known {
            Known::Followed { way } => way.as_slice(),
            _ => &[],
        };
        let passed = |stage| Policy::standard().public_stage(stage).say(language).to_owned();
        let day = match known {
            Known::Filed { on } | Known::Declined { on } | Known::Expired { on } => date::day(*on, language).words,
            _ => String::new(),
        };
        let stated = kept.written.as_ref().and_then(|written| written.recommender.as_ref());
        Row {
            nominee: match &kept.written {
                Some(written) => written.nominee.clone(),
                None => say.owned("referrals-deleted"),
            },
            target: telling::target(&kept.about, language),
            recommender: stated.map(|stated| telling::recommender(stated, say)),
            sent: date::full(kept.since.date(), language),
            mark,
            word: say.owned(format!("referrals-{key}")),
            note: say.with(format!("referrals-{key}.note"), &[("day", day.into())]),
            way: way.iter().map(|place| (passed(place.stage), date::day(place.since, language))).collect(),
        }
    }
}
