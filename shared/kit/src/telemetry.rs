//! What the program says while it runs: to standard error, at `RUST_LOG`'s level, with the ids of request and event.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Once per process; a second call changes nothing.
pub fn begin() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init().ok();
}
