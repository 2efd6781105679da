//! One case on one page: what was filed, each clause, the way it came, and the next act as a form.

use askama::Template;
use chrono::NaiveDate;
use contract::{Dossier, Voice};
use domain::case::Stage;
use domain::{Calendar, CaseId, Hand, Holder, Language, Readings, RecommenderRef, Shows, UnitRef, country, term};
use kit::html::{Form, Frame, Say, date, mask};

use super::act::ActShown;
use super::changes::{self, Changed};
use super::conditions::{self, ConditionRow};
use super::hands_of;
use super::requested::ItemShown;
use super::way::{Ending, Entry, HandShown};
use crate::cases::about::About;
use crate::cases::alike::Alike;
use crate::cases::store::{Opened, Revision};
use crate::cases::view::{self, Compared};
use crate::evidence::shown::{self, FileShown};
use crate::officers::Officer;
use crate::words;

#[derive(Template)]
#[template(path = "cases/templates/case.html")]
pub struct CasePage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    case: CaseShown,
    act: Option<ActShown>,
}

struct CaseShown {
    path: String,
    name: String,
    receipt: String,
    origin: String,
    /// Whether the applicant erased themselves: what they stated is gone.
    erased: bool,
    due: String,
    late: bool,
    used: String,
    hands: Vec<HandShown>,
    ending: Option<Ending>,
    /// What is open of its returns and proposals.
    open: Vec<Ending>,
    requested: Vec<ItemShown>,
    facts: Vec<Fact>,
    /// The receipts of other accounts' cases under the same document, and where they are.
    alike: Vec<(String, String)>,
    changes: Vec<Changed>,
    remark: String,
    clauses: Vec<ClauseRow>,
    conditions: Vec<ConditionRow>,
    papers: Vec<Papers>,
    scan: String,
    policy: String,
    log: Vec<Entry>,
    waiting_for: String,
}

/// Something that was stated, in lines.
pub struct Fact {
    pub label: String,
    pub lines: Vec<String>,
}

struct ClauseRow {
    clause: String,
    name: String,
    claimed: bool,
    mark: &'static str,
    outcome: String,
    /// What the applicant was shown, where that was another outcome.
    shown: String,
    why: String,
    open_point: String,
    /// Where the interpretation is that settles it.
    interpretation: Option<String>,
    evidence: String,
    files: Vec<FileShown>,
    /// That a clause which was named has no file.
    bare: String,
}

/// Files that are not for a clause.
struct Papers {
    heading: String,
    files: Vec<FileShown>,
    /// That there are none.
    bare: String,
}

impl CasePage {
    pub fn new(frame: Frame, officer: Officer, whole: Whole, units: &[UnitRef], form: Form) -> CasePage {
        let say = words::say(frame.language());
        let Whole { opened, about, revisions, alike, readings, today } = whole;
        let language = frame.language();
        let view = View { say, language, opened, about, revisions, alike, frame: &frame, readings, today };
        let may = |hand: &Hand| hands_of(&officer).contains(hand) && !is_own_decision(&opened.case.stage, &officer);
        let act = opened.case.hand().filter(may).map(|hand| view.act(hand, units));
        CasePage { case: view.case(), act, officer: Some(officer), say, frame, form }
    }
}

fn path(id: CaseId) -> String {
    format!("/staff/cases/{id}")
}

/// As it was typed, without the word that stands behind it anyway.
fn without(typed: &str, unit: char) -> &str {
    typed.trim().trim_end_matches(unit).trim_end()
}

/// The candidate's name; of one who was erased, that they were.
pub fn named(name: &str, say: &Say) -> String {
    match name.trim() {
        "" => say.owned("erased-name"),
        name => name.to_owned(),
    }
}

/// Whether it is a rejection by this officer that is looked at again, by another one.
pub fn is_own_decision(stage: &Stage, officer: &Officer) -> bool {
    match stage {
        Stage::Contested { reconsideration, .. } => reconsideration.rejection.step.by == officer.id,
        _ => false,
    }
}

/// A case with everything that belongs to it, on the day it is looked at.
pub struct Whole<'a> {
    pub opened: &'a Opened,
    pub about: &'a About,
    pub revisions: &'a [Revision],
    pub alike: &'a [Alike],
    /// What was settled of the open points when it was filed.
    pub readings: &'a Readings,
    pub today: NaiveDate,
}

/// What the page is made from.
pub struct View<'a> {
    pub say: Say,
    pub language: Language,
    pub opened: &'a Opened,
    pub about: &'a About,
    pub revisions: &'a [Revision],
    alike: &'a [Alike],
    frame: &'a Frame,
    pub readings: &'a Readings,
    pub today: NaiveDate,
}

