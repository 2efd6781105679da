//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Yincai: the talent-introduction portal of a city government.
///
/// Without a command it serves everything on embedded defaults, with a seeded demo.
#[derive(Parser)]
#[command(name = "yincai", version)]
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
    /// Write the API documents of all services.
    Openapi {
        /// The folder to write them into.
        #[arg(default_value = "openapi")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Demo {
    /// Print the current code of the second factor of a demo officer.
    Code {
        /// The officer's sign-in name, such as `secretary`.
        name: String,
    },
}
