//! Where one nomination stands: who has it, since when, until when, what the applicant can do, and how it went (Article 14).

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::nomination::Stage;
use domain::{Calendar, Category, Due, Hand, Policy, PublicStage, Reason, Target};
use kit::html::date::When;
use kit::html::{Say, date, mask};
use kit::{DeskError, Frame, page};

use super::contest::{self, ContestedView};
use super::correct::{self, AskedView};
use super::dated::Dated;
use super::hands::{self, HandView};
use super::log::{self, Line};
use super::tasks::ACCEPTED;
use super::view::{self, AboutView};
use crate::accounts::Applicant;
use crate::evidence::desk::{self, EvidenceDesk};
use crate::measures::cited::Cited;
use crate::nominations::desk::Nominations;
use crate::nominations::progress::{Ending, Progress};
use crate::nominations::store::Kept;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/status.html")]
pub struct StatusPage {
    pub frame: Frame,
    pub say: Say,
    pub heading: String,
    pub who: String,
    pub receipt: String,
    /// Whether the person has just accepted a recommendation that goes along.
    pub joined: bool,
    pub post: AboutView,
    pub hands: Vec<HandView>,
    pub now: Option<Now>,
    /// What is to be corrected.
    pub asked: Option<AskedView>,
    /// The unit that may have the papers, if the applicant agrees.
    pub proposed: Option<Proposed>,
    pub replied: Option<Replied>,
    pub rejected: Option<Rejected>,
    /// The rejection that is or was looked at again.
    pub contested: Option<ContestedView>,
    /// Until when that can be asked for; none where it cannot.
    pub contest: Option<Dated>,
    pub can_withdraw: bool,
    /// Where it is changed what referrers may know; none where nobody recommended them.
    pub sharing: Option<String>,
    pub log: Vec<Line>,
}

/// What happens now, by when, and what the applicant does meanwhile.
pub struct Now {
    pub lead: Dated,
    pub to_do: String,
    pub then: String,
    /// The day after which one may ask.
    pub after: Option<Dated>,
    pub estimated: bool,
}

pub struct Proposed {
    pub unit: String,
    pub lead: Dated,
}

pub struct Replied {
    pub number: String,
    pub clause: Option<Cited>,
    pub on: When,
}

pub struct Rejected {
    pub holder: String,
    pub reason: String,
    pub clause: Cited,
    pub remedy: String,
    pub words: Option<String>,
}

/// Where it stands, as told by review; before that and after a withdrawal, as the portal knows itself.
pub enum Place<'a> {
    Received,
    At { hand: Hand, since: NaiveDate, waits_for_applicant: bool },
    Replied { number: &'a str, rests_on: Option<Category>, on: NaiveDate },
    Rejected { at: Hand, reason: Reason, words: Option<&'a str> },
    Withdrawn { on: NaiveDate },
}

pub async fn show(
    frame: Frame,
    by: Applicant,
    nominations: web::Data<Nominations>,
    evidence: web::Data<EvidenceDesk>,
    receipt: web::Path<String>,
) -> Result<HttpResponse, DeskError> {
    let receipt = view::receipt(&receipt)?;
    let kept = nominations.show_receipt(&by, receipt).await?;
    let filed_on = kept.submitted.map_or(kept.saved, |at| at).date();
    let sent = match kept.requested() {
        [] => Vec::new(),
        _ => desk::numbers(&evidence.list(&by, kept.nomination.id).await?),
    };
    let is_spoken_for = !nominations.spoken_for(&by, kept.nomination.id).await?.is_empty();
    let sharing = is_spoken_for.then(|| frame.to(format!("/nominations/{}/sharing", kept.nomination.id)));
    let goes_by = (nominations.today(), nominations.policy_of(&kept));
    let status = StatusPage::new(frame, &kept, &sent, &by.mail, filed_on, goes_by);
    page::show(&StatusPage { sharing, ..status })
}

impl Place<'_> {
    pub fn of(kept: &Kept) -> Place<'_> {
        let Some(progress) = &kept.progress else {
            return match kept.nomination.stage {
                Stage::Withdrawn { on, .. } => Place::Withdrawn { on },
                Stage::Draft | Stage::Submitted { .. } => Place::Received,
            };
        };
        let on = progress.since;
        match (&progress.ending, progress.hand) {
            (Some(Ending::Replied { number, rests_on }), _) => Place::Replied { number, rests_on: *rests_on, on },
            (Some(Ending::Rejected { at, reason, words }), _) => {
                Place::Rejected { at: *at, reason: *reason, words: words.as_deref() }
            }
            (Some(Ending::Withdrawn), _) => Place::Withdrawn { on },
            (None, Some(hand)) if progress.stage != PublicStage::Received => Place::At {
                hand,
                since: hands::held_since(progress).unwrap_or(on),
                waits_for_applicant: progress.stage == PublicStage::WaitingForYou,
            },
            (None, _) => Place::Received,
        }
    }
}

impl StatusPage {
    /// `sent` are the numbers of the items that files came for, `policy` is the one that it was submitted under.
    pub fn new(
        frame: Frame,
        kept: &Kept,
        sent: &[u16],
        mail: &str,
        filed_on: NaiveDate,
        (today, policy): (NaiveDate, &Policy),
    ) -> StatusPage {
        let say = words::say(frame.language());
        let (place, post) = (Place::of(kept), AboutView::of(&kept.about, &say));
        let teller = Teller { frame: &frame, say, kept, post: &post, filed_on, today, policy };
        StatusPage {
            heading: teller.heading(&place),
            who: kept.filing.name.trim().to_owned(),
            receipt: kept.nomination.receipt().map(|receipt| receipt.to_string()).unwrap_or_default(),
            joined: frame.query() == ACCEPTED,
            hands: hands::all(&say, kept, policy, &place, filed_on),
            now: teller.now(&place, mail),
            asked: AskedView::of(&frame, kept, sent, today),
            proposed: teller.proposed(&place),
            replied: teller.replied(&place),
            rejected: teller.rejected(&place),
            contested: ContestedView::of(&frame, kept),
            contest: kept.can_contest(today, policy).ok().map(|(_, _, last)| contest::until(&say, last)),
            can_withdraw: view::can_be_withdrawn(kept),
            sharing: None,
            log: log::all(&say, kept, filed_on),
            post,
            frame,
            say,
        }
    }
}

