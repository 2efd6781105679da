//! The mark of the folder: services that stand apart have to see one and the same, and tell by it whether they do.

use std::fs;
use std::io::{ErrorKind, Write};

use uuid::Uuid;

use super::Files;
use crate::fault::Fault;

/// Beside the files, which have ids for names.
const NAME: &str = "mark";

impl Files {
    /// Made by whoever looks first; a copy of the files alone gets another.
    pub(crate) fn mark(&self) -> Result<Uuid, Fault> {
        let place = self.folder().join(NAME);
        match fs::read_to_string(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            read => return read?.trim().parse().map_err(|_| Fault::new(format!("{} is no mark", place.display()))),
        }
        // Whole or not there, whoever else makes one at the same time.
        let id = self.id();
        let aside = self.folder().join(format!("{NAME}.{id}"));
        let mut file = fs::File::create(&aside)?;
        writeln!(file, "{id}")?;
        file.sync_all()?;
        let linked = fs::hard_link(&aside, &place);
        fs::remove_file(&aside)?;
        // Not every mounted folder has links.
        let made = match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                fs::File::create_new(&place).and_then(|mut file| writeln!(file, "{id}").and_then(|()| file.sync_all()))
            }
            linked => linked,
        };
        match made {
            Ok(()) => Ok(id),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.mark(),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::auth::test_house::TestHouse;

    #[tokio::test]
    async fn a_folder_keeps_its_mark_and_another_has_another() {
        let (one, other) = (TestHouse::open("portal").await, TestHouse::open("portal").await);
        let mark = one.house.files.mark().expect("a mark");
        assert_eq!(one.house.files.mark().expect("the same"), mark);
        assert_ne!(other.house.files.mark().expect("a mark"), mark);
        let there = std::fs::read_dir(one.house.files.folder()).expect("the folder").count();
        assert_eq!(there, 1, "nothing is left aside");
    }
}
