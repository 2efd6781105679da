//! Where an applicant fills in: the draft for a place of Article 16, or the correction that is asked for (Articles 13, 14).
//! Both are the same list of tasks, each below a path of its own.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use contract::Consent;
use domain::nomination::Stage;
use domain::{
    ConsentKind, Evaluated, FilingInput, HeldCondition, Policy, Question, Readings, Receipt, Refusal, Target,
};
use futures_util::future::LocalBoxFuture;
use kit::html::Say;
use kit::{DeskError, Fault, Frame, page};

use super::correct::AskedView;
use super::place::Place;
use super::view::{self, AboutView};
use crate::accounts::Applicant;
use crate::evidence::desk::{self, EvidenceDesk};
use crate::evidence::store::Kept as Evidence;
use crate::nominations::about::About;
use crate::nominations::consents;
use crate::nominations::desk::Nominations;
use crate::nominations::drafts;
use crate::nominations::store::Kept;
use crate::words;

/// What is filled in, as its pages show it.
pub struct Paper {
    pub frame: Frame,
    pub say: Say,
    /// The applicant's address.
    pub mail: String,
    pub about: About,
    /// None while nothing is saved.
    pub kept: Option<Kept>,
    /// Of what is corrected.
    pub receipt: Option<Receipt>,
    pub today: NaiveDate,
    /// The version in force today; of what is corrected, the one that it was submitted under.
    pub policy: &'static Policy,
    /// What is settled of the open points today.
    pub readings: Readings,
    /// Why nobody is taken there today; none where somebody is, and for what is corrected.
    pub shut: Option<Shut>,
}

/// Why a draft can be read and deleted, and not be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// The post is past its last day or before its first, or the unit has left the register.
    Closed,
    /// The catalogue does not have the post any more.
    Unlisted,
}

/// An applicant at the list or at a page below it.
pub struct Room {
    pub paper: Paper,
    pub by: Applicant,
    pub nominations: web::Data<Nominations>,
    pub evidence: web::Data<EvidenceDesk>,
    /// The last part of the address; empty at the list.
    step: String,
}

/// Somebody signed in who comes to a list of tasks or to a page below it.
pub enum Entry {
    Into(Box<Room>),
    /// To a post that the catalogue does not have, by its number, where nothing of the person's is kept.
    Nowhere(String),
    /// There is nothing to fill in; this says so.
    Elsewhere(HttpResponse),
}

/// A page below the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Asks(Question),
    /// All degrees together.
    Degrees,
    Check,
    /// With what was submitted last.
    Fill,
    Discard,
}

impl Step {
    pub fn path(self) -> String {
        match self {
            Step::Asks(question) => question.code(),
            Step::Degrees => "education".to_owned(),
            Step::Check => "check".to_owned(),
            Step::Fill => "fill".to_owned(),
            Step::Discard => "discard".to_owned(),
        }
    }
}

impl Entry {
    async fn of(request: HttpRequest) -> Result<Entry, DeskError> {
        let by = Applicant::extract(&request).await?;
        let nobody = || Fault::new("no nominations at this door");
        let nominations = request.app_data::<web::Data<Nominations>>().ok_or_else(nobody)?.clone();
        let evidence = request.app_data::<web::Data<EvidenceDesk>>().ok_or_else(nobody)?.clone();
        let frame = Frame::of(&request);
        let (about, kept, receipt, shut) = match request.match_info().get("receipt") {
            Some(written) => {
                let receipt = view::receipt(written)?;
                let kept = nominations.show_receipt(&by, receipt).await?;
                if !kept.asks_correction() {
                    return Ok(Entry::Elsewhere(page::see_other(frame.to(format!("/track/{receipt}")))));
                }
                (kept.about.clone(), Some(kept), Some(receipt), None)
            }
            None => {
                let (about, live, shut) = match Place::extract(&request).await? {
                    Place::There(about) => {
                        let live = nominations.live(&by, about.target()).await?;
                        let open = nominations.is_open(about.target()).await?;
                        (about, live, (!open).then_some(Shut::Closed))
                    }
                    Place::Gone(number) => match nominations.live_numbered(&by, &number).await? {
                        Some(live) => (live.about.clone(), Some(live), Some(Shut::Unlisted)),
                        None => return Ok(Entry::Nowhere(number)),
                    },
                };
                if let Some(Stage::Submitted { receipt, .. }) = live.as_ref().map(|live| &live.nomination.stage) {
                    return Ok(Entry::Elsewhere(page::see_other(frame.to(format!("/track/{receipt}")))));
                }
                (about, live, None, shut)
            }
        };
        let step = request.match_info().get("step").unwrap_or_default().to_owned();
        let (say, mail, today) = (words::say(frame.language()), by.mail.clone(), nominations.today());
        let readings = nominations.readings().await?;
        let policy = kept.as_ref().map_or_else(|| nominations.policy(), |kept| nominations.policy_of(kept));
        let paper = Paper { frame, say, mail, about, kept, receipt, today, policy, readings, shut };
        Ok(Entry::Into(Box::new(Room { paper, by, nominations, evidence, step })))
    }
}

