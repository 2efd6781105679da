//! A post as search engines read it: a `JobPosting` of schema.org.

use std::io::{self, Write};

use chrono::NaiveDate;
use domain::{Mode, Policy, Post};
use kit::{Fault, Frame};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::words;

const FEN_OF_YUAN: i64 = 100;
/// In bytes.
const LIKELY_LENGTH: usize = 4 * 1024;

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct JobPosting<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    title: &'a str,
    description: String,
    identifier: PropertyValue<'a>,
    url: String,
    in_language: &'static str,
    date_posted: NaiveDate,
    employment_type: &'static str,
    industry: &'static str,
    total_job_openings: u16,
    direct_apply: bool,
    hiring_organization: Organization<'a>,
    qualifications: String,
    job_location: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_salary: Option<MonetaryAmount>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct PropertyValue<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Place<'a> {
    address: PostalAddress<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct PostalAddress<'a> {
    street_address: &'a str,
    address_locality: String,
    address_region: String,
    address_country: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct MonetaryAmount {
    currency: &'static str,
    value: QuantitativeValue,
}

/// In yuan a year.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct QuantitativeValue {
    min_value: i64,
    max_value: i64,
    unit_text: &'static str,
}

/// JSON-LD that may stand inside a `script` element. It is data, not a script: the content policy has nothing to allow.
pub fn posting(post: &Post, frame: &Frame) -> Result<String, Fault> {
    let (language, say) = (frame.language(), words::say(frame.language()));
    let unit = post.unit.name.say(language);
    let paragraphs = post.duties.say(language).split("\n\n").map(|words| format!("<p>{}</p>", escaped(words)));
    let conditions = post.conditions.iter().map(|condition| condition.words.say(language));
    let salary = post.pay_band.map(|band| QuantitativeValue {
        min_value: band.from.fen / FEN_OF_YUAN,
        max_value: band.to.fen / FEN_OF_YUAN,
        unit_text: "YEAR",
    });
    let posting = JobPosting {
        context: "https://schema.org/",
        title: post.title.say(language),
        description: paragraphs.collect(),
        identifier: PropertyValue { name: unit, value: &post.number },
        url: frame.whole(format!("/posts/{}", post.number)),
        in_language: frame.lang(),
        date_posted: post.news_on(),
        employment_type: match post.mode {
            Mode::FlexibleIntroduction => "PART_TIME",
            Mode::SmallAidIntroduction => "TEMPORARY",
            _ => "FULL_TIME",
        },
        industry: Policy::standard().sector(post.sector).say(language),
        total_job_openings: post.wanted,
        direct_apply: true,
        hiring_organization: Organization { name: unit },
        qualifications: conditions.collect::<Vec<_>>().join("\n"),
        job_location: Place {
            address: PostalAddress {
                street_address: post.place.say(language),
                address_locality: say.owned("place-city"),
                address_region: say.owned("place-region"),
                address_country: "CN",
            },
        },
        valid_through: post.closes_on.map(|last| format!("{last}T23:59:59+08:00")),
        base_salary: salary.map(|value| MonetaryAmount { currency: "CNY", value }),
    };
    let mut json = Vec::with_capacity(LIKELY_LENGTH);
    posting.serialize(&mut Serializer::with_formatter(&mut json, Within))?;
    String::from_utf8(json).map_err(|error| Fault::new(format!("a posting is no text: {error}")))
}

/// Inside a `script` element, which no text of a post can end.
struct Within;

impl Formatter for Within {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for words in fragment.split_inclusive(['<', '>', '&']) {
            let (words, mark) = match words.as_bytes() {
                [words @ .., b'<'] => (words, "\\u003c"),
                [words @ .., b'>'] => (words, "\\u003e"),
                [words @ .., b'&'] => (words, "\\u0026"),
                words => (words, ""),
            };
            writer.write_all(words)?;
            writer.write_all(mark.as_bytes())?;
        }
        Ok(())
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use domain::{IssuedUnder, Language, Money, MoneyBand, Text};
    use serde_json::{Value, json};

    use super::super::super::samples::post;
    use super::*;

    #[test]
    fn no_text_of_a_post_ends_the_element() {
        let evil = "</script><script>alert(1)</script>";
        let post = Post { title: Text::new(evil, evil), duties: Text::new(evil, evil), ..post() };
        let posting = posting(&post, &Frame::sample(Language::En, "/posts/2026-037")).expect("JSON");
        assert!(!posting.contains('<'), "{posting}");
        let read: Value = serde_json::from_str(&posting).expect("JSON");
        assert_eq!(read["title"], evil);
        assert_eq!(read["description"], "<p>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assert_eq!(read["validThrough"], "2026-11-27T23:59:59+08:00");
    }

    #[test]
    fn a_posting_says_where_for_whom_until_when_and_what_a_stated_pay_comes_to() {
        let band = MoneyBand { from: Money::yuan(120_000), to: Money::yuan(180_000) };
        let read = |post: &Post| -> Value {
            let posting = posting(post, &Frame::sample(Language::Zh, "/posts/2026-037")).expect("JSON");
            serde_json::from_str(&posting).expect("JSON")
        };
        let told = read(&Post { pay_band: Some(band), ..post() });
        assert_eq!(
            (&told["@type"], &told["hiringOrganization"]["name"]),
            (&json!("JobPosting"), &json!("伊宁市人民医院"))
        );
        assert_eq!((&told["datePosted"], &told["totalJobOpenings"]), (&json!("2026-10-25"), &json!(post().wanted)));
        assert_eq!(told["jobLocation"]["address"]["addressCountry"], "CN");
        let salary = &told["baseSalary"];
        assert_eq!((&salary["currency"], &salary["value"]["unitText"]), (&json!("CNY"), &json!("YEAR")), "{told:#}");
        assert_eq!([&salary["value"]["minValue"], &salary["value"]["maxValue"]], [&json!(120_000), &json!(180_000)]);
        let late = IssuedUnder {
            document: "伊州人才〔2026〕9号".to_owned(),
            on: "2026-11-09".parse().expect("a date"),
            policy: "2026-1".to_owned(),
        };
        let amended = read(&Post { issued: Some(late), ..post() });
        assert_eq!(amended["datePosted"], "2026-11-09", "nothing is posted before it is issued");
        let open = read(&Post { closes_on: None, ..post() });
        assert!(open.get("validThrough").is_none() && open.get("baseSalary").is_none(), "{open:#}");
    }
}
