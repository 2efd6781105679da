//! The mail address through which a person is reached and signs in (Article 16).
//! Whether it works is shown by the code that is sent to it, not by its form.

use crate::refusal::Refusal;
use crate::typed;

/// The longest path SMTP takes, RFC 5321.
const MOST: usize = 254;
/// The longest part before the `@`, RFC 5321, and the longest label of a host, RFC 1035.
const MOST_LOCAL: usize = 64;
const MOST_LABEL: usize = 63;

/// Kept as typed, in half width.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

impl MailAddress {
    pub fn parse(typed: &str) -> Result<MailAddress, Refusal> {
        let address = typed::half_width(typed);
        if address.is_empty() {
            return Err(Refusal::content("mail-missing").at("/mail"));
        }
        let refuse = || Refusal::content("mail-form").with("typed", typed::echo(&address)).at("/mail");
        let (local, host) = address.rsplit_once('@').ok_or_else(refuse)?;
        let labels = || host.split('.');
        let host_is_one = labels().count() >= 2 && labels().all(is_label);
        let local_is_one = (1..=MOST_LOCAL).contains(&local.len())
            && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom));
        if host_is_one && local_is_one && address.len() <= MOST { Ok(MailAddress(address)) } else { Err(refuse()) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An address as it is found again, however it was typed. Only ASCII letters fold: folding others would make one of two
    /// mailboxes.
    pub fn fold(address: &str) -> String {
        address.to_ascii_lowercase()
    }
}

fn is_label(label: &str) -> bool {
    let inner = label.chars().all(|c| c.is_alphanumeric() || c == '-');
    (1..=MOST_LABEL).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
}

fn is_atom(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_people_have_are_taken() {
        for typed in [
            "zhou@example.com",
            " a.b+c@mail.example.cn ",
            "ｗａｎｇ＠example.com",
            "王芳@例子.中国",
            "o'brien@x.ie",
            "\u{200B}zhou@example.com\u{FEFF}",
        ] {
            assert!(MailAddress::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn an_address_is_found_in_other_letters_and_no_other_mailbox_with_it() {
        assert_eq!(MailAddress::fold("Wang.Fang@Example.COM"), MailAddress::fold("wang.fang@example.com"));
        assert_ne!(MailAddress::fold("Élodie@example.com"), MailAddress::fold("élodie@example.com"));
    }

    #[test]
    fn what_cannot_be_an_address_is_told() {
        for typed in [
            "",
            "zhou",
            "zhou@",
            "@example.com",
            "a b@example.com",
            "a@b",
            "a@-b.com",
            "a..b@c.com",
            "a@b@c d.com",
            "a\r\nb@c.com",
            "a\u{2028}b@c.com",
            "a\u{202E}b@c.com",
        ] {
            assert!(MailAddress::parse(typed).is_err(), "{typed}");
        }
        assert!(MailAddress::parse(&format!("{}@example.com", "a".repeat(65))).is_err());
        assert!(MailAddress::parse(&format!("a@{}.com", "b".repeat(64))).is_err());
    }
}
