//! The settings, for their operator: whether they are good, and where each is from.

use kit::Written;

use crate::commands::Config;
use crate::trouble::Trouble;
use crate::{defaults, print, written};

pub fn run(config: Config) -> Result<(), Trouble> {
    match config {
        Config::Check => {
            written()?;
            print::line("the settings are good")?;
        }
        Config::Dump => {
            for shown in Written::read(&defaults())?.shown() {
                match shown.value {
                    Some(value) => print::line(format_args!("{} = {value}  # {}", shown.path, shown.source))?,
                    None => print::line(format_args!("# {} is not set", shown.path))?,
                }
            }
        }
    }
    Ok(())
}
