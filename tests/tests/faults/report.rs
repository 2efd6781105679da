//! `docs/faults.md`: what was played, what people saw, and how soon everything had arrived. Written by the run when it is asked
//! to with `YINCAI_TEST_FAULTS=write`; otherwise every run holds its names against it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use tests::given::checkout;

const OPENING: &str = include_str!("opening.md");

/// One fault as it went.
pub struct Row {
    name: &'static str,
    seen: String,
    arrived: Duration,
}

impl Row {
    /// What each kind of request met, in its order; `repeated` mails came again under their one Message-ID.
    pub fn of(name: &'static str, seen: &[(&'static str, String)], repeated: usize, arrived: Duration) -> Row {
        let mut met: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (what, said) in seen.iter().filter(|(what, _)| WATCHED.contains(what)) {
            met.entry(what).or_default().push(said);
        }
        let told = WATCHED.iter().filter_map(|what| Some(format!("{what}: {}", met.get(what)?.join(", then "))));
        let mut told: Vec<String> = told.collect();
        if repeated > 0 {
            told.push("a mail came twice under its one Message-ID".to_owned());
        }
        Row { name, seen: told.join("; "), arrived }
    }
}

const WATCHED: [&str; 3] = ["reads the catalogue", "files", "passes a case on"];

/// Writes the table, or holds its names against the one that is there.
#[expect(clippy::disallowed_methods, reason = "no setting of the product: it says whether a test writes a document")]
pub fn keep(rows: &[Row]) {
    for row in rows {
        println!("{:<70} {:>5.1} s  {}", row.name, row.arrived.as_secs_f64(), row.seen);
    }
    if std::env::var("YINCAI_TEST_FAULTS").is_ok_and(|asked| asked == "write") {
        let table: String = (1..)
            .zip(rows)
            .map(|(number, Row { name, seen, arrived })| {
                format!("| {number} | {name} | {seen} | {:.0} s |\n", arrived.as_secs_f64().ceil())
            })
            .collect();
        std::fs::write(path(), format!("{OPENING}{table}")).expect("written");
    }
    let names: Vec<String> = rows.iter().map(|row| row.name.to_owned()).collect();
    assert_eq!(written(), names, "docs/faults.md is of another run: YINCAI_TEST_FAULTS=write writes it anew");
}

/// The names in the table as it stands.
pub fn written() -> Vec<String> {
    let text = std::fs::read_to_string(path()).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        cells.next()?.parse::<usize>().ok()?;
        Some(cells.next()?.to_owned())
    };
    text.lines().filter_map(row).collect()
}

fn path() -> PathBuf {
    checkout().join("docs/faults.md")
}
