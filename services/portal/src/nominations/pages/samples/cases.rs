//! Cases at each place on their way, as the portal was told of them.

use domain::{
    Category, Conclusion, Due, Hand, ItemAnswer, PublicStage, Reason, RequestedItem, ReturnReason, Section, Shows,
};

use super::{day, kept, post, submitted, withdrawn};
use crate::nominations::progress::{Asked, Contested, Decided, Ending, Progress};
use crate::nominations::store::Kept;

/// From the opening of the case through these hands, each from its day.
pub fn way(hands: &[(Hand, &str)]) -> Progress {
    let received = Progress::begin(PublicStage::Received, Some(Hand::Screening), day("2026-10-12"));
    let through = |progress: Progress, (hand, since): &(Hand, &str)| {
        progress.then(PublicStage::UnderReview, Some(*hand), day(since))
    };
    hands.iter().fold(received, through)
}

/// A correction is asked for.
pub fn waiting(hands: &[(Hand, &str)], due: Option<Due>) -> Progress {
    let words = Some("<b>资格证书</b>缺背面".to_owned());
    let sections = vec![Section::Past, Section::Evidence];
    let item = |number, shows, name: &str| RequestedItem { number, shows, name: name.to_owned() };
    let items = vec![
        item(1, Shows::Clause(Category::H4), "<b>资格证书</b>背面"),
        item(2, Shows::Identity, "护照"),
        item(3, Shows::Other, "推荐信"),
    ];
    let asked = Some(Asked::Correction { reason: ReturnReason::PapersUnclear, sections, words, items });
    let at = hands.last().map(|(hand, _)| *hand);
    let said = ItemAnswer { number: 2, words: "<b>资格证书</b>还没有换发".to_owned() };
    let waits = way(hands).then(PublicStage::WaitingForYou, at, day("2026-10-20")).said(2, Some(said));
    Progress { asked, due, ..waits }
}

/// A unit is proposed.
pub fn proposed() -> Progress {
    let asked = Some(Asked::HandOver { unit: Box::new(post().unit), words: Some("<i>请答复</i>".to_owned()) });
    let received = Progress::begin(PublicStage::Received, Some(Hand::Routing), day("2026-10-12"));
    Progress { asked, ..received.then(PublicStage::WaitingForYou, Some(Hand::Routing), day("2026-10-14")) }
}

pub fn ended(progress: Progress, stage: PublicStage, on: &str, ending: Ending) -> Progress {
    Progress { ending: Some(ending), ..progress.then(stage, None, day(on)) }
}

/// The group's rejection is looked at again by the prefecture.
pub fn contested() -> Progress {
    let hands = [(Hand::Screening, "2026-10-13"), (Hand::GroupApproval, "2026-11-03")];
    let rejected = Ending::Rejected { at: Hand::GroupApproval, reason: Reason::CategoryNotShown, words: None };
    let rejected = ended(way(&hands), PublicStage::NotSuccessful, "2026-11-20", rejected);
    let rejection = rejected.rejected().expect("a rejection");
    rejected.contested(rejection, Some("<b>资格证书</b>有两面".to_owned()), day("2026-11-23"))
}

pub fn second(conclusion: Conclusion) -> Progress {
    let open = contested();
    let reconsideration = open.reconsideration.clone().map(|one| Contested {
        decided: Some(Decided {
            by: Hand::PrefectureReview,
            conclusion,
            words: Some("<i>请答复</i>".to_owned()),
            on: day("2026-12-01"),
        }),
        ..one
    });
    let open = Progress { reconsideration, ..open };
    match conclusion {
        Conclusion::Reopened => open.then(PublicStage::UnderReview, Some(Hand::GroupApproval), day("2026-12-01")),
        Conclusion::Upheld => {
            let again = Ending::Rejected { at: Hand::GroupApproval, reason: Reason::CategoryNotShown, words: None };
            ended(open, PublicStage::NotSuccessful, "2026-12-01", again)
        }
    }
}

/// Cases at each place, with the day on which they are looked at.
pub fn cases() -> Vec<(&'static str, Kept, &'static str)> {
    use Hand::{GroupApproval, Intention, PrefectureReview, RecommendationOpinion, Screening};
    let unit = [(Screening, "2026-10-13"), (Intention, "2026-10-23"), (RecommendationOpinion, "2026-10-29")];
    let group = [&unit[..], &[(GroupApproval, "2026-11-03")]].concat();
    let prefecture = [&group[..], &[(PrefectureReview, "2026-11-24")]].concat();
    let returned = [&group[..], &[(RecommendationOpinion, "2026-11-12")]].concat();
    let due = |date: &str, estimated| Some(Due { date: day(date), estimated });
    let number = "伊州人才批〔2026〕6号".to_owned();
    let replied = Ending::Replied { number, rests_on: Some(Category::H5) };
    let words = Some("请先补上职称证书的背面。".to_owned());
    let rejected = Ending::Rejected { at: GroupApproval, reason: Reason::CategoryNotShown, words };
    let told = |progress| kept(submitted(), Some(progress));
    vec![
        ("fresh", kept(submitted(), None), "2026-10-12"),
        ("opened", told(Progress { due: due("2026-11-09", false), ..way(&[]) }), "2026-10-13"),
        ("screening", told(Progress { due: due("2026-11-10", false), ..way(&unit[..1]) }), "2026-11-10"),
        ("intention", told(way(&unit[..2])), "2026-10-30"),
        ("group", told(Progress { due: due("2026-11-24", false), ..way(&group) }), "2026-11-18"),
        ("late", told(Progress { due: due("2026-11-24", false), ..way(&group) }), "2026-11-26"),
        ("returned", told(Progress { due: due("2026-12-10", false), ..way(&returned) }), "2026-11-18"),
        ("prefecture", told(Progress { due: due("2027-01-04", true), ..way(&prefecture) }), "2026-11-25"),
        ("waiting", told(waiting(&unit[..1], due("2026-11-03", false))), "2026-10-22"),
        ("waiting-late", told(waiting(&unit[..1], due("2026-11-03", false))), "2026-11-05"),
        ("corrected", told(waiting(&unit[..1], None).answered(day("2026-10-24"))), "2026-10-26"),
        ("replied", told(ended(way(&prefecture), PublicStage::Replied, "2026-12-14", replied)), "2026-12-15"),
        ("rejected", told(ended(way(&group), PublicStage::NotSuccessful, "2026-11-20", rejected)), "2026-11-21"),
        ("contested", told(contested()), "2026-11-24"),
        ("upheld", told(second(Conclusion::Upheld)), "2026-12-02"),
        ("reopened", told(second(Conclusion::Reopened)), "2026-12-02"),
        ("withdrawn", kept(withdrawn(), None), "2026-10-15"),
        (
            "withdrawn-late",
            kept(withdrawn(), Some(ended(way(&group), PublicStage::Withdrawn, "2026-11-12", Ending::Withdrawn))),
            "2026-11-13",
        ),
    ]
}
