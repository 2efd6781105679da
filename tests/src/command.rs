//! The operator's commands, each as a program of its own on a data folder.

use std::path::Path;
use std::process::{Command, Output};

use crate::engines;
use crate::given::said;
use crate::program::program;

/// Runs one, with the events crossing what the tests have them cross.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.args(arguments).env("YINCAI_DATA", data).envs(engines::environment(data));
    command.output().expect("the program runs")
}

/// One that is done; what it said.
#[track_caller]
pub fn good(data: &Path, arguments: &[&str]) -> String {
    let ran = run(data, arguments);
    assert!(ran.status.success(), "{arguments:?}: {}", said(&ran));
    said(&ran)
}

/// One that ends with this exit code; what it said.
#[track_caller]
pub fn bad(data: &Path, arguments: &[&str], code: i32) -> String {
    let ran = run(data, arguments);
    assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {}", said(&ran));
    said(&ran)
}
