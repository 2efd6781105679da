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
            ("education.0.proof", "ABCD1234EFGH5678"),
            ("work.employer", "兰州某医院"),
            ("work.employer_kind", "public-institution"),
            ("work.position", "医师"),
            ("work.position_level", "staff"),
            ("work.years", "5"),
            ("work.in_yining", "no"),
            ("title.level", "none"),
            ("skill_level", "none"),
            ("orcid", "0000-0002-1825-0097"),
            ("sector", "science-education-culture-health"),
            ("claimed[]", "10(4)"),
            ("consents[]", "review"),
            ("consents[]", "hand-over"),
            ("consents[]", "mail"),
        ];
        let fixed = fixed.into_iter().map(|(name, value)| (name, value.to_owned()));
        fixed.chain([("name", self.name.clone())]).collect()
    }

    /// Does every task of the list and submits.
    pub async fn submits(&self, list: &Page) -> Page {
        self.submits_with(list, &self.filing()).await
    }

    /// Ends before that at a page that refuses an answer.
    pub async fn submits_with(&self, list: &Page, filing: &[(&str, String)]) -> Page {
        let page = self.looks_over(list, filing).await;
        if page.status == 200 { self.browser.send(&page, &[("do", "submit")]).await } else { page }
    }

    /// Does every task of the list, up to the page where all answers are looked over.
    pub async fn looks_over(&self, list: &Page, filing: &[(&str, String)]) -> Page {
        let (base, mut page) = (tasks_of(list), self.asks(list, "person").await);
        while page.status == 200 && !page.path.ends_with("/check") {
            page = match page.path.ends_with("/evidence") {
                true => self.browser.follow(&format!("{base}/consents")).await,
                false => self.goes_on(&page, filing).await,
            };
        }
        page
    }

    /// Answers what this page asks and presses Continue.
    pub async fn goes_on(&self, page: &Page, filing: &[(&str, String)]) -> Page {
        let forms = page.forms();
        let asked = |name: &str| forms.iter().flat_map(|form| &form.fields).any(|field| field.name == name);
        let answers = filing.iter().filter(|(name, _)| asked(name)).map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<(&str, &str)> = answers.chain([("do", "continue")]).collect();
        self.browser.send(page, &fields).await
    }

    /// Opens one question of the list.
    pub async fn asks(&self, list: &Page, question: &str) -> Page {
        self.browser.follow(&format!("{}/{question}", tasks_of(list))).await
    }

    /// Names a clause, and goes on to the files that show it.
    pub async fn claims(&self, list: &Page, clause: &str) -> Page {
        let asks = self.asks(list, "clauses").await;
        self.browser.send(asks.is_ok(), &[("claimed[]", clause), ("do", "continue")]).await
    }
}

/// Where the list is that a page is, or that it is a question of.
fn tasks_of(page: &Page) -> &str {
    let path = page.path.split('?').next().unwrap_or_default();
    let asks = page.body.contains("name=\"seen\"");
    path.rsplit_once('/').filter(|_| asks).map_or(path, |(list, _)| list)
}

/// The receipt number on a page.
pub fn receipt(page: &Page) -> String {
    let found = page.body.match_indices("YC").map(|(at, _)| &page.body[at..]).find(|rest| {
        rest.len() >= 18 && rest.as_bytes()[4] == b'-' && rest.as_bytes()[10] == b'-' && rest.as_bytes()[16] == b'-'
    });
    found.unwrap_or_else(|| panic!("no receipt on {}:\n{}", page.path, page.body))[..18].to_owned()
}
