//! The audit trail, for its operator and for whoever got an export of it.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use futures_util::TryStreamExt;
use kit::audit::{self, Check, Checked};
use kit::{By, House};

use crate::commands::Audit;
use crate::trouble::Trouble;
use crate::{SERVICES, houses, print};

pub async fn run(audit: Audit) -> Result<(), Trouble> {
    match audit {
        Audit::Verify { file: Some(file), key } => {
            let checked = check_file(&file)?;
            if let Some(key) = key.filter(|key| *key != checked.key) {
                return Err(Trouble::data(format!(
                    "{} is signed with {}, not with {key}",
                    file.display(),
                    checked.key
                )));
            }
            print(&checked)?;
            Ok(print::line("  compare the key with the one the product publishes, or give it with --key")?)
        }
        Audit::Verify { file: None, key } => verify(key).await,
        Audit::Export { folder } => export(&folder).await,
    }
}

/// The trail of every service, as it lies in the data folder.
async fn verify(key: Option<String>) -> Result<(), Trouble> {
    let mut broken = Vec::new();
    for (_, house) in houses::all().await? {
        match audit::verify(&house).await? {
            Ok(checked) if key.as_ref().is_some_and(|key| *key != checked.key) => {
                broken.push(format!("{}: signed with {}, not with the key given", house.service, checked.key));
            }
            Ok(checked) => print(&checked)?,
            Err(what) => broken.push(format!("{}: {what}", house.service)),
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(Trouble::data(broken.join("\n"))) }
}

async fn export(folder: &Path) -> Result<(), Trouble> {
    let by = By::operator();
    for (_, house) in houses::all().await? {
        let path = folder.join(format!("audit-{}.jsonl", house.service));
        write(&house, &by, &path).await.map_err(|trouble| Trouble::new(format!("{}: {trouble}", path.display())))?;
        print::line(path.display())?;
    }
    Ok(())
}

async fn write(house: &House, by: &By, path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut file = File::create(path)?;
    house.act(by, "audit.export", house.service).await?.commit(&()).await?;
    let mut lines = std::pin::pin!(audit::export(house).await?);
    while let Some(some) = lines.try_next().await? {
        file.write_all(some.as_bytes())?;
    }
    Ok(file.sync_all()?)
}

fn check_file(path: &Path) -> Result<Checked, Trouble> {
    if path.is_dir() {
        let known = SERVICES.map(|service| format!("audit-{}.jsonl", service.name())).join(", ");
        return Err(Trouble::usage(format!("{} is a folder: name one of the files in it ({known})", path.display())));
    }
    let unreadable = |error: std::io::Error| Trouble::new(format!("cannot read {}: {error}", path.display()));
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut check = Check::default();
    let mut line = Vec::new();
    while file.read_until(b'\n', &mut line).map_err(unreadable)? > 0 {
        check.take_bytes(&line).map_err(|broken| Trouble::data(format!("{}: {broken}", path.display())))?;
        line.clear();
    }
    check.finish().map_err(|broken| Trouble::data(format!("{}: {broken}", path.display())))
}

fn print(checked: &Checked) -> std::io::Result<()> {
    let Checked { service, rows, hash, at, key } = checked;
    print::line(format_args!("{service}: whole, {rows} rows, sealed {at}\n  head {hash}\n  key  {key}"))
}
