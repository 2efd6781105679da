//! Tables of the referrals. What was written rests sealed under the referrer's key until it is purged.

pub mod referral {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "referrals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub referrer: Uuid,
        /// Keyed hash of the nominee's address; gone once purged.
        pub nominee: Option<String>,
        /// `About` as JSON: what it said when this was sent.
        pub about: String,
        /// `domain::referral::Stage` as JSON; it says nothing of who the person is.
        pub stage: String,
        /// Referrer, nominee and target while it waits for an answer, and for good once declined: there is one of them.
        pub taken: Option<String>,
        /// Who accepted it, and the nomination it became.
        pub person: Option<Uuid>,
        pub nomination: Option<Uuid>,
        pub version: i64,
        pub since: i64,
        /// When the nominee was last written to.
        pub written_to: Option<i64>,
        /// What the referrer wrote, sealed under the referrer's key.
        pub written: Option<Vec<u8>>,
        /// What of it goes to review, sealed under the key of who accepted.
        pub voice: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod link {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "referral_links")]
    pub struct Model {
        /// Keyed hash of the token in the letter.
        #[sea_orm(primary_key, auto_increment = false)]
        pub token: String,
        pub referral: Uuid,
        pub ends: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
