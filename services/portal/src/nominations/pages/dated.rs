//! Words with days in them: each day stands in a `<time>` that does not break at the end of a line.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use kit::html::date::When;

/// Written by a template with `{{ }}` and nothing else.
#[derive(Clone, Debug, Default)]
pub struct Dated(String);

impl Dated {
    /// `words` hold each day as it is said; what they hold besides is escaped.
    pub fn new(words: &str, days: &[&When]) -> Dated {
        let mut said = String::new();
        if Html.write_escaped_str(&mut said, words).is_err() {
            return Dated::default();
        }
        for day in days {
            said = said.replacen(&day.words, &day.to_string(), 1);
        }
        Dated(said)
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Dated {}

#[cfg(test)]
mod tests {
    use domain::Language;
    use kit::html::date;

    use super::*;

    #[test]
    fn only_the_day_is_markup() {
        let when = date::day("2026-12-08".parse().expect("a date"), Language::Zh);
        let said = Dated::new("<b>甲</b>，12月8日前", &[&when]);
        assert_eq!(said.to_string(), "&#60;b&#62;甲&#60;/b&#62;，<time datetime=\"2026-12-08\">12月8日</time>前");
    }
}
