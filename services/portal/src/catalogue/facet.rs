//! A facet as the page shows it: each choice with the number of posts it has while its own filter is lifted.

use std::borrow::Cow;
use std::cmp::Reverse;

use kit::Say;

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::index::Index;
use super::reached::Counts;

/// So many choices stand open; the rest unfolds.
const SHOWN: usize = 7;
/// So many units are offered; the others are found by their names.
const MOST_UNITS: usize = 40;

pub struct Facet<'a> {
    pub name: &'static str,
    pub legend: String,
    pub shown: Vec<Ticked<'a>>,
    pub folded: Vec<Ticked<'a>>,
    /// `其余20个行业`.
    pub rest: String,
    pub folded_count: i64,
}

pub struct Ticked<'a> {
    pub code: Cow<'static, str>,
    pub words: Cow<'a, str>,
    pub count: i64,
    pub chosen: bool,
}

impl<'a> Facet<'a> {
    pub fn all(filter: &Filter, counts: &Counts, index: &'a Index, say: &Say) -> Vec<Facet<'a>> {
        let facets = FacetName::ALL.into_iter().map(|name| Facet::of(name, filter, counts, index, say));
        facets.filter(|facet| !facet.shown.is_empty() || !facet.folded.is_empty()).collect()
    }

    /// Those with most posts first where they have no order of their own; in a long list the chosen ones before them,
    /// so that none of them is folded. What nothing is under is folded away.
    fn of(name: FacetName, filter: &Filter, counts: &Counts, index: &'a Index, say: &Say) -> Facet<'a> {
        let chosen: Vec<Choice> = filter.chosen(name).collect();
        let counted = |choice: Choice| (choice, counts.count(choice));
        let mut choices: Vec<(Choice, i64)> = name.choices().into_iter().map(counted).collect();
        if name == FacetName::Unit {
            choices.extend(counts.of(name).filter(|(choice, count)| *count > 0 && !chosen.contains(choice)));
            choices.extend(chosen.iter().copied().map(counted));
        }
        let long = choices.len() > SHOWN;
        let ranked = |(choice, count): (Choice, i64)| {
            let is_first = long && chosen.contains(&choice);
            (!is_first, Reverse(if name.is_graded() { 0 } else { count }), choice, count)
        };
        let mut choices: Vec<_> = choices.into_iter().map(ranked).collect();
        let most = if name == FacetName::Unit { MOST_UNITS.max(chosen.len()) } else { choices.len() };
        if most < choices.len() {
            choices.select_nth_unstable(most);
            choices.truncate(most);
        }
        choices.sort_unstable();
        let ticked = |(_, _, choice, count): (bool, Reverse<i64>, Choice, i64)| Ticked {
            code: choice.code(),
            words: choice.words(index, say),
            count,
            chosen: chosen.contains(&choice),
        };
        let counted = |one: &Ticked| one.chosen || one.count > 0;
        let (mut shown, empty): (Vec<Ticked>, Vec<Ticked>) = choices.into_iter().map(ticked).partition(counted);
        let mut folded = shown.split_off(chosen.len().max(SHOWN).min(shown.len()));
        folded.extend(empty);
        let count = [("count", folded.len().into())];
        Facet {
            name: name.code(),
            legend: say.owned(format!("posts-facet-{}", name.code())),
            rest: say.with(if shown.is_empty() { "posts-facet-all" } else { "posts-facet-rest" }, &count),
            folded_count: folded.iter().map(|one| one.count).sum(),
            shown,
            folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::iter::repeat_n;

    use domain::{Language, Post, Sector};

    use super::super::samples::{TODAY, post};
    use super::*;
    use crate::words;

    #[test]
    fn the_chosen_sectors_and_those_with_most_posts_come_first_and_none_is_lost() {
        let sectors = [(Sector::Water, 3), (Sector::Tourism, 9)].into_iter();
        let posts = sectors.flat_map(|(sector, posts)| repeat_n(Post { sector, ..post() }, posts));
        let index = Index::of(&posts.collect::<Vec<_>>(), TODAY);
        let filter = Filter::of(None, [Choice::Sector(Sector::CityManagement)]);
        let reached = index.seek(&filter).expect("reached");
        let facets = Facet::all(&filter, &reached.counts().expect("counted"), &index, &words::say(Language::Zh));
        let codes: Vec<_> = facets[0].shown.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, ["city-management", "tourism", "water"]);
        assert_eq!((codes.len(), facets[0].folded.len()), (3, 24));
    }
}
