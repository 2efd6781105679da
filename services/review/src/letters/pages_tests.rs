//! The page of the letters that reached nobody, in both languages, empty and full.

use askama::Template;
use contract::Letter;
use contract::event::Trouble;
use domain::{Language, Refusal, Role};
use kit::html::{Form, Frame};
use kit::{At, Instant, Walked};
use uuid::Uuid;

use super::desk::{End, Missed};
use super::pages::{AgainPage, LettersPage, named};
use crate::officers::Officer;
use crate::words::say;

fn missed(end: End, asked: Option<Instant>) -> Missed {
    Missed {
        id: Uuid::from_u128(end as u128),
        name: "mail-code".to_owned(),
        recipient: "w***g@example.com".to_owned(),
        end,
        attempts: 3,
        met: (end == End::Failed).then_some(Trouble::Refused),
        trouble: (end == End::Failed).then(|| "permanent error (550): no such person".to_owned()),
        at: Instant(1_795_487_400_000_000),
        asked,
    }
}

#[test]
fn every_letter_there_is_has_a_name_in_both_languages() {
    for say in Language::ALL.map(say) {
        for name in Letter::NAMES {
            assert!(!named(&say, name).contains('⟦') && named(&say, name) != *name, "{name}");
        }
        assert_eq!(named(&say, "of-another-version"), "of-another-version");
    }
}

#[test]
fn every_trouble_has_words_in_both_languages() {
    for say in Language::ALL.map(say) {
        for met in Trouble::ALL {
            assert!(!say.owned(format!("trouble-{}", met.code())).contains('⟦'), "{}", met.code());
        }
    }
}

fn keeper() -> Officer {
    Officer::sample(Role::SystemAdministrator)
}

#[test]
fn asking_again_wants_a_reason_and_shows_no_form_where_nothing_can_be_asked() {
    for language in Language::ALL {
        let frame = || Frame::sample(language, "/staff/letters/x/resending");
        let missing = Refusal::content("resending-reason").at("/reason");
        let refused = Form::empty().refused(&[missing], language);
        let asked = missed(End::Failed, Some(Instant(0)));
        for (missed, form, asks) in [
            (missed(End::Failed, None), refused, true),
            (asked, Form::empty(), false),
            (missed(End::HandedOver, None), Form::empty(), false),
        ] {
            let page = AgainPage::new(frame(), keeper(), form, &missed).render().expect("rendered");
            assert!(!page.contains('⟦'), "{page}");
            assert_eq!(page.contains("name=\"reason\""), asks, "{page}");
        }
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
            let page = LettersPage::new(frame(), keeper(), listed).expect("a page");
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦'), "{page}");
        }
    }
}
