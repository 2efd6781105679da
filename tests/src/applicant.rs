//! Somebody who nominates themselves, by page, on a phone as on anything else.

use crate::browser::{Browser, Page};
use crate::town::Town;

pub struct Applicant {
    pub browser: Browser,
    pub name: String,
    pub mail: String,
}

impl Applicant {
    pub fn new(browser: Browser, name: &str, mail: &str) -> Applicant {
        Applicant { browser, name: name.to_owned(), mail: mail.to_owned() }
    }

    /// Opens a page that wants a sign-in, and signs in with the code that comes by mail.
    pub async fn open_signed_in(&self, town: &Town, path: &str, mails_before: usize) -> Page {
        let asks_mail = self.browser.open(path).await;
        assert!(asks_mail.path.contains("/sign-in"), "{} needs no sign-in", asks_mail.path);
        let asks_code = self.browser.send(&asks_mail, &[("mail", &self.mail)]).await;
        let code = town.mailed_code(&self.mail, mails_before + 1).await;
        self.browser.send(&asks_code, &[("code", &code)]).await.is_ok().clone()
    }

    /// A doctor who claims Article 10(4), filled in whole.
    pub fn filing(&self) -> Vec<(&'static str, String)> {
        let fixed = [
            ("phone", "+86 139 0000 0000"),
            ("document.kind", "passport"),
            ("document.number", "E12345678"),
            ("document.country", "CN"),
            ("education.0.level", "doctor"),
            ("education.0.school", "兰州大学"),
            ("education.0.country", "CN"),
            ("education.0.discipline", "临床医学"),
            ("education.0.study_form", "full-time"),
            ("education.0.year", "2021"),
            ("education.0.month", "6"),
            ("work.employer", "兰州某医院"),
            ("work.employer_kind", "public-institution"),
            ("work.position", "医师"),
            ("work.position_level", "staff"),
            ("work.years", "5"),
            ("work.in_yining", "no"),
            ("title.level", "none"),
            ("skill_level", "none"),
            ("sector", "science-education-culture-health"),
            ("claimed[]", "10(4)"),
            ("consents[]", "review"),
            ("consents[]", "hand-over"),
            ("consents[]", "mail"),
        ];
        let fixed = fixed.into_iter().map(|(name, value)| (name, value.to_owned()));
        fixed.chain([("name", self.name.clone())]).collect()
    }

    /// Fills in the form on the page and submits it.
    pub async fn submits(&self, form: &Page) -> Page {
        self.submits_with(form, &self.filing()).await
    }

    pub async fn submits_with(&self, form: &Page, filing: &[(&str, String)]) -> Page {
        let mut fields: Vec<(&str, &str)> = filing.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.push(("do", "submit"));
        self.browser.send(form, &fields).await
    }
}

/// The receipt number on a page.
pub fn receipt(page: &Page) -> String {
    let found = page.body.match_indices("YC").map(|(at, _)| &page.body[at..]).find(|rest| {
        rest.len() >= 18 && rest.as_bytes()[4] == b'-' && rest.as_bytes()[10] == b'-' && rest.as_bytes()[16] == b'-'
    });
    found.unwrap_or_else(|| panic!("no receipt on {}:\n{}", page.path, page.body))[..18].to_owned()
}
