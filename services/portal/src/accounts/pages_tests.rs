//! The pages of signing in, rendered in both languages.

use domain::Language;

use super::*;

fn pages(language: Language) -> Vec<(&'static str, String)> {
    let frame = |path: &str| Frame::sample(language, path);
    let way = |kept: Option<&str>| Way::new(&frame("/sign-in"), "/nominate/2026-037", kept.map(str::to_owned));
    let mail = MailAddress::parse("zhouxingzhix@example.com").expect("an address");
    let wrong = MailAddress::parse("zhou").err().expect("a refusal");
    let code = domain::Refusal::content("code-wrong").with("code", "123457").at("/code");
    let refused = |refusal| Form::empty().refused(&[refusal], language);
    let code_page = |form, kept, mail| CodePage::new(frame("/sign-in/code"), form, way(kept), mail, 10).render();
    let in_another_tab = CodePage {
        elsewhere: true,
        ..CodePage::new(frame("/sign-in/code"), Form::empty(), way(None), Some(&mail), 10)
    };
    let rendered = [
        ("code-of-another-tab", in_another_tab.render()),
        ("sign-in", SignInPage::new(frame("/sign-in"), Form::empty(), way(None)).render()),
        ("sign-in-kept", SignInPage::new(frame("/sign-in"), refused(wrong), way(Some("sealed"))).render()),
        ("code", code_page(Form::empty(), None, Some(&mail))),
        ("code-kept", code_page(refused(code), Some("sealed"), Some(&mail))),
        ("code-of-another-browser", code_page(Form::empty(), None, None)),
    ];
    rendered.map(|(name, page)| (name, page.expect("a page"))).into()
}

#[test]
fn every_page_is_said_in_both_languages() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            assert!(!page.contains('⟦'), "{name}: {page}");
        }
    }
}

#[test]
fn the_address_is_masked_and_what_was_typed_travels_on() {
    for (name, page) in pages(Language::Zh) {
        assert!(!page.contains("zhouxingzhix@"), "{name}");
        assert_eq!(page.contains("name=\"kept\" value=\"sealed\""), name.ends_with("-kept"), "{name}");
    }
}
