//! Consents as they were given: for which purpose, to which version of its text, and when (Article 16).
//! The boxes of a filing only say which are ticked; nothing but a tick to the words of today dates a consent anew.

use contract::Consent;
use domain::nomination::Stage;
use domain::{ConsentKind, FilingInput, Refusal};
use kit::Instant;

use super::store::Kept;

/// The version of every text where none is said: there was one before each consent was kept with its own, and whoever does not
/// say which text they showed has not heard of another.
pub const FIRST_VERSION: u32 = 1;

/// A box that is ticked, as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    pub purpose: ConsentKind,
    /// Of the text that stood beside it; none where that is not said.
    version: Option<u32>,
}

impl Tick {
    fn given(self, at: Instant) -> Consent {
        let Tick { purpose, version } = self;
        Consent { purpose, unit: None, version: version.unwrap_or(FIRST_VERSION), at: at.0 }
    }
}

/// Takes off the boxes to which text each was ticked: the filing keeps only which are.
pub fn taken_off(filing: &mut FilingInput) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for written in &mut filing.consents {
        if let Some((purpose, version)) = ConsentKind::read(written) {
            ticks.push(Tick { purpose, version });
            *written = purpose.code().to_owned();
        }
    }
    ticks
}

/// Those of a filing from before, which kept only what was ticked.
pub fn from_before(filing: &FilingInput, at: Instant) -> Vec<Consent> {
    ticked(filing).map(|purpose| Tick { purpose, version: None }.given(at)).collect()
}

/// Those of a draft that begins with this.
pub fn first(ticks: &[Tick], at: Instant) -> Vec<Consent> {
    ticks.iter().map(|tick| tick.given(at)).collect()
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

/// After the boxes themselves were answered: what is ticked is given to the words that stood beside it.
pub fn answered(kept: &Kept, ticks: &[Tick], at: Instant) -> Vec<Consent> {
    given(kept, ticks, at, |_| true)
}

/// After something else was typed, or the whole filing: a box that was ticked before, and does not say to which words, says
/// nothing about new ones.
pub fn along(kept: &Kept, ticks: &[Tick], at: Instant) -> Vec<Consent> {
    given(kept, ticks, at, |tick| tick.version.is_some() || !kept.typed().ticks(tick.purpose))
}

/// What was sent stays; in a draft only what is ticked does.
fn given(kept: &Kept, ticks: &[Tick], at: Instant, gives: impl Fn(&Tick) -> bool) -> Vec<Consent> {
    let mut given = kept.consents.clone();
    if kept.nomination.stage == Stage::Draft {
        given.retain(|one| ticks.iter().any(|tick| tick.purpose == one.purpose));
    }
    for tick in ticks.iter().filter(|tick| gives(tick)) {
        let now = tick.given(at);
        if !given.iter().any(|one| one.purpose == now.purpose && one.version >= now.version) {
            given.push(now);
        }
    }
    given
}

fn is_current(given: &[Consent], purpose: ConsentKind) -> bool {
    given.iter().any(|one| one.purpose == purpose && one.version >= purpose.version())
}

fn ticked(filing: &FilingInput) -> impl Iterator<Item = ConsentKind> + '_ {
    ConsentKind::ALL.into_iter().filter(|purpose| filing.ticks(*purpose))
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

    /// The boxes that hold this.
    fn ticks(codes: &[&str]) -> Vec<Tick> {
        taken_off(&mut filing(codes))
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
        let along = along(&draft, &ticks(&["review", "mail"]), NOW);
        assert_eq!(versions(&along), [("review", 0, 7), ("mail", 0, 7)]);
        let again = answered(&draft, &ticks(&["review@1"]), NOW);
        assert_eq!(versions(&again), [("review", 0, 7), ("review", 1, 8)]);
        assert_eq!(versions(&in_force(&again, &ConsentKind::ALL)), [("review", 1, 8)]);
        assert!(outdated(&filing(&["review"]), &again, &ConsentKind::ALL).is_empty());
    }

    #[test]
    fn a_consent_is_given_to_the_words_that_were_shown_and_to_no_others() {
        let draft = kept(Stage::Draft, &[], 0);
        let stale = answered(&draft, &ticks(&["review@0", "mail@1"]), NOW);
        assert_eq!(versions(&stale), [("review", 0, 8), ("mail", 1, 8)]);
        let needed = [ConsentKind::Review, ConsentKind::Mail];
        assert_eq!(outdated(&filing(&["review", "mail"]), &stale, &needed), [ConsentKind::Review]);
        let agreed = Kept { consents: stale, filing: filing(&["review", "mail"]), ..draft };
        let again = answered(&agreed, &ticks(&["review@0", "mail@1"]), NOW);
        assert_eq!(versions(&again), [("review", 0, 8), ("mail", 1, 8)], "the same again is nothing new");
        let anew = along(&agreed, &ticks(&["review@1", "mail"]), NOW);
        assert_eq!(versions(&in_force(&anew, &needed)), [("review", 1, 8), ("mail", 1, 8)]);
        let mut future = filing(&["review@99", "mail@1"]);
        let read = taken_off(&mut future).iter().map(|tick| tick.purpose).collect::<Vec<_>>();
        assert_eq!((read, future.consents), (vec![ConsentKind::Mail], vec!["review@99".to_owned(), "mail".to_owned()]));
    }

    #[test]
    fn what_was_sent_keeps_the_day_on_which_it_was_given() {
        let sent = kept(samples::submitted(), &["review", "mail"], 1);
        assert_eq!(versions(&answered(&sent, &ticks(&["review", "mail"]), NOW)), [("review", 1, 7), ("mail", 1, 7)]);
        let dropped = answered(&sent, &ticks(&["review", "hand-over"]), NOW);
        assert_eq!(versions(&dropped), [("review", 1, 7), ("mail", 1, 7), ("hand-over", 1, 8)]);
    }
}
