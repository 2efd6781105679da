//! What several of these pages say in the same way: what it is about, the clauses named, whom to call.

use domain::nomination::Stage;
use domain::{Category, Hand, Holder, Receipt};
use kit::DeskError;
use kit::html::{Arg, Say};

use crate::measures::cited;
use crate::nominations::about::About;
use crate::nominations::store::{Kept, claimed};

/// What a nomination is about, in the reader's language.
#[derive(Clone)]
pub struct AboutView {
    /// What its words are chosen by: `post`, `unit`, `party`.
    pub kind: &'static str,
    /// The post's; empty without one.
    pub number: String,
    /// The post's title; without one, what else it is about.
    pub title: String,
    /// The unit; the Organisation Department where no unit has it yet.
    pub unit: String,
    /// Of the unit; none where no unit has it yet.
    pub contact: Option<Contact>,
    /// Where its form is, without the language.
    pub form: String,
}

impl AboutView {
    pub fn of(about: &About, say: &Say) -> AboutView {
        let language = say.language();
        let unit = about.receiver(language).to_owned();
        AboutView {
            kind: about.kind(),
            number: about.post().map(|post| post.number.clone()).unwrap_or_default(),
            title: match about {
                About::Post { post } => post.title.say(language).to_owned(),
                About::Unit { .. } => say.with("about-unit", &[("unit", (&unit).into())]),
                About::PartyOrganisation { .. } => say.owned("about-party"),
            },
            contact: about.unit().map(|unit| Contact::of(unit.contact.say(language))),
            form: about.form(),
            unit,
        }
    }

    /// A post of which nothing is known but the number in an address.
    pub fn numbered(number: &str, say: &Say) -> AboutView {
        AboutView {
            kind: "post",
            number: number.to_owned(),
            title: say.with("about-number", &[("number", number.into())]),
            unit: String::new(),
            contact: None,
            form: format!("/nominate/{number}"),
        }
    }

    /// The post's page, without the language.
    pub fn page(&self) -> String {
        format!("/posts/{}", self.number)
    }

    /// What a sentence about it needs.
    pub fn arguments(&self) -> [(&'static str, Arg<'_>); 4] {
        [
            ("to", self.kind.into()),
            ("post", (&self.title).into()),
            ("unit", (&self.unit).into()),
            ("number", (&self.number).into()),
        ]
    }
}

/// An office, and its number where one stands at the end of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub office: String,
    pub number: String,
    pub dialled: String,
}

const SHORTEST_NUMBER: usize = 7;

impl Contact {
    pub fn of(words: &str) -> Contact {
        let is_number = |c: char| c.is_ascii_digit() || c == '-';
        let number = words.len() - words.chars().rev().take_while(|c| is_number(*c)).count();
        let (office, number) = words.split_at(number);
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < SHORTEST_NUMBER {
            return Contact { office: words.to_owned(), number: String::new(), dialled: String::new() };
        }
        let dialled = format!("+86{}", digits.strip_prefix('0').unwrap_or(&digits));
        Contact { office: office.trim().to_owned(), number: number.to_owned(), dialled }
    }
}

/// The receipt in an address. Whatever is none is unknown, like one of somebody else.
pub fn receipt(written: &str) -> Result<Receipt, DeskError> {
    Receipt::parse(written).map_err(|_| DeskError::Missing)
}

/// The clauses that the person named, as people cite them; empty when none was.
pub fn clauses(kept: &Kept, say: &Say) -> String {
    let clauses = claimed(&kept.filing).into_iter().map(Category::clause);
    cited::together(&clauses.collect::<Vec<_>>(), say.language())
}

/// Who has it, within a sentence: the employing unit by its name.
pub fn holder(hand: Hand, about: &About, say: &Say) -> String {
    match hand.holder() {
        Holder::EmployingUnit => about.receiver(say.language()).to_owned(),
        other => say.owned(format!("holder-{}", other.code())),
    }
}

/// Whether the applicant can still take it back, as far as the portal was told.
pub fn can_be_withdrawn(kept: &Kept) -> bool {
    let ended = kept.progress.as_ref().is_some_and(|progress| progress.ending.is_some());
    matches!(kept.nomination.stage, Stage::Submitted { .. }) && !ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_end_can_be_dialled() {
        let zh = Contact::of("人事科0999-0000002");
        assert_eq!(
            (zh.office.as_str(), zh.number.as_str(), zh.dialled.as_str()),
            ("人事科", "0999-0000002", "+869990000002")
        );
        assert_eq!(Contact::of("Personnel Office 0999-0000002").office, "Personnel Office");
        assert_eq!(Contact::of("2号楼101").number, "");
    }
}
