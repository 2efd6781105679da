//! A file on its way in, with the words that come before it: a multipart form, or a bare body whose words are in the query.
//! The file is not read here: whoever keeps it reads it, piece by piece.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use contract::FileKind;
use futures_util::stream::LocalBoxStream;
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;

use super::body;
use super::given;
use super::misread::Misread;
use super::upload::Upload;
use crate::act::Once;
use crate::html::visitor;

const FORM: &str = "multipart/form-data";
const BARE: &str = "application/octet-stream";
const FILE: &str = "file";
const MOST_FIELDS: usize = 16;
const LONGEST_FIELD: usize = 4 * 1024;
/// For so long what is not taken of a file is read all the same.
const DRAINED_FOR: Duration = Duration::from_secs(5 * 60);

/// What comes of a file, in the order in which it comes.
pub type Content = LocalBoxStream<'static, Result<Bytes, Misread>>;

/// What an API call brings that sends a file.
pub struct Sent {
    pub fields: Vec<(String, String)>,
    pub file: Option<FileSent>,
    pub key: PendingKey,
}

pub struct FileSent {
    /// As the sender called it; empty where they did not.
    pub name: String,
    pub content: Content,
}

/// The key under which something is done once, while what was sent with it is not known whole yet.
pub struct PendingKey {
    key: Option<String>,
    place: String,
}

impl PendingKey {
    pub(crate) fn new(request: &HttpRequest, key: Option<String>) -> PendingKey {
        PendingKey { key, place: format!("{} {}", request.method(), request.path()) }
    }

    /// With everything that was sent.
    pub fn with(self, sent: &impl Serialize) -> Once {
        match self.key {
            None => Once::No,
            Some(key) => {
                let sent = serde_json::to_vec(sent).unwrap_or_default();
                Once::Key { key, digest: body::digest(&self.place, &sent) }
            }
        }
    }
}

impl Sent {
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim())
    }

    /// Refuses fields of other names, as a JSON body does.
    pub fn only(self, names: &[&str]) -> Result<Sent, Misread> {
        match self.fields.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            None => Ok(self),
            Some((name, _)) => Err(Misread::malformed(format!("unknown field `{}`", name.escape_debug()))),
        }
    }
}

impl FromRequest for Sent {
    type Error = Misread;
    type Future = Pin<Box<dyn Future<Output = Result<Sent, Misread>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            // A form of another site can send this type of body too, with the cookie of a browser.
            visitor::own_site(&request)?;
            let key = PendingKey::new(&request, given::key(&request)?);
            if request.content_type().eq_ignore_ascii_case(FORM) {
                let (fields, file) = parts(&request, payload).await?;
                return Ok(Sent { fields, file, key });
            }
            let kinds = FileKind::ALL.map(FileKind::media_type);
            let bare = [BARE].iter().chain(&kinds).any(|kind| request.content_type().eq_ignore_ascii_case(kind));
            if !bare || request.headers().contains_key(CONTENT_ENCODING) {
                return Err(Misread::WrongType { expected: FORM });
            }
            let fields: Vec<(String, String)> = serde_html_form::from_str(request.query_string())
                .map_err(|error| Misread::bad_address(error.to_string()))?;
            let (named, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(field, _)| field == "name");
            let name = named.into_iter().next().map(|(_, name)| name).unwrap_or_default();
            let content = Upload::of(&request, payload).map(|chunk| Ok(chunk?));
            Ok(Sent { fields, file: Some(FileSent { name, content: content.boxed_local() }), key })
        })
    }
}

/// The words of a multipart form, and its file, which comes last.
pub(crate) async fn parts(
    request: &HttpRequest,
    payload: Payload,
) -> Result<(Vec<(String, String)>, Option<FileSent>), Misread> {
    if request.headers().contains_key(CONTENT_ENCODING) || !request.content_type().eq_ignore_ascii_case(FORM) {
        return Err(Misread::WrongType { expected: FORM });
    }
    let mut form = Multipart::new(request.headers(), Upload::of(request, payload));
    let mut fields = Vec::new();
    while let Some(field) = form.next().await {
        let mut field = field?;
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = file_name(&field) {
            if name != FILE {
                return Err(Misread::malformed(format!("unknown file `{}`", name.escape_debug())));
            }
            body::refuse_nul([&*file])?;
            return Ok((fields, Some(FileSent { name: file, content: rest(form, field) })));
        }
        let text = field.bytes(LONGEST_FIELD).await.map_err(|_| Misread::TooLarge { limit: LONGEST_FIELD })?;
        let text = String::from_utf8(text?.into()).map_err(|error| Misread::malformed(error.to_string()))?;
        body::refuse_nul([&*name, &text])?;
        fields.push((name, text));
        if fields.len() > MOST_FIELDS {
            return Err(Misread::malformed("too many fields"));
        }
    }
    Ok((fields, None))
}

/// A part is a file when it has a name of a file, be it empty. Browsers write quotes in it as `%22`.
fn file_name(field: &Field) -> Option<String> {
    let disposition = field.content_disposition()?;
    let extended = disposition.get_filename_ext().map(|name| String::from_utf8_lossy(&name.value).into_owned());
    extended.or_else(|| Some(disposition.get_filename()?.replace("%22", "\"")))
}

fn rest(form: Multipart, field: Field) -> Content {
    stream::unfold(Some((form, field)), |state| async move {
        let (mut form, mut field) = state?;
        if let Some(chunk) = field.next().await {
            return Some((chunk.map_err(Misread::from), Some((form, field))));
        }
        drop(field);
        match form.next().await {
            None => None,
            Some(Err(error)) => Some((Err(error.into()), None)),
            Some(Ok(_)) => Some((Err(Misread::malformed("the file must come last")), None)),
        }
    })
    .boxed_local()
}

/// The whole of a small file; none where it is longer than `most`, and then the rest is read and dropped.
pub async fn gathered(mut content: Content, most: usize) -> Result<Option<Vec<u8>>, Misread> {
    let mut file = Vec::new();
    while let Some(piece) = content.next().await {
        file.extend_from_slice(&piece?);
        if file.len() > most {
            drain(content).await;
            return Ok(None);
        }
    }
    Ok(Some(file))
}

/// Reads on without keeping anything, so that whoever sends it gets to the answer.
pub async fn drain(content: impl Stream<Item = Result<Bytes, Misread>> + Unpin) {
    body::drain(content, DRAINED_FOR).await;
}
