//! The program, built for the tests: they start, kill and restart it.

use std::process::ExitCode;

fn main() -> ExitCode {
    yincai::main()
}
