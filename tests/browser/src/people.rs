//! The people of a journey, each with a window of their own: somebody who nominates themselves, and staff.

use domain::Language;
use tests::Applicant;
use tests::embedded::until;

use crate::driver::Driver;
use crate::place::Place;
use crate::screen::Screen;
use crate::window::Window;

/// What somebody needs to sit down at: the product, a browser, a screen and a language.
#[derive(Clone, Copy)]
pub struct Seat<'a> {
    pub place: Place<'a>,
    pub driver: &'a Driver,
    pub screen: Screen,
    pub language: Language,
}

impl Seat<'_> {
    pub async fn window(self) -> Window {
        self.driver.window(&self.place.url(), self.screen).await
    }

    /// Reads the newest letter to the address: its subject and its words. Where the product keeps its mails itself, in the mailbox.
    pub async fn reads_mail(self, to: &str) -> (String, String) {
        if let Place::Apart(front) = self.place {
            let mail = front.town.mail_server.mails_to(to).pop().expect("a mail");
            return (mail.subject(), mail.text());
        }
        let window = self.window().await;
        window.open(self.language, &format!("/dev/mail?to={to}")).await;
        window.press("main table a[href*='/dev/mail/']").await;
        let read = (window.find("main h1").await.text().await.expect("a subject"), window.words().await);
        window.close().await;
        read
    }

    /// An applicant who opens the path, gives the address, and signs in with the code of the letter.
    pub async fn signs_in(self, path: &str, mail: &str) -> Window {
        let window = self.window().await;
        window.open(self.language, path).await;
        window.fill("mail", mail).await;
        window.press("main button.btn").await;
        self.place.mails_when(mail, 1).await;
        let (_, letter) = self.reads_mail(mail).await;
        let code = letter.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code");
        window.fill("code", code).await;
        window.press("main button.btn").await;
        window
    }

    /// The same for somebody who had letters before.
    pub async fn signs_in_again(self, path: &str, mail: &str) -> Window {
        let window = self.window().await;
        window.open(self.language, path).await;
        self.proves(&window, mail).await;
        window
    }

    /// Gives the address, and the code of the letter that comes, where a page asks for them.
    pub async fn proves(self, window: &Window, mail: &str) {
        let before = self.place.codes(mail).await.len();
        window.fill("mail", mail).await;
        window.press("main button.btn").await;
        let code = until("the next code", async || self.place.codes(mail).await.into_iter().nth_back(before));
        window.fill("code", &code.await).await;
        window.press("main button.btn").await;
    }

    /// An officer of the demo before the inbox.
    pub async fn officer(self, login: &str) -> Window {
        self.officer_with(login, &self.place.code(login)).await
    }

    /// The same with a code of their own.
    pub async fn officer_with(self, login: &str, code: &str) -> Window {
        let window = self.window().await;
        window.open(self.language, "/staff").await;
        window.fill("login", login).await;
        window.fill("password", tests::officer::PASSWORD).await;
        window.fill("code", code).await;
        window.press("main button.btn").await;
        assert!(!window.path().await.contains("sign-in"), "{login}: {}", window.words().await);
        window
    }
}

/// Goes on to the next question.
pub const CONTINUE: &str = "main button.btn[name=do][value=continue]";

/// Answers question after question, field by field, from the list of tasks to the last page, and submits.
pub async fn submits(window: &Window, person: &Applicant) {
    let list = window.path().await;
    let list = list.split('?').next().unwrap_or_default().to_owned();
    window.follow(&format!("{list}/person")).await;
    loop {
        let path = window.path().await;
        if path.ends_with("/check") {
            break;
        }
        if path.ends_with("/evidence") {
            window.follow(&format!("{list}/consents")).await;
            continue;
        }
        answers(window, person).await;
    }
    window.press("main button.btn[name=do][value=submit]").await;
}

/// Answers what this page asks, and goes on.
pub async fn answers(window: &Window, person: &Applicant) {
    // China is chosen already, and there is no second choice of that name.
    for (name, value) in person.filing().iter().filter(|(name, _)| *name != "education.0.country") {
        if !window.find_all(&format!("main [name='{name}']")).await.is_empty() {
            window.fill(name, value).await;
        }
    }
    window.press(CONTINUE).await;
    assert!(window.find_all(".errors").await.is_empty(), "{}", window.words().await);
}

/// The officer finds the case in the inbox, agrees, and passes it on.
pub async fn passes(officer: &Window, language: Language, receipt: &str) {
    let link = until("the case in the inbox", async || {
        officer.open(language, "/staff").await;
        let rows = officer.find_all("table.inbox tbody tr").await;
        for row in rows {
            // On a phone the receipt's column is not shown.
            let text = row.prop("textContent").await.ok().flatten().unwrap_or_default();
            if text.contains(receipt) {
                let link = row.find(fantoccini::Locator::Css("th a")).await.ok()?;
                return link.attr("href").await.ok().flatten();
            }
        }
        None
    })
    .await;
    officer.follow(&link).await;
    officer.fill("ruling", "agree").await;
    if !officer.find_all("main [name=rests_on]").await.is_empty() {
        officer.fill("rests_on", "10(4)").await;
    }
    officer.fill("words", "同意").await;
    officer.press("form.act button.btn").await;
}
