//! A real postfix takes the letters over STARTTLS and delivers them; without `YINCAI_TEST_POSTFIX`, the folder of one that
//! runs, there is none to hand them to. `.ci/run` starts it: mail for `example.com` lies in `mails/all`, other mail is refused.

use std::fs;
use std::path::{Path, PathBuf};

use domain::Language;
use mail_parser::MessageParser;
use serde_json::json;
use tests::{Town, filings};

struct Postfix(PathBuf);

/// A mail as it was delivered.
struct Delivered {
    subject: String,
    text: String,
}

impl Postfix {
    fn that_runs() -> Option<Postfix> {
        let folder = std::env::var_os("YINCAI_TEST_POSTFIX");
        if folder.is_none() {
            println!("not tested: YINCAI_TEST_POSTFIX names no postfix");
        }
        folder.map(|folder| Postfix(folder.into()))
    }

    fn settings(&self) -> String {
        let port = fs::read_to_string(self.0.join("port")).expect("its port");
        format!(
            "[notify]\ntransport = \"smtp\"\n[notify.smtp]\nhost = \"localhost\"\nport = {}\ntls = \"starttls\"\nca_file = {:?}\n",
            port.trim(),
            self.0.join("certificate.pem")
        )
    }

    /// What was delivered to somebody.
    fn mails_to(&self, to: &str) -> Vec<Delivered> {
        let entries = fs::read_dir(self.0.join("mails/all/new")).into_iter().flatten();
        entries.filter_map(|entry| Delivered::read(&entry.expect("a mail").path(), to)).collect()
    }
}

impl Delivered {
    fn read(path: &Path, to: &str) -> Option<Delivered> {
        let source = fs::read(path).expect("a mail");
        let mail = MessageParser::default().parse(&source)?;
        let addressed = mail.to()?.first()?.address()? == to;
        let text = mail.body_text(0)?.into_owned();
        addressed.then(|| Delivered { subject: mail.subject().unwrap_or_default().to_owned(), text })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postfix_delivers_each_letter_once_and_its_refusal_is_shown() {
    let Some(postfix) = Postfix::that_runs() else { return };
    let town = Town::with(&postfix.settings()).await;
    let api = town.api(Language::Zh);
    // The box outlives this run.
    let mail = format!("wang{}@example.com", std::process::id());
    let begun = async |mail: &str| api.post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
    let delivered = async |count: usize| {
        let mails = async || Some(postfix.mails_to(&mail)).filter(|mails| mails.len() >= count);
        town.until("the mail", mails).await
    };

    begun(&mail).await;
    let text = &delivered(1).await[0].text;
    let code = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code");
    let signed_in = api.post("/api/portal/v1/sessions", &json!({ "mail": mail, "code": code })).await.is(201);
    let filed = filings::files_as(&town, &api.with_token(signed_in.text("token")), "买买提·吐尔逊").await;
    let mails = delivered(2).await;
    assert_eq!(mails.iter().filter(|mail| mail.subject.contains(&filed.receipt)).count(), 1, "one receipt");
    assert!(mails.iter().any(|mail| mail.text.contains("买买提·吐尔逊")));

    begun("wang@elsewhere.example").await;
    let keeper = town.officer_api("admin-system").await;
    let refused = town.until("the refusal", async || {
        let listed = keeper.get("/api/notify/v1/letters?limit=200").await.is(200).body;
        listed["items"].as_array()?.iter().find(|letter| letter["state"] == "failed").cloned()
    });
    let trouble = refused.await["trouble"].to_string();
    assert!(trouble.contains("5.7.1"), "{trouble}");
    assert_eq!(postfix.mails_to(&mail).len(), 2, "nothing twice");
}
