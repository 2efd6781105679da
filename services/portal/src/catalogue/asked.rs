//! The address of the list: what it asks for, and how it is written. The state of the list is in nothing else.

use std::borrow::Cow;

use kit::{At, Misread};

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::order::{Order, Place};
use super::search::Query;

/// As many as a page has boxes, more or less: each of the chips repeats all the others.
const MOST_CHOICES: usize = 64;

pub struct Asked {
    pub filter: Filter,
    pub order: Order,
    pub at: At<Place>,
    /// How many filters and cursors nobody could read. They are ignored, and the page says so.
    pub unread: usize,
}

impl Asked {
    pub fn of(query: &[(String, String)], at: Result<At<Place>, Misread>) -> Asked {
        let (mut choices, mut unread) = (Vec::new(), usize::from(at.is_err()));
        let (mut words, mut order) = (None, None);
        for (name, value) in query.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let was_read = match (name.as_str(), FacetName::from_code(name)) {
                (_, Some(_)) if choices.len() == MOST_CHOICES => false,
                (_, Some(name)) => Choice::read(name, value).map(|choice| choices.push(choice)).is_some(),
                ("q", _) => {
                    words = Query::read(value);
                    words.is_some()
                }
                ("sort", _) => {
                    order = Order::from_code(value);
                    order.is_some()
                }
                _ => true,
            };
            unread += usize::from(!was_read);
        }
        let filter = Filter::of(words, choices);
        let order = order.filter(|order| Order::possible(&filter).any(|one| one == *order));
        Asked { order: order.unwrap_or(Order::usual(&filter)), filter, at: at.unwrap_or_default(), unread }
    }

    /// The same list from its start, or from a cursor.
    pub fn address(&self, cursor: Option<&str>) -> String {
        address("/posts", &self.filter, self.order, cursor)
    }

    /// The same list as something else to take away: `/posts.csv`.
    pub fn taken_as(&self, ending: &str) -> String {
        address(&format!("/posts.{ending}"), &self.filter, self.order, None)
    }

    /// The same list by the API, where the codes of one filter stand together.
    pub fn taken_by_api(&self) -> String {
        let words = self.filter.query.iter().map(|query| ("q", query.typed().into()));
        let together = FacetName::ALL.into_iter().filter_map(|name| {
            let codes: Vec<_> = self.filter.chosen(name).map(Choice::code).collect();
            (!codes.is_empty()).then(|| (name.code(), codes.join(",").into()))
        });
        let order = (self.order != Order::usual(&self.filter)).then(|| ("sort", self.order.code().into()));
        written("/api/portal/v1/posts", words.chain(together).chain(order))
    }

    /// The list under another filter, in the same order where it can have it.
    pub fn under(&self, filter: &Filter) -> String {
        let kept = self.order != Order::usual(&self.filter) && Order::possible(filter).any(|one| one == self.order);
        let order = if kept { self.order } else { Order::usual(filter) };
        address("/posts", filter, order, None)
    }

    /// The same list in that order.
    pub fn ordered(&self, order: Order) -> String {
        address("/posts", &self.filter, order, None)
    }
}

/// The list under this filter, in its usual order.
pub fn listing(filter: &Filter) -> String {
    address("/posts", filter, Order::usual(filter), None)
}

/// The usual order is not written, so that a list has one address.
fn address(path: &str, filter: &Filter, order: Order, cursor: Option<&str>) -> String {
    let words = filter.query.iter().map(|query| ("q", query.typed().into()));
    let chosen = filter.choices().iter().map(|choice| (choice.facet().code(), choice.code()));
    let order = (order != Order::usual(filter)).then(|| ("sort", order.code().into()));
    let cursor = cursor.map(|cursor| ("cursor", cursor.into()));
    written(path, words.chain(chosen).chain(order).chain(cursor))
}

fn written<'a>(path: &str, pairs: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    match serde_html_form::to_string(pairs.collect::<Vec<_>>()) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Asked::of(&pairs, Ok(At::Start))
    }

    #[test]
    fn an_address_says_what_was_chosen_once_and_in_the_order_of_the_measures() {
        let twice = [("mode", "transfer"), ("sector", "water"), ("sector", "tourism"), ("sector", "water"), ("x", "y")];
        let asked = asked(&twice);
        assert_eq!(asked.address(None), "/posts?sector=water&sector=tourism&mode=transfer");
        assert_eq!(asked.address(Some("WyJh")), "/posts?sector=water&sector=tourism&mode=transfer&cursor=WyJh");
        assert_eq!(asked.under(&Filter::default()), "/posts");
        assert_eq!(asked.taken_as("csv"), "/posts.csv?sector=water&sector=tourism&mode=transfer");
        assert_eq!(asked.taken_by_api(), "/api/portal/v1/posts?sector=water%2Ctourism&mode=transfer");
    }

    #[test]
    fn only_an_order_that_is_not_the_usual_one_is_written() {
        let searched = asked(&[("q", " water  works "), ("sort", "relevance")]);
        assert_eq!(searched.address(None), "/posts?q=water+works");
        assert_eq!(searched.ordered(Order::Closing), "/posts?q=water+works&sort=closing");
        let newest = asked(&[("sort", "newest"), ("kind", "organ")]);
        assert_eq!(newest.under(&newest.filter.lifted(FacetName::Kind)), "/posts?sort=newest");
        assert_eq!(asked(&[("sort", "relevance")]).order, Order::Closing);
    }

    #[test]
    fn what_cannot_be_read_is_counted_and_ignored() {
        let asked = asked(&[("sector", "magic"), ("kind", "organ"), ("mode", ""), ("sort", "size"), ("q", "？？")]);
        assert_eq!((asked.unread, asked.address(None).as_str()), (3, "/posts?kind=organ"));
        assert_eq!(Asked::of(&[], Err(Misread::BadCursor)).unread, 1);
        let units = (0..100).map(|unit| ("unit".to_owned(), Uuid::from_u128(unit).to_string()));
        let asked = Asked::of(&units.collect::<Vec<_>>(), Ok(At::Start));
        assert_eq!((asked.filter.choices().len(), asked.unread), (MOST_CHOICES, 100 - MOST_CHOICES));
    }
}
