//! PostgreSQL: whoever writes holds the service's one lock from the beginning of the transaction to its end, in whichever
//! process; so acts come one after the other there as they do on SQLite, and no rule has to be written twice.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions, PgSslMode};
use sea_orm::sqlx::{self, ConnectOptions, Connection, Row};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel, RuntimeErr,
    SqlxPostgresConnector, TransactionTrait,
};

use super::place::Section;
use crate::fault::Fault;
use crate::tls;

/// The lock of writers and of migrations. A lock belongs to its database, so that each service has its own.
const LOCK: i64 = 0x0079_696e_6361_6901;
/// What the tests run on; the oldest that its makers keep for another year.
const OLDEST: i32 = 150_000;

#[derive(Clone)]
pub(crate) struct Server {
    options: PgConnectOptions,
    service: String,
    section: Section,
}

/// What a server says of itself and of the account.
pub(super) struct Seen {
    pub version: String,
    pub is_encrypted: bool,
    pub is_superuser: bool,
}

impl Server {
    pub(super) fn new(options: PgConnectOptions, service: &str, section: Section) -> Server {
        tls::settle();
        Server { options, service: service.to_owned(), section }
    }

    /// Account, host, port and database; no password.
    pub fn address(&self) -> String {
        let Some(socket) = self.options.get_socket() else {
            let (host, port) = (self.options.get_host(), self.options.get_port());
            return format!("{}@{host}:{port}/{}", self.account(), self.database());
        };
        format!("{}@{}/{}", self.account(), socket.display(), self.database())
    }

    pub fn database(&self) -> &str {
        self.options.get_database().unwrap_or_default()
    }

    fn account(&self) -> &str {
        self.options.get_username()
    }

    /// Whether both lie in the same PostgreSQL.
    pub fn is_beside(&self, other: &Server) -> bool {
        let of = |server: &Server| {
            (server.options.get_host().to_owned(), server.options.get_port(), server.options.get_socket().cloned())
        };
        of(self) == of(other)
    }

    /// Whether what is said crosses a network in the open, though nobody asked for it.
    pub fn is_open_by_default(&self) -> bool {
        let host = self.options.get_host();
        let is_here = self.options.get_socket().is_some() || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host);
        !is_here && matches!(self.options.get_ssl_mode(), PgSslMode::Prefer | PgSslMode::Allow)
    }

    /// How long somebody waits for a turn to write.
    pub fn wait(&self) -> Duration {
        self.section.wait()
    }

    /// How long a statement and its answer may take at the very most.
    pub fn patience(&self) -> Duration {
        self.section.wait() + self.section.statement()
    }

    pub async fn writer(&self) -> Result<DatabaseConnection, Fault> {
        let pool = PgPoolOptions::new().max_connections(1).min_connections(1).max_lifetime(None).idle_timeout(None);
        // A turn that cannot begin connects anew, so that asking first would be one round trip for nothing.
        self.connect(pool.test_before_acquire(false), "off").await
    }

    pub async fn readers(&self) -> Result<DatabaseConnection, Fault> {
        let pool = PgPoolOptions::new().max_connections(self.section.readers()).min_connections(1);
        self.connect(pool, "on").await
    }

    async fn connect(&self, pool: PgPoolOptions, read_only: &str) -> Result<DatabaseConnection, Fault> {
        let wait = self.section.wait();
        let connected = pool.acquire_timeout(wait).connect_with(self.session(read_only)).await;
        let pool = connected.map_err(|error| Fault::new(self.told(&error)))?;
        Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
    }

    fn session(&self, read_only: &str) -> PgConnectOptions {
        let milliseconds = |time: Duration| time.as_millis().to_string();
        let (wait, statement) = (milliseconds(self.section.wait()), milliseconds(self.section.statement()));
        let options = self.options.clone().application_name(&format!("yincai {}", self.service));
        options.disable_statement_logging().options([
            ("default_transaction_read_only", read_only),
            ("statement_timeout", &*statement),
            ("lock_timeout", &*wait),
            // A process that hangs in the middle of an act keeps nobody from writing for longer.
            ("idle_in_transaction_session_timeout", &*statement),
            ("tcp_keepalives_idle", "20"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "3"),
            ("client_min_messages", "warning"),
        ])
    }

    /// Asks whether it can serve at all, with a connection of its own: the fault says what to do.
    pub(super) async fn look(&self) -> Result<Seen, Fault> {
        let looked = tokio::time::timeout(self.section.wait(), self.ask());
        let Ok(looked) = looked.await else {
            return Err(Fault::new(format!("{} does not answer; {REACH}", self.address())));
        };
        let (seen, number, encoding, is_bytewise, is_standby) =
            looked.map_err(|error| Fault::new(self.told(&error)))?;
        let trouble = if number < OLDEST {
            format!("is PostgreSQL {}, but must be {} or newer", seen.version, OLDEST / 10_000)
        } else if encoding != "UTF8" || !is_bytewise {
            format!(
                "has the encoding {encoding} and sorts {}; make it anew: {}",
                if is_bytewise { "by bytes" } else { "by a language, so that lists would come in another order" },
                self.making()
            )
        } else if is_standby {
            "is a copy that takes no changes; name the one that does".to_owned()
        } else {
            return Ok(seen);
        };
        Err(Fault::new(format!("{} {trouble}", self.address())))
    }

    async fn ask(&self) -> Result<(Seen, i32, String, bool, bool), sqlx::Error> {
        let mut connection = PgConnection::connect_with(&self.session("on")).await?;
        let asked = "SELECT current_setting('server_version'), current_setting('server_version_num')::int, \
                     pg_encoding_to_char(encoding)::text, 'Z' < 'a', pg_is_in_recovery(), \
                     (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), \
                     coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) \
                     FROM pg_database WHERE datname = current_database()";
        let row = sqlx::query(asked).fetch_one(&mut connection).await?;
        connection.close().await?;
        let seen = Seen { version: row.try_get(0)?, is_superuser: row.try_get(5)?, is_encrypted: row.try_get(6)? };
        Ok((seen, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?))
    }

    /// How the administrator of the server makes the database.
    pub fn making(&self) -> String {
        format!(
            "CREATE DATABASE \"{}\" OWNER \"{}\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
            self.database(),
            self.account()
        )
    }

    /// Why there is no connection, and what to do.
    fn told(&self, error: &sqlx::Error) -> String {
        let address = self.address();
        let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned();
        match &*code {
            "28P01" | "28000" => format!(
                "{address} refuses the account or its password ({error}); mend `database` of the settings or the server's \
                 pg_hba.conf"
            ),
            "3D000" => format!("there is no database for {address}; its administrator makes it: {}", self.making()),
            "42501" => format!("{address} refuses the account: GRANT CONNECT ON DATABASE, and make it the owner"),
            "53300" => format!("{address} has no connection left; raise max_connections or lower `database.readers`"),
            _ => match error {
                sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => format!(
                    "{address} does not prove who it is: {error}; sslrootcert in its address names the authority that signed \
                     its certificate, and with verify-full that holds the host's own name"
                ),
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => format!("cannot reach {address}: {error}; {REACH}"),
                sqlx::Error::Tls(_) => format!(
                    "{address} and this program find no common encryption: {error}; mend sslmode or sslrootcert in \
                     `database` of the settings"
                ),
                _ => format!("{address}: {error}"),
            },
        }
    }
}

