//! The page of the letters that reached nobody, in both languages, empty and full.

use askama::Template;
use domain::{Language, Role};
use kit::html::{Form, Frame};
use kit::{At, Instant, Walked};
use uuid::Uuid;

use super::desk::{End, Missed};
use super::pages::LettersPage;
use crate::officers::Officer;

fn missed(end: End, asked: Option<Instant>) -> Missed {
    Missed {
        id: Uuid::from_u128(end as u128),
        name: "mail-code".to_owned(),
        recipient: "w***g@example.com".to_owned(),
        end,
        attempts: 3,
        trouble: (end == End::Failed).then(|| "permanent error (550): no such person".to_owned()),
        at: Instant(1_795_487_400_000_000),
        asked,
    }
}

#[test]
fn the_page_has_all_its_words_in_both_languages() {
    for language in Language::ALL {
        let frame = || Frame::sample(language, "/staff/letters");
        let some =
            vec![missed(End::Failed, None), missed(End::Expired, Some(Instant(0))), missed(End::HandedOver, None)];
        let many: Vec<Missed> = (0..21).map(|_| missed(End::Failed, None)).collect();
        for listed in [Vec::new(), some, many] {
            let listed = Walked::of(listed, &At::Start, 20, Missed::place);
            let page = LettersPage::new(frame(), Officer::sample(Role::SystemAdministrator), Form::empty(), listed)
                .expect("a page");
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦'), "{page}");
        }
    }
}
