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
        /// `domain::nomination::Origin` by its code.
        pub origin: String,
        /// `post`, `unit` or `party-organisation`: where it goes.
        pub target: String,
        /// The post or the unit; nil for the Party organisation.
        pub target_id: Uuid,
        /// `About` as JSON: the post or the unit as it was when this was begun, or submitted.
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
        /// A correction that was begun and not sent, as it was typed, sealed.
        pub correction: Option<Vec<u8>>,
        /// The consents as they were given, sealed; none in rows from before they were kept so.
        pub consents: Option<Vec<u8>>,
        /// What review told of the case, sealed.
        pub progress: Option<Vec<u8>>,
        /// The ids of the interpretations under which it was evaluated when it was sent last, as JSON.
        pub readings: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod revision {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "nomination_revisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub nomination: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        /// When it was sent.
        pub sent: i64,
        /// `domain::FilingInput` as it was sent, sealed.
        pub filing: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
