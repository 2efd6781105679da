//! The issued catalogue as an official document (Article 12): what was ratified, its posts by unit, number and day.
//! The Chinese document is the one that counts; the English one says that it is a translation.

use domain::text::unstopped;
use domain::{ChangeKind, Language, Policy, Post, Text};
use kit::Say;
use kit::html::{Arg, date};

use super::desk::{IssuedPlan, IssuedPost};
use crate::documents::{Paper, Passage, ordinal};
use crate::words;

pub fn paper(plan: &IssuedPlan, under: &Policy, issuer: &Text, language: Language) -> Paper {
    let say = words::say(language);
    let title = plan.title.say(language);
    let remark = (language != Language::Zh).then(|| say.owned("catalogue-translation"));
    Paper {
        language,
        issuer: issuer.say(language).to_owned(),
        number: plan.document.clone(),
        remark,
        title: say.with("catalogue-title", &[("title", title.into())]),
        addressees: say.owned("catalogue-addressees"),
        body: body(plan, under, &say),
        annex: say.with("catalogue-annex", &[("title", title.into())]),
        day: date::full(plan.issued_on, language).words,
        made_on: plan.issued_on,
    }
}

fn body(plan: &IssuedPlan, under: &Policy, say: &Say) -> Vec<Passage> {
    let language = say.language();
    let units = by_unit(&plan.posts);
    let mut body = vec![Passage::Paragraph(opening(plan, under, units.len(), say))];
    body.extend(policy(plan, under, say).map(Passage::Paragraph));
    for (posts, place) in units.into_iter().zip(1..) {
        let Some(first) = posts.first() else { continue };
        let (unit, department) = (first.post.unit.name.say(language), first.post.unit.department.say(language));
        let words = say.with("catalogue-unit", &[("unit", unit.into()), ("department", department.into())]);
        body.push(Passage::Heading(format!("{}{words}", ordinal::heading(place, language))));
        for (IssuedPost { change, post }, place) in posts.into_iter().zip(1..) {
            let (title, number) = (post.title.say(language), post.number.as_str());
            let key = if plan.amends.is_some() { format!("catalogue-post-{change}") } else { "catalogue-post".into() };
            let words = say.with(key, &[("title", title.into()), ("number", number.into())]);
            body.push(Passage::Subheading(format!("{}{words}", ordinal::subheading(place, language))));
            let lines = match change {
                ChangeKind::Closed => vec![say.owned("catalogue-closed")],
                ChangeKind::Added | ChangeKind::Changed => told(post, under, say),
            };
            body.extend(lines.into_iter().map(Passage::Paragraph));
        }
    }
    body
}

/// What is issued, and how much of it.
fn opening(plan: &IssuedPlan, under: &Policy, units: usize, say: &Say) -> String {
    let language = say.language();
    let title: (&str, Arg) = ("title", plan.title.say(language).into());
    let measures: (&str, Arg) = ("measures", under.title().say(language).into());
    match &plan.amends {
        None => {
            let wanted: u32 = plan.posts.iter().map(|issued| u32::from(issued.post.wanted)).sum();
            say.with(
                "catalogue-body",
                &[
                    title,
                    measures,
                    ("units", units.to_string().into()),
                    ("posts", plan.posts.len().to_string().into()),
                    ("wanted", wanted.to_string().into()),
                ],
            )
        }
        Some(amended) => {
            let count = |kind| plan.posts.iter().filter(|issued| issued.change == kind).count().to_string();
            say.with(
                "catalogue-body-amended",
                &[
                    title,
                    measures,
                    ("amended", amended.title.say(language).into()),
                    ("document", amended.document.as_str().into()),
                    ("added", count(ChangeKind::Added).into()),
                    ("changed", count(ChangeKind::Changed).into()),
                    ("closed", count(ChangeKind::Closed).into()),
                ],
            )
        }
    }
}

/// Under which version of the data on the articles it was made (Article 29); nothing where that is not known.
pub fn policy(plan: &IssuedPlan, under: &Policy, say: &Say) -> Option<String> {
    let measures = under.title().say(say.language());
    let version = (!plan.policy.is_empty()).then_some(plan.policy.as_str())?;
    Some(say.with("catalogue-policy", &[("measures", measures.into()), ("version", version.into())]))
}

