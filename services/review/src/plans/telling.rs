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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans::samples::{plan, post};

    #[test]
    fn a_large_issue_travels_in_parts_in_the_order_of_the_catalogue_and_the_last_word_holds_them_all() {
        let posts: Vec<Post> = (1..=450).map(|place| post(1, &format!("2027-{place:03}"))).collect();
        let mut told = issued(&plan(), &posts).expect("told");
        let Some(Event::CatalogueIssued(issue)) = told.pop() else { panic!("the issue is told last") };
        let parts: Vec<CataloguePart> = told
            .into_iter()
            .map(|event| match event {
                Event::CataloguePart(part) => part,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            parts.iter().map(|part| (part.part, part.posts.len())).collect::<Vec<_>>(),
            [(1, 200), (2, 200), (3, 50)]
        );
        assert!(parts.iter().all(|part| part.issue == issue.issue));
        assert_eq!((issue.parts, issue.hash), (3, kit::digest(&parts).expect("a digest")));
        assert_eq!(parts.into_iter().flat_map(|part| part.posts).collect::<Vec<_>>(), posts);
    }
}
