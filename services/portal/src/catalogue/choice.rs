//! What a visitor can choose by: sector (Article 3), mode (Article 6), unit and its kind (Article 4), degree, category
//! (Articles 10 and 11), pay, and how soon a post closes. Choices of one facet widen each other; facets narrow each other.

use std::borrow::Cow;

use chrono::NaiveDate;
use domain::{Category, Mode, Policy, Post, Sector, UnitId, UnitKind};
use kit::Say;

use super::band::{Closing, Degree, Pay};
use super::index::Index;

/// In the order of the page, and within a facet in the order of the Measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    Sector(Sector),
    Closing(Closing),
    Mode(Mode),
    Kind(UnitKind),
    Unit(UnitId),
    Degree(Degree),
    Category(Category),
    Pay(Pay),
}

/// The lists that choices come from, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetName {
    Sector,
    Closing,
    Mode,
    Kind,
    Unit,
    Degree,
    Category,
    Pay,
}

impl FacetName {
    pub const ALL: [FacetName; 8] = [
        FacetName::Sector,
        FacetName::Closing,
        FacetName::Mode,
        FacetName::Kind,
        FacetName::Unit,
        FacetName::Degree,
        FacetName::Category,
        FacetName::Pay,
    ];

    /// As addresses and keys of words have it.
    pub fn code(self) -> &'static str {
        match self {
            FacetName::Sector => "sector",
            FacetName::Closing => "closing",
            FacetName::Mode => "mode",
            FacetName::Kind => "kind",
            FacetName::Unit => "unit",
            FacetName::Degree => "degree",
            FacetName::Category => "category",
            FacetName::Pay => "pay",
        }
    }

    pub fn from_code(code: &str) -> Option<FacetName> {
        FacetName::ALL.into_iter().find(|name| name.code() == code)
    }

    /// Everything that can be chosen in it whatever the catalogue holds; the units come from the catalogue.
    pub fn choices(self) -> Vec<Choice> {
        match self {
            FacetName::Sector => Sector::ALL.map(Choice::Sector).to_vec(),
            FacetName::Closing => Closing::ALL.map(Choice::Closing).to_vec(),
            FacetName::Mode => Mode::ALL.map(Choice::Mode).to_vec(),
            FacetName::Kind => UnitKind::ALL.map(Choice::Kind).to_vec(),
            FacetName::Unit => Vec::new(),
            FacetName::Degree => Degree::ALL.map(Choice::Degree).to_vec(),
            FacetName::Category => Category::ALL.map(Choice::Category).to_vec(),
            FacetName::Pay => Pay::ALL.map(Choice::Pay).to_vec(),
        }
    }

    /// Whether its choices have an order of their own, so that they are not shown by their numbers.
    pub fn is_graded(self) -> bool {
        matches!(self, FacetName::Closing | FacetName::Degree | FacetName::Category | FacetName::Pay)
    }
}

impl Choice {
    pub fn read(name: FacetName, code: &str) -> Option<Choice> {
        match name {
            FacetName::Sector => Sector::from_code(code).map(Choice::Sector),
            FacetName::Closing => Closing::from_code(code).map(Choice::Closing),
            FacetName::Mode => Mode::from_code(code).map(Choice::Mode),
            FacetName::Kind => UnitKind::from_code(code).map(Choice::Kind),
            FacetName::Unit => code.parse().ok().map(Choice::Unit),
            FacetName::Degree => Degree::from_code(code).map(Choice::Degree),
            FacetName::Category => Category::from_code(code).map(Choice::Category),
            FacetName::Pay => Pay::from_code(code).map(Choice::Pay),
        }
    }

    /// All under which a post is found on that day.
    pub fn of(post: &Post, today: NaiveDate) -> Vec<Choice> {
        let one = [
            Choice::Sector(post.sector),
            Choice::Mode(post.mode),
            Choice::Kind(post.unit.kind),
            Choice::Unit(post.unit.id),
            Choice::Degree(Degree::of(post)),
            Choice::Pay(Pay::of(post)),
        ];
        let closing = Closing::of(post, today).into_iter().map(Choice::Closing);
        let categories = post.basis.iter().copied().map(Choice::Category);
        one.into_iter().chain(closing).chain(categories).collect()
    }

    pub fn facet(self) -> FacetName {
        match self {
            Choice::Sector(_) => FacetName::Sector,
            Choice::Closing(_) => FacetName::Closing,
            Choice::Mode(_) => FacetName::Mode,
            Choice::Kind(_) => FacetName::Kind,
            Choice::Unit(_) => FacetName::Unit,
            Choice::Degree(_) => FacetName::Degree,
            Choice::Category(_) => FacetName::Category,
            Choice::Pay(_) => FacetName::Pay,
        }
    }

    pub fn code(self) -> Cow<'static, str> {
        let code = match self {
            Choice::Sector(sector) => sector.code(),
            Choice::Closing(closing) => closing.code(),
            Choice::Mode(mode) => mode.code(),
            Choice::Kind(kind) => kind.code(),
            Choice::Unit(unit) => return unit.to_string().into(),
            Choice::Degree(degree) => degree.code(),
            Choice::Category(category) => category.code(),
            Choice::Pay(pay) => pay.code(),
        };
        code.into()
    }

    pub fn words<'a>(self, index: &'a Index, say: &Say) -> Cow<'a, str> {
        let policy = Policy::standard();
        let words = match self {
            Choice::Sector(sector) => policy.sector(sector),
            Choice::Mode(mode) => policy.mode(mode),
            Choice::Kind(kind) => policy.unit_kind(kind),
            Choice::Category(category) => &policy.category(category).name,
            Choice::Unit(unit) => match index.unit(unit) {
                Some(name) => name,
                None => return say.owned("posts-unit-unknown").into(),
            },
            Choice::Closing(_) | Choice::Degree(_) | Choice::Pay(_) => {
                return say.owned(format!("{}-{}", self.facet().code(), self.code())).into();
            }
        };
        words.say(say.language()).into()
    }
}
