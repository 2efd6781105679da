//! Ids as types, so that a case's id cannot be passed for a nomination's.
//! UUIDv7, made by the caller: this crate draws none.

use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> $name {
                $name(uuid)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(written: &str) -> Result<$name, uuid::Error> {
                written.parse().map($name)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format(Some(utoipa::openapi::schema::SchemaFormat::KnownFormat(
                        utoipa::openapi::schema::KnownFormat::Uuid,
                    )))
                    .build()
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

id!(
    /// A post of the catalogue, Article 12.
    PostId
);
id!(
    /// The portal's record of a nomination, Article 16.
    NominationId
);
id!(
    /// A file that is to show something, Articles 10, 11 and 13.
    EvidenceId
);
id!(
    /// The reviewers' record of the same candidate, Articles 13 to 15.
    CaseId
);
id!(
    /// A signed-in member of staff.
    OfficerId
);
id!(
    /// An employing unit, Article 4.
    UnitId
);
id!(
    /// A supervising or municipal department, Article 12.
    DepartmentId
);
id!(
    /// Somebody's recommendation of another person, Article 16.
    ReferralId
);
id!(
    /// A person, whichever nominations are theirs.
    PersonId
);
id!(
    /// An annual plan, Article 12.
    PlanId
);

id!(
    /// A delegation of an officer who is away.
    DelegationId
);
id!(
    /// An interpretation of the Measures, Article 28.
    InterpretationId
);
id!(
    /// A registered office that recommends, Article 4.
    RecommenderId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_its_uuid() {
        let written = "01932c07-0e5b-7000-8000-000000000001";
        let id: CaseId = written.parse().expect("an id");
        assert_eq!(id.to_string(), written);
        assert_eq!(CaseId::from(id.uuid()), id);
        assert!("7".parse::<CaseId>().is_err());
    }
}
