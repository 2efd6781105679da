//! Settings as an operator is given them, checked by the program itself in a data folder of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::program::program;

/// What a city says about itself.
pub const CITY: &str = "[city]\ndomain = \"rc.yining.gov.cn\"\nsite_code = \"6540020001\"\nicp = \"新ICP备12345678号\"\n\
                        police = \"新公网安备65400202000001号\"\nadvice = { shown = \"8024567\", dialled = \"+869998024567\" }\n\
                        complaints = { shown = \"12345\", dialled = \"12345\" }\nnotice = { zh = \"\", en = \"\" }\n";
pub const MASTER: &str = "8f0c1d6be27a4935a1f3c05b9e6d7284130fa9b8c7d6e5f4a3b2c1d0e9f8a7b6";

/// A file of the checkout.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(checkout().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What a command printed.
pub fn said(ran: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
}

/// A data folder with settings and secrets, gone with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str, settings: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("yincai-given-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let folder = Folder(folder);
        folder.file("yincai.toml", settings);
        folder
    }

    /// Its path.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    /// `yincai config check` here, with these variables and no others.
    pub fn check(&self, variables: &[(String, String)]) -> Output {
        self.run(&["config", "check"], variables)
    }

    /// A command here, with these variables and no others.
    pub fn run(&self, arguments: &[&str], variables: &[(String, String)]) -> Output {
        let mut command = Command::new(program());
        command.args(arguments).env_clear().env("YINCAI_DATA", &self.0);
        command.envs(variables.iter().map(|(name, value)| (name, value))).output().expect("the program runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}
