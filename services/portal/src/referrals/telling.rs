//! The letters about a referral: to the nominee, who decides, and to the referrer, as far as the nominee allows.

use chrono::NaiveDate;
use contract::letter::{ReferralDeclined, ReferralFiled, ReferralInvitation, ReferralReminder};
use contract::{Event, Letter};
use domain::{Language, RecommenderRef, ReferralId, term};
use kit::html::{Say, date};
use kit::{Fault, House, Instant};

use super::store::Written;
use crate::nominations::about::About;
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

pub fn invitation(house: &House, written: &Written, about: &About, link: &Link) -> Result<Event, Fault> {
    let language = written.language;
    let relationship = term("relationship", written.relationship.code());
    let letter = Letter::ReferralInvitation(ReferralInvitation {
        person: written.nominee.clone(),
        referrer: written.referrer.clone(),
        relationship: relationship.map_or_else(String::new, |term| term.say(language).to_owned()),
        target: target(about, language),
        until: date::day(last_day(link, about), language).words,
        link: letters::link(house, language, &format!("/invitations/{}", link.token)),
    });
    letters::owed(house, written.mail.clone(), language, letter, Some(link.ends))
}

/// `ends`: when the referral itself ends.
pub fn reminder(house: &House, written: &Written, about: &About, link: &Link, ends: Instant) -> Result<Event, Fault> {
    let language = written.language;
    let letter = Letter::ReferralReminder(ReferralReminder {
        person: written.nominee.clone(),
        referrer: written.referrer.clone(),
        target: target(about, language),
        until: date::day(last_day(link, about), language).words,
        ends: date::day(ends.date(), language).words,
        link: letters::link(house, language, &format!("/invitations/{}", link.token)),
    });
    letters::owed(house, written.mail.clone(), language, letter, Some(link.ends))
}

/// Where the referrer is written to, and in which language.
pub type Reached = (String, Language);

pub fn declined(house: &House, written: &Written, about: &About, (mail, language): Reached) -> Result<Event, Fault> {
    let letter = Letter::ReferralDeclined(ReferralDeclined {
        person: written.referrer.clone(),
        nominee: written.nominee.clone(),
        target: target(about, language),
        link: letters::link(house, language, "/referrals"),
    });
    letters::owed(house, mail, language, letter, None)
}

pub fn filed(house: &House, written: &Written, about: &About, (mail, language): Reached) -> Result<Event, Fault> {
    let letter = Letter::ReferralFiled(ReferralFiled {
        person: written.referrer.clone(),
        nominee: written.nominee.clone(),
        target: target(about, language),
        link: letters::link(house, language, "/referrals"),
    });
    letters::owed(house, mail, language, letter, None)
}

/// The post and its unit, or where else they are recommended to, as a sentence names it.
pub fn target(about: &About, language: Language) -> String {
    let (post, unit) = (about.title(language), about.receiver(language));
    let arguments = [("to", about.kind().into()), ("post", post.into()), ("unit", unit.into())];
    words::say(language).with("referral-target", &arguments)
}

/// The recommender that somebody says they are, as a sentence names it.
pub fn recommender(stated: &RecommenderRef, say: &Say) -> String {
    let RecommenderRef { number, title, unit, .. } = stated;
    let (title, unit) = (title.say(say.language()), unit.say(say.language()));
    let arguments = [("number", number.to_string().into()), ("title", title.into()), ("unit", unit.into())];
    say.with("recommender-named", &arguments)
}

/// The link may hold for longer than the post takes nominations.
fn last_day(link: &Link, about: &About) -> NaiveDate {
    let ends = link.ends.date();
    about.post().and_then(|post| post.closes_on).map_or(ends, |closes| closes.min(ends))
}
