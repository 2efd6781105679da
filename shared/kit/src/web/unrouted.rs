//! What an API answers where no route took the request: 405 when its document knows the path, otherwise 404.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, Route, web};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

use super::misread::Misread;
use crate::fault::DeskError;

/// The paths of a document and the methods each takes.
pub struct Routed(Vec<(Vec<String>, Vec<String>)>);

impl Routed {
    pub fn of(document: &OpenApi) -> Routed {
        let paths = document.paths.paths.iter();
        Routed(paths.map(|(path, item)| (path.split('/').map(str::to_owned).collect(), methods(item))).collect())
    }

    /// Every method that the path takes; none when there is no such path.
    fn methods_of(&self, path: &str) -> Vec<String> {
        let steps: Vec<&str> = path.split('/').collect();
        let fits = |template: &[String]| {
            let mut pairs = template.iter().zip(&steps);
            template.len() == steps.len()
                && pairs.all(|(step, sent)| step.starts_with('{') && !sent.is_empty() || step == sent)
        };
        let mut methods: Vec<String> =
            self.0.iter().filter(|(template, _)| fits(template)).flat_map(|(_, methods)| methods.clone()).collect();
        methods.sort();
        methods.dedup();
        methods
    }
}

fn methods(item: &PathItem) -> Vec<String> {
    let taken = [
        ("GET", item.get.is_some()),
        ("HEAD", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("PATCH", item.patch.is_some()),
        ("DELETE", item.delete.is_some()),
    ];
    taken.into_iter().filter(|(_, taken)| *taken).map(|(method, _)| method.to_owned()).collect()
}

/// The default service of an API's scope.
pub fn unrouted(routed: Arc<Routed>) -> Route {
    web::to(move |request: HttpRequest| {
        let methods = routed.methods_of(request.path());
        async move {
            if methods.is_empty() {
                Err::<HttpResponse, actix_web::Error>(DeskError::Missing.into())
            } else {
                Err(Misread::WrongMethod(methods).into())
            }
        }
    })
}
