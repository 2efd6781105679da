//! Tables of the accounts. An address rests sealed; a keyed hash finds it.

pub mod account {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Uuid,
        /// Of the address that letters go to.
        pub fingerprint: String,
        /// The language last used: letters are written in it.
        pub language: String,
        pub since: i64,
        /// One more with each change of the addresses.
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod address {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "addresses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub fingerprint: String,
        pub mail: Vec<u8>,
        pub since: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A code to an address that somebody wants beside their own; the last one asked for.
pub mod address_code {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "address_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Uuid,
        pub fingerprint: String,
        pub mail: Vec<u8>,
        /// Keyed hash of the code.
        pub code: String,
        pub tries: i64,
        pub ends: i64,
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
        /// The code, to be sent again while it holds; none in rows from before it was.
        pub sealed: Option<String>,
        /// When it was made, however often it was sent since.
        pub made: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
