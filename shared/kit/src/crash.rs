//! Crash points: lines at which a sweep ends the program, as a power cut would, to prove that nothing is lost or doubled.
//! There are none in a program that is built to be run: only the tests turn the feature on.

/// Ends the process here when `CRASH_POINT` names it, such as `act.committed` or `act.committed/case.open`, where that is
/// the deed; `#2` behind it is the second time.
#[cfg(feature = "crash-points")]
#[macro_export]
macro_rules! crash_point {
    ($name:literal) => {
        $crate::crash::point($name, "")
    };
    ($name:literal, $deed:expr) => {
        $crate::crash::point($name, $deed)
    };
}

/// Nothing, and nothing is left of it.
#[cfg(not(feature = "crash-points"))]
#[macro_export]
macro_rules! crash_point {
    ($name:literal) => {};
    ($name:literal, $deed:expr) => {};
}

#[cfg(feature = "crash-points")]
pub fn point(name: &str, deed: &str) {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[expect(clippy::disallowed_methods, reason = "no setting: a program that is run has no crash points")]
    static ASKED: LazyLock<Option<(String, usize)>> = LazyLock::new(|| {
        let asked = std::env::var("CRASH_POINT").ok()?;
        let (name, time) = asked.split_once('#').unwrap_or((&asked, "1"));
        Some((name.to_owned(), time.parse().expect("CRASH_POINT is name#time")))
    });
    static TIMES: AtomicUsize = AtomicUsize::new(0);

    let Some((asked, time)) = &*ASKED else {
        return;
    };
    let here = name == asked || asked.split_once('/').is_some_and(|asked| asked == (name, deed));
    if here && TIMES.fetch_add(1, Ordering::SeqCst) + 1 == *time {
        std::process::abort();
    }
}
