//! Answers that are the same for everybody, kept in memory under the version of what they were made from, once they are asked
//! for again. One that carries a form's token is nobody else's and is never kept. Whoever has an answer already is told so by
//! its tag.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderMap, HeaderName, HeaderValue, VARY,
};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use xxhash_rust::xxh3::xxh3_128;

use super::asked::Asked;
use crate::html::Porch;
use crate::html::visitor::Visitor;

/// What a half of the memory holds, in bytes of answers.
const HALF: usize = 8 * 1024 * 1024;
/// What is larger is made anew each time: it would push out everything else.
const LARGEST: usize = HALF / 4;
/// What an answer takes besides its body.
const BESIDES_BODY: usize = 512;
const LONGEST_ADDRESS: usize = 512;
/// Anybody may keep it, and asks every time whether it is still true.
const SHARED: HeaderValue = HeaderValue::from_static("public, no-cache");

#[derive(Default)]
pub(crate) struct Kept(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    answers: Halves<Arc<Whole>>,
    /// What was asked for once while others were made for a half of the memory at least: whoever reads a catalogue from end to
    /// end pushes nothing out.
    once: Halves<()>,
}

/// When the young half is full it becomes the old one, and what is asked for again moves back.
struct Halves<T> {
    young: HashMap<String, Weighed<T>>,
    old: HashMap<String, Weighed<T>>,
    weight: usize,
}

#[derive(Clone)]
struct Weighed<T> {
    held: T,
    weight: usize,
}

struct Whole {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    zipped: OnceLock<Bytes>,
    tag: String,
}

impl Kept {
    fn find(&self, key: &str) -> Option<Arc<Whole>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.find(key)
    }

    /// It was made for this key, and is kept if that is not the first time.
    fn made(&self, key: String, whole: &Arc<Whole>) {
        let weight = key.len() + whole.weight();
        if weight > LARGEST {
            return;
        }
        let Memory { answers, once } = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.young.contains_key(&key) {
            // Somebody else asked at the same time.
            return;
        }
        match once.take(&key) {
            Some(()) => answers.put(key, Weighed { held: whole.clone(), weight }),
            None => once.put(key, Weighed { held: (), weight }),
        }
    }
}

impl<T: Clone> Halves<T> {
    fn find(&mut self, key: &str) -> Option<T> {
        if let Some(Weighed { held, .. }) = self.young.get(key) {
            return Some(held.clone());
        }
        let (key, found) = self.old.remove_entry(key)?;
        self.put(key, found.clone());
        Some(found.held)
    }

    fn take(&mut self, key: &str) -> Option<T> {
        let young = self.young.remove(key).inspect(|found| self.weight -= found.weight);
        Some(young.or_else(|| self.old.remove(key))?.held)
    }

    fn put(&mut self, key: String, weighed: Weighed<T>) {
        if self.weight + weighed.weight > HALF {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weighed.weight;
        self.young.insert(key, weighed);
    }
}

impl<T> Default for Halves<T> {
    fn default() -> Halves<T> {
        Halves { young: HashMap::new(), old: HashMap::new(), weight: 0 }
    }
}

impl Whole {
    fn of(headers: &HeaderMap, body: Bytes) -> Whole {
        // Tells answers apart and protects nothing, so it need not withstand anybody.
        let tag = BASE64URL_NOPAD.encode(&xxh3_128(&body).to_be_bytes());
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        Whole { headers, body, zipped: OnceLock::new(), tag }
    }

    /// In bytes. The zipped answer is about a quarter of the plain one.
    fn weight(&self) -> usize {
        BESIDES_BODY + self.body.len() + self.body.len() / 4
    }

    fn zipped(&self) -> Bytes {
        let zip = || {
            let mut zip = GzEncoder::new(Vec::with_capacity(self.body.len() / 4), Compression::default());
            // A vector takes whatever is written.
            zip.write_all(&self.body).and_then(|()| zip.finish()).map_or_else(|_| Bytes::new(), Bytes::from)
        };
        self.zipped.get_or_init(zip).clone()
    }

    /// Two encodings of one answer are two representations, each with a tag of its own.
    fn answer(&self, zip: bool, vary: &'static str) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        for (name, value) in &self.headers {
            answer.append_header((name.clone(), value.clone()));
        }
        answer.insert_header((CACHE_CONTROL, SHARED)).insert_header((VARY, vary));
        if zip {
            answer.insert_header((CONTENT_ENCODING, "gzip")).insert_header((ETAG, format!("\"{}-z\"", self.tag)));
            return answer.body(self.zipped());
        }
        answer.insert_header((ETAG, format!("\"{}\"", self.tag))).body(self.body.clone())
    }
}

