//! What search engines are told of: the pages that do not need anybody, each in both languages.

use askama::Template;
use domain::clause::LAST_ARTICLE;
use domain::{GuideTo, Language};
use kit::{Fault, Frame, page};

use super::super::shelf::Shelf;

/// The most posts that a sitemap may name, at two addresses each.
const MOST_POSTS: usize = 25_000;

#[derive(Template)]
#[template(path = "catalogue/takeaways/sitemap.xml")]
struct Sitemap {
    pages: Vec<Languages>,
}

/// The addresses of one page.
struct Languages {
    zh: String,
    en: String,
}

pub fn sitemap(shelf: &Shelf, frame: &Frame) -> Result<String, Fault> {
    let whole = |path: &str| {
        let address = |language| format!("{}{}", frame.url(), frame.to_in(language, path));
        Languages { zh: address(Language::Zh), en: address(Language::En) }
    };
    let articles = (1..=LAST_ARTICLE).map(|number| format!("/measures/{number}"));
    let posts = shelf.index.numbers().take(MOST_POSTS).map(|number| format!("/posts/{number}"));
    let guides = GuideTo::ALL.map(|to| format!("/guides/{to}"));
    let fixed = ["/posts", "/check", "/measures", "/interpretations", "/guides", "/nominate", "/refer", "/track"];
    let fixed = fixed.map(str::to_owned).into_iter().chain(articles).chain(guides);
    let pages = fixed.chain(posts).map(|path| whole(&path)).collect();
    page::part(&Sitemap { pages })
}

/// Search engines stay out of what is somebody's own, and of pages that only cut a list.
pub fn robots(frame: &Frame) -> String {
    let kept_out = ["/staff", "/en/staff", "/dev/", "/api/", "/size/", "/en/size/", "/*cursor="];
    let lines = kept_out.map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{lines}\nSitemap: {}/sitemap.xml\n", frame.url())
}
