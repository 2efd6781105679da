//! Walking a list by keys: a page begins behind or before a place, never at a number, so it stays true while rows come and go.
//! A store reads one row more than a page shows; `Walked` tells from it whether there is more.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// What sets a row's place in its list; written into cursors.
pub trait Place: Serialize + DeserializeOwned {
    /// The list's name: a cursor of one list means nothing in another.
    const LIST: &'static str;
}

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At<P> {
    #[default]
    Start,
    After(P),
    Before(P),
}

/// A page of a list, with what there is before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked<T, P> {
    pub items: Vec<T>,
    pub before: Option<P>,
    pub after: Option<P>,
}

impl<P> At<P> {
    /// Whether the list is walked backwards.
    pub fn is_backwards(&self) -> bool {
        matches!(self, At::Before(_))
    }
}

impl<T, P> Default for Walked<T, P> {
    fn default() -> Self {
        Walked { items: Vec::new(), before: None, after: None }
    }
}

impl<T, P> Walked<T, P> {
    /// `found` is in the order in which it was read: from `at` on, backwards when it is walked backwards,
    /// and one more than `limit` when there is more.
    pub fn of(mut found: Vec<T>, at: &At<P>, limit: u16, place: impl Fn(&T) -> P) -> Walked<T, P> {
        let limit = usize::from(limit);
        let more = found.len() > limit;
        found.truncate(limit);
        if at.is_backwards() {
            found.reverse();
        }
        let (has_before, has_after) = match at {
            At::Start => (false, more),
            At::After(_) => (true, more),
            At::Before(_) => (more, true),
        };
        Walked {
            before: found.first().filter(|_| has_before).map(&place),
            after: found.last().filter(|_| has_after).map(&place),
            items: found,
        }
    }

    /// Of a list that is there whole, in the order of its places.
    pub fn within(all: Vec<T>, at: &At<P>, limit: u16, place: impl Fn(&T) -> P) -> Walked<T, P>
    where
        P: PartialOrd,
    {
        let (all, one_more) = (all.into_iter(), usize::from(limit) + 1);
        let found = match at {
            At::Start => all.take(one_more).collect(),
            At::After(from) => all.filter(|one| place(one) > *from).take(one_more).collect(),
            At::Before(to) => all.rev().filter(|one| place(one) < *to).take(one_more).collect(),
        };
        Walked::of(found, at, limit, place)
    }

    /// The same page with each item as something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Walked<U, P> {
        Walked { items: self.items.into_iter().map(each).collect(), before: self.before, after: self.after }
    }

    /// The same, where that can fail.
    pub fn try_map<U, E>(self, each: impl FnMut(T) -> Result<U, E>) -> Result<Walked<U, P>, E> {
        let items = self.items.into_iter().map(each).collect::<Result<_, E>>()?;
        Ok(Walked { items, before: self.before, after: self.after })
    }
}

/// Reads from a place on, the newest first, and backwards where the list is walked backwards: ids rise with time.
pub fn newest_first<E: EntityTrait, P>(
    found: Select<E>,
    id: impl ColumnTrait,
    at: &At<P>,
    placed: impl Fn(&P) -> Uuid,
) -> Select<E> {
    match at {
        At::Start => found.order_by_desc(id),
        At::After(place) => found.filter(id.lt(placed(place))).order_by_desc(id),
        At::Before(place) => found.filter(id.gt(placed(place))).order_by_asc(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers 1 to 9.
    fn page(at: &At<i32>, limit: u16) -> Walked<i32, i32> {
        Walked::within((1..10).collect(), at, limit, |one| *one)
    }

    #[test]
    fn a_list_is_walked_to_its_end_and_back() {
        let first = page(&At::Start, 4);
        assert_eq!((first.items.as_slice(), first.before, first.after), ([1, 2, 3, 4].as_slice(), None, Some(4)));
        let last = page(&At::After(8), 4);
        assert_eq!((last.items.as_slice(), last.before, last.after), ([9].as_slice(), Some(9), None));
        let back = page(&At::Before(9), 4);
        assert_eq!((back.items.as_slice(), back.before, back.after), ([5, 6, 7, 8].as_slice(), Some(5), Some(8)));
        let front = page(&At::Before(5), 4);
        assert_eq!((front.items.as_slice(), front.before, front.after), ([1, 2, 3, 4].as_slice(), None, Some(4)));
        assert!(page(&At::After(9), 4).items.is_empty());
    }
}
