//! Tables of the catalogue.

pub mod part {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "catalogue_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub issue: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub part: i64,
        /// `contract::event::CataloguePart` as JSON.
        pub posts: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod issue {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "catalogue_issues")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub title_zh: String,
        pub title_en: String,
        pub document: String,
        pub issued_on: String,
        /// Empty where it is not known.
        pub policy: String,
        pub hash: String,
        pub current: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "posts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: String,
        /// What lists go by in the place of the number, which is sorted as no text: `domain::PostNumber::sorted`.
        pub sorted: String,
        pub sector: String,
        pub mode: String,
        pub unit_kind: String,
        pub wanted: i64,
        pub opens: String,
        /// The last day; `9999-12-31` for a post that is open until filled, so that it sorts last.
        pub closes: String,
        /// `domain::Post` as JSON.
        pub post: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
