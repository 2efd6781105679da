//! Table of the evidence. Words, name and key of a file rest sealed under the person's key; the file lies in the store.

pub mod evidence {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        /// Also the file's name in the store.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub nomination: Uuid,
        pub person: Uuid,
        /// In bytes.
        pub size: i64,
        pub at: i64,
        /// Whether review has it.
        pub handed_over: bool,
        /// When the applicant took it off, after it had been handed over.
        pub removed: Option<i64>,
        /// `contract::Evidence`, sealed.
        pub content: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
