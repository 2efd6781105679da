//! The table of cases (`tables/entitled.toml`), and what holds of everybody there could be.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::category::Category;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    who: String,
    on: NaiveDate,
    circumstances: Circumstances,
    /// Under each outcome the entitlements, with the first day (`from`), the last (`until`) and the point where they are said.
    follows: BTreeMap<Entitledness, Vec<String>>,
}

fn say(one: &Entitled) -> String {
    let from = one.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let until = one.until.map(|day| format!(" until {day}")).unwrap_or_default();
    let point = one.open_point.map(|point| format!(" {point}")).unwrap_or_default();
    format!("{}{from}{until}{point}", one.entitlement)
}

#[test]
fn cases_are_held_against_every_entitlement() {
    let table: Table = toml::from_str(include_str!("../tables/entitled.toml")).expect("entitled.toml");
    assert!(table.case.len() >= 20);
    for Case { who, on, circumstances, follows } in table.case {
        let mut found: BTreeMap<Entitledness, Vec<String>> = BTreeMap::new();
        for one in entitlements(&circumstances, on, Policy::standard()) {
            found.entry(one.outcome).or_default().push(say(&one));
        }
        assert_eq!(follows, found, "{who}");
    }
}

#[test]
fn every_reason_has_words_and_all_words_are_used() {
    let source = include_str!("entitled.rs");
    for key in WORDS.keys() {
        assert!(source.contains(&format!("\"{key}\"")), "{key} is said nowhere");
    }
    let keys = ["Entitledness::", "OpenPointId::"].iter().flat_map(|start| source.match_indices(start));
    for (place, _) in keys {
        let rest = &source[place..];
        let line = rest.lines().next().unwrap_or_default();
        if let Some(key) = line.split_once(", \"").and_then(|(_, rest)| rest.split('"').next()) {
            assert!(WORDS.contains_key(key), "{key} has no words");
        }
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn circumstances() -> impl Strategy<Value = Circumstances> {
    let day = || prop::option::of((0..4000u64).prop_map(|days| today() + Days::new(200) - Days::new(days)));
    let ended = day().prop_flat_map(|on| {
        let how = prop::sample::select(Ending::ALL.to_vec());
        how.prop_map(move |how| on.map(|on| Ended { on, how }))
    });
    (
        prop::sample::select(Mode::ALL.to_vec()),
        prop::sample::select(UnitKind::ALL.to_vec()),
        prop::sample::subsequence(Category::ALL.to_vec(), 0..3),
        day(),
        day(),
        ended,
        prop::option::of(prop::sample::select(Platform::ALL.to_vec())),
        prop::collection::btree_map(prop::sample::select(Circumstance::ALL.to_vec()), any::<bool>(), 0..12),
    )
        .prop_map(|(mode, unit, categories, began_on, term_ends_on, ended, platform, stated)| Circumstances {
            mode,
            unit,
            categories,
            began_on,
            term_ends_on,
            ended,
            platform,
            stated,
        })
}

proptest! {
    #[test]
    fn every_entitlement_names_its_clause_and_what_is_open_cites_its_point(person in circumstances()) {
        let policy = Policy::standard();
        let found = entitlements(&person, today(), policy);
        prop_assert_eq!(found.iter().map(|one| one.entitlement).collect::<Vec<_>>(), Entitlement::ALL.to_vec());
        for one in found {
            prop_assert_eq!(one.clause, policy.entitlement(one.entitlement).clause);
            prop_assert!(one.outcome != Entitledness::TextOpen || one.open_point.is_some());
            prop_assert_eq!(one.reading.as_ref(), one.open_point.map(|point| &policy.open_point(point).reading));
            let filled_in = !one.why.zh.contains('{') && !one.why.en.contains('{');
            prop_assert!(filled_in, "{}", one.why.en);
        }
    }

    #[test]
    fn nothing_holds_that_the_clause_does_not_name(person in circumstances()) {
        for one in entitlements(&person, today(), Policy::standard()) {
            let row = Policy::standard().entitlement(one.entitlement);
            let follows = [Entitledness::Holds, Entitledness::Later, Entitledness::OnCondition].contains(&one.outcome);
            prop_assert!(!follows || (row.names_mode(person.mode) && row.names_unit(person.unit)), "{}", one.entitlement);
        }
    }

    #[test]
    fn what_holds_has_begun_is_not_over_and_is_wanting_nothing(person in circumstances()) {
        for one in entitlements(&person, today(), Policy::standard()) {
            if one.outcome == Entitledness::Holds {
                prop_assert!(one.from.is_some_and(|from| from <= today()), "{}", one.entitlement);
                prop_assert!(one.until.is_none_or(|until| today() <= until), "{}", one.entitlement);
                let row = Policy::standard().entitlement(one.entitlement);
                prop_assert!(row.conditions.iter().all(|asked| person.is(*asked) == Some(true)), "{}", one.entitlement);
            }
        }
    }

    #[test]
    fn what_five_years_earned_stays(person in circumstances(), later in 0..3000u64) {
        let person = Circumstances { ended: None, ..person };
        let found = |on| entitlements(&person, on, Policy::standard()).into_iter();
        for (now, then) in found(today()).zip(found(today() + Days::new(later))) {
            let row = Policy::standard().entitlement(now.entitlement);
            let earned = [Beginning::AfterService, Beginning::AfterTerm].contains(&row.begins);
            prop_assert!(!(earned && now.outcome == Entitledness::Holds) || then.outcome == Entitledness::Holds);
        }
    }

    #[test]
    fn saying_more_never_turns_what_holds_into_a_condition(person in circumstances(), more in prop::sample::select(Circumstance::ALL.to_vec())) {
        let mut said = person.clone();
        said.stated.entry(more).or_insert(true);
        let found = |person: &Circumstances| entitlements(person, today(), Policy::standard()).into_iter();
        for (before, after) in found(&person).zip(found(&said)) {
            prop_assert!(before.outcome != Entitledness::Holds || after.outcome == Entitledness::Holds);
        }
    }

    #[test]
    fn home_leave_of_the_first_years_and_of_the_later_ones_never_meet(person in circumstances(), days in 0..5000u64) {
        let on = today() - Days::new(3000) + Days::new(days);
        let held: BTreeSet<_> = entitlements(&person, on, Policy::standard())
            .into_iter()
            .filter(|one| one.outcome == Entitledness::Holds)
            .map(|one| one.entitlement)
            .collect();
        prop_assert!(!(held.contains(&Entitlement::HomeLeave) && held.contains(&Entitlement::HomeLeaveByRules)));
        let serves = person.began_on.is_some_and(|began| began <= on) && person.ended.is_none();
        prop_assert!(!serves || held.contains(&Entitlement::HomeLeave) || held.contains(&Entitlement::HomeLeaveByRules));
    }

    #[test]
    fn a_failed_probation_cancels_and_takes_nothing_else_away(person in circumstances()) {
        let ended = Some(Ended { on: today(), how: Ending::ProbationFailed });
        let failed = Circumstances { ended, ..person };
        for one in entitlements(&failed, today(), Policy::standard()) {
            prop_assert!(![Entitledness::Holds, Entitledness::Later, Entitledness::Over].contains(&one.outcome));
            prop_assert!(one.outcome != Entitledness::Cancelled || one.open_point == Some(OpenPointId::O13));
        }
    }
}
