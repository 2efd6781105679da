//! What a case is about (Article 16): a post, a unit without one, or so far nothing but the Party organisation.

use domain::{Language, Policy, Post, UnitRef};
use kit::Say;

/// The post, and the unit that has the case: the post's own, the one it was filed to, or the one the applicant agreed to.
pub struct About {
    pub post: Option<Post>,
    pub unit: Option<UnitRef>,
    /// The units that the applicant was or is asked about.
    pub proposed: Vec<UnitRef>,
    /// The version of the policy that it was filed under and keeps (Article 29).
    pub policy: &'static Policy,
}

impl About {
    /// The post's title, or that there is no post.
    pub fn title(&self, say: &Say) -> String {
        match &self.post {
            Some(post) => post.title.say(say.language()).to_owned(),
            None => say.owned("without-post"),
        }
    }

    /// The unit; before there is one, the Organisation Department, which has it.
    pub fn unit(&self, language: Language) -> String {
        match &self.unit {
            Some(unit) => unit.name.say(language).to_owned(),
            None => self.policy.holder(domain::Holder::OrganisationDepartment).say(language).to_owned(),
        }
    }
}
