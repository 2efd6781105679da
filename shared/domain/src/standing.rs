//! Standing in science and industry (Articles 10(1) to (3), 11(2)) and placement after graduation (Article 11(3), (5)).
//! What somebody states here is always shown by evidence before a person relies on it.

use crate::code::coded;
use crate::refusal::Refusal;
use crate::typed;

coded! {
    /// One fact that an item of Article 10 or 11 asks for.
    Standing {
        Academician = "academician",
        ForeignAcademician = "foreign-academician",
        NationalKeyLaboratory = "national-key-laboratory",
        NationalKeyDiscipline = "national-key-discipline",
        RecognisedTechnologyCentre = "recognised-technology-centre",
        ProvincialExpert = "provincial-expert",
        ProvincialDisciplineLeader = "provincial-discipline-leader",
        NationalExpert = "national-expert",
        OtherDisciplineLeader = "other-discipline-leader",
        PatentInvention = "patent-invention",
        PatentUtilityModel = "patent-utility-model",
        PatentDesign = "patent-design",
        ConvertibleResult = "convertible-result",
    }
}

coded! {
    /// Where somebody went after graduating (open point O4).
    Placement {
        NeverPlaced = "never-placed",
        Placed = "placed",
        ResidencyEnded = "residency-ended",
        FinalYear = "final-year",
    }
}

/// Each once, in the order of the Measures.
pub(crate) fn read(typed: &[String], refused: &mut Vec<Refusal>) -> Vec<Standing> {
    let mut standing: Vec<Standing> = typed
        .iter()
        .enumerate()
        .filter_map(|(place, code)| typed::choice(code, Standing::from_code, &format!("/standing/{place}"), refused))
        .collect();
    standing.sort_unstable();
    standing.dedup();
    standing
}
