//! Whether a discipline leads to a degree in medicine (Article 11(5)), by the national lists of disciplines.
//! Category 10 of the lists is medicine, but its pharmacy, nursing and technology classes usually give a degree in science.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::han::is_han;
use crate::typed;

/// What the name of a discipline says about the degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medicine {
    Yes,
    /// The certificate has to be looked at.
    Perhaps,
    No,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name_zh: String,
    name_en: String,
}

const CATEGORY: &str = "10";
/// Classes of category 10 whose first degree is usually one in science.
const USUALLY_SCIENCE: [&str; 10] = [
    "药学",
    "中药学",
    "中药",
    "护理学",
    "护理",
    "医学技术",
    "pharmacy",
    "chinese materia medica",
    "nursing",
    "medical technology",
];
/// Majors named in everyday form; they are not in the lists of classes.
const MAJORS: [&str; 9] =
    ["医学", "口腔医学", "麻醉学", "医学影像学", "儿科学", "眼视光医学", "预防医学", "针灸推拿学", "medicine"];
const SOUNDS_MEDICAL: [&str; 33] = [
    "医", "药", "护理", "口腔", "卫生", "康复", "针灸", "助产", "临床", "内科", "外科", "儿科", "妇产", "肿瘤", "麻醉",
    "眼科", "medic", "pharm", "nurs", "clinic", "health", "surg", "dentist", "dental", "stomat", "pediatr", "paediatr",
    "obstet", "anesth", "anaesth", "ophthalm", "oncolog", "physioth",
];

static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    [include_str!("../data/disciplines.csv"), include_str!("../data/undergraduate-categories.csv")]
        .into_iter()
        .flat_map(|file| {
            csv::Reader::from_reader(file.as_bytes())
                .deserialize::<Row>()
                .collect::<Result<Vec<_>, _>>()
                .expect("the lists of disciplines are checked by a test")
        })
        .filter(|row| row.code.starts_with(CATEGORY))
        .flat_map(|row| [plain(&row.name_zh), plain(&row.name_en)])
        .collect()
});

/// Judged by the name on the certificate, Chinese or English; one with letters of another language is never told to be none.
pub fn of(discipline: &str) -> Medicine {
    let name = plain(discipline);
    if USUALLY_SCIENCE.contains(&name.as_str()) {
        Medicine::Perhaps
    } else if NAMES.contains(&name) || MAJORS.contains(&name.as_str()) {
        Medicine::Yes
    } else if SOUNDS_MEDICAL.iter().any(|part| name.contains(part)) || name.chars().any(is_foreign) {
        Medicine::Perhaps
    } else {
        Medicine::No
    }
}

/// A letter of neither Chinese nor English.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() && !is_han(c)
}

fn plain(name: &str) -> String {
    let name = typed::half_width(name).to_lowercase();
    name.strip_suffix('类').unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medicine_is_told_from_what_only_sounds_like_it() {
        for (name, medicine) in [
            ("临床医学", Medicine::Yes),
            ("口腔医学类", Medicine::Yes),
            ("中医学", Medicine::Yes),
            ("Clinical Medicine", Medicine::Yes),
            ("护理学", Medicine::Perhaps),
            ("护理", Medicine::Perhaps),
            ("药学", Medicine::Perhaps),
            ("外科学", Medicine::Perhaps),
            ("生物医学工程", Medicine::Perhaps),
            ("Dentistry", Medicine::Perhaps),
            ("Pediatrics", Medicine::Perhaps),
            ("Obstetrics and Gynecology", Medicine::Perhaps),
            ("Anesthesiology", Medicine::Perhaps),
            ("Physiotherapy", Medicine::Perhaps),
            ("Лечебное дело", Medicine::Perhaps),
            ("Стоматология", Medicine::Perhaps),
            ("Médecine", Medicine::Perhaps),
            ("食品科学与工程", Medicine::No),
            ("Ｆｏｏｄ Science（食品）", Medicine::No),
            ("Student Affairs", Medicine::No),
            ("会计学", Medicine::No),
        ] {
            assert_eq!(of(name), medicine, "{name}");
        }
    }
}
