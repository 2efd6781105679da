//! Professional titles and skill levels (Articles 10(5) and 11(4)), after the national tables in `data/`.
//! Senior covers associate and full senior titles; from which skill level somebody is highly skilled is open point O9.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::refusal::Refusal;
use crate::typed;

coded! {
    /// The level of a professional title.
    TitleLevel {
        Senior = "senior",
        AssociateSenior = "associate-senior",
        Intermediate = "intermediate",
        Junior = "junior",
        NoTitle = "none",
    }
}

coded! {
    /// The eight levels of skilled workers since 2022, lowest first.
    SkillLevel {
        NoLevel = "none",
        Apprentice = "apprentice",
        JuniorWorker = "junior-worker",
        IntermediateWorker = "intermediate-worker",
        SeniorWorker = "senior-worker",
        Technician = "technician",
        SeniorTechnician = "senior-technician",
        SpecialGradeTechnician = "special-grade-technician",
        ChiefTechnician = "chief-technician",
    }
}

/// A professional title as typed; both fields may be left empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TitleInput {
    /// At most 80 characters.
    #[schema(example = "副主任医师")]
    pub name: String,
    /// `senior`, `associate-senior`, `intermediate`, `junior` or `none`.
    #[schema(example = "associate-senior")]
    pub level: String,
}

/// A professional title as far as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Title {
    pub name: Option<String>,
    pub level: TitleLevel,
}

impl TitleInput {
    pub(crate) fn read(&self, refused: &mut Vec<Refusal>) -> Option<Title> {
        let name = typed::line(&self.name, 80, "/title/name", refused);
        let level = typed::choice(&self.level, TitleLevel::from_code, "/title/level", refused);
        if name.is_some() && self.level.trim().is_empty() {
            refused.push(Refusal::content("title-level-missing").at("/title/level"));
        }
        level.map(|level| Title { name, level })
    }
}

#[derive(Deserialize)]
struct Row {
    senior_zh: String,
    associate_senior_zh: String,
    intermediate_zh: String,
    assistant_zh: String,
    technician_zh: String,
}

#[derive(Deserialize)]
struct SkillRow {
    name_zh: String,
}

/// Every title name with its levels: a few names stand at two levels in different series.
static TITLES: LazyLock<BTreeMap<String, Vec<TitleLevel>>> = LazyLock::new(|| {
    let rows: Vec<Row> = csv::Reader::from_reader(include_str!("../data/title-series.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("title-series.csv is checked by a test");
    let mut titles: BTreeMap<String, Vec<TitleLevel>> = BTreeMap::new();
    for row in rows {
        for (name, level) in [
            (row.senior_zh, TitleLevel::Senior),
            (row.associate_senior_zh, TitleLevel::AssociateSenior),
            (row.intermediate_zh, TitleLevel::Intermediate),
            (row.assistant_zh, TitleLevel::Junior),
            (row.technician_zh, TitleLevel::Junior),
        ] {
            for name in written(&name) {
                let levels = titles.entry(name).or_default();
                if !levels.contains(&level) {
                    levels.push(level);
                }
            }
        }
    }
    titles.remove("");
    titles
});

static SKILLS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows: Vec<SkillRow> = csv::Reader::from_reader(include_str!("../data/skill-levels.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("skill-levels.csv is checked by a test");
    rows.into_iter().map(|row| row.name_zh).collect()
});

/// A name as people write it: 主治（主管）医师 in the table is 主治医师 and 主管医师.
fn written(name: &str) -> Vec<String> {
    let Some((before, (other, after))) =
        name.split_once('（').and_then(|(before, rest)| Some((before, rest.split_once('）')?)))
    else {
        return vec![name.to_owned()];
    };
    let kept = before.chars().count().saturating_sub(other.chars().count());
    let start: String = before.chars().take(kept).collect();
    vec![format!("{before}{after}"), format!("{start}{other}{after}")]
}

impl TitleLevel {
    pub fn is_senior(self) -> bool {
        matches!(self, TitleLevel::Senior | TitleLevel::AssociateSenior)
    }

    /// Whether this is the name of a skill level, which is no title however high it is.
    pub fn is_named_like_a_skill(title: &str) -> bool {
        SKILLS.contains(title.trim()) && Self::known_for(title).is_empty()
    }

    /// The levels at which the national series know this title; empty for a name they do not have.
    pub fn known_for(title: &str) -> &'static [TitleLevel] {
        TITLES.get(title.trim()).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_skill_levels_are_those_of_the_table() {
        let ranks: Vec<String> = csv::Reader::from_reader(include_str!("../data/skill-levels.csv").as_bytes())
            .records()
            .map(|row| row.expect("a row")[2].to_lowercase().replace(' ', "-"))
            .collect();
        assert_eq!(SkillLevel::ALL[1..].iter().map(|level| level.code()).collect::<Vec<_>>(), ranks);
    }

    #[test]
    fn titles_are_found_at_their_level() {
        assert_eq!(TitleLevel::known_for("副主任医师"), [TitleLevel::AssociateSenior]);
        assert_eq!(TitleLevel::known_for("工程师"), [TitleLevel::Intermediate]);
        assert!(TitleLevel::known_for("大侠").is_empty());
        for name in ["主治医师", "主管医师", "二级摄像师"] {
            assert!(!TitleLevel::known_for(name).is_empty(), "{name}");
        }
    }
}
