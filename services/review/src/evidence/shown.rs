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
    pub fn of(evidence: &Evidence, case: CaseId, say: &Say) -> FileShown {
        let kind = evidence.file.kind.word();
        let size = files::in_words(evidence.file.size);
        let what = match evidence.file.pages {
            Some(count) => say.with("evidence-pages", &[("kind", kind.into()), ("count", count.into())]),
            None => kind.to_owned(),
        };
        let mut about = vec![("kind", what.into()), ("size", size.into())];
        let from = evidence.file.made_smaller_from().map(|from| ("from", files::in_words(from).into()));
        let key = if from.is_some() { "evidence-about-smaller" } else { "evidence-about" };
        about.extend(from);
        let otherwise = match evidence.file.fits_name(&evidence.name) {
            true => String::new(),
            false => say.with("evidence-otherwise", &[("kind", kind.into())]),
        };
        FileShown {
            about: say.with(key, &about),
            otherwise,
            path: format!("/staff/cases/{case}/evidence/{}", evidence.id),
            name: evidence.name.clone(),
            label: evidence.label.clone(),
        }
    }
}
