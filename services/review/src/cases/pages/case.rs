//! One case on one page: what was filed, each clause, the way it came, and the next act as a form.

use askama::Template;
use chrono::NaiveDate;
use domain::{Calendar, Category, FilingInput, Hand, Holder, Language, Policy, Post, Reason, term};
use kit::html::{Choice, Form, Frame, Say, date, mask};

use super::way::{Ending, Entry, HandShown};
use super::{NO_CLAUSE, hands_of};
use crate::cases::store::{self, Opened};
use crate::cases::view::{self, Compared};
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
    due: String,
    late: bool,
    used: String,
    hands: Vec<HandShown>,
    ending: Option<Ending>,
    facts: Vec<Fact>,
    remark: String,
    clauses: Vec<ClauseRow>,
    policy: String,
    log: Vec<Entry>,
    waiting_for: String,
}

struct Fact {
    label: String,
    lines: Vec<String>,
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
    evidence: String,
}

struct ActShown {
    heading: String,
    agree: String,
    agree_hint: String,
    version: i64,
    /// Whether this act is the official reply.
    replies: bool,
    clauses: Vec<Choice>,
    reasons: Vec<Choice>,
}

impl CasePage {
    pub fn new(frame: Frame, officer: Officer, opened: &Opened, post: &Post, form: Form, today: NaiveDate) -> CasePage {
        let say = words::say(frame.language());
        let view = View { say, language: frame.language(), opened, post, today };
        let act = opened.case.hand().filter(|hand| hands_of(&officer).contains(hand)).map(|hand| view.act(hand));
        CasePage { case: view.case(), act, officer: Some(officer), say, frame, form }
    }
}

/// What the page is made from.
pub struct View<'a> {
    pub say: Say,
    pub language: Language,
    pub opened: &'a Opened,
    post: &'a Post,
    today: NaiveDate,
}

