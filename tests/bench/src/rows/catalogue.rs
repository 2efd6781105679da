//! Rows 1 and 3: the catalogue as pages and as JSON, beside bare answers from memory and beside the floor.

use domain::{Mode, Sector};

use crate::Wanted;
use crate::floor;
use crate::load::Questions;
use crate::process::{Folder, Role, Server};
use crate::report::Report;
use crate::rounds::{Asked, against};
use crate::seed;

/// More than the product keeps ready: each of these is made anew.
const DETAILS: usize = 2_000;
const CONNECTIONS: [usize; 3] = [1, 16, 64];

pub async fn measure(wanted: &Wanted, report: &mut Report) {
    let folder = Folder::empty("catalogue");
    seed::issue(&folder.0, wanted.posts).await;
    let ours = Server::product(&folder.0, &[], &[("YINCAI_DEMO", "false".to_owned())]);
    ours.shows("/posts", "/posts/2026-").await;
    let file = folder.0.join("floor.db");
    floor::fill(&file, wanted.posts);
    let floor = Server::limit(Role::Floor, &[&file.to_string_lossy()]);
    floor.shows("/posts", "/posts/2026-").await;
    let limit = Server::limit(Role::Limit, &[]);
    limit.shows("/5", "x").await;

    let floor_list = Questions::get(&["/posts".to_owned()], "", 200);
    let details: Vec<String> =
        (0..DETAILS.min(wanted.posts)).map(|number| format!("/posts/2026-{number:06}")).collect();
    let floor_detail = Questions::get(&details, "", 200);
    let list_floor = Asked { server: &floor, questions: floor_list };
    let detail_floor = Asked { server: &floor, questions: floor_detail };
    let bare = |path: &str| Asked { server: &limit, questions: Questions::get(&[path.to_owned()], "", 200) };
    let ask = |paths: &[String]| Asked { server: &ours, questions: Questions::get(paths, "", 200) };
    let json = |paths: &[String]| paths.iter().map(|path| format!("/api/portal/v1{path}")).collect::<Vec<_>>();
    let one_list = ["/posts".to_owned()];
    let tag = format!("If-None-Match: {}\r\n", tag(&ours).await);
    let unchanged = Asked { server: &ours, questions: Questions::get(&one_list, &tag, 304) };
    let pages = [
        (1, "list with a filter, HTML, uncached", "F", ask(&filters()), list_floor.clone(), 0.35),
        (1, "detail, HTML, uncached", "F", ask(&details), detail_floor.clone(), 0.35),
        (1, "list, HTML, cached", "L30", ask(&one_list), bare("/30"), 0.5),
        (1, "list, unchanged", "L5", unchanged, bare("/5"), 0.6),
        (3, "list with a filter, JSON", "F", ask(&json(&filters())), list_floor, 0.4),
        (3, "detail, JSON", "F", ask(&json(&details)), detail_floor, 0.4),
    ];
    for (row, what, name, ours, limit, least) in pages.into_iter().filter(|page| wanted.wants(page.0)) {
        for connections in CONNECTIONS {
            let rounds = against(ours.clone(), limit.clone(), connections, wanted).await;
            report.ratio(row, &format!("{what}, {connections} at once"), name, &rounds, least);
        }
    }
}

/// A mode and two sectors: more lists, by their bytes, than the product keeps, so that each is made anew.
fn filters() -> Vec<String> {
    let sectors = Sector::ALL;
    let pairs = (0..sectors.len()).flat_map(|one| (one + 1..sectors.len()).map(move |other| (one, other)));
    let pairs = pairs.map(|(one, other)| format!("/posts?sector={}&sector={}", sectors[one], sectors[other]));
    pairs.flat_map(|list| Mode::ALL.map(|mode| format!("{list}&mode={mode}"))).collect()
}

async fn tag(server: &Server) -> String {
    let answer = reqwest::get(format!("http://{}/posts", server.address)).await.expect("an answer");
    let tag = answer.headers().get("etag").expect("a list has a tag");
    tag.to_str().expect("text").to_owned()
}
