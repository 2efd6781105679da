//! Seats of the coordination group (Article 5).
//! A seat is an office, not a person; the organisation seat is the secretary's.

use crate::code::coded;

coded! {
    /// A seat of the coordination group, Article 5.
    Seat {
        Organisation = "organisation",
        Staffing = "staffing",
        HumanResources = "human-resources",
        Finance = "finance",
        Housing = "housing",
        PublicSecurity = "public-security",
        Education = "education",
    }
}
