//! A post as search engines read it: a `JobPosting` of schema.org.

use domain::{Mode, MoneyBand, Policy, Post};
use kit::Frame;
use serde_json::json;

use crate::words;

const FEN_OF_YUAN: i64 = 100;

/// JSON-LD that may stand inside a `script` element. It is data, not a script: the content policy has nothing to allow.
pub fn posting(post: &Post, frame: &Frame) -> String {
    let (language, policy, say) = (frame.language(), Policy::standard(), words::say(frame.language()));
    let paragraphs = post.duties.say(language).split("\n\n").map(|words| format!("<p>{}</p>", escaped(words)));
    let hours = match post.mode {
        Mode::FlexibleIntroduction => "PART_TIME",
        Mode::SmallAidIntroduction => "TEMPORARY",
        _ => "FULL_TIME",
    };
    let conditions = post.conditions.iter().map(|condition| condition.words.say(language));
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": post.title.say(language),
        "description": paragraphs.collect::<String>(),
        "identifier": { "@type": "PropertyValue", "name": post.unit.name.say(language), "value": post.number },
        "url": frame.whole(format!("/posts/{}", post.number)),
        "inLanguage": frame.lang(),
        "datePosted": post.news_on().to_string(),
        "employmentType": hours,
        "industry": policy.sector(post.sector).say(language),
        "totalJobOpenings": post.wanted,
        "directApply": true,
        "hiringOrganization": { "@type": "Organization", "name": post.unit.name.say(language) },
        "qualifications": conditions.collect::<Vec<_>>().join("\n"),
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": post.place.say(language),
                "addressLocality": say.owned("place-city"),
                "addressRegion": say.owned("place-region"),
                "addressCountry": "CN",
            },
        },
    });
    if let Some(last) = post.closes_on {
        posting["validThrough"] = format!("{last}T23:59:59+08:00").into();
    }
    if let Some(MoneyBand { from, to }) = post.pay_band {
        let value = json!({
            "@type": "QuantitativeValue",
            "minValue": from.fen / FEN_OF_YUAN,
            "maxValue": to.fen / FEN_OF_YUAN,
            "unitText": "YEAR",
        });
        posting["baseSalary"] = json!({ "@type": "MonetaryAmount", "currency": "CNY", "value": value });
    }
    // So that no text of a post can end the element.
    posting.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use domain::{IssuedUnder, Language, Money, Text};
    use serde_json::Value;

    use super::super::super::samples::post;
    use super::*;

    #[test]
    fn no_text_of_a_post_ends_the_element() {
        let evil = "</script><script>alert(1)</script>";
        let post = Post { title: Text::new(evil, evil), duties: Text::new(evil, evil), ..post() };
        let posting = posting(&post, &Frame::sample(Language::En, "/posts/2026-037"));
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
            serde_json::from_str(&posting(post, &Frame::sample(Language::Zh, "/posts/2026-037"))).expect("JSON")
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
