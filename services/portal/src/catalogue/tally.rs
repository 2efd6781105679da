//! How many posts are open on a day, by sector, mode and kind of unit: counted once for each issue and day.
//! There are at most some hundred combinations, so every number of every list is a short walk through them.

use std::collections::BTreeMap;

use domain::{Mode, Sector, UnitKind};

use super::store::Filter;

/// How many posts and how many people are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub posts: i64,
    pub wanted: i64,
}

/// The posts of one sector, mode and kind of unit.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub sector: Sector,
    pub mode: Mode,
    pub kind: UnitKind,
    pub total: Total,
}

#[derive(Clone, Debug, Default)]
pub struct Tally(pub Vec<Cell>);

/// Counts by code, each with its own filter lifted.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    pub sectors: BTreeMap<&'static str, i64>,
    pub modes: BTreeMap<&'static str, i64>,
    pub kinds: BTreeMap<&'static str, i64>,
}

impl Tally {
    pub fn total(&self, filter: &Filter) -> Total {
        let through = self.0.iter().filter(|cell| {
            lets(&filter.sectors, cell.sector) && lets(&filter.modes, cell.mode) && lets(&filter.kinds, cell.kind)
        });
        through.fold(Total::default(), |sum, cell| Total {
            posts: sum.posts + cell.total.posts,
            wanted: sum.wanted + cell.total.wanted,
        })
    }

    pub fn facets(&self, filter: &Filter) -> Facets {
        let mut facets = Facets::default();
        for Cell { sector, mode, kind, total } in &self.0 {
            let (in_sectors, in_modes, in_kinds) =
                (lets(&filter.sectors, *sector), lets(&filter.modes, *mode), lets(&filter.kinds, *kind));
            for (counts, code, counted) in [
                (&mut facets.sectors, sector.code(), in_modes && in_kinds),
                (&mut facets.modes, mode.code(), in_sectors && in_kinds),
                (&mut facets.kinds, kind.code(), in_sectors && in_modes),
            ] {
                if counted {
                    *counts.entry(code).or_default() += total.posts;
                }
            }
        }
        facets
    }
}

/// Nothing chosen lets everything through.
fn lets<T: PartialEq>(chosen: &[T], one: T) -> bool {
    chosen.is_empty() || chosen.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_from_the_cells() {
        let cell = |sector, mode, posts| Cell {
            sector,
            mode,
            kind: UnitKind::Organ,
            total: Total { posts, wanted: 2 * posts },
        };
        let tally = Tally(vec![
            cell(Sector::Water, Mode::Transfer, 3),
            cell(Sector::Water, Mode::OpenRecruitment, 4),
            cell(Sector::Tourism, Mode::Transfer, 5),
        ]);
        let filter = Filter { sectors: vec![Sector::Water], modes: vec![Mode::Transfer], ..Filter::default() };
        assert_eq!(tally.total(&Filter::default()), Total { posts: 12, wanted: 24 });
        assert_eq!(tally.total(&filter), Total { posts: 3, wanted: 6 });
        let facets = tally.facets(&filter);
        assert_eq!(facets.sectors, [("water", 3), ("tourism", 5)].into());
        assert_eq!(facets.modes, [("transfer", 3), ("open-recruitment", 4)].into());
        assert_eq!(facets.kinds, [("organ", 3)].into());
    }
}
