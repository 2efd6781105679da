//! What the three services have in their databases, and what arrived by mail, read behind their backs.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use databases::Databases;
use sea_orm::prelude::Uuid;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement};

use super::bare;
use crate::program::program;
use crate::smtp::TakenMail;
use crate::town::SERVICES;

#[derive(Clone, Debug, Default)]
pub struct Books {
    pub nominations: Vec<Nomination>,
    pub posts: Vec<Post>,
    pub cases: Vec<Case>,
    pub letters: Vec<Letter>,
    pub services: BTreeMap<&'static str, Log>,
    /// The letter's id and the recipient of each mail that arrived.
    pub mails: Vec<(String, String)>,
    /// What is wrong with the audit trails; empty where nobody looked.
    pub trails: Vec<String>,
    /// Where personal data can be read by whoever has the database; empty where nobody looked.
    pub bare: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
pub struct Nomination {
    pub id: Uuid,
    pub receipt: Option<String>,
    pub stage: String,
}

#[derive(Clone, Debug)]
pub struct Post {
    pub id: Uuid,
    pub number: String,
    pub wanted: i64,
}

#[derive(Clone, Debug)]
pub struct Case {
    pub id: Uuid,
    pub receipt: String,
    pub nomination: Uuid,
    /// The post or the unit; nil for the Party organisation.
    pub target: Uuid,
    pub unit: Option<Uuid>,
    pub stage: String,
    pub version: i64,
}

#[derive(Clone, Debug)]
pub struct Letter {
    pub id: Uuid,
    pub name: String,
    pub stage: String,
}

/// What every service has.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The outbox, by subject and sequence.
    pub told: Vec<Told>,
    /// The last sequence taken, by producer and subject.
    pub taken: BTreeMap<(String, String), i64>,
    /// How far each producer was read.
    pub read: BTreeMap<String, i64>,
    pub parked: i64,
    /// The audit trail, in its order.
    pub deeds: Vec<Deed>,
    /// What was done under a key, as deed and key.
    pub keys: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct Told {
    pub id: Uuid,
    pub subject: String,
    pub sequence: i64,
    pub position: Option<i64>,
    /// The event's type, and of a letter that is due its name.
    pub kind: String,
    pub letter: Option<String>,
    pub trace: String,
}

#[derive(Clone, Debug)]
pub struct Deed {
    pub actor: String,
    pub deed: String,
    pub subject: String,
    pub trace: String,
}

impl Books {
    /// Everything but the mails and the seals of the trails.
    pub async fn read(data: &Path, databases: &Databases) -> Result<Books, DbErr> {
        let mut books = Books::default();
        for service in SERVICES {
            let db = databases.open(data, service).await;
            let read = books.take(&db, service).await;
            db.close().await?;
            read?;
        }
        Ok(books)
    }

    async fn take(&mut self, db: &DatabaseConnection, service: &'static str) -> Result<(), DbErr> {
        self.services.insert(service, Log::read(db).await?);
        match service {
            "portal" => {
                let found = rows(db, "SELECT id, receipt, stage_name FROM nominations").await?;
                let row =
                    |row: &QueryResult| Ok(Nomination { id: get(row, 0)?, receipt: get(row, 1)?, stage: get(row, 2)? });
                self.nominations = found.iter().map(row).collect::<Result<_, DbErr>>()?;
                let found = rows(db, "SELECT id, number, CAST(wanted AS BIGINT) FROM posts").await?;
                let row = |row: &QueryResult| Ok(Post { id: get(row, 0)?, number: get(row, 1)?, wanted: get(row, 2)? });
                self.posts = found.iter().map(row).collect::<Result<_, DbErr>>()?;
            }
            "review" => {
                let found =
                    rows(db, "SELECT id, receipt, nomination, unit, stage_name, version, target_id FROM cases").await?;
                let row = |row: &QueryResult| {
                    let (id, receipt, nomination, unit) = (get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?);
                    let (stage, version, target) = (get(row, 4)?, get(row, 5)?, get(row, 6)?);
                    Ok(Case { id, receipt, nomination, target, unit, stage, version })
                };
                self.cases = found.iter().map(row).collect::<Result<_, DbErr>>()?;
            }
            _ => {
                let found = rows(db, "SELECT id, name, stage FROM letters").await?;
                let row = |row: &QueryResult| Ok(Letter { id: get(row, 0)?, name: get(row, 1)?, stage: get(row, 2)? });
                self.letters = found.iter().map(row).collect::<Result<_, DbErr>>()?;
            }
        }
        Ok(())
    }

    /// With what a mail server took.
    pub fn with_mails(mut self, mails: &[TakenMail]) -> Books {
        let of = |mail: &TakenMail| (letter_of(&mail.header("Message-ID").unwrap_or_default()), mail.to.clone());
        self.mails = mails.iter().map(of).collect();
        self
    }

