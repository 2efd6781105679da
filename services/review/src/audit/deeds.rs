//! The deeds of this service's trail, with words for each.
//! One that is done no more stays in the list: the trail keeps its rows.

use kit::html::{Choice, Say};

pub const DEEDS: [&str; 102] = [
    "case.open",
    "case.correct",
    "case.hand-over",
    "case.hear-voice",
    "case.hear-reminder",
    "case.contest",
    "case.withdraw",
    "case.erase",
    "case.extract",
    "case.make-findable",
    "case.list",
    "case.find",
    "case.look",
    "case.unmask",
    "case.pass",
    "case.return",
    "case.remind",
    "case.propose",
    "case.reply",
    "case.reject",
    "case.reconsider",
    "evidence.look",
    "letter.follow",
    "letter.ask-again",
    "plan.issue",
    "plan.download",
    "plan.open",
    "plan.amend",
    "plan.declare",
    "plan.pass",
    "plan.posts",
    "plan.opine",
    "plan.ask",
    "plan.return",
    "plan.refuse",
    "plan.ratify",
    "post.draft",
    "post.import",
    "post.save",
    "post.pass",
    "post.return",
    "post.follow",
    "post.recall",
    "post.refuse",
    "delegation.make",
    "delegation.end",
    "register.fill",
    "unit.add",
    "unit.change",
    "unit.close",
    "unit.import",
    "department.add",
    "department.change",
    "department.close",
    "department.import",
    "recommender.add",
    "recommender.change",
    "recommender.close",
    "recommender.import",
    "recommender.tell",
    "interpretation.draft",
    "interpretation.change",
    "interpretation.opine",
    "interpretation.publish",
    "interpretation.end",
    "officer.hire",
    "officer.move",
    "officer.lock",
    "officer.unlock",
    "officer.reset",
    "officer.seat",
    "officer.stand-down",
    "officer.sign-in",
    "officer.token",
    "officer.token-renewed",
    "officer.token-copied",
    "officer.token-revoked",
    "officer.step-up",
    "officer.sign-out",
    "officer.end-session",
    "officer.end-other-sessions",
    "audit.list",
    "audit.export",
    "backup.create",
    "backup.restore",
    "database.copy",
    "outbox.replay",
    "event.park",
    "event.retry",
    "event.find",
    "event.skip",
    "due.park",
    "form.keep",
    "form.forget",
    "log.blank",
    "parked.note",
    "parked.strike",
    "parked.retry",
    "parked.skip",
    "housekeeping.plan",
    "housekeeping.tidy",
    "housekeeping",
];

/// In words; a deed that only another version of the program knows, by its code.
pub fn words(say: &Say, deed: &str) -> String {
    if DEEDS.contains(&deed) { say.owned(format!("deed-{}", deed.replace('.', "-"))) } else { deed.to_owned() }
}

pub fn choices(say: &Say) -> Vec<Choice> {
    DEEDS.into_iter().map(|deed| Choice::new(deed, words(say, deed))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use domain::Language;

    use super::*;
    use crate::words::say;

    /// Those that the trail keeps rows of and nobody does any more.
    const DONE_NO_MORE: [&str; 1] = ["housekeeping"];

    /// Every deed of this service, of kit and of an operator's commands: what an act is begun with, and in whatever other way a
    /// deed is handed on, each word of the kind of a known one.
    fn done() -> BTreeSet<String> {
        let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let nouns: BTreeSet<&str> = DEEDS.iter().filter_map(|deed| Some(deed.split_once('.')?.0)).collect();
        let is_of_a_kind = |word: &str| word.split_once('.').is_some_and(|(noun, _)| nouns.contains(noun));
        let mut found = BTreeSet::new();
        for folder in ["review/src", "yincai/src", "../shared/kit/src"] {
            for file in sources(&services.join(folder)) {
                let text = std::fs::read_to_string(file).expect("a source");
                let text = text.split("mod tests {").next().unwrap_or_default();
                let begun = [".act(", ".begin(", "begin(house", "let deed =", "fn deed("]
                    .iter()
                    .flat_map(|start| text.split(start).skip(1));
                let statements = begun.map(|rest| rest.split_once(';').map_or(rest, |(statement, _)| statement));
                let literals = statements.flat_map(|statement| statement.split('"').skip(1).step_by(2));
                let others = text.split('"').filter(|word| is_of_a_kind(word));
                found.extend(literals.chain(others).filter(|word| is_deed(word)).map(str::to_owned));
            }
        }
        found
    }

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let inside = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let (folders, files): (Vec<_>, Vec<_>) = inside.partition(|path| path.is_dir());
        // This list itself does nothing.
        let is_source = |path: &PathBuf| {
            let path = path.to_str().unwrap_or_default();
            path.ends_with(".rs") && !path.ends_with("tests.rs") && !path.ends_with("deeds.rs")
        };
        files.into_iter().filter(is_source).chain(folders.iter().flat_map(|folder| sources(folder))).collect()
    }

    fn is_deed(word: &str) -> bool {
        let letters =
            |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        word.split_once('.').is_some_and(|(noun, verb)| letters(noun) && letters(verb))
    }

    #[test]
    fn every_deed_that_is_done_here_has_words() {
        let done = done();
        let unseen: Vec<_> = DEEDS.into_iter().filter(|deed| !done.contains(*deed)).collect();
        assert_eq!(unseen, DONE_NO_MORE, "the search of the sources misses them, or they are done no more");
        let unnamed: Vec<_> = done.iter().filter(|deed| !DEEDS.contains(&deed.as_str())).collect();
        assert!(unnamed.is_empty(), "{unnamed:?} lack words in `locales` and a place in DEEDS");
        for say in Language::ALL.map(say) {
            for deed in DEEDS {
                assert!(!words(&say, deed).contains('⟦'), "{deed}");
            }
            assert_eq!(words(&say, "case.of-old"), "case.of-old");
        }
    }
}
