//! A body whose objects are read by the names of their fields alone. What `serde` derives for a structure takes a list too, its
//! items for the fields in their order: that would be a second form of every body, which no document tells.
//! What `serde` keeps aside before it knows what it is (an enum by its tag among other fields, what is flattened) is not seen
//! here: no body has a structure in such a place.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

use super::misread::Misread;

/// Reads it, and once more as a value: that knows no line and no field given twice, but can tell a list from an object.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Misread> {
    let read = serde_json::from_slice(body)?;
    let value = serde_json::from_slice(body)?;
    T::deserialize(Named(value)).map_err(|error| Misread::malformed(error.to_string()))?;
    Ok(read)
}

/// A value, or a part of one.
struct Named(Value);

impl<'de> IntoDeserializer<'de, Error> for Named {
    type Deserializer = Named;

    fn into_deserializer(self) -> Named {
        self
    }
}

impl<'de> Deserializer<'de> for Named {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => SeqDeserializer::new(items.into_iter().map(Named)).deserialize_any(visitor),
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name, Named(value)));
                MapDeserializer::new(fields).deserialize_any(visitor)
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.0.is_array() {
            return Err(Error::invalid_type(Unexpected::Seq, &visitor));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        name: String,
        #[serde(default)]
        size: Option<Size>,
        #[serde(default)]
        parts: Vec<Thing>,
        #[serde(default)]
        place: Option<Place>,
        #[serde(default)]
        said: BTreeMap<Colour, Number>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Size {
        width: u8,
        height: f64,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "to", content = "id", rename_all = "kebab-case")]
    enum Place {
        Shelf(Number),
        Cellar,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        Red,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Number(u16);

    #[test]
    fn what_has_names_is_read_as_ever() {
        for body in [
            r#"{"name":"x"}"#,
            r#"{"name":"x","size":{"width":3,"height":2},"place":{"to":"cellar"}}"#,
            r#"{"name":"x","size":null,"parts":[{"name":"y"},{"name":"z","parts":[]}]}"#,
            r#"{"name":"x","place":{"id":7,"to":"shelf"},"said":{"red":1}}"#,
        ] {
            let expected: Thing = serde_json::from_str(body).expect(body);
            assert_eq!(read::<Thing>(body.as_bytes()).expect(body), expected);
        }
    }

    #[test]
    fn a_list_is_no_object_wherever_it_stands() {
        for body in [
            r#"["x",null,[],null,{}]"#,
            r#"{"name":"x","size":[3,2]}"#,
            r#"{"name":"x","size":[]}"#,
            r#"{"name":"x","parts":[["y",null,[],null,{}]]}"#,
            r#"{"name":"x","place":["shelf",7]}"#,
        ] {
            assert!(serde_json::from_str::<Thing>(body).is_ok(), "{body}");
            assert!(matches!(read::<Thing>(body.as_bytes()), Err(Misread::Malformed { at: None, .. })), "{body}");
        }
    }
}
