//! What a list is called: by what is searched for and what is chosen.

use kit::Say;

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::index::Index;

/// `“畜牧”，科教文卫、水利水电，事业单位`; nothing where everything is listed.
pub fn parts(filter: &Filter, index: &Index, say: &Say) -> Vec<String> {
    let chosen = FacetName::ALL.into_iter().filter_map(|name| chosen(filter, name, index, say));
    searched(filter, say).into_iter().chain(chosen).collect()
}

pub fn searched(filter: &Filter, say: &Say) -> Option<String> {
    let query = filter.query.as_ref()?;
    Some(say.with("posts-searched", &[("words", query.typed().into())]))
}

/// What is chosen in one facet, short enough for a title.
pub fn chosen(filter: &Filter, name: FacetName, index: &Index, say: &Say) -> Option<String> {
    let chosen: Vec<Choice> = filter.chosen(name).collect();
    let words = |choice: &Choice| choice.words(index, say).into_owned();
    Some(match &chosen[..] {
        [] => return None,
        [one] => words(one),
        [one, other] => say.with("posts-either", &[("one", words(one).into()), ("other", words(other).into())]),
        [first, others @ ..] => {
            let arguments = [("first", words(first).into()), ("others", others.len().into())];
            say.with(format!("posts-several-{}", name.code()), &arguments)
        }
    })
}
