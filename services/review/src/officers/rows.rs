//! Table of the officers.

pub mod officer {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "officers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub login: String,
        pub name_zh: String,
        pub name_en: String,
        pub office_zh: String,
        pub office_en: String,
        pub role: String,
        pub seat: Option<String>,
        pub unit: Option<Uuid>,
        pub department: Option<Uuid>,
        /// Argon2id, a PHC string.
        pub password: String,
        /// The secret of the second factor, sealed.
        pub secret: Vec<u8>,
        /// The last step of the second factor that was used.
        pub last_step: Option<i64>,
        /// Whether nobody may sign in with it.
        pub locked: bool,
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
