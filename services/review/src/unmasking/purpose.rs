//! What somebody may want to see of a person, and what for.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a masked value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To reach the candidate.
    Contact,
    /// To hold what was filed against the originals.
    Verification,
    /// To write a document that names the candidate, such as the recommendation opinion.
    Document,
    /// To look into how the case was handled (Article 27).
    Inspection,
}

/// A value that pages and lists show masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Masked {
    DocumentNumber,
    Phone,
    Mail,
}

impl Purpose {
    pub const ALL: [Purpose; 4] = [Purpose::Contact, Purpose::Verification, Purpose::Document, Purpose::Inspection];

    pub fn code(self) -> &'static str {
        match self {
            Purpose::Contact => "contact",
            Purpose::Verification => "verification",
            Purpose::Document => "document",
            Purpose::Inspection => "inspection",
        }
    }

    pub fn from_code(code: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

impl Masked {
    pub const ALL: [Masked; 3] = [Masked::DocumentNumber, Masked::Phone, Masked::Mail];

    pub fn code(self) -> &'static str {
        match self {
            Masked::DocumentNumber => "document-number",
            Masked::Phone => "phone",
            Masked::Mail => "mail",
        }
    }

    pub fn from_code(code: &str) -> Option<Masked> {
        Masked::ALL.into_iter().find(|field| field.code() == code)
    }
}
