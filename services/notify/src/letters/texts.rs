//! The words of each letter: its subject, its text part and its HTML part, from `letters/<name>`.
//! A path stands here once; a letter without a row does not compile.

use askama::Template;
use contract::letter::*;
use contract::{Language, Letter};
use kit::Instant;
use kit::html::date;

use crate::settings::Sender;

/// What every letter says whatever it is about.
pub struct Sheet<'a> {
    pub language: Language,
    pub site: &'a str,
    /// Who signs it.
    pub office: &'a str,
    /// Where answers are read, if anywhere.
    pub reply_to: Option<String>,
    /// The day it was written.
    pub day: String,
}

impl Sheet<'_> {
    pub fn of(sender: &Sender, language: Language, written: Instant) -> Sheet<'_> {
        let day = date::full(written.date(), language).words;
        let reply_to = sender.reply_to.as_ref().map(|mailbox| mailbox.email.to_string());
        Sheet { language, site: sender.site(language), office: sender.office(language), reply_to, day }
    }
}

/// A letter in the recipient's language.
pub struct Written {
    /// One line.
    pub subject: String,
    pub text: String,
    pub html: String,
}

macro_rules! letters {
    ($($letter:ident: $zh_subject:tt $zh_text:tt $zh_html:tt, $en_subject:tt $en_text:tt $en_html:tt;)*) => {
        pub fn write(letter: &Letter, sheet: &Sheet) -> askama::Result<Written> {
            match (letter, sheet.language) {
                $(
                    (Letter::$letter(it), Language::Zh) => written!(it, sheet, $letter: $zh_subject $zh_text $zh_html),
                    (Letter::$letter(it), Language::En) => written!(it, sheet, $letter: $en_subject $en_text $en_html),
                )*
            }
        }
    };
}

macro_rules! written {
    ($it:ident, $sheet:ident, $letter:ident: $subject:tt $text:tt $html:tt) => {{
        #[derive(Template)]
        #[template(path = $subject)]
        #[allow(dead_code, reason = "not every subject needs both")]
        struct Subject<'a> {
            it: &'a $letter,
            sheet: &'a Sheet<'a>,
        }
        #[derive(Template)]
        #[template(path = $text)]
        struct Text<'a> {
            it: &'a $letter,
            sheet: &'a Sheet<'a>,
        }
        #[derive(Template)]
        #[template(path = $html)]
        struct Html<'a> {
            it: &'a $letter,
            sheet: &'a Sheet<'a>,
            subject: &'a str,
        }
        let subject = one_line(&Subject { it: $it, sheet: $sheet }.render()?);
        let text = Text { it: $it, sheet: $sheet }.render()?;
        let html = Html { it: $it, sheet: $sheet, subject: &subject }.render()?;
        Ok(Written { subject, text, html })
    }};
}

