//! What changed from one revision of the filing to the next, line by line, as `del` and `ins`.

use domain::FilingInput;
use kit::html::date;

use super::case::{Fact, View};

/// What one correction changed.
pub struct Changed {
    pub heading: String,
    pub when: date::When,
    pub facts: Vec<Difference>,
}

/// One thing stated, before and after.
pub struct Difference {
    pub label: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// The latest correction first.
pub fn between_revisions(view: &View) -> Vec<Changed> {
    let pairs = view.revisions.iter().zip(view.revisions.iter().skip(1));
    let changed = pairs.map(|(before, after)| Changed {
        heading: view.say.with("revision", &[("revision", after.dossier.revision.into())]),
        when: date::day(after.on, view.language),
        facts: differences(view, &before.dossier.filing, &after.dossier.filing),
    });
    changed.collect::<Vec<_>>().into_iter().rev().collect()
}

fn differences(view: &View, before: &FilingInput, after: &FilingInput) -> Vec<Difference> {
    let (old, new) = (stated(view, before), stated(view, after));
    let mut labels: Vec<&String> = new.iter().map(|fact| &fact.label).collect();
    labels.extend(old.iter().map(|fact| &fact.label).filter(|label| !new.iter().any(|fact| fact.label == **label)));
    let lines = |facts: &[Fact], label: &String| -> Vec<String> {
        facts.iter().find(|fact| fact.label == *label).map(|fact| fact.lines.clone()).unwrap_or_default()
    };
    let difference = |label: &String| {
        let (was, is) = (lines(&old, label), lines(&new, label));
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|line| !those.contains(line)).cloned().collect()
        };
        Difference { label: label.clone(), before: only(&was, &is), after: only(&is, &was) }
    };
    let mut differences: Vec<_> =
        labels.into_iter().map(difference).filter(|one| !one.before.is_empty() || !one.after.is_empty()).collect();
    differences.extend(hidden(view, before, after));
    differences
}

/// Everything that can be shown, the name and the statement included.
fn stated(view: &View, filing: &FilingInput) -> Vec<Fact> {
    let one = |key: &str, line: &str| Fact {
        label: view.say.owned(key),
        lines: line.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    };
    let mut facts = vec![one("col-name", &filing.name)];
    facts.extend(view.facts(filing));
    facts.push(one("clauses", &filing.claimed.join("\n")));
    facts.push(one("remark", &filing.remark));
    facts
}

/// What is masked alike and differs all the same is said to differ, and no more.
fn hidden(view: &View, before: &FilingInput, after: &FilingInput) -> Vec<Difference> {
    let said = |key: &str, differs: bool, shown: bool| {
        let line = view.say.owned("changed-masked");
        (differs && !shown).then(|| Difference { label: view.say.owned(key), before: Vec::new(), after: vec![line] })
    };
    let masked = |filing: &FilingInput| {
        (kit::html::mask::document(&filing.document.number), kit::html::mask::phone(&filing.phone))
    };
    let ((old_document, old_phone), (new_document, new_phone)) = (masked(before), masked(after));
    [
        said("fact-document", before.document.number != after.document.number, old_document != new_document),
        said("fact-contact", before.phone != after.phone, old_phone != new_phone),
    ]
    .into_iter()
    .flatten()
    .collect()
}
