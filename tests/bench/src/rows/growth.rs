//! Row 12: what becomes of a reader's time while the catalogue grows, and what a large one costs to hold.

use std::time::Duration;

use super::{catalogue, search};
use crate::Wanted;
use crate::load::Asked;
use crate::report::{Report, Target};
use crate::rounds::against;
use crate::stocked::Stocked;

/// What the growth is held against.
const FEW: usize = 1_000;
const SETTLED: Duration = Duration::from_secs(2);
const MIB: f64 = 1024.0 * 1024.0;

pub async fn measure(wanted: &Wanted, many: &Stocked, report: &mut Report) {
    tokio::time::sleep(SETTLED).await;
    let (resident, peak) = (many.ours.resident() as f64, many.ours.peak() as f64);
    let opened = many.opened.as_secs_f64() * 1000.0;
    let searched = many.searched.as_secs_f64() * 1000.0;
    let of_posts = format!("{} posts", many.posts);
    report.figure(12, &format!("first page, started again on {of_posts}"), opened, "ms", Target::None);
    report.figure(12, &format!("first search, started again on {of_posts}"), searched, "ms", Target::None);
    report.figure(12, &format!("memory, {of_posts}, idle"), resident / MIB, "MiB", Target::None);
    report.figure(12, &format!("memory, {of_posts}, at most since the start"), peak / MIB, "MiB", Target::None);
    if many.posts <= FEW {
        return;
    }
    let few = Stocked::with(FEW, &[]).await;
    tokio::time::sleep(SETTLED).await;
    let each = (resident - few.ours.resident() as f64) / (many.posts - FEW) as f64;
    report.figure(12, "memory for one post more", each, "bytes", Target::None);
    for (what, paths, most) in [
        ("list with a filter", [catalogue::filters(), catalogue::filters()], 1.5),
        ("detail", [catalogue::details(many.posts), catalogue::details(FEW)], 1.5),
        ("search", [search::all(), search::all()], 3.0),
    ] {
        let [grown, before] =
            [(&many.ours, &paths[0]), (&few.ours, &paths[1])].map(|(server, paths)| Asked::at(server, paths));
        let rounds = against(grown, before, 1, wanted).await;
        let what = format!("{what}, HTML, p50 at {of_posts} by that at {FEW}");
        report.spread(12, &what, &rounds.by_p50(), "times", Target::AtMost(most));
    }
    let loaded = many.ours.resident() as f64 / MIB;
    report.figure(12, &format!("memory, {of_posts}, after these readers"), loaded, "MiB", Target::None);
}
