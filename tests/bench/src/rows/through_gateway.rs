//! Row 4: the catalogue through stock nginx with TLS, beside the same pages of the same process asked directly.

use std::time::Duration;

use tests::gateway::{Before, Gateway};
use tests::tunnel::Tunnel;

use super::{catalogue, search};
use crate::Wanted;
use crate::load::{Asked, Questions};
use crate::report::{Report, Target};
use crate::rounds::{against, median};
use crate::stocked::Stocked;

const CONNECTIONS: [usize; 2] = [1, 16];
/// One for each core of a small machine, as the distribution's own configuration has it.
const WORKERS: u8 = 2;

pub async fn measure(wanted: &Wanted, report: &mut Report) {
    let Some(mut gateway) = Gateway::choose() else { return };
    let settings = [("YINCAI_URL", gateway.address("")), ("YINCAI_GATEWAY__TRUSTED", "[\"127.0.0.1\"]".to_owned())];
    let stocked = Stocked::with(wanted.posts, &settings).await;
    let ours = &stocked.ours;
    let url = format!("http://{}", ours.address);
    gateway.open(Before { requests: "1000000r/s", workers: WORKERS, ..Before::all(&[&url]) });
    let tunnel = Tunnel::to(gateway.port()).await;
    let door = tunnel.address.to_string();
    let one_list = ["/posts".to_owned()];
    for (what, paths) in [
        ("list, HTML, cached", one_list.as_slice()),
        ("list with a filter, HTML", &catalogue::filters()),
        ("detail, HTML", &catalogue::details(wanted.posts)),
        ("search, HTML", &search::all()),
        ("list with a filter, JSON", &catalogue::filters_by_api()),
    ] {
        for connections in CONNECTIONS {
            let directly = Asked::with(ours, Questions::get(paths, "", 200));
            let through = Asked::with(ours, Questions::get(paths, "", 200)).through(&door);
            let rounds = against(through, directly, connections, wanted).await;
            let what = format!("{what}, through the gateway, {connections} at once");
            report.spread(4, &what, &rounds.by_speed(), "of direct", Target::AtLeast(0.45));
            let more = rounds.pairs().map(|(ours, direct)| ms(ours.p50) - ms(direct.p50));
            let mut more: Vec<f64> = more.collect();
            more.sort_by(f64::total_cmp);
            report.figure(4, &format!("{what}, p50 more than directly"), median(&more), "ms", Target::AtMost(0.5));
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
