//! A program that calls the API. Whatever it is answered is held against the contract before the test sees it.

use std::time::Duration;

use domain::Language;
use reqwest::header::{CONTENT_TYPE, HeaderMap, IF_NONE_MATCH};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::documents::{Answered, Contract};
use crate::officer::PASSWORD;

/// How often somebody looks again before they give up; news of one act is one change, at most a few.
const LOOKS: usize = 10;

/// Somebody's program, in one language, signed in or not.
#[derive(Clone)]
pub struct Api {
    client: Client,
    url: String,
    language: Language,
    token: Option<String>,
    /// Where it is, as the gateway before the town says.
    network: Option<String>,
}

/// An answer that is what the contract says.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// Null where there is no body, or none that is JSON.
    pub body: Value,
    pub bytes: Vec<u8>,
}

impl Api {
    pub fn new(url: &str, language: Language) -> Api {
        let client = Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
        Api { client, url: url.to_owned(), language, token: None, network: None }
    }

    /// The same program with a token of its own.
    pub fn with_token(&self, token: &str) -> Api {
        Api { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same program at this address, before a gateway that the town trusts.
    pub fn at(&self, network: &str) -> Api {
        Api { network: Some(network.to_owned()), ..self.clone() }
    }

    /// The same program signed in as an applicant, with the code that comes by mail once it was asked for.
    pub async fn as_applicant(&self, mail: &str, code: impl Future<Output = String>) -> Api {
        self.post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
        let typed = json!({ "mail": mail, "code": code.await });
        self.with_token(self.post("/api/portal/v1/sessions", &typed).await.is(201).text("token"))
    }

    /// The same program signed in as a demo officer, with the code of the second factor.
    pub async fn as_officer(&self, login: &str, code: &str) -> Api {
        let typed = json!({ "login": login, "password": PASSWORD, "code": code });
        self.with_token(self.post("/api/review/v1/tokens", &typed).await.is(200).text("access_token"))
    }

    /// The token that it is signed in with.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub fn in_language(&self, language: Language) -> Api {
        Api { language, ..self.clone() }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// A request to be completed and given to [`Api::answer`].
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        let mut request = request.header("Accept-Language", self.language.tag());
        if let Some(network) = &self.network {
            request = request.header("X-Forwarded-For", network);
        }
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// The version of what is at this path now.
    pub async fn version_of(&self, path: &str) -> String {
        self.get(path).await.is(200).version().to_owned()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.answer(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.answer(self.request(Method::POST, path).json(body)).await
    }

    /// A change of what was seen in this version, done once.
    pub async fn change(&self, method: Method, path: &str, version: &str, body: &Value) -> Answer {
        let request = self.request(method, path).header("If-Match", version);
        self.answer(request.json(body)).await
    }

    /// Acts on what is `seen` now. What changed between the look and the act, for news may be on its way, is looked at again, as a
    /// person would.
    pub async fn act(&self, seen: &str, method: Method, path: &str, body: &Value) -> Answer {
        for _ in 0..LOOKS {
            let answer = self.change(method.clone(), path, &self.version_of(seen).await, body).await;
            if answer.status != 412 {
                return answer;
            }
        }
        panic!("{seen} changed at each of {LOOKS} looks");
    }

    #[track_caller]
    pub fn answer(&self, request: RequestBuilder) -> impl Future<Output = Answer> {
        let request = request.build().unwrap_or_else(|error| panic!("no request: {error}"));
        let (client, method, path) = (self.client.clone(), request.method().clone(), request.url().path().to_owned());
        let asked_at = std::panic::Location::caller();
        let conditional = request.headers().contains_key(IF_NONE_MATCH);
        async move {
            let answer = client.execute(request).await.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            let bytes = answer.bytes().await.expect("a body");
            let json: Option<Value> = serde_json::from_slice(&bytes).ok();
            let told = headers.get(CONTENT_TYPE).and_then(|told| told.to_str().ok()).unwrap_or_default();
            let content_type = told.split(';').next().unwrap_or_default().trim().to_owned();
            // That nothing has changed is HTTP's answer, to whoever asked for it; no operation documents it.
            if path.starts_with("/api/") && !(conditional && status == 304) {
                let answered = Answered { status, content_type, json: json.clone(), is_empty: bytes.is_empty() };
                if let Some(objection) = Contract::get().objection(&method, &path, &answered) {
                    panic!("against the contract, asked at {asked_at}: {objection}");
                }
            }
            Answer { status, headers, body: json.unwrap_or_default(), bytes: bytes.into() }
        }
    }
}

impl Answer {
    #[track_caller]
    pub fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{:#}", self.body);
        self
    }

    /// The version it shows, for `If-Match`.
    #[track_caller]
    pub fn version(&self) -> &str {
        let tag = self.headers.get("etag").unwrap_or_else(|| panic!("no ETag: {:#}", self.body));
        tag.to_str().expect("a tag")
    }

    /// A field of the body that is text.
    #[track_caller]
    pub fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or_else(|| panic!("no text {field} in {:#}", self.body))
    }
}