impl View<'_> {
    fn case(&self) -> CaseShown {
        let (policy, calendar) = (self.about.policy, Calendar::standard());
        let (case, filing) = (&self.opened.case, &self.opened.dossier.filing);
        let erased = self.opened.dossier.mail.is_empty();
        let due = case.due(calendar, policy);
        let used = case
            .used(calendar, policy, self.today)
            .map(|(used, promised)| self.say.with("used", &[("used", used.into()), ("limit", promised.into())]));
        CaseShown {
            path: path(case.id),
            name: named(&filing.name, &self.say),
            receipt: case.receipt.to_string(),
            origin: self.origin(),
            erased,
            due: due.map_or_else(String::new, |due| {
                let key = if due.estimated { "due-estimated" } else { "due" };
                self.say.with(key, &[("day", self.day(due.date).into())])
            }),
            late: due.is_some_and(|due| calendar.days_late(due.date, self.today).is_some()),
            used: used.unwrap_or_default(),
            hands: self.hands(),
            ending: self.ending(),
            open: self.open(),
            requested: self.requested(),
            facts: match erased {
                true => self.target(),
                false => self.target().into_iter().chain(self.facts(&self.opened.dossier)).collect(),
            },
            alike: self.alike.iter().map(|one| (one.receipt.to_string(), path(one.id))).collect(),
            changes: changes::between_revisions(self),
            remark: filing.remark.trim().to_owned(),
            clauses: self.clauses(),
            conditions: self.conditions(),
            papers: vec![self.papers(Shows::Identity), self.papers(Shows::Other)],
            scan: match self.opened.dossier.evidence.as_slice() {
                [] => String::new(),
                all if all.iter().all(|one| one.file.scanned) => self.say.owned("evidence-scanned"),
                _ => self.say.owned("evidence-not-scanned"),
            },
            policy: self.say.with("policy", &[("version", self.opened.dossier.policy.as_str().into())]),
            log: self.log(),
            waiting_for: case.hand().map_or_else(String::new, |hand| {
                self.say
                    .with("waiting-for", &[("holder", self.holder(hand).into()), ("act", self.next_act(hand).into())])
            }),
        }
    }

    /// What it was filed for.
    fn target(&self) -> Vec<Fact> {
        let policy = self.about.policy;
        let fact = |key: &str, parts: &[&str]| Fact { label: self.say.owned(key), lines: vec![self.joined(parts)] };
        let (title, unit) = (self.about.title(&self.say), self.about.unit(self.language));
        match &self.about.post {
            None => vec![fact("fact-post", &[&title, &unit])],
            Some(post) => vec![
                fact("fact-post", &[&title, &unit, &post.number]),
                fact(
                    "fact-mode",
                    &[policy.mode(post.mode).say(self.language), policy.sector(post.sector).say(self.language)],
                ),
            ],
        }
    }

    pub fn joined(&self, parts: &[&str]) -> String {
        let filled = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        filled.collect::<Vec<_>>().join(&*self.say.it("comma"))
    }

    /// What somebody stated about themselves, with document and contact masked.
    pub fn facts(&self, dossier: &Dossier) -> Vec<Fact> {
        let (policy, filing) = (self.about.policy, &dossier.filing);
        let sector = domain::Sector::from_code(filing.sector.trim());
        let joined = |parts: &[&str]| self.joined(parts);
        let document = format!(
            "{} {}",
            self.term("document-kind", &filing.document.kind),
            mask::document(&filing.document.number)
        );
        let from = filing.document.country.trim();
        let from = country::name(from).map_or(from, |name| name.say(self.language));
        let degrees = filing.education.iter().map(|degree| {
            let when = if degree.year.trim().is_empty() {
                String::new()
            } else {
                let (year, month) = (without(&degree.year, '年'), without(&degree.month, '月'));
                self.say.with("in-month", &[("year", year.into()), ("month", month.into())])
            };
            let level = self.term("degree-level", &degree.level);
            let proof = match degree.proof.trim() {
                "" => String::new(),
                proof => self.say.with("degree-proof", &[("proof", proof.into())]),
            };
            let form = self.term("study-form", &degree.study_form);
            joined(&[&level, &degree.discipline, &degree.school, &form, &when, &proof])
        });
        let work = &filing.work;
        let years = match without(&work.years, '年') {
            "" => String::new(),
            years => self.say.with("years", &[("years", years.into())]),
        };
        let standing = filing.standing.iter().map(|code| self.term("standing", code));
        let voices = dossier.voices.iter().map(|voice| self.voice(voice));
        let fact = |key: &str, lines: Vec<String>| Fact { label: self.say.owned(key), lines };
        [
            fact("fact-document", vec![joined(&[&document, from])]),
            fact("fact-contact", vec![joined(&[&mask::phone(&filing.phone), &mask::mail(&dossier.mail)])]),
            fact("fact-degrees", degrees.collect()),
            fact(
                "fact-title",
                vec![joined(&[
                    &filing.title.name,
                    &self.term("title-level", &filing.title.level),
                    &self.term("skill-level", &filing.skill_level),
                ])],
            ),
            fact(
                "fact-work",
                vec![joined(&[
                    &work.employer,
                    &work.position,
                    &self.term("position-level", &work.position_level),
                    &years,
                ])],
            ),
            fact(
                "fact-sector",
                vec![sector.map(|sector| policy.sector(sector).say(self.language).to_owned()).unwrap_or_default()],
            ),
            fact("fact-standing", standing.collect()),
            fact("fact-orcid", vec![filing.orcid.trim().to_owned()]),
            fact("fact-placement", vec![self.term("placement", &filing.placement)]),
            fact("fact-voices", voices.collect()),
        ]
        .into_iter()
        .map(|fact| Fact { lines: fact.lines.into_iter().filter(|line| !line.is_empty()).collect(), ..fact })
        .filter(|fact| !fact.lines.is_empty())
        .collect()
    }

    /// The receipt, whether others recommended the person, and when it was filed.
    fn origin(&self) -> String {
        let case = &self.opened.case;
        let by = if self.opened.dossier.voices.is_empty() { "self" } else { "referral" };
        let (receipt, day) = (case.receipt.to_string(), self.day(case.stage.filed_on()));
        self.say.with("origin", &[("by", by.into()), ("receipt", receipt.into()), ("day", day.into())])
    }

    /// Who recommended the person, how they know each other, and why (Article 16); as which recommender, if they said so.
    fn voice(&self, voice: &Voice) -> String {
        let relationship = self.term("relationship", voice.relationship.code());
        let mut arguments = vec![
            ("name", voice.name.as_str().into()),
            ("relationship", relationship.into()),
            ("why", voice.why.as_str().into()),
        ];
        let Some(RecommenderRef { number, title, unit, .. }) = &voice.recommender else {
            return self.say.with("voice", &arguments);
        };
        arguments.push(("number", number.to_string().into()));
        arguments.push(("title", title.say(self.language).into()));
        arguments.push(("unit", unit.say(self.language).into()));
        self.say.with("voice-stated", &arguments)
    }

    fn clauses(&self) -> Vec<ClauseRow> {
        let compared = view::compared(&self.opened.dossier, self.about, self.today, self.readings);
        compared.into_iter().map(|row| self.clause(row)).collect()
    }

    fn clause(&self, row: Compared) -> ClauseRow {
        let Compared { now, shown, claimed } = row;
        let files = self.files(Shows::Clause(now.category));
        let said = |outcome: domain::Outcome| self.term("outcome", outcome.code());
        ClauseRow {
            clause: now.clause.to_string(),
            name: self.about.policy.category(now.category).name.say(self.language).to_owned(),
            claimed,
            mark: conditions::mark(now.outcome),
            outcome: said(now.outcome),
            shown: shown
                .map_or_else(String::new, |shown| self.say.with("shown-then", &[("outcome", said(shown).into())])),
            why: now.why.say(self.language).to_owned(),
            open_point: now.open_point.map_or_else(String::new, |point| point.code().to_owned()),
            interpretation: now.interpretation.map(|id| self.frame.to(format!("/interpretations#{id}"))),
            evidence: now.evidence.say(self.language).to_owned(),
            bare: if claimed && files.is_empty() { self.say.owned("evidence-none") } else { String::new() },
            files,
        }
    }

    fn files(&self, shows: Shows) -> Vec<FileShown> {
        shown::of(&self.opened.dossier.evidence, shows, self.opened.case.id, &self.say)
    }

    fn papers(&self, shows: Shows) -> Papers {
        let files = self.files(shows);
        let bare = if files.is_empty() { self.say.owned("evidence-none") } else { String::new() };
        Papers { heading: self.say.owned(format!("evidence-{}", shows.code())), files, bare }
    }

    fn next_act(&self, hand: Hand) -> String {
        let act = self.opened.case.next_act().unwrap_or(hand.next_act());
        self.about.policy.act(act).say(self.language).to_owned()
    }

    pub fn holder(&self, hand: Hand) -> String {
        match hand.holder() {
            Holder::EmployingUnit if self.about.unit.is_none() => self.say.owned("unit-not-yet"),
            Holder::EmployingUnit => self.about.unit(self.language),
            other => self.about.policy.holder(other).say(self.language).to_owned(),
        }
    }

    /// What a code is called; a code that is none is shown as it is.
    pub fn term(&self, section: &str, code: &str) -> String {
        term(section, code.trim()).map_or_else(|| code.trim().to_owned(), |term| term.say(self.language).to_owned())
    }

    pub fn day(&self, on: NaiveDate) -> String {
        date::day(on, self.language).words
    }
}
