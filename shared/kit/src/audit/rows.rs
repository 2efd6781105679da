//! Tables of the audit trail: its rows, and the head that was signed last.

pub mod entry {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: i64,
        pub actor_kind: String,
        pub actor_id: String,
        pub deed: String,
        pub subject: String,
        pub trace: String,
        /// What the deed's name does not say, such as a purpose; never personal data.
        pub detail: String,
        /// Given by the sealer, contiguous.
        pub number: Option<i64>,
        pub hash: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod head {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub struct Model {
        /// There is one.
        #[sea_orm(primary_key, auto_increment = false)]
        pub service: String,
        pub number: i64,
        pub hash: String,
        pub at: String,
        pub signature: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
