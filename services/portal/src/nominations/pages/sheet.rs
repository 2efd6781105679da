//! The form as it is shown: the questions, the consents, and the clauses held against what was saved.

use askama::Template;
use domain::degree::MOST_DEGREES;
use domain::policy::CategoryRow;
use domain::{Category, ConsentKind, Evaluated, FilingInput, Outcome, Policy, Post, Target, term};
use kit::html::{Say, date, mask};
use kit::{Form, Frame, Instant};

use super::choices::Choices;
use super::correct::AskedView;
use super::dated::Dated;
use super::view::AboutView;
use crate::accounts::Applicant;
use crate::evidence::pages::note::EvidenceNote;
use crate::evidence::store::Kept as Evidence;
use crate::measures::cited::Cited;
use crate::nominations::about::About;
use crate::nominations::store::claimed;
use crate::words;

/// The highest degree and an earlier one; more only where the API brought more.
const DEGREES: usize = 2;

#[derive(Template)]
#[template(path = "nominations/templates/form.html")]
pub struct FormPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    pub by: Dated,
    /// Where it is sent, without the language.
    pub path: String,
    /// What is to be corrected, where something was filed already.
    pub asked: Option<AskedView>,
    /// What happened just now.
    pub news: Option<String>,
    pub version: Option<i64>,
    pub saved: Option<Dated>,
    pub degrees: Vec<DegreeFields>,
    pub choices: Choices,
    pub clauses: Vec<ClauseChoice>,
    pub consents: Vec<ConsentView>,
    pub found: Vec<Found>,
    /// What has come of files; none while nothing is saved.
    pub evidence: Option<EvidenceNote>,
}

/// The names of one degree's fields.
pub struct DegreeFields {
    pub level: String,
    pub school: String,
    pub country: String,
    pub discipline: String,
    pub study_form: String,
    pub year: String,
    pub month: String,
    /// Not asked here; kept where the API brought it.
    pub fresh: String,
}

impl DegreeFields {
    fn at(place: usize) -> DegreeFields {
        let named = |field: &str| format!("education.{place}.{field}");
        DegreeFields {
            level: named("level"),
            school: named("school"),
            country: named("country"),
            discipline: named("discipline"),
            study_form: named("study_form"),
            year: named("year"),
            month: named("month"),
            fresh: named("fresh"),
        }
    }
}

/// A clause that can be named.
pub struct ClauseChoice {
    pub code: &'static str,
    pub clause: String,
    pub name: String,
    pub summary: String,
    /// Whether the post is open under it.
    pub wanted: bool,
}

pub struct ConsentView {
    /// Of its own box, which the summary of what is wrong links to.
    pub name: String,
    pub code: &'static str,
    pub words: String,
    pub hint: String,
}

/// A clause held against what was saved.
pub struct Found {
    /// For `data-s`.
    pub mark: &'static str,
    pub word: String,
    pub clause: Cited,
    pub why: String,
}

impl FormPage {
    /// With nothing saved and nothing said yet.
    pub fn new(frame: Frame, by: &Applicant, about: &About, today: chrono::NaiveDate, form: Form) -> FormPage {
        let say = words::say(frame.language());
        let view = AboutView::of(about, &say);
        FormPage {
            by: match about.post() {
                Some(post) => closing(&say, post, today),
                None => Dated::new(&say.with("nominate-open", &view.arguments()), &[]),
            },
            consents: consents(&say, &view, by, about.target()),
            clauses: clauses(about.post(), &say),
            path: about.form(),
            asked: None,
            choices: Choices::new(&say),
            degrees: (0..form.count("education").clamp(DEGREES, MOST_DEGREES)).map(DegreeFields::at).collect(),
            post: view,
            news: None,
            version: None,
            saved: None,
            found: Vec::new(),
            evidence: None,
            frame,
            say,
            form,
        }
    }

    /// With what was saved, and how the clauses look on it.
    pub fn saved(self, version: i64, at: Option<Instant>, evaluated: &[Evaluated]) -> FormPage {
        let say = self.say;
        let saved = at.map(|at| {
            let at = date::moment(at, say.language());
            Dated::new(&say.with("nominate-saved-at", &[("at", at.words.clone().into())]), &[&at])
        });
        FormPage { version: Some(version), saved, found: found(evaluated, &self.frame, &say), ..self }
    }

    pub fn evidence(self, listed: &[Evidence], filing: &FilingInput) -> FormPage {
        let note = EvidenceNote::of(listed, &claimed(filing), &self.say);
        FormPage { evidence: Some(note), ..self }
    }

