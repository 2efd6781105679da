//! This service's words, from `locales`.

use domain::Language;
use kit::html::Say;

fluent_templates::static_loader! {
    static WORDS = {
        locales: "locales",
        fallback_language: "zh-CN",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

pub fn say(language: Language) -> Say {
    Say::new(&WORDS, language)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn both_languages_say_the_same_things() {
        let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        assert_eq!(kit::html::parity(&locales), Vec::<String>::new());
    }
}
