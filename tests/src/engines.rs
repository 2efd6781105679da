//! On which engines the tests run: those of the embedded mode, and with these variables those of services apart.
//! `YINCAI_TEST_REDIS=redis://…` has events cross a Redis server; every data folder has keys of its own there.

use std::path::Path;

/// Settings as a program has them in its environment.
pub fn environment(data: &Path) -> Vec<(&'static str, String)> {
    databases::redis()
        .into_iter()
        .flat_map(|url| [("YINCAI_BUS__URL", url), ("YINCAI_BUS__NAME", name(data))])
        .collect()
}

/// The same as TOML.
pub fn settings(data: &Path) -> String {
    databases::redis().map_or_else(String::new, |url| format!("\n[bus]\nurl = {url:?}\nname = {:?}\n", name(data)))
}

fn name(data: &Path) -> String {
    data.file_name().expect("a folder has a name").to_string_lossy().into_owned()
}
