//! The catalogue after an issue is told in parts of at most 200 posts and then switched to at once.

use contract::Event;
use contract::event::{CatalogueIssued, CataloguePart, LARGEST_PART};
use domain::Post;
use kit::Fault;

use super::desk::IssuedPlan;

/// All posts that are in it now. An amended catalogue keeps its title and bears the number of the amendment.
pub fn issued(plan: &IssuedPlan, posts: &[Post]) -> Result<Vec<Event>, Fault> {
    let title = plan.amends.as_ref().map_or(&plan.title, |amended| &amended.title);
    let parts: Vec<CataloguePart> = posts
        .chunks(LARGEST_PART)
        .zip(1..)
        .map(|(posts, part)| CataloguePart { issue: plan.id, part, posts: posts.to_vec() })
        .collect();
    let issued = CatalogueIssued {
        issue: plan.id,
        title: title.clone(),
        document: plan.document.clone(),
        issued_on: plan.issued_on,
        policy: plan.policy.clone(),
        parts: u32::try_from(parts.len()).map_err(|error| Fault::new(error.to_string()))?,
        hash: kit::digest(&parts)?,
    };
    Ok(parts.into_iter().map(Event::CataloguePart).chain([Event::CatalogueIssued(issued)]).collect())
}
