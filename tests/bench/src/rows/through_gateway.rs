//! Row 4: the catalogue through stock nginx with TLS, beside the same pages of the same process asked directly.

use std::time::Duration;

use tests::gateway::{Before, Gateway};
use tests::tunnel::Tunnel;

use super::{catalogue, search};
use crate::Wanted;
use crate::house::House;
use crate::load::{Asked, Questions};
use crate::process::Server;
use crate::report::{Report, Target};
use crate::rounds::{against, median};
use crate::stocked::Stocked;

const CONNECTIONS: [usize; 2] = [1, 16];
/// One for each core of a small machine, as the distribution's own configuration has it.
const WORKERS: u8 = 2;

pub async fn measure(wanted: &Wanted, report: &mut Report) {
    let Some(gateway) = Gateway::choose() else { return };
    let stocked = Stocked::with(wanted.posts, &settings(&gateway)).await;
    let (filters, details, searches) = (catalogue::filters(), catalogue::details(wanted.posts), search::all());
    let (list, by_api) = (["/posts".to_owned()], catalogue::filters_by_api());
    let pages = [
        ("list, HTML, cached", list.as_slice()),
        ("list with a filter, HTML", &filters),
        ("detail, HTML", &details),
        ("search, HTML", &searches),
        ("list with a filter, JSON", &by_api),
    ];
    beside("embedded", gateway, &stocked.ours, &pages, wanted, report).await;
    drop(stocked);
    let Some(gateway) = Gateway::choose() else { return };
    let Some(apart) = House::apart("gateway-apart", &settings(&gateway)) else { return };
    apart.opened().await;
    // The demo's own posts have numbers of another kind.
    let pages: Vec<_> = pages.into_iter().filter(|(what, _)| !what.starts_with("detail")).collect();
    beside("apart", gateway, apart.server("portal"), &pages, wanted, report).await;
}

fn settings(gateway: &Gateway) -> [(&'static str, String); 2] {
    [("YINCAI_URL", gateway.address("")), ("YINCAI_GATEWAY__TRUSTED", "[\"127.0.0.1\"]".to_owned())]
}

/// The pages through the gateway, beside the same of the process behind it.
async fn beside(
    mode: &str,
    mut gateway: Gateway,
    ours: &Server,
    pages: &[(&str, &[String])],
    wanted: &Wanted,
    report: &mut Report,
) {
    let url = format!("http://{}", ours.address);
    gateway.open(Before { requests: "1000000r/s", workers: WORKERS, ..Before::all(&[&url]) });
    let tunnel = Tunnel::to(gateway.port()).await;
    let door = tunnel.address.to_string();
    for (what, paths) in pages {
        for connections in CONNECTIONS {
            let directly = Asked::with(ours, Questions::get(paths, "", 200));
            let through = Asked::with(ours, Questions::get(paths, "", 200)).through(&door);
            let rounds = against(through, directly, connections, wanted).await;
            let what = format!("{mode}, {what}, through the gateway, {connections} at once");
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
