//! What was typed into a form and sent: names and texts in their order.
//! Only a form of ours, [`Open`] or open in the same browser, arrives here; `csrf`, `once` and `version` are ours, not the person's.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::nested;
use super::visitor::{self, Visitor};
use crate::act::Once;
use crate::web::misread::Misread;
use crate::web::{body, given};

const LIMIT_BYTES: usize = 1024 * 1024;
const MOST_FIELDS: usize = 500;
const FORM: &str = "application/x-www-form-urlencoded";
const CONTROL: [&str; 3] = ["csrf", "once", "version"];
/// Never written into a page again.
const SECRET: [&str; 2] = ["password", "code"];

#[derive(Clone)]
pub struct Posted {
    path: String,
    /// What tells the browser from others; a secret of its own.
    browser: String,
    fields: Vec<(String, String)>,
}

impl Posted {
    pub(crate) fn new(path: &str, visitor: &Visitor, fields: Vec<(String, String)>) -> Posted {
        Posted { path: path.to_owned(), browser: visitor.value().to_owned(), fields }
    }

    /// What was typed there, without blanks at its ends; empty when nothing was.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim())
    }

    /// The same; none when nothing was typed.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// Every text of that name, such as ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    /// Whether the field was sent at all, such as the button that was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The version that the form was made from.
    pub fn version(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// The form's one-time token.
    pub fn once(&self) -> Once {
        self.once_from("form")
    }

    /// The same for a form that signs in: sent on from another browser it is another one. `whom` is what it signs in by
    /// and does not say itself.
    pub fn once_here(&self, whom: &str) -> Once {
        self.once_from(&format!("form of {} for {whom}", self.browser))
    }

    fn once_from(&self, place: &str) -> Once {
        match self.text("once") {
            key if !given::is_key(key) => Once::No,
            key => {
                let sent = self.fields.iter().filter(|(name, _)| name != "csrf").collect::<Vec<_>>();
                let sent = serde_json::to_vec(&(&self.path, sent)).unwrap_or_default();
                Once::Key { key: key.to_owned(), digest: body::digest(place, &sent) }
            }
        }
    }

    /// What the person typed, without our own fields.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = |(name, _): &(&str, &str)| !CONTROL.contains(name);
        self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).filter(own)
    }

    /// The path it was sent to, without the language.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was typed but for secrets, which nobody keeps.
    pub(crate) fn worth_keeping(&self) -> Vec<(String, String)> {
        let kept = self.typed().filter(|(name, _)| !SECRET.contains(name));
        kept.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    /// What was typed as one value: dotted names nest, see [`nested`].
    pub fn nested<T: DeserializeOwned>(&self) -> Result<T, Misread> {
        let value = nested::gathered(self.typed()).map_err(|nested::Contradiction(name)| Misread::malformed(name))?;
        serde_json::from_value(value).map_err(|error| Misread::malformed(error.to_string()))
    }
}

/// A form by which nothing is done and nothing kept: its page carries no token, so that it is the same for everybody. It is
/// taken from our own site only.
pub struct Open(pub Posted);

impl FromRequest for Open {
    type Error = Misread;
    type Future = Pin<Box<dyn Future<Output = Result<Open, Misread>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let fields = read(&request, payload).await?;
            visitor::own_site(&request)?;
            Ok(Open(Posted::new(request.path(), &Visitor::of(&request), fields)))
        })
    }
}

async fn read(request: &HttpRequest, payload: Payload) -> Result<Vec<(String, String)>, Misread> {
    body::expect_type(request, FORM)?;
    let body = body::read_to_the_end(request, payload, LIMIT_BYTES).await?;
    let fields: Vec<(String, String)> =
        serde_html_form::from_bytes(&body).map_err(|error| Misread::malformed(error.to_string()))?;
    if fields.len() > MOST_FIELDS {
        return Err(Misread::TooLarge { limit: LIMIT_BYTES });
    }
    body::refuse_nul(fields.iter().flat_map(|(name, text)| [name.as_str(), text]))?;
    Ok(fields)
}

/// Everything but secrets and the old token, to be sent again.
fn again(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    fields.into_iter().filter(|(name, _)| name != "csrf" && !SECRET.contains(&name.as_str())).collect()
}

impl FromRequest for Posted {
    type Error = Misread;
    type Future = Pin<Box<dyn Future<Output = Result<Posted, Misread>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let fields = read(&request, payload).await?;
            let token = fields.iter().find(|(name, _)| name == "csrf").map_or("", |(_, token)| token.as_str());
            match visitor::check(&request, token) {
                Ok(()) => Ok(Posted::new(request.path(), &Visitor::of(&request), fields)),
                Err(Misread::PageExpired) => Err(Misread::PageTooOld(again(fields))),
                Err(error) => Err(error),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    fn posted(fields: &[(&str, &str)]) -> Posted {
        let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Posted::new("/nominate", &Visitor::nobody(), fields)
    }

    #[test]
    fn a_form_is_one_value() {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Typed {
            name: String,
            claimed: Vec<String>,
        }
        let form = [("csrf", "x"), ("once", "1"), ("version", "3"), ("name", " 王芳 "), ("claimed[]", "10(4)")];
        let form = posted(&form);
        let typed: Typed = form.nested().expect("a value");
        assert_eq!((typed.name.as_str(), typed.claimed.len()), (" 王芳 ", 1));
        assert_eq!((form.text("name"), form.version()), ("王芳", Some(3)));
    }

    #[test]
    fn the_same_form_has_the_same_digest_whatever_its_token() {
        let digest = |fields: &[(&str, &str)]| match posted(fields).once() {
            Once::Key { digest, .. } => digest,
            _ => String::new(),
        };
        let first = digest(&[("csrf", "a"), ("once", "1"), ("name", "王芳")]);
        assert_eq!(first, digest(&[("csrf", "b"), ("once", "1"), ("name", "王芳")]));
        assert_ne!(first, digest(&[("csrf", "a"), ("once", "1"), ("name", "李强")]));
    }

    #[test]
    fn the_form_that_signs_in_has_another_digest_in_another_browser_and_for_somebody_else() {
        let digest = |browser: &str, whom: &str| {
            let posted = Posted { browser: browser.to_owned(), ..posted(&[("csrf", "a"), ("once", "1")]) };
            match posted.once_here(whom) {
                Once::Key { digest, .. } => digest,
                _ => String::new(),
            }
        };
        let own = digest("one", "wang@example.com");
        assert_eq!(own, digest("one", "wang@example.com"));
        assert_ne!(own, digest("another", "wang@example.com"));
        assert_ne!(own, digest("one", "li@example.com"));
    }

    #[test]
    fn secrets_are_not_kept_for_sending_again() {
        let fields = posted(&[("csrf", "x"), ("mail", "a@example.com"), ("code", "123456"), ("password", "p")]).fields;
        assert_eq!(again(fields), [("mail".to_owned(), "a@example.com".to_owned())]);
    }
}