/// The extractor of a door whose answers are the same for everybody.
pub struct Shared {
    request: HttpRequest,
    porch: Arc<Porch>,
    /// None: too long to be kept.
    address: Option<String>,
    zip: bool,
    vary: &'static str,
}

impl Shared {
    fn of(request: &HttpRequest) -> Shared {
        let asked = Asked::of(request);
        let address = format!("{} {} {}?{}", asked.language.tag(), asked.large, asked.path, asked.query);
        let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Shared {
            request: request.clone(),
            porch: Porch::behind(request),
            address: Some(address).filter(|address| address.len() <= LONGEST_ADDRESS),
            zip: accepted.is_some_and(takes_gzip),
            vary: if asked.machine { "Accept-Encoding" } else { "Accept-Encoding, Cookie" },
        }
    }

    /// The answer to this address, made unless that of this version of what it shows is kept.
    pub async fn answer<E>(
        &self,
        version: &str,
        make: impl AsyncFnOnce() -> Result<HttpResponse, E>,
    ) -> Result<HttpResponse, E> {
        let key = self.address.as_ref().map(|address| format!("{version} {address}"));
        if let Some(whole) = key.as_ref().and_then(|key| self.porch.kept.find(key)) {
            return Ok(whole.answer(self.zip, self.vary));
        }
        let made = make().await?;
        if made.status() != StatusCode::OK || Visitor::of(&self.request).was_asked() {
            return Ok(made);
        }
        let (head, body) = made.into_parts();
        let body = match body.try_into_bytes() {
            Ok(body) => body,
            Err(body) => return Ok(head.set_body(body)),
        };
        let whole = Arc::new(Whole::of(head.headers(), body));
        if let Some(key) = key {
            self.porch.kept.made(key, &whole);
        }
        Ok(whole.answer(self.zip, self.vary))
    }
}

impl FromRequest for Shared {
    type Error = actix_web::Error;
    type Future = Ready<Result<Shared, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Shared::of(request)))
    }
}

fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let refused = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0);
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(size: usize) -> Arc<Whole> {
        Arc::new(Whole::of(&HeaderMap::new(), Bytes::from(vec![b'x'; size])))
    }

    /// Asked for twice.
    fn made_again(kept: &Kept, key: &str, size: usize) {
        kept.made(key.to_owned(), &whole(size));
        kept.made(key.to_owned(), &whole(size));
    }

    #[test]
    fn the_memory_is_bounded_and_keeps_what_is_asked_for() {
        let kept = Kept::default();
        made_again(&kept, "wanted", 1000);
        for number in 0..200 {
            made_again(&kept, &format!("other {number}"), 256 * 1024);
            assert!(kept.find("wanted").is_some(), "{number}");
        }
        let Memory { answers, .. } = &*kept.0.lock().expect("unbroken");
        let held: usize = answers.young.values().chain(answers.old.values()).map(|one| one.held.body.len()).sum();
        assert!(held <= 2 * HALF, "{held}");
    }

    #[test]
    fn what_is_asked_for_once_is_not_kept_and_pushes_nothing_out() {
        let kept = Kept::default();
        made_again(&kept, "wanted", 1000);
        for number in 0..10_000 {
            kept.made(format!("walked by {number}"), &whole(30_000));
        }
        assert!(kept.find("wanted").is_some() && kept.find("walked by 9999").is_none());
        let Memory { answers, once } = &*kept.0.lock().expect("unbroken");
        assert_eq!(answers.young.len() + answers.old.len(), 1);
        assert!(once.young.len() + once.old.len() < 1000, "nor is it remembered for ever");
    }

    #[test]
    fn a_large_answer_does_not_push_the_others_out() {
        let kept = Kept::default();
        made_again(&kept, "wanted", 1000);
        made_again(&kept, "large", HALF);
        assert!(kept.find("wanted").is_some() && kept.find("large").is_none());
    }

    #[test]
    fn a_zipped_answer_has_a_tag_of_its_own() {
        let whole = whole(10_000);
        let (plain, zipped) = (whole.answer(false, "Cookie"), whole.answer(true, "Cookie"));
        assert_ne!(plain.headers().get(ETAG), zipped.headers().get(ETAG));
        assert!(whole.zipped().starts_with(&[0x1f, 0x8b]) && whole.zipped().len() < 200);
        assert!(takes_gzip("br, gzip;q=0.5") && !takes_gzip("gzip;q=0") && !takes_gzip("br"));
    }
}
