//! The contract as something to hold answers against: every operation of the three documents, its validators compiled once.
//! What no document describes is a fault, whether an operation, a status, a content type or a body.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use contract::PROBLEM_JSON;
use jsonschema::Validator;
use reqwest::Method;
use serde_json::{Value, json};

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::read);

pub struct Contract {
    pub operations: Vec<Operation>,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// One operation as its document tells it.
pub struct Operation {
    pub id: String,
    pub service: String,
    pub method: Method,
    /// With its parameters in braces.
    pub path: String,
    pub told: Value,
    /// The schemas that the document refers to.
    components: Arc<Value>,
}

impl Contract {
    pub fn get() -> &'static Contract {
        &CONTRACT
    }

    fn read() -> Contract {
        let mut operations = Vec::new();
        for (file, document) in yincai::openapi::documents().expect("documents") {
            let mut document: Value = serde_json::from_str(&document).expect("JSON");
            let components = Arc::new(document["components"].take());
            let service = file.trim_end_matches(".json").to_owned();
            for (path, methods) in document["paths"].as_object().into_iter().flatten() {
                for (method, told) in methods.as_object().into_iter().flatten() {
                    operations.push(Operation {
                        id: told["operationId"].as_str().unwrap_or_default().to_owned(),
                        service: service.clone(),
                        method: method.to_uppercase().parse().expect("a method"),
                        path: path.clone(),
                        told: told.clone(),
                        components: components.clone(),
                    });
                }
            }
        }
        Contract { operations, validators: Mutex::default() }
    }

    pub fn operation(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("no document has an operation {id}"))
    }

    /// The operation that answers at this path; of two, the one with the fewer parameters.
    fn at(&self, method: &Method, path: &str) -> Option<&Operation> {
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let fitting = self.operations.iter().filter(|operation| operation.method == *method && operation.fits(path));
        fitting.min_by_key(|operation| operation.path.matches('{').count())
    }

    /// Why an answer is not what the documents say; nothing when it is.
    pub fn objection(&self, method: &Method, path: &str, answer: &Answered) -> Option<String> {
        let at = format!("{method} {path} answered {}", answer.status);
        let Some(operation) = self.at(method, path) else {
            let known = matches!(answer.status, 404 | 405) && answer.content_type == PROBLEM_JSON;
            let anywhere = self.operations.first().expect("an operation");
            let told = json!({ "$ref": "#/components/schemas/Problem" });
            return match answer.json.as_ref().filter(|_| known) {
                Some(body) => self.mismatch(anywhere, &told, body).map(|why| format!("{at}: {why}")),
                None => Some(format!("{at}, and no document has that operation")),
            };
        };
        let Some(response) = operation.response(answer.status) else {
            return Some(format!("{at}: {} documents no such status", operation.id));
        };
        let Some(content) = response["content"].as_object() else {
            return (!answer.is_empty).then(|| format!("{at} with a body: {} documents none", operation.id));
        };
        if answer.is_empty && method == Method::HEAD {
            return None;
        }
        let Some(told) = content.get(&answer.content_type) else {
            return Some(format!("{at} as {:?}: {} documents no such type", answer.content_type, operation.id));
        };
        if !answer.content_type.ends_with("json") {
            return None;
        }
        let Some(body) = &answer.json else {
            return Some(format!("{at} with something that is no JSON"));
        };
        self.mismatch(operation, &told["schema"], body).map(|why| format!("{at}: {why}\n{body:#}"))
    }

    /// Why a value is not what a schema of the operation's document says.
    pub fn mismatch(&self, operation: &Operation, schema: &Value, value: &Value) -> Option<String> {
        let validator = self.validator(operation, schema);
        let errors: Vec<String> =
            validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        (!errors.is_empty()).then(|| errors.join("; "))
    }

    fn validator(&self, operation: &Operation, schema: &Value) -> Arc<Validator> {
        let key = format!("{} {schema}", operation.service);
        let mut validators = self.validators.lock().expect("nobody panics with it");
        let compile = || {
            let mut whole = schema.clone();
            whole["components"] = (*operation.components).clone();
            let options =
                jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
            Arc::new(options.build(&whole).unwrap_or_else(|error| panic!("{}: {error}", operation.id)))
        };
        validators.entry(key).or_insert_with(compile).clone()
    }
}

impl Operation {
    fn fits(&self, path: &str) -> bool {
        let (mut steps, mut sent) = (self.path.split('/'), path.split('/'));
        loop {
            match (steps.next(), sent.next()) {
                (None, None) => return true,
                (Some(step), Some(sent)) if step == sent || step.starts_with('{') && !sent.is_empty() => {}
                _ => return false,
            }
        }
    }

    /// None for a failure of the service, though any may be told: no test is to meet one by chance.
    fn response(&self, status: u16) -> Option<&Value> {
        let responses = self.told["responses"].as_object().filter(|_| status < 500)?;
        responses.get(&status.to_string()).or_else(|| responses.get(&format!("{}XX", status / 100)))
    }

    /// The schema of its JSON body, where it takes one.
    pub fn body(&self) -> Option<&Value> {
        self.told["requestBody"]["content"].get("application/json").map(|content| &content["schema"])
    }

    pub fn takes_a_file(&self) -> bool {
        self.told["requestBody"]["content"].get("multipart/form-data").is_some()
    }

    /// A schema, or the one that it refers to.
    pub fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/components")) {
            Some(pointer) => self.components.pointer(pointer).unwrap_or_else(|| panic!("{}: {pointer}", self.id)),
            None => schema,
        }
    }

    /// Every named schema of its document.
    pub fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.components["schemas"].as_object().into_iter().flatten()
    }

    /// Its parameters that stand in one place: `path`, `query` or `header`.
    pub fn parameters(&self, place: &str) -> impl Iterator<Item = &Value> {
        let all = self.told["parameters"].as_array().into_iter().flatten();
        all.filter(move |parameter| parameter["in"] == place)
    }
}

/// What of an answer the contract speaks of.
pub struct Answered {
    pub status: u16,
    /// Without its parameters.
    pub content_type: String,
    pub json: Option<Value>,
    pub is_empty: bool,
}
