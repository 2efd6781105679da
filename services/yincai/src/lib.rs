//! The program: which services run in this process, and the operator's commands.

// `println!` panics where nobody reads any more; `print::line` does not.
#![warn(clippy::print_stdout)]

mod audit;
mod backup;
mod commands;
mod config;
mod db;
pub mod demo;
mod doctor;
mod houses;
mod migrate;
pub mod openapi;
mod outbox;
mod print;
pub mod program;
mod ready;
mod routes;
mod trouble;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{ArgMatches, CommandFactory, FromArgMatches};
use kit::{BadSettings, Rng, Service, Settings, SystemClock, SystemRng, Written};

/// Those that work by the Measures, for whoever starts them by other versions of it than this program carries.
pub use portal::Portal;
pub use review::Review;

use commands::{Command, Commands};
use trouble::Trouble;

/// Every service there is, in the order in which they open.
pub const SERVICES: [&dyn Service; 3] = [&Review::STANDARD, &Portal::STANDARD, &notify::Notify];

/// Runs the command line; an operator can act on what is printed and on the exit code.
pub fn main() -> ExitCode {
    let matches = commands().get_matches();
    let own = matches.subcommand().and_then(|(name, given)| Some((whose(name)?, name, given)));
    let done = match own {
        Some((service, name, given)) => block_on(operate(service, name, given)),
        None => run(Commands::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("yincai: {trouble}");
            trouble.exit()
        }
    }
}

fn run(Commands { command }: Commands) -> Result<(), Trouble> {
    match command.unwrap_or(Command::Serve { services: Vec::new() }) {
        Command::Serve { services } => serve(&services),
        Command::Migrate { status: false } => block_on(migrate::run()),
        Command::Migrate { status: true } => block_on(migrate::status()),
        Command::Doctor { ready: None } => block_on(doctor::run()),
        Command::Doctor { ready: Some(at) } => ready::ask(match at {
            Some(at) => at,
            None => written()?.listen()?,
        }),
        Command::Audit { audit } => block_on(audit::run(audit)),
        Command::Backup { backup } => block_on(backup::run(backup)),
        Command::Db { db } => block_on(db::run(db)),
        Command::Outbox { outbox } => block_on(outbox::run(outbox)),
        Command::Demo { demo } => demo::run(demo),
        Command::Config { config } => config::run(config),
        Command::Openapi { folder } => openapi::write(&folder),
        Command::Routes => Ok(routes::list()?),
    }
}

/// The program's own commands and those that its services bring.
fn commands() -> clap::Command {
    SERVICES.iter().flat_map(|service| service.commands()).fold(Commands::command(), clap::Command::subcommand)
}

fn whose(command: &str) -> Option<&'static dyn Service> {
    SERVICES.into_iter().find(|service| service.commands().iter().any(|own| own.get_name() == command))
}

async fn operate(service: &'static dyn Service, command: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let (service, house) = houses::one(service.name()).await?;
    Ok(print::line(service.open(house)?.operate(command, given).await?)?)
}

fn block_on(work: impl Future<Output = Result<(), Trouble>>) -> Result<(), Trouble> {
    actix_web::rt::System::new().block_on(work)
}

fn serve(names: &[String]) -> Result<(), Trouble> {
    kit::telemetry::begin();
    let services = chosen(names)?;
    let rng = Arc::new(SystemRng);
    let settings = settings(&*rng)?;
    for service in &services {
        settings.names_database(service.name())?;
    }
    let listener = program::listen(settings.listen)?;
    actix_web::rt::System::new().block_on(async {
        let program = program::start(&services, settings, Arc::new(SystemClock), rng, listener).await?;
        demo::announce(&program, &services)?;
        program.until_stopped().await
    })
}

/// What is written, good for every service, whichever run: one file of settings serves them all.
fn written() -> Result<Written, Trouble> {
    let written = Written::read(&defaults())?;
    let wrong: Vec<String> = std::iter::once(written.check())
        .chain(SERVICES.iter().map(|service| service.check(&written)))
        .filter_map(|checked| checked.err().map(|bad| bad.to_string()))
        .collect();
    if wrong.is_empty() { Ok(written) } else { Err(BadSettings::new(wrong.join("\n")).into()) }
}

/// The settings at work: the data folder and its secret are made when they are not there.
fn settings(rng: &dyn Rng) -> Result<Settings, Trouble> {
    Ok(written()?.settle(rng)?)
}

/// The defaults of every service, whichever run: one file of settings serves them all.
pub fn defaults() -> Vec<&'static str> {
    SERVICES.iter().map(|service| service.defaults()).collect()
}

fn chosen(names: &[String]) -> Result<Vec<&'static dyn Service>, Trouble> {
    if names.is_empty() {
        return Ok(SERVICES.to_vec());
    }
    names.iter().map(|name| named(name)).collect()
}

/// The service that was typed.
fn named(name: &str) -> Result<&'static dyn Service, Trouble> {
    let known = SERVICES.map(|service| service.name()).join(", ");
    let found = SERVICES.into_iter().find(|service| service.name() == name);
    found.ok_or_else(|| Trouble::usage(format!("there is no service {name:?}; there are {known}")))
}
