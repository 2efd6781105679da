//! Consents as they were given: for which purpose, to which version of its text, and when (Article 16).
//! The boxes of a filing only say which are ticked; nothing but a tick to the words of today dates a consent anew.

use contract::Consent;
use domain::nomination::Stage;
use domain::{ConsentKind, FilingInput, Refusal};
use kit::Instant;

use super::store::Kept;

/// Before each consent was kept with its version there was one version of every text.
const FIRST_VERSION: u32 = 1;

/// Those of a filing from before, which kept only what was ticked.
pub fn from_before(filing: &FilingInput, at: Instant) -> Vec<Consent> {
    ticked(filing).map(|purpose| Consent { purpose, unit: None, version: FIRST_VERSION, at: at.0 }).collect()
}

/// Those of a draft that begins with this.
pub fn first(filing: &FilingInput, at: Instant) -> Vec<Consent> {
    ticked(filing).map(|purpose| now(purpose, at)).collect()
}

/// Of the needed ones those that are ticked, but were given to earlier words than those of today.
pub fn outdated(filing: &FilingInput, given: &[Consent], needed: &[ConsentKind]) -> Vec<ConsentKind> {
    let asked = needed.iter().copied().filter(|purpose| ticked(filing).any(|one| one == *purpose));
    asked.filter(|purpose| !is_current(given, *purpose)).collect()
}

/// The same, as what the filing is refused for.
pub fn refused(filing: &FilingInput, given: &[Consent], needed: &[ConsentKind]) -> Vec<Refusal> {
    outdated(filing, given, needed).into_iter().map(ConsentKind::outdated).collect()
}

/// The one that holds of each needed purpose: the last.
pub fn in_force(given: &[Consent], needed: &[ConsentKind]) -> Vec<Consent> {
    needed.iter().filter_map(|purpose| given.iter().rfind(|one| one.purpose == *purpose).cloned()).collect()
}

/// After the boxes themselves were answered: what is ticked is given to the words of today.
pub fn answered(kept: &Kept, filing: &FilingInput, at: Instant) -> Vec<Consent> {
    given(kept, filing, at, |_| true)
}

/// After something else was typed, or the whole filing: a box that was ticked before says nothing about new words.
pub fn along(kept: &Kept, filing: &FilingInput, at: Instant) -> Vec<Consent> {
    given(kept, filing, at, |purpose| !ticked(kept.typed()).any(|one| one == purpose))
}

/// What was sent stays; in a draft only what is ticked does.
fn given(kept: &Kept, filing: &FilingInput, at: Instant, gives: impl Fn(ConsentKind) -> bool) -> Vec<Consent> {
    let mut given = kept.consents.clone();
    if kept.nomination.stage == Stage::Draft {
        given.retain(|one| ticked(filing).any(|purpose| purpose == one.purpose));
    }
    for purpose in ticked(filing) {
        if gives(purpose) && !is_current(&given, purpose) {
            given.push(now(purpose, at));
        }
    }
    given
}

fn now(purpose: ConsentKind, at: Instant) -> Consent {
    Consent { purpose, unit: None, version: purpose.version(), at: at.0 }
}

fn is_current(given: &[Consent], purpose: ConsentKind) -> bool {
    given.iter().any(|one| one.purpose == purpose && one.version >= purpose.version())
}

fn ticked(filing: &FilingInput) -> impl Iterator<Item = ConsentKind> + '_ {
    ConsentKind::ALL.into_iter().filter(|purpose| filing.consents.iter().any(|code| code.trim() == purpose.code()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nominations::pages::samples;

    const THEN: Instant = Instant(7);
    const NOW: Instant = Instant(8);

    fn filing(codes: &[&str]) -> FilingInput {
        FilingInput { consents: codes.iter().map(|code| (*code).to_owned()).collect(), ..FilingInput::default() }
    }

    fn kept(stage: Stage, codes: &[&str], version: u32) -> Kept {
        let filing = filing(codes);
        let given = from_before(&filing, THEN).into_iter().map(|one| Consent { version, ..one });
        Kept { consents: given.collect(), filing, ..samples::kept(stage, None) }
    }

    fn versions(given: &[Consent]) -> Vec<(&'static str, u32, i64)> {
        given.iter().map(|one| (one.purpose.code(), one.version, one.at)).collect()
    }

    #[test]
    fn an_earlier_text_is_agreed_to_anew_only_where_its_boxes_are_answered() {
        let draft = kept(Stage::Draft, &["review", "mail"], 0);
        assert_eq!(
            outdated(&draft.filing, &draft.consents, &ConsentKind::ALL),
            [ConsentKind::Review, ConsentKind::Mail]
        );
        let along = along(&draft, &draft.filing, NOW);
        assert_eq!(versions(&along), [("review", 0, 7), ("mail", 0, 7)]);
        let again = answered(&draft, &filing(&["review"]), NOW);
        assert_eq!(versions(&again), [("review", 0, 7), ("review", 1, 8)]);
        assert_eq!(versions(&in_force(&again, &ConsentKind::ALL)), [("review", 1, 8)]);
        assert!(outdated(&filing(&["review"]), &again, &ConsentKind::ALL).is_empty());
    }

    #[test]
    fn what_was_sent_keeps_the_day_on_which_it_was_given() {
        let sent = kept(samples::submitted(), &["review", "mail"], 1);
        assert_eq!(versions(&answered(&sent, &sent.filing, NOW)), [("review", 1, 7), ("mail", 1, 7)]);
        let dropped = answered(&sent, &filing(&["review", "hand-over"]), NOW);
        assert_eq!(versions(&dropped), [("review", 1, 7), ("mail", 1, 7), ("hand-over", 1, 8)]);
    }
}
