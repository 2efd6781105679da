//! The arrows between the crates, kept: what may use what, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate and the crates of this product that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contract", &["domain"]),
    ("kit", &["contract"]),
    ("portal", &["domain", "contract", "kit"]),
    ("review", &["domain", "contract", "kit"]),
    ("notify", &["contract", "kit"]),
    ("yincai", &["portal", "review", "notify", "contract", "kit"]),
    ("tests", &["yincai", "domain", "contract", "kit"]),
];

/// The Measures in Rust stay pure: no clock, no storage, no network, no async.
const DOMAIN_MAY_USE: &[&str] = &["chrono", "csv", "serde", "toml", "utoipa", "uuid"];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata answers");
    metadata
        .packages
        .iter()
        .map(|package| {
            let uses = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .map(|dependency| dependency.name.clone())
                .collect();
            (package.name.to_string(), uses)
        })
        .collect()
}

#[test]
fn every_crate_uses_only_what_its_arrows_allow() {
    let crates = dependencies();
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    for (name, uses) in &crates {
        let Some((_, allowed)) = ARROWS.iter().find(|(ours, _)| ours == name) else {
            panic!("{name} has no row in ARROWS");
        };
        let stray: Vec<_> =
            uses.iter().filter(|used| ours.contains(used.as_str()) && !allowed.contains(&used.as_str())).collect();
        assert!(stray.is_empty(), "{name} may not use {stray:?}");
    }
    assert_eq!(crates.len(), ARROWS.len(), "a crate of ARROWS is gone");
}

#[test]
fn the_domain_stays_pure() {
    let crates = dependencies();
    let stray: Vec<_> = crates["domain"].iter().filter(|used| !DOMAIN_MAY_USE.contains(&used.as_str())).collect();
    assert!(stray.is_empty(), "domain may not use {stray:?}");
}
