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
        /// Empty where it is not known.
        pub policy: String,
        /// The issue that it amends; none for the catalogue of a year.
        pub amends: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod issued_post {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "issued_posts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub issue: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The catalogue of a year that it belongs to.
        pub plan: Uuid,
        pub unit: Uuid,
        pub number: String,
        /// The code of a `domain::ChangeKind`.
        pub change: String,
        /// Whether no later issue says something else of the post.
        pub current: bool,
        /// `domain::Post` as JSON.
        pub post: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
