//! A file as the case's page lists it.

use contract::Evidence;
use domain::{CaseId, Shows};
use kit::files;
use kit::html::Say;

pub struct FileShown {
    pub name: String,
    pub label: String,
    pub about: String,
    /// What its name claims to be and is not.
    pub otherwise: String,
    /// Below `/staff`, without the language.
    pub path: String,
}

/// The files that came for one thing.
pub fn of(evidence: &[Evidence], shows: Shows, case: CaseId, say: &Say) -> Vec<FileShown> {
    evidence.iter().filter(|one| one.shows == shows).map(|one| FileShown::of(one, case, say)).collect()
}

/// The files that came for an item that was asked for.
pub fn for_item(evidence: &[Evidence], number: u16, case: CaseId, say: &Say) -> Vec<FileShown> {
    evidence.iter().filter(|one| one.item == Some(number)).map(|one| FileShown::of(one, case, say)).collect()
}

impl FileShown {
    fn of(evidence: &Evidence, case: CaseId, say: &Say) -> FileShown {
        let kind = evidence.file.kind;
        let size = files::in_words(evidence.file.size);
        let about = match evidence.file.made_smaller_from().map(files::in_words) {
            Some(from) => say.with(
                "evidence-about-smaller",
                &[("kind", kind.word().into()), ("size", size.into()), ("from", from.into())],
            ),
            None => say.with("evidence-about", &[("kind", kind.word().into()), ("size", size.into())]),
        };
        let otherwise = match evidence.file.fits_name(&evidence.name) {
            true => String::new(),
            false => say.with("evidence-otherwise", &[("kind", kind.word().into())]),
        };
        FileShown {
            about,
            otherwise,
            path: format!("/staff/cases/{case}/evidence/{}", evidence.id),
            name: evidence.name.clone(),
            label: evidence.label.clone(),
        }
    }
}
