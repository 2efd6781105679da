//! Who sits on which seat of the coordination group (Article 5): a register that the secretary keeps.
//! A seat is an office: what was said for it stays with it, under the name of whoever sat there then.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::ids::OfficerId;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::seat::Seat;
use crate::text::{Text, TextInput};
use crate::typed;

/// The article that names the members of the group.
const CLAUSE: Clause = Clause::article(5);
/// Characters of an office.
const MOST: usize = 120;

/// Somebody whose account is that of a seat's member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SeatMember {
    pub id: OfficerId,
    /// What they sign in by.
    #[schema(example = "seat-finance")]
    pub login: String,
    pub name: Text,
    pub office: Text,
    /// Absent while they sit on none: they cannot sign in then.
    pub seat: Option<Seat>,
    /// Whether the system administrator has locked the account.
    pub locked: bool,
    pub version: i64,
}

/// A seat and the office that somebody sits there for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    pub seat: Seat,
    pub office: Text,
}

/// A seat and the office as somebody types them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SeatingInput {
    /// A seat of Article 5, by its code; that of the Organisation Department is the secretary's.
    #[schema(example = "finance")]
    pub seat: String,
    /// The office, as pages show it beside the name.
    pub office: TextInput,
}

impl SeatingInput {
    pub fn of(member: &SeatMember) -> SeatingInput {
        let seat = member.seat.map_or("", Seat::code).to_owned();
        SeatingInput { seat, office: TextInput::of(&member.office) }
    }

    pub fn read(&self) -> Result<Seating, Vec<Refusal>> {
        let mut refused = Vec::new();
        let seat = typed::chosen(&self.seat, Seat::from_code, "/seat", Refusal::content("seat-missing"), &mut refused);
        if let Some(Err(refusal)) = seat.map(is_a_members) {
            refused.push(refusal);
        }
        let office = self.office.read(MOST, "/office", &mut refused);
        match (seat, office) {
            (Some(seat), Some(office)) if refused.is_empty() => Ok(Seating { seat, office }),
            _ => Err(refused),
        }
    }
}

impl SeatMember {
    /// Takes the seat, and leaves the one before.
    pub fn take(self, seating: Seating) -> Result<SeatMember, Refusal> {
        if self.locked {
            return Err(Refusal::stage("account-locked"));
        }
        let Seating { seat, office } = seating;
        Ok(SeatMember { seat: Some(seat), office, version: self.version + 1, ..self })
    }

    /// Sits on no seat any more.
    pub fn stand_down(self) -> Result<SeatMember, Refusal> {
        match self.seat {
            Some(_) => Ok(SeatMember { seat: None, version: self.version + 1, ..self }),
            None => Err(Refusal::stage("stood-down-before").under(CLAUSE)),
        }
    }
}

/// The seat of the Organisation Department is the secretary's and no other's.
pub(crate) fn is_a_members(seat: Seat) -> Result<(), Refusal> {
    match seat {
        Seat::Organisation => Err(Refusal::content("seat-of-the-secretary").under(CLAUSE).at("/seat")),
        _ => Ok(()),
    }
}

/// On which seat somebody sits: a member on the one they were given, the secretary on that of the Organisation Department.
pub fn sits_on(role: Role, seat: Option<Seat>) -> Option<Seat> {
    match role {
        Role::SeatMember => seat,
        Role::Secretary => Some(Seat::Organisation),
        _ => None,
    }
}

/// Whether somebody has what they act by: a member without a seat acts for none.
pub fn has_seat(role: Role, seat: Option<Seat>) -> bool {
    role != Role::SeatMember || seat.is_some()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn member(seat: Option<Seat>, locked: bool) -> SeatMember {
        SeatMember {
            id: OfficerId::from(Uuid::nil()),
            login: "seat-finance".to_owned(),
            name: Text::new("罗一川", "Luo Yichuan"),
            office: Text::new("伊宁市财政局", "Finance Bureau"),
            seat,
            locked,
            version: 1,
        }
    }

    fn typed(seat: &str) -> SeatingInput {
        let office = TextInput { zh: "伊宁市教育局".to_owned(), en: "Education Bureau".to_owned() };
        SeatingInput { seat: seat.to_owned(), office }
    }

    fn codes(input: &SeatingInput) -> Vec<(&'static str, String)> {
        let refused = input.read().expect_err("refused");
        let told = |one: &Refusal| (one.code(), one.pointer().unwrap_or_default().to_owned());
        refused.iter().map(told).collect()
    }

    #[test]
    fn whoever_takes_another_seat_leaves_the_one_before() {
        let seating = typed("education").read().expect("a seating");
        let moved = member(Some(Seat::Finance), false).take(seating).expect("moved");
        assert_eq!((moved.seat, moved.office.zh.as_str(), moved.version), (Some(Seat::Education), "伊宁市教育局", 2));
        let down = moved.stand_down().expect("stood down");
        assert_eq!((down.seat, down.version), (None, 3));
        assert!(!has_seat(Role::SeatMember, down.seat) && has_seat(Role::Auditor, None));
        assert_eq!(down.stand_down().map_err(|refusal| refusal.code()), Err("stood-down-before"));
    }

    #[test]
    fn a_locked_account_is_given_no_seat_and_loses_the_one_it_has() {
        let seating = || typed("education").read().expect("a seating");
        let refused = member(None, true).take(seating()).map_err(|refusal| refusal.code());
        assert_eq!(refused, Err("account-locked"));
        assert!(member(Some(Seat::Finance), true).stand_down().is_ok());
    }

    #[test]
    fn the_seat_of_the_organisation_department_is_the_secretarys_alone() {
        assert_eq!(codes(&typed("organisation")), [("seat-of-the-secretary", "/seat".to_owned())]);
        for role in Role::ALL {
            let seat = sits_on(role, Some(Seat::Finance));
            assert_eq!(seat == Some(Seat::Organisation), role == Role::Secretary, "{role}");
            assert_eq!(seat == Some(Seat::Finance), role == Role::SeatMember, "{role}");
        }
    }

    #[test]
    fn all_that_is_wrong_with_a_seating_is_told_at_once() {
        let wrong = SeatingInput { seat: "throne".to_owned(), office: TextInput::default() };
        let told = codes(&wrong);
        let told: Vec<_> = told.iter().map(|(code, at)| (*code, at.as_str())).collect();
        let expected =
            [("not-a-choice", "/seat"), ("chinese-missing", "/office/zh"), ("english-missing", "/office/en")];
        assert_eq!(told, expected);
    }
}
