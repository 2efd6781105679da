//! Rows 1 and 3: the catalogue as pages and as JSON, beside bare answers from memory and beside the floor.

use domain::{Mode, Sector};

use crate::Wanted;
use crate::load::{Asked, Questions};
use crate::process::{Role, Server};
use crate::report::Report;
use crate::rounds::against;
use crate::stocked::Stocked;

/// More than the product keeps ready, as JSON too: each of these is made anew.
const DETAILS: usize = 10_000;
const CONNECTIONS: [usize; 3] = [1, 16, 64];

pub async fn measure(wanted: &Wanted, stocked: &Stocked, report: &mut Report) {
    let limit = Server::limit(Role::Limit, &[]);
    limit.shows("/5", "x").await;

    let details = details(stocked.posts);
    let details_by_api: Vec<String> = details.iter().map(|path| by_api(path)).collect();
    let floor = |paths: &[String]| Asked::at(&stocked.floor, paths);
    let bare = |path: &str| Asked::at(&limit, &[path.to_owned()]);
    let ask = |paths: &[String]| Asked::at(&stocked.ours, paths);
    let one_list = ["/posts".to_owned()];
    let tag = format!("If-None-Match: {}\r\n", tag(&stocked.ours).await);
    let unchanged = Asked::with(&stocked.ours, Questions::get(&one_list, &tag, 304));
    let pages = [
        (1, "list with a filter, HTML, uncached", "F", ask(&filters()), floor(&one_list), 0.35),
        (1, "detail, HTML, uncached", "F", ask(&details), floor(&details), 0.35),
        (1, "list, HTML, cached", "L30", ask(&one_list), bare("/30"), 0.5),
        (1, "list, unchanged", "L5", unchanged, bare("/5"), 0.6),
        (3, "list with a filter, JSON", "F", ask(&filters_by_api()), floor(&one_list), 0.4),
        (3, "detail, JSON", "F", ask(&details_by_api), floor(&details), 0.4),
    ];
    for (row, what, name, ours, limit, least) in pages.into_iter().filter(|page| wanted.wants(page.0)) {
        for connections in CONNECTIONS {
            let rounds = against(ours.clone(), limit.clone(), connections, wanted).await;
            report.ratio(row, &format!("{what}, {connections} at once"), name, &rounds, least);
        }
    }
}

/// A mode and two sectors: more lists, by their bytes, than the product keeps, so that each is made anew.
pub fn filters() -> Vec<String> {
    chosen().map(|(one, other, mode)| format!("/posts?sector={one}&sector={other}&mode={mode}")).collect()
}

/// The same at the API, which takes the codes of one filter together.
pub fn filters_by_api() -> Vec<String> {
    chosen().map(|(one, other, mode)| by_api(&format!("/posts?sector={one},{other}&mode={mode}"))).collect()
}

fn chosen() -> impl Iterator<Item = (Sector, Sector, Mode)> {
    let sectors = Sector::ALL.into_iter().enumerate();
    let pairs = sectors.flat_map(|(place, one)| Sector::ALL.into_iter().skip(place + 1).map(move |other| (one, other)));
    pairs.flat_map(|(one, other)| Mode::ALL.map(|mode| (one, other, mode)))
}

pub fn details(posts: usize) -> Vec<String> {
    (0..DETAILS.min(posts)).map(|number| format!("/posts/2026-{number:06}")).collect()
}

pub fn by_api(path: &str) -> String {
    format!("/api/portal/v1{path}")
}

async fn tag(server: &Server) -> String {
    let answer = reqwest::get(format!("http://{}/posts", server.address)).await.expect("an answer");
    let tag = answer.headers().get("etag").expect("a list has a tag");
    tag.to_str().expect("text").to_owned()
}