const REACH: &str = "see that it runs, listens there, and that nothing between keeps this machine away";

/// A transaction that holds the lock until its end. What others committed before is seen by its next statement.
pub(super) async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let tx = writer.begin().await?;
    tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    Ok(tx)
}

/// A transaction that reads all the time what was committed before its first query. It may stand still while others are read.
pub(super) async fn snapshot(reader: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let tx = reader.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?;
    tx.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
    Ok(tx)
}

/// Takes the lock for a whole connection, however long it takes; `unlock` gives it back, and so does the connection's end.
pub(super) async fn lock(writer: &DatabaseConnection) -> Result<(), DbErr> {
    let lock = format!("SET lock_timeout = 0; SET statement_timeout = 0; SELECT pg_advisory_lock({LOCK})");
    writer.execute_unprepared(&lock).await.map(|_| ())
}

pub(super) async fn unlock(writer: &DatabaseConnection) -> Result<(), DbErr> {
    let unlock = format!("SELECT pg_advisory_unlock({LOCK}); RESET lock_timeout; RESET statement_timeout");
    writer.execute_unprepared(&unlock).await.map(|_| ())
}

/// Whether the error leaves open what became of a commit: anything but an answer of a server that goes on.
pub(super) fn leaves_open(error: &DbErr) -> bool {
    code(error).is_none_or(|code| code.starts_with("57P") || code.starts_with("08"))
}

/// Whether somebody else held the lock for too long: the connection is as good as before.
pub(super) fn is_late(error: &DbErr) -> bool {
    code(error).as_deref() == Some("55P03")
}

/// What the server answered instead, if it did.
fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(error) | DbErr::Query(error) | DbErr::Conn(error)) = error else { return None };
    let RuntimeErr::SqlxError(error) = error else { return None };
    error.as_database_error()?.code().map(Into::into)
}

/// What PostgreSQL knows to be broken in the tables.
pub(super) async fn inspect(reader: &DatabaseConnection) -> Result<Vec<String>, Fault> {
    let invalid = "SELECT 'the index ' || indexrelid::regclass || ' is broken' FROM pg_index WHERE NOT indisvalid \
                   UNION ALL \
                   SELECT 'the rule ' || conname || ' was never proved' FROM pg_constraint WHERE NOT convalidated";
    words(reader, invalid).await
}

/// Those of these databases that the account could open.
pub(super) async fn reachable(reader: &DatabaseConnection, databases: &[String]) -> Result<Vec<String>, Fault> {
    let mut open = Vec::new();
    for database in databases {
        let asked =
            "SELECT datname::text FROM pg_database WHERE datname = $1 AND has_database_privilege(oid, 'CONNECT')";
        let asked = sea_orm::Statement::from_sql_and_values(reader.get_database_backend(), asked, [database.into()]);
        if reader.query_one_raw(asked).await?.is_some() {
            open.push(database.clone());
        }
    }
    Ok(open)
}

async fn words(reader: &DatabaseConnection, asked: &str) -> Result<Vec<String>, Fault> {
    let asked = sea_orm::Statement::from_string(reader.get_database_backend(), asked);
    let rows = reader.query_all_raw(asked).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, DbErr>>()?)
}
