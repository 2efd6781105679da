//! Tables of the inbox: the last sequence taken per subject, how far each producer was read, and what is parked.

pub mod subject {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox_subjects")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub producer: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        /// That of the event taken last.
        pub sequence: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod position {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox_positions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub producer: String,
        pub position: i64,
        /// The position that reading began after: what lies before counts as taken.
        pub begun: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod parked {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox_parked")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event: Uuid,
        pub producer: String,
        pub subject: String,
        pub position: i64,
        /// The whole envelope, as it came.
        pub envelope: String,
        pub why: String,
        pub at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
