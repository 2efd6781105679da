//! Every page that can be reached by links, for everybody who may see it: within its frame on any screen, open to
//! everybody who reads otherwise than by eye and mouse, and light on the wire. Pictures and sources stay in `target/browser`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;

use browser::{Driver, Rules, Screen, Seat, Window, folder};
use domain::Language;
use serde_json::Value;
use tests::Town;
use tests::applicant::receipt;

/// For each door: all that a page and what it needs may weigh, and in how many requests (`performance.md`, row 11).
const LIGHT: (u64, usize) = (35 * 1024, 3);
/// A walk that finds more kinds of pages than this has lost its way.
const MOST_PAGES: usize = 120;
/// The walker who is nobody.
const PUBLIC: &str = "public";
/// Where a link leads out of the pages or ends the walk.
const NOT_WALKED: [&str; 6] = ["/docs", "/api/", "/size/", "/sign-out", ".css", "/html"];
/// What everybody sees, which the first walker has looked at.
const FOR_ALL: [&str; 3] = ["/posts", "/measures", "/dev/"];

/// A page and the pages of its kind: numbers, ids and the values of its query do not matter.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let varies = |step: &str| step.len() > 24 || step.bytes().any(|byte| byte.is_ascii_digit());
    let steps = path.split('/').map(|step| if varies(step) { "_" } else { step });
    let mut keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    keys.sort_unstable();
    keys.dedup();
    let known = ["back", "cursor", ""];
    let keys: Vec<&str> = keys.into_iter().filter(|key| !known.contains(key)).take(1).collect();
    format!("{}{}", steps.collect::<Vec<_>>().join("-"), keys.concat())
}

