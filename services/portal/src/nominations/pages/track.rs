//! The applicant's nominations: drafts to go on with, and where each of the others stands.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::nomination::Stage;
use domain::{Policy, PublicStage};
use kit::html::{Say, date, mask};
use kit::{At, DeskError, Fault, Frame, Paging, Walked, page};

use super::dated::Dated;
use super::view::AboutView;
use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;
use crate::nominations::store::{Kept, Placed};
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/track.html")]
pub struct TrackPage {
    pub frame: Frame,
    pub say: Say,
    pub mail: String,
    /// Whether a draft was deleted just now.
    pub discarded: bool,
    pub drafts: Vec<Row>,
    pub filed: Vec<Row>,
    pub newer: Option<String>,
    pub older: Option<String>,
}

const ON_A_PAGE: u16 = 50;
pub const DISCARDED: &str = "discarded=1";

pub struct Row {
    pub post: AboutView,
    pub link: String,
    pub note: Dated,
    /// Once it is submitted; empty before.
    pub receipt: String,
    /// For `data-s`.
    pub mark: &'static str,
    pub word: String,
}

pub async fn list(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    paging: Paging,
) -> Result<HttpResponse, DeskError> {
    let listed = nominations.list(&by, &paging.at()?, ON_A_PAGE).await?;
    page::show(&TrackPage::new(frame, listed, &by.mail)?)
}

impl TrackPage {
    pub fn new(frame: Frame, listed: Walked<Kept, Placed>, mail: &str) -> Result<TrackPage, Fault> {
        let say = words::say(frame.language());
        let Walked { items, before, after } = listed;
        let (drafts, filed) = items.iter().partition(|kept| kept.nomination.stage == Stage::Draft);
        let rows = |kept: Vec<&Kept>| kept.into_iter().map(|kept| Row::of(kept, &frame, &say)).collect();
        Ok(TrackPage {
            mail: mask::mail(mail),
            discarded: frame.query() == DISCARDED,
            drafts: rows(drafts),
            filed: rows(filed),
            newer: before.map(|place| frame.cursor(&At::Before(place))).transpose()?,
            older: after.map(|place| frame.cursor(&At::After(place))).transpose()?,
            say,
            frame,
        })
    }
}

impl Row {
    fn of(kept: &Kept, frame: &Frame, say: &Say) -> Row {
        let language = say.language();
        let post = AboutView::of(&kept.about, say);
        let Some(receipt) = kept.nomination.receipt() else {
            let day = date::day(kept.saved.date(), language);
            let words = say.with("track-saved", &[("day", (&day.words).into())]);
            let link = frame.to(&post.form);
            let (note, receipt) = (Dated::new(&words, &[&day]), String::new());
            return Row { post, link, note, receipt, mark: "half", word: say.owned("track-draft") };
        };
        let stage = public_stage(kept);
        let receipt = receipt.to_string();
        Row {
            post,
            link: frame.to(format!("/track/{receipt}")),
            note: Dated::new(&say.owned("track-receipt"), &[]),
            receipt,
            mark: match stage {
                PublicStage::Received | PublicStage::UnderReview => "half",
                PublicStage::WaitingForYou => "need",
                PublicStage::Replied => "done",
                PublicStage::NotSuccessful | PublicStage::Withdrawn => "not",
            },
            word: Policy::standard().public_stage(stage).say(language).to_owned(),
        }
    }
}

/// What review told; before that, what the portal knows itself.
fn public_stage(kept: &Kept) -> PublicStage {
    match (&kept.progress, &kept.nomination.stage) {
        (Some(progress), _) => progress.stage,
        (None, Stage::Withdrawn { .. }) => PublicStage::Withdrawn,
        (None, _) => PublicStage::Received,
    }
}
