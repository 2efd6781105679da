//! Two services without a subject: one at the root, one for the staff, which is never ready.

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use actix_web::{HttpResponse, get, post, put, web};
use askama::Template;
use async_trait::async_trait;
use contract::{Clause, Refusal};
use futures_util::StreamExt;
use kit::bus::LocalBus;
use kit::html::Link;
use kit::limits::Limit;
use kit::metrics::{self, Measured};
use kit::{
    At, BadSettings, Caller, DeskError, Fault, Form, Frame, Given, Heard, House, KeyOnly, Mounted, Once, Paging,
    PagingParams, Place, Posted, Product, Rng, Running, Seen, Service, Settings, Shared, SystemClock, SystemRng,
    Walked, etag, page,
};
use sea_orm_migration::MigrationTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{OpenApi, ToSchema};

/// Where a product listens, and where it tells how it is doing.
#[derive(Clone, Copy)]
pub struct Doors {
    pub address: SocketAddr,
    pub metrics: SocketAddr,
}

pub fn doors() -> Doors {
    static DOORS: OnceLock<Doors> = OnceLock::new();
    *DOORS.get_or_init(|| open("doors", 512))
}

pub fn address() -> SocketAddr {
    doors().address
}

/// A product of its own that takes so many requests at once.
pub fn open(name: &'static str, requests_under_way: usize) -> Doors {
    let [listener, beside] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a port"));
    let [address, metrics] = [&listener, &beside].map(|bound| bound.local_addr().expect("an address"));
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async {
            let product = product(name, requests_under_way).await;
            let measured = Measured { houses: Vec::new(), services: Vec::new(), bus: Arc::new(LocalBus::default()) };
            actix_web::rt::spawn(metrics::serve(&product, measured, beside).expect("the metrics"));
            product.serve(listener).expect("a server").await.expect("served");
        });
    });
    Doors { address, metrics }
}

async fn product(name: &str, requests_under_way: usize) -> Product {
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let folder = std::env::temp_dir().join(format!("yincai-{name}-{}", std::process::id()));
    // The others say nothing of it.
    let city = if name == "doors" { "[city]\nsecurity = \"it@talent.example\"\n" } else { "" };
    let text = format!(
        "data = {folder:?}\n[edges]\nhosts = [\"talent.example\"]\nrequests_under_way = {requests_under_way}\n\
         upload = {{ kilobytes = 8, seconds = 1, minutes = 1 }}\n\
         [gateway]\ntrusted = [\"127.0.0.1\"]\n{city}"
    );
    let settings = Settings::given(&[], &text, &*rng).expect("settings");
    let house = House::open("toy", Arc::new(SystemClock), rng, Arc::new(settings)).await.expect("a house");
    let open = |service: &'static dyn Service| {
        Mounted::new(service, service.open(house.clone()).unwrap_or_else(|error| panic!("{error}")))
    };
    Product::new(&house, vec![open(&Toy), open(&Attic)]).expect("a product")
}

pub struct Toy;
pub struct Attic;
struct Open(bool);

#[async_trait]
impl Running for Open {
    fn furnish(&self, routes: &mut web::ServiceConfig) {
        routes.app_data(web::Data::new(self.0));
    }

    async fn hear(&self, _: Heard) -> Result<(), DeskError> {
        Ok(())
    }

    async fn ready(&self) -> Result<(), Fault> {
        if self.0 { Ok(()) } else { Err(Fault::new("the attic leaks")) }
    }
}

#[derive(OpenApi)]
#[openapi(info(title = "Toy"))]
struct Document;

impl Service for Toy {
    fn name(&self) -> &'static str {
        "toy"
    }

    fn root(&self) -> &'static str {
        ""
    }

    fn defaults(&self) -> &'static str {
        ""
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }

    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig) {
        routes
            .service(add_thing)
            .service(list_things)
            .service(list_shared)
            .service(limited)
            .service(show_thing)
            .service(change_thing)
            .service(move_thing)
            .service(weigh_file)
            .service(fail);
    }

    fn document(&self) -> utoipa::openapi::OpenApi {
        Document::openapi()
    }

    fn pages(&self, routes: &mut web::ServiceConfig) {
        routes
            .service(home)
            .service(shown)
            .service(sent)
            .service(private)
            .service(failing)
            .service(kept)
            .service(shared_form)
            .service(slow);
    }

    fn bar(&self, frame: &Frame) -> Vec<Link> {
        vec![Link::new(frame, "/things", "things".to_owned())]
    }

    fn open(&self, _: House) -> Result<Arc<dyn Running>, BadSettings> {
        Ok(Arc::new(Open(true)))
    }
}

