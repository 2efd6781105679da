//! One browser window: what is on it, and what a person does with it. It waits for a page to load and for nothing else.

use std::fs;
use std::path::Path;
use std::time::Duration;

use data_encoding::BASE64;
use domain::Language;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::screen::Screen;

const HEIGHT: u32 = 900;
/// Together as long as a page may take on a busy machine.
const TRIES: u32 = 600;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);
/// Keys as WebDriver names them.
const ENTER: &str = "\u{E007}";
const SPACE: &str = "\u{E00D}";

pub struct Window {
    client: Client,
    site: String,
    pub screen: Screen,
}

/// A command of Chromium's own protocol, through chromedriver.
#[derive(Debug)]
struct Chromium {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Chromium {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

impl Window {
    pub(crate) async fn new(client: Client, site: &str, screen: Screen) -> Window {
        let mut window = Window { client, site: site.to_owned(), screen };
        window.look_with(screen).await;
        window
    }

    async fn chromium(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Chromium { command, parameters }).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Changes the screen; the page on it stays.
    pub async fn look_with(&mut self, screen: Screen) {
        let size =
            json!({ "width": screen.width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": screen.is_phone() });
        self.chromium("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = if screen.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.chromium("Emulation.setEmulatedMedia", media).await;
        self.chromium("Emulation.setScriptExecutionDisabled", json!({ "value": !screen.scripts })).await;
        self.screen = screen;
    }

    /// Opens a page of the site in the given language.
    pub async fn open(&self, language: Language, path: &str) {
        let prefix = if language == Language::En { "/en" } else { "" };
        self.follow(&format!("{prefix}{path}")).await;
    }

    /// Opens an address of the site as it stands in a link.
    pub async fn follow(&self, path: &str) {
        let url = if path.starts_with('/') { format!("{}{path}", self.site) } else { path.to_owned() };
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Path and query of the page.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    pub async fn title(&self) -> String {
        self.client.title().await.expect("a title")
    }

    /// The words on the page as they are shown.
    pub async fn words(&self) -> String {
        self.find("body").await.text().await.expect("words")
    }

    pub async fn shows(&self, words: &str) {
        let shown = self.words().await;
        assert!(shown.contains(words), "{words:?} is not on {}:\n{shown}", self.path().await);
    }

    pub async fn find(&self, css: &str) -> Element {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css} is not on {}: {error}\n{}", self.path().await, self.source().await),
        }
    }

    pub async fn find_all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.expect("a list")
    }

    pub async fn attribute(&self, css: &str, name: &str) -> String {
        self.find(css).await.attr(name).await.expect("an element").unwrap_or_default()
    }

    /// Presses a link or a button and waits for the page that follows. By the keyboard: without scripts chromedriver
    /// cannot scroll to where it would click.
    pub async fn press(&self, css: &str) {
        let before = self.find("html").await;
        self.find(css).await.send_keys(ENTER).await.unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
        for _ in 0..TRIES {
            if before.tag_name().await.is_err() {
                return;
            }
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
        panic!("{css} leads nowhere from {}", self.path().await);
    }

    /// Fills in one field by its name: types, chooses, or marks the box with this value.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.find(&format!("main [name=\"{name}\"]")).await;
        match (field.tag_name().await.expect("a tag").as_str(), self.kind(&field).await.as_str()) {
            ("select", _) => {
                field.select_by_value(value).await.unwrap_or_else(|error| panic!("{name}={value}: {error}"))
            }
            (_, "radio" | "checkbox") => {
                let box_ = self.find(&format!("main [name=\"{name}\"][value=\"{value}\"]")).await;
                if !box_.is_selected().await.expect("a box") {
                    box_.send_keys(SPACE).await.unwrap_or_else(|error| panic!("{name}={value}: {error}"));
                }
            }
            _ => {
                field.clear().await.unwrap_or_else(|error| panic!("{name}: {error}"));
                field.send_keys(value).await.unwrap_or_else(|error| panic!("{name}={value}: {error}"));
            }
        }
    }

    async fn kind(&self, field: &Element) -> String {
        field.attr("type").await.expect("an element").unwrap_or_default()
    }

    /// Chooses a file of this machine.
    pub async fn attach(&self, css: &str, file: &Path) {
        let name = file.to_str().expect("a name");
        self.find(css).await.send_keys(name).await.unwrap_or_else(|error| panic!("{css}={name}: {error}"));
    }

    /// The source of the page as it comes over the wire to whoever sits here.
    pub async fn source(&self) -> String {
        self.read(&self.path().await).await
    }

    /// What a link of the site leads to, without leaving the page.
    pub async fn read(&self, link: &str) -> String {
        let cookies = self.client.get_all_cookies().await.expect("cookies");
        let cookies: Vec<String> =
            cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let request = reqwest::Client::new().get(format!("{}{link}", self.site)).header("Cookie", cookies.join("; "));
        request.header("Accept", "text/html").send().await.expect("an answer").text().await.expect("a source")
    }

    /// Runs a script that gives a value; for asking, not for doing.
    pub async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same for a script that answers later, by calling its last argument.
    pub async fn ask_later(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap_or_else(|error| panic!("a script: {error}"))
    }

    /// What stands out to the side of the page and by how much, if anything does.
    pub async fn sideways(&self) -> Option<String> {
        const SCRIPT: &str = "const root = document.documentElement, wide = root.scrollWidth - root.clientWidth;
            if (wide <= 0) return null;
            const out = [...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll')
                && one.getBoundingClientRect().right > root.clientWidth + 0.5);
            return wide + ' px: ' + out.slice(-2).map(one => one.outerHTML.slice(0, 120)).join(' | ')";
        self.ask(SCRIPT).await.as_str().map(str::to_owned)
    }

    /// A picture of the whole page.
    pub async fn picture(&self, file: &Path) {
        let whole = json!({ "captureBeyondViewport": true, "format": "png" });
        let size = self.chromium("Page.getLayoutMetrics", json!({})).await;
        let height = size["cssContentSize"]["height"].as_f64().unwrap_or(f64::from(HEIGHT)).min(12_000.0);
        let mut whole = whole;
        whole["clip"] = json!({ "x": 0, "y": 0, "width": self.screen.width, "height": height, "scale": 1 });
        let picture = self.chromium("Page.captureScreenshot", whole).await;
        write(file, &BASE64.decode(picture["data"].as_str().unwrap_or_default().as_bytes()).expect("a picture"));
    }

    /// The page as it would be printed on A4.
    pub async fn print(&self, file: &Path) {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
        let printed = self.chromium("Page.printToPDF", paper).await;
        write(file, &BASE64.decode(printed["data"].as_str().unwrap_or_default().as_bytes()).expect("a print"));
    }

    /// The address that every page of the site begins with.
    pub fn site(&self) -> &str {
        &self.site
    }

    pub async fn close(self) {
        self.client.close().await.expect("closed");
    }
}

fn write(file: &Path, bytes: &[u8]) {
    let folder = file.parent().expect("a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, bytes))
        .unwrap_or_else(|error| panic!("{file:?}: {error}"));
}
