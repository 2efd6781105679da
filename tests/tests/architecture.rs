//! The arrows between the crates, kept: what may use what, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
    ("databases", &[]),
    ("tests", &["databases", "yincai", "domain", "contract", "kit"]),
    ("bench", &["tests", "databases", "yincai", "domain", "contract", "kit"]),
    ("browser", &["tests", "domain"]),
];

/// The Measures in Rust stay pure: no clock, no storage, no network, no async.
const DOMAIN_MAY_USE: &[&str] = &["chrono", "csv", "serde", "toml", "unicode-normalization", "utoipa", "uuid"];

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

/// Every Rust file of the services, with its path below `services`.
fn service_sources() -> Vec<(String, String)> {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services");
    let mut folders = vec![services.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&services).expect("below services").to_string_lossy().into_owned();
                sources.push((name, std::fs::read_to_string(&path).expect("readable")));
            }
        }
    }
    sources
}

#[test]
fn a_door_never_queries_and_a_desk_never_renders() {
    const TESTS: [&str; 4] = ["/door.rs", "/journeys.rs", "/samples.rs", "_tests.rs"];
    let is_test = |name: &str| TESTS.iter().any(|end| name.ends_with(end));
    let is_door = |name: &str| (name.ends_with("/api.rs") || name.contains("/pages")) && !is_test(name);
    let sources = service_sources();
    assert!(sources.iter().any(|(name, _)| is_door(name)));
    for (name, source) in sources {
        if is_door(&name) {
            assert!(!source.contains("sea_orm"), "{name} queries: that belongs to a store");
        }
        if name.ends_with("/desk.rs") || name.ends_with("/store.rs") {
            assert!(
                !source.contains("askama") && !source.contains("HttpResponse"),
                "{name} renders: that belongs to a door"
            );
        }
        if name.ends_with("/rows.rs") {
            assert!(!source.contains("use domain"), "{name} knows the domain: that belongs to the store");
        }
    }
}

/// A program that knows the document alone would leave `If-Match` out, and be told 428.
#[test]
fn an_operation_that_takes_what_was_seen_says_so_in_its_document() {
    let mut takers = 0;
    for (name, source) in service_sources() {
        for handler in source.split("#[utoipa::path(").skip(1) {
            let (told, rest) = handler.split_once("async fn ").unwrap_or_else(|| panic!("{name}: a handler is no fn"));
            let signature = rest.split(" -> ").next().unwrap_or_default();
            let takes = signature.contains(": Seen");
            assert_eq!(told.contains(", Seen)"), takes, "{name}: {}", signature.lines().next().unwrap_or_default());
            takers += usize::from(takes);
        }
    }
    assert!(takers > 40, "only {takers}");
}

#[test]
fn the_domain_stays_pure() {
    let crates = dependencies();
    let stray: Vec<_> = crates["domain"].iter().filter(|used| !DOMAIN_MAY_USE.contains(&used.as_str())).collect();
    assert!(stray.is_empty(), "domain may not use {stray:?}");
}

/// As a plain dependency's feature they would be compiled into the program that a city runs.
#[test]
fn crash_points_are_turned_on_for_tests_alone() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata answers");
    let mut asked = Vec::new();
    for package in &metadata.packages {
        let by_feature = package.features.values().flatten().filter(|feature| feature.ends_with("/crash-points"));
        assert_eq!(by_feature.count(), 0, "a feature of {} turns them on", package.name);
        let with = package.dependencies.iter().filter(|used| used.features.iter().any(|name| name == "crash-points"));
        asked.extend(with.map(|used| (package.name.to_string(), used.kind)));
    }
    assert_eq!(asked, [("tests".to_owned(), DependencyKind::Development)]);

    let release = metadata.target_directory.join("release/yincai");
    match std::fs::read(&release) {
        Err(_) => println!("not looked at: there is no {release}"),
        Ok(program) => {
            let name = b"CRASH_POINT";
            assert!(!program.windows(name.len()).any(|bytes| bytes == name), "{release} has crash points");
        }
    }
}