letters! {
    MailCode:
        "mail-code/zh-CN.subject" "mail-code/zh-CN.txt" "mail-code/zh-CN.html",
        "mail-code/en.subject" "mail-code/en.txt" "mail-code/en.html";
    DraftReminder:
        "draft-reminder/zh-CN.subject" "draft-reminder/zh-CN.txt" "draft-reminder/zh-CN.html",
        "draft-reminder/en.subject" "draft-reminder/en.txt" "draft-reminder/en.html";
    NominationReceived:
        "nomination-received/zh-CN.subject" "nomination-received/zh-CN.txt" "nomination-received/zh-CN.html",
        "nomination-received/en.subject" "nomination-received/en.txt" "nomination-received/en.html";
    CorrectionAsked:
        "correction-asked/zh-CN.subject" "correction-asked/zh-CN.txt" "correction-asked/zh-CN.html",
        "correction-asked/en.subject" "correction-asked/en.txt" "correction-asked/en.html";
    CorrectionReminder:
        "correction-reminder/zh-CN.subject" "correction-reminder/zh-CN.txt" "correction-reminder/zh-CN.html",
        "correction-reminder/en.subject" "correction-reminder/en.txt" "correction-reminder/en.html";
    CorrectionReceived:
        "correction-received/zh-CN.subject" "correction-received/zh-CN.txt" "correction-received/zh-CN.html",
        "correction-received/en.subject" "correction-received/en.txt" "correction-received/en.html";
    HandOverAsked:
        "hand-over-asked/zh-CN.subject" "hand-over-asked/zh-CN.txt" "hand-over-asked/zh-CN.html",
        "hand-over-asked/en.subject" "hand-over-asked/en.txt" "hand-over-asked/en.html";
    HandOverReminder:
        "hand-over-reminder/zh-CN.subject" "hand-over-reminder/zh-CN.txt" "hand-over-reminder/zh-CN.html",
        "hand-over-reminder/en.subject" "hand-over-reminder/en.txt" "hand-over-reminder/en.html";
    CaseMoved:
        "case-moved/zh-CN.subject" "case-moved/zh-CN.txt" "case-moved/zh-CN.html",
        "case-moved/en.subject" "case-moved/en.txt" "case-moved/en.html";
    CaseReplied:
        "case-replied/zh-CN.subject" "case-replied/zh-CN.txt" "case-replied/zh-CN.html",
        "case-replied/en.subject" "case-replied/en.txt" "case-replied/en.html";
    CaseRejected:
        "case-rejected/zh-CN.subject" "case-rejected/zh-CN.txt" "case-rejected/zh-CN.html",
        "case-rejected/en.subject" "case-rejected/en.txt" "case-rejected/en.html";
    ReconsiderationReceived:
        "reconsideration-received/zh-CN.subject" "reconsideration-received/zh-CN.txt" "reconsideration-received/zh-CN.html",
        "reconsideration-received/en.subject" "reconsideration-received/en.txt" "reconsideration-received/en.html";
    RejectionUpheld:
        "rejection-upheld/zh-CN.subject" "rejection-upheld/zh-CN.txt" "rejection-upheld/zh-CN.html",
        "rejection-upheld/en.subject" "rejection-upheld/en.txt" "rejection-upheld/en.html";
    CaseReopened:
        "case-reopened/zh-CN.subject" "case-reopened/zh-CN.txt" "case-reopened/zh-CN.html",
        "case-reopened/en.subject" "case-reopened/en.txt" "case-reopened/en.html";
    NominationWithdrawn:
        "nomination-withdrawn/zh-CN.subject" "nomination-withdrawn/zh-CN.txt" "nomination-withdrawn/zh-CN.html",
        "nomination-withdrawn/en.subject" "nomination-withdrawn/en.txt" "nomination-withdrawn/en.html";
    AddressCode:
        "address-code/zh-CN.subject" "address-code/zh-CN.txt" "address-code/zh-CN.html",
        "address-code/en.subject" "address-code/en.txt" "address-code/en.html";
    AddressesChanged:
        "addresses-changed/zh-CN.subject" "addresses-changed/zh-CN.txt" "addresses-changed/zh-CN.html",
        "addresses-changed/en.subject" "addresses-changed/en.txt" "addresses-changed/en.html";
    AccountErased:
        "account-erased/zh-CN.subject" "account-erased/zh-CN.txt" "account-erased/zh-CN.html",
        "account-erased/en.subject" "account-erased/en.txt" "account-erased/en.html";
    ReferralInvitation:
        "referral-invitation/zh-CN.subject" "referral-invitation/zh-CN.txt" "referral-invitation/zh-CN.html",
        "referral-invitation/en.subject" "referral-invitation/en.txt" "referral-invitation/en.html";
    ReferralReminder:
        "referral-reminder/zh-CN.subject" "referral-reminder/zh-CN.txt" "referral-reminder/zh-CN.html",
        "referral-reminder/en.subject" "referral-reminder/en.txt" "referral-reminder/en.html";
    ReferralDeclined:
        "referral-declined/zh-CN.subject" "referral-declined/zh-CN.txt" "referral-declined/zh-CN.html",
        "referral-declined/en.subject" "referral-declined/en.txt" "referral-declined/en.html";
    ReferralFiled:
        "referral-filed/zh-CN.subject" "referral-filed/zh-CN.txt" "referral-filed/zh-CN.html",
        "referral-filed/en.subject" "referral-filed/en.txt" "referral-filed/en.html";
}

/// The letter that tries the way out, in both languages at once: whoever reads it may know but one of them.
pub struct Trial {
    pub subject: String,
    pub text: String,
}

pub fn trial(sender: &Sender, at: Instant) -> askama::Result<Trial> {
    #[derive(Template)]
    #[template(path = "mail-test/both.subject")]
    struct Subject<'a> {
        zh: &'a Sheet<'a>,
        en: &'a Sheet<'a>,
    }
    #[derive(Template)]
    #[template(path = "mail-test/both.txt")]
    struct Text<'a> {
        zh: &'a Sheet<'a>,
        en: &'a Sheet<'a>,
    }
    let [zh, en] = &[Language::Zh, Language::En].map(|language| Sheet::of(sender, language, at));
    Ok(Trial { subject: one_line(&Subject { zh, en }.render()?), text: Text { zh, en }.render()? })
}

/// No argument can begin another line, and so no other header.
fn one_line(subject: &str) -> String {
    subject.split_whitespace().collect::<Vec<_>>().join(" ")
}
