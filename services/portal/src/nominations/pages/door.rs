//! The public door in a house of its own, and a browser without scripts, for the journeys.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use actix_web::test::{TestRequest, read_body};
use contract::event::{CatalogueIssued, CataloguePart};
use contract::{Addressed, Envelope, Event, Letter};
use databases::Databases;
use domain::{Post, Text};
use futures_util::future::LocalBoxFuture;
use kit::bus::LocalBus;
use kit::{
    Clock, Duties, Heard, House, Instant, Keys, Mounted, Product, Running, Service, SetClock, Settings, SystemRng,
};
use sea_orm::{ConnectionTrait, Statement};

use super::samples;
use crate::Portal;

/// The address that most journeys sign in with.
pub const WANG: &str = "wang@example.com";

/// Longer than one round of what fell due takes.
const A_ROUND: Duration = Duration::from_millis(400);

/// The public door alone, on 24 November 2026, with one post.
pub struct Door {
    pub house: House,
    pub clock: SetClock,
    running: Arc<dyn Running>,
    pub product: Product,
    folder: PathBuf,
    #[expect(dead_code, reason = "they go with it")]
    databases: Databases,
}

impl Door {
    pub async fn open() -> Door {
        Door::open_with("").await
    }

    /// With these settings besides.
    pub async fn open_with(settings: &str) -> Door {
        let standing = SetClock::at(Instant(1_795_500_000_000_000));
        let clock: Arc<dyn Clock> = Arc::new(standing.clone());
        let name = kit::Ids::new(clock.clone(), Arc::new(SystemRng)).next();
        let folder = std::env::temp_dir().join(format!("yincai-{name}"));
        let databases = Databases::new(&["portal"]);
        let text = format!("data = '{}'\n{settings}\n{}", folder.display(), databases.settings());
        let settings = Arc::new(Settings::given(&[Portal::STANDARD.defaults()], &text, &SystemRng).expect("settings"));
        let house = House::open("portal", clock, Arc::new(SystemRng), settings).await.expect("a house");
        house.migrate(&Portal::STANDARD).await.expect("tables");
        let running = Portal::STANDARD.open(house.clone()).expect("desks");
        let product = Product::new(&house, vec![Mounted::new(&Portal::STANDARD, running.clone())]).expect("a product");
        let door = Door { house, clock: standing, running, product, folder, databases };
        door.issue(1, vec![samples::post()]).await;
        door
    }

    /// An amendment has another post in the place of the one.
    pub async fn closes_the_post(&self) {
        let (id, number) = (self.house.ids.next().into(), "2026-038".to_owned());
        self.issue(3, vec![Post { id, number, ..samples::post() }]).await;
    }

    /// Another amendment has the post back.
    pub async fn opens_the_post_again(&self) {
        self.issue(5, vec![samples::post()]).await;
    }

    /// Issues a catalogue of these posts, in two things that are heard from this place on.
    async fn issue(&self, position: i64, posts: Vec<Post>) {
        let (issue, today) = (self.house.ids.next(), self.house.clock.today());
        let part = CataloguePart { issue, part: 1, posts };
        let hash = kit::digest(&vec![part.clone()]).expect("a hash");
        let (title, document) = (Text::new("目录", "Catalogue"), "伊州人才〔2026〕6号".to_owned());
        let policy = "2026-1".to_owned();
        self.hear(position, Event::CataloguePart(part)).await;
        let issued = CatalogueIssued { issue, title, document, issued_on: today, policy, parts: 1, hash };
        self.hear(position + 1, Event::CatalogueIssued(issued)).await;
    }

    pub async fn hear(&self, position: i64, event: Event) {
        let id = self.house.ids.next();
        let envelope = Envelope {
            specversion: "1.0".to_owned(),
            id,
            source: "review".to_owned(),
            subject: "sample".to_owned(),
            sequence: position,
            time: self.house.clock.now().rfc3339(),
            trace: String::new(),
            event,
        };
        self.running.hear(Heard::alone(envelope, position)).await.expect("heard");
    }

    /// Lets so much time pass, and what fell due meanwhile happen.
    pub async fn later(&self, time: Duration) {
        self.clock.advance(time);
        let bus = Arc::new(LocalBus::between(&[], []));
        let duty = Duties::default().duty(self.house.service, "schedule");
        let rounds =
            kit::schedule::rounds::run(self.house.clone(), self.running.clone(), bus, duty, kit::Held::alone());
        actix_web::rt::time::timeout(A_ROUND, rounds).await.ok();
    }

    /// What the portal told, the newest first.
    pub async fn told(&self) -> Vec<Event> {
        let asked = "SELECT event FROM outbox ORDER BY id DESC";
        let db = self.house.reader();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.expect("events");
        let event = |row: &sea_orm::QueryResult| serde_json::from_str(&row.try_get::<String>("", "event").ok()?).ok();
        rows.iter().filter_map(event).collect()
    }

    /// The letters that are owed, the newest first.
    pub async fn letters(&self) -> Vec<Addressed> {
        self.told().await.iter().filter_map(|event| self.letter(event)).collect()
    }

    /// The letter that an event says is owed.
    pub fn letter(&self, event: &Event) -> Option<Addressed> {
        let notify = Keys::new(self.house.settings.master, Arc::new(SystemRng), "notify");
        let Event::LetterDue(due) = event else {
            return None;
        };
        notify.open(&due.addressed).ok()
    }

