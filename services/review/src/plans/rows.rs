//! Tables of the plans.

pub mod plan {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plans")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub year: i64,
        pub title_zh: String,
        pub title_en: String,
        pub document: String,
        pub issued_on: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod plan_post {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_posts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub plan: Uuid,
        pub unit: Uuid,
        pub number: String,
        /// `domain::Post` as JSON.
        pub post: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
