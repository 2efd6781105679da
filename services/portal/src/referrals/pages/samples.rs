//! Every page of a referral, rendered from samples in both languages.

use askama::Template;
use chrono::NaiveDate;
use domain::referral::{NomineeInput, Referral, Stage};
use domain::{
    Language, NominationId, PersonId, PublicStage, RecommenderId, RecommenderRef, ReferralId, ReferralInput, Refusal,
    Relationship, Sharing, Text,
};
use kit::{At, By, Form, Frame, Instant, Walked};
use uuid::Uuid;

use super::answer::{Ended, EndedPage, InvitationPage};
use super::list::ReferralsPage;
use super::refer::{Begun, ClosedPage, Leaf, ReferPage};
use super::sharing::SharingPage;
use crate::accounts::Applicant;
use crate::nominations::about::About;
use crate::nominations::pages::samples::{self as nominated, post};
use crate::referrals::desk::{Known, Passed, Spoken};
use crate::referrals::store::{Kept, Placed, Written};

const MAIL: &str = "chenmingchen@example.com";
const NOMINEE: &str = "maimaiti@example.com";

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

fn recommender() -> RecommenderRef {
    RecommenderRef {
        id: RecommenderId::from(Uuid::nil()),
        number: 23,
        title: Text::new("<b>院长", "<b>President"),
        unit: Text::new("伊宁市人民医院", "Yining People’s Hospital"),
    }
}

fn written() -> Written {
    Written {
        referrer: "陈明".into(),
        recommender: Some(recommender()),
        relationship: Relationship::Colleague,
        nominee: "买买提·吐尔逊".into(),
        mail: NOMINEE.into(),
        language: Language::Zh,
        why: "十年的同事\n<b>介入手术</b>做得最好".into(),
        agreed: 1,
    }
}

fn begun() -> Begun {
    let nominee =
        NomineeInput { name: "买买提·吐尔逊".into(), mail: "mai@example.com".into(), language: "en".into() };
    let (name, relationship, why) = ("陈明".into(), "colleague".into(), "十年的同事\n<b>介入手术</b>做得最好".into());
    let (recommender, agreed) = ("23".into(), String::new());
    let referral = ReferralInput { name, recommender, relationship, nominee, why, agreed };
    Begun { mail: "chen@example.com".into(), referral }
}

fn to_a_post() -> About {
    About::Post { post: Box::new(post()) }
}

fn everywhere() -> [About; 3] {
    [to_a_post(), About::Unit { unit: post().unit }, About::PartyOrganisation { unit: None }]
}

fn kept(stage: Stage) -> Kept {
    kept_about(to_a_post(), stage)
}

fn kept_about(about: About, stage: Stage) -> Kept {
    let ended = matches!(stage, Stage::Declined { .. } | Stage::Expired { .. });
    Kept {
        referral: Referral { id: ReferralId::from(Uuid::nil()), target: about.target(), stage },
        referrer: PersonId::from(Uuid::nil()),
        about,
        person: None,
        written: (!ended).then(written),
        version: 1,
        since: Instant(1_795_500_000_000_000),
    }
}

fn listed() -> Vec<(Kept, Known)> {
    let on = day("2026-11-25");
    let nomination = NominationId::from(Uuid::nil());
    let accepted = |sharing| kept(Stage::HandedOver { on, nomination, sharing });
    let passed = |stage, since| Passed { stage, since: day(since) };
    let way = vec![passed(PublicStage::Received, "2026-11-26"), passed(PublicStage::UnderReview, "2026-11-27")];
    vec![
        (kept(Stage::Proposed { on }), Known::Waiting),
        (accepted(Sharing::Nothing), Known::Answered),
        (accepted(Sharing::Filed), Known::Accepted),
        (accepted(Sharing::Filed), Known::Filed { on }),
        (accepted(Sharing::Milestones), Known::Followed { way }),
        (kept(Stage::Declined { on, reason: None }), Known::Declined { on }),
        (kept(Stage::Expired { on }), Known::Expired { on }),
    ]
}

