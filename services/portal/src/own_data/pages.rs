//! The page of everything about oneself, in the reader's words, and the same as a file for machines.

mod erasure;

use actix_web::http::header::{CONTENT_DISPOSITION, ContentType};
use actix_web::{HttpResponse, web};
use askama::Template;
use contract::{Consent, Voice};
use domain::nomination::Stage;
use domain::{RecommenderRef, Task, term};
use kit::html::date::When;
use kit::html::{Say, date};
use kit::{DeskError, Frame, Instant, page};

use super::api::OwnDataView;
use super::desk::{Held, HeldNomination, OwnData};
use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;
use crate::nominations::pages::answers::{self, Answer};
use crate::nominations::pages::asking;
use crate::nominations::pages::view::AboutView;
use crate::referrals::store::Kept as Referral;
use crate::referrals::telling;
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/own-data").get(show))
        .service(web::resource("/own-data/export").get(export))
        .service(web::resource("/own-data/erasure").get(erasure::ask).post(erasure::send))
        .service(web::resource("/erased").get(erasure::done));
}

#[derive(Template)]
#[template(path = "own_data/templates/own-data.html")]
pub struct OwnDataPage {
    pub frame: Frame,
    pub say: Say,
    /// The one that letters go to stands first.
    pub mails: Vec<String>,
    /// Asked for, and not confirmed yet.
    pub asked_for: Option<String>,
    pub speaks: &'static str,
    pub sessions: usize,
    pub nominations: Vec<Told>,
    pub referrals: Vec<ToldReferral>,
    /// Those about the person that wait for their answer.
    pub invitations: Vec<Invited>,
    /// After how many days a draft that nobody changes is deleted.
    pub draft_days: u32,
}

/// A nomination as it is told to its own person.
pub struct Told {
    pub title: String,
    pub receipt: String,
    pub link: String,
    pub submitted: Option<When>,
    pub parts: Vec<(String, Vec<Answer>)>,
    pub revisions: usize,
    pub files: Vec<String>,
    /// What each consent is for, with its version, and when it was given.
    pub consents: Vec<(String, When)>,
    /// What the person said to items that were asked for, by their numbers.
    pub said: Vec<(u16, String)>,
    /// What they said against a rejection, or why they withdrew; empty where they said nothing.
    pub contested: String,
    pub withdrew: String,
    /// Who wrote something for it, as which recommender, and what.
    pub voices: Vec<(String, String)>,
}

pub struct ToldReferral {
    pub nominee: String,
    pub target: String,
    /// As which recommender.
    pub recommender: Option<String>,
    pub sent: When,
    pub why: String,
}

/// Of the referrer only what the invitation shows.
pub struct Invited {
    /// Who recommends them, as which recommender and how they know each other.
    pub referrer: String,
    /// As the referrer wrote it.
    pub nominee: String,
    pub mail: String,
    pub target: String,
    pub sent: When,
    pub why: String,
}

async fn show(
    frame: Frame,
    by: Applicant,
    own_data: web::Data<OwnData>,
    nominations: web::Data<Nominations>,
) -> Result<HttpResponse, DeskError> {
    page::show(&OwnDataPage::new(frame, own_data.gather(&by).await?, nominations.draft_days()))
}

async fn export(by: Applicant, own_data: web::Data<OwnData>) -> Result<HttpResponse, DeskError> {
    let held = own_data.export(&by).await?;
    let name = format!("attachment; filename=\"yincai-{}.json\"", held.at.date());
    let view = serde_json::to_string_pretty(&OwnDataView::of(held, &by))?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).insert_header((CONTENT_DISPOSITION, name)).body(view))
}

impl OwnDataPage {
    pub fn new(frame: Frame, held: Held, draft_days: u32) -> OwnDataPage {
        let say = words::say(frame.language());
        let referral = |(kept, _): &(Referral, _)| ToldReferral {
            nominee: match &kept.written {
                Some(written) => written.nominee.clone(),
                None => say.owned("referrals-deleted"),
            },
            target: telling::target(&kept.about, say.language()),
            recommender: kept.written.as_ref().and_then(|written| stated(written.recommender.as_ref(), &say)),
            sent: date::full(kept.since.date(), say.language()),
            why: kept.written.as_ref().map(|written| written.why.clone()).unwrap_or_default(),
        };
        let others = held.addresses.all.into_iter().filter(|address| !address.gets_letters);
        OwnDataPage {
            mails: [held.mail].into_iter().chain(others.map(|address| address.mail)).collect(),
            speaks: held.language.tag(),
            sessions: held.sessions.len(),
            nominations: held.nominations.iter().map(|one| told(one, &frame, &say)).collect(),
            referrals: held.referrals.iter().map(referral).collect(),
            invitations: held.invitations.iter().filter_map(|kept| invited(kept, &say)).collect(),
            asked_for: held.asked_for,
            draft_days,
            frame,
            say,
        }
    }
}

fn invited(kept: &Referral, say: &Say) -> Option<Invited> {
    let written = kept.written.as_ref()?;
    let relationship =
        term("relationship", written.relationship.code()).map(|term| term.say(say.language()).to_owned());
    let recommender = stated(written.recommender.as_ref(), say);
    let referrer = [Some(written.referrer.clone()), relationship, recommender].into_iter().flatten();
    Some(Invited {
        referrer: referrer.collect::<Vec<_>>().join(&*say.it("comma")),
        nominee: written.nominee.clone(),
        mail: written.mail.clone(),
        target: telling::target(&kept.about, say.language()),
        sent: date::full(kept.since.date(), say.language()),
        why: written.why.clone(),
    })
}

