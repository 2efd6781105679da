//! The export: JSON Lines with the hash of each, and the signed head as the last. It can be checked without the product.

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};

use super::chain::{Broken, Check, Checked, FORMAT, Head, Opening, Signed, genesis, hashed, key};
use super::sealer::{self, line};
use super::store;
use crate::fault::Fault;
use crate::house::House;
use crate::signing;

const AT_ONCE: u64 = 500;

/// The next lines of an export.
enum Next {
    Rows { after: i64, signed: Signed },
    Nothing,
}

/// Some lines at a time, each with its line break; all that was committed before is in it.
/// That somebody exports is an act of its own: its desk comes first.
pub async fn export(house: &House) -> Result<impl Stream<Item = Result<String, Fault>> + use<>, Fault> {
    sealer::seal(house).await?;
    lines(house).await
}

async fn lines(house: &House) -> Result<impl Stream<Item = Result<String, Fault>> + use<>, Fault> {
    let signed = head(house).await?;
    let opening = Opening { format: FORMAT.to_owned(), service: house.service.to_owned() };
    let opening = format!("{}\n", serde_json::to_string(&opening)?);
    let house = house.clone();
    let rest = stream::try_unfold(Next::Rows { after: 0, signed }, move |next| {
        let house = house.clone();
        async move { more(&house, next).await }
    });
    Ok(stream::once(async move { Ok(opening) }).chain(rest))
}

/// Checks the trail as it lies in the database.
pub async fn verify(house: &House) -> Result<Result<Checked, Broken>, Fault> {
    // What cannot be sealed because the trail was changed is found below, with its line.
    let sealed = sealer::seal(house).await;
    let mut check = Check::default();
    let mut lines = std::pin::pin!(lines(house).await?);
    while let Some(some) = lines.try_next().await? {
        for line in some.lines() {
            if let Err(broken) = check.take(line) {
                return Ok(Err(broken));
            }
        }
    }
    let checked = check.finish();
    if checked.is_ok() {
        sealed?;
    }
    Ok(checked)
}

async fn head(house: &House) -> Result<Signed, Fault> {
    let key = key(&house.keys);
    let public = signing::public(&key);
    if let Some(signed) = store::head(house.reader(), house.service, &public).await? {
        return Ok(signed);
    }
    let at = house.clock.now().rfc3339();
    let hash = genesis(house.service);
    Ok(Head { service: house.service.to_owned(), number: 0, hash, at, key: public }.sign(&key)?)
}

async fn more(house: &House, next: Next) -> Result<Option<(String, Next)>, Fault> {
    let Next::Rows { after, signed } = next else { return Ok(None) };
    let rows = store::sealed(house.reader(), after, signed.head.number, AT_ONCE).await?;
    let Some(last) = rows.last().and_then(|row| row.number) else {
        return Ok(Some((format!("{}\n", serde_json::to_string(&signed)?), Next::Nothing)));
    };
    let mut lines = String::new();
    for row in &rows {
        let body = serde_json::to_string(&line(row, row.number.unwrap_or_default()))?;
        lines.push_str(&hashed(&body, row.hash.as_deref().unwrap_or_default()));
        lines.push('\n');
    }
    Ok(Some((lines, Next::Rows { after: last, signed })))
}