struct Teller<'a> {
    frame: &'a Frame,
    say: Say,
    kept: &'a Kept,
    post: &'a AboutView,
    filed_on: NaiveDate,
    today: NaiveDate,
    policy: &'a Policy,
}

impl Teller<'_> {
    fn heading(&self, place: &Place) -> String {
        let unit = [("unit", (&self.post.unit).into())];
        match place {
            Place::Received => self.say.with("status-received", &unit),
            Place::At { waits_for_applicant: true, .. } if self.kept.proposed().is_some() => {
                self.say.owned("status-asks-unit")
            }
            Place::At { waits_for_applicant: true, .. } => self.say.owned("status-waiting"),
            Place::At { hand, .. } if self.is_contested() => {
                self.say.with("status-contested", &[("holder", self.holder(*hand).into())])
            }
            Place::At { hand, .. } => self.say.with(format!("status-at-{}", hand.code()), &unit),
            Place::Replied { .. } => self.say.owned("status-replied"),
            Place::Rejected { at, .. } => self.say.with("status-rejected", &[("holder", self.holder(*at).into())]),
            Place::Withdrawn { .. } => self.say.owned("status-withdrawn"),
        }
    }

    fn is_contested(&self) -> bool {
        self.kept.progress.as_ref().is_some_and(Progress::is_contested)
    }

    fn holder(&self, hand: Hand) -> String {
        view::holder(hand, &self.kept.about, &self.say)
    }

    fn now(&self, place: &Place, mail: &str) -> Option<Now> {
        let told = self.kept.progress.as_ref().and_then(|progress| progress.due);
        let (hand, since, to_do) = match place {
            Place::Received => (self.first(), self.filed_on, "status-nothing-to-do"),
            Place::At { waits_for_applicant: true, .. } => return None,
            Place::At { hand: Hand::Intention, since, .. } => (Hand::Intention, *since, "status-unit-calls"),
            Place::At { hand, since, .. } => (*hand, *since, "status-nothing-to-do"),
            Place::Replied { .. } | Place::Rejected { .. } | Place::Withdrawn { .. } => return None,
        };
        let promised = || {
            let days = self.policy.promised_days(hand);
            Calendar::standard().add_working_days(since, days)
        };
        let due = told.unwrap_or_else(promised);
        let day = date::day(due.date, self.say.language());
        let after = self.say.with("status-after", &[("due", (&day.words).into())]);
        Some(Now {
            lead: self.lead(hand, since, due),
            to_do: self.say.with(to_do, &[("unit", (&self.post.unit).into())]),
            then: self.say.with("status-then", &[("mail", mask::mail(mail).into())]),
            after: (self.today <= due.date).then(|| Dated::new(&after, &[&day])),
            estimated: due.estimated,
        })
    }

    fn first(&self) -> Hand {
        match self.kept.nomination.target {
            Target::PartyOrganisation => Hand::Routing,
            Target::Post(_) | Target::Unit(_) => Hand::Screening,
        }
    }

    fn proposed(&self, place: &Place) -> Option<Proposed> {
        let (Some(unit), Place::At { hand, .. }) = (self.kept.proposed(), place) else {
            return None;
        };
        let due = self.kept.progress.as_ref().and_then(|progress| progress.due);
        Some(Proposed {
            unit: unit.name.say(self.say.language()).to_owned(),
            lead: correct::lead(&self.say, &self.holder(*hand), due, self.today),
        })
    }

    fn lead(&self, hand: Hand, since: NaiveDate, due: Due) -> Dated {
        let language = self.say.language();
        let (since, by) = (date::day(since, language), date::day(due.date, language));
        let (key, days) = match Calendar::standard().working_days_between(self.today, due.date) {
            0 if self.today < due.date => ("status-lead-soon", 0),
            0 if self.today == due.date => ("status-lead-today", 0),
            0 => ("status-lead-past", 0),
            left if left > 0 => ("status-lead", left),
            late => ("status-lead-late", -late),
        };
        let arguments = [
            ("since", (&since.words).into()),
            ("holder", self.holder(hand).into()),
            ("due", (&by.words).into()),
            ("days", days.into()),
        ];
        Dated::new(&self.say.with(key, &arguments), &[&since, &by])
    }

    fn replied(&self, place: &Place) -> Option<Replied> {
        let language = self.say.language();
        let Place::Replied { number, rests_on, on } = place else {
            return None;
        };
        let clause = rests_on.map(|category| Cited::of(category.clause(), self.frame));
        Some(Replied { number: (*number).to_owned(), clause, on: date::full(*on, language) })
    }

    fn rejected(&self, place: &Place) -> Option<Rejected> {
        let language = self.say.language();
        let Place::Rejected { at, reason, words } = place else {
            return None;
        };
        Some(Rejected {
            holder: self.holder(*at),
            reason: reason.words().say(language).to_owned(),
            clause: Cited::of(reason.clause(), self.frame),
            remedy: reason.remedy().say(language).to_owned(),
            words: words.map(str::to_owned).filter(|words| !words.trim().is_empty()),
        })
    }
}
