//! A post as search engines read it: a `JobPosting` of schema.org.

use domain::{Mode, Policy, Post};
use kit::Frame;
use serde_json::json;

use crate::words;

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
        "url": format!("{}{}", frame.url(), frame.to(format!("/posts/{}", post.number))),
        "inLanguage": frame.lang(),
        "datePosted": post.opens_on.to_string(),
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
                "addressLocality": say.it("place-city"),
                "addressRegion": say.it("place-region"),
                "addressCountry": "CN",
            },
        },
    });
    if let Some(last) = post.closes_on {
        posting["validThrough"] = format!("{last}T23:59:59+08:00").into();
    }
    // So that no text of a post can end the element.
    posting.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use domain::{Language, Text};
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
}
