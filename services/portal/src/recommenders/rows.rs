//! Table of the recommenders.

pub mod recommender {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recommenders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i64,
        /// `domain::recommender::Recommender` as JSON.
        pub recommender: String,
        /// Whether nobody recommends as it any more; its number may be another's.
        pub closed: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
