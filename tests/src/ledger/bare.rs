//! Looks for words in every column of every table, as somebody would who has got hold of a database.

use sea_orm::{DatabaseConnection, DbBackend, DbErr};

use super::books::{get, rows};

/// The tables in which one of these words stands, as text or as its bytes.
pub async fn tables(db: &DatabaseConnection, words: &[String]) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let listing = match backend {
        DbBackend::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    };
    let mut found = Vec::new();
    for table in rows(db, listing).await? {
        let table: String = get(&table, 0)?;
        let stands = match backend {
            DbBackend::Postgres => words.iter().map(|word| in_postgres(word)).collect(),
            _ => {
                let columns = rows(db, &format!("SELECT name FROM pragma_table_info('{table}')")).await?;
                let columns = columns.iter().map(|row| get(row, 0)).collect::<Result<Vec<String>, DbErr>>()?;
                words.iter().flat_map(|word| columns.iter().map(move |column| in_sqlite(column, word))).collect()
            }
        };
        let stands: Vec<String> = stands;
        let asked = format!("SELECT 1 FROM {table} AS held WHERE {} LIMIT 1", stands.join(" OR "));
        if !rows(db, &asked).await?.is_empty() {
            found.push(table);
        }
    }
    Ok(found)
}

/// A row as text shows bytes as hexadecimal digits.
fn in_postgres(word: &str) -> String {
    let bytes = data_encoding::HEXLOWER.encode(word.as_bytes());
    format!("position('{word}' in held::text) > 0 OR position('{bytes}' in held::text) > 0")
}

fn in_sqlite(column: &str, word: &str) -> String {
    format!("instr(CAST(\"{column}\" AS BLOB), CAST('{word}' AS BLOB)) > 0")
}
