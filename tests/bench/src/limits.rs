//! L5 and L30: what a bare server answers from memory, 5 KB and 30 KB. Nothing of this kind can be faster here.

use std::process::ExitCode;

use actix_web::{App, HttpResponse, HttpServer, web};

/// As many workers as the product has.
pub const WORKERS: usize = 2;

/// The server's arguments: its address.
pub fn serve() -> ExitCode {
    let address = std::env::args().nth(1).expect("an address");
    let app = || {
        App::new()
            .route(
                "/5",
                web::get().to(async || HttpResponse::Ok().content_type("text/html").body("x".repeat(5 * 1024))),
            )
            .route(
                "/30",
                web::get().to(async || HttpResponse::Ok().content_type("text/html").body("x".repeat(30 * 1024))),
            )
    };
    let served = actix_web::rt::System::new()
        .block_on(async { HttpServer::new(app).workers(WORKERS).bind(address)?.run().await });
    served.expect("served");
    ExitCode::SUCCESS
}
