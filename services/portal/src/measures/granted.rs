//! An entitlement as a page tells it: what it grants, how much, for whom, from when, who pays, what a person decides.
//! Two views: what the clause says (Article 21), and what would follow for a post (Articles 19 to 21).

use chrono::NaiveDate;
use domain::entitlement::{Beginning, EntitlementRow};
use domain::text::unstopped;
use domain::{
    Entitled, Entitledness, Entitlement, Mode, MoneyBand, OpenPointId, Payer, Policy, UnitKind, would_follow,
};
use kit::{Frame, Say};

use super::cited::Cited;
use super::phrase;

pub struct Granted {
    pub name: &'static str,
    /// An amount, a size, days.
    pub much: Option<String>,
    pub words: &'static str,
    pub notes: Vec<String>,
    /// The open point, and where its reading stands.
    pub point: Option<(&'static str, String)>,
    pub clause: Cited,
}

impl Granted {
    /// What the clause says, for which modes and units.
    pub fn by_clause(entitlement: Entitlement, frame: &Frame, say: &Say) -> Granted {
        let language = frame.language();
        let policy = Policy::standard();
        let row = policy.entitlement(entitlement);
        let mut notes = Vec::new();
        if let Some(modes) = &row.modes {
            let modes = phrase::modes(modes.iter().copied(), language);
            notes.push(say.with("granted-modes", &[("modes", modes.into())]));
        }
        if let Some(units) = &row.units {
            let units = phrase::units(units.iter().copied(), language);
            notes.push(say.with("granted-units", &[("units", units.into())]));
        }
        notes.extend(when(row, policy, say));
        notes.extend(money(row, policy, say));
        Granted::new(row, row.amount, notes, row.open_point, frame, say)
    }

    /// What would follow for somebody introduced to a post: in any case, and on what further conditions.
    pub fn of_post(
        mode: Mode,
        unit: UnitKind,
        on: NaiveDate,
        policy: &'static Policy,
        frame: &Frame,
        say: &Say,
    ) -> (Vec<Granted>, Vec<Granted>) {
        let found = would_follow(mode, unit, on, policy);
        let (anyway, perhaps): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.outcome == Entitledness::Later);
        let view =
            |found: Vec<&Entitled>| found.into_iter().map(|one| Granted::following(one, policy, frame, say)).collect();
        (view(anyway), view(perhaps))
    }

    fn following(one: &Entitled, policy: &'static Policy, frame: &Frame, say: &Say) -> Granted {
        let row = policy.entitlement(one.entitlement);
        let mut notes: Vec<String> = when(row, policy, say).into_iter().collect();
        if one.outcome != Entitledness::Later {
            notes.insert(0, unstopped(one.why.say(frame.language())).to_owned());
        }
        notes.extend(money(row, policy, say));
        Granted::new(row, one.amount, notes, one.open_point, frame, say)
    }

    fn new(
        row: &'static EntitlementRow,
        amount: Option<MoneyBand>,
        mut notes: Vec<String>,
        point: Option<OpenPointId>,
        frame: &Frame,
        say: &Say,
    ) -> Granted {
        let language = frame.language();
        if let Some(first) = notes.first_mut() {
            *first = phrase::opening(first);
        }
        let much = amount.map(|band| band.say(language)).or(row.area.map(|area| area.say(language)));
        Granted {
            name: row.name.say(language),
            much: much.or(row.days.map(|days| say.with("granted-days", &[("days", days.into())]))),
            words: row.summary.say(language),
            notes,
            point: point.map(|point| (point.code(), frame.to(format!("/measures#{point}")))),
            clause: Cited::of(row.clause, frame),
        }
    }
}

/// From when, unless from the first day; and until when.
fn when(row: &EntitlementRow, policy: &Policy, say: &Say) -> Option<String> {
    match (row.begins, row.until) {
        (Beginning::Arrival, Some(period)) => {
            let span = policy.period(period).span.say(say.language());
            Some(say.with("granted-until", &[("span", span.into())]))
        }
        (Beginning::Arrival, None) => None,
        (later, _) => Some(phrase::within(policy.beginning(later).say(say.language()))),
    }
}

/// Who pays, and what a person decides.
fn money(row: &EntitlementRow, policy: &Policy, say: &Say) -> Vec<String> {
    let language = say.language();
    let payer = row.payer.map(|payer| match payer {
        Payer::NotSaid => say.owned("granted-payer-not-said"),
        payer => say.with("granted-payer", &[("payer", policy.payer(payer).say(language).into())]),
    });
    let left =
        row.left.as_ref().map(|left| say.with("granted-left", &[("left", phrase::within(left.say(language)).into())]));
    payer.into_iter().chain(left).collect()
}