fn told(held: &HeldNomination, frame: &Frame, say: &Say) -> Told {
    let (kept, filing) = (&held.kept, held.kept.typed());
    let post = AboutView::of(&kept.about, say);
    let receipt = kept.nomination.receipt().map(|receipt| receipt.to_string()).unwrap_or_default();
    let questions = Task::ALL.into_iter().flat_map(|task| task.questions(filing));
    let part = |question| {
        let answers = answers::of(question, filing, kept.nomination.target.consents(), say).into_iter();
        let given: Vec<Answer> = answers.filter(|answer| !answer.values.is_empty()).collect();
        (!given.is_empty()).then(|| (asking::subject(say, question, filing, &post), given))
    };
    let consent = |given: &Consent| {
        let purpose = say.owned(format!("consent-{}.short", given.purpose.code()));
        let mut arguments = vec![("purpose", purpose.into()), ("version", given.version.into())];
        let unit = given.unit.and_then(|unit| held.units.iter().find(|named| named.id == unit));
        let key = if unit.is_some() { "own-data-consents.unit" } else { "own-data-consents.each" };
        arguments.extend(unit.map(|unit| ("unit", unit.name.say(say.language()).into())));
        (say.with(key, &arguments), date::moment(Instant(given.at), say.language()))
    };
    let contested = kept.progress.as_ref().and_then(|progress| progress.reconsideration.as_ref());
    let withdrew = match &kept.nomination.stage {
        Stage::Withdrawn { reason, .. } => reason.clone(),
        Stage::Draft | Stage::Submitted { .. } => None,
    };
    let voice = |voice: &Voice| {
        let recommender = stated(voice.recommender.as_ref(), say);
        let name = [Some(voice.name.clone()), recommender].into_iter().flatten().collect::<Vec<_>>();
        (name.join(&*say.it("comma")), voice.why.clone())
    };
    Told {
        link: frame.to(if receipt.is_empty() { post.form.clone() } else { format!("/track/{receipt}") }),
        submitted: kept.submitted.map(|at| date::moment(at, say.language())),
        parts: questions.filter_map(part).collect(),
        revisions: held.revisions.len(),
        files: held.evidence.iter().map(|one| one.evidence.name.clone()).collect(),
        consents: held.consents.iter().map(consent).collect(),
        said: kept.said().iter().map(|answer| (answer.number, answer.words.clone())).collect(),
        contested: contested.and_then(|contested| contested.words.clone()).unwrap_or_default(),
        withdrew: withdrew.unwrap_or_default(),
        voices: held.voices.iter().map(voice).collect(),
        title: post.title,
        receipt,
    }
}

/// As which recommender somebody said they recommend.
fn stated(recommender: Option<&RecommenderRef>, say: &Say) -> Option<String> {
    let named = telling::recommender(recommender?, say);
    Some(say.with("referrals-as", &[("recommender", named.into())]))
}

#[cfg(test)]
mod tests {
    use domain::{ConsentKind, ItemAnswer, Language};

    use super::*;
    use crate::accounts::store::Addresses;
    use crate::nominations::pages::samples;

    #[test]
    fn what_was_said_and_agreed_to_on_the_way_stands_there_too() {
        let said = ItemAnswer { number: 2, words: "<b>还没有换发</b>".to_owned() };
        let on = "2026-11-24".parse().expect("a day");
        let withdrawn = Stage::Withdrawn {
            receipt: samples::receipt(),
            on,
            reason: Some("<b>另有安排</b>".to_owned()),
            policy: "2026-1".to_owned(),
        };
        let (at, unit) = (Instant(1_791_792_180_000_000), samples::post().unit);
        for language in Language::ALL {
            let progress = samples::contested().said(2, Some(said.clone()));
            let nomination = HeldNomination {
                kept: samples::kept(withdrawn.clone(), Some(progress)),
                policy: domain::Policy::standard(),
                revisions: Vec::new(),
                consents: vec![
                    Consent { purpose: ConsentKind::Review, unit: None, version: 7, at: at.0 },
                    Consent { purpose: ConsentKind::HandOver, unit: Some(unit.id), version: 8, at: at.0 },
                ],
                units: vec![unit.clone()],
                evidence: Vec::new(),
                voices: Vec::new(),
            };
            let held = Held {
                mail: "wang@example.com".to_owned(),
                addresses: Addresses { all: Vec::new(), version: 1 },
                language,
                sessions: Vec::new(),
                nominations: vec![nomination],
                published: Vec::new(),
                referrals: Vec::new(),
                invitations: Vec::new(),
                asked_for: None,
                at,
            };
            let page = OwnDataPage::new(Frame::sample(language, "/own-data"), held, 90).render().expect("a page");
            assert!(!page.contains('⟦'), "{page}");
            let consent = match language {
                Language::Zh => "审查用，第7版",
                Language::En => "Review, version 7",
            };
            let named = unit.name.say(language);
            for said in ["还没有换发", "资格证书", "另有安排", consent, named] {
                assert!(page.contains(said) && !page.contains(&format!("<b>{said}")), "{said}: {page}");
            }
        }
    }
}
