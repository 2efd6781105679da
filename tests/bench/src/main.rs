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

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use report::Report;

/// Measure the product beside its limits.
#[derive(Parser)]
pub struct Wanted {
    /// Posts in the catalogue.
    #[arg(long, default_value_t = 10_000)]
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
        if wanted.wants(1) || wanted.wants(3) {
            rows::catalogue::measure(&wanted, &mut report).await;
        }
        if wanted.wants(5) {
            rows::submit::measure(&mut report).await;
        }
        if wanted.wants(6) {
            rows::chain::measure(&mut report).await;
        }
    });
    report.finish(&wanted.out);
    ExitCode::SUCCESS
}