impl Service for Attic {
    fn name(&self) -> &'static str {
        "attic"
    }

    fn root(&self) -> &'static str {
        "/staff"
    }

    fn defaults(&self) -> &'static str {
        ""
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }

    fn api(&self, _: &mut utoipa_actix_web::service_config::ServiceConfig) {}

    fn document(&self) -> utoipa::openapi::OpenApi {
        Document::openapi()
    }

    fn pages(&self, routes: &mut web::ServiceConfig) {
        routes.service(private);
    }

    fn bar(&self, frame: &Frame) -> Vec<Link> {
        vec![Link::new(frame, "/staff/boxes", "boxes".to_owned())]
    }

    fn open(&self, _: House) -> Result<Arc<dyn Running>, BadSettings> {
        Ok(Arc::new(Open(false)))
    }
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
}

fn key(once: &Once) -> &str {
    match once {
        Once::Key { key, .. } => key,
        _ => "",
    }
}

/// Adds a thing.
#[utoipa::path(operation_id = "add_thing", request_body = Thing, responses((status = 201, body = Thing)))]
#[post("/things")]
async fn add_thing(furnished: web::Data<bool>, caller: Caller, given: Given<Thing>) -> HttpResponse {
    let by = caller.visitor().once(given.once);
    let answer = json!({
        "name": given.value.name, "key": key(&by.once), "actor": by.actor.id, "language": caller.language, "trace": by.trace,
        "furnished": **furnished,
    });
    HttpResponse::Created().json(answer)
}

/// A thing's place in the list.
#[derive(Serialize, Deserialize)]
struct Numbered(u32);

impl Place for Numbered {
    const LIST: &'static str = "things";
}

/// Lists the things 1 to 300.
#[utoipa::path(operation_id = "list_things", params(PagingParams), responses((status = 200, body = Vec<u32>)))]
#[get("/things")]
async fn list_things(paging: Paging) -> actix_web::Result<HttpResponse> {
    let at = paging.at::<Numbered>()?;
    let found: Vec<u32> = match &at {
        At::Start => (1..=300).collect(),
        At::After(Numbered(mark)) => (mark + 1..=300).collect(),
        At::Before(Numbered(mark)) => (1..*mark).rev().collect(),
    };
    Ok(paging.answer(Walked::of(found, &at, paging.limit, |number| Numbered(*number)))?)
}

/// How often the list of all things was made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// Lists what everybody may see.
#[utoipa::path(operation_id = "list_shared", responses((status = 200)))]
#[get("/shared")]
async fn list_shared(shared: Shared) -> Result<HttpResponse, DeskError> {
    let make = async || Ok(HttpResponse::Ok().json(json!({ "made": MADE.fetch_add(1, Ordering::SeqCst) })));
    shared.answer("1", make).await
}

/// Counts whoever asks.
#[utoipa::path(operation_id = "limited", responses((status = 200)))]
#[get("/limited")]
async fn limited(caller: Caller) -> Result<HttpResponse, DeskError> {
    static LIMIT: LazyLock<Limit> =
        LazyLock::new(|| Limit::new("toys", Arc::new(SystemClock), 2, Duration::from_secs(600)));
    LIMIT.check(&caller.visitor().network()).await?;
    Ok(HttpResponse::Ok().json(json!({})))
}

/// Shows a thing.
#[utoipa::path(operation_id = "show_thing", params(("id" = u32, Path)), responses((status = 200, body = Thing)))]
#[get("/things/{id}")]
async fn show_thing(id: web::Path<u32>) -> Result<HttpResponse, DeskError> {
    match *id {
        1 => Ok(HttpResponse::Ok().insert_header(etag(3)).json(Thing { name: "one".to_owned() })),
        _ => Err(DeskError::Missing),
    }
}

/// Changes a thing.
#[utoipa::path(operation_id = "change_thing", params(("id" = u32, Path), Seen), request_body = Thing, responses((status = 200)))]
#[put("/things/{id}")]
async fn change_thing(seen: Seen, given: Given<Thing>) -> Result<HttpResponse, DeskError> {
    match seen {
        Seen(3) => Ok(HttpResponse::Ok().insert_header(etag(4)).json(given.value)),
        Seen(_) => Err(DeskError::Stale),
    }
}

