//! Every operation of the API: method, path, operation id, who may call it. What the documents say, in one list.

use std::io;

use utoipa::openapi::path::Operation;

use crate::{SERVICES, print};

pub fn list() -> io::Result<()> {
    for service in SERVICES {
        let document = kit::web::document::document(service);
        for (path, item) in &document.paths.paths {
            let operations = [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    let id = operation.operation_id.as_deref().unwrap_or_default();
                    print::line(format_args!("{method:<6} {path:<60} {id:<28} {}", who(operation)))?;
                }
            }
        }
    }
    Ok(())
}

/// The names of the schemes that open it; `anybody` without one.
fn who(operation: &Operation) -> String {
    let schemes = operation.security.iter().flatten().filter_map(|wanted| serde_json::to_value(wanted).ok());
    let names: Vec<String> = schemes.filter_map(|wanted| Some(wanted.as_object()?.keys().next()?.clone())).collect();
    if names.is_empty() { "anybody".to_owned() } else { names.join(" or ") }
}
