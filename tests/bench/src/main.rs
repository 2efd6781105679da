//! The bench: what the product does in a second, beside what the machine could do at most, in the same minute.
//! `cargo run --release -p bench`; machines are noisy, so every verdict is a ratio to a limit server in the same round.

mod api;
mod floor;
mod house;
mod limits;
mod load;
mod machine;
mod process;
mod report;
mod rounds;
mod rows;
mod seed;
mod stocked;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use report::Report;
use stocked::Stocked;

/// Measure the product beside its limits.
#[derive(Parser)]
pub struct Wanted {
    /// Posts in the catalogue, at most a million.
    #[arg(long, default_value_t = 10_000, value_parser = posts)]
    posts: usize,
    /// Rounds that must hold; one whose two limit figures differ by more than 30 % is dropped and run again.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds for each figure.
    #[arg(long, default_value_t = 2)]
    seconds: u64,
    /// Rows of the performance paper, such as `1,3`; all of them without it.
    #[arg(long, value_delimiter = ',')]
    rows: Vec<u8>,
    /// Where the figures go as JSON and as a chart.
    #[arg(long, default_value = "target/bench")]
    out: PathBuf,
}

/// The numbers of the sample posts have six digits.
fn posts(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(posts @ 1..=1_000_000) => Ok(posts),
        _ => Err("a number from 1 to 1000000".to_owned()),
    }
}

impl Wanted {
    fn wants(&self, row: u8) -> bool {
        self.rows.is_empty() || self.rows.contains(&row)
    }
}

fn main() -> ExitCode {
    // The bench starts itself again as the servers that it measures: one executable, built with one set of flags.
    match process::role() {
        Some(process::Role::Product) => return yincai::main(),
        Some(process::Role::Limit) => return limits::serve(),
        Some(process::Role::Floor) => return floor::serve(),
        None => {}
    }
    let wanted = Wanted::parse();
    let mut report = Report::new(&wanted);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        if wanted.wants(9) || wanted.wants(10) || wanted.wants(11) {
            rows::start::measure(&wanted, &mut report).await;
        }
        if [1, 2, 3, 12].into_iter().any(|row| wanted.wants(row)) {
            let stocked = Stocked::with(wanted.posts, &[]).await;
            // First, before readers have filled what it keeps ready.
            if wanted.wants(12) {
                rows::growth::measure(&wanted, &stocked, &mut report).await;
            }
            if wanted.wants(1) || wanted.wants(3) {
                rows::catalogue::measure(&wanted, &stocked, &mut report).await;
            }
            if wanted.wants(2) {
                rows::search::measure(&wanted, &stocked, &mut report).await;
            }
        }
        if wanted.wants(4) {
            rows::through_gateway::measure(&wanted, &mut report).await;
        }
        if wanted.wants(12) {
            rows::issued::measure(&wanted, &mut report).await;
        }
        if wanted.wants(5) {
            rows::submit::measure(&mut report).await;
        }
        if wanted.wants(6) {
            rows::chain::measure(&mut report).await;
        }
        if wanted.wants(8) {
            rows::events::measure(&mut report).await;
        }
    });
    report.finish(&wanted.out);
    ExitCode::SUCCESS
}
