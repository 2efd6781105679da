//! Evidence: files that are to show what a filing states (Articles 10, 11 and 13), each bound to what it shows.
//! What a file really is, its content says; here are the words around it and how much may come.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::category::Category;
use crate::refusal::Refusal;
use crate::typed;

/// The largest file, in bytes: 10 MB.
pub const LARGEST_FILE: u64 = 10 * MEGABYTE;
/// The most files of one nomination.
pub const MOST_FILES: usize = 40;
/// The most bytes of all files of one nomination: 100 MB.
pub const MOST_BYTES: u64 = 100 * MEGABYTE;
const MEGABYTE: u64 = 1024 * 1024;
const MOST_LABEL: usize = 60;
const MOST_NAME: usize = 120;
/// For a file that came without a name.
const NAMELESS: &str = "evidence";

/// What a file is to show: a clause that the person names, who the person is, or something else.
/// Written `10(4)`, `identity`, `other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    Identity,
    Clause(Category),
    Other,
}

impl Shows {
    pub fn all() -> impl Iterator<Item = Shows> {
        let clauses = Category::ALL.into_iter().map(Shows::Clause);
        [Shows::Identity].into_iter().chain(clauses).chain([Shows::Other])
    }

    pub fn code(self) -> &'static str {
        match self {
            Shows::Identity => "identity",
            Shows::Clause(category) => category.code(),
            Shows::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Shows> {
        Shows::all().find(|one| one.code() == code)
    }
}

impl Serialize for Shows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Shows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shows, D::Error> {
        let code = String::deserialize(deserializer)?;
        Shows::from_code(&code).ok_or_else(|| serde::de::Error::custom(format_args!("{code:?} shows nothing")))
    }
}

impl PartialSchema for Shows {
    fn schema() -> RefOr<Schema> {
        let codes: Vec<&str> = Shows::all().map(Shows::code).collect();
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).build().into()
    }
}

impl ToSchema for Shows {}

/// The words that come with a file, as they were sent.
#[derive(Clone, Debug, Default)]
pub struct EvidenceInput {
    pub shows: String,
    pub label: String,
    pub name: String,
}

/// The words that are kept with a file.
#[derive(Clone, PartialEq, Eq)]
pub struct EvidenceWords {
    pub shows: Shows,
    /// The person's own words for it, at most 60 characters; empty where they gave none.
    pub label: String,
    /// A name without a path and without what hides in names.
    pub name: String,
}

impl EvidenceInput {
    /// `claimed` are the clauses that the filing names at present. A file that answers an item shows what was `asked`.
    pub fn read(&self, claimed: &[Category], asked: Option<Shows>) -> Result<EvidenceWords, Vec<Refusal>> {
        let mut refused = Vec::new();
        let code = typed::half_width(&self.shows);
        let shows = asked.or_else(|| Shows::from_code(&code));
        match shows {
            None if code.is_empty() => refused.push(Refusal::content("evidence-shows-missing").at("/shows")),
            None => refused
                .push(Refusal::content("evidence-shows-unknown").with("typed", typed::echo(&self.shows)).at("/shows")),
            Some(Shows::Clause(category)) if asked.is_none() && !claimed.contains(&category) => {
                let clause = category.clause();
                refused
                    .push(Refusal::content("evidence-not-claimed").under(clause).with("clause", clause).at("/shows"));
            }
            Some(_) => {}
        }
        let label = typed::line(&self.label, MOST_LABEL, "/label", &mut refused).unwrap_or_default();
        match shows {
            Some(shows) if refused.is_empty() => Ok(EvidenceWords { shows, label, name: file_name(&self.name) }),
            _ => Err(refused),
        }
    }
}

/// Whether one more file fits beside those that are there.
pub fn fits(files: usize, bytes: u64, size: u64) -> Result<(), Refusal> {
    if files >= MOST_FILES {
        return Err(Refusal::content("evidence-too-many").with("most", MOST_FILES).at("/file"));
    }
    if bytes + size > MOST_BYTES {
        let left = (MOST_BYTES - bytes.min(MOST_BYTES)) / MEGABYTE;
        let refusal = Refusal::content("evidence-too-much").with("most", MOST_BYTES / MEGABYTE).with("left", left);
        return Err(refusal.at("/file"));
    }
    Ok(())
}

/// The refusal of a file over [`LARGEST_FILE`].
pub fn too_large() -> Refusal {
    Refusal::content("evidence-too-large").with("most", LARGEST_FILE / MEGABYTE).at("/file")
}

/// The last part of a path, in any script, without control and direction characters; its ending is kept when it is cut.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !typed::hides(*c)).collect();
    let name = shown.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let long = name.chars().count();
    if name.is_empty() {
        return NAMELESS.to_owned();
    }
    if long <= MOST_NAME {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| format!(".{ending}"));
    let ending = ending.filter(|ending| ending.len() <= 6).unwrap_or_default();
    let stem: String = name.chars().take(MOST_NAME - ending.chars().count()).collect();
    stem + &ending
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shows: &str, label: &str, name: &str) -> Result<EvidenceWords, Vec<&'static str>> {
        let input = EvidenceInput { shows: shows.into(), label: label.into(), name: name.into() };
        input.read(&[Category::H4], None).map_err(|refused| refused.iter().map(Refusal::code).collect())
    }

    #[test]
    fn a_file_shows_a_clause_that_is_named_or_who_somebody_is_or_something_else() {
        for code in ["10(4)", " 10（4） ", "identity", "other"] {
            assert!(read(code, "", "a.pdf").is_ok(), "{code}");
        }
        assert_eq!(read("10(5)", "", "a.pdf").err(), Some(vec!["evidence-not-claimed"]));
        assert_eq!(read("10", "", "a.pdf").err(), Some(vec!["evidence-shows-unknown"]));
        assert_eq!(read("", "a\u{202E}b", "a.pdf").err(), Some(vec!["evidence-shows-missing", "hidden-characters"]));
        let asked = EvidenceInput::default().read(&[], Some(Shows::Clause(Category::H5))).map(|words| words.shows);
        assert_eq!(asked, Ok(Shows::Clause(Category::H5)), "what an officer asks for need not be claimed");
        for one in Shows::all() {
            assert_eq!(Shows::from_code(one.code()), Some(one));
        }
    }

    #[test]
    fn a_name_of_any_script_is_kept_without_path_and_tricks() {
        for (sent, kept) in [
            ("学位证书.pdf", "学位证书.pdf"),
            ("شەھادەتنامە.jpg", "شەھادەتنامە.jpg"),
            ("𠮷田の証明.png", "𠮷田の証明.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\wang\\证书.pdf", "证书.pdf"),
            ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
            ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("\u{0000}..", "evidence"),
            ("", "evidence"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(file_name(sent), kept, "{sent:?}");
        }
        let long = file_name(&format!("{}.jpeg", "长".repeat(300)));
        assert_eq!((long.chars().count(), long.ends_with("长.jpeg")), (MOST_NAME, true));
    }

    #[test]
    fn more_than_fits_is_refused_with_what_is_left() {
        assert!(fits(MOST_FILES - 1, MOST_BYTES - 5, 5).is_ok());
        assert_eq!(fits(MOST_FILES, 0, 1).err().map(|refusal| refusal.code()), Some("evidence-too-many"));
        let refusal = fits(1, MOST_BYTES - 3 * MEGABYTE, 4 * MEGABYTE).expect_err("too much");
        assert!(refusal.say(crate::Language::En).contains("3 MB"), "{}", refusal.say(crate::Language::En));
    }
}
