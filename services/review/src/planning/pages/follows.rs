//! What would follow for whoever is introduced to a post of the plan (Articles 19 to 21), as its page tells it.
//! The same entitlements as on the public page of a post; it decides nothing.

use domain::{Entitled, Entitledness, Mode, Payer};

use super::act::Teller;
use crate::planning::posts::Shown;

/// What follows in any case, and what on further conditions.
pub struct Follows {
    pub why: String,
    pub anyway: Vec<FollowRow>,
    pub perhaps: Vec<FollowRow>,
}

/// An entitlement.
pub struct FollowRow {
    pub name: String,
    /// An amount, a size, days.
    pub much: String,
    pub words: String,
    /// From when or on what, who pays, what a person decides.
    pub notes: Vec<String>,
    /// The open point that it turns on.
    pub point: &'static str,
    pub clause: String,
}

impl Follows {
    /// None while the post states no mode.
    pub fn of(teller: &Teller, shown: &Shown) -> Option<Follows> {
        let Shown { post, policy, unit, .. } = shown;
        let kind = unit.unit.kind;
        let mode = Mode::from_code(post.input.mode.trim())?;
        let (mode, unit) = (policy.mode(mode).say(teller.language), policy.unit_kind(kind).say(teller.language));
        let found = post.follows(kind, teller.today, policy);
        if found.is_empty() {
            return None;
        }
        let (anyway, perhaps): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.outcome == Entitledness::Later);
        let rows = |found: Vec<&Entitled>| found.into_iter().map(|one| FollowRow::of(teller, one)).collect();
        Some(Follows {
            why: teller.say.with("post-follows-why", &[("mode", mode.into()), ("unit", unit.into())]),
            anyway: rows(anyway),
            perhaps: rows(perhaps),
        })
    }
}

impl FollowRow {
    fn of(teller: &Teller, one: &Entitled) -> FollowRow {
        let Teller { say, language, policy, .. } = *teller;
        let row = policy.entitlement(one.entitlement);
        let much = one.amount.map(|band| band.say(language)).or(one.area.map(|area| area.say(language)));
        let much = much.or(one.days.map(|days| say.with("post-follows-days", &[("days", days.into())])));
        let payer = one.payer.map(|payer| match payer {
            Payer::NotSaid => say.owned("post-follows-payer-not-said"),
            payer => say.with("post-follows-payer", &[("payer", policy.payer(payer).say(language).into())]),
        });
        let left = one.left.as_ref();
        let left = left.map(|left| say.with("post-follows-left", &[("left", left.say(language).into())]));
        FollowRow {
            name: row.name.say(language).to_owned(),
            much: much.unwrap_or_default(),
            words: row.summary.say(language).to_owned(),
            notes: [one.why.say(language).to_owned()].into_iter().chain(payer).chain(left).collect(),
            point: one.open_point.map_or("", |point| point.code()),
            clause: one.clause.say(language),
        }
    }
}
