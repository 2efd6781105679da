//! What the applicant is told about where the nomination stands.
//! Coarser than the hands of Article 14 on purpose: the hand and its due date are told beside it.

use crate::code::coded;

coded! {
    /// The stage as the applicant sees it.
    PublicStage {
        Received = "received",
        UnderReview = "under-review",
        WaitingForYou = "waiting-for-you",
        Replied = "replied",
        NotSuccessful = "not-successful",
        Withdrawn = "withdrawn",
    }
}
