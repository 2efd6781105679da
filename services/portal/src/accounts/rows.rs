//! Tables of the accounts. The address rests sealed; a keyed hash finds it.

pub mod account {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Uuid,
        pub fingerprint: String,
        pub mail: Vec<u8>,
        /// The language last used: letters are written in it.
        pub language: String,
        pub since: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod code {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub fingerprint: String,
        /// Keyed hash of the code.
        pub code: String,
        pub tries: i64,
        pub ends: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
