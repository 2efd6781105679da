//! Tables of the registers.

pub mod unit {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "units")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What commands call it by beside its credit code: a word where it came in with a whole register, else its id.
        pub code: String,
        /// `domain::UnitRef` as JSON: what is published of it.
        pub unit: String,
        pub department: Option<Uuid>,
        pub municipal: Option<Uuid>,
        pub credit_code: Option<String>,
        pub address_zh: String,
        pub address_en: String,
        pub closed_on: Option<String>,
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod department {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "departments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What commands call it by beside its credit code: a word where it came in with a whole register, else its id.
        pub code: String,
        pub kind: String,
        pub name_zh: String,
        pub name_en: String,
        pub credit_code: Option<String>,
        pub closed_on: Option<String>,
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