/// The units in the order of their first posts, each with its own.
fn by_unit(posts: &[IssuedPost]) -> Vec<Vec<&IssuedPost>> {
    let mut units: Vec<Vec<&IssuedPost>> = Vec::new();
    for issued in posts {
        match units.iter_mut().find(|unit| unit.iter().any(|other| other.post.unit.id == issued.post.unit.id)) {
            Some(unit) => unit.push(issued),
            None => units.push(vec![issued]),
        }
    }
    units
}

/// What the document says of a post: who is wanted, under which clauses and conditions, what follows, and when.
fn told(post: &Post, under: &Policy, say: &Say) -> Vec<String> {
    let language = say.language();
    let wanted = say.with(
        "catalogue-wanted",
        &[
            ("wanted", post.wanted.to_string().into()),
            ("sector", under.sector(post.sector).say(language).into()),
            ("mode", under.mode(post.mode).say(language).into()),
            ("basis", basis(post, say).into()),
        ],
    );
    let need = say.with("catalogue-need", &[("need", unstopped(post.need.say(language)).into())]);
    let stop = say.owned("catalogue-stop");
    let conditions = conditions(post, say).into_iter().map(|condition| format!("{}{stop}", unstopped(&condition)));
    let pay = say
        .with("catalogue-pay", &[("pay", post.pay.say(language).into()), ("place", post.place.say(language).into())]);
    let contact = say.with("catalogue-contact", &[("contact", post.unit.contact.say(language).into())]);
    let last = [days(post, say), contact];
    [wanted, need].into_iter().chain(conditions).chain([pay]).chain(quota(post, say)).chain(last).collect()
}

/// How many places of the special quota it takes (Article 17); an older issue says only that it takes some.
fn quota(post: &Post, say: &Say) -> Option<String> {
    match post.quota {
        Some(places) => Some(say.with("catalogue-quota", &[("places", places.to_string().into())])),
        None => post.special_quota.then(|| say.owned("catalogue-quota-uncounted")),
    }
}

/// The clauses that it is open under.
pub fn basis(post: &Post, say: &Say) -> String {
    let clauses: Vec<_> = post.basis.iter().map(|category| category.clause().say(say.language())).collect();
    clauses.join(&*say.it("catalogue-and"))
}

pub fn conditions(post: &Post, say: &Say) -> Vec<String> {
    let colon = say.owned("catalogue-colon");
    let told = |condition: &domain::PostCondition| {
        let (label, words) = (condition.label.say(say.language()), condition.words.say(say.language()));
        format!("{label}{colon}{words}")
    };
    post.conditions.iter().map(told).collect()
}

