//! Row 12: how soon an issued catalogue is seen by the public, from the moment its last part is there.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use crate::Wanted;
use crate::process::{Folder, Server};
use crate::report::{Report, Target};
use crate::seed;

const A_MOMENT: Duration = Duration::from_millis(5);
const MIB: f64 = 1024.0 * 1024.0;

pub async fn measure(wanted: &Wanted, report: &mut Report) {
    let folder = Folder::empty("issued");
    let parts = seed::issue(&folder.0, wanted.posts).await;
    let server = Server::product(&folder.0, &[], &[("YINCAI_DEMO", "false".to_owned())]);
    while !server.outlived() && !are_in(&folder.0, parts) {
        tokio::time::sleep(A_MOMENT).await;
    }
    let received = Instant::now();
    server.shows("/posts", "/posts/2026-").await;
    let what = format!("{} posts, their last part received → seen by the public", wanted.posts);
    report.figure(12, &what, received.elapsed().as_secs_f64() * 1000.0, "ms", Target::None);
    let what = format!("memory, {} posts taken in, at most", wanted.posts);
    report.figure(12, &what, server.peak() as f64 / MIB, "MiB", Target::None);
}

/// Whether the portal holds so many parts, or has taken them in already.
fn are_in(data: &Path, parts: u32) -> bool {
    const SQL: &str = "SELECT (SELECT count(*) FROM catalogue_parts) = ? OR EXISTS (SELECT 1 FROM posts)";
    let db = Connection::open_with_flags(data.join("portal.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    // Before the portal has its tables, nothing is there.
    db.and_then(|db| db.query_row(SQL, [parts], |row| row.get(0))).unwrap_or(false)
}
