//! A facet as the page shows it: each choice with the number of posts it has while its own filter is lifted.

use kit::Say;

use super::choice::{Choice, FacetName};
use super::store::Filter;
use super::tally::Facets;

/// So many choices stand open; the rest unfolds.
const SHOWN: usize = 7;

pub struct Facet {
    pub name: &'static str,
    pub legend: String,
    pub shown: Vec<Ticked>,
    pub folded: Vec<Ticked>,
    /// `其余20个行业`.
    pub rest: String,
    pub folded_count: i64,
}

pub struct Ticked {
    pub code: &'static str,
    pub words: &'static str,
    pub count: i64,
    pub chosen: bool,
}

impl Facet {
    pub fn all(filter: &Filter, counts: &Facets, say: &Say) -> Vec<Facet> {
        FacetName::ALL.into_iter().map(|name| Facet::of(name, filter, counts, say)).collect()
    }

    /// Those with most posts first; in a long list the chosen ones before them, so that none of them is folded.
    fn of(name: FacetName, filter: &Filter, counts: &Facets, say: &Say) -> Facet {
        let chosen = filter.choices();
        let ticked = |choice: Choice| Ticked {
            code: choice.code(),
            words: choice.words(say.language()),
            count: counts.count(choice),
            chosen: chosen.contains(&choice),
        };
        let mut shown: Vec<Ticked> = name.choices().into_iter().map(ticked).collect();
        let long = shown.len() > SHOWN;
        shown.sort_by_key(|one| (!(long && one.chosen), -one.count));
        let open = shown.iter().filter(|one| one.chosen).count().max(SHOWN).min(shown.len());
        let folded = shown.split_off(open);
        Facet {
            name: name.code(),
            legend: say.it(format!("posts-facet-{}", name.code())),
            rest: say.with("posts-facet-rest", &[("count", folded.len().into())]),
            folded_count: folded.iter().map(|one| one.count).sum(),
            shown,
            folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Sector};

    use super::*;
    use crate::words;

    #[test]
    fn the_chosen_sectors_and_those_with_most_posts_come_first_and_none_is_lost() {
        let filter = Filter::of([Choice::Sector(Sector::CityManagement)]);
        let counts = Facets { sectors: [("water", 3), ("tourism", 9)].into(), ..Facets::default() };
        let facets = Facet::all(&filter, &counts, &words::say(Language::Zh));
        let codes: Vec<_> = facets[0].shown.iter().map(|one| one.code).collect();
        assert_eq!(codes[..3], ["city-management", "tourism", "water"]);
        assert_eq!((codes.len(), facets[0].folded.len(), facets[1].folded.len()), (7, 20, 0));
    }
}
