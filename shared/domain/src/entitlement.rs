//! Entitlements: the ten heads of Article 21 with what each grants, and what Articles 19 and 20 grant a person.
//! Each names its modes exactly; which of them follow for somebody says `entitled`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::circumstances::Circumstance;
use crate::clause::Clause;
use crate::code::coded;
use crate::mode::Mode;
use crate::money::MoneyBand;
use crate::open_point::OpenPointId;
use crate::period::Period;
use crate::text::{Language, Text};
use crate::unit::UnitKind;

coded! {
    /// A head of Article 21, in its order.
    EntitlementHead {
        Pay = "21(1)",
        Rank = "21(2)",
        Title = "21(3)",
        Medical = "21(4)",
        Family = "21(5)",
        Schooling = "21(6)",
        HomeLeave = "21(7)",
        SocialInsurance = "21(8)",
        PersonnelFile = "21(9)",
        Reward = "21(10)",
    }
}

coded! {
    /// One thing that a head, or Article 19 or 20, grants.
    Entitlement {
        StartUpGrant = "start-up-grant",
        OutstandingStartUpGrant = "outstanding-start-up-grant",
        PlatformReward = "platform-reward",
        StatePay = "state-pay",
        PayOfSameRank = "pay-of-same-rank",
        NegotiatedPay = "negotiated-pay",
        SpecialPay = "special-pay",
        CorrespondingOffice = "corresponding-office",
        RankByStateRules = "rank-by-state-rules",
        TitleWithoutLimits = "title-without-limits",
        TitleAppointment = "title-appointment",
        TitlePromotion = "title-promotion",
        TitleReview = "title-review",
        MedicalCare = "medical-care",
        MedicalCosts = "medical-costs",
        HealthCheck = "health-check",
        SpouseTransfer = "spouse-transfer",
        SpousePlacement = "spouse-placement",
        Schooling = "schooling",
        HomeLeave = "home-leave",
        HomeLeaveByRules = "home-leave-by-rules",
        PensionAccount = "pension-account",
        RecognisedService = "recognised-service",
        NewPersonnelFile = "new-personnel-file",
        SettlementAllowance = "settlement-allowance",
        HousingUseRight = "housing-use-right",
        TitleTransfer = "title-transfer",
        SeparateExam = "separate-exam",
        AchievementReward = "achievement-reward",
        HonoraryCitizen = "honorary-citizen",
        AwardNomination = "award-nomination",
    }
}

coded! {
    /// From when an entitlement holds.
    Beginning {
        Arrival = "arrival",
        AfterHomeLeaveYears = "after-home-leave-years",
        AfterService = "after-service",
        AfterTerm = "after-term",
    }
}

coded! {
    /// Who pays. Where the text does not say, open point O15 does.
    Payer {
        PublicPayroll = "public-payroll",
        EmployingUnit = "employing-unit",
        MedicalInsurance = "medical-insurance",
        CityFinance = "city-finance",
        NotSaid = "not-said",
    }
}

/// Square metres, from and to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaBand {
    pub from: u16,
    pub to: u16,
}

impl AreaBand {
    /// `80—120平方米`, `80–120 m²`.
    pub fn say(self, language: Language) -> String {
        match language {
            Language::Zh => format!("{}—{}平方米", self.from, self.to),
            Language::En => format!("{}–{} m²", self.from, self.to),
        }
    }
}

/// What the clause says of an entitlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EntitlementRow {
    pub clause: Clause,
    pub name: Text,
    pub summary: Text,
    /// None: every mode.
    #[schema(value_type = Option<Vec<Mode>>)]
    pub modes: Option<BTreeSet<Mode>>,
    /// The modes are those of the sentence before, by the reading of O15.
    #[serde(default)]
    pub modes_carried_on: bool,
    /// None: every kind.
    #[schema(value_type = Option<Vec<UnitKind>>)]
    pub units: Option<BTreeSet<UnitKind>>,
    /// For high-level talent alone, Article 10.
    #[serde(default)]
    pub high_level_only: bool,
    /// What has to be true of the person.
    #[serde(default)]
    pub conditions: Vec<Circumstance>,
    pub begins: Beginning,
    /// The period after which it ends.
    pub until: Option<Period>,
    /// It may be granted before its beginning, by a person's decision under this open point.
    pub earlier: Option<OpenPointId>,
    pub amount: Option<MoneyBand>,
    pub area: Option<AreaBand>,
    /// Days a year.
    pub days: Option<u16>,
    /// None: no money is paid.
    pub payer: Option<Payer>,
    /// What a person decides.
    pub left: Option<Text>,
    /// The point that what is left, or who pays, turns on.
    pub open_point: Option<OpenPointId>,
}