    /// With what lies in the local mailbox.
    pub fn with_mailbox(mut self, data: &Path) -> Books {
        for entry in std::fs::read_dir(data.join("mail")).into_iter().flatten() {
            let path = entry.expect("a mail").path();
            if path.extension().is_some_and(|ending| ending == "eml") {
                let source = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
                let mail = TakenMail { source, ..TakenMail::default() };
                let to = mail.header("To").unwrap_or_default();
                let to = to.rsplit('<').next().unwrap_or_default().trim_end_matches('>').to_owned();
                self.mails.push((letter_of(&mail.header("Message-ID").unwrap_or_default()), to));
            }
        }
        self
    }

    /// With what `yincai audit verify` says of the trails.
    pub fn with_trails(mut self, data: &Path) -> Books {
        let ran = Command::new(program()).args(["audit", "verify"]).env("YINCAI_DATA", data).output();
        let ran = ran.expect("the program runs");
        if !ran.status.success() {
            let said = String::from_utf8_lossy(&ran.stderr);
            self.trails = said.lines().map(str::to_owned).collect();
        }
        self
    }

    /// With the tables in which one of these words can be read as it is.
    pub async fn with_bare(mut self, data: &Path, databases: &Databases, words: &[String]) -> Books {
        for service in SERVICES {
            let db = databases.open(data, service).await;
            let found = bare::tables(&db, words).await.expect("the tables can be read");
            db.close().await.expect("closed");
            self.bare.extend(found.into_iter().map(|table| (service, table)));
        }
        self
    }
}

/// The id of a letter in a mail's Message-ID.
fn letter_of(id: &str) -> String {
    id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned()
}

impl Log {
    async fn read(db: &DatabaseConnection) -> Result<Log, DbErr> {
        let member = |path: [&str; 2]| match (db.get_database_backend(), path) {
            (DbBackend::Postgres, ["type", _]) => "event::json ->> 'type'".to_owned(),
            (DbBackend::Postgres, [of, name]) => format!("event::json -> '{of}' ->> '{name}'"),
            (_, ["type", _]) => "json_extract(event, '$.type')".to_owned(),
            (_, [of, name]) => format!("json_extract(event, '$.{of}.{name}')"),
        };
        let told = format!(
            "SELECT id, subject, sequence, position, {}, {}, trace FROM outbox ORDER BY subject, sequence",
            member(["type", ""]),
            member(["data", "name"])
        );
        let told = rows(db, &told).await?;
        let told = told.iter().map(|row| {
            let kind: String = get(row, 4)?;
            let letter: Option<String> = get(row, 5)?;
            let (id, subject, sequence, position) = (get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?);
            let letter = letter.filter(|_| kind.contains("letter-due"));
            Ok(Told { id, subject, sequence, position, kind, letter, trace: get(row, 6)? })
        });
        let taken = rows(db, "SELECT producer, subject, sequence FROM inbox_subjects").await?;
        let taken = taken.iter().map(|row| Ok(((get(row, 0)?, get(row, 1)?), get(row, 2)?)));
        let read = rows(db, "SELECT producer, position FROM inbox_positions").await?;
        let read = read.iter().map(|row| Ok((get(row, 0)?, get(row, 1)?)));
        let parked = rows(db, "SELECT count(*) FROM inbox_parked").await?;
        // What is not sealed yet comes after what is.
        let order = "CASE WHEN number IS NULL THEN 1 ELSE 0 END, number, id";
        let deeds = format!("SELECT actor_kind, actor_id, deed, subject, trace FROM audit ORDER BY {order}");
        let deeds = rows(db, &deeds).await?;
        let deeds = deeds.iter().map(|row| {
            let (kind, id): (String, String) = (get(row, 0)?, get(row, 1)?);
            Ok(Deed { actor: format!("{kind}/{id}"), deed: get(row, 2)?, subject: get(row, 3)?, trace: get(row, 4)? })
        });
        let keys = rows(db, "SELECT deed, key FROM idempotency").await?;
        let keys = keys.iter().map(|row| Ok((get(row, 0)?, get(row, 1)?)));
        Ok(Log {
            told: told.collect::<Result<_, DbErr>>()?,
            taken: taken.collect::<Result<_, DbErr>>()?,
            read: read.collect::<Result<_, DbErr>>()?,
            parked: parked.first().map_or(Ok(0), |row| get(row, 0))?,
            deeds: deeds.collect::<Result<_, DbErr>>()?,
            keys: keys.collect::<Result<_, DbErr>>()?,
        })
    }

    /// The last position that was given.
    pub fn last(&self) -> i64 {
        self.told.iter().filter_map(|told| told.position).max().unwrap_or_default()
    }
}

pub(super) async fn rows(db: &DatabaseConnection, query: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), query.to_owned())).await
}

pub(super) fn get<T: sea_orm::TryGetable>(row: &QueryResult, place: usize) -> Result<T, DbErr> {
    row.try_get_by_index(place)
}
