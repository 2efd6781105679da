//! The orders of the list, and a post's place in it. A place is what the post is, not where it stood, so that a page
//! stays true while posts come and go.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::filter::Filter;

/// Sorts after every day on which a post can close.
pub const NEVER: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Those closing first first.
    Closing,
    /// Those that opened last first; one that was issued or amended after that stands by that day.
    Newest,
    /// Those that fit the words best first; without words it is no order.
    Relevance,
}

impl Order {
    pub const ALL: [Order; 3] = [Order::Closing, Order::Newest, Order::Relevance];

    /// As addresses and keys of words have it.
    pub fn code(self) -> &'static str {
        match self {
            Order::Closing => "closing",
            Order::Newest => "newest",
            Order::Relevance => "relevance",
        }
    }

    pub fn from_code(code: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.code() == code)
    }

    /// The order of a list that asks for none.
    pub fn usual(filter: &Filter) -> Order {
        if filter.query.is_some() { Order::Relevance } else { Order::Closing }
    }

    /// Those that the list can have.
    pub fn possible(filter: &Filter) -> impl Iterator<Item = Order> {
        let searched = filter.query.is_some();
        Order::ALL.into_iter().filter(move |order| *order != Order::Relevance || searched)
    }

    /// Less comes first; what is equal here stands by its last day and its number.
    pub fn rank(self, news: NaiveDate, score: u32) -> i64 {
        match self {
            Order::Closing => 0,
            Order::Newest => -i64::from(news.num_days_from_ce()),
            Order::Relevance => -i64::from(score),
        }
    }
}

/// Where a post stands: its rank in the order of the list, its last day, its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub rank: i64,
    pub closes: NaiveDate,
    pub number: String,
}

impl kit::Place for Place {
    const LIST: &'static str = "posts";
}
