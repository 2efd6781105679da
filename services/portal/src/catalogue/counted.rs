//! The numbers of a list as the API tells them.

use domain::{Language, Text};
use kit::Fault;
use serde::Serialize;
use utoipa::ToSchema;

use super::choice::{Choice, FacetName};
use super::reached::Reached;
use crate::words;

/// What a filter lists, and what each further choice would.
#[derive(Serialize, ToSchema)]
pub struct PostCounts {
    pub posts: i64,
    /// How many people they want.
    pub places: i64,
    pub facets: Vec<FacetCounts>,
}

/// One filter and its choices, each counted while this filter is lifted.
#[derive(Serialize, ToSchema)]
pub struct FacetCounts {
    /// The parameter's name.
    #[schema(example = "sector")]
    pub facet: String,
    /// How many posts there are without this filter.
    pub posts: i64,
    pub choices: Vec<ChoiceCount>,
}

#[derive(Serialize, ToSchema)]
pub struct ChoiceCount {
    #[schema(example = "modern-livestock")]
    pub code: String,
    pub words: Text,
    pub posts: i64,
}

impl PostCounts {
    pub fn of(reached: &Reached) -> Result<PostCounts, Fault> {
        let (index, total, counts) = (reached.index, reached.total(), reached.counts()?);
        let words = |choice: Choice| {
            let said = |language| choice.words(index, &words::say(language));
            Text::new(said(Language::Zh), said(Language::En))
        };
        let one = |(choice, posts): (Choice, i64)| ChoiceCount {
            code: choice.code().into_owned(),
            words: words(choice),
            posts,
        };
        let facet = |name: FacetName| FacetCounts {
            facet: name.code().to_owned(),
            posts: counts.count_without(name),
            choices: counts.of(name).map(one).collect(),
        };
        let facets = FacetName::ALL.into_iter().map(facet).collect();
        Ok(PostCounts { posts: total.posts, places: total.wanted, facets })
    }
}