impl FromRequest for Entry {
    type Error = DeskError;
    type Future = LocalBoxFuture<'static, Result<Entry, DeskError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(Entry::of(request.clone()))
    }
}

impl Paper {
    /// The list, in the reader's language.
    pub fn list(&self) -> String {
        self.frame.to(base(&self.about, self.receipt))
    }

    pub fn to(&self, step: Step) -> String {
        format!("{}/{}", self.list(), step.path())
    }

    /// The heading of the list, and where it is.
    pub fn crumb(&self) -> (String, String) {
        (self.heading(), self.list())
    }

    /// Where its files are; none while nothing is saved.
    pub fn files(&self) -> Option<String> {
        self.kept.as_ref().map(|kept| self.frame.to(format!("/nominations/{}/evidence", kept.nomination.id)))
    }

    pub fn target(&self) -> Target {
        self.kept.as_ref().map_or_else(|| self.about.target(), |kept| kept.nomination.target)
    }

    /// As it was saved last.
    pub fn typed(&self) -> FilingInput {
        self.kept.as_ref().map_or_else(|| self.about.begun(), |kept| kept.typed().clone())
    }

    /// The same without the consents whose words have changed since: nobody has agreed to the new ones.
    pub fn stands(&self) -> FilingInput {
        let (mut filing, outdated) = (self.typed(), self.outdated());
        filing.consents.retain(|code| outdated.iter().all(|purpose| code.trim() != purpose.code()));
        filing
    }

    /// The consents as they were given.
    pub fn consents(&self) -> &[Consent] {
        self.kept.as_ref().map_or(&[], |kept| &kept.consents)
    }

    /// Those whose words have changed since.
    pub fn outdated(&self) -> Vec<ConsentKind> {
        consents::outdated(&self.typed(), self.consents(), self.target().consents())
    }

    /// What is missing in it, or cannot be read.
    pub fn refused(&self) -> Vec<Refusal> {
        drafts::refused(&self.typed(), self.consents(), self.target(), self.policy, self.today)
    }

    /// The ten clauses against it.
    pub fn clauses(&self) -> Vec<Evaluated> {
        drafts::clauses(&self.typed(), self.today, self.policy, &self.readings)
    }

    /// The conditions of its post against it.
    pub fn conditions(&self) -> Vec<HeldCondition> {
        drafts::conditions(&self.about, &self.typed(), self.today, &self.readings)
    }

    /// What is to be corrected.
    pub fn asked(&self, listed: &[Evidence]) -> Option<AskedView> {
        self.receipt?;
        AskedView::of(&self.frame, self.kept.as_ref()?, &desk::numbers(listed), self.today)
    }

    pub fn view(&self) -> AboutView {
        AboutView::of(&self.about, &self.say)
    }

    pub fn heading(&self) -> String {
        let key = if self.receipt.is_some() { "correct" } else { "nominate" };
        self.say.with(key, &self.view().arguments())
    }
}

impl Room {
    /// The page that was asked for; none that is known.
    pub fn step(&self) -> Option<Step> {
        match self.step.as_str() {
            "education" => Some(Step::Degrees),
            "check" => Some(Step::Check),
            "fill" if self.paper.receipt.is_none() => Some(Step::Fill),
            "discard" if self.paper.receipt.is_none() => Some(Step::Discard),
            code => Question::from_code(code).map(Step::Asks),
        }
    }

    /// Whether the page is shown as ever: where nobody is taken, a draft is read and deleted and nothing else.
    pub fn shows(&self, step: Step) -> bool {
        let reads = self.paper.kept.is_some() && matches!(step, Step::Check | Step::Discard);
        self.paper.shut.is_none() || reads
    }

    pub async fn files_sent(&self) -> Result<Vec<Evidence>, DeskError> {
        match &self.paper.kept {
            Some(kept) => self.evidence.list(&self.by, kept.nomination.id).await,
            None => Ok(Vec::new()),
        }
    }

    /// As it stands now. A draft that was discarded meanwhile begins anew; what was submitted leads to its way, by an answer.
    pub async fn again(mut self: Box<Self>) -> Result<Result<Box<Room>, HttpResponse>, DeskError> {
        let kept = match &self.paper.kept {
            Some(kept) => self.nominations.show(&self.by, kept.nomination.id).await.map(Some),
            None => Ok(self.nominations.live(&self.by, self.paper.about.target()).await?),
        };
        let kept = match kept {
            Ok(kept) => kept,
            Err(DeskError::Missing) => None,
            Err(error) => return Err(error),
        };
        match kept.as_ref().and_then(|kept| Some((kept, kept.nomination.receipt()?))) {
            Some((kept, receipt)) if !kept.asks_correction() => {
                Ok(Err(page::see_other(self.paper.frame.to(format!("/track/{receipt}")))))
            }
            _ => {
                self.paper.kept = kept;
                Ok(Ok(self))
            }
        }
    }
}

/// Where the list is, without the language.
pub fn base(about: &About, receipt: Option<Receipt>) -> String {
    match receipt {
        Some(receipt) => format!("/track/{receipt}/correct"),
        None => about.form(),
    }
}
