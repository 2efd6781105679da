use futures_util::TryStreamExt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::rows::{entry, head};
use super::{Broken, Check, Checked, Placed, Wanted, export, list, sealer, verify};
use crate::act::By;
use crate::auth::test_house::TestHouse;
use crate::house::House;
use crate::paging::At;

async fn acted(house: &House, deeds: &[&'static str]) {
    for deed in deeds {
        let mut act = house.act(&By::service("test"), deed, "王芳的案件").await.expect("an act");
        act.note(&["phone"]).expect("noted");
        act.commit(&()).await.expect("committed");
    }
}

async fn exported(house: &House) -> String {
    let lines: Vec<String> = export(house).await.expect("an export").try_collect().await.expect("its lines");
    lines.concat()
}

fn checked(file: impl AsRef<[u8]>) -> Result<Checked, Broken> {
    let mut check = Check::default();
    for line in file.as_ref().split_inclusive(|byte| *byte == b'\n') {
        check.take_bytes(line)?;
    }
    check.finish()
}

#[tokio::test]
async fn an_export_is_checked_without_the_product() {
    let town = TestHouse::open("review").await;
    let empty = checked(&exported(&town.house).await).expect("whole");
    assert_eq!(empty.rows, 0);
    acted(&town.house, &["case.pass", "case.reject"]).await;
    let file = exported(&town.house).await;
    let whole = checked(&file).expect("whole");
    assert_eq!((whole.service.as_str(), whole.rows, whole.key.len()), ("review", 2, 43));
    assert!(file.contains("\"detail\":\"[\\\"phone\\\"]\""), "{file}");
}

#[tokio::test]
async fn a_byte_changed_anywhere_in_an_export_is_found() {
    let town = TestHouse::open("review").await;
    acted(&town.house, &["case.pass", "case.look", "case.reject"]).await;
    let file = exported(&town.house).await;
    checked(&file).expect("whole");
    let bytes = file.as_bytes();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x02, 0x20, 0x80] {
            let mut changed = bytes.to_vec();
            changed[at] ^= flip;
            assert!(checked(&changed).is_err(), "byte {at} ^ {flip:#x}: {}", String::from_utf8_lossy(&changed));
        }
        assert!(checked([&bytes[..at], &bytes[at + 1..]].concat()).is_err(), "without byte {at}");
        assert!(checked(&bytes[..at]).is_err(), "cut at byte {at}");
    }
}

#[tokio::test]
async fn a_line_removed_doubled_or_moved_in_an_export_is_found() {
    let town = TestHouse::open("review").await;
    acted(&town.house, &["case.pass", "case.look", "case.reject"]).await;
    let file = exported(&town.house).await;
    let lines: Vec<&str> = file.lines().collect();
    let whole = |lines: &[&str]| checked(format!("{}\n", lines.join("\n")));
    assert!(whole(&lines).is_ok());
    for at in 0..lines.len() {
        let mut removed = lines.clone();
        removed.remove(at);
        assert!(whole(&removed).is_err(), "without line {at}");
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        assert!(whole(&doubled).is_err(), "line {at} twice");
        if at > 0 {
            let mut moved = lines.clone();
            moved.swap(at, at - 1);
            assert!(whole(&moved).is_err(), "line {at} earlier");
        }
    }
    let last_row_gone = whole(&[lines[0], lines[1], lines[2], lines[4]]).expect_err("found");
    assert_eq!(last_row_gone.what, "the head is that of row 3 of review, after 2 rows");
}

#[tokio::test]
async fn a_trail_signed_by_somebody_else_names_another_key() {
    let (ours, theirs) = (TestHouse::open("review").await, TestHouse::open("review").await);
    let key = async |town: &TestHouse| checked(&exported(&town.house).await).expect("whole").key;
    assert_ne!(key(&ours).await, key(&theirs).await);
}

#[tokio::test]
async fn a_row_changed_or_removed_in_the_database_is_found_then_and_later() {
    for number in 1..=3 {
        for changed in [true, false] {
            let town = TestHouse::open("review").await;
            acted(&town.house, &["case.pass", "case.look", "case.reject"]).await;
            sealer::seal(&town.house).await.expect("sealed");
            assert_eq!(verify(&town.house).await.expect("read").expect("whole").rows, 3);

            let writing = town.house.database.write().await.expect("a turn");
            let the_row = entry::Column::Number.eq(number);
            if changed {
                let other = sea_orm::prelude::Expr::value("case.reply");
                let rows = entry::Entity::update_many().col_expr(entry::Column::Deed, other).filter(the_row);
                rows.exec(writing.tx()).await.expect("changed");
            } else {
                entry::Entity::delete_many().filter(the_row).exec(writing.tx()).await.expect("removed");
            }
            writing.commit().await.expect("committed");
            assert!(verify(&town.house).await.expect("read").is_err(), "row {number}, changed: {changed}");
            acted(&town.house, &["case.pass"]).await;
            assert!(verify(&town.house).await.expect("read").is_err(), "row {number} later, changed: {changed}");
        }
    }
}

#[tokio::test]
async fn a_trail_cut_together_with_its_head_is_not_sealed_over() {
    let town = TestHouse::open("review").await;
    acted(&town.house, &["case.pass", "case.look"]).await;
    sealer::seal(&town.house).await.expect("sealed");
    let writing = town.house.database.write().await.expect("a turn");
    head::Entity::delete_many().exec(writing.tx()).await.expect("removed");
    writing.commit().await.expect("committed");
    acted(&town.house, &["case.pass"]).await;
    assert!(sealer::seal(&town.house).await.is_err());
}

#[tokio::test]
async fn the_trail_is_read_by_actor_deed_subject_and_time_the_newest_first() {
    let town = TestHouse::open("review").await;
    acted(&town.house, &["case.pass", "case.look", "case.reject"]).await;
    let deeds = async |wanted: Wanted| {
        let rows = list(&town.house, &Wanted { limit: 10, ..wanted }).await.expect("rows").items;
        rows.into_iter().map(|row| (row.id, row.deed)).collect::<Vec<_>>()
    };
    let all = deeds(Wanted::default()).await;
    assert_eq!(
        all.iter().map(|(_, deed)| deed.as_str()).collect::<Vec<_>>(),
        ["case.reject", "case.look", "case.pass"]
    );
    let (newest, oldest) = (Placed(all[0].0), Placed(all[all.len() - 1].0));
    assert_eq!(deeds(Wanted { at: At::After(newest), ..Wanted::default() }).await, all[1..]);
    assert_eq!(deeds(Wanted { at: At::Before(oldest), ..Wanted::default() }).await, all[..all.len() - 1]);
    assert_eq!(deeds(Wanted { deed: Some("case.look".to_owned()), ..Wanted::default() }).await, all[1..2]);
    assert_eq!(deeds(Wanted { actor: Some("nobody".to_owned()), ..Wanted::default() }).await, []);
    let now = town.house.clock.now();
    let minute = std::time::Duration::from_secs(60);
    assert_eq!(deeds(Wanted { within: Some((now.minus(minute), now.plus(minute))), ..Wanted::default() }).await, all);
    assert_eq!(deeds(Wanted { within: Some((now.plus(minute), now.plus(minute * 2))), ..Wanted::default() }).await, []);
}
