//! Sweeping: only what no row names goes, and only once it is old.

use actix_web::web::Bytes;
use contract::{Evidence, StoredFile};
use domain::evidence::LARGEST_FILE;
use domain::{EvidenceId, NominationId, PersonId, Shows};
use futures_util::stream;
use kit::{By, House};

use super::*;
use crate::accounts::Accounts;
use crate::catalogue::desk::Catalogue;
use crate::interpretations::desk::Interpretations;
use crate::nominations::pages::door::Door;
use crate::recommenders::desk::Recommenders;
use crate::referrals::voices::Voices;
use crate::units::desk::Units;

async fn a_file(house: &House) -> StoredFile {
    let content = stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n"))]);
    house.files.keep(content, LARGEST_FILE).await.expect("kept").file
}

#[actix_web::test]
async fn a_file_that_no_row_names_is_swept_once_it_is_old() {
    let door = Door::open().await;
    let house = &door.house;
    let accounts = Accounts::new(house.clone(), house.settings.section("portal").expect("settings"));
    let catalogue = Catalogue::new(house.clone(), domain::Policies::standard());
    let units = Units::new(house.clone(), Recommenders::new(house.clone()));
    let voices = Voices::new(house.clone(), accounts.clone(), house.settings.section("portal").expect("settings"));
    let drafts = house.settings.section("portal").expect("settings");
    let interpretations = Interpretations::new(house.clone());
    let nominations = Nominations::new(house.clone(), drafts, accounts, catalogue, units, voices, interpretations);
    let desk = EvidenceDesk::new(house.clone(), nominations);
    let (named, stray) = (a_file(house).await, a_file(house).await);
    let (person, nomination) = (PersonId::from(house.ids.next()), NominationId::from(house.ids.next()));
    let evidence = Evidence {
        id: EvidenceId::from(named.id),
        shows: Shows::Other,
        item: None,
        label: String::new(),
        name: "证书.pdf".to_owned(),
        file: named.clone(),
    };
    let act = house.act(&By::service("portal"), "evidence.add", nomination).await.expect("an act");
    store::add(&act, house, person, nomination, &evidence).await.expect("a row");
    act.commit(&()).await.expect("committed");

    assert_eq!(desk.sweep().await.expect("swept"), 0);
    door.clock.advance(2 * SETTLED);
    assert_eq!(desk.sweep().await.expect("swept"), 1);
    assert_eq!(desk.sweep().await.expect("swept"), 0);
    house.files.check(&named).await.expect("still there");
    assert!(matches!(house.files.check(&stray).await, Err(Unread::Lost)));
}