fn pages(language: Language) -> Vec<(String, String)> {
    let frame = |path: &str| Frame::sample(language, path);
    let person = PersonId::from(Uuid::nil());
    let by = Applicant {
        person,
        mail: MAIL.into(),
        language,
        by: By::service("sample"),
        session: Uuid::nil(),
        token: String::new(),
    };
    let typed = begun();
    let refer = |by, at, form| {
        let begun = (&typed, "sealed".to_owned());
        ReferPage { form, ..ReferPage::new(frame("/refer/2026-037"), &to_a_post(), by, (30, 60), at, begun) }
    };
    let refused = Form::empty().refused(&ReferralInput::default().parse().err().expect("refusals"), language);
    let invitation = |form| {
        InvitationPage::new(frame("/invitations/x"), &kept(Stage::Proposed { on: day("2026-11-24") }), written(), form)
    };
    let referrals = |listed: Vec<(Kept, Known)>, limit: u16| {
        let placed = |(kept, _): &(Kept, Known)| Placed(kept.referral.id.uuid());
        ReferralsPage::new(frame("/referrals"), Walked::of(listed, &At::Start, limit, placed), MAIL).expect("a page")
    };
    let no_choice = Form::empty().refused(&[Refusal::content("sharing-missing").at("/sharing")], language);
    let spoken =
        Spoken { id: ReferralId::from(Uuid::nil()), voice: written().voice(), sharing: Sharing::Filed, version: 2 };
    let sharing = |query: &str, spoken: &[Spoken], form| {
        let frame = frame(&format!("/nominations/x/sharing{query}"));
        SharingPage::new(frame, &nominated::kept(nominated::submitted(), None), spoken, form)
    };
    let unchosen = Form::empty().wrong(&format!("sharing.{}", spoken.id), "?");
    let rendered = [
        ("sharing", sharing("?saved=1", std::slice::from_ref(&spoken), Form::empty()).render()),
        ("sharing-refused", sharing("", std::slice::from_ref(&spoken), unchosen).render()),
        ("sharing-nobody", sharing("", &[], Form::empty()).render()),
        ("refer", refer(None, Leaf::You, Form::empty()).render()),
        ("refer-signed-in", refer(Some(&by), Leaf::You, Form::empty()).render()),
        ("refer-recommender", refer(None, Leaf::You, Form::empty()).said_of(&Ok(Some(recommender()))).render()),
        ("refer-nominee", refer(None, Leaf::Nominee, refused.clone()).render()),
        ("refer-why", ReferPage { from_check: true, ..refer(None, Leaf::Why, refused.clone()) }.render()),
        ("refer-check", refer(None, Leaf::Check, refused).render()),
        ("refer-check-signed-in", refer(Some(&by), Leaf::Check, Form::empty()).render()),
        ("refer-check-recommender", refer(None, Leaf::Check, Form::empty()).said_of(&Ok(Some(recommender()))).render()),
        ("referrals", referrals(listed(), 50).render()),
        ("referrals-more", referrals(listed(), 1).render()),
        ("referrals-none", referrals(Vec::new(), 50).render()),
        ("invitation", invitation(Form::empty()).render()),
        ("invitation-refused", invitation(no_choice).render()),
    ];
    let pages = rendered.into_iter().map(|(name, page)| (name.to_owned(), page.expect("a page")));
    let ended = [Ended::Unknown, Ended::Answered, Ended::TooLate, Ended::Renewed, Ended::Declined, Ended::Accepted];
    let ended = ended.map(|ended| {
        let page = EndedPage::new(frame("/invitations/x"), ended).render();
        (format!("ended-{}", ended.key()), page.expect("a page"))
    });
    let anywhere = everywhere().into_iter().flat_map(|about| {
        let (path, kind) = (about.referral(), about.kind());
        let begun = (&typed, "sealed".to_owned());
        let form = ReferPage::new(frame(&path), &about, None, (30, 60), Leaf::You, begun);
        let asked = kept_about(about.clone(), Stage::Proposed { on: day("2026-11-24") });
        let asked = || InvitationPage::new(frame("/invitations/x"), &asked, written(), Form::empty());
        let (shut, asked) = (InvitationPage { open: false, ..asked() }.render(), asked().render());
        let open = form.render();
        let closed = ClosedPage::new(frame(&path), &about).render();
        [
            (format!("refer-{kind}"), open),
            (format!("closed-{kind}"), closed),
            (format!("invitation-{kind}"), asked),
            (format!("invitation-shut-{kind}"), shut),
        ]
    });
    let anywhere = anywhere.map(|(name, page)| (name, page.expect("a page")));
    pages.chain(ended).chain(anywhere).collect()
}

#[test]
fn every_page_is_said_in_both_languages() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            assert!(!page.contains('⟦') && !page.contains(MAIL) && !page.contains(NOMINEE), "{name}: {page}");
        }
    }
}

#[test]
fn where_nobody_can_be_recommended_the_way_leads_to_others_of_its_kind() {
    for (name, others) in [("closed-post", "/posts"), ("closed-unit", "/refer")] {
        let pages = pages(Language::Zh);
        let (_, page) = pages.iter().find(|(sample, _)| sample == name).expect("a sample");
        assert!(page.contains(&format!("<a class=\"btn\" href=\"{others}\">")), "{name}: {page}");
    }
}

#[test]
fn a_recommender_is_named_as_stated_wherever_the_words_are_read() {
    for (name, page) in pages(Language::Zh) {
        if ["refer-recommender", "refer-check-recommender", "referrals", "invitation"].contains(&name.as_str()) {
            assert!(page.contains("23号推荐员") && page.contains("&#60;b&#62;院长"), "{name}: {page}");
        }
        assert!(!page.contains("<b>院长"), "{name}: {page}");
    }
}

#[test]
fn where_the_link_leads_to_nothing_nobody_is_named() {
    for language in Language::ALL {
        for (name, page) in pages(language).into_iter().filter(|(name, _)| name.starts_with("ended-")) {
            assert!(!page.contains("陈明") && !page.contains("买买提") && !page.contains("心血管"), "{name}: {page}");
        }
    }
}

#[test]
fn what_a_referrer_wrote_is_words_and_not_markup() {
    for (name, page) in pages(Language::Zh).into_iter().filter(|(name, _)| name.starts_with("invitation")) {
        assert!(page.contains("&#60;b&#62;介入手术") && page.contains("十年的同事<br>"), "{name}: {page}");
    }
}
