//! What the machine can do right now: one flush to the disk.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const FLUSHES: usize = 100;

/// The median time of writing 4 KB and flushing it.
pub fn flush(folder: &Path) -> Duration {
    let mut file = File::create(folder.join("flush")).expect("a file");
    let mut took: Vec<Duration> = (0..FLUSHES)
        .map(|_| {
            let began = Instant::now();
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&[7; 4096])).expect("written");
            file.sync_data().expect("flushed");
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    took[FLUSHES / 2]
}
