//! A browser without scripts: pages, their forms, and a jar of cookies.

use std::time::Duration;

use domain::Language;
use reqwest::{Client, multipart};

/// Somebody's browser, in one language.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    url: String,
    language: Language,
}

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    /// Path and query of where it is, after every redirect.
    pub path: String,
    pub body: String,
}

impl Browser {
    pub fn new(url: &str, language: Language) -> Browser {
        let client = Client::builder().cookie_store(true).timeout(Duration::from_secs(30)).build();
        Browser { client: client.expect("a client"), url: url.to_owned(), language }
    }

    /// The same browser, with its cookies, sent on to another process at the site.
    pub fn at(&self, url: &str) -> Browser {
        Browser { client: self.client.clone(), url: url.to_owned(), language: self.language }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// Opens a page of the site in the browser's language.
    pub async fn open(&self, path: &str) -> Page {
        let path = match self.language {
            Language::Zh => path.to_owned(),
            Language::En => format!("/en{path}"),
        };
        self.follow(&path).await
    }

    /// Opens a link as it stands on a page.
    pub async fn follow(&self, path: &str) -> Page {
        self.read(self.client.get(format!("{}{path}", self.url))).await
    }

    /// Fills in the first form of the page's main part and sends it where it goes, hidden fields included.
    pub async fn send(&self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let form = page.form().unwrap_or_else(|| panic!("no form on {}:\n{}", page.path, page.body));
        self.send_to(form.action.as_deref().unwrap_or(&page.path), page, fields).await
    }

    /// Sends the fields to an address of one's own choice, with what the page's form hides.
    pub async fn send_to(&self, path: &str, page: &Page, fields: &[(&str, &str)]) -> Page {
        let csrf = || page.between("name=\"csrf\" value=\"", "\"").map(|token| ("csrf".to_owned(), unescaped(token)));
        let mut sent = page.form().map_or_else(|| csrf().into_iter().collect(), |form| form.hidden());
        sent.retain(|(name, _)| !fields.iter().any(|(field, _)| field == name));
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.read(self.client.post(format!("{}{path}", self.url)).form(&sent)).await
    }

    /// Fills in the form that holds these words and sends it where it goes, hidden fields included.
    pub async fn send_form(&self, page: &Page, holding: &str, fields: &[(&str, &str)]) -> Page {
        let form = page.form_holding(holding);
        let mut sent = form.hidden();
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let path = form.action.unwrap_or_else(|| page.path.clone());
        self.read(self.client.post(format!("{}{path}", self.url)).form(&sent)).await
    }

    /// The same with a file, as a browser sends it: the name raw, the file last.
    pub async fn send_file(&self, page: &Page, holding: &str, label: &str, name: &str, content: Vec<u8>) -> Page {
        let form = page.form_holding(holding);
        let mut sent = multipart::Form::new().percent_encode_noop();
        for (name, value) in form.hidden() {
            sent = sent.text(name, value);
        }
        let file = multipart::Part::bytes(content).file_name(name.to_owned());
        let sent = sent.text("label", label.to_owned()).part("file", file);
        let path = form.action.unwrap_or_else(|| page.path.clone());
        self.read(self.client.post(format!("{}{path}", self.url)).multipart(sent)).await
    }

    /// Downloads what a link leads to.
    pub async fn download(&self, path: &str) -> reqwest::Response {
        self.client.get(format!("{}{path}", self.url)).send().await.expect("an answer")
    }

    /// Sends these fields and nothing else.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        self.read(self.client.post(format!("{}{path}", self.url)).form(fields)).await
    }

    /// Asks with these fields in the address.
    pub async fn ask(&self, path: &str, fields: &[(String, String)]) -> Page {
        let path = path.split('?').next().unwrap_or_default();
        self.read(self.client.get(format!("{}{path}", self.url)).query(fields)).await
    }

    async fn read(&self, request: reqwest::RequestBuilder) -> Page {
        let answer = request.send().await.expect("an answer");
        let url = answer.url().clone();
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        Page { status: answer.status().as_u16(), path, body: answer.text().await.expect("a body") }
    }
}

impl Page {
    /// The first form of the main part that is sent by POST.
    fn form(&self) -> Option<Form> {
        let (_, main) = self.body.split_once("<main")?;
        let form = main.split("<form").skip(1).find(|form| opening(form).contains("method=\"post\""))?;
        Some(Form::read(form.split_once("</form>")?.0))
    }