/// Moves a thing.
#[utoipa::path(operation_id = "move_thing", params(("id" = u32, Path)), responses((status = 200)))]
#[post("/things/{id}/move")]
async fn move_thing(KeyOnly(once): KeyOnly) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "key": key(&once) }))
}

/// Weighs a file.
#[utoipa::path(operation_id = "weigh_file", responses((status = 200)))]
#[post("/weight")]
async fn weigh_file(upload: kit::web::Sent) -> Result<HttpResponse, DeskError> {
    let mut weight = 0;
    if let Some(mut file) = upload.file {
        while let Some(piece) = file.content.next().await {
            weight += piece?.len();
        }
    }
    Ok(HttpResponse::Ok().json(json!({ "weight": weight })))
}

/// Fails as it is told.
#[utoipa::path(operation_id = "fail", params(("how" = String, Path)), responses((status = 200)))]
#[get("/fail/{how}")]
async fn fail(how: web::Path<String>) -> Result<HttpResponse, DeskError> {
    Err(match how.as_str() {
        "stage" => Refusal::stage("closed").under(Clause::of(10, 4)).into(),
        "seat" => Refusal::seat("no-seat").into(),
        "content" => vec![Refusal::content("no-year").at("/education/0/year"), Refusal::content("no-name")].into(),
        "sign-in" => DeskError::NotSignedIn,
        "many" => DeskError::TooMany(7),
        "uncounted" => DeskError::Uncounted(9),
        "preparing" => DeskError::Preparing(5),
        "unscanned" => DeskError::Unscanned(60),
        "fault" => Fault::new("secret words of a database").into(),
        "panic" => panic!("as it was told"),
        _ => return Ok(HttpResponse::NotFound().finish()),
    })
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "frame.html" %}{% import "fields.html" as fields %}
{% block title %}{% call fields::prefix(frame, form) %}{% endcall %}Form{% endblock %}
{% block main %}{% call fields::errors(frame, form) %}{% endcall %}<form method="post" action="{{ frame.here() }}">
{% call fields::hidden(frame) %}{% endcall %}
{% call fields::text(form, "person.name", "Name") %}{% endcall %}</form>{% endblock %}"#
)]
struct FormPage {
    frame: Frame,
    form: Form,
}

#[derive(Deserialize)]
struct Sent {
    person: Person,
    #[serde(default)]
    claimed: Vec<String>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
}

/// A page for everybody, but for the token of its form.
#[get("/shared-form")]
async fn shared_form(frame: Frame, shared: Shared) -> Result<HttpResponse, DeskError> {
    shared.answer("1", async || page::show(&FormPage { frame, form: Form::empty() })).await
}

#[get("/slow")]
async fn slow() -> HttpResponse {
    tokio::time::sleep(Duration::from_secs(5)).await;
    HttpResponse::Ok().finish()
}

#[get("/")]
async fn home(frame: Frame) -> String {
    format!("home in {} at {}", frame.lang(), frame.path())
}

#[get("/form")]
async fn shown(frame: Frame) -> Result<HttpResponse, DeskError> {
    page::show(&FormPage { frame, form: Form::empty() })
}

#[post("/form")]
async fn sent(frame: Frame, posted: Posted) -> actix_web::Result<HttpResponse> {
    let sent: Sent = posted.nested()?;
    if sent.person.name.is_empty() {
        let refusals = [Refusal::content("no-name").at("/person/name")];
        let form = Form::of(&posted).refused(&refusals, frame.language());
        return Ok(page::refused(&FormPage { frame, form })?);
    }
    Ok(page::see_other(frame.to(format!("/done/{}", sent.claimed.len()))))
}

#[get("/private")]
async fn private() -> Result<HttpResponse, DeskError> {
    Err(DeskError::NotSignedIn)
}

#[get("/failing/{how}")]
async fn failing(how: web::Path<String>) -> Result<HttpResponse, DeskError> {
    match how.as_str() {
        "panic" => panic!("as it was told"),
        _ => Err(Fault::new("secret words of a database").into()),
    }
}

#[get("/kept")]
async fn kept() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).body("kept")
}
