//! Evidence that an applicant is asked for item by item (Article 13), and what they say to each.
//! The items belong to a return: its term is theirs, and when it has passed nothing follows by itself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::evidence::Shows;
use crate::refusal::Refusal;
use crate::typed;

/// The most items of one return.
pub const MOST_ITEMS: usize = 6;
const MOST_NAME: usize = 120;
const MOST_WORDS: usize = 1000;

/// An item as an officer names it; one with nothing in it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestedItemInput {
    /// What it is to show: a clause like `10(4)`, `identity` or `other`.
    #[schema(example = "10(4)")]
    pub shows: String,
    /// What is wanted; at most 120 characters.
    pub name: String,
}

/// An item that an applicant is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestedItem {
    /// Counted through all returns of the case, from 1.
    pub number: u16,
    pub shows: Shows,
    /// What is wanted, in the officer's words.
    pub name: String,
}

/// What an applicant says to an item, in place of files or beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemAnswer {
    pub number: u16,
    pub words: String,
}

impl RequestedItem {
    /// Whether there are words or a file for it; `sent` are the numbers that files came for.
    pub fn is_answered(&self, said: &[ItemAnswer], sent: &[u16]) -> bool {
        sent.contains(&self.number) || said.iter().any(|answer| answer.number == self.number)
    }
}

/// The items of one return, numbered from 1; each problem lies at the item it is of.
pub fn read(typed: &[RequestedItemInput]) -> Result<Vec<RequestedItem>, Vec<Refusal>> {
    let (mut items, mut refused) = (Vec::new(), Vec::new());
    for (row, input) in typed.iter().enumerate() {
        let code = typed::half_width(&input.shows);
        if code.is_empty() && input.name.trim().is_empty() {
            continue;
        }
        let at = |field: &str| format!("/items/{row}/{field}");
        let before = refused.len();
        let shows =
            typed::chosen(&code, Shows::from_code, &at("shows"), Refusal::content("shows-missing"), &mut refused);
        let name = typed::line(&input.name, MOST_NAME, &at("name"), &mut refused);
        if input.name.trim().is_empty() {
            refused.push(Refusal::content("item-name-missing").under(Clause::article(13)).at(at("name")));
        }
        if let (Some(shows), Some(name), true) = (shows, name, refused.len() == before) {
            items.push(RequestedItem { number: number(items.len() + 1), shows, name });
        }
    }
    if typed.len() > MOST_ITEMS {
        let refusal = Refusal::content("too-many-items").under(Clause::article(13)).with("most", MOST_ITEMS);
        refused.push(refusal.at("/items"));
    }
    if refused.is_empty() { Ok(items) } else { Err(refused) }
}

/// What the applicant says to one of the items; nothing where they take it back.
pub fn answer(asked: &[RequestedItem], number: u16, words: &str) -> Result<Option<ItemAnswer>, Vec<Refusal>> {
    if !asked.iter().any(|item| item.number == number) {
        return Err(not_asked().into());
    }
    let mut refused = Vec::new();
    let words = typed::lines(words, MOST_WORDS, "/words", &mut refused);
    if refused.is_empty() { Ok(words.map(|words| ItemAnswer { number, words })) } else { Err(refused) }
}

/// The item that a file is sent for, by its number as it was written; none where it is for none.
pub fn wanted<'a>(asked: &'a [RequestedItem], number: &str) -> Result<Option<&'a RequestedItem>, Refusal> {
    let written = typed::half_width(number);
    if written.is_empty() {
        return Ok(None);
    }
    let item = asked.iter().find(|item| item.number.to_string() == written);
    item.map(Some).ok_or_else(|| not_asked().at("/item"))
}

/// Each item wants a file or words before the correction goes; `sent` are the numbers that files came for.
pub fn all_answered(asked: &[RequestedItem], said: &[ItemAnswer], sent: &[u16]) -> Result<(), Vec<Refusal>> {
    let open = asked.iter().filter(|item| !item.is_answered(said, sent)).map(|item| {
        let refusal = Refusal::content("item-unanswered").under(Clause::article(13)).with("name", &item.name);
        refusal.at(format!("/items/{}", item.number))
    });
    let refused: Vec<_> = open.collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

fn not_asked() -> Refusal {
    Refusal::stage("item-not-asked").under(Clause::article(13))
}

/// Items are few.
pub(crate) fn number(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::Category;

    fn input(shows: &str, name: &str) -> RequestedItemInput {
        RequestedItemInput { shows: shows.to_owned(), name: name.to_owned() }
    }

    fn codes<T: std::fmt::Debug>(outcome: Result<T, Vec<Refusal>>) -> Vec<(&'static str, String)> {
        let refused = outcome.expect_err("refused");
        let place = |refusal: &Refusal| refusal.pointer().unwrap_or_default().to_owned();
        refused.iter().map(|refusal| (refusal.code(), place(refusal))).collect()
    }

    fn asked() -> Vec<RequestedItem> {
        read(&[input("10(4)", "学位证书第2页"), input("", " "), input("identity", "护照")]).expect("items")
    }

    #[test]
    fn an_item_says_what_is_wanted_and_for_what_and_an_empty_line_is_none() {
        let items = asked();
        assert_eq!(items.iter().map(|item| item.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((items[0].shows, items[1].shows), (Shows::Clause(Category::H4), Shows::Identity));
        let refused = codes(read(&[input("10(4)", ""), input("", "护照"), input("10(99)", "护照")]));
        let at = |code, place: &str| (code, place.to_owned());
        assert_eq!(
            refused,
            [
                at("item-name-missing", "/items/0/name"),
                at("shows-missing", "/items/1/shows"),
                at("not-a-choice", "/items/2/shows"),
            ]
        );
        let many = vec![input("other", "材料"); MOST_ITEMS + 1];
        assert_eq!(codes(read(&many)), [at("too-many-items", "/items")]);
    }

    #[test]
    fn each_item_is_answered_with_words_or_with_a_file_and_nothing_else_is() {
        let items = asked();
        let said = answer(&items, 1, " 学校还没有发。 ").expect("taken").expect("an answer");
        assert_eq!(said.words, "学校还没有发。");
        assert_eq!(answer(&items, 1, " "), Ok(None));
        assert_eq!(codes(answer(&items, 3, "x"))[0].0, "item-not-asked");
        assert_eq!(codes(answer(&items, 1, &"长".repeat(MOST_WORDS + 1)))[0].0, "too-long");
        assert_eq!(codes(all_answered(&items, &[], &[])).len(), 2);
        assert_eq!(
            codes(all_answered(&items, std::slice::from_ref(&said), &[])),
            [("item-unanswered", "/items/2".to_owned())]
        );
        assert_eq!(all_answered(&items, &[said], &[2]), Ok(()));
    }

    #[test]
    fn a_file_is_for_an_item_that_is_asked_for_or_for_none() {
        let items = asked();
        assert_eq!(wanted(&items, " "), Ok(None));
        assert_eq!(wanted(&items, "２").expect("asked").map(|item| item.name.as_str()), Some("护照"));
        for other in ["3", "0", "x", "02"] {
            assert_eq!(wanted(&items, other).err().map(|refusal| refusal.code()), Some("item-not-asked"), "{other}");
        }
    }
}
