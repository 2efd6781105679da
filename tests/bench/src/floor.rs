//! F, the practical floor: the same work by prepared SQLite statements and hand-written HTML, with nothing around it.
//! No language, no form, no rule, no audit: what is left is what the work costs at least. Its pages have the bytes of the
//! product's: what a page has around its posts is written as one text that never changes.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use actix_web::{App, HttpResponse, HttpServer, web};
use rusqlite::{Connection, OpenFlags, Row, params};
use tokio::sync::oneshot;

use crate::limits::WORKERS;
use crate::seed;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE posts (number TEXT PRIMARY KEY, title TEXT, unit TEXT, need TEXT, duties TEXT, closes TEXT);
    CREATE INDEX posts_closes ON posts (closes, number);
    CREATE TABLE nominations (id INTEGER PRIMARY KEY, person TEXT, body BLOB);
    CREATE TABLE consents (nomination INTEGER, kind TEXT);
    CREATE TABLE audit (nomination INTEGER, deed TEXT);
    CREATE TABLE outbox (nomination INTEGER, event TEXT);
";

thread_local! {
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

/// A nomination that waits for the writer, and who waits for it.
type Waiting = (Vec<u8>, oneshot::Sender<()>);

/// Makes the floor's database with the same posts as the product's.
pub fn fill(file: &Path, posts: usize) {
    let mut db = Connection::open(file).expect("a database");
    db.execute_batch(SCHEMA).expect("a schema");
    let tx = db.transaction().expect("begun");
    for post in seed::posts(posts) {
        let duties = post.duties.zh.as_str();
        let closes = post.closes_on.map_or_else(|| seed::NEVER.to_owned(), |day| day.to_string());
        tx.execute(
            "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?)",
            params![post.number, post.title.zh, post.unit.name.zh, post.need.zh, duties, closes],
        )
        .expect("inserted");
    }
    tx.commit().expect("committed");
}

/// What its pages are made from.
struct Floor {
    file: PathBuf,
    /// What a list and a post's page have besides what is read for them.
    around: [String; 2],
}

/// The server's arguments: its address, its database, and how many bytes a list and a post's page have.
pub fn serve() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut argument = || arguments.next().expect("an address, a file, two numbers of bytes");
    let (address, file) = (argument(), PathBuf::from(argument()));
    let bytes = [argument(), argument()].map(|bytes| bytes.parse().expect("a number of bytes"));
    let writer = writing(&file);
    let floor = web::Data::new(Floor { around: bytes.map(|bytes| "x".repeat(bytes)), file });
    let app = move || {
        App::new()
            .app_data(floor.clone())
            .app_data(web::Data::new(writer.clone()))
            .app_data(web::PayloadConfig::new(1024 * 1024))
            .route("/posts", web::get().to(list))
            .route("/posts/{number}", web::get().to(detail))
            .route("/submit", web::post().to(submit))
    };
    let served = actix_web::rt::System::new()
        .block_on(async { HttpServer::new(app).workers(WORKERS).bind(address)?.run().await });
    served.expect("served");
    ExitCode::SUCCESS
}

fn read<T>(file: &Path, with: impl FnOnce(&Connection) -> T) -> T {
    READER.with_borrow_mut(|reader| {
        let open = || Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a database");
        with(reader.get_or_insert_with(open))
    })
}

async fn list(floor: web::Data<Floor>) -> HttpResponse {
    const SQL: &str =
        "SELECT number, title, unit, need, closes FROM posts WHERE closes >= ? ORDER BY closes, number LIMIT 20";
    let html = read(&floor.file, |db| {
        let mut html = String::with_capacity(floor.around[0].len() + 16 * 1024);
        html.push_str("<!DOCTYPE html><html lang=\"zh-CN\"><title>岗位目录</title><main><ol>");
        let mut statement = db.prepare_cached(SQL).expect("prepared");
        let item = |row: &Row| {
            let text = |at: usize| row.get_ref(at).and_then(|value| Ok(value.as_str()?.to_owned()));
            Ok(format!(
                "<li><h3><a href=\"/posts/{}\">{}</a></h3><p>{}</p><p>{}</p><p><time>{}</time></p></li>",
                text(0)?,
                text(1)?,
                text(2)?,
                text(3)?,
                text(4)?
            ))
        };
        let items = statement.query_map([seed::TODAY], item).expect("queried");
        items.for_each(|item| html.push_str(&item.expect("a post")));
        html.push_str("</ol></main></html>");
        html
    });
    whole(html, &floor.around[0])
}

/// The page with what is around it, as long as the product's.
fn whole(mut html: String, around: &str) -> HttpResponse {
    html.push_str(&around[html.len().min(around.len())..]);
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html)
}

async fn detail(floor: web::Data<Floor>, number: web::Path<String>) -> HttpResponse {
    const SQL: &str = "SELECT title, unit, need, duties, closes FROM posts WHERE number = ?";
    let html = read(&floor.file, |db| {
        let mut statement = db.prepare_cached(SQL).expect("prepared");
        let page = |row: &Row| {
            let text = |at: usize| row.get_ref(at).and_then(|value| Ok(value.as_str()?.to_owned()));
            Ok(format!(
                "<!DOCTYPE html><html lang=\"zh-CN\"><title>{0}</title><main><h1>{0}</h1><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p></main></html>",
                text(0)?,
                text(1)?,
                text(2)?,
                text(3)?,
                text(4)?
            ))
        };
        statement.query_row([number.as_str()], page).expect("a post")
    });
    whole(html, &floor.around[1])
}

async fn submit(writer: web::Data<mpsc::Sender<Waiting>>, body: web::Bytes) -> HttpResponse {
    let (done, wait) = oneshot::channel();
    writer.send((body.to_vec(), done)).expect("the writer runs");
    wait.await.expect("committed");
    HttpResponse::Created().finish()
}

/// One writer; all that wait are one transaction and one flush.
fn writing(file: &Path) -> mpsc::Sender<Waiting> {
    let (send, receive) = mpsc::channel::<Waiting>();
    let mut db = Connection::open(file).expect("a database");
    db.pragma_update(None, "synchronous", "FULL").expect("set");
    thread::spawn(move || {
        while let Ok(first) = receive.recv() {
            let mut batch = vec![first];
            batch.extend(receive.try_iter().take(63));
            let tx = db.transaction().expect("begun");
            for (body, _) in &batch {
                tx.prepare_cached("INSERT INTO nominations (person, body) VALUES ('p', ?)")
                    .and_then(|mut insert| insert.execute([body]))
                    .expect("inserted");
                let id = tx.last_insert_rowid();
                for sql in [
                    "INSERT INTO consents VALUES (?, 'review')",
                    "INSERT INTO audit VALUES (?, 'submit')",
                    "INSERT INTO outbox VALUES (?, 'submitted')",
                ] {
                    tx.prepare_cached(sql).and_then(|mut insert| insert.execute([id])).expect("inserted");
                }
            }
            tx.commit().expect("committed");
            for (_, done) in batch {
                done.send(()).ok();
            }
        }
    });
    send
}
