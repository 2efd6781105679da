//! The address of the list: what it asks for, and how it is written. The state of the list is in nothing else.

use kit::{At, Misread};

use super::choice::{Choice, FacetName};
use super::store::{Filter, Place};

pub struct Asked {
    pub filter: Filter,
    pub at: At<Place>,
    /// How many filters and cursors nobody could read. They are ignored, and the page says so.
    pub unread: usize,
}

impl Asked {
    pub fn of(query: &[(String, String)], at: Result<At<Place>, Misread>) -> Asked {
        let (mut choices, mut unread) = (Vec::new(), usize::from(at.is_err()));
        for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
            if let Some(name) = FacetName::from_code(name) {
                match Choice::read(name, value) {
                    Some(choice) => choices.push(choice),
                    None => unread += 1,
                }
            }
        }
        Asked { filter: Filter::of(choices), at: at.unwrap_or_default(), unread }
    }
}

/// The list under this filter, from its start or from a cursor.
pub fn address(filter: &Filter, cursor: Option<&str>) -> String {
    let chosen = filter.choices().into_iter().map(|choice| (choice.facet().code(), choice.code()));
    let pairs: Vec<(&str, &str)> = chosen.chain(cursor.map(|cursor| ("cursor", cursor))).collect();
    match serde_html_form::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("/posts?{query}"),
        _ => "/posts".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Asked::of(&pairs, Err(Misread::BadCursor))
    }

    #[test]
    fn an_address_says_what_was_chosen_once_and_in_the_order_of_the_measures() {
        let twice = [("mode", "transfer"), ("sector", "water"), ("sector", "tourism"), ("sector", "water"), ("q", "x")];
        let asked = asked(&twice);
        assert_eq!(address(&asked.filter, None), "/posts?sector=water&sector=tourism&mode=transfer");
        assert_eq!(address(&Filter::default(), Some("WyJh")), "/posts?cursor=WyJh");
    }

    #[test]
    fn what_cannot_be_read_is_counted_and_ignored() {
        let asked = asked(&[("sector", "magic"), ("kind", "organ"), ("mode", "")]);
        assert_eq!((asked.unread, address(&asked.filter, None)), (2, "/posts?kind=organ".to_owned()));
        assert_eq!(asked.at, At::Start);
    }
}
