//! The table of the delegations.

pub mod delegation {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "delegations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub of_officer: Uuid,
        pub to_officer: Uuid,
        pub version: i64,
        /// `domain::Delegation` as JSON.
        pub delegation: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
