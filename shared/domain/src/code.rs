//! Closed lists with a stable code each: what is stored, sent and written in the data files.
//! A code never changes its meaning; the words for it are in the policy data.

/// Makes an enum of codes: `ALL`, `code`, `from_code`, `Display`, serde and schema as the code. Whoever uses it has `serde` and
/// `utoipa` too.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$of_variant:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$of_variant])* $variant),+ }

        impl $name {
            /// All of them, in the order of their source.
            pub const ALL: [$name; [$($code),+].len()] = [$($name::$variant),+];

            /// As stored and sent.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.code())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let code = String::deserialize(deserializer)?;
                $name::from_code(&code).ok_or_else(|| {
                    serde::de::Error::custom(format_args!("{code:?} is none of {:?}", $name::ALL.map($name::code)))
                })
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some($name::ALL.map($name::code)))
                    .build()
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

pub(crate) use coded;

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use crate::{Category, Mode, Role, Sector};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        sector: Sector,
        mode: Mode,
        category: Category,
    }

    #[test]
    fn a_code_survives_the_way_out_and_back() {
        for sector in Sector::ALL {
            assert_eq!(Sector::from_code(sector.code()), Some(sector));
            let sample = Sample { sector, mode: Mode::Transfer, category: Category::H4 };
            let written = toml::to_string(&sample).expect("writes");
            assert!(written.contains("category = \"10(4)\""), "{written}");
            assert_eq!(toml::from_str::<Sample>(&written).expect("reads"), sample);
        }
        assert_eq!(Role::from_code("emperor"), None);
        assert!(toml::from_str::<Sample>("sector = 'magic'\nmode = 'transfer'\ncategory = '10(4)'").is_err());
    }
}
