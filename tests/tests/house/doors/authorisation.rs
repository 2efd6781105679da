//! Who may call what: every operation of the contract, walked by every actor against a running town.
//! An operation without a row in the table fails, and so does a row without an operation.

use std::collections::BTreeSet;

use reqwest::Method;
use tests::{Contract, Operation};

use super::table::Table;
use super::walk::{Walk, file_for};

#[test]
fn every_operation_has_a_row_that_names_every_actor_once() {
    let table = Table::read();
    let ids: Vec<&str> = Contract::get().operations.iter().map(|operation| operation.id.as_str()).collect();
    let told: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(told.len(), ids.len(), "two operations share an id: {ids:?}");
    let rows: BTreeSet<&str> = table.operation.keys().map(String::as_str).collect();
    let missing: Vec<_> = told.difference(&rows).collect();
    assert!(missing.is_empty(), "no row in tests/authorisation.toml says who may call {missing:?}");
    let stray: Vec<_> = rows.difference(&told).collect();
    assert!(stray.is_empty(), "no document has the operations {stray:?} of tests/authorisation.toml");
    for (id, row) in &table.operation {
        table.answers(id, row);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_answered_as_the_table_says() {
    let table = Table::read();
    let mut walk = Walk::begin().await;
    let mut wrong = Vec::new();
    // Those who may come last, so that nobody is turned away for what they changed; what ends things, after all else.
    let mut operations: Vec<&Operation> = Contract::get().operations.iter().collect();
    operations.sort_by_key(|operation| (operation.method != Method::GET, operation.id.starts_with("withdraw")));
    for operation in operations {
        let Some(row) = table.operation.get(&operation.id) else { continue };
        walk.renew_case(operation).await;
        let mut answers: Vec<_> = table.answers(&operation.id, row).into_iter().collect();
        answers.sort_by_key(|(_, answer)| answer.is_none());
        for (actor, expected) in answers {
            let path = walk.path(operation, row);
            let api = &walk.actors[actor.as_str()];
            let mut request = walk.request(operation, api, &path).await;
            if operation.body().is_some() {
                request = request.json(&walk.right_body(row));
            } else if operation.takes_a_file() {
                request = request.multipart(file_for(operation));
            }
            let status = api.answer(request).await.status;
            let right = match expected {
                Some(expected) => status == expected,
                None => matches!(status, 200..300 | 409 | 412 | 422 | 429),
            };
            if !right {
                let expected = expected.map_or("allowed".to_owned(), |expected| expected.to_string());
                wrong.push(format!("{} by {actor}: {status}, not {expected}", operation.id));
            }
        }
    }
    assert!(wrong.is_empty(), "not as tests/authorisation.toml says:\n{}", wrong.join("\n"));
}
