//! What follows for a person: each entitlement of Articles 19 to 21, from when, how much, who pays, what is left open.
//! Like the evaluation it decides nothing; a person grants, on record.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::CategoryKind;
use crate::circumstances::{Circumstance, Circumstances, Ended, Ending};
use crate::clause::Clause;
use crate::code::coded;
use crate::entitlement::{AreaBand, Beginning, Entitlement, EntitlementRow, Payer};
use crate::grant::Platform;
use crate::mode::Mode;
use crate::money::MoneyBand;
use crate::open_point::OpenPointId;
use crate::period::{Period, Term};
use crate::policy::Policy;
use crate::text::Text;
use crate::unit::UnitKind;

coded! {
    /// Where a person stands to an entitlement.
    Entitledness {
        Holds = "holds",
        Later = "later",
        OnCondition = "on-condition",
        TextOpen = "text-open",
        NotNamed = "not-named",
        NotApplicable = "not-applicable",
        Over = "over",
        Cancelled = "cancelled",
    }
}

/// One entitlement, held against the circumstances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Entitled {
    pub entitlement: Entitlement,
    pub clause: Clause,
    pub outcome: Entitledness,
    pub why: Text,
    /// The first day; none while it is not known.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<NaiveDate>,
    /// The last day; none without an end.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<NaiveDate>,
    pub amount: Option<MoneyBand>,
    pub area: Option<AreaBand>,
    /// Days a year.
    pub days: Option<u16>,
    pub payer: Option<Payer>,
    /// What a person decides.
    pub left: Option<Text>,
    /// Always there with `text-open`.
    pub open_point: Option<OpenPointId>,
    /// How that point is read for now.
    pub reading: Option<Text>,
}

/// All of them in the order of the Measures.
pub fn entitlements(circumstances: &Circumstances, on: NaiveDate, policy: &Policy) -> Vec<Entitled> {
    Entitlement::ALL
        .into_iter()
        .map(|entitlement| {
            let row = policy.entitlement(entitlement);
            let stand = Stand::of(entitlement, row, circumstances, on, policy);
            let follows =
                [Entitledness::Holds, Entitledness::Later, Entitledness::OnCondition].contains(&stand.outcome);
            let open_point = stand.open_point.or(row.open_point.filter(|_| follows));
            Entitled {
                entitlement,
                clause: row.clause,
                outcome: stand.outcome,
                why: stand.why,
                from: stand.from,
                until: stand.until,
                amount: amount(entitlement, row, circumstances, policy),
                area: row.area,
                days: row.days,
                payer: row.payer,
                left: row.left.clone(),
                open_point,
                reading: open_point.map(|point| policy.open_point(point).reading.clone()),
            }
        })
        .collect()
}

/// What would follow for whoever is introduced to a post on this way to this kind of unit, in any case (`later`) or on further
/// conditions.
pub fn would_follow(mode: Mode, unit: UnitKind, on: NaiveDate, policy: &Policy) -> Vec<Entitled> {
    let may = [Entitledness::Later, Entitledness::OnCondition, Entitledness::TextOpen];
    let all = entitlements(&Circumstances::of_post(mode, unit), on, policy);
    all.into_iter().filter(|one| may.contains(&one.outcome)).collect()
}

/// The band of the row; for a platform that of the platform, or of all while none is stated.
fn amount(of: Entitlement, row: &EntitlementRow, circumstances: &Circumstances, policy: &Policy) -> Option<MoneyBand> {
    match (of, circumstances.platform) {
        (Entitlement::PlatformReward, None) => Platform::band(policy),
        (Entitlement::PlatformReward, Some(platform)) => {
            let amount = policy.platform(platform).amount;
            Some(MoneyBand { from: amount, to: amount })
        }
        (Entitlement::StartUpGrant, _) => Some(policy.start_up(crate::grant::StartUpGrant::Ordinary).band),
        (Entitlement::OutstandingStartUpGrant, _) => {
            Some(policy.start_up(crate::grant::StartUpGrant::Outstanding).band)
        }
        _ => row.amount,
    }
}

