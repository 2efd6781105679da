//! Databases for a test. With `YINCAI_TEST_POSTGRES`, an administrator's address, each service has one in that PostgreSQL,
//! with an account of its own, as in a city; without it the services keep files. Dropped, they are gone.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sea_orm::sqlx::{AssertSqlSafe, ConnectOptions as _, Connection, raw_sql};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, SqlxPostgresConnector};

const PASSWORD: &str = "p%40ss%2Fword";

pub struct Databases {
    /// None where the services keep files.
    server: Option<Server>,
    /// What the names of the databases begin with.
    name: String,
    /// And those of the accounts: a copy is opened by those of its model.
    account: String,
    services: Vec<String>,
}

#[derive(Clone)]
struct Server {
    administrator: PgConnectOptions,
    /// Host, port.
    place: String,
}

impl Databases {
    /// Empty ones for these services.
    pub fn new(services: &[&str]) -> Databases {
        let name = fresh();
        let services = services.iter().map(|service| (*service).to_owned()).collect();
        let made = Databases { server: Server::named(), account: name.clone(), name, services };
        made.each(|name, account| {
            vec![
                format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                format!("DROP ROLE IF EXISTS {account}"),
                format!("CREATE ROLE {account} LOGIN PASSWORD 'p@ss/word'"),
                format!(
                    "CREATE DATABASE {name} OWNER {account} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE \
                     'C.UTF-8'"
                ),
                format!("REVOKE CONNECT ON DATABASE {name} FROM PUBLIC"),
            ]
        });
        made
    }

    /// In files, whatever the variable says.
    pub fn in_files(services: &[&str]) -> Databases {
        let (name, services) = (fresh(), services.iter().map(|service| (*service).to_owned()).collect());
        Databases { server: None, account: name.clone(), name, services }
    }

    /// With what is in these, which nobody may have open.
    pub fn copied(&self) -> Databases {
        let (server, services) = (self.server.clone(), self.services.clone());
        let copy = Databases { server, name: fresh(), account: self.account.clone(), services };
        copy.each(|name, account| {
            let model = name.replacen(&copy.name, &self.name, 1);
            vec![
                format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                format!("CREATE DATABASE {name} OWNER {account} TEMPLATE {model}"),
            ]
        });
        copy
    }

    /// The part of the settings that names them, as TOML; nothing where the services keep files.
    pub fn settings(&self) -> String {
        match &self.server {
            None => String::new(),
            Some(server) => format!("[database]\nurl = {:?}\nreaders = 4\n", self.url(server)),
        }
    }

    /// Whether they are in a PostgreSQL.
    pub fn are_served(&self) -> bool {
        self.server.is_some()
    }

    /// The same by way of another address, at which something passes on what comes.
    pub fn settings_by(&self, place: &str) -> String {
        self.settings().replace(&self.place().expect("a server"), place)
    }

    /// Host and port of the server.
    pub fn place(&self) -> Option<String> {
        self.server.as_ref().map(|server| server.place.clone())
    }

    /// The name of a service's database.
    pub fn name(&self, service: &str) -> String {
        format!("{}_{service}", self.name)
    }

    /// The address of all, as the settings have it.
    pub fn address(&self) -> Option<String> {
        self.server.as_ref().map(|server| self.url(server))
    }

    /// Does something that only an administrator may.
    pub fn administer(&self, statement: &str) {
        let first = self.services.first().map(|service| self.name(service));
        self.each(|name, _| if Some(name) == first.as_deref() { vec![statement.to_owned()] } else { Vec::new() });
    }

    fn url(&self, Server { place, .. }: &Server) -> String {
        format!("postgres://{}_{{service}}:{PASSWORD}@{place}/{}_{{service}}", self.account, self.name)
    }

    /// A connection past the service, which keeps its files in that folder.
    pub async fn open(&self, data: &Path, service: &str) -> DatabaseConnection {
        let Some(server) = &self.server else {
            let mut options = ConnectOptions::new(format!("sqlite://{}/{service}.db?mode=rw", data.display()));
            options.max_connections(1).sqlx_logging(false);
            return Database::connect(options).await.unwrap_or_else(|error| panic!("{service}: {error}"));
        };
        let options = server.administrator.clone().database(&format!("{}_{service}", self.name));
        let pool = PgPoolOptions::new().max_connections(1).connect_with(options.disable_statement_logging()).await;
        SqlxPostgresConnector::from_sqlx_postgres_pool(pool.unwrap_or_else(|error| panic!("{service}: {error}")))
    }

    /// Has the administrator do something about each database, given its name and its account.
    fn each(&self, what: impl Fn(&str, &str) -> Vec<String>) {
        let Some(server) = self.server.clone() else { return };
        let names = self.services.iter();
        let names = names.map(|service| (format!("{}_{service}", self.name), format!("{}_{service}", self.account)));
        let statements: Vec<String> = names.flat_map(|(name, account)| what(&name, &account)).collect();
        let done = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let mut connection = PgConnection::connect_with(&server.administrator).await?;
                for statement in statements {
                    raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await?;
                }
                connection.close().await
            })
        });
        done.join().expect("no panic").unwrap_or_else(|error| panic!("YINCAI_TEST_POSTGRES: {error}"));
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.each(|name, account| {
            let mut gone = vec![format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")];
            if self.name == self.account {
                gone.push(format!("DROP ROLE IF EXISTS {account}"));
            }
            gone
        });
    }
}

impl Server {
    #[expect(clippy::disallowed_methods, reason = "no setting of the product: it says where tests put their databases")]
    fn named() -> Option<Server> {
        let address = std::env::var("YINCAI_TEST_POSTGRES").ok().filter(|address| !address.is_empty())?;
        let administrator = PgConnectOptions::from_str(&address).expect("YINCAI_TEST_POSTGRES is an address");
        let place = format!("{}:{}", administrator.get_host(), administrator.get_port());
        Some(Server { administrator: administrator.options([("client_min_messages", "warning")]), place })
    }
}

fn fresh() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    format!("test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed))
}

/// The address of the Redis server that carries events, where `YINCAI_TEST_REDIS` names one.
#[expect(clippy::disallowed_methods, reason = "no setting of the product: it says what tests send events over")]
pub fn redis() -> Option<String> {
    std::env::var("YINCAI_TEST_REDIS").ok().filter(|address| !address.is_empty())
}
