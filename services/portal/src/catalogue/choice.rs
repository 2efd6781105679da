//! What a visitor can choose by: a sector (Article 3), a mode (Article 6), a kind of unit (Article 4).
//! Choices of one facet widen each other; facets narrow each other.

use domain::{Language, Mode, Policy, Sector, UnitKind};

use super::store::Filter;
use super::tally::Facets;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Sector(Sector),
    Mode(Mode),
    Kind(UnitKind),
}

/// The lists that choices come from, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetName {
    Sector,
    Mode,
    Kind,
}

impl FacetName {
    pub const ALL: [FacetName; 3] = [FacetName::Sector, FacetName::Mode, FacetName::Kind];

    /// As addresses and keys of words have it.
    pub fn code(self) -> &'static str {
        match self {
            FacetName::Sector => "sector",
            FacetName::Mode => "mode",
            FacetName::Kind => "kind",
        }
    }

    pub fn from_code(code: &str) -> Option<FacetName> {
        FacetName::ALL.into_iter().find(|name| name.code() == code)
    }

    /// Everything that can be chosen in it, in the order of the Measures.
    pub fn choices(self) -> Vec<Choice> {
        match self {
            FacetName::Sector => Sector::ALL.map(Choice::Sector).to_vec(),
            FacetName::Mode => Mode::ALL.map(Choice::Mode).to_vec(),
            FacetName::Kind => UnitKind::ALL.map(Choice::Kind).to_vec(),
        }
    }
}

impl Choice {
    pub fn read(name: FacetName, code: &str) -> Option<Choice> {
        match name {
            FacetName::Sector => Sector::from_code(code).map(Choice::Sector),
            FacetName::Mode => Mode::from_code(code).map(Choice::Mode),
            FacetName::Kind => UnitKind::from_code(code).map(Choice::Kind),
        }
    }

    pub fn facet(self) -> FacetName {
        match self {
            Choice::Sector(_) => FacetName::Sector,
            Choice::Mode(_) => FacetName::Mode,
            Choice::Kind(_) => FacetName::Kind,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Choice::Sector(sector) => sector.code(),
            Choice::Mode(mode) => mode.code(),
            Choice::Kind(kind) => kind.code(),
        }
    }

    pub fn words(self, language: Language) -> &'static str {
        let policy = Policy::standard();
        let words = match self {
            Choice::Sector(sector) => policy.sector(sector),
            Choice::Mode(mode) => policy.mode(mode),
            Choice::Kind(kind) => policy.unit_kind(kind),
        };
        words.say(language)
    }
}

impl Filter {
    /// What is chosen, facet by facet, in the order of the Measures.
    pub fn choices(&self) -> Vec<Choice> {
        let sectors = self.sectors.iter().copied().map(Choice::Sector);
        let modes = self.modes.iter().copied().map(Choice::Mode);
        let kinds = self.kinds.iter().copied().map(Choice::Kind);
        sectors.chain(modes).chain(kinds).collect()
    }

    pub fn of(choices: impl IntoIterator<Item = Choice>) -> Filter {
        let mut filter = Filter::default();
        for choice in choices {
            match choice {
                Choice::Sector(sector) => filter.sectors.push(sector),
                Choice::Mode(mode) => filter.modes.push(mode),
                Choice::Kind(kind) => filter.kinds.push(kind),
            }
        }
        filter.sectors.sort();
        filter.sectors.dedup();
        filter.modes.sort();
        filter.modes.dedup();
        filter.kinds.sort();
        filter.kinds.dedup();
        filter
    }

    pub fn without(&self, choice: Choice) -> Filter {
        Filter::of(self.choices().into_iter().filter(|one| *one != choice))
    }

    pub fn lifted(&self, name: FacetName) -> Filter {
        Filter::of(self.choices().into_iter().filter(|one| one.facet() != name))
    }
}

impl Facets {
    pub fn count(&self, choice: Choice) -> i64 {
        let counts = match choice.facet() {
            FacetName::Sector => &self.sectors,
            FacetName::Mode => &self.modes,
            FacetName::Kind => &self.kinds,
        };
        counts.get(choice.code()).copied().unwrap_or(0)
    }

    /// How many posts there are without this facet's filter.
    pub fn count_without(&self, name: FacetName) -> i64 {
        name.choices().into_iter().map(|choice| self.count(choice)).sum()
    }
}