fn days(post: &Post, say: &Say) -> String {
    let day = |on| date::full(on, say.language()).words;
    let opens = day(post.opens_on);
    match post.closes_on {
        Some(last) => say.with("catalogue-days", &[("opens", opens.into()), ("closes", day(last).into())]),
        None => say.with("catalogue-until-filled", &[("opens", opens.into())]),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Body, PostCondition};

    use super::*;
    use crate::plans::annex;
    use crate::plans::desk::Issue;
    use crate::plans::samples::{plan, post, same};

    /// The first post added, the second changed, the third closed.
    fn amendment() -> IssuedPlan {
        let IssuedPlan { id, year, title, document, issued_on, policy, posts, .. } = plan();
        let base = Issue { id, year, title, document, issued_on, policy, amends: None };
        let kinds = ChangeKind::ALL.into_iter().zip(posts);
        let posts = kinds.map(|(change, issued)| IssuedPost { change, ..issued }).collect();
        IssuedPlan { amends: Some(base), posts, ..plan() }
    }

    #[test]
    fn an_amendment_says_what_becomes_of_each_post() {
        for language in Language::ALL {
            let paper = paper(&amendment(), Policy::standard(), &same("Group"), language);
            let bodies: Vec<_> = paper.body.iter().map(words).collect();
            let body = bodies.join("\n");
            assert!(!body.contains('⟦') && body.contains("伊州人才〔2027〕1号"), "{body}");
            let closed = bodies.iter().position(|line| line.contains("2027-003")).expect("the closed post");
            assert_eq!(bodies[closed + 1], crate::words::say(language).owned("catalogue-closed"), "{body}");
        }
    }

    fn words(passage: &Passage) -> String {
        match passage {
            Passage::Heading(words) | Passage::Subheading(words) | Passage::Paragraph(words) => words.clone(),
        }
    }

    #[test]
    fn every_post_stands_below_its_unit_in_both_languages() {
        for language in Language::ALL {
            let paper = paper(&plan(), Policy::standard(), &same("Group"), language);
            assert_eq!(paper.remark.is_none(), language == Language::Zh);
            let body: Vec<_> = paper.body.iter().map(words).collect();
            let body = body.join("\n");
            let places = ["unit 1", "2027-001", "2027-003", "unit 2", "2027-002"].map(|words| body.find(words));
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{body}");
            assert!(!format!("{body}{}{}{}", paper.title, paper.addressees, paper.annex).contains('⟦'), "{body}");
        }
    }

    #[test]
    fn a_post_says_how_many_places_of_the_quota_it_takes_and_whom_to_ask() {
        for (language, counted, contact) in [
            (Language::Zh, "使用专项编制3个（第十七条）。", "联系：组织部。"),
            (Language::En, "Places of the special quota: 3 (Art. 17).", "Contact: Office."),
        ] {
            let say = words::say(language);
            let mut post = Post { quota: Some(3), ..post(1, "2027-001") };
            post.unit.contact = Text::new("组织部", "Office");
            let lines = told(&post, Policy::standard(), &say);
            assert!([counted, contact].iter().all(|line| lines.iter().any(|told| told == line)), "{lines:?}");
            let old = told(&Post { quota: None, ..post.clone() }, Policy::standard(), &say);
            assert!(old.contains(&say.owned("catalogue-quota-uncounted")), "{old:?}");
            let none = told(&Post { quota: None, special_quota: false, ..post }, Policy::standard(), &say);
            assert_eq!(none.len() + 1, lines.len(), "{none:?}");
        }
    }

    #[test]
    fn words_that_bring_their_own_stop_get_no_second_one() {
        for (language, need, condition) in [
            (Language::Zh, "要求：博士。", "证书：执业医师证书。"),
            (Language::En, "Need: a doctor.", "Licence: a physician’s."),
        ] {
            let (label, words) = (Text::new("证书", "Licence"), Text::new("执业医师证书。", "a physician’s. "));
            let conditions = vec![PostCondition { label, words, clause: None, requirement: None }];
            let post = Post { need: Text::new("博士；", "a doctor."), conditions, ..post(1, "2027-001") };
            let lines = told(&post, Policy::standard(), &words::say(language));
            assert!([need, condition].iter().all(|line| lines.iter().any(|told| told == line)), "{lines:?}");
        }
    }

    #[test]
    fn an_issue_says_once_under_which_version_it_was_made_where_that_is_known() {
        for language in Language::ALL {
            let told = |plan: &IssuedPlan| {
                let paper = paper(plan, Policy::standard(), &same("Group"), language);
                paper.body.iter().map(words).filter(|line| line.contains("2026-1")).count()
            };
            let unknown = IssuedPlan { policy: String::new(), ..plan() };
            assert_eq!([told(&plan()), told(&amendment()), told(&unknown)], [1, 1, 0], "{language:?}");
        }
    }

    /// The standard has one authority above the number and in it; Article 12 has it ratify the catalogue.
    #[test]
    fn the_name_and_the_numbers_of_the_defaults_are_of_the_authority_that_ratifies() {
        let read = |written: &str| toml::from_str::<toml::Table>(written).expect("settings");
        let (defaults, demo) =
            (read(include_str!("../../default.toml")), read(include_str!("../../demo/catalogue.toml")));
        let review = &defaults["review"];
        let ratifies = Policy::standard().body(Body::PrefectureLeadingGroup);
        let issuer = review["catalogue_issuer"]["zh"].as_str().expect("an authority");
        assert_eq!(issuer.strip_suffix(ratifies.name.zh.as_str()), Some("伊犁"));
        for number in ["catalogue_prefix", "reply_prefix"] {
            assert!(review[number].as_str().is_some_and(|word| word.starts_with("伊州人才")), "{number}");
        }
        assert_eq!(demo["catalogue"]["document_prefix"], review["catalogue_prefix"]);
    }

    #[test]
    fn an_annex_of_the_same_issue_is_the_same() {
        for (language, plan) in Language::ALL.into_iter().zip([plan(), amendment()]) {
            let book = || annex::xlsx(&plan, Policy::standard(), language).expect("a workbook");
            assert!(book().starts_with(b"PK") && book() == book());
        }
    }
}
