//! Tables of the plans under way and of their posts.

pub mod annual_plan {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "annual_plans")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub year: i64,
        /// The issue that it amends; none for the plan of a year.
        pub amends: Option<Uuid>,
        pub version: i64,
        /// Whether somebody decided against it: another of its year can be opened.
        pub refused: bool,
        /// `domain::Plan` as JSON.
        pub plan: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod planned_post {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "planned_posts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub plan: Uuid,
        pub unit: Uuid,
        pub department: Option<Uuid>,
        pub version: i64,
        /// `domain::PlannedPost` as JSON.
        pub post: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
