//! Who applies: a name in any script in one field, and a telephone.
//! Names are as people write them; nothing is cut, split or put in order.

use crate::document;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::typed;

const MOST_NAME: usize = 100;
const MOST_PHONE: usize = 40;
const ORCID: usize = 16;

/// Up to 100 characters with at least one letter.
pub(crate) fn read_name(typed: &str, refused: &mut Vec<Refusal>) -> Option<Personal<String>> {
    read_name_at(typed, Refusal::content("name-missing").at("/name"), refused)
}

/// The same wherever `missing`, what an empty one is refused by, points to.
pub(crate) fn read_name_at(typed: &str, missing: Refusal, refused: &mut Vec<Refusal>) -> Option<Personal<String>> {
    let at = missing.pointer().unwrap_or_default().to_owned();
    if typed.trim().is_empty() {
        refused.push(missing);
    }
    let name = typed::line(typed, MOST_NAME, &at, refused)?;
    if !name.chars().any(char::is_alphabetic) {
        refused.push(Refusal::content("name-without-letters").at(at));
        return None;
    }
    Some(Personal::new(name))
}

/// 5 to 20 digits with signs between them, kept as typed but for full width, unseen characters and the kind of dash.
pub(crate) fn read_phone(typed: &str, refused: &mut Vec<Refusal>) -> Option<Personal<String>> {
    let phone = typed::half_width(typed).replace(['‐', '‑', '–', '—'], "-");
    if phone.is_empty() {
        refused.push(Refusal::content("phone-missing").at("/phone"));
        return None;
    }
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let only_signs = phone.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
    if !only_signs || !(5..=20).contains(&digits) || phone.chars().count() > MOST_PHONE {
        refused.push(Refusal::content("phone-form").at("/phone"));
        return None;
    }
    Some(Personal::new(phone))
}

/// Sixteen characters with a check character at the end, alone or as the address of orcid.org; kept with its hyphens.
pub(crate) fn read_orcid(typed: &str, refused: &mut Vec<Refusal>) -> Option<Personal<String>> {
    let typed = typed::half_width(typed);
    if typed.is_empty() {
        return None;
    }
    let bare = typed.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_uppercase();
    let id: String = bare.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let digits = id.get(..ORCID - 1).filter(|_| id.is_ascii() && id.len() == ORCID);
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(digits) = digits else {
        refused.push(Refusal::content("orcid-form").at("/orcid"));
        return None;
    };
    if document::check_character(digits) != id.chars().last() {
        refused.push(Refusal::content("orcid-check").at("/orcid"));
        return None;
    }
    Some(Personal::new(format!("{}-{}-{}-{}", &id[..4], &id[4..8], &id[8..12], &id[12..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_known_by_its_check_character() {
        let read = |typed: &str| {
            let mut refused = Vec::new();
            let read = read_orcid(typed, &mut refused);
            (read.map(|read| read.expose().clone()), refused.first().map(Refusal::code))
        };
        for typed in ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097/", "００００-0002-1825-0097"] {
            assert_eq!(read(typed), (Some("0000-0002-1825-0097".to_owned()), None), "{typed}");
        }
        assert_eq!(read("0000-0002-1694-233x").0.as_deref(), Some("0000-0002-1694-233X"));
        assert_eq!(read("0000-0002-1825-0098"), (None, Some("orcid-check")));
        assert_eq!(read("0000-0002-1825"), (None, Some("orcid-form")));
        assert_eq!(read("四"), (None, Some("orcid-form")));
        assert_eq!(read(" "), (None, None));
    }

    #[test]
    fn a_name_of_any_script_is_taken_as_written() {
        for name in ["买买提·吐尔逊", "𠮷田", "Nguyễn Thị Ánh", "O'Brien", "محمد", "王芳", "Ирина", "ئالىم", "龘"]
        {
            let mut refused = Vec::new();
            let read = read_name(&format!(" {name} "), &mut refused);
            assert_eq!(read.as_ref().map(|read| read.expose().as_str()), Some(name));
            assert!(refused.is_empty());
        }
    }

    #[test]
    fn a_name_that_hides_something_is_refused() {
        for (name, code) in [
            ("", "name-missing"),
            ("12", "name-without-letters"),
            ("王\u{202E}芳", "hidden-characters"),
            ("王\n芳", "hidden-characters"),
            (&"王".repeat(101), "too-long"),
        ] {
            let mut refused = Vec::new();
            assert!(read_name(name, &mut refused).is_none());
            assert_eq!(refused.iter().map(Refusal::code).collect::<Vec<_>>(), [code], "{name}");
        }
    }

    #[test]
    fn a_telephone_is_kept_as_typed() {
        for (typed, kept) in [
            ("+86 139-0000-0000", "+86 139-0000-0000"),
            ("（0999）8000000", "(0999)8000000"),
            ("\u{202D}+86 139\u{200B}0000 0000\u{202C}", "+86 1390000 0000"),
            ("139‐0000‑0000", "139-0000-0000"),
            ("0999–800—0000", "0999-800-0000"),
        ] {
            let read = read_phone(typed, &mut Vec::new());
            assert_eq!(read.as_ref().map(|read| read.expose().as_str()), Some(kept));
        }
        for typed in ["1234", "139x0000000", "123456789012345678901", "电话"] {
            assert!(read_phone(typed, &mut Vec::new()).is_none(), "{typed}");
        }
    }
}
