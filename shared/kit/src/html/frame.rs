//! The frame of a page: its language, text size, address and token. A door takes it as an extractor,
//! a template holds it as `frame`; `frame.html` is what it fills.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use contract::{Language, Text};

use super::assets;
use super::bar::Link;
use super::city::City;
use super::porch::Porch;
use super::say::Say;
use super::visitor::Visitor;
use crate::fault::Fault;
use crate::paging::{At, Place};
use crate::web::asked::Asked;
use crate::web::paging;

#[derive(Clone)]
pub struct Frame {
    /// The frame's own words.
    pub say: Say,
    asked: Arc<Asked>,
    porch: Arc<Porch>,
    visitor: Arc<Visitor>,
}

impl Frame {
    pub fn of(request: &HttpRequest) -> Frame {
        Frame::around(Asked::of(request), Porch::behind(request), Visitor::of(request))
    }

    pub(crate) fn around(asked: Arc<Asked>, porch: Arc<Porch>, visitor: Arc<Visitor>) -> Frame {
        Frame { say: Say::kit(asked.language), asked, porch, visitor }
    }

    /// A frame without a request, for the samples that templates are tested with.
    pub fn sample(language: Language, path: &str) -> Frame {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let asked = Asked { language, path: path.to_owned(), query: query.to_owned(), ..Asked::default() };
        Frame::around(Arc::new(asked), Arc::new(Porch::sample()), Visitor::nobody())
    }

    pub fn language(&self) -> Language {
        self.asked.language
    }

    /// For `lang`.
    pub fn lang(&self) -> &'static str {
        self.language().tag()
    }

    /// For `dir`. Both languages run from left to right.
    pub fn dir(&self) -> &'static str {
        "ltr"
    }

    pub fn city(&self) -> &City {
        &self.porch.city
    }

    /// The public address of the product, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.porch.url
    }

    pub fn is_large(&self) -> bool {
        self.asked.large
    }

    /// The id of the request.
    pub fn trace(&self) -> &str {
        &self.asked.trace
    }

    /// The path as it was routed: without `/en`.
    pub fn path(&self) -> &str {
        &self.asked.path
    }

    /// What stands behind the question mark, as it was sent.
    pub fn query(&self) -> &str {
        &self.asked.query
    }

    pub fn is_staff(&self) -> bool {
        self.asked.is_staff()
    }

    /// The site's name on pages of this kind.
    pub fn site(&self) -> &str {
        self.name().say(self.language())
    }

    /// The same in Chinese, for the meta tags that the guide to government websites asks for.
    pub fn site_zh(&self) -> &str {
        &self.name().zh
    }

    fn name(&self) -> &Text {
        if self.is_staff() { &self.city().desk } else { &self.city().site }
    }

    /// A path of ours in the language of this page.
    pub fn to(&self, path: impl AsRef<str>) -> String {
        address(self.language(), path.as_ref(), "")
    }

    /// A path of ours in that language.
    pub fn to_in(&self, language: Language, path: &str) -> String {
        address(language, path, "")
    }

    /// A path of ours in the language of this page, whole, for whoever reads it elsewhere.
    pub fn whole(&self, path: impl AsRef<str>) -> String {
        format!("{}{}", self.url(), self.to(path))
    }

    /// This page in its own language, with its query.
    pub fn here(&self) -> String {
        address(self.language(), self.path(), self.query())
    }

    /// The start page of this door.
    pub fn home(&self) -> String {
        self.to(self.asked.root())
    }

    pub fn other(&self) -> Language {
        match self.language() {
            Language::Zh => Language::En,
            Language::En => Language::Zh,
        }
    }

    pub fn other_lang(&self) -> &'static str {
        self.other().tag()
    }

    /// For `og:locale`.
    pub fn locale(&self) -> &'static str {
        locale(self.language())
    }

    pub fn other_locale(&self) -> &'static str {
        locale(self.other())
    }

    pub fn other_name(&self) -> &'static str {
        match self.other() {
            Language::Zh => "中文",
            Language::En => "English",
        }
    }

    /// The same page in the other language.
    pub fn other_language(&self) -> String {
        address(self.other(), self.path(), self.query())
    }

    /// Where the other text size is chosen, and back here.
    pub fn other_size(&self) -> String {
        let size = if self.is_large() { "normal" } else { "large" };
        let back = serde_html_form::to_string([("back", self.here())]).unwrap_or_default();
        format!("{}?{back}", self.to(format!("/size/{size}")))
    }

    pub fn other_size_name(&self) -> String {
        self.say.owned(if self.is_large() { "normal" } else { "large" })
    }

    /// The token that each form carries in its field `csrf`.
    pub fn csrf(&self) -> String {
        self.visitor.token(&self.porch)
    }

    /// A one-time token for the field `once`: sending the form twice does it once.
    pub fn once(&self) -> String {
        self.porch.ids.next().to_string()
    }

    /// The cursor of a place in a list, for links to the pages beside this one.
    pub fn cursor<P: Place>(&self, at: &At<P>) -> Result<String, Fault> {
        paging::write(&self.porch, at)
    }

    /// `aria-current` for a link of the navigation: the page itself, or one below it.
    pub fn is_at(&self, path: &str) -> bool {
        let rest = self.path().strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The links of the door that was asked; none where its service runs elsewhere.
    pub fn bar(&self) -> Vec<Link> {
        self.porch.service_at(self.asked.root()).map(|service| service.bar(self)).unwrap_or_default()
    }

    /// Whether somebody sent something, and did not just look.
    pub fn was_sent_to(&self) -> bool {
        self.asked.sends
    }

    pub fn style(&self) -> &'static str {
        assets::style_path()
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh_CN",
        Language::En => "en_GB",
    }
}

fn address(language: Language, path: &str, query: &str) -> String {
    let prefix = match language {
        Language::Zh => "",
        Language::En => "/en",
    };
    let mut address = String::with_capacity(prefix.len() + path.len() + 1 + query.len());
    address.push_str(prefix);
    // A second slash or a backslash at the front would make the first part of the path a host.
    let below = path.trim_start_matches(['/', '\\']);
    match below.len() + 1 < path.len() {
        true => address.extend(["/", below]),
        false if path == "/" && !prefix.is_empty() => {}
        false => address.push_str(path),
    }
    if !query.is_empty() {
        address.extend(["?", query]);
    }
    address
}

impl FromRequest for Frame {
    type Error = actix_web::Error;
    type Future = Ready<Result<Frame, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Frame::of(request)))
    }
}
