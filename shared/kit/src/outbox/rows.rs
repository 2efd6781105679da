//! Tables of the outbox: the log itself, the last sequence per subject, the last position.

pub mod event {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub subject: String,
        pub sequence: i64,
        /// The event's JSON: `type` and `data`.
        pub event: String,
        pub trace: String,
        pub at: i64,
        /// Given by the relay, contiguous.
        pub position: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod subject {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_subjects")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        pub sequence: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
