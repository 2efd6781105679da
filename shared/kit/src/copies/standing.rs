//! How far a service has told and read. A consumer may lie behind its producer, which it will ask again; one that is ahead
//! has taken events that its producer will tell otherwise, and would pass over those as taken.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fault::Fault;
use crate::house::House;
use crate::{audit, inbox, outbox};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    pub service: String,
    /// The last position of its log.
    pub told: i64,
    /// How many events have no position yet.
    pub waiting: i64,
    /// Up to which position it has read each producer.
    pub read: BTreeMap<String, i64>,
    /// The row of the audit trail written last.
    pub act: Option<Uuid>,
    /// Number and hash of the row sealed last.
    pub sealed: Option<(i64, String)>,
}

/// What to do about it.
pub const SET_BACK: &str =
    "restore all services from one backup, since what this producer tells next would be passed over as taken";

pub(super) async fn of(db: &impl ConnectionTrait, service: &str) -> Result<Standing, Fault> {
    Ok(Standing {
        service: service.to_owned(),
        told: outbox::store::last_position(db).await?,
        waiting: outbox::store::waiting(db).await?,
        read: inbox::store::positions(db).await?,
        act: audit::store::newest(db).await?,
        sealed: audit::store::last(db).await?,
    })
}

/// Which of these services are ahead of which, each in words.
pub fn ahead<'a>(standings: impl IntoIterator<Item = &'a Standing> + Clone) -> Vec<String> {
    let told: BTreeMap<&str, i64> =
        standings.clone().into_iter().map(|standing| (standing.service.as_str(), standing.told)).collect();
    let mut ahead = Vec::new();
    for Standing { service, read, .. } in standings {
        for (producer, read) in read {
            if let Some(told) = told.get(producer.as_str()).filter(|told| *told < read) {
                ahead.push(format!("{service} has read {read} events of {producer}, whose log ends at {told}"));
            }
        }
    }
    ahead
}

/// The same of services at work: a producer that was set back by itself. What each has read is asked before what was told,
/// so that what happens meanwhile looks like nothing.
pub async fn set_back(houses: &[House]) -> Result<Vec<String>, Fault> {
    let mut standings = Vec::new();
    for house in houses {
        standings.push(of(house.reader(), house.service).await?);
    }
    for (house, standing) in houses.iter().zip(&mut standings) {
        standing.told = outbox::store::last_position(house.reader()).await?;
    }
    Ok(ahead(&standings))
}
