//! The API documents, one per service and one for the events, as they are committed in `openapi/`.

use std::fs;
use std::path::Path;

use crate::trouble::Trouble;
use crate::{SERVICES, print};

/// Each file's name and content.
pub fn documents() -> Result<Vec<(String, String)>, Trouble> {
    let mut documents = vec![("events.json".to_owned(), pretty(&contract::schema())?)];
    for service in SERVICES {
        documents.push((format!("{}.json", service.name()), pretty(&kit::web::document::document(service))?));
    }
    Ok(documents)
}

pub fn write(folder: &Path) -> Result<(), Trouble> {
    fs::create_dir_all(folder).map_err(|error| Trouble::new(format!("cannot make {}: {error}", folder.display())))?;
    for (name, document) in documents()? {
        let path = folder.join(name);
        fs::write(&path, document)
            .map_err(|error| Trouble::new(format!("cannot write {}: {error}", path.display())))?;
        print::line(path.display())?;
    }
    Ok(())
}

fn pretty(document: &impl serde::Serialize) -> Result<String, Trouble> {
    let mut written = serde_json::to_string_pretty(document).map_err(|error| Trouble::new(error.to_string()))?;
    written.push('\n');
    Ok(written)
}
