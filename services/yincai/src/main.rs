//! The program. Everything it does is in the library, so that tests run the same.

use std::process::ExitCode;

fn main() -> ExitCode {
    yincai::main()
}