/// What was found about one entitlement; its words are in `entitled.toml`.
struct Stand {
    outcome: Entitledness,
    why: Text,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    open_point: Option<OpenPointId>,
}

impl Stand {
    fn new(outcome: Entitledness, words: &str) -> Stand {
        let why = WORDS.get(words).cloned().unwrap_or_else(|| Text::new(words, words));
        Stand { outcome, why, from: None, until: None, open_point: None }
    }

    fn open(point: OpenPointId, words: &str) -> Stand {
        Stand { open_point: Some(point), ..Stand::new(Entitledness::TextOpen, words) }
    }

    fn with(mut self, name: &str, value: &Text) -> Stand {
        let place = format!("{{{name}}}");
        self.why = Text::new(self.why.zh.replace(&place, &value.zh), self.why.en.replace(&place, &value.en));
        self
    }

    /// First whether the clause is about such a person, then whether the person is one, then the days.
    fn of(of: Entitlement, row: &EntitlementRow, person: &Circumstances, on: NaiveDate, policy: &Policy) -> Stand {
        if let Some(stand) = not_named(row, person, policy) {
            return stand;
        }
        if let Some(stand) = not_met(of, row, person, policy) {
            return stand;
        }
        in_time(row, person, on, policy)
    }
}

/// The clause names other modes or kinds of unit, or leaves open whether it names these.
fn not_named(row: &EntitlementRow, person: &Circumstances, policy: &Policy) -> Option<Stand> {
    if !row.names_unit(person.unit) {
        let as_enterprise = person.unit == UnitKind::NonPublicPartyOrganisation && row.names_unit(UnitKind::Enterprise);
        return Some(match as_enterprise {
            true => Stand::open(OpenPointId::O11, "unit-as-enterprise"),
            false => Stand::new(Entitledness::NotNamed, "unit-not-named").with("unit", policy.unit_kind(person.unit)),
        });
    }
    if !row.names_mode(person.mode) {
        return Some(match row.modes_carried_on {
            true => Stand::open(OpenPointId::O15, "modes-carried-on").with("mode", policy.mode(person.mode)),
            false => Stand::new(Entitledness::NotNamed, "mode-not-named").with("mode", policy.mode(person.mode)),
        });
    }
    None
}

/// Something that the clause asks for is not so, or not known.
fn not_met(of: Entitlement, row: &EntitlementRow, person: &Circumstances, policy: &Policy) -> Option<Stand> {
    let high_level = || person.categories.iter().any(|category| category.kind() == CategoryKind::HighLevel);
    if row.high_level_only && !person.categories.is_empty() && !high_level() {
        return Some(Stand::new(Entitledness::NotApplicable, "not-high-level"));
    }
    let said = |answer: Option<bool>| row.conditions.iter().filter(move |one| person.is(**one) == answer).copied();
    let missing: Vec<_> = said(Some(false)).collect();
    if of == Entitlement::OutstandingStartUpGrant {
        const BROUGHT: [Circumstance; 3] =
            [Circumstance::BringsProject, Circumstance::BringsCapital, Circumstance::BringsTeam];
        let lacking = missing.iter().filter(|one| BROUGHT.contains(one)).count();
        if lacking > 0 && lacking == missing.len() && BROUGHT.iter().any(|one| person.is(*one) == Some(true)) {
            return Some(Stand::open(OpenPointId::O15, "not-all-three"));
        }
    }
    if let Some(one) = missing.first() {
        let stand = Stand::new(Entitledness::NotApplicable, "circumstance-not");
        return Some(stand.with("circumstance", policy.circumstance(*one)));
    }
    let unknown: Vec<_> = said(None).map(|one| policy.circumstance(one)).collect();
    if !unknown.is_empty() {
        let together =
            |said: fn(&Text) -> &str, between| unknown.iter().map(|one| said(one)).collect::<Vec<_>>().join(between);
        let circumstances = Text::new(together(|one| &one.zh, "，"), together(|one| &one.en, "; "));
        return Some(
            Stand::new(Entitledness::OnCondition, "circumstance-unknown").with("circumstance", &circumstances),
        );
    }
    if row.high_level_only && person.categories.is_empty() {
        return Some(Stand::new(Entitledness::OnCondition, "category-unknown"));
    }
    None
}

