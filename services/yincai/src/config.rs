//! The settings, for their operator: whether they are good, and where each is from.

use kit::Written;

use crate::commands::Config;
use crate::trouble::Trouble;
use crate::{defaults, written};

pub fn run(config: Config) -> Result<(), Trouble> {
    match config {
        Config::Check => {
            written()?;
            println!("the settings are good");
        }
        Config::Dump => {
            for shown in Written::read(&defaults())?.shown() {
                match shown.value {
                    Some(value) => println!("{} = {value}  # {}", shown.path, shown.source),
                    None => println!("# {} is not set", shown.path),
                }
            }
        }
    }
    Ok(())
}
