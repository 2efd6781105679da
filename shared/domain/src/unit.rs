//! Employing units by kind (Article 4).
//! Party organisations of the non-public economy count as enterprises where a rule asks (open point O11).

use crate::code::coded;

coded! {
    /// The kind of an employing unit, Article 4.
    UnitKind {
        Organ = "organ",
        PublicInstitution = "public-institution",
        Enterprise = "enterprise",
        NonPublicPartyOrganisation = "non-public-party-organisation",
    }
}