impl View<'_> {
    fn case(&self) -> CaseShown {
        let (policy, calendar) = (Policy::standard(), Calendar::standard());
        let (case, filing) = (&self.opened.case, &self.opened.dossier.filing);
        let due = store::due(case);
        let used = case.hand().zip(case.stage.held_since()).map(|(hand, since)| {
            let used = calendar.working_days_between(since, self.today);
            self.say.with("used", &[("used", used.into()), ("limit", policy.promised_days(hand).into())])
        });
        CaseShown {
            path: format!("/staff/cases/{}", case.id),
            name: filing.name.trim().to_owned(),
            receipt: case.receipt.to_string(),
            origin: self.say.with(
                "origin",
                &[("receipt", case.receipt.to_string().into()), ("day", self.day(case.stage.filed_on()).into())],
            ),
            due: due.map_or_else(String::new, |due| {
                let key = if due.estimated { "due-estimated" } else { "due" };
                self.say.with(key, &[("day", self.day(due.date).into())])
            }),
            late: due.is_some_and(|due| due.date <= self.today),
            used: used.unwrap_or_default(),
            hands: self.hands(),
            ending: self.ending(),
            facts: self.facts(filing),
            remark: filing.remark.trim().to_owned(),
            clauses: view::compared(&self.opened.dossier, self.today).into_iter().map(|row| self.clause(row)).collect(),
            policy: self.say.with(
                "policy",
                &[("then", self.opened.dossier.policy.as_str().into()), ("now", policy.version().into())],
            ),
            log: self.log(),
            waiting_for: case.hand().map_or_else(String::new, |hand| {
                self.say
                    .with("waiting-for", &[("holder", self.holder(hand).into()), ("act", self.next_act(hand).into())])
            }),
        }
    }

    fn facts(&self, filing: &FilingInput) -> Vec<Fact> {
        let (policy, post) = (Policy::standard(), self.post);
        let sector = domain::Sector::from_code(filing.sector.trim());
        let joined = |parts: &[&str]| {
            let filled = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
            filled.collect::<Vec<_>>().join(&self.say.it("comma"))
        };
        let document = format!(
            "{} {}",
            self.term("document-kind", &filing.document.kind),
            mask::document(&filing.document.number)
        );
        let degrees = filing.education.iter().map(|degree| {
            let when = if degree.year.trim().is_empty() {
                String::new()
            } else {
                self.say.with("in-month", &[("year", degree.year.trim().into()), ("month", degree.month.trim().into())])
            };
            let level = self.term("degree-level", &degree.level);
            joined(&[&level, &degree.discipline, &degree.school, &self.term("study-form", &degree.study_form), &when])
        });
        let work = &filing.work;
        let years = match work.years.trim() {
            "" => String::new(),
            years => self.say.with("years", &[("years", years.into())]),
        };
        let standing = filing.standing.iter().map(|code| self.term("standing", code));
        let fact = |key: &str, lines: Vec<String>| Fact { label: self.say.it(key), lines };
        [
            fact(
                "fact-post",
                vec![joined(&[post.title.say(self.language), post.unit.name.say(self.language), &post.number])],
            ),
            fact(
                "fact-mode",
                vec![joined(&[
                    policy.mode(post.mode).say(self.language),
                    policy.sector(post.sector).say(self.language),
                ])],
            ),
            fact("fact-document", vec![document]),
            fact("fact-contact", vec![joined(&[&mask::phone(&filing.phone), &mask::mail(&self.opened.dossier.mail)])]),
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
            fact("fact-placement", vec![self.term("placement", &filing.placement)]),
        ]
        .into_iter()
        .map(|fact| Fact { lines: fact.lines.into_iter().filter(|line| !line.is_empty()).collect(), ..fact })
        .filter(|fact| !fact.lines.is_empty())
        .collect()
    }

    fn clause(&self, row: Compared) -> ClauseRow {
        let Compared { now, shown, claimed } = row;
        let said = |outcome: domain::Outcome| self.term("outcome", outcome.code());
        ClauseRow {
            clause: now.clause.to_string(),
            name: Policy::standard().category(now.category).name.say(self.language).to_owned(),
            claimed,
            mark: match now.outcome {
                domain::Outcome::Met => "met",
                domain::Outcome::NotMet => "not",
                domain::Outcome::NeedsEvidence => "need",
                domain::Outcome::TextOpen => "open",
                domain::Outcome::NotKnown => "wait",
            },
            outcome: said(now.outcome),
            shown: shown
                .map_or_else(String::new, |shown| self.say.with("shown-then", &[("outcome", said(shown).into())])),
            why: now.why.say(self.language).to_owned(),
            open_point: now.open_point.map_or_else(String::new, |point| point.code().to_owned()),
            evidence: now.evidence.say(self.language).to_owned(),
        }
    }

    fn act(&self, hand: Hand) -> ActShown {
        let claimed = |category: &Category| {
            self.opened.dossier.filing.claimed.iter().any(|code| *code == category.clause().to_string())
        };
        let mut categories = Category::ALL.to_vec();
        categories.sort_by_key(|category| !claimed(category));
        let choice = |category: Category| {
            let name = Policy::standard().category(category).name.say(self.language);
            Choice::new(category.code(), format!("{} {name}", category.clause()))
        };
        let no_clause = Choice::new(NO_CLAUSE, self.say.it("rests-on-none"));
        let reason = |reason: Reason| Choice::new(reason.code(), reason.words().say(self.language));
        let heading = self.opened.case.next_act().map(|act| Policy::standard().act(act).say(self.language).to_owned());
        ActShown {
            heading: heading.clone().unwrap_or_default(),
            agree: heading.unwrap_or_default(),
            agree_hint: hand.clause().say(self.language),
            version: self.opened.case.version,
            replies: hand == Hand::PrefectureReview,
            clauses: categories.into_iter().map(choice).chain([no_clause]).collect(),
            reasons: Reason::offered_at(hand).into_iter().map(reason).collect(),
        }
    }

    fn next_act(&self, hand: Hand) -> String {
        Policy::standard().next_act(hand).say(self.language).to_owned()
    }

    pub fn holder(&self, hand: Hand) -> String {
        match hand.holder() {
            Holder::EmployingUnit => self.post.unit.name.say(self.language).to_owned(),
            other => Policy::standard().holder(other).say(self.language).to_owned(),
        }
    }

    /// What a code is called; a code that is none is shown as it is.
    fn term(&self, section: &str, code: &str) -> String {
        term(section, code.trim()).map_or_else(|| code.trim().to_owned(), |term| term.say(self.language).to_owned())
    }

    pub fn day(&self, on: NaiveDate) -> String {
        date::day(on, self.language).words
    }
}