    pub fn heading(&self) -> String {
        let key = if self.asked.is_some() { "correct" } else { "nominate" };
        self.say.with(key, &self.post.arguments())
    }

    pub fn submit(&self) -> String {
        match &self.asked {
            Some(_) => self.say.it("correct-submit"),
            None => self.say.with("nominate-submit", &self.post.arguments()),
        }
    }

    pub fn sector_hint(&self) -> String {
        self.say.with("nominate-sector.hint", &self.post.arguments())
    }

    /// For what was filed already.
    pub fn correcting(self, asked: AskedView, path: String) -> FormPage {
        FormPage { by: asked.lead.clone(), asked: Some(asked), path, ..self }
    }

    /// Made from an older version than the one it shows.
    pub fn made_from(self, version: Option<i64>) -> FormPage {
        FormPage { version: version.or(self.version), ..self }
    }

    pub fn news(self, key: &str) -> FormPage {
        FormPage { news: Some(self.say.it(key)), ..self }
    }
}

/// When nominations end, as far ahead as that is.
fn closing(say: &Say, post: &Post, today: chrono::NaiveDate) -> Dated {
    let unit = post.unit.name.say(say.language());
    let Some(last) = post.closes_on else {
        return Dated::new(&say.with("nominate-until-filled", &[("unit", unit.into())]), &[]);
    };
    let day = date::day(last, say.language());
    let words = match (last - today).num_days() {
        0 => say.with("nominate-closes-today", &[("unit", unit.into())]),
        days => {
            let day = day.words.clone();
            say.with("nominate-closes", &[("unit", unit.into()), ("day", day.into()), ("days", days.into())])
        }
    };
    Dated::new(&words, &[&day])
}

fn clauses(post: Option<&Post>, say: &Say) -> Vec<ClauseChoice> {
    let language = say.language();
    let choice = |category: Category| {
        let CategoryRow { name, summary, .. } = Policy::standard().category(category);
        ClauseChoice {
            code: category.code(),
            clause: category.clause().say(language),
            name: name.say(language).to_owned(),
            summary: summary.say(language).to_owned(),
            wanted: post.is_some_and(|post| post.basis.contains(&category)),
        }
    };
    Category::ALL.map(choice).into()
}

fn consents(say: &Say, about: &AboutView, by: &Applicant, target: Target) -> Vec<ConsentView> {
    let arguments = [("to", about.kind.into()), ("unit", (&about.unit).into()), ("mail", mask::mail(&by.mail).into())];
    let consent = |kind: ConsentKind| {
        let key = format!("consent-{}", kind.code());
        let hint = say.it(format!("{key}.hint"));
        ConsentView { name: consent_name(kind), code: kind.code(), words: say.with(&key, &arguments), hint }
    };
    target.consents().iter().copied().map(consent).collect()
}

/// What says most for the person first; of equals, in the order of the Measures.
fn found(evaluated: &[Evaluated], frame: &Frame, say: &Say) -> Vec<Found> {
    let mut evaluated: Vec<&Evaluated> = evaluated.iter().collect();
    evaluated.sort_by_key(|one| match one.outcome {
        Outcome::Met => 0,
        Outcome::NeedsEvidence => 1,
        Outcome::TextOpen => 2,
        Outcome::NotMet => 3,
        Outcome::NotKnown => 4,
    });
    let view = |one: &Evaluated| Found {
        mark: match one.outcome {
            Outcome::Met => "met",
            Outcome::NeedsEvidence => "need",
            Outcome::TextOpen => "open",
            Outcome::NotMet => "not",
            Outcome::NotKnown => "wait",
        },
        word: term("outcome", one.outcome.code()).map_or_else(String::new, |term| term.say(say.language()).to_owned()),
        clause: Cited::of(one.clause, frame),
        why: one.why.say(say.language()).to_owned(),
    };
    evaluated.into_iter().map(view).collect()
}

/// Puts what is said of a missing consent beside its own box: the refusals come in the order of the consents.
pub fn beside_each_consent(form: &mut Form, filing: &FilingInput, target: Target) {
    let given = |kind: &ConsentKind| filing.consents.iter().any(|code| code.trim() == kind.code());
    let missing = target.consents().iter().copied().filter(|kind| !given(kind));
    let errors = form.errors.iter_mut().filter(|error| error.name.as_deref() == Some("consents"));
    for (error, kind) in errors.zip(missing) {
        error.name = Some(consent_name(kind));
    }
}

fn consent_name(kind: ConsentKind) -> String {
    format!("consents.{}", kind.code())
}
