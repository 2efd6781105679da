//! Headers as the documents declare them, where the kind of an operation decides: reading or changing, with a version or without.
//! `If-Match` is not among them: only the handler knows, and [`Seen`](super::Seen) is declared beside what else it takes.

use serde_json::json;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Components, Object, RefOr, Required, Response, Schema, Type};

const ETAG: &str = "ETag";
const NOT_MODIFIED: &str = "304";

/// A header of the request.
pub(crate) fn parameter(name: &str, required: Required, description: &str, example: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(description))
        .schema(Some(Object::with_type(Type::String)))
        .example(Some(json!(example)))
        .build()
}

/// Every answer has words, in one of the two languages.
pub(crate) fn speaks(operation: &mut Operation) {
    let wanted = "The language of the words in the answer: Chinese, unless English is asked for";
    take(operation, parameter("Accept-Language", Required::False, wanted, "en"));
    let told = "The language of the words in the answer";
    succeeded(operation).for_each(|answer| carry(answer, "Content-Language", told));
}

/// What changes something is done once under a key.
pub(crate) fn is_done_once(operation: &mut Operation) {
    let key = "A key of the caller's choosing, at most 128 visible ASCII characters: sent again with the same content, what \
               was done is not done again, and the answer is the first one. With other content it is refused with 422; \
               from a caller who is not signed in it is taken as a new request. What keeps nothing takes no notice of it";
    take(operation, parameter("Idempotency-Key", Required::False, key, "b6c1f0de-6e0b-4c39-9d0f-6f1c6d1f2a57"));
    let told = "`true` where it was done before under the same key, and this is the answer of then; left out otherwise";
    succeeded(operation).for_each(|answer| carry(answer, "Idempotency-Replayed", told));
}

/// What shows a version has it as its tag.
pub(crate) fn has_version(operation: &mut Operation, components: &Components) {
    let told = "The version that the answer shows, for `If-Match`";
    succeeded(operation).filter(|answer| is_versioned(answer, components)).for_each(|answer| carry(answer, ETAG, told));
}

/// What everybody sees is not sent again to whoever has it.
pub(crate) fn may_be_known(operation: &mut Operation) {
    if !operation.responses.responses.contains_key(NOT_MODIFIED) {
        return;
    }
    let told = "Of this answer, for `If-None-Match`";
    succeeded(operation).for_each(|answer| carry(answer, ETAG, told));
    let known = "The `ETag` of an earlier answer: while it is still true, 304 stands for the answer";
    take(operation, parameter("If-None-Match", Required::False, known, "\"5f1c0e2a\""));
}

fn take(operation: &mut Operation, parameter: Parameter) {
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
}

fn carry(answer: &mut Response, name: &str, description: &str) {
    let schema = Object::with_type(Type::String);
    let header: Header = HeaderBuilder::new().schema(Some(schema)).description(Some(description)).build();
    answer.headers.entry(name.to_owned()).or_insert(RefOr::T(header));
}

fn succeeded(operation: &mut Operation) -> impl Iterator<Item = &mut Response> {
    let answers = operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with('2'));
    answers.filter_map(|(_, answer)| {
        let RefOr::T(answer) = answer else { return None };
        Some(answer)
    })
}

fn is_versioned(answer: &Response, components: &Components) -> bool {
    answer.content.values().any(|content| {
        let RefOr::T(content) = content else { return false };
        content.schema.as_ref().is_some_and(|schema| shows_version(schema, components))
    })
}

fn shows_version(schema: &RefOr<Schema>, components: &Components) -> bool {
    match schema {
        RefOr::Ref(there) => {
            let name = there.ref_location.rsplit('/').next().unwrap_or_default();
            components.schemas.get(name).is_some_and(|schema| shows_version(schema, components))
        }
        RefOr::T(Schema::Object(object)) => object.properties.contains_key("version"),
        RefOr::T(Schema::AllOf(whole)) => whole.items.iter().any(|part| shows_version(part, components)),
        RefOr::T(_) => false,
    }
}
