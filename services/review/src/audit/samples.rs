//! The trail's page in both languages, without a word missing.

use std::collections::BTreeMap;

use askama::Template;
use domain::{Language, OfficerId, Role, Text};
use kit::audit::{Entry, Placed};
use kit::html::{Form, Frame};
use kit::{At, Instant, Walked};
use uuid::Uuid;

use super::asked::Asked;
use super::pages::AuditPage;
use crate::officers::Officer;

fn entry(kind: &str, number: Option<i64>) -> Entry {
    Entry {
        id: Uuid::nil(),
        at: Instant(1_770_000_000_000_000),
        actor_kind: kind.to_owned(),
        actor_id: Uuid::nil().to_string(),
        deed: "case.look".to_owned(),
        subject: Uuid::nil().to_string(),
        detail: format!("{{\"purpose\":\"contact\",\"fields\":[{}\"mail\"]}}", "\"phone\",".repeat(20)),
        trace: "t".to_owned(),
        number,
    }
}

#[test]
fn the_trail_is_shown_in_both_languages() {
    let names = BTreeMap::from([(OfficerId::from(Uuid::nil()), Text::new("张怀民", "Zhang Huaimin"))]);
    for language in Language::ALL {
        for listed in [Vec::new(), vec![entry("officer", Some(7)), entry("operator", None), entry("service", Some(6))]]
        {
            let some = !listed.is_empty();
            let asked = Asked { deed: "case.look".to_owned(), ..Asked::default() };
            let listed = Walked::of(listed, &At::Start, 2, |entry: &Entry| Placed(entry.id));
            let frame = Frame::sample(language, "/staff/audit");
            let officer = Officer::sample(Role::Auditor);
            let page = AuditPage::new(frame, officer, Form::empty(), "key".to_owned(), &asked, listed, &names);
            let page = page.expect("a page").render().expect("rendered");
            assert!(!page.contains('⟦'), "{page}");
            assert_eq!(page.contains("rel=\"next\""), some, "{page}");
            assert_eq!(page.contains(if language == Language::Zh { "张怀民" } else { "Zhang Huaimin" }), some);
        }
    }
}
