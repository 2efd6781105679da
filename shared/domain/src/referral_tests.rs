//! What can be sent as a recommendation, and which way it goes.

use uuid::Uuid;

use super::*;
use crate::ids::PostId;

fn input() -> ReferralInput {
    ReferralInput {
        name: "陈明".into(),
        recommender: String::new(),
        relationship: "colleague".into(),
        nominee: NomineeInput {
            name: "买买提·吐尔逊".into(), mail: "mai@example.com".into(), language: "en".into()
        },
        why: "十年的同事\n介入手术做得最好".into(),
        agreed: "yes".into(),
    }
}

fn refused(input: ReferralInput) -> Vec<(&'static str, String)> {
    let refused = input.parse().err().unwrap_or_default();
    refused.iter().map(|one| (one.code(), one.pointer().unwrap_or_default().to_owned())).collect()
}

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn proposed() -> Referral {
    let target = Target::Post(PostId::from(Uuid::nil()));
    let referral = Referral::propose(ReferralId::from(Uuid::nil()), target, day("2026-11-24"), true);
    referral.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn handed_over(referral: Referral) -> Result<Referral, Refusal> {
    referral.hand_over(NominationId::from(Uuid::nil()), Sharing::Filed, day("2026-11-25"), true)
}

fn code<T>(outcome: Result<T, Refusal>) -> Option<&'static str> {
    outcome.err().map(|refusal| refusal.code())
}

#[test]
fn a_recommendation_is_read_whole() {
    let recommendation = input().parse().unwrap_or_else(|refused| panic!("{refused:?}"));
    assert_eq!((recommendation.relationship, recommendation.language), (Relationship::Colleague, Language::En));
    assert_eq!(recommendation.nominee.expose(), "买买提·吐尔逊");
    let mut silent = input();
    silent.nominee.language = String::new();
    assert!(silent.parse().is_ok_and(|recommendation| recommendation.language == Language::Zh));
}

#[test]
fn everything_that_is_missing_is_told_at_its_field() {
    let told = refused(ReferralInput::default());
    let told: Vec<_> = told.iter().map(|(code, at)| (*code, at.as_str())).collect();
    assert_eq!(
        told,
        [
            ("referrer-name-missing", "/name"),
            ("relationship-missing", "/relationship"),
            ("nominee-name-missing", "/nominee/name"),
            ("nominee-mail-missing", "/nominee/mail"),
            ("why-missing", "/why"),
            ("agreement-missing", "/agreed"),
        ]
    );
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    let no = ReferralInput { agreed: "no".into(), ..input() };
    assert_eq!(refused(no), [("agreement-missing", "/agreed".to_owned())]);
    let stranger = ReferralInput { relationship: "stranger".into(), ..input() };
    assert_eq!(refused(stranger), [("not-a-choice", "/relationship".to_owned())]);
    let long = ReferralInput { why: "好".repeat(MOST_WHY + 1), ..input() };
    assert_eq!(refused(long), [("too-long", "/why".to_owned())]);
    let mut mail = input();
    mail.nominee.mail = "mai".into();
    assert_eq!(refused(mail), [("mail-form", "/nominee/mail".to_owned())]);
    let mut language = input();
    language.nominee.language = "kk".into();
    assert_eq!(refused(language), [("not-a-choice", "/nominee/language".to_owned())]);
}

#[test]
fn our_letters_carry_nobodys_links() {
    for name in ["prize at evil.example", "见https://evil.example", "a@b.cn", "例子.中国", "WWW.EVIL.COM"] {
        let named = ReferralInput { name: name.into(), ..input() };
        assert_eq!(refused(named), [("name-with-address", "/name".to_owned())], "{name}");
    }
    for name in ["А.С.Пушкин", "J. R. R. Tolkien", "Dr. Mary O'Brien", "买买提·吐尔逊"] {
        assert!(ReferralInput { name: name.into(), ..input() }.parse().is_ok(), "{name}");
    }
}

#[test]
fn the_person_answers_once_and_silence_ends_it() {
    let accepted = handed_over(proposed()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(matches!(accepted.stage, Stage::HandedOver { sharing: Sharing::Filed, .. }));
    let declined = proposed().decline(Some(DeclineReason::NotNow), day("2026-11-25"));
    let declined = declined.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let expired = proposed().expire(day("2027-01-23")).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    for ended in [accepted, declined, expired] {
        assert!(!ended.is_live());
        assert_eq!(code(handed_over(ended.clone())), Some("referral-answered"));
        assert_eq!(code(ended.clone().decline(None, day("2026-11-26"))), Some("referral-answered"));
        assert_eq!(code(ended.expire(day("2027-01-23"))), Some("referral-answered"));
    }
}

#[test]
fn a_deleted_draft_gives_it_back_and_it_can_be_answered_again() {
    let accepted = handed_over(proposed()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let back = accepted.give_back(day("2026-11-26")).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(back.is_live() && matches!(back.stage, Stage::GivenBack { sharing: Sharing::Filed, .. }));
    assert!(handed_over(back.clone()).is_ok() && back.clone().decline(None, day("2026-11-27")).is_ok());
    assert!(back.clone().expire(day("2027-01-23")).is_ok());
    for elsewhere in [proposed(), back] {
        assert_eq!(code(elsewhere.give_back(day("2026-11-27"))), Some("referral-answered"));
    }
}

#[test]
fn a_closed_post_takes_nobody_but_the_party_organisation_does() {
    let (id, today) = (ReferralId::from(Uuid::nil()), day("2026-11-24"));
    let closed = Referral::propose(id, Target::Post(PostId::from(Uuid::nil())), today, false);
    assert_eq!(code(closed), Some("post-not-open"));
    assert!(Referral::propose(id, Target::PartyOrganisation, today, false).is_ok());
    let late = proposed().hand_over(NominationId::from(Uuid::nil()), Sharing::Nothing, today, false);
    assert_eq!(code(late), Some("post-not-open"));
}

#[test]
fn what_the_referrer_may_know_is_changed_once_it_was_accepted_and_not_before() {
    let accepted = handed_over(proposed()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let changed = accepted.clone().share(Sharing::Milestones).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let (on, nomination) = (day("2026-11-25"), NominationId::from(Uuid::nil()));
    assert_eq!(changed.stage, Stage::HandedOver { on, nomination, sharing: Sharing::Milestones });
    assert_eq!(code(proposed().share(Sharing::Filed)), Some("referral-not-accepted"));
    let back = accepted.give_back(day("2026-11-26")).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(code(back.share(Sharing::Filed)), Some("referral-not-accepted"));
}
