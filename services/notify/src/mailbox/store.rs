//! The folder of mails: `<letter id>.eml`, each whole or not there at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kit::Fault;
use uuid::Uuid;

const ENDING: &str = "eml";

#[derive(Clone)]
pub struct Folder(Arc<Path>);

impl Folder {
    pub fn at(path: PathBuf) -> Folder {
        Folder(path.into())
    }

    pub fn place(&self) -> &Path {
        &self.0
    }

    pub fn is_there(&self) -> bool {
        self.0.exists()
    }

    /// Written aside, then renamed; on the disk before this returns.
    pub async fn put(&self, id: Uuid, mail: Vec<u8>) -> Result<(), Fault> {
        self.blocking(move |folder| {
            fs::create_dir_all(folder)?;
            let aside = folder.join(format!("{id}.new"));
            let mut file = File::create(&aside)?;
            file.write_all(&mail)?;
            file.sync_all()?;
            fs::rename(&aside, path(folder, id))?;
            File::open(folder)?.sync_all()
        })
        .await
    }

    pub async fn get(&self, id: Uuid) -> Result<Option<Vec<u8>>, Fault> {
        self.blocking(move |folder| match fs::read(path(folder, id)) {
            Ok(mail) => Ok(Some(mail)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// The newest first: ids rise with time.
    pub async fn ids(&self) -> Result<Vec<Uuid>, Fault> {
        self.blocking(|folder| {
            let mut ids = Vec::new();
            let entries = match fs::read_dir(folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(ids),
                entries => entries?,
            };
            for entry in entries {
                ids.extend(id(&entry?.path()));
            }
            ids.sort_unstable_by(|one, other| other.cmp(one));
            Ok(ids)
        })
        .await
    }

    /// Fails where nothing could be put.
    pub async fn probe(&self) -> Result<(), Fault> {
        self.blocking(|folder| {
            fs::create_dir_all(folder)?;
            let probe = folder.join("probe.new");
            File::create(&probe)?;
            fs::remove_file(&probe)
        })
        .await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let folder = self.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            work(&folder).map_err(|error| Fault::new(format!("{}: {error}", folder.display())))
        });
        done.await.map_err(|error| Fault::new(error.to_string()))?
    }
}

fn path(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("{id}.{ENDING}"))
}

fn id(path: &Path) -> Option<Uuid> {
    let named = path.extension()? == ENDING;
    path.file_stem()?.to_str()?.parse().ok().filter(|_| named)
}
