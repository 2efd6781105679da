//! What the letters say.

use contract::{Language, Letter};
use kit::{Instant, Settings, SystemRng};

use super::office::Scratch;
use super::samples;
use crate::letters::texts::{Sheet, Written, write};
use crate::settings::{self, Sender};

fn sender(text: &str) -> Sender {
    let scratch = Scratch::new();
    let text = format!("data = {:?}\n{text}", scratch.path());
    let settings = Settings::given(&[include_str!("../../../default.toml")], &text, &SystemRng).expect("settings");
    settings::Settings::read(&settings.written).expect("a sender").sender
}

fn written(letter: &Letter, language: Language) -> Written {
    let sender = sender("");
    write(letter, &Sheet::of(&sender, language, Instant(1_795_487_400_000_000))).expect("written")
}

/// The arguments of a letter, as they have to be seen.
fn arguments(letter: &Letter) -> Vec<(String, String)> {
    let serde_json::Value::Object(fields) = serde_json::to_value(letter).expect("JSON") else {
        panic!("a letter is an object");
    };
    let shown = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let all = |value: serde_json::Value| match &value {
        serde_json::Value::Array(items) => items.iter().map(shown).collect(),
        one => vec![shown(one)],
    };
    // What only chooses between words is in none of them.
    let fields = fields.into_iter().filter(|(name, value)| name != "name" && !value.is_boolean());
    fields.flat_map(|(name, value)| all(value).into_iter().map(move |shown| (name.clone(), shown))).collect()
}

#[test]
fn a_letter_is_called_the_same_wherever_it_is_named() {
    let letters = samples::full(Language::Zh);
    assert_eq!(letters.iter().map(Letter::name).collect::<Vec<_>>(), Letter::NAMES);
    for letter in letters {
        assert_eq!(serde_json::to_value(&letter).expect("JSON")["name"], letter.name());
    }
}

#[test]
fn every_letter_shows_all_it_was_given_in_both_parts() {
    for language in Language::ALL {
        for letter in samples::full(language) {
            let Written { subject, text, html } = written(&letter, language);
            for (name, value) in arguments(&letter) {
                assert!(text.contains(&value), "{} {language:?}: {name} is not in the text:\n{text}", letter.name());
                assert!(html.contains(&value), "{} {language:?}: {name} is not in the HTML", letter.name());
            }
            assert!(html.contains(&format!("<title>{subject}</title>")), "{}: {subject}", letter.name());
            assert!(html.contains(&format!("<html lang=\"{}\">", language.tag())));
        }
    }
}

#[test]
fn a_letter_with_less_to_say_has_no_holes() {
    const HOLES: &[&str] = &["（）", "()", "  ", "，，", "，。", "：。", ": .", "“”", "</b></b>", "\n\n\n", " .", "{"];
    for language in Language::ALL {
        for letter in samples::bare(language).iter().chain(&samples::full(language)) {
            let Written { subject, text, html } = written(letter, language);
            for hole in HOLES {
                assert!(!subject.contains(hole), "{} {language:?} has {hole:?} in {subject}", letter.name());
                assert!(!text.contains(hole), "{} {language:?} has {hole:?} in\n{text}", letter.name());
            }
            for hole in ["\"></p>", "\"></h1>", "\"></a>", "\"></div>", "<b></b>"] {
                assert!(!html.contains(hole), "{} {language:?} has {hole:?} in\n{html}", letter.name());
            }
            assert!(text.starts_with(|first: char| !first.is_whitespace()), "{text:?}");
        }
    }
}

#[test]
fn the_code_is_not_in_the_subject() {
    for language in Language::ALL {
        for (name, code) in [("mail-code", "730418"), ("address-code", "204817")] {
            let subject = written(&samples::named(name, language), language).subject;
            assert!(!subject.contains(code), "{subject}");
        }
    }
    let subject = written(&samples::named("mail-code", Language::Zh), Language::Zh).subject;
    assert_eq!(subject, "伊宁市引才的登录验证码");
}

#[test]
fn subjects_carry_the_receipt() {
    let before_one = |name: &str| {
        matches!(name, "mail-code" | "draft-reminder" | "address-code" | "addresses-changed" | "account-erased")
            || name.starts_with("referral-")
    };
    let has_one = |letter: &&Letter| !before_one(letter.name());
    for language in Language::ALL {
        for letter in samples::full(language).iter().filter(has_one) {
            let subject = written(letter, language).subject;
            assert!(subject.contains("YC26-7K3QF-92XMA-W"), "{subject}");
        }
    }
}

