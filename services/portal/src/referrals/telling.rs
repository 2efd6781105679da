//! The letters about a referral: to the nominee, who decides, and to the referrer, as far as the nominee allows.

use chrono::NaiveDate;
use contract::letter::{ReferralDeclined, ReferralFiled, ReferralInvitation, ReferralReminder};
use contract::{Event, Letter};
use domain::{Language, Post, ReferralId, term};
use kit::html::date;
use kit::{Fault, House, Instant};

use super::store::Written;
use crate::{letters, words};

/// The subject under which everything about one referral is told, in order.
pub fn subject(id: ReferralId) -> String {
    format!("referral/{id}")
}

/// A link of one use that goes into a letter.
pub struct Link {
    pub token: String,
    pub ends: Instant,
}

pub fn invitation(house: &House, written: &Written, post: &Post, link: &Link) -> Result<Event, Fault> {
    let language = written.language;
    let relationship = term("relationship", written.relationship.code());
    let letter = Letter::ReferralInvitation(ReferralInvitation {
        person: written.nominee.clone(),
        referrer: written.referrer.clone(),
        relationship: relationship.map_or_else(String::new, |term| term.say(language).to_owned()),
        target: target(post, language),
        until: date::day(last_day(link, post), language).words,
        link: letters::link(house, language, &format!("/invitations/{}", link.token)),
    });
    letters::owed(house, written.mail.clone(), language, letter, Some(link.ends))
}

/// `ends`: when the referral itself ends.
pub fn reminder(house: &House, written: &Written, post: &Post, link: &Link, ends: Instant) -> Result<Event, Fault> {
    let language = written.language;
    let letter = Letter::ReferralReminder(ReferralReminder {
        person: written.nominee.clone(),
        referrer: written.referrer.clone(),
        target: target(post, language),
        until: date::day(last_day(link, post), language).words,
        ends: date::day(ends.date(), language).words,
        link: letters::link(house, language, &format!("/invitations/{}", link.token)),
    });
    letters::owed(house, written.mail.clone(), language, letter, Some(link.ends))
}

/// Where the referrer is written to, and in which language.
pub type Reached = (String, Language);

pub fn declined(house: &House, written: &Written, post: &Post, (mail, language): Reached) -> Result<Event, Fault> {
    let letter = Letter::ReferralDeclined(ReferralDeclined {
        person: written.referrer.clone(),
        nominee: written.nominee.clone(),
        target: target(post, language),
        link: letters::link(house, language, "/referrals"),
    });
    letters::owed(house, mail, language, letter, None)
}

pub fn filed(house: &House, written: &Written, post: &Post, (mail, language): Reached) -> Result<Event, Fault> {
    let letter = Letter::ReferralFiled(ReferralFiled {
        person: written.referrer.clone(),
        nominee: written.nominee.clone(),
        target: target(post, language),
        link: letters::link(house, language, "/referrals"),
    });
    letters::owed(house, mail, language, letter, None)
}

/// The post and its unit, as a sentence names them.
pub fn target(post: &Post, language: Language) -> String {
    let (post, unit) = (post.title.say(language), post.unit.name.say(language));
    words::say(language).with("referral-target", &[("post", post.into()), ("unit", unit.into())])
}

/// The link may hold for longer than the post takes nominations.
fn last_day(link: &Link, post: &Post) -> NaiveDate {
    let ends = link.ends.date();
    post.closes_on.map_or(ends, |closes| closes.min(ends))
}
