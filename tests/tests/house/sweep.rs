//! Ended at each crash point in turn and started again, the program loses nothing it acknowledged and doubles nothing:
//! it leaves what a run leaves that nobody ended. A point that is never reached fails the sweep.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use tests::swept::{Base, Run, Way};

/// Where the program is ended, and on which way it comes there.
const POINTS: [(&str, Way); 44] = [
    // Filling an empty folder.
    ("act.written/register.fill", Way::Birth),
    ("seed.registers", Way::Birth),
    ("act.written/plan.issue", Way::Birth),
    ("act.committed/plan.issue", Way::Birth),
    ("seed.plan", Way::Birth),
    ("act.written/officer.hire", Way::Birth),
    ("seed.officer#3", Way::Birth),
    ("act.written/catalogue.receive", Way::Birth),
    ("act.committed/catalogue.publish", Way::Birth),
    // A nomination from its submission to the letters about the first hand.
    ("act.written/nomination.submit", Way::Filing),
    ("act.committed/nomination.submit", Way::Filing),
    ("batch.commit", Way::Filing),
    ("batch.commit#3", Way::Filing),
    ("batch.committed", Way::Filing),
    ("batch.committed#4", Way::Filing),
    ("relay.placed", Way::Filing),
    ("relay.placed#3", Way::Filing),
    ("relay.published", Way::Filing),
    ("act.written/case.open", Way::Filing),
    ("act.committed/case.open", Way::Filing),
    ("reader.taken", Way::Filing),
    ("reader.taken#4", Way::Filing),
    ("act.written/case.pass", Way::Filing),
    ("act.committed/case.pass", Way::Filing),
    ("act.written/accept-letter", Way::Filing),
    ("act.committed/accept-letter", Way::Filing),
    ("act.committed/attempt-letter", Way::Filing),
    ("letter.attempted", Way::Filing),
    ("letter.composed", Way::Filing),
    ("letter.handed-over", Way::Filing),
    ("act.written/settle-letter", Way::Filing),
    // What falls due; housekeeping is made to.
    ("schedule.due", Way::Filing),
    ("schedule.done", Way::Filing),
    // What is parked, tried again and skipped.
    ("act.written/event.park", Way::Parking),
    ("act.committed/event.park", Way::Parking),
    ("parking.queued", Way::Parking),
    ("parking.queued#2", Way::Parking),
    ("act.written/event.retry", Way::Parking),
    ("act.committed/event.retry#2", Way::Parking),
    ("parking.tried", Way::Parking),
    ("parking.tried#2", Way::Parking),
    ("act.written/event.skip#2", Way::Parking),
    ("act.committed/event.skip#2", Way::Parking),
    ("act.committed/event.skip#4", Way::Parking),
];

/// Programs at once: most of each run is waiting.
const AT_ONCE: usize = 3;

#[tokio::test(flavor = "multi_thread")]
async fn ended_at_any_crash_point_it_loses_nothing_and_doubles_nothing() {
    let base = Arc::new(Base::prepare().await);
    let expected = [Way::Birth, Way::Filing, Way::Parking].map(|way| (way, base.clone()));
    let mut undisturbed = Vec::new();
    for (way, base) in expected {
        let run = Run::begin(&base, way, None).await;
        undisturbed.push((way, run.walk(&base).await));
    }
    let swept = stream::iter(POINTS).map(|(point, way)| {
        let base = base.clone();
        async move { (point, way, Run::begin(&base, way, Some(point)).await.walk(&base).await) }
    });
    let swept: Vec<_> = swept.buffer_unordered(AT_ONCE).collect().await;
    for (point, way, left) in swept {
        let (_, expected) = undisturbed.iter().find(|(of, _)| *of == way).expect("each way was walked");
        let differs = |(what, count): &(&String, &i64)| expected.get(*what) != Some(*count);
        let more: Vec<_> = left.iter().filter(differs).collect();
        let less: Vec<_> = expected.iter().filter(|(what, count)| left.get(*what) != Some(*count)).collect();
        assert!(more.is_empty() && less.is_empty(), "ended at {point}: {more:?} instead of {less:?}");
    }
}

/// The names in the sources: what stands there and in no row of the table was never swept.
#[test]
fn every_crash_point_is_swept() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<PathBuf> = ["shared", "services"].map(|folder| workspace.join(folder)).into();
    let mut named = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("crash.rs") {
                let source = std::fs::read_to_string(&path).expect("readable");
                let points = source.split("crash_point!(\"").skip(1).filter_map(|rest| rest.split_once('"'));
                named.extend(points.map(|(name, _)| name.to_owned()));
            }
        }
    }
    let swept: BTreeSet<String> =
        POINTS.iter().map(|(point, _)| point.split(['/', '#']).next().expect("a name").to_owned()).collect();
    assert_eq!(swept, named);
}