struct Walk<'a> {
    window: Window,
    rules: &'a Rules,
    who: &'static str,
    /// `/en` or nothing: what every path of the walk begins with.
    prefix: &'static str,
    faults: Vec<String>,
    seen: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    fn new(window: Window, rules: &'a Rules, who: &'static str, prefix: &'static str) -> Walk<'a> {
        Walk { window, rules, who, prefix, faults: Vec::new(), seen: BTreeSet::new() }
    }

    /// Whether the walk goes on there: in its own language, and not where another walker has been.
    fn goes_to(&self, link: &str) -> bool {
        let Some(path) = link.strip_prefix(self.prefix) else {
            return false;
        };
        let foreign = self.prefix.is_empty() && (path == "/en" || path.starts_with("/en/"));
        let common = self.who != PUBLIC
            && (path.is_empty() || path == "/" || FOR_ALL.iter().any(|start| path.starts_with(start)));
        !foreign && !common && !NOT_WALKED.iter().any(|part| path.contains(part)) && !self.seen.contains(&kind(link))
    }

    /// Looks at the page and at every page it leads to, once for each kind.
    async fn from(&mut self, start: &str) {
        let mut ahead = VecDeque::from([start.to_owned()]);
        while let Some(path) = ahead.pop_front() {
            if !self.seen.insert(kind(&path)) {
                continue;
            }
            assert!(self.seen.len() <= MOST_PAGES, "{}: {:?}", self.who, self.seen);
            self.window.look_with(Screen::DESKTOP).await;
            self.window.follow(&path).await;
            if self.window.find_all("main").await.is_empty() {
                continue;
            }
            self.look_at(&kind(&path)).await;
            for link in self.links().await {
                if self.goes_to(&link) {
                    ahead.push_back(link);
                }
            }
        }
    }

    /// Paths of the site that the page links to, without what stands behind `#`.
    async fn links(&self) -> Vec<String> {
        const SCRIPT: &str = "return [...document.querySelectorAll('a[href]:not([download])')]
            .filter(a => a.origin === location.origin && a.target !== '_blank')
            .map(a => a.pathname + a.search)";
        let links = self.window.ask(SCRIPT).await;
        links.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// The page as it stands: on four screens, its source, its weight.
    async fn look_at(&mut self, kind: &str) {
        let name = format!("{}{}", self.who, kind.replace('/', "-"));
        let source = self.window.source().await;
        fs::create_dir_all(folder().join("pages")).expect("a folder");
        fs::write(folder().join("pages").join(format!("{name}.html")), source).expect("written");
        self.weigh(&name).await;
        for screen in [Screen::NARROWEST, Screen::NARROWEST.dark(), Screen::DESKTOP, Screen::DESKTOP.dark()] {
            self.window.look_with(screen).await;
            if let Some(wide) = self.window.sideways().await {
                self.faults.push(format!("{name} at {}: wider than the screen by {wide}", screen.name()));
            }
            let broken = self.rules.broken(&self.window).await;
            self.faults.extend(broken.into_iter().map(|rule| format!("{name} at {}: {rule}", screen.name())));
        }
        for screen in [Screen::PHONE, Screen::DESKTOP, Screen::DESKTOP.dark()] {
            self.window.look_with(screen).await;
            let file = format!("{name}-{}.png", screen.name());
            self.window.picture(&folder().join("shots").join(file)).await;
        }
    }

    async fn weigh(&mut self, name: &str) {
        const SCRIPT: &str =
            "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .map(entry => [entry.name, entry.encodedBodySize + 300])";
        let loaded = self.window.ask(SCRIPT).await;
        let loaded: BTreeMap<&str, u64> = (loaded.as_array().into_iter().flatten())
            .filter_map(|entry| Some((entry[0].as_str()?, entry[1].as_u64()?)))
            .collect();
        let (bytes, requests) = (loaded.values().sum::<u64>(), loaded.len());
        if bytes > LIGHT.0 || requests > LIGHT.1 {
            self.faults.push(format!("{name}: {bytes} bytes in {requests} requests: {loaded:?}"));
        }
        let site = self.window.site();
        if let Some(foreign) = loaded.keys().find(|url| !url.starts_with(site)) {
            self.faults.push(format!("{name}: loads {foreign}"));
        }
    }
}

/// Nominations at every stage, so that the pages have something to show.
async fn lived_in(town: &Town) -> Vec<String> {
    let mut receipts = Vec::new();
    let number = town.hospital_post().await;
    let hands = ["unit-hospital", "unit-hospital", "unit-hospital", "unit-hospital", "secretary", "prefecture"];
    let mut officers = BTreeMap::new();
    for login in ["unit-hospital", "secretary", "prefecture"] {
        officers.insert(login, town.officer(login, Language::Zh).await);
    }
    for (person, acts) in [("林知远", 6), ("王芳", 4), ("古丽娜尔·艾合买提", 1), ("Jean-Luc O’Neill", 0)]
    {
        let mail = format!("person{acts}@example.com");
        let person = town.applicant(person, &mail, Language::Zh);
        let form = person.open_signed_in(town, &format!("/nominate/{number}"), 0).await;
        let receipt = receipt(&person.submits(&form).await);
        for login in &hands[..acts] {
            let officer = &officers[login];
            let case = town.until("the case", async || officer.find(&receipt).await).await;
            officer.passes(&case, "同意").await;
        }
        receipts.push(receipt);
    }
    let refused = town.applicant("周行之", "zhou@example.com", Language::Zh);
    let form = refused.open_signed_in(town, &format!("/nominate/{number}"), 0).await;
    let rejected = receipt(&refused.submits(&form).await);
    let unit = &officers["unit-hospital"];
    let case = town.until("the case", async || unit.find(&rejected).await).await;
    unit.rejects(&case, "conditions-not-met", "介入例数不够。").await;
    receipts.push(rejected);
    receipts
}

async fn every_page(language: Language) {
    let (town, driver, rules) = (Town::new().await, Driver::start(), Rules::read());
    lived_in(&town).await;
    let seat = Seat { town: &town, driver: &driver, screen: Screen::DESKTOP, language };
    let prefix = if language == Language::En { "/en" } else { "" };
    let number = town.hospital_post().await;
    let mut faults = Vec::new();
    let mut count = 0;

    let mut walks: Vec<(&'static str, Window, Vec<String>)> = vec![(
        PUBLIC,
        seat.window().await,
        ["/posts", "/measures", "/posts?q=zzzz", "/nowhere", "/problems/stale", "/dev/mail"]
            .map(str::to_owned)
            .to_vec(),
    )];
    let applicant = seat.signs_in(&format!("/nominate/{number}"), "new@example.com").await;
    applicant.press("main button.btn[name=do][value=submit]").await;
    let mut walk = Walk::new(applicant, &rules, "applicant", prefix);
    walk.look_at(&format!("{prefix}/nominate-refused")).await;
    let Walk { window, faults: found, .. } = walk;
    faults.extend(found);
    walks.push(("applicant", window, vec![format!("/nominate/{number}"), "/track".to_owned()]));
    for login in ["unit-hospital", "secretary", "prefecture", "auditor"] {
        walks.push((login, seat.officer_again(login).await, vec!["/staff".to_owned()]));
    }
    for (who, window, starts) in walks {
        let mut walk = Walk::new(window, &rules, who, prefix);
        for start in starts {
            walk.from(&format!("{prefix}{start}")).await;
        }
        count += walk.seen.len();
        faults.extend(walk.faults);
        walk.window.close().await;
    }
    println!("{count} kinds of pages in {}", language.tag());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_fit_to_be_seen_in_chinese() {
    every_page(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_fit_to_be_seen_in_english() {
    every_page(Language::En).await;
}
