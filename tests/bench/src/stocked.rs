//! The product and the floor on one catalogue of so many posts.

use std::time::Duration;

use tests::given::CITY;

use crate::floor;
use crate::process::{Folder, Role, Server};
use crate::seed;

pub struct Stocked {
    pub ours: Server,
    pub floor: Server,
    pub posts: usize,
    /// From the start of our process to the first page with a post on it.
    pub opened: Duration,
    /// The same to the first search that is answered with one.
    pub searched: Duration,
    /// It goes after the servers.
    _folder: Folder,
}

impl Stocked {
    /// `settings` are those of our process besides.
    pub async fn with(posts: usize, settings: &[(&str, String)]) -> Stocked {
        let folder = Folder::empty(&format!("stocked-{posts}"));
        seed::fill(&folder.0, posts).await;
        std::fs::write(folder.0.join("yincai.toml"), CITY).expect("written");
        let settings = [&[("YINCAI_DEMO", "false".to_owned())], settings].concat();
        let ours = Server::product(&folder.0, &[], &settings);
        let opened = ours.shows("/posts", "/posts/2026-").await;
        let searched = ours.shows("/posts?q=%E5%8D%9A%E5%A3%AB", "/posts/2026-").await;
        let file = folder.0.join("floor.db");
        floor::fill(&file, posts);
        let [list, detail] = [ours.weighs("/posts").await, ours.weighs("/posts/2026-000000").await];
        let floor = Server::limit(Role::Floor, &[&file.to_string_lossy(), &list.to_string(), &detail.to_string()]);
        floor.shows("/posts", "/posts/2026-").await;
        Stocked { ours, floor, posts, opened, searched, _folder: folder }
    }
}
