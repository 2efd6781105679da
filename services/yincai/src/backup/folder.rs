//! A backup's folder: for its owner alone, nothing in it written over, everything on the disk before it is done.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use kit::copies::{Sum, Summing};

use crate::trouble::Trouble;

/// Makes the folder; one that holds anything is refused.
pub fn make(folder: &Path) -> Result<(), Trouble> {
    let of = |error| trouble(folder, &error);
    let mut building = std::fs::DirBuilder::new();
    building.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut building, 0o700);
    building.create(folder).map_err(of)?;
    if std::fs::read_dir(folder).map_err(of)?.next().is_some() {
        return Err(Trouble::new(format!(
            "{} holds something already: name a folder that is not there",
            folder.display()
        )));
    }
    Ok(())
}

/// A file that is written once, and counted.
pub struct Writing<'a> {
    path: &'a Path,
    file: BufWriter<File>,
    summing: Summing,
}

impl Writing<'_> {
    pub fn begin(path: &Path) -> Result<Writing<'_>, Trouble> {
        let file = File::options().write(true).create_new(true).open(path).map_err(|error| trouble(path, &error))?;
        Ok(Writing { path, file: BufWriter::new(file), summing: Summing::default() })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.summing.take(bytes);
        self.file.write_all(bytes).map_err(|error| trouble(self.path, &error))
    }

    /// On the disk.
    pub fn end(self) -> Result<Sum, Trouble> {
        let flushed = self.file.into_inner().map_err(std::io::IntoInnerError::into_error);
        flushed.and_then(|file| file.sync_all()).map_err(|error| trouble(self.path, &error))?;
        Ok(self.summing.end())
    }

    /// Takes all of what is read.
    pub fn copy(mut self, mut from: impl Read) -> Result<Sum, Trouble> {
        let mut piece = vec![0; 256 * 1024];
        loop {
            match from.read(&mut piece).map_err(|error| trouble(self.path, &error))? {
                0 => return self.end(),
                read => self.write(&piece[..read])?,
            }
        }
    }
}

pub fn keep(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let mut writing = Writing::begin(path)?;
    writing.write(bytes)?;
    writing.end().map(|_| ())
}

/// Has the names in it on the disk.
pub fn flush(folder: &Path) -> Result<(), Trouble> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| trouble(folder, &error))
}

/// What a file comes to; none where there is none.
pub fn sum(path: &Path) -> Result<Option<Sum>, Trouble> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| trouble(path, &error))?,
    };
    let (mut summing, mut piece) = (Summing::default(), vec![0; 256 * 1024]);
    loop {
        match file.read(&mut piece).map_err(|error| trouble(path, &error))? {
            0 => return Ok(Some(summing.end())),
            read => summing.take(&piece[..read]),
        }
    }
}

pub fn trouble(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{}: {error}", path.display()))
}
