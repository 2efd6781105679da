//! What the program says while it runs: to standard error, at `RUST_LOG`'s level, with the ids of request and event.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::{Directive, LevelFilter};

/// The HTTP library calls it an error when a stranger sends what is no HTTP. That is answered with 400 and nobody's to mend,
/// and whoever looks for the level ERROR would find little else. A download of ours that breaks off is told by ourselves.
const NOISE: &str = "actix_http::h1::dispatcher=off";

/// Once per process; a second call changes nothing.
pub fn begin() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    let filter = filter.add_directive(noise());
    let out = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // To say there that nothing could be written there panics: where the log's own disk is full, requests would be dropped.
    out.log_internal_errors(false).try_init().ok();
}

fn noise() -> Directive {
    NOISE.parse().expect("a directive, as its test says")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_left_unsaid_is_a_directive() {
        assert_eq!(super::noise().to_string(), super::NOISE);
    }
}
