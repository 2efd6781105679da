//! A house of its own for each test, a clock that stands, and a post that owes letters.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use contract::event::LetterDue;
use contract::{Addressed, Envelope, Event, Language, Letter};
use databases::Databases;
use kit::{At, Clock, Heard, Held, House, Instant, Keys, Rng, Service, SetClock, Settings, SystemRng};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::Notify;
use crate::letters::delivery::Delivery;
use crate::letters::{desk, store};
use crate::mailbox::desk::Desk as Mailbox;
use crate::mailbox::mail::Mail;
use crate::settings;

/// 2026-11-24 in Yining.
const TODAY: Instant = Instant(1_795_487_400_000_000);

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that goes when nobody needs it any more.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Scratch {
        let rng: &dyn Rng = &SystemRng;
        Scratch(std::env::temp_dir().join(format!("notify-{}", rng.secret())))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub struct Office {
    scratch: Arc<Scratch>,
    databases: Arc<Databases>,
    pub house: House,
    pub clock: SetClock,
    pub desk: desk::Desk,
    pub mailbox: Mailbox,
}

impl Office {
    pub async fn open() -> Office {
        let databases = Arc::new(Databases::new(&["notify"]));
        Office::open_at(Arc::new(Scratch::new()), databases, SetClock::at(TODAY)).await
    }

    /// The same house after the program ended at once.
    pub async fn reopen(self) -> Office {
        Office::open_at(self.scratch.clone(), self.databases.clone(), self.clock.clone()).await
    }

    async fn open_at(scratch: Arc<Scratch>, databases: Arc<Databases>, clock: SetClock) -> Office {
        let rng: Arc<dyn Rng> = Arc::new(SystemRng);
        let text = format!("data = {:?}\n{}", scratch.path(), databases.settings());
        let settings = Settings::given(&[Notify.defaults()], &text, &*rng).expect("settings");
        let house = House::open("notify", Arc::new(clock.clone()), rng, Arc::new(settings)).await.expect("a house");
        house.migrate(&Notify).await.expect("tables");
        let mailbox = Mailbox::new(&house.settings.data);
        let sender = settings::Settings::read(&house.settings.written).expect("a sender").sender;
        let desk = desk::Desk::new(house.clone(), sender, Arc::new(mailbox.clone()), 30 * DAY);
        Office { scratch, databases, house, clock, desk, mailbox }
    }

    pub fn owed(&self, letter: Letter) -> Owed<'_> {
        Owed { office: self, letter, to: "wang.fang@example.com".to_owned(), expires: None }
    }

    /// Everything that rests in the database, as whoever copies it gets it.
    pub async fn stored(&self) -> Vec<u8> {
        let data = &self.house.settings.data;
        if !self.databases.are_served() {
            let files = ["notify.db", "notify.db-wal"].map(|file| std::fs::read(data.join(file)).expect("a database"));
            return files.concat();
        }
        let db = self.databases.open(data, "notify").await;
        let mut stored = Vec::new();
        for table in ["letters", "outbox", "inbox_subjects", "inbox_parked", "audit", "schedule", "idempotency"] {
            let rows = format!("SELECT record_send({table}) FROM {table}");
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), rows)).await.expect("rows");
            stored.extend(rows.iter().flat_map(|row| row.try_get_by_index::<Vec<u8>>(0).expect("a row")));
        }
        stored
    }

    pub async fn delivery(&self, id: Uuid) -> Delivery {
        store::load(self.house.reader(), id).await.expect("a row").expect("a letter")
    }

    pub async fn round(&self) {
        for id in self.desk.due(&HashSet::new(), 50).await.expect("looked up") {
            self.desk.send(id, &Held::alone()).await.expect("sent, or known why not");
        }
    }

    pub async fn mails(&self) -> Vec<Mail> {
        self.mailbox.list(None, &At::Start, 200).await.expect("mails").items
    }

    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }
}

/// A letter that the portal owes somebody.
pub struct Owed<'a> {
    office: &'a Office,
    letter: Letter,
    to: String,
    expires: Option<Instant>,
}

impl Owed<'_> {
    pub fn to(mut self, to: &str) -> Self {
        self.to = to.to_owned();
        self
    }

    pub fn expiring_in(mut self, time: Duration) -> Self {
        self.expires = Some(self.office.clock.now().plus(time));
        self
    }

    pub fn due(self) -> LetterDue {
        self.sealed_for("notify")
    }

    pub fn sealed_for(self, receiver: &str) -> LetterDue {
        let house = &self.office.house;
        let name = self.letter.name().to_owned();
        let addressed = Addressed { to: self.to, language: Language::Zh, letter: self.letter };
        let keys = Keys::new(house.settings.master, house.rng.clone(), "portal");
        let addressed = keys.seal_for(receiver, &addressed).expect("sealed");
        LetterDue { name, expires: self.expires.map(|instant| instant.0), addressed }
    }

    /// Tells notify; the letter's id.
    pub async fn told(self) -> Uuid {
        let (office, id) = (self.office, self.office.house.ids.next());
        let due = self.due();
        office.desk.accept(&heard(id, Event::LetterDue(due.clone())), &due).await.expect("accepted");
        id
    }
}

pub fn heard(id: Uuid, event: Event) -> Heard {
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id,
        source: "portal".to_owned(),
        subject: format!("letter/{id}"),
        sequence: 1,
        time: TODAY.rfc3339(),
        trace: "trace".to_owned(),
        event,
    };
    Heard::alone(envelope, 1)
}