impl EntitlementRow {
    pub fn names_mode(&self, mode: Mode) -> bool {
        self.modes.as_ref().is_none_or(|modes| modes.contains(&mode))
    }

    pub fn names_unit(&self, kind: UnitKind) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(&kind))
    }
}

impl EntitlementHead {
    pub const fn clause(self) -> Clause {
        match self {
            EntitlementHead::Pay => Clause::of(21, 1),
            EntitlementHead::Rank => Clause::of(21, 2),
            EntitlementHead::Title => Clause::of(21, 3),
            EntitlementHead::Medical => Clause::of(21, 4),
            EntitlementHead::Family => Clause::of(21, 5),
            EntitlementHead::Schooling => Clause::of(21, 6),
            EntitlementHead::HomeLeave => Clause::of(21, 7),
            EntitlementHead::SocialInsurance => Clause::of(21, 8),
            EntitlementHead::PersonnelFile => Clause::of(21, 9),
            EntitlementHead::Reward => Clause::of(21, 10),
        }
    }

    /// The head that a clause belongs to; none for Articles 19 and 20.
    pub fn of(clause: Clause) -> Option<EntitlementHead> {
        EntitlementHead::ALL.into_iter().find(|head| head.clause() == clause.item_only())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn a_head_is_stored_as_its_clause_and_grants_something() {
        let policy = Policy::standard();
        for head in EntitlementHead::ALL {
            assert_eq!(head.code(), head.clause().to_string());
            let of_head = |one: &Entitlement| EntitlementHead::of(policy.entitlement(*one).clause) == Some(head);
            assert!(Entitlement::ALL.iter().any(of_head), "{head}");
        }
    }

    #[test]
    fn entitlements_follow_the_order_of_the_measures() {
        assert!(Entitlement::ALL.map(|one| Policy::standard().entitlement(one).clause).is_sorted());
    }

    #[test]
    fn the_heads_name_exactly_these_modes() {
        use Mode::{
            CivilServiceRecruitment as Civil, DirectAppointment as Direct, OpenRecruitment as Open,
            SpecialAppointment as Special, Transfer,
        };
        let named = |one: Entitlement| Policy::standard().entitlement(one).modes.clone().map(Vec::from_iter);
        let three = || Some(vec![Civil, Open, Transfer]);
        for (one, modes) in [
            (Entitlement::StatePay, three()),
            (Entitlement::PayOfSameRank, Some(vec![Direct])),
            (Entitlement::SpecialPay, Some(vec![Special])),
            (Entitlement::CorrespondingOffice, Some(vec![Transfer])),
            (Entitlement::RankByStateRules, Some(vec![Civil, Open])),
            (Entitlement::TitleWithoutLimits, three()),
            (Entitlement::TitleReview, Some(vec![Special])),
            (Entitlement::MedicalCare, three()),
            (Entitlement::MedicalCosts, Some(vec![Special])),
            (Entitlement::HealthCheck, None),
            (Entitlement::RecognisedService, three()),
            (Entitlement::HomeLeave, None),
            (Entitlement::SettlementAllowance, None),
        ] {
            assert_eq!(named(one), modes, "{one}");
        }
    }

    #[test]
    fn money_whose_payer_the_text_does_not_name_is_an_open_point() {
        for one in Entitlement::ALL {
            let row = Policy::standard().entitlement(one);
            assert!(row.payer != Some(Payer::NotSaid) || row.open_point.is_some(), "{one}");
            assert!(
                row.amount.is_none() || (row.payer.is_some() && row.left.is_some()),
                "{one}: a person sets the sum"
            );
        }
        for one in [Entitlement::StatePay, Entitlement::PayOfSameRank] {
            assert_eq!(Policy::standard().entitlement(one).payer, Some(Payer::NotSaid), "{one}");
        }
    }
}
