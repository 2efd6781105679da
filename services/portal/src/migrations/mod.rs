//! The tables of the public door.

mod m0001_thin_whole;
mod m0002_evidence;
mod m0003_referrals;
mod m0004_open_nominations;
mod m0005_referrals_anywhere;
mod m0006_closed_units;
mod m0007_interpretations;
mod m0008_addresses;
mod m0009_blanking;
mod m0010_recommenders;
mod m0011_made_under;
mod m0012_codes_end;
mod m0013_consents_given;
mod m0014_posts_sorted;
mod m0015_codes_sent_again;

use sea_orm_migration::MigrationTrait;

pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_thin_whole::Migration),
        Box::new(m0002_evidence::Migration),
        Box::new(m0003_referrals::Migration),
        Box::new(m0004_open_nominations::Migration),
        Box::new(m0005_referrals_anywhere::Migration),
        Box::new(m0006_closed_units::Migration),
        Box::new(m0007_interpretations::Migration),
        Box::new(m0008_addresses::Migration),
        Box::new(m0009_blanking::Migration),
        Box::new(m0010_recommenders::Migration),
        Box::new(m0011_made_under::Migration),
        Box::new(m0012_codes_end::Migration),
        Box::new(m0013_consents_given::Migration),
        Box::new(m0014_posts_sorted::Migration),
        Box::new(m0015_codes_sent_again::Migration),
    ]
}

#[cfg(test)]
mod tests {
    use databases::Databases;
    use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
    use sea_orm_migration::SchemaManager;
    use sea_orm_migration::prelude::{Query, SimpleExpr};
    use uuid::Uuid;

    async fn count(db: &DatabaseConnection, of: &str) -> i64 {
        let asked = Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) FROM {of}"));
        let row = db.query_one_raw(asked).await.expect("counted").expect("a row");
        row.try_get_by_index(0).expect("a number")
    }

    #[tokio::test]
    async fn what_an_older_program_left_is_there_afterwards() {
        let folder = std::env::temp_dir().join(format!("yincai-migrated-{}", std::process::id()));
        std::fs::create_dir(&folder).expect("a folder");
        std::fs::write(folder.join("portal.db"), "").expect("an empty file");
        let databases = Databases::new(&["portal"]);
        let db = databases.open(&folder, "portal").await;
        let (schema, all) = (SchemaManager::new(&db), super::all());
        let (before, since) = all.split_at(7);
        for migration in before {
            migration.up(&schema).await.expect("made");
        }
        // One of the tables that every service has.
        let schedule = "CREATE TABLE schedule (kind VARCHAR(64), subject VARCHAR(64))";
        let due = "INSERT INTO schedule VALUES ('nomination.blank', '7'), ('nomination.remind', '7')";
        for statement in [schedule, due] {
            db.execute_unprepared(statement).await.expect("done");
        }
        let person = Uuid::from_u128(7);
        let columns = ["person", "fingerprint", "mail", "language", "since"];
        let values = [person.into(), "hash".into(), vec![7_u8].into(), "zh-CN".into(), 7_i64.into()];
        let account = Query::insert().into_table("accounts").columns(columns).values_panic(values).take();
        db.execute(&account).await.expect("an account");
        let columns = ["fingerprint", "code", "tries", "ends"];
        let values = ["hash".into(), "hash".into(), 0_i64.into(), 7_i64.into()];
        let code = Query::insert().into_table("mail_codes").columns(columns).values_panic(values).take();
        db.execute(&code).await.expect("a code");
        let columns = ["id", "number", "sector", "mode", "unit_kind", "wanted", "opens", "closes", "post"];
        let named = ["2026-1000", "water", "transfer", "organ"].map(SimpleExpr::from);
        let rest = [2_i64.into(), "2026-10-01".into(), "9999-12-31".into(), "{}".into()];
        let values = [person.into()].into_iter().chain(named).chain(rest);
        let post = Query::insert().into_table("posts").columns(columns).values_panic(values).take();
        db.execute(&post).await.expect("a post");

        for migration in since {
            migration.up(&schema).await.expect("made");
        }
        let own = "accounts, addresses WHERE addresses.person = accounts.person AND addresses.since = 7 \
                   AND addresses.fingerprint = accounts.fingerprint AND accounts.version = 1";
        assert_eq!(count(&db, own).await, 1);
        assert_eq!(count(&db, "schedule WHERE kind = 'kit.blank' AND subject = 'nomination/7'").await, 1);
        assert_eq!(count(&db, "schedule WHERE kind = 'nomination.remind' AND subject = '7'").await, 1);
        assert_eq!(count(&db, "mail_codes").await, 0);
        assert_eq!(count(&db, "posts WHERE number = '2026-1000' AND sorted = '2026-0000001000'").await, 1);
        for migration in since.iter().rev() {
            migration.down(&schema).await.expect("taken back");
        }
        assert_eq!(count(&db, "accounts WHERE mail IS NOT NULL AND fingerprint = 'hash'").await, 1);
        assert_eq!(count(&db, "schedule WHERE kind = 'nomination.blank' AND subject = '7'").await, 1);
        db.close().await.expect("closed");
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
