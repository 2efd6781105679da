//! The program: which services run in this process, and the operator's commands.

mod commands;
pub mod demo;
pub mod openapi;
pub mod program;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use kit::{Service, Settings, SystemClock, SystemRng};

use commands::{Command, Commands};
use program::Trouble;

/// Every service there is, in the order in which they open.
pub const SERVICES: [&dyn Service; 3] = [&review::Review, &portal::Portal, &notify::Notify];

/// Runs the command line; an operator can act on what is printed and on the exit code.
pub fn main() -> ExitCode {
    let Commands { command } = Commands::parse();
    let done = match command.unwrap_or(Command::Serve { services: Vec::new() }) {
        Command::Serve { services } => serve(&services),
        Command::Demo { demo } => demo::run(demo),
        Command::Openapi { folder } => openapi::write(&folder),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("yincai: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn serve(names: &[String]) -> Result<(), Trouble> {
    kit::telemetry::begin();
    let services = chosen(names)?;
    let rng = Arc::new(SystemRng);
    let settings = Settings::read(&defaults(), &*rng)?;
    let listener = program::listen(settings.listen)?;
    actix_web::rt::System::new().block_on(async {
        let program = program::start(&services, settings, Arc::new(SystemClock), rng, listener).await?;
        demo::announce(&program, &services);
        program.until_stopped().await
    })
}

/// The defaults of every service, whichever run: one file of settings serves them all.
pub fn defaults() -> Vec<&'static str> {
    SERVICES.iter().map(|service| service.defaults()).collect()
}

fn chosen(names: &[String]) -> Result<Vec<&'static dyn Service>, Trouble> {
    if names.is_empty() {
        return Ok(SERVICES.to_vec());
    }
    let known = SERVICES.map(|service| service.name()).join(", ");
    let find = |name: &String| {
        let found = SERVICES.into_iter().find(|service| service.name() == name);
        found.ok_or_else(|| Trouble::new(format!("there is no service {name:?}; there are {known}")))
    };
    names.iter().map(find).collect()
}
