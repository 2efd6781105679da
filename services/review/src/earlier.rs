//! What rows of an earlier version lack is made up for behind the service's work.

use std::time::Duration;

use kit::DeskError;
use tracing::error;

const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// Step by step, from the first one on: each answers where the next one begins, or that nothing is left. One that failed is
/// tried again.
pub async fn make_up<P: Copy, F>(what: &str, first: P, step: impl Fn(P) -> F)
where
    F: Future<Output = Result<Option<P>, DeskError>>,
{
    let mut next = Some(first);
    while let Some(from) = next {
        match step(from).await {
            Ok(then) => next = then,
            Err(trouble) => {
                error!(%trouble, what, "what earlier rows lack could not be written");
                tokio::time::sleep(TRIED_AGAIN_AFTER).await;
            }
        }
    }
}