#[test]
fn a_recommendation_is_of_somebody_for_something() {
    for language in Language::ALL {
        for letter in samples::full(language).iter().filter(|letter| letter.name().starts_with("referral-")) {
            let subject = written(letter, language).subject;
            let person = if language == Language::Zh { ["陈明", "王芳"] } else { ["Chen Ming", "Wang Fang"] };
            assert!(person.iter().any(|name| subject.contains(name)) && subject.contains('“'), "{subject}");
        }
    }
}

#[test]
fn an_officers_words_are_words_and_not_markup() {
    let Letter::CaseRejected(it) = samples::named("case-rejected", Language::Zh) else {
        panic!("another letter");
    };
    let words = "<img src=x> & 下一行";
    let letter = Letter::CaseRejected(contract::letter::CaseRejected { words: words.to_owned(), ..it });
    let Written { text, html, .. } = written(&letter, Language::Zh);
    assert!(text.contains(words));
    assert!(!html.contains("<img"));
}

#[test]
fn no_argument_makes_another_header() {
    let Letter::CaseMoved(it) = samples::named("case-moved", Language::En) else {
        panic!("another letter");
    };
    let holder = "the group\r\nBcc: other@example.com".to_owned();
    let letter = Letter::CaseMoved(contract::letter::CaseMoved { holder, ..it });
    let subject = written(&letter, Language::En).subject;
    assert_eq!(subject, "Your nomination is now with the group Bcc: other@example.com (YC26-7K3QF-92XMA-W)");
}

#[test]
fn whoever_waits_for_a_correction_no_longer_says_so() {
    for (language, subject, said, done) in [
        (
            Language::Zh,
            "不再等您补正或者答复，已经继续办理（YC26-7K3QF-92XMA-W）",
            ["原来请您补正或者答复的，现在不用交了，", "工作协调小组", "已经继续办理"],
            "转到了",
        ),
        (
            Language::En,
            "No correction or answer is needed any more (YC26-7K3QF-92XMA-W)",
            ["that is no longer needed, and ", "the coordination group", " has gone on: deciding"],
            "is now with",
        ),
    ] {
        let Letter::CaseMoved(it) = samples::named("case-moved", language) else {
            panic!("another letter");
        };
        let letter = Letter::CaseMoved(contract::letter::CaseMoved { taken_back: true, ..it });
        let written = written(&letter, language);
        assert_eq!(written.subject, subject);
        assert!(written.text.contains(&said.concat()), "{}", written.text);
        for part in [&written.text, &written.html] {
            assert!(said.iter().all(|said| part.contains(said)) && !part.contains(done), "{part}");
        }
    }
}

#[test]
fn whoever_turns_to_the_party_organisation_is_told_that_a_unit_is_looked_for() {
    for (language, unit, said, screened) in [
        (
            Language::Zh,
            "市委组织部",
            ["您向党组织自荐的材料已经收到。", "先由市委组织部找接收单位，", "征求您的意见。"],
            "审查",
        ),
        (
            Language::En,
            "The Organisation Department",
            [
                "Your nomination to the Party organisation has arrived.",
                "The Organisation Department looks for a unit and asks you about one by ",
                "Tuesday 24 November",
            ],
            "screens it",
        ),
    ] {
        let Letter::NominationReceived(it) = samples::named("nomination-received", language) else {
            panic!("another letter");
        };
        let (unit, post) = (unit.to_owned(), String::new());
        let letter = contract::letter::NominationReceived { unit, post, routed: true, ..it };
        let written = written(&Letter::NominationReceived(letter), language);
        for part in [&written.text, &written.html] {
            assert!(said.iter().all(|said| part.contains(said)) && !part.contains(screened), "{part}");
        }
    }
}

#[test]
fn answers_are_named_or_said_to_go_nowhere() {
    let sender = sender("[notify]\nreply_to = \"人才科 <talent@yincai.example>\"");
    let letter = samples::named("mail-code", Language::Zh);
    let sheet = Sheet::of(&sender, Language::Zh, Instant(0));
    let Written { text, .. } = write(&letter, &sheet).expect("written");
    assert!(text.contains("回复这封邮件会到talent@yincai.example。"), "{text}");
    assert!(written(&letter, Language::Zh).text.contains("回复这封邮件没有人看。"));
}

/// Each letter as a file, in the folder `letters` of the temporary folder.
#[test]
#[ignore = "writes files to look at"]
fn letters_to_look_at() {
    let folder = std::env::temp_dir().join("letters");
    std::fs::create_dir_all(&folder).expect("a folder");
    for language in Language::ALL {
        for letter in samples::full(language) {
            let Written { subject, text, html } = written(&letter, language);
            let file = |ending| folder.join(format!("{}.{}.{ending}", letter.name(), language.tag()));
            std::fs::write(file("html"), html).expect("written");
            std::fs::write(file("txt"), format!("{subject}\n\n{text}")).expect("written");
        }
    }
}
