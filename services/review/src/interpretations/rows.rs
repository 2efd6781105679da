//! The table of the interpretations.

pub mod interpretation {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "interpretations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        /// `domain::Interpretation` as JSON.
        pub interpretation: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
