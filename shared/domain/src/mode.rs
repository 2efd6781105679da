//! The seven modes of introduction (Article 6) and what Articles 7 and 8 say of them.
//! Admission by assessment is a handling route of Article 15, not an eighth mode.

use crate::clause::Clause;
use crate::code::coded;
use crate::policy::Policy;
use crate::unit::UnitKind;

coded! {
    /// A mode of introduction, Article 6.
    Mode {
        CivilServiceRecruitment = "civil-service-recruitment",
        OpenRecruitment = "open-recruitment",
        Transfer = "transfer",
        DirectAppointment = "direct-appointment",
        SpecialAppointment = "special-appointment",
        FlexibleIntroduction = "flexible-introduction",
        SmallAidIntroduction = "small-aid-introduction",
    }
}

/// What Articles 7 and 8 say of a mode for a kind of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The article names it.
    Named,
    /// The articles are silent: possible under the reading of open point O11.
    Silent,
    /// This clause says otherwise: the post is refused.
    Contradicted(Clause),
}

impl Mode {
    pub fn allowed_for(self, kind: UnitKind, policy: &Policy) -> Permission {
        policy.permission(self, kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_contradicts_articles_7_and_8_is_refused() {
        let policy = Policy::standard();
        let mut contradicted = Vec::new();
        for mode in Mode::ALL {
            for kind in UnitKind::ALL {
                if let Permission::Contradicted(clause) = mode.allowed_for(kind, policy) {
                    contradicted.push((mode, kind, clause.number()));
                }
            }
        }
        assert_eq!(
            contradicted,
            [
                (Mode::CivilServiceRecruitment, UnitKind::PublicInstitution, 7),
                (Mode::CivilServiceRecruitment, UnitKind::Enterprise, 8),
                (Mode::CivilServiceRecruitment, UnitKind::NonPublicPartyOrganisation, 8),
                (Mode::OpenRecruitment, UnitKind::Organ, 7),
            ]
        );
        assert_eq!(Mode::DirectAppointment.allowed_for(UnitKind::PublicInstitution, policy), Permission::Named);
        assert_eq!(Mode::Transfer.allowed_for(UnitKind::Organ, policy), Permission::Silent);
    }
}
