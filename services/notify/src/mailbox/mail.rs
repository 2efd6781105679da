//! A mail, read back from its bytes.

use contract::{Language, MailAddress};
use kit::Instant;
use kit::html::date::{self, When};
use mail_parser::{Address, MessageParser};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;

/// A mail in the local mailbox.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Mail {
    /// The letter's id.
    pub id: Uuid,
    #[schema(example = "wang.fang@example.com")]
    pub to: String,
    #[schema(example = "已收到您的申报（YC26-7K3QF-92XMA-W）")]
    pub subject: String,
    /// RFC 3339, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-11-24T02:30:00Z")]
    #[serde(serialize_with = "rfc3339")]
    pub at: Instant,
    /// The plain part, whole.
    pub text: String,
    /// The addresses in the plain part, each once, in their order.
    #[schema(example = json!(["http://127.0.0.1:8080/track/YC26-7K3QF-92XMA-W"]))]
    pub links: Vec<String>,
    #[serde(skip)]
    pub html: String,
    #[serde(skip)]
    pub from: String,
}

impl Mail {
    /// `None` for bytes that are no mail.
    pub fn parse(id: Uuid, bytes: &[u8]) -> Option<Mail> {
        let message = MessageParser::default().parse(bytes)?;
        let text = message.body_text(0)?.replace("\r\n", "\n");
        Some(Mail {
            id,
            to: address(message.to()),
            from: address(message.from()),
            subject: message.subject().unwrap_or_default().to_owned(),
            at: Instant(message.date()?.to_timestamp().saturating_mul(1_000_000)),
            links: links(&text),
            text,
            html: message.body_html(0)?.into_owned(),
        })
    }

    pub fn is_to(&self, address: &str) -> bool {
        MailAddress::fold(&self.to) == MailAddress::fold(address)
    }

    pub fn when(&self, language: Language) -> When {
        date::moment(self.at, language)
    }

    /// The plain part, without its empty lines.
    pub fn paragraphs(&self) -> Vec<Vec<&str>> {
        let paragraphs = self.text.split("\n\n").map(|paragraph| paragraph.trim().lines().collect::<Vec<_>>());
        paragraphs.filter(|lines| !lines.is_empty()).collect()
    }
}

fn rfc3339<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.rfc3339())
}

fn address(header: Option<&Address>) -> String {
    header.and_then(Address::first).and_then(|first| first.address()).unwrap_or_default().to_owned()
}

fn links(text: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let is_link = word.starts_with("https://") || word.starts_with("http://");
        if is_link && !links.iter().any(|link| link == word) {
            links.push(word.to_owned());
        }
    }
    links
}

/// One as the document shows it, and as the templates are tested with.
pub fn sample() -> Mail {
    let link = "http://127.0.0.1:8080/track/YC26-7K3QF-92XMA-W";
    Mail {
        id: Uuid::from_u128(0x0193_5c4e_7c3a_7b1d_8f7d_1c9e_8a10_0001),
        to: "wang.fang@example.com".to_owned(),
        subject: "已收到您的申报（YC26-7K3QF-92XMA-W）".to_owned(),
        at: Instant(1_795_487_400_000_000),
        text: format!("王芳，您好：\n\n您现在不用做什么。\n\n看办理进度：\n{link}\n"),
        links: vec![link.to_owned()],
        html: "<!DOCTYPE html><title>已收到您的申报</title>".to_owned(),
        from: "noreply@yincai.example".to_owned(),
    }
}
