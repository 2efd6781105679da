//! Tables of the cases. What concerns the person rests sealed under the person's key.

pub mod case {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cases")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub receipt: String,
        pub nomination: Uuid,
        pub person: Uuid,
        /// `post`, `unit` or `party-organisation`: where it was filed to.
        pub target: String,
        /// The post or the unit; nil for the Party organisation.
        pub target_id: Uuid,
        pub unit: Option<Uuid>,
        /// The name of the stage, for lists.
        pub stage_name: String,
        /// Whose turn it is.
        pub hand: Option<String>,
        /// By when, a civil date.
        pub due: Option<String>,
        pub filed_on: String,
        pub version: i64,
        pub revision: i64,
        /// Whether the applicant is asked for something.
        pub waits: bool,
        /// What is over of its returns and proposals and of its reconsideration, sealed; none where there were none.
        pub past: Option<Vec<u8>>,
        /// `domain::case::Stage`, sealed.
        pub stage: Vec<u8>,
        /// `contract::Dossier`, sealed.
        pub dossier: Vec<u8>,
        /// What lists show of it, sealed; none yet where the case is older than extracts.
        pub extract: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod revision {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_revisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        pub on_day: String,
        /// `contract::Dossier`, sealed.
        pub dossier: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod erased {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "erased_people")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Uuid,
        pub at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod document {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_documents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        /// Keyed hash of its kind, country and number.
        pub document: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod clue {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_clues")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        /// Keyed hash of a name, a document number or a recommender's id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub clue: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
