//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

const EXITS: &str = "Exit codes: 0 done; 1 it could not be done, the message says why; 2 wrong use or wrong settings; \
3 what is stored is not as it must be.";

/// Yincai: the talent-introduction portal of a city government.
///
/// Without a command it serves everything on embedded defaults, with a seeded demo.
#[derive(Parser)]
#[command(name = "yincai", version, after_help = EXITS)]
pub struct Commands {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve all services in one process, or only those named.
    Serve {
        /// portal, review, notify
        services: Vec<String>,
    },
    /// What the demo needs: its sign-ins and their current codes.
    Demo {
        #[command(subcommand)]
        demo: Option<Demo>,
    },
    /// Make the tables that the databases lack; the start does so too.
    Migrate {
        /// Only say what is missing.
        #[arg(long)]
        status: bool,
    },
    /// Look at everything the program depends on; what is wrong, and what to do.
    Doctor {
        /// Only ask the running program whether it can serve: the one of the settings, or the one at this address.
        #[arg(long, value_name = "ADDRESS")]
        ready: Option<Option<SocketAddr>>,
    },
    /// The audit trail: check it, export it.
    Audit {
        #[command(subcommand)]
        audit: Audit,
    },
    /// Backups of all services as they are at one moment; the program may run meanwhile.
    Backup {
        #[command(subcommand)]
        backup: Backup,
    },
    /// The databases: move them from one engine to another.
    Db {
        #[command(subcommand)]
        db: Db,
    },
    /// The log of what a service has told the others.
    Outbox {
        #[command(subcommand)]
        outbox: Outbox,
    },
    /// List every operation of the API: method, path, operation id, who may call it.
    Routes,
    /// The settings: `<data>/yincai.toml` and the environment over the program's defaults.
    Config {
        #[command(subcommand)]
        config: Config,
    },
    /// Write the API documents of all services.
    Openapi {
        /// The folder to write them into.
        #[arg(default_value = "openapi")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Audit {
    /// Check an export, anywhere; without one the trails in the data folder.
    Verify {
        file: Option<PathBuf>,
        /// The public key that it must be signed with, as the product publishes it.
        #[arg(long)]
        key: Option<String>,
    },
    /// Write the trail of every service into a folder: audit-<service>.jsonl.
    Export {
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Backup {
    /// Write one into a new folder: rows, evidence files, and what it holds. The master secret is not in it.
    Create { folder: PathBuf },
    /// Hold one against its manifest: every byte, every row, every file.
    Verify { folder: PathBuf },
    /// Put one back into an empty data folder and empty databases, of whichever engine the settings name.
    Restore { folder: PathBuf },
}

#[derive(Subcommand)]
pub enum Db {
    /// Copy everything into empty databases at another place, and compare each table; the program must not run.
    Copy {
        /// Where from, if not where the settings say; named as --to.
        #[arg(long)]
        from: Option<String>,
        /// A file with the part [database] of the settings, an address with {service} in it, or `sqlite`.
        #[arg(long)]
        to: String,
    },
}

#[derive(Subcommand)]
pub enum Outbox {
    /// Publish the log to Redis once more, in the place of what is there.
    Replay {
        /// portal, review, notify
        #[arg(long)]
        service: String,
        /// The position to begin with; without it all that is kept.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..))]
        from: i64,
    },
}

#[derive(Subcommand)]
pub enum Config {
    /// Say whether they are good, and everything that is not; nothing is made or opened.
    Check,
    /// Print every setting with where it is from; secrets are masked.
    Dump,
}

#[derive(Subcommand)]
pub enum Demo {
    /// Print the current code of the second factor of a demo officer.
    Code {
        /// The officer's sign-in name, such as `secretary`.
        name: String,
    },
}
