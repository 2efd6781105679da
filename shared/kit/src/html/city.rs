//! What every page says about the city: names, telephone numbers, filing numbers. Section `[city]` of the settings.

use contract::Text;
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// The site's name on the public pages.
    pub site: Text,
    /// Its name on the pages of the staff.
    pub desk: Text,
    pub organiser: Text,
    pub advice: Telephone,
    pub complaints: Telephone,
    pub hours: Text,
    pub domain: String,
    /// 网站标识码.
    pub site_code: String,
    pub icp: String,
    /// 公安备案.
    pub police: String,
    /// Where a weakness is reported, if the city says so.
    pub security: Option<Contact>,
    pub notice: Text,
}

/// A mail address or an https address, as a URI.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Contact(String);

impl Contact {
    pub fn uri(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Contact {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Contact, &'static str> {
        let is_plain = written.bytes().all(|byte| byte.is_ascii_graphic());
        let is_page = written.strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
        let is_mail = written.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty() && !name.contains([':', '/']) && domain.contains('.') && !domain.contains('@')
        });
        match (is_plain, is_page, is_mail) {
            (true, true, _) => Ok(Contact(written)),
            (true, false, true) => Ok(Contact(format!("mailto:{written}"))),
            _ => Err("must be a mail address, or an address that begins with https://"),
        }
    }
}

/// A telephone number as people read it and as telephones dial it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    pub shown: String,
    pub dialled: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weakness_is_reported_by_mail_or_on_a_page() {
        let uri = |written: &str| Contact::try_from(written.to_owned()).map(|contact| contact.uri().to_owned());
        assert_eq!(uri("it@yining.gov.cn").as_deref(), Ok("mailto:it@yining.gov.cn"));
        assert_eq!(uri("https://yining.gov.cn/report").as_deref(), Ok("https://yining.gov.cn/report"));
        for wrong in
            ["", "it", "@yining.gov.cn", "http://yining.gov.cn", "https://", "mailto:it@yining.gov.cn", "a b@c.cn"]
        {
            assert!(uri(wrong).is_err(), "{wrong}");
        }
    }
}
