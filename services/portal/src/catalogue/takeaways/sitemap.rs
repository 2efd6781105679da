//! What search engines are told of: the pages that do not need anybody, each in both languages.

use askama::Template;
use domain::clause::LAST_ARTICLE;
use domain::{GuideTo, Language};
use kit::{Fault, Frame, page};

use super::super::shelf::Shelf;

/// The most pages that one sitemap names; each has two addresses, and engines take 50,000.
pub const MOST_PAGES: usize = 25_000;

#[derive(Template)]
#[template(path = "catalogue/takeaways/sitemap.xml")]
struct Sitemap {
    pages: Vec<Languages>,
}

/// The sitemaps that together name what is too much for one.
#[derive(Template)]
#[template(path = "catalogue/takeaways/sitemaps.xml")]
struct Sitemaps {
    maps: Vec<String>,
}

/// The addresses of one page.
struct Languages {
    zh: String,
    en: String,
}

/// Every page, or the sitemaps that name so many at most each.
pub fn sitemap(shelf: &Shelf, frame: &Frame, most: usize) -> Result<String, Fault> {
    match paths(shelf).count().div_ceil(most) {
        0 | 1 => named(paths(shelf), frame),
        several => {
            let maps = (1..=several).map(|number| format!("{}/sitemaps/{number}.xml", frame.url())).collect();
            page::part(&Sitemaps { maps })
        }
    }
}

/// One of the several, counted from 1; none that is not named.
pub fn one_of_several(shelf: &Shelf, frame: &Frame, number: usize, most: usize) -> Result<Option<String>, Fault> {
    let count = paths(shelf).count();
    let before = number.checked_sub(1).and_then(|before| before.checked_mul(most));
    let Some(before) = before.filter(|before| count > most && *before < count) else { return Ok(None) };
    named(paths(shelf).skip(before).take(most), frame).map(Some)
}

fn paths(shelf: &Shelf) -> impl Iterator<Item = String> {
    let fixed = ["/posts", "/check", "/measures", "/interpretations", "/guides", "/nominate", "/refer"];
    let articles = (1..=LAST_ARTICLE).map(|number| format!("/measures/{number}"));
    let guides = GuideTo::ALL.into_iter().map(|to| format!("/guides/{to}"));
    let posts = shelf.index.numbers().map(|number| format!("/posts/{number}"));
    fixed.into_iter().map(str::to_owned).chain(articles).chain(guides).chain(posts)
}

fn named(paths: impl Iterator<Item = String>, frame: &Frame) -> Result<String, Fault> {
    let address = |language, path: &str| format!("{}{}", frame.url(), frame.to_in(language, path));
    let whole = |path: String| Languages { zh: address(Language::Zh, &path), en: address(Language::En, &path) };
    page::part(&Sitemap { pages: paths.map(whole).collect() })
}

/// Search engines stay out of what is somebody's own, and of pages that only cut a list.
pub fn robots(frame: &Frame) -> String {
    let kept_out = ["/staff", "/en/staff", "/dev/", "/api/", "/size/", "/en/size/", "/*cursor="];
    let lines = kept_out.map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{lines}\nSitemap: {}/sitemap.xml\n", frame.url())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{Post, PostId};
    use uuid::Uuid;

    use super::super::super::index::Index;
    use super::super::super::samples::{TODAY, post};
    use super::*;

    /// The addresses that a map names.
    fn addresses(map: &str) -> Vec<String> {
        let named = map.split("<loc>").skip(1);
        named.map(|rest| rest.split("</loc>").next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn what_is_too_much_for_one_sitemap_is_named_by_several_each_page_once() {
        let numbered = |number: u128| Post {
            id: PostId::from(Uuid::from_u128(number)),
            number: format!("2026-{number:03}"),
            ..post()
        };
        let posts: Vec<Post> = (1..=45).map(numbered).collect();
        let (shelf, frame) = (
            Shelf::of(None, TODAY, Index::of(&posts, TODAY), domain::Policies::standard()),
            Frame::sample(Language::Zh, "/sitemap.xml"),
        );
        let whole = sitemap(&shelf, &frame, MOST_PAGES).expect("a map");
        assert!(whole.contains("<urlset") && whole.contains("/en/posts/2026-045</loc>"));
        let pages = paths(&shelf).count();
        assert_eq!(addresses(&whole).len(), pages * 2);
        assert_eq!(sitemap(&shelf, &frame, pages).expect("a map"), whole, "as many as fit are in one");
        assert_eq!(one_of_several(&shelf, &frame, 1, pages).expect("asked"), None);

        let most = 20;
        let index = sitemap(&shelf, &frame, most).expect("an index");
        let maps = addresses(&index);
        assert!(index.contains("<sitemapindex") && maps.len() == pages.div_ceil(most), "{index}");
        let mut named = Vec::new();
        for (number, address) in (1..).zip(&maps) {
            assert_eq!(*address, format!("https://talent.example/sitemaps/{number}.xml"));
            let map = one_of_several(&shelf, &frame, number, most).expect("asked").expect("a map");
            assert!(addresses(&map).len() <= most * 2, "{map}");
            named.extend(addresses(&map));
        }
        assert_eq!(named, addresses(&whole));
        assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());
        for nothing in [0, maps.len() + 1, usize::MAX] {
            assert_eq!(one_of_several(&shelf, &frame, nothing, most).expect("asked"), None, "{nothing}");
        }
    }
}
