//! What the program says while it runs: to standard error, at `RUST_LOG`'s level, with the ids of request and event.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Once per process; a second call changes nothing.
pub fn begin() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    let out = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // To say there that nothing could be written there panics: where the log's own disk is full, requests would be dropped.
    out.log_internal_errors(false).try_init().ok();
}
