//! Table of the units.

pub mod unit {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "units")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        /// The Chinese name, for the order of lists.
        pub name: String,
        /// `domain::UnitRef` as JSON.
        pub unit: String,
        /// Whether nobody can turn to it any more.
        pub closed: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