fn in_time(row: &EntitlementRow, person: &Circumstances, on: NaiveDate, policy: &Policy) -> Stand {
    if let Some(Ended { on: ended, how: Ending::ProbationFailed }) = person.ended.filter(|ended| ended.on <= on) {
        let stand = Stand::new(Entitledness::Cancelled, "probation-failed");
        return Stand { until: ended.pred_opt(), open_point: Some(OpenPointId::O13), ..stand };
    }
    let waits = match row.begins {
        Beginning::Arrival => "from-arrival",
        Beginning::AfterHomeLeaveYears => "after-home-leave-years",
        Beginning::AfterService => "after-service",
        Beginning::AfterTerm => "after-term",
    };
    let Some(began_on) = person.began_on else { return Stand::new(Entitledness::Later, waits) };
    let term = |period: Period| Term::from(began_on, policy.period(period).span);
    let served_from = term(Period::Service).served_from();
    let from = match row.begins {
        Beginning::Arrival => Some(began_on),
        Beginning::AfterHomeLeaveYears => Some(term(Period::HomeLeave).served_from()),
        Beginning::AfterService => Some(served_from),
        Beginning::AfterTerm => person.term_ends_on.and_then(|last| last.succ_opt()),
    };
    let until = row.until.map(|period| term(period).ends_on);
    let (stand, until) = stand_of_service(row, person, on, waits, from, until, served_from);
    Stand { from, until, ..stand }
}

fn stand_of_service(
    row: &EntitlementRow,
    person: &Circumstances,
    on: NaiveDate,
    waits: &str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    served_from: NaiveDate,
) -> (Stand, Option<NaiveDate>) {
    let lasts = matches!(row.begins, Beginning::AfterService | Beginning::AfterTerm);
    let ended = person.ended.map(|ended| ended.on).filter(|ended| *ended <= on);
    let earned = |at: NaiveDate| served_from <= at;
    let stand = match (from, ended) {
        // What five years of service earned stays earned; what comes with serving ends with it.
        (_, Some(ended)) if lasts && !earned(ended) => Stand::new(Entitledness::NotApplicable, "service-too-short"),
        (_, Some(ended)) if !lasts => {
            let until = until.into_iter().chain(ended.pred_opt()).min();
            return (Stand::new(Entitledness::Over, "service-ended"), until);
        }
        (None, _) => Stand::new(Entitledness::Later, waits),
        (Some(from), _) if row.begins == Beginning::AfterTerm && from <= on && !earned(from) => {
            Stand::new(Entitledness::NotApplicable, "service-too-short")
        }
        (Some(from), _) if from <= on => match until.filter(|last| *last < on) {
            Some(_) => Stand::new(Entitledness::Over, "period-over"),
            None => Stand::new(Entitledness::Holds, "holds"),
        },
        (Some(_), _) if person.began_on.is_some_and(|began| began <= on) && row.earlier.is_some() => {
            Stand { open_point: row.earlier, ..Stand::new(Entitledness::TextOpen, "earlier-by-decision") }
        }
        _ => Stand::new(Entitledness::Later, waits),
    };
    (stand, until)
}

static WORDS: LazyLock<BTreeMap<String, Text>> =
    LazyLock::new(|| toml::from_str(include_str!("../entitled.toml")).expect("entitled.toml is checked by its test"));

#[cfg(test)]
#[path = "entitled_tests.rs"]
mod tests;
