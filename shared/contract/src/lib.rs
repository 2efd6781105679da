//! What the services say to each other, and the shapes every door answers in.
//! Fields are only added; a change of meaning is a new variant; a retired one stays decodable.

pub mod dossier;
pub mod envelope;
pub mod event;
pub mod file;
pub mod letter;
pub mod page;
pub mod problem;
pub mod sealed;
pub mod versioned;

pub use domain::{Clause, Language, MailAddress, PersonId, Refusal, RefusalKind, Text};
pub use dossier::{Consent, Dossier, Evidence, Voice};
pub use envelope::Envelope;
pub use event::Event;
pub use file::{FileKind, Original, StoredFile};
pub use letter::{Addressed, Letter};
pub use page::{LARGEST_PAGE, Page};
pub use problem::{FieldProblem, PROBLEM_JSON, Problem};
pub use sealed::Sealed;
pub use versioned::Versioned;

/// The schema of everything that travels, as an OpenAPI document without operations.
pub fn schema() -> utoipa::openapi::OpenApi {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Yincai events",
            version = "1",
            description = "What the services tell each other, as CloudEvents 1.0"
        ),
        components(schemas(Envelope, Dossier, Addressed))
    )]
    struct Events;
    <Events as utoipa::OpenApi>::openapi()
}
