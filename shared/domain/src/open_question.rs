//! What of the open points evaluation leaves to a person, question by question: what an interpretation may settle (Article 28).
//! The points that no evaluation turns on have none.

use crate::code::coded;
use crate::evaluation::Outcome;
use crate::open_point::OpenPointId;

coded! {
    /// Something that somebody has, of which the text does not say whether it counts; the code is the reason of `text-open`.
    OpenQuestion {
        SectorEnterpriseManagement = "sector-enterprise-management",
        BusinessAlreadyHere = "business-already-here",
        ManagerAlreadyHere = "manager-already-here",
        ManagerAboveMiddle = "manager-above-middle",
        SchoolListedThen = "school-listed-then",
        SchoolListedToday = "school-listed-today",
        FreshNeverPlaced = "fresh-never-placed",
        FreshAfterResidency = "fresh-after-residency",
        TechnologyCentre = "technology-centre",
        ProvincialHigher = "provincial-higher",
        ProvincialLower = "provincial-lower",
        AcademicianForeign = "academician-foreign",
        TitleLicence = "title-licence",
        Patent = "patent",
        Result = "result",
        PatentDesign = "patent-design",
        SkillSeniorWorker = "skill-senior-worker",
        MedicineHigher = "medicine-higher",
    }
}

coded! {
    /// What an interpretation says of such a question.
    Interpreted {
        Counts = "counts",
        DoesNotCount = "does-not-count",
    }
}

impl OpenQuestion {
    pub fn point(self) -> OpenPointId {
        match self {
            OpenQuestion::SectorEnterpriseManagement => OpenPointId::O1,
            OpenQuestion::BusinessAlreadyHere | OpenQuestion::ManagerAlreadyHere | OpenQuestion::ManagerAboveMiddle => {
                OpenPointId::O2
            }
            OpenQuestion::SchoolListedThen | OpenQuestion::SchoolListedToday => OpenPointId::O3,
            OpenQuestion::FreshNeverPlaced | OpenQuestion::FreshAfterResidency => OpenPointId::O4,
            OpenQuestion::TechnologyCentre => OpenPointId::O5,
            OpenQuestion::ProvincialHigher | OpenQuestion::ProvincialLower => OpenPointId::O6,
            OpenQuestion::AcademicianForeign | OpenQuestion::TitleLicence => OpenPointId::O7,
            OpenQuestion::Patent | OpenQuestion::Result | OpenQuestion::PatentDesign => OpenPointId::O8,
            OpenQuestion::SkillSeniorWorker | OpenQuestion::MedicineHigher => OpenPointId::O9,
        }
    }

    /// Those of a point, in the order in which they are asked.
    pub fn of(point: OpenPointId) -> impl Iterator<Item = OpenQuestion> {
        OpenQuestion::ALL.into_iter().filter(move |question| question.point() == point)
    }

    /// What it comes to where it counts: no more than what the text itself names beside it.
    pub(crate) fn counted(self) -> Outcome {
        match self {
            OpenQuestion::SchoolListedThen
            | OpenQuestion::SchoolListedToday
            | OpenQuestion::FreshNeverPlaced
            | OpenQuestion::FreshAfterResidency
            | OpenQuestion::AcademicianForeign
            | OpenQuestion::TitleLicence
            | OpenQuestion::SkillSeniorWorker
            | OpenQuestion::MedicineHigher => Outcome::Met,
            OpenQuestion::SectorEnterpriseManagement
            | OpenQuestion::BusinessAlreadyHere
            | OpenQuestion::ManagerAlreadyHere
            | OpenQuestion::ManagerAboveMiddle
            | OpenQuestion::TechnologyCentre
            | OpenQuestion::ProvincialHigher
            | OpenQuestion::ProvincialLower
            | OpenQuestion::Patent
            | OpenQuestion::Result
            | OpenQuestion::PatentDesign => Outcome::NeedsEvidence,
        }
    }
}
