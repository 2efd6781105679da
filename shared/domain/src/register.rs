//! The registers that the secretary keeps: employing units and the departments and offices above them (Articles 4 and 12).
//! What was entered is closed and never deleted: posts, cases and plans go on naming it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::credit_code::CreditCode;
use crate::ids::DepartmentId;
use crate::post::UnitRef;
use crate::refusal::Refusal;
use crate::text::{Text, TextInput};
use crate::typed;
use crate::unit::UnitKind;

/// Characters of a name, an address or a contact.
const MOST: usize = 120;

coded! {
    /// What a department does in the annual plan.
    DepartmentKind {
        Supervising = "supervising",
        Municipal = "municipal",
        /// An office of the prefecture that puts the plan forward or ratifies it.
        Prefecture = "prefecture",
    }
}

impl DepartmentKind {
    /// Whether it can review the posts of a line of units: a municipal department, or one that supervises units itself.
    pub fn reviews(self) -> bool {
        self != DepartmentKind::Prefecture
    }
}

/// A department as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentEntry {
    pub name: Text,
    pub kind: DepartmentKind,
    pub credit_code: CreditCode,
}

/// A department of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Department {
    pub id: DepartmentId,
    pub name: Text,
    pub kind: DepartmentKind,
    pub credit_code: Option<CreditCode>,
    /// Since when it is closed; absent while it is not.
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_on: Option<NaiveDate>,
    pub version: i64,
}

/// An employing unit as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    pub name: Text,
    pub kind: UnitKind,
    pub department: DepartmentId,
    pub municipal: Option<DepartmentId>,
    pub credit_code: CreditCode,
    pub address: Text,
    pub contact: Text,
}

/// An employing unit of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EmployingUnit {
    #[serde(flatten)]
    pub unit: UnitRef,
    /// Its supervising department in the register.
    pub department_id: Option<DepartmentId>,
    /// The municipal department that reviews its posts; absent where any of them does.
    pub municipal_id: Option<DepartmentId>,
    pub credit_code: Option<CreditCode>,
    pub address: Text,
    /// Since when it is closed; absent while it is not.
    #[schema(value_type = Option<String>, format = Date)]
    pub closed_on: Option<NaiveDate>,
    pub version: i64,
}

/// A department as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DepartmentInput {
    pub name: TextInput,
    /// `supervising`, `municipal` or `prefecture`.
    #[schema(example = "supervising")]
    pub kind: String,
    #[schema(example = "11654002999000041Y")]
    pub credit_code: String,
}

/// An employing unit as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitInput {
    pub name: TextInput,
    /// A kind of Article 4, by its code.
    #[schema(example = "public-institution")]
    pub kind: String,
    /// The id of its supervising department.
    pub department: String,
    /// The id of the municipal department that reviews its posts; empty where any of them does.
    pub municipal: String,
    #[schema(example = "12654002999010042N")]
    pub credit_code: String,
    pub address: TextInput,
    /// Office and telephone.
    pub contact: TextInput,
}

impl DepartmentInput {
    pub fn read(&self) -> Result<DepartmentEntry, Vec<Refusal>> {
        let mut refused = Vec::new();
        let name = self.name.read(MOST, "/name", &mut refused);
        let kind = typed::chosen(
            &self.kind,
            DepartmentKind::from_code,
            "/kind",
            Refusal::content("kind-missing"),
            &mut refused,
        );
        let credit_code = credit_code(&self.credit_code, &mut refused);
        match (name, kind, credit_code) {
            (Some(name), Some(kind), Some(credit_code)) => Ok(DepartmentEntry { name, kind, credit_code }),
            _ => Err(refused),
        }
    }

    pub fn of(department: &Department) -> DepartmentInput {
        DepartmentInput {
            name: TextInput::of(&department.name),
            kind: department.kind.code().to_owned(),
            credit_code: department.credit_code.as_ref().map_or_else(String::new, |code| code.as_str().to_owned()),
        }
    }
}

impl UnitInput {
    pub fn read(&self) -> Result<UnitEntry, Vec<Refusal>> {
        let mut refused = Vec::new();
        let name = self.name.read(MOST, "/name", &mut refused);
        let kind =
            typed::chosen(&self.kind, UnitKind::from_code, "/kind", Refusal::content("kind-missing"), &mut refused);
        let id = |typed: &str| typed.parse::<DepartmentId>().ok();
        let department =
            typed::chosen(&self.department, id, "/department", Refusal::content("department-missing"), &mut refused);
        let municipal = match self.municipal.trim() {
            "" => Some(None),
            _ => typed::choice(&self.municipal, id, "/municipal", &mut refused).map(Some),
        };
        let credit_code = credit_code(&self.credit_code, &mut refused);
        let address = self.address.read(MOST, "/address", &mut refused);
        let contact = self.contact.read(MOST, "/contact", &mut refused);
        let placed = department.zip(municipal);
        match (name, kind, placed, credit_code, address, contact) {
            (Some(name), Some(kind), Some(placed), Some(credit_code), Some(address), Some(contact)) => {
                let (department, municipal) = placed;
                Ok(UnitEntry { name, kind, department, municipal, credit_code, address, contact })
            }
            _ => Err(refused),
        }
    }

    pub fn of(kept: &EmployingUnit) -> UnitInput {
        UnitInput {
            name: TextInput::of(&kept.unit.name),
            kind: kept.unit.kind.code().to_owned(),
            department: kept.department_id.map_or_else(String::new, |id| id.to_string()),
            municipal: kept.municipal_id.map_or_else(String::new, |id| id.to_string()),
            credit_code: kept.credit_code.as_ref().map_or_else(String::new, |code| code.as_str().to_owned()),
            address: TextInput::of(&kept.address),
            contact: TextInput::of(&kept.unit.contact),
        }
    }
}

fn credit_code(typed: &str, refused: &mut Vec<Refusal>) -> Option<CreditCode> {
    CreditCode::parse(typed).map_err(|refusal| refused.push(refusal.at("/credit_code"))).ok()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn text(words: &str) -> TextInput {
        TextInput { zh: words.to_owned(), en: words.to_owned() }
    }

    #[test]
    fn all_that_is_wrong_with_a_unit_is_told_at_once() {
        let right = UnitInput {
            name: text("hospital"),
            kind: "public-institution".to_owned(),
            department: Uuid::nil().to_string(),
            municipal: String::new(),
            credit_code: "91350100M000100Y43".to_owned(),
            address: text("street"),
            contact: text("0999-0000002"),
        };
        assert!(right.read().is_ok());
        let wrong = UnitInput {
            name: TextInput { en: String::new(), ..right.name.clone() },
            kind: "palace".to_owned(),
            municipal: "health".to_owned(),
            credit_code: "1".to_owned(),
            ..right
        };
        let refused = wrong.read().expect_err("refused");
        let told: Vec<_> = refused.iter().map(|refusal| (refusal.code(), refusal.pointer().unwrap_or(""))).collect();
        let expected = [
            ("english-missing", "/name/en"),
            ("not-a-choice", "/kind"),
            ("not-a-choice", "/municipal"),
            ("credit-code-form", "/credit_code"),
        ];
        assert_eq!(told, expected);
    }
}
