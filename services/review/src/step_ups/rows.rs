//! Table of the step-ups.

pub mod step_up {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "step_ups")]
    pub struct Model {
        /// The digest of the session's or access token's secret.
        #[sea_orm(primary_key, auto_increment = false)]
        pub presented: String,
        pub officer: Uuid,
        pub ends: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
