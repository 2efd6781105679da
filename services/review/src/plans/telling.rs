//! An issued plan is told in parts of at most 200 posts and then switched to at once.

use contract::Event;
use contract::event::{CatalogueIssued, CataloguePart, LARGEST_PART};
use domain::Post;
use kit::Fault;

use super::desk::IssuedPlan;

/// The plan's own posts, and those of earlier plans that stay in the catalogue.
pub fn issued(plan: &IssuedPlan, carried: &[Post]) -> Result<Vec<Event>, Fault> {
    let posts: Vec<Post> = plan.posts.iter().chain(carried).cloned().collect();
    let parts: Vec<CataloguePart> = posts
        .chunks(LARGEST_PART)
        .zip(1..)
        .map(|(posts, part)| CataloguePart { issue: plan.id, part, posts: posts.to_vec() })
        .collect();
    let issued = CatalogueIssued {
        issue: plan.id,
        title: plan.title.clone(),
        document: plan.document.clone(),
        issued_on: plan.issued_on,
        parts: u32::try_from(parts.len()).map_err(|error| Fault::new(error.to_string()))?,
        hash: kit::digest(&parts)?,
    };
    Ok(parts.into_iter().map(Event::CataloguePart).chain([Event::CatalogueIssued(issued)]).collect())
}
