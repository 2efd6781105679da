//! What a nomination is about (Article 16): a post, a unit without one, or the Party organisation and the unit it found.
//! As it was when the nomination was begun, then when it was submitted: the catalogue may lose or change it.

use domain::{Holder, Language, Policy, Post, Target, UnitRef};
use kit::Fault;
use serde::{Deserialize, Serialize};

use super::desk::Nominations;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum About {
    Post {
        post: Box<Post>,
    },
    Unit {
        unit: UnitRef,
    },
    /// With the unit that the applicant agreed to, once there is one.
    PartyOrganisation {
        unit: Option<UnitRef>,
    },
}

impl About {
    pub fn target(&self) -> Target {
        match self {
            About::Post { post } => Target::Post(post.id),
            About::Unit { unit } => Target::Unit(unit.id),
            About::PartyOrganisation { .. } => Target::PartyOrganisation,
        }
    }

    pub fn post(&self) -> Option<&Post> {
        match self {
            About::Post { post } => Some(post),
            _ => None,
        }
    }

    pub fn unit(&self) -> Option<&UnitRef> {
        match self {
            About::Post { post } => Some(&post.unit),
            About::Unit { unit } => Some(unit),
            About::PartyOrganisation { unit } => unit.as_ref(),
        }
    }

    /// The post's title; empty where there is no post.
    pub fn title(&self, language: Language) -> &str {
        self.post().map_or("", |post| post.title.say(language))
    }

    /// The unit by its name; the Organisation Department, which receives it for the group, until there is one.
    pub fn receiver(&self, language: Language) -> &str {
        match self.unit() {
            Some(unit) => unit.name.say(language),
            None => Policy::standard().holder(Holder::OrganisationDepartment).say(language),
        }
    }

    /// What its words are chosen by.
    pub fn kind(&self) -> &'static str {
        match self {
            About::Post { .. } => "post",
            About::Unit { .. } => "unit",
            About::PartyOrganisation { .. } => "party",
        }
    }

    /// Where its form is, without the language.
    pub fn form(&self) -> String {
        self.below("/nominate")
    }

    /// Where somebody is recommended for it, without the language.
    pub fn referral(&self) -> String {
        self.below("/refer")
    }

    fn below(&self, door: &str) -> String {
        match self {
            About::Post { post } => format!("{door}/{}", post.number),
            About::Unit { unit } => format!("{door}/units/{}", unit.id),
            About::PartyOrganisation { .. } => format!("{door}/organisation"),
        }
    }
}

impl Nominations {
    /// What a nomination to there would be about (Article 16).
    pub async fn about(&self, target: Target) -> Result<Option<About>, Fault> {
        Ok(match target {
            Target::Post(id) => self.catalogue.find(id).await?.map(|post| About::Post { post: Box::new(post) }),
            Target::Unit(id) => self.units.find(id).await?.map(|unit| About::Unit { unit }),
            Target::PartyOrganisation => Some(About::PartyOrganisation { unit: None }),
        })
    }

    /// Whether somebody can turn to there today, as the catalogue and the register have it now: what a draft or a referral
    /// keeps of its post may be older. The Party organisation always takes people.
    pub async fn is_open(&self, target: Target) -> Result<bool, Fault> {
        match target {
            Target::Post(id) => Ok(self.catalogue.find(id).await?.is_some_and(|post| post.is_open(self.today()))),
            Target::Unit(id) => self.units.is_open(id).await,
            Target::PartyOrganisation => Ok(true),
        }
    }
}
