//! Letters by command, for the operator of the machine.

use clap::{ArgMatches, Command, FromArgMatches, Subcommand};
use kit::{By, DeskError, Examined, Fault};

use crate::letters::desk::Desk;

/// The way that letters go: try it out.
#[derive(Subcommand)]
enum Mail {
    /// Send one letter that says it is a test, and tell how each step went.
    Test {
        /// Where it goes to, such as your own address.
        address: String,
    },
}

pub fn command() -> Command {
    Mail::augment_subcommands(Command::new("mail"))
        .about("The way that letters go: try it out")
        .subcommand_required(true)
}

/// Does what was typed: what to print. A fault where the letter went nowhere, since then the exit code has to say so.
pub async fn run(letters: &Desk, given: &ArgMatches) -> Result<String, DeskError> {
    let Mail::Test { address } = Mail::from_arg_matches(given).map_err(|error| Fault::new(error.to_string()))?;
    let steps = letters.try_out(&By::operator(), &address).await?;
    let told = steps.iter().map(Examined::to_string).collect::<Vec<_>>().join("\n");
    if steps.iter().all(Examined::is_well) {
        return Ok(format!(
            "{told}\nhanded over; if it does not arrive, look among the junk and in the mail server's log"
        ));
    }
    Err(Fault::new(format!("the letter was not handed over\n{told}")).into())
}
