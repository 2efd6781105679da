//! What a post does to the catalogue (Article 12): an annual plan adds its posts, an amendment also changes and closes some.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::ids::PostId;

coded! {
    /// What an issue says of a post.
    ChangeKind {
        Added = "added",
        Changed = "changed",
        Closed = "closed",
    }
}

/// The same of a post under way, with the post of the catalogue that it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PostChange {
    #[default]
    Added,
    Changed {
        post: PostId,
    },
    Closed {
        post: PostId,
    },
}

impl PostChange {
    pub fn kind(self) -> ChangeKind {
        match self {
            PostChange::Added => ChangeKind::Added,
            PostChange::Changed { .. } => ChangeKind::Changed,
            PostChange::Closed { .. } => ChangeKind::Closed,
        }
    }

    /// The post of the catalogue.
    pub fn of(self) -> Option<PostId> {
        match self {
            PostChange::Added => None,
            PostChange::Changed { post } | PostChange::Closed { post } => Some(post),
        }
    }

    pub fn closes(self) -> bool {
        matches!(self, PostChange::Closed { .. })
    }
}
