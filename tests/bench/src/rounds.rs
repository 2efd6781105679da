//! A round: limit → ours → limit. Only ratios of one round are compared, and only where the machine held still meanwhile.

use std::time::Duration;

use crate::Wanted;
use crate::load::{Asked, Figures, ask};

/// Two figures of one limit server that differ by more than this say that the machine did something else.
const UNREST: f64 = 0.30;
/// So many unquiet rounds are run again.
const MOST_DROPPED: usize = 10;

pub struct Rounds {
    pub ours: Vec<Figures>,
    /// The mean of both sides of the round.
    pub limit: Vec<Figures>,
    pub dropped: usize,
}

pub async fn against(ours: Asked<'_>, limit: Asked<'_>, connections: usize, wanted: &Wanted) -> Rounds {
    let time = Duration::from_secs(wanted.seconds);
    let mut rounds = Rounds { ours: Vec::new(), limit: Vec::new(), dropped: 0 };
    while rounds.ours.len() < wanted.rounds {
        let before = ask(&limit, connections, time).await;
        let between = ask(&ours, connections, time).await;
        let after = ask(&limit, connections, time).await;
        let least = before.per_second.min(after.per_second);
        if (before.per_second - after.per_second).abs() > UNREST * least && rounds.dropped < MOST_DROPPED {
            rounds.dropped += 1;
            continue;
        }
        rounds.ours.push(between);
        rounds.limit.push(mean(before, after));
    }
    rounds
}

fn mean(one: Figures, other: Figures) -> Figures {
    Figures {
        answers: one.answers + other.answers,
        per_second: (one.per_second + other.per_second) / 2.0,
        p50: (one.p50 + other.p50) / 2,
        p99: one.p99.max(other.p99),
        cpu: (one.cpu + other.cpu) / 2,
    }
}

impl Rounds {
    /// Ours as a part of the limit by answers a second, round by round, in order.
    pub fn by_speed(&self) -> Vec<f64> {
        in_order(self.pairs().map(|(ours, limit)| ours.per_second / limit.per_second.max(f64::MIN_POSITIVE)))
    }

    /// How many times as long as at the limit half of the readers wait.
    pub fn by_p50(&self) -> Vec<f64> {
        in_order(self.pairs().map(|(ours, limit)| ours.p50.as_secs_f64() / limit.p50.as_secs_f64().max(1e-9)))
    }

    /// What half of our readers wait for at most, in milliseconds.
    pub fn p50(&self) -> Vec<f64> {
        in_order(self.ours.iter().map(|ours| ours.p50.as_secs_f64() * 1000.0))
    }

    /// What all but one in a hundred of our readers wait for at most, in milliseconds.
    pub fn p99(&self) -> Vec<f64> {
        in_order(self.ours.iter().map(|ours| ours.p99.as_secs_f64() * 1000.0))
    }

    /// The same by CPU time for one answer, which drifts least: the limit's as a part of ours.
    pub fn by_cpu(&self) -> Vec<f64> {
        let part = |(ours, limit): (&Figures, &Figures)| limit.cpu.as_secs_f64() / ours.cpu.as_secs_f64().max(1e-9);
        in_order(self.pairs().map(part))
    }

    /// Ours beside the limit, round by round.
    pub fn pairs(&self) -> impl Iterator<Item = (&Figures, &Figures)> {
        self.ours.iter().zip(&self.limit)
    }
}

fn in_order(figures: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures
}

/// The one in the middle of what is in order.
pub fn median<T: Copy + Default>(sorted: &[T]) -> T {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
