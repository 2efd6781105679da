use super::*;

fn text(words: &str) -> TextInput {
    TextInput { zh: words.to_owned(), en: words.to_owned() }
}

pub(crate) fn whole() -> PostInput {
    PostInput {
        title: text("veterinarian"),
        sector: "modern-livestock".to_owned(),
        mode: "open-recruitment".to_owned(),
        wanted: "2".to_owned(),
        need: text("a doctor of veterinary science"),
        duties: text("a\n\nb"),
        conditions: vec![
            ConditionInput {
                label: text("degree"),
                words: text("doctor"),
                clause: "10(4)".to_owned(),
                ..ConditionInput::default()
            },
            ConditionInput::default(),
        ],
        basis: vec!["11(3)".to_owned(), "10(4)".to_owned()],
        pay: PAY_BAND.to_owned(),
        pay_from: "１２００００".to_owned(),
        pay_to: "180000".to_owned(),
        place: text("Yining"),
        quota: "1".to_owned(),
        contact: TextInput::default(),
        opens_on: "2027-01-04".to_owned(),
        closes_on: String::new(),
    }
}

fn refused(input: &PostInput, kind: UnitKind) -> Vec<(&'static str, String)> {
    let refusals = input.read(kind, Policy::standard()).err().unwrap_or_default();
    refusals.iter().map(|refusal| (refusal.code(), refusal.pointer().unwrap_or("").to_owned())).collect()
}

#[test]
fn a_post_is_read_whole() {
    let draft = whole().read(UnitKind::PublicInstitution, Policy::standard()).expect("read");
    assert_eq!(draft.pay, Some(MoneyBand { from: Money::yuan(120_000), to: Money::yuan(180_000) }));
    assert_eq!(draft.basis, [Category::H4, Category::from_code("11(3)").expect("a category")]);
    assert_eq!((draft.conditions.len(), draft.quota, draft.closes_on), (1, 1, None));
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let wrong = PostInput {
        title: TextInput { en: String::new(), ..text("x") },
        wanted: "0".to_owned(),
        conditions: vec![ConditionInput { clause: "99".to_owned(), ..whole().conditions[0].clone() }],
        basis: vec![String::new()],
        pay_to: "5".to_owned(),
        closes_on: "2027-01-01".to_owned(),
        ..whole()
    };
    let told = refused(&wrong, UnitKind::PublicInstitution);
    let codes: Vec<_> = told.iter().map(|(code, _)| *code).collect();
    let expected = ["english-missing", "number-out-of-range", "clause-unreadable", "basis-missing", "pay-ends-below"];
    assert_eq!(codes[..5], expected);
    assert_eq!(told[3].1, "/basis", "an empty box is none");
    assert_eq!(told[5], ("closes-before-it-opens", "/closes_on".to_owned()));
    assert!(refused(&PostInput::default(), UnitKind::Organ).len() > 10);
}

#[test]
fn only_a_mode_that_the_articles_contradict_is_refused_and_a_silent_one_is_open() {
    let with = |mode: Mode| PostInput { mode: mode.code().to_owned(), ..whole() };
    assert_eq!(refused(&whole(), UnitKind::Organ), [("mode-contradicted", "/mode".to_owned())]);
    let silent = with(Mode::Transfer);
    assert!(refused(&silent, UnitKind::Organ).is_empty());
    assert_eq!(silent.permission(UnitKind::Organ, Policy::standard()), Some(Permission::Silent));
}

#[test]
fn a_copy_of_an_earlier_post_lacks_its_days_and_pay_that_was_words() {
    let post = issued(&whole());
    assert_eq!(post.unit.contact, Text::new("c", "c"), "the unit's own contact");
    assert_eq!(post.pay.zh, "每年12万—18万元（税前）");
    let asked = |post: &Post| {
        let mut told = refused(&PostInput::copy_of(post), UnitKind::PublicInstitution);
        told.sort();
        told
    };
    let (day, pay) = (("day-form", "/opens_on".to_owned()), ("pay-missing", "/pay".to_owned()));
    assert_eq!(asked(&post), std::slice::from_ref(&day));
    assert_eq!(asked(&Post { pay_band: None, ..post }), [day, pay]);
}

#[test]
fn a_change_begins_with_the_places_of_the_quota_and_not_with_the_people_wanted() {
    let post = issued(&whole());
    assert_eq!((post.wanted, post.special_quota, post.quota), (2, true, Some(1)));
    assert_eq!(PostInput::change_of(&post).quota, "1");
    let older = Post { quota: None, ..post };
    assert_eq!(PostInput::change_of(&older).quota, "2", "an older catalogue does not tell the number");
    let without = issued(&PostInput { quota: String::new(), ..whole() });
    assert_eq!((without.special_quota, PostInput::change_of(&without).quota.as_str()), (false, ""));
}

#[test]
fn a_change_begins_with_the_pay_of_the_post() {
    let agreed = PostInput { pay: PAY_AGREED.to_owned(), ..whole() };
    for (input, pay, from, to) in [(whole(), PAY_BAND, "120000", "180000"), (agreed, PAY_AGREED, "", "")] {
        let change = PostInput::change_of(&issued(&input));
        assert_eq!((change.pay.as_str(), change.pay_from.as_str(), change.pay_to.as_str()), (pay, from, to));
    }
    let words = Post { pay: Text::new("年薪12万", "12"), pay_band: None, ..issued(&whole()) };
    assert_eq!(PostInput::change_of(&words).pay, PAY_BAND, "it is stated anew");
}

fn issued(input: &PostInput) -> Post {
    let draft = input.read(UnitKind::PublicInstitution, Policy::standard()).expect("read");
    let unit = UnitRef {
        id: uuid::Uuid::nil().into(),
        name: Text::new("a", "a"),
        kind: UnitKind::PublicInstitution,
        department: Text::new("b", "b"),
        contact: Text::new("c", "c"),
    };
    draft.post(uuid::Uuid::nil().into(), "2026-001".to_owned(), unit)
}
