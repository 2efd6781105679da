//! What other pages say of a nomination's files: how many have come, and which of the clauses named have none.

use domain::{Category, Clause, Shows};
use kit::html::Say;

use crate::evidence::store::Kept;
use crate::measures::cited;

#[derive(Clone)]
pub struct EvidenceNote {
    pub files: String,
    /// Empty when every clause named has a file.
    pub missing: String,
}

impl EvidenceNote {
    pub fn of(listed: &[Kept], claimed: &[Category], say: &Say) -> EvidenceNote {
        let without: Vec<Clause> = claimed
            .iter()
            .filter(|category| !listed.iter().any(|kept| kept.evidence.shows == Shows::Clause(**category)))
            .map(|category| category.clause())
            .collect();
        let files = match listed.len() {
            0 => say.owned("evidence-none"),
            count => say.with("evidence-count", &[("count", count.into())]),
        };
        let missing = match without.is_empty() {
            true => String::new(),
            false => say.with("evidence-missing", &[("clauses", cited::together(&without, say.language()).into())]),
        };
        EvidenceNote { files, missing }
    }
}
