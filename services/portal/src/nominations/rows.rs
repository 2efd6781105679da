//! Table of the nominations. What concerns the person rests sealed under the person's key.

pub mod nomination {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "nominations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub post: Uuid,
        /// `domain::nomination::Origin` by its code.
        pub origin: String,
        /// `domain::Post` as JSON: what it said when this was begun, or submitted.
        pub about: String,
        pub receipt: Option<String>,
        pub stage_name: String,
        pub version: i64,
        pub begun: i64,
        pub saved: i64,
        pub submitted: Option<i64>,
        /// `domain::nomination::Stage`, sealed.
        pub stage: Vec<u8>,
        /// `domain::FilingInput` as it was typed, sealed.
        pub filing: Vec<u8>,
        /// What review told of the case, sealed.
        pub progress: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
