//! Several of a kind in one act: all of them, or everything that is wrong, each thing at its place.

use domain::Refusal;
use kit::DeskError;

/// Does one after the other. What is wrong with one is told below its place in the list at `list`; what is wrong at a `shared`
/// place is so for all of them, and told once.
pub async fn each<T, O>(
    list: &str,
    shared: &[&str],
    several: impl IntoIterator<Item = T>,
    mut one: impl AsyncFnMut(T) -> Result<O, DeskError>,
) -> Result<Vec<O>, DeskError> {
    let (mut done, mut refused) = (Vec::new(), Vec::<Refusal>::new());
    for (place, item) in several.into_iter().enumerate() {
        match one(item).await {
            Ok(outcome) => done.push(outcome),
            Err(DeskError::Refused(refusals)) => {
                for refusal in refusals {
                    let refusal = match refusal.pointer() {
                        Some(pointer) if shared.contains(&pointer) => refusal,
                        pointer => {
                            let at = format!("{list}/{place}{}", pointer.unwrap_or_default());
                            refusal.at(at)
                        }
                    };
                    if !refused.contains(&refusal) {
                        refused.push(refusal);
                    }
                }
            }
            Err(error) => return Err(error),
        }
    }
    if refused.is_empty() { Ok(done) } else { Err(refused.into()) }
}
