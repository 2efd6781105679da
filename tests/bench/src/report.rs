//! What comes of it: one table with target and verdict per row, the same as JSON, and a chart.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::Wanted;
use crate::rounds::{Rounds, median};

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    AtLeast(f64),
    AtMost(f64),
    /// To be known, not to be met.
    None,
}

impl Target {
    fn is_met(self, value: f64) -> bool {
        match self {
            Target::AtLeast(least) => value >= least,
            Target::AtMost(most) => value <= most,
            Target::None => true,
        }
    }

    fn words(self) -> String {
        match self {
            Target::AtLeast(least) => format!("≥ {least}"),
            Target::AtMost(most) => format!("≤ {most}"),
            Target::None => "—".to_owned(),
        }
    }
}

/// One row of the table: the median, and how far the rounds lie apart.
#[derive(Serialize)]
struct Line {
    row: u8,
    what: String,
    value: f64,
    least: f64,
    most: f64,
    unit: String,
    target: Target,
    met: bool,
    /// What the ratio is made from, in words.
    detail: String,
}

#[derive(Serialize)]
pub struct Report {
    posts: usize,
    rounds: usize,
    lines: Vec<Line>,
}

impl Report {
    pub fn new(wanted: &Wanted) -> Report {
        Report { posts: wanted.posts, rounds: wanted.rounds, lines: Vec::new() }
    }

    /// A figure that stands for itself.
    pub fn figure(&mut self, row: u8, what: &str, value: f64, unit: &str, target: Target) {
        self.add(row, what, &[value], unit, target, String::new());
    }

    /// The same of several rounds, in order.
    pub fn spread(&mut self, row: u8, what: &str, sorted: &[f64], unit: &str, target: Target) {
        self.add(row, what, sorted, unit, target, String::new());
    }

    /// Ours as a part of a limit, by the server's CPU time for one answer; the speed stands beside it.
    pub fn ratio(&mut self, row: u8, what: &str, limit: &str, rounds: &Rounds, least: f64) {
        let ours = median(&rounds.ours);
        let detail = format!(
            "{:.0}/s, {:.2} of {limit} by speed; p50 {:.2} ms, p99 {:.2} ms; {:.3} ms CPU; {} rounds dropped",
            ours.per_second,
            median(&rounds.by_speed()),
            ours.p50.as_secs_f64() * 1000.0,
            ours.p99.as_secs_f64() * 1000.0,
            ours.cpu.as_secs_f64() * 1000.0,
            rounds.dropped,
        );
        self.add(row, what, &rounds.by_cpu(), &format!("of {limit}"), Target::AtLeast(least), detail);
    }

    fn add(&mut self, row: u8, what: &str, sorted: &[f64], unit: &str, target: Target, detail: String) {
        let value = median(sorted);
        let line = Line {
            row,
            what: what.to_owned(),
            value,
            least: sorted.first().copied().unwrap_or_default(),
            most: sorted.last().copied().unwrap_or_default(),
            unit: unit.to_owned(),
            target,
            met: target.is_met(value),
            detail,
        };
        println!("{}", line.words());
        self.lines.push(line);
    }

    pub fn finish(&self, out: &Path) {
        println!("\n| row | work | measured | target | |\n| --- | --- | --- | --- | --- |");
        for line in &self.lines {
            println!(
                "| {} | {} | {} | {} | {} |",
                line.row,
                line.what,
                line.measured(),
                line.target.words(),
                line.verdict()
            );
        }
        let json = serde_json::to_string_pretty(self).expect("JSON");
        fs::create_dir_all(out)
            .and_then(|()| fs::write(out.join("bench.json"), json))
            .and_then(|()| fs::write(out.join("bench.svg"), self.chart()))
            .unwrap_or_else(|error| panic!("{out:?}: {error}"));
        println!("\n{0}/bench.json and {0}/bench.svg", out.display());
    }

    /// Each row as a bar: how much of its target it reaches, which is the line at 100 %.
    fn chart(&self) -> String {
        const ROW: usize = 24;
        let height = self.lines.len() * ROW + 20;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        );
        for (at, line) in self.lines.iter().enumerate() {
            let reached = match line.target {
                Target::AtLeast(least) => line.value / least,
                Target::AtMost(most) => most / line.value.max(f64::MIN_POSITIVE),
                Target::None => 1.0,
            };
            let (y, width) = (at * ROW + 10, (reached.min(2.0) * 200.0).round());
            let colour = if line.met { "#146bb0" } else { "#b0221a" };
            let words = format!("{} {} ({})", line.row, line.what, line.measured());
            writeln!(
                svg,
                "<rect x=\"460\" y=\"{y}\" width=\"{width}\" height=\"14\" fill=\"{colour}\"/><text x=\"450\" y=\"{}\" text-anchor=\"end\">{words}</text>",
                y + 12
            )
            .expect("a string takes everything");
        }
        svg + &format!("<path d=\"M660 0V{height}\" stroke=\"#16202b\"/>\n</svg>\n")
    }
}

impl Line {
    fn measured(&self) -> String {
        if self.least.to_bits() == self.most.to_bits() {
            format!("{:.2} {}", self.value, self.unit)
        } else {
            format!("{:.2} ({:.2}–{:.2}) {}", self.value, self.least, self.most, self.unit)
        }
    }

    fn verdict(&self) -> &'static str {
        match self.target {
            Target::None => "told",
            _ if self.met => "met",
            _ => "missed",
        }
    }

    fn words(&self) -> String {
        format!(
            "row {} {}: {}, {} {}; {}",
            self.row,
            self.what,
            self.measured(),
            self.target.words(),
            self.verdict(),
            self.detail
        )
    }
}
