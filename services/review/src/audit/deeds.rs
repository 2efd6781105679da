//! The deeds of this service's trail, with words for each.
//! One that is done no more stays in the list: the trail keeps its rows.

use kit::html::{Choice, Say};

pub const DEEDS: [&str; 97] = [
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
];

/// In words; a deed that only another version of the program knows, by its code.
pub fn words(say: &Say, deed: &str) -> String {
    if DEEDS.contains(&deed) { say.it(format!("deed-{}", deed.replace('.', "-"))) } else { deed.to_owned() }
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

    /// Every deed that an act of this service, of kit or of an operator's command is begun with.
    fn done() -> BTreeSet<String> {
        let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut found = BTreeSet::new();
        for folder in ["review/src", "yincai/src", "../shared/kit/src"] {
            for file in sources(&services.join(folder)) {
                let text = std::fs::read_to_string(file).expect("a source");
                let begun = [".act(", ".begin(", "begin(house", "let deed =", "fn deed("]
                    .iter()
                    .flat_map(|start| text.split(start).skip(1));
                let statements = begun.map(|rest| rest.split_once(';').map_or(rest, |(statement, _)| statement));
                let literals = statements.flat_map(|statement| statement.split('"').skip(1).step_by(2));
                found.extend(literals.filter(|word| is_deed(word)).map(str::to_owned));
            }
        }
        found
    }

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let inside = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let (folders, files): (Vec<_>, Vec<_>) = inside.partition(|path| path.is_dir());
        let is_source =
            |path: &PathBuf| path.to_str().is_some_and(|path| path.ends_with(".rs") && !path.ends_with("tests.rs"));
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
        assert!(done.contains("case.look") && done.contains("officer.lock") && done.len() > 20, "{done:?}");
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
