//! A form with a file: what `Posted` is for the others. The form's own fields come first, its file last.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::posted::Posted;
use super::visitor::{self, Visitor};
use crate::web::given;
use crate::web::misread::Misread;
use crate::web::sent::{self, FileSent, PendingKey};

pub struct PostedFile {
    /// What was typed beside the file.
    pub posted: Posted,
    pub file: Option<FileSent>,
    /// The form's one-time token.
    pub key: PendingKey,
}

impl PostedFile {
    /// What was typed, without the file: that is read off, for its answer would else not arrive.
    pub async fn without_file(self) -> Posted {
        if let Some(file) = self.file {
            sent::drain(file.content).await;
        }
        self.posted
    }
}

impl FromRequest for PostedFile {
    type Error = Misread;
    type Future = Pin<Box<dyn Future<Output = Result<PostedFile, Misread>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let (fields, file) = sent::parts(&request, payload).await?;
            let text = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.clone());
            if let Err(expired) = visitor::check(&request, &text("csrf").unwrap_or_default()) {
                if let Some(file) = file {
                    sent::drain(file.content).await;
                }
                return Err(expired);
            }
            let key = PendingKey::new(&request, text("once").filter(|key| given::is_key(key)));
            let posted = Posted::new(request.path(), &Visitor::of(&request), fields);
            Ok(PostedFile { posted, file, key })
        })
    }
}
