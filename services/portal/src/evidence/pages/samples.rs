//! The page in both languages, without a word missing and with each refusal beside its field.

use askama::Template;
use contract::{Evidence, FileKind, Original, StoredFile};
use domain::nomination::Stage;
use domain::{Category, EvidenceId, Hand, Language, Refusal, Shows};
use kit::{Form, Frame, Instant};
use uuid::Uuid;

use super::note::EvidenceNote;
use super::sheet::{EvidencePage, refused};
use crate::evidence::store::Kept;
use crate::nominations::pages::samples::{kept, submitted, waiting};
use crate::nominations::store::Kept as Nomination;
use crate::words;

fn file(number: u128, shows: Shows, name: &str, kind: FileKind) -> Kept {
    let id = Uuid::from_u128(number);
    let (sha256, key) = ("00".repeat(32), "11".repeat(32));
    let file = StoredFile { id, kind, size: 1_300_000, sha256, key, scanned: false, pages: Some(3), made_of: None };
    let evidence = Evidence {
        id: EvidenceId::from(id),
        shows,
        item: None,
        label: "第<1>页".to_owned(),
        name: name.to_owned(),
        file,
    };
    Kept { evidence, at: Instant(1_795_500_000_000_000), handed_over: false }
}

/// The same, made of what came.
fn made_of(kept: Kept, kind: FileKind, size: u64) -> Kept {
    let file = StoredFile { made_of: Some(Original { kind, size }), ..kept.evidence.file };
    Kept { evidence: Evidence { file, ..kept.evidence }, ..kept }
}

fn listed() -> Vec<Kept> {
    let other = |number: u128, name: &str, kind: FileKind| file(number, Shows::Other, name, kind);
    vec![
        file(1, Shows::Clause(Category::H4), "学位证书<b>.pdf", FileKind::Pdf),
        file(2, Shows::Clause(Category::U5), "شەھادەتنامە.png", FileKind::Jpeg),
        made_of(other(3, "奖状.webp", FileKind::Jpeg), FileKind::Webp, 8_600_000),
        made_of(other(4, "奖状.png", FileKind::Png), FileKind::Png, 900_000),
    ]
}

fn page(language: Language, query: &str, stage: Stage, form: Form) -> String {
    shown(language, query, &kept(stage, None), form)
}

fn shown(language: Language, query: &str, nomination: &Nomination, form: Form) -> String {
    let frame = Frame::sample(language, &format!("/nominations/x/evidence?{query}"));
    let page = EvidencePage::new(frame, nomination, listed(), form, None).render().expect("a page");
    assert!(!page.contains('⟦') && !page.contains(&"11".repeat(32)), "{page}");
    page
}

#[test]
fn every_part_says_what_it_wants_and_what_has_come_in_both_languages() {
    for language in Language::ALL {
        let open = page(language, &format!("added={}", Uuid::from_u128(1)), Stage::Draft, Form::empty());
        assert!(
            open.contains("学位证书&#60;b&#62;.pdf") && open.contains("第&#60;1&#62;页") && open.contains("1.3 MB")
        );
        assert_eq!(open.matches("enctype=\"multipart/form-data\"").count(), open.matches("<section").count());
        assert!(open.contains("id=\"11(5)\"") && open.contains("role=\"status\""), "{open}");
        let say = words::say(language);
        let smaller = say.with("evidence-made-smaller", &[("from", "8.3 MB".into()), ("to", "1.3 MB".into())]);
        assert!(open.contains(&smaller) && open.contains(&say.owned("evidence-made-upright")), "{open}");
        let pages = say.with("evidence-pages", &[("kind", "PDF".into()), ("count", 3.into())]);
        assert!(open.contains(&format!("<small>{pages}")), "{open}");
        let otherwise = say.with("evidence-otherwise", &[("kind", "JPEG".into())]);
        assert_eq!(open.matches(&otherwise).count(), 1, "a name is held against the kind that came: {open}");
        assert!(!page(language, "", submitted(), Form::empty()).contains("multipart"));
    }
}

#[test]
fn while_a_correction_is_asked_for_files_come_and_go_and_the_way_back_is_its_form() {
    let asked = kept(submitted(), Some(waiting(&[(Hand::Screening, "2026-10-16")], None)));
    let page = shown(Language::Zh, "", &asked, Form::empty());
    assert!(page.contains("multipart") && page.contains("/correct\""), "{page}");
}

#[test]
fn what_is_wrong_stands_beside_the_file_it_is_wrong_with() {
    let refusals = [Refusal::content("evidence-empty").at("/file"), Refusal::content("too-long").at("/label")];
    let form = refused("10(4)", "长", &refusals, Language::Zh);
    let page = page(Language::Zh, "removed=1", Stage::Draft, form);
    for expected in ["href=\"#file.10(4)\"", "id=\"file.10(4)-e\"", "id=\"label.10(4)-e\"", "value=\"长\"", "有误："]
    {
        assert!(page.contains(expected), "{expected} is missing in {page}");
    }
    assert!(!page.contains("role=\"status\""));
}

#[test]
fn the_note_names_the_clauses_without_a_file() {
    let note = |claimed: &[Category]| EvidenceNote::of(&listed(), claimed, &words::say(Language::Zh));
    assert_eq!(note(&[Category::H4]).missing, "");
    assert!(note(&[Category::H4, Category::H5]).missing.starts_with("第十条（五）还没有材料"));
    assert_eq!(note(&[]).files, "已传4个文件");
}
