//! How long a post is open still, as the list and the post's page say it.

use chrono::NaiveDate;
use domain::{Language, Post};
use kit::Say;
use kit::html::date::{self, When};

/// From how many days on a deadline is shown as near.
const SOON_DAYS: i64 = 7;

pub struct Until {
    /// `还有3天`, `长期有效`, `已截止`.
    pub left: String,
    pub soon: bool,
    /// The last day; none: until filled.
    pub day: Option<When>,
}

impl Until {
    /// In a list: the day with its weekday.
    pub fn in_list(post: &Post, today: NaiveDate, say: &Say) -> Until {
        Until::of(post, today, say, short)
    }

    /// On its own page: the day with its year.
    pub fn in_full(post: &Post, today: NaiveDate, say: &Say) -> Until {
        Until::of(post, today, say, date::full)
    }

    fn of(post: &Post, today: NaiveDate, say: &Say, written: fn(NaiveDate, Language) -> When) -> Until {
        let Some(last) = post.closes_on else {
            return Until { left: say.owned("until-open"), soon: false, day: None };
        };
        let days = (last - today).num_days();
        Until {
            left: if days < 0 { say.owned("until-over") } else { say.with("until-days", &[("days", days.into())]) },
            soon: (0..=SOON_DAYS).contains(&days),
            day: Some(written(last, say.language())),
        }
    }
}

/// `11月27日 星期五`, `Fri 27 Nov`: a column of the list has no room for September.
fn short(day: NaiveDate, language: Language) -> When {
    let mut when = date::weekday(day, language);
    if language == Language::En {
        when.words = day.format("%a %-d %b").to_string();
    }
    when
}
