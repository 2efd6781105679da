//! A member of staff at the console, by page.

use domain::Language;

use crate::browser::{Browser, Page};

/// The password of every demo officer.
pub const PASSWORD: &str = "yincai-demo-2026";

pub struct StaffMember {
    pub browser: Browser,
}

impl StaffMember {
    pub async fn sign_in(browser: Browser, login: &str, code: &str) -> StaffMember {
        let page = browser.open("/staff").await;
        assert!(page.path.contains("/staff/sign-in"), "{} is open to anybody", page.path);
        let inbox = browser.send(&page, &[("login", login), ("password", PASSWORD), ("code", code)]).await;
        let expected = if browser.language() == Language::En { "/en/staff" } else { "/staff" };
        assert_eq!(inbox.path, expected, "{}", inbox.body);
        StaffMember { browser }
    }

    pub async fn inbox(&self) -> Page {
        self.browser.open("/staff").await
    }

    /// The page of the case with this receipt, while it waits for this officer.
    pub async fn find(&self, receipt: &str) -> Option<Page> {
        let inbox = self.inbox().await;
        let row = inbox.body.split("<tr>").find(|row| row.contains(receipt))?;
        let (_, link) = row.split_once("<a href=\"")?;
        Some(self.browser.follow(link.split_once('"')?.0).await)
    }

    /// What the desk finds by these words.
    pub async fn searches(&self, words: &str) -> Page {
        let page = self.browser.open("/staff/find").await;
        self.browser.send(page.is_ok(), &[("words", words)]).await
    }

    /// The next act of the hand, by the form on the case's page.
    pub async fn passes(&self, case: &Page, words: &str) -> Page {
        let mut fields = vec![("ruling", "agree"), ("words", words)];
        if case.body.contains("name=\"rests_on\"") {
            fields.push(("rests_on", "10(4)"));
        }
        self.browser.send(case, &fields).await.is_ok().clone()
    }

    pub async fn rejects(&self, case: &Page, reason: &str, words: &str) -> Page {
        let fields = [("ruling", "refuse"), ("reason", reason), ("to_applicant", words)];
        self.browser.send(case, &fields).await.is_ok().clone()
    }
}
