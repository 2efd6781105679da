//! Words in both languages of the product, and which of them somebody reads.
//! The Chinese words are the authentic ones; the English ones are our translation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::Refusal;
use crate::typed;

/// The languages every page, letter and refusal exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Zh, Language::En];

    /// The BCP 47 tag, as in `lang`, `Accept-Language` and the letters' folders.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// One thing said in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }

    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// Words without the stop at their end, for a sentence that goes on after them or sets its own.
pub fn unstopped(words: &str) -> &str {
    words.trim_end_matches(|letter: char| letter.is_whitespace() || "。．.；;".contains(letter))
}

/// Words in both languages as somebody types them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TextInput {
    pub zh: String,
    pub en: String,
}

impl TextInput {
    pub fn of(text: &Text) -> TextInput {
        TextInput { zh: text.zh.clone(), en: text.en.clone() }
    }

    /// One line in each language.
    pub fn read(&self, most: usize, at: &str, refused: &mut Vec<Refusal>) -> Option<Text> {
        self.both(typed::line, most, at, refused)
    }

    /// Paragraphs in each language.
    pub(crate) fn read_lines(&self, most: usize, at: &str, refused: &mut Vec<Refusal>) -> Option<Text> {
        self.both(typed::lines, most, at, refused)
    }

    fn both(
        &self,
        read: fn(&str, usize, &str, &mut Vec<Refusal>) -> Option<String>,
        most: usize,
        at: &str,
        refused: &mut Vec<Refusal>,
    ) -> Option<Text> {
        let mut one = |words: &str, tag: &str, missing: Refusal| {
            let at = format!("{at}/{tag}");
            if words.trim().is_empty() {
                refused.push(missing.at(at));
                return None;
            }
            read(words, most, &at, refused)
        };
        let zh = one(&self.zh, "zh", Refusal::content("chinese-missing"));
        let en = one(&self.en, "en", Refusal::content("english-missing"));
        Some(Text { zh: zh?, en: en? })
    }

    pub fn is_empty(&self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }
}
