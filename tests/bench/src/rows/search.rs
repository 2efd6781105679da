//! Row 2: searches with their facets as pages, and the 20 best as JSON, beside the floor's list.

use domain::{Mode, Sector};
use reqwest::Url;

use super::catalogue::by_api;
use crate::Wanted;
use crate::load::Asked;
use crate::report::{Report, Target};
use crate::rounds::against;
use crate::stocked::Stocked;

const CONNECTIONS: [usize; 2] = [1, 16];
/// Words of two characters, of which an index of longer pieces would find nothing.
const SHORT: [&str; 8] = ["畜牧", "护理", "物流", "规划", "水利", "财务", "法律", "光伏"];
/// Longer ones, English ones, and one that a part of all posts has.
const LONG: [&str; 8] =
    ["心血管内科", "生物制药", "软件开发", "跨境物流", "cardiology", "food processing", "engineer", "工程师"];
/// Each once more under another address, so that it is searched for anew.
const TIMES: usize = 80;

pub async fn measure(wanted: &Wanted, stocked: &Stocked, report: &mut Report) {
    let list = Asked::at(&stocked.floor, &["/posts".to_owned()]);
    let ask = |paths: &[String]| Asked::at(&stocked.ours, paths);
    for (what, paths) in [("one word", one_word(&LONG)), ("two characters", one_word(&SHORT)), ("narrowed", narrowed())]
    {
        let best: Vec<String> = paths.iter().map(|path| by_api(path)).collect();
        for (form, paths, part, target) in [
            ("HTML with all facets", &paths, "p99", Target::AtMost(15.0)),
            ("the 20 best, JSON", &best, "p50", Target::AtMost(3.0)),
        ] {
            for connections in CONNECTIONS {
                let rounds = against(ask(paths), list.clone(), connections, wanted).await;
                let what = format!("search, {what}, {form}, {connections} at once");
                report.ratio(2, &what, "F", &rounds, 0.25);
                // What one reader waits for; many of them wait for each other.
                if connections == 1 {
                    let took = if part == "p99" { rounds.p99() } else { rounds.p50() };
                    report.spread(2, &format!("{what}, {part}"), &took, "ms", target);
                }
            }
        }
    }
}

fn one_word(words: &[&str]) -> Vec<String> {
    let again = |time: usize| {
        let time = time.to_string();
        words.iter().map(move |word| address(&[("q", *word), ("time", time.as_str())]))
    };
    (0..TIMES).flat_map(again).collect()
}

/// Two words, a sector and a mode.
fn narrowed() -> Vec<String> {
    let words = SHORT.iter().map(|word| format!("{word} 博士"));
    let sectors = words.flat_map(|words| Sector::ALL.map(|sector| (words.clone(), sector)));
    let all = sectors.flat_map(|(words, sector)| Mode::ALL.map(|mode| (words.clone(), sector, mode)));
    let chosen = |(words, sector, mode): (String, Sector, Mode)| {
        address(&[("q", words.as_str()), ("sector", sector.code()), ("mode", mode.code())])
    };
    all.map(chosen).collect()
}

fn address(pairs: &[(&str, &str)]) -> String {
    let url = Url::parse_with_params("http://localhost/posts", pairs).expect("an address");
    format!("{}?{}", url.path(), url.query().unwrap_or_default())
}

/// Searches of one word and narrowed ones.
pub fn all() -> Vec<String> {
    [one_word(&LONG), one_word(&SHORT), narrowed()].concat()
}
