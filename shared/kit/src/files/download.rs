//! A file as an answer: always a download, never a page, whatever is inside it.

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CONTENT_ENCODING, CONTENT_SECURITY_POLICY, Charset, ContentDisposition, DispositionParam, DispositionType,
    ExtendedValue, HeaderName,
};
use contract::StoredFile;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::Files;
use crate::fault::Fault;

/// A browser that opens it all the same gets it without scripts, forms and an origin.
const SHUT_IN: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// `name` is as the person's device called it; it goes out in any script (RFC 6266), with an ASCII likeness for old browsers.
pub fn as_download(files: &Files, file: &StoredFile, name: &str) -> HttpResponse {
    let name = file.kind.saved_as(name);
    let likeness: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let whole = ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into() };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(likeness), DispositionParam::FilenameExt(whole)],
    };
    let content = Box::pin(futures_util::StreamExt::map(files.content(file.clone()), |piece: Result<_, Fault>| {
        piece.map_err(|fault| {
            tracing::error!(%fault, "a download broke off");
            std::io::Error::other("broken off")
        })
    }));
    HttpResponse::Ok()
        .content_type(file.kind.media_type())
        .insert_header(disposition)
        .insert_header((CONTENT_SECURITY_POLICY, SHUT_IN))
        .insert_header((RESOURCE_POLICY, "same-origin"))
        // Compressed already; said so, since the server would try again and lose the length.
        .insert_header((CONTENT_ENCODING, "identity"))
        .body(SizedStream::new(file.size, content))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || " .-_()".contains(c)
}

/// The bytes of a file, for the API's document.
pub struct FileBytes;

impl PartialSchema for FileBytes {
    fn schema() -> RefOr<Schema> {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).build().into()
    }
}

impl ToSchema for FileBytes {}
