//! A walk over the pages: each within its frame on any screen, open to everybody who reads otherwise than by eye and
//! mouse, and light on the wire. What is wrong is kept; pictures and sources stay in `target/browser`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;

use serde_json::Value;

use crate::folder;
use crate::lived_in::Look;
use crate::rules::Rules;
use crate::screen::Screen;
use crate::window::Window;

/// For each door: all that a page and what it needs may weigh, and in how many requests (`performance.md`, row 11).
const LIGHT: (u64, usize) = (35 * 1024, 3);
/// A walk that finds more kinds of pages than this has lost its way.
const MOST_PAGES: usize = 120;
/// The walker who is nobody.
pub const PUBLIC: &str = "public";
/// Where a link leads out of the pages or ends the walk.
const NOT_WALKED: [&str; 7] = ["/docs", "/api/", "/size/", "/sign-out", ".css", ".atom", "/html"];
/// What everybody sees, which the first walker has looked at.
const FOR_ALL: [&str; 5] = ["/posts", "/interpretations", "/measures", "/guides", "/dev/"];

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

/// Somebody who looks at pages, one after the other.
pub struct Walk<'a> {
    pub window: Window,
    rules: &'a Rules,
    who: &'static str,
    /// `/en` or nothing: what every path of the walk begins with.
    prefix: &'static str,
    pub faults: Vec<String>,
    pub seen: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    pub fn new(window: Window, rules: &'a Rules, who: &'static str, prefix: &'static str) -> Walk<'a> {
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
    pub async fn from(&mut self, start: &str) {
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
        for screen in [Screen::PHONE, Screen::PHONE.dark(), Screen::DESKTOP, Screen::DESKTOP.dark()] {
            self.window.look_with(screen).await;
            let file = format!("{name}-{}.png", screen.name());
            self.window.picture(&folder().join("shots").join(file)).await;
        }
    }

    /// The page as it stands, under a name of its own.
    pub async fn look(&mut self, name: &str) {
        self.look_at(&format!("{}/{name}", self.prefix)).await;
    }

    /// Pages that no link of the walk leads to, by their names.
    pub async fn looks_at(&mut self, looks: &[Look]) {
        for look in looks {
            let path = look.path.strip_prefix("/en").unwrap_or(&look.path);
            self.window.follow(&format!("{}{path}", self.prefix)).await;
            self.look(look.name).await;
        }
    }

    /// What comes of filling in the form there and pressing the button.
    pub async fn presses(&mut self, name: &str, path: &str, fields: &[(&str, &str)], button: &str) {
        self.window.look_with(Screen::DESKTOP).await;
        self.window.follow(path).await;
        for (field, value) in fields {
            self.window.fill(field, value).await;
        }
        self.window.press(button).await;
        self.look(name).await;
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