    /// The code of the last letter that is owed.
    pub async fn code(&self) -> String {
        let code = |addressed: Addressed| match addressed.letter {
            Letter::MailCode(letter) => Some(letter.code),
            _ => None,
        };
        self.letters().await.into_iter().find_map(code).expect("a code")
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// What came back.
pub struct Page {
    pub status: u16,
    pub location: String,
    /// In seconds, where it asks to come again.
    pub again_after: Option<u64>,
    cookies: Vec<Cookie<'static>>,
    pub body: String,
}

impl Page {
    pub async fn of(answer: ServiceResponse<impl MessageBody>) -> Page {
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, location) = (answer.status().as_u16(), header(LOCATION).to_owned());
        let again_after = header(RETRY_AFTER).parse().ok();
        let cookies = answer.response().cookies().map(|cookie| cookie.into_owned()).collect();
        let body = String::from_utf8_lossy(&read_body(answer).await).into_owned();
        Page { status, location, again_after, cookies, body }
    }

    pub fn hidden(&self, name: &str) -> Option<String> {
        let (_, after) = self.body.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(after.split_once('"')?.0.to_owned())
    }
}

pub struct Browser<'a> {
    call: &'a dyn Fn(TestRequest) -> LocalBoxFuture<'a, Page>,
    pub cookies: BTreeMap<String, String>,
}

impl<'a> Browser<'a> {
    pub fn new(call: &'a dyn Fn(TestRequest) -> LocalBoxFuture<'a, Page>) -> Browser<'a> {
        Browser { call, cookies: BTreeMap::new() }
    }

    pub async fn open(&mut self, path: &str) -> Page {
        self.ask(TestRequest::get().uri(path)).await
    }

    /// Sends the form of a page with these fields, and its hidden ones.
    pub async fn send(&mut self, path: &str, page: &Page, fields: &[(&str, &str)]) -> Page {
        let mut sent: Vec<(String, String)> = Vec::new();
        for name in ["csrf", "once", "version", "seen", "from", "back", "kept", "at", "unit"] {
            sent.extend(page.hidden(name).map(|value| (name.to_owned(), value)));
        }
        for name in ["shown", "shown.review", "shown.hand-over", "shown.mail"] {
            let shown = page.hidden(name).filter(|_| !fields.iter().any(|(field, _)| *field == name));
            sent.extend(shown.map(|value| (name.to_owned(), value)));
        }
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.ask(TestRequest::post().uri(path).set_form(sent)).await
    }

    /// Sends the form of a page with these fields and a file, as a browser does: the file last.
    pub async fn send_file(&mut self, path: &str, page: &Page, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
        const EDGE: &str = "edge-of-a-part";
        let hidden = ["csrf", "once"].map(|name| (name, page.hidden(name).unwrap_or_default()));
        let typed = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let mut body = Vec::new();
        for (name, value) in hidden.into_iter().chain(typed) {
            let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend(format!("{head}{value}\r\n").into_bytes());
        }
        let (name, content) = file;
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body.extend(format!("--{EDGE}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes());
        body.extend(content);
        body.extend(format!("\r\n--{EDGE}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.ask(TestRequest::post().uri(path).insert_header((CONTENT_TYPE, kind)).set_payload(body)).await
    }

    /// Answers the questions of the list one after the other with what these fields hold, and submits.
    pub async fn files(&mut self, list: &str, fields: &[(&str, &str)]) -> Page {
        let mut path = format!("{list}/person");
        loop {
            let page = self.open(&path).await;
            if page.status == 303 {
                path = page.location;
                continue;
            }
            if path.ends_with("/check") {
                return self.send(&path, &page, &[("do", "submit")]).await;
            }
            if path.ends_with("/evidence") {
                path = format!("{list}/consents");
                continue;
            }
            let answers = fields.iter().filter(|(name, _)| page.body.contains(&format!("name=\"{name}\""))).copied();
            let answered = self.send(&path, &page, &answers.chain([("do", "continue")]).collect::<Vec<_>>()).await;
            if answered.status != 303 {
                return answered;
            }
            path = answered.location;
        }
    }

    async fn ask(&mut self, mut request: TestRequest) -> Page {
        for (name, value) in &self.cookies {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        let page = (self.call)(request).await;
        for cookie in &page.cookies {
            if cookie.value().is_empty() {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        page
    }

    /// Signs in on the way to a page, and opens it.
    pub async fn enter(&mut self, door: &Door, mail: &str, path: &str) -> Page {
        let sent_away = self.open(path).await;
        assert!(sent_away.location.starts_with("/sign-in?back="), "{}", sent_away.location);
        let asks = self.open(&sent_away.location).await;
        let asked = self.send("/sign-in", &asks, &[("mail", mail)]).await;
        assert!(asked.status == 303 && !asked.location.contains("wang"), "{}", asked.location);
        let asks = self.open(&asked.location).await;
        assert!(asks.body.contains("已发往w***g@example.com") || mail != WANG, "{}", asks.body);
        let code = door.code().await;
        let signed_in = self.send("/sign-in/code", &asks, &[("code", &code)]).await;
        assert_eq!((signed_in.status, signed_in.location.as_str()), (303, path), "{}", signed_in.body);
        self.open(path).await
    }
}
