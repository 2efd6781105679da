//! What changed from one revision to the next, line by line, as `del` and `ins`: filing, files and answers.

use contract::{Dossier, Evidence};
use domain::ItemAnswer;
use kit::html::{date, mask};

use super::case::{Fact, View};
use crate::evidence::shown::FileShown;

/// What one correction changed.
pub struct Changed {
    pub heading: String,
    pub when: date::When,
    pub facts: Vec<Difference>,
}

/// One thing stated, before and after.
pub struct Difference {
    pub label: String,
    pub before: Vec<Line>,
    pub after: Vec<Line>,
}

pub struct Line {
    pub words: String,
    /// The file that the line is about; none where it is about none.
    pub file: Option<FileShown>,
}

impl Line {
    fn plain(words: String) -> Line {
        Line { words, file: None }
    }
}

/// The latest correction first.
pub fn between_revisions(view: &View) -> Vec<Changed> {
    let pairs = view.revisions.iter().zip(view.revisions.iter().skip(1));
    let changed = pairs.map(|(before, after)| Changed {
        heading: view.say.with("revision", &[("revision", after.dossier.revision.into())]),
        when: date::day(after.on, view.language),
        facts: differences(view, &before.dossier, &after.dossier),
    });
    changed.collect::<Vec<_>>().into_iter().rev().collect()
}

fn differences(view: &View, before: &Dossier, after: &Dossier) -> Vec<Difference> {
    let (old, new) = (stated(view, before), stated(view, after));
    let mut labels: Vec<&String> = new.iter().map(|fact| &fact.label).collect();
    labels.extend(old.iter().map(|fact| &fact.label).filter(|label| !new.iter().any(|fact| fact.label == **label)));
    let lines = |facts: &[Fact], label: &String| -> Vec<String> {
        facts.iter().find(|fact| fact.label == *label).map(|fact| fact.lines.clone()).unwrap_or_default()
    };
    let difference = |label: &String| {
        let (was, is) = (lines(&old, label), lines(&new, label));
        let only = |these: &[String], those: &[String]| -> Vec<Line> {
            these.iter().filter(|line| !those.contains(line)).cloned().map(Line::plain).collect()
        };
        Difference { label: label.clone(), before: only(&was, &is), after: only(&is, &was) }
    };
    let beside = [files(view, before, after), answers(view, before, after)];
    let all = labels.into_iter().map(difference).chain(beside);
    let mut differences: Vec<_> = all.filter(|one| !one.before.is_empty() || !one.after.is_empty()).collect();
    differences.extend(hidden(view, before, after));
    differences
}

/// A file that was replaced under its own name is another one.
fn files(view: &View, before: &Dossier, after: &Dossier) -> Difference {
    let line = |one: &Evidence| Line {
        words: view.to_show(one.shows),
        file: Some(FileShown::of(one, view.opened.case.id, &view.say)),
    };
    let only = |these: &[Evidence], those: &[Evidence]| -> Vec<Line> {
        let is_there = |one: &Evidence| {
            let same = |other: &Evidence| (other.id, other.shows, &other.label) == (one.id, one.shows, &one.label);
            those.iter().any(same)
        };
        these.iter().filter(|one| !is_there(one)).map(line).collect()
    };
    let (was, is) = (&before.evidence, &after.evidence);
    Difference { label: view.say.owned("changed-files"), before: only(was, is), after: only(is, was) }
}

/// What the applicant says to the items that were asked for, each with what was wanted.
fn answers(view: &View, before: &Dossier, after: &Dossier) -> Difference {
    let only = |these: &[ItemAnswer], those: &[ItemAnswer]| -> Vec<Line> {
        these.iter().filter(|one| !those.contains(one)).map(|one| Line::plain(answer(view, one))).collect()
    };
    let (was, is) = (&before.answers, &after.answers);
    Difference { label: view.say.owned("changed-answers"), before: only(was, is), after: only(is, was) }
}

fn answer(view: &View, answer: &ItemAnswer) -> String {
    let case = &view.opened.case;
    let mut items = case.returns.iter().chain(case.stage.open_returns()).flat_map(|returned| returned.items());
    let name = items.find(|item| item.number == answer.number).map_or("", |item| item.name.as_str());
    view.joined(&[name, &answer.words])
}

/// Everything that can be shown, the name and the statement included.
fn stated(view: &View, dossier: &Dossier) -> Vec<Fact> {
    let filing = &dossier.filing;
    let one = |key: &str, line: &str| Fact {
        label: view.say.owned(key),
        lines: line.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    };
    let mut facts = vec![one("col-name", &filing.name)];
    facts.extend(view.facts(dossier));
    facts.push(one("clauses", &filing.claimed.join("\n")));
    facts.push(one("remark", &filing.remark));
    facts
}

/// What is masked alike and differs all the same is said to differ, and no more.
fn hidden(view: &View, before: &Dossier, after: &Dossier) -> Vec<Difference> {
    let said = |key: &str, differs: bool, shown: bool| {
        let line = Line::plain(view.say.owned("changed-masked"));
        (differs && !shown).then(|| Difference { label: view.say.owned(key), before: Vec::new(), after: vec![line] })
    };
    let masked = |dossier: &Dossier| {
        let contact = (mask::phone(&dossier.filing.phone), mask::mail(&dossier.mail));
        (mask::document(&dossier.filing.document.number), contact)
    };
    let ((old_document, old_contact), (new_document, new_contact)) = (masked(before), masked(after));
    let (old, new) = (&before.filing, &after.filing);
    let is_reached_otherwise = old.phone != new.phone || before.mail != after.mail;
    [
        said("fact-document", old.document.number != new.document.number, old_document != new_document),
        said("fact-contact", is_reached_otherwise, old_contact != new_contact),
    ]
    .into_iter()
    .flatten()
    .collect()
}