    /// The form of the main part that holds these words in its source.
    #[track_caller]
    fn form_holding(&self, words: &str) -> Form {
        let main = self.body.split_once("<main").map_or("", |(_, main)| main);
        let forms = main.split("<form").skip(1).filter_map(|form| Some(form.split_once("</form>")?.0));
        let form = forms.into_iter().find(|form| form.contains(words)).map(Form::read);
        form.unwrap_or_else(|| panic!("no form with {words:?} on {}:\n{}", self.path, self.body))
    }

    /// Every form of the page, the frame's own included.
    pub fn forms(&self) -> Vec<Form> {
        let sources = self.body.split("<form").skip(1).filter_map(|rest| rest.split_once("</form>"));
        sources.map(|(source, _)| Form::read(source)).collect()
    }

    /// Where the page leads, without the parts of pages.
    pub fn links(&self) -> impl Iterator<Item = String> {
        let links = self.body.split("<a ").skip(1).map(opening).filter_map(|tag| value_of(&format!(" {tag}"), "href"));
        links.map(|link| link.split('#').next().unwrap_or_default().to_owned()).filter(|link| !link.is_empty())
    }

    /// What is between two pieces of the page's source.
    pub fn between(&self, before: &str, after: &str) -> Option<&str> {
        let (_, rest) = self.body.split_once(before)?;
        Some(rest.split_once(after)?.0)
    }

    #[track_caller]
    pub fn shows(&self, words: &str) -> &Page {
        assert!(self.body.contains(words), "{words:?} is not on {} ({}):\n{}", self.path, self.status, self.body);
        self
    }

    #[track_caller]
    pub fn is_ok(&self) -> &Page {
        assert_eq!(self.status, 200, "{}:\n{}", self.path, self.body);
        self
    }
}

/// A form as it stands on its page.
pub struct Form {
    /// Where it is sent; to its page, where it does not say.
    pub action: Option<String>,
    pub is_post: bool,
    /// Each name once, with what it holds or a first choice of it.
    pub fields: Vec<Field>,
}

pub struct Field {
    pub name: String,
    pub value: String,
    pub kind: FieldKind,
    /// How many letters a browser lets anybody type there.
    pub most: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Hidden,
    /// Shown again as it was typed.
    Text,
    Secret,
    /// One of several, ticked or pressed.
    Choice,
}

impl Form {
    /// From what stands between `<form` and its end.
    fn read(source: &str) -> Form {
        let tag = opening(source);
        let action = value_of(tag, "action").map(|action| action.split('#').next().unwrap_or_default().to_owned());
        let mut fields: Vec<Field> = Vec::new();
        for (at, _) in source.match_indices('<') {
            let element = &source[at + 1..];
            let tag = opening(element);
            let Some(name) = value_of(tag, "name").filter(|name| fields.iter().all(|field| field.name != *name)) else {
                continue;
            };
            let kind = match tag.split_whitespace().next() {
                Some("textarea") => FieldKind::Text,
                Some("input") => match value_of(tag, "type").as_deref() {
                    Some("hidden") => FieldKind::Hidden,
                    Some("password") => FieldKind::Secret,
                    Some("radio" | "checkbox" | "submit" | "file") => FieldKind::Choice,
                    _ => FieldKind::Text,
                },
                Some("select" | "button") => FieldKind::Choice,
                _ => continue,
            };
            let most = value_of(tag, "maxlength").and_then(|most| most.parse().ok());
            fields.push(Field { value: value_of(tag, "value").unwrap_or_default(), name, kind, most });
        }
        Form { action, is_post: tag.contains("method=\"post\""), fields }
    }

    /// What it sends without anybody's doing.
    fn hidden(&self) -> Vec<(String, String)> {
        let hidden = self.fields.iter().filter(|field| field.kind == FieldKind::Hidden);
        hidden.map(|field| (field.name.clone(), field.value.clone())).collect()
    }
}

/// An element's opening tag, from what follows its name.
fn opening(element: &str) -> &str {
    element.split_once('>').map_or(element, |(tag, _)| tag)
}

fn value_of(tag: &str, attribute: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {attribute}=\""))?;
    Some(unescaped(after.split_once('"')?.0))
}

fn unescaped(written: &str) -> String {
    written
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}
