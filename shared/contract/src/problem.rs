//! The envelope of every error, RFC 9457 `application/problem+json`.
//! Words are in the caller's language; programs go by `code` and `errors[].code`.

use domain::Clause;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// A page about this kind of problem: `/problems/<code>`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/post-closed")]
    pub type_: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status, repeated.
    #[schema(example = 409)]
    pub status: u16,
    /// This problem: what happened and what to do.
    pub detail: String,
    /// The kind of problem for programs; stable.
    #[schema(example = "post-closed")]
    pub code: String,
    /// The clause of the Measures it rests on, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Clause>,
    /// Each field that cannot be taken as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request's id, to give when asking for help.
    pub trace_id: String,
}

/// One field of the input that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// A JSON Pointer into the body that was sent.
    #[schema(example = "/education/0/year")]
    pub pointer: String,
    pub code: String,
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Clause>,
}
